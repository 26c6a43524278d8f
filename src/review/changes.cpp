#include "review/changes.h"

#include <algorithm>
#include <set>

#include "json/value.h"
#include "model/json.h"
#include "review/binding.h"
#include "review/decisions.h"

namespace tamga::review {
namespace {

using json::Value;

/// What an item of a claim is called: the text itself, or its name, date or words.
std::string item_words(const Value& value) {
  if (value.is_string()) return std::string(value.string_or(""));
  for (const char* key : {"name", "edtf", "words"})
    if (value.has(key)) return std::string(value[key].string_or(""));
  return value.is_null() ? std::string() : json::dump(value);
}

std::string words_of(const Value& value) {
  if (!value.is_array()) return item_words(value);
  std::string out;
  for (const Value& item : value.items()) out += (out.empty() ? "" : ", ") + item_words(item);
  return out;
}

/// Nobody decides about these.
bool is_bookkeeping(const std::string& key) {
  static const std::set<std::string> kKeys{"kind", "id", "report", "confidence", "rule"};
  return kKeys.count(key) != 0;
}

/// The new reading says by itself what the correction says.
bool is_confirmed(const model::Decision& decision, const model::Claim& now) {
  if (decision.kind != "correct") return false;
  const auto value = json::parse(decision.value);
  return value.ok() && words_of(*value) == words_of(to_json(now)[decision.field]);
}

void compare(const model::Decision& decision, const model::Decided& decided, const Binding& binding,
             std::span<const merge::Source> sources, std::vector<Change>& out) {
  if (binding.is_orphaned(decided)) out.push_back({decision, decided.claim, "orphaned", "", {}});
  std::set<std::string> told;
  for (const merge::ClaimRef ref : binding.of(decided)) {
    const model::Claim& now = sources[ref.source].claims[ref.claim];
    auto fields = differences(decided.claim, now);
    if (fields.empty() || !told.insert(now.id).second) continue;
    out.push_back({decision, decided.claim, is_confirmed(decision, now) ? "confirmed" : "changed", now.id,
                   std::move(fields)});
  }
}

}  // namespace

std::vector<Change> changes(std::span<const merge::Source> sources,
                            std::span<const model::Decision> decisions) {
  const std::vector<model::Decision> stand = standing(decisions);
  const Binding binding = find_places(sources, stand);
  std::vector<Change> out;
  for (const model::Decision& decision : stand)
    for (const auto* side : {&decision.claims, &decision.others})
      for (const model::Decided& decided : *side) compare(decision, decided, binding, sources, out);
  return out;
}

std::vector<Change::Field> differences(const model::Claim& then, const model::Claim& now) {
  std::vector<Change::Field> out;
  const Value before = to_json(then), after = to_json(now);
  for (const auto& [key, value] : before.members()) {
    const std::string old_words = words_of(value), new_words = words_of(after[key]);
    if (!is_bookkeeping(key) && old_words != new_words) out.push_back({key, old_words, new_words});
  }
  return out;
}

}  // namespace tamga::review
