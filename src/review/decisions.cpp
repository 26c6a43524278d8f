#include "review/decisions.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/files.h"
#include "merge/day_span.h"
#include "merge/standing.h"
#include "model/json.h"

namespace tamga::review {
namespace {

using json::Value;

constexpr std::size_t kIdDigits = 15;
// Contract: values of a claim's fields.
constexpr std::array<std::string_view, 4> kStatuses{"actual", "future", "possible", "denied"};
constexpr std::array<std::string_view, 4> kVoices{"host", "partner", "author", "other"};
constexpr std::array<std::string_view, 16> kEvents{
    "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
    "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
constexpr std::array<std::string_view, 6> kTexts{"event", "mode", "stage", "status", "said_by", "when"};
constexpr std::array<std::string_view, 2> kLists{"host", "sector"};
constexpr std::array<std::string_view, 6> kRecords{"who", "whom", "about", "amounts", "chain", "where"};

template <class List>
bool holds(const List& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

Error wrong(const std::string& message) { return {ErrorCode::kUsage, message, "", {}}; }

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t"), end = text.find_last_not_of(" \t");
  return begin == std::string_view::npos ? std::string() : std::string(text.substr(begin, end - begin + 1));
}

Value list_value(std::string_view text) {
  Value out = Value::array();
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (const std::string item = trimmed(text.substr(0, comma)); !item.empty()) out.push(item);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return out;
}

Value date_value(const std::string& edtf) {
  if (edtf.empty()) return {};
  return Value::Object{{"edtf", edtf}, {"words", nullptr}, {"basis", "text"}, {"anchor", nullptr}};
}

/// Whether the field may hold this text.
Status check_text(std::string_view field, const std::string& text) {
  const std::string of = std::string(field) + "=" + text + ": ";
  if (field == "status" && !holds(kStatuses, text))
    return wrong(of + "must be actual, future, possible or denied");
  if (text.empty()) return {};
  if (field == "stage" && merge::rung_of(text) < 0 && !merge::is_off_ladder(text))
    return wrong(of + "no such stage");
  if (field == "event" && !holds(kEvents, text)) return wrong(of + "no such event type");
  if (field == "said_by" && !holds(kVoices, text))
    return wrong(of + "must be host, partner, author or other");
  if (field == "when" && !merge::days_of(text)) return wrong(of + "not a date");
  return {};
}

Result<Value> plain_value(std::string_view field, const std::string& text) {
  TRY(check_text(field, text));
  if (field == "when") return date_value(text);
  if (holds(kLists, field)) return list_value(text);
  if (holds(kTexts, field)) return text.empty() ? Value() : Value(text);
  if (text.empty()) return field == "where" ? Value() : Value::array();
  return wrong(std::string(field) + ": write it as JSON, as `tamga show CLAIM --json` does");
}

/// What is written as JSON has the shape that the claim's own field has.
Status check_shape(std::string_view field, const Value& value) {
  const bool object = field == "when" || field == "where";
  const bool sound =
      object ? value.is_object() && value.has(field == "when" ? "edtf" : "name") : value.is_array();
  if (!sound) return wrong(std::string(field) + ": not the JSON that a claim has there");
  if (field == "when") return check_text(field, std::string(value["edtf"].string_or("")));
  if (holds(kRecords, field) && !object)
    for (const Value& item : value.items())
      if (!item.has("name") && !item.has("value"))
        return wrong(std::string(field) + ": an item without a name or value");
  return {};
}

}  // namespace

model::Decision identified(model::Decision decision) {
  decision.id.clear();
  decision.id = "d" + sha256(json::dump(to_json(decision))).substr(0, kIdDigits);
  return decision;
}

std::vector<model::Decision> standing(std::span<const model::Decision> all) {
  std::multimap<std::string, const model::Decision*> undoings;
  for (const model::Decision& decision : all)
    if (decision.kind == "undo") undoings.emplace(decision.undoes, &decision);
  // Ids are made of what a decision undoes, so that no chain of undoings can close.
  const auto stands = [&](const auto& self, const model::Decision& decision) -> bool {
    const auto [first, last] = undoings.equal_range(decision.id);
    return std::none_of(first, last, [&](const auto& undoing) { return self(self, *undoing.second); });
  };
  std::vector<model::Decision> out;
  std::set<std::string> seen;
  for (const model::Decision& decision : all)
    if (decision.kind != "undo" && stands(stands, decision) && seen.insert(decision.id).second)
      out.push_back(decision);
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.made_at < b.made_at; });
  return out;
}

Result<Correction> correction_from(std::string_view text) {
  const std::size_t sign = text.find('=');
  if (sign == std::string_view::npos) return wrong("not FIELD=VALUE: " + std::string(text));
  const std::string field = trimmed(text.substr(0, sign)), value = trimmed(text.substr(sign + 1));
  if (!holds(kTexts, field) && !holds(kLists, field) && !holds(kRecords, field))
    return wrong("a claim has no field " + field + " that can be corrected");
  if (!value.starts_with('[') && !value.starts_with('{'))
    return Correction{field, json::dump(TRY(plain_value(field, value)))};
  auto parsed = json::parse(value);
  if (!parsed.ok()) return wrong(field + ": " + parsed.error().message);
  TRY(check_shape(field, *parsed));
  return Correction{field, json::dump(*parsed)};
}

Result<model::Claim> corrected(const model::Claim& claim, const Correction& correction) {
  auto value = json::parse(correction.value);
  if (!value.ok())
    return Error{ErrorCode::kBadData, "a correction that is no JSON: " + correction.value, "", {}};
  json::Value record = to_json(claim);
  record.set(correction.field, std::move(*value));
  return model::claim_from_json(record);
}

}  // namespace tamga::review
