#include "model/json.h"

namespace tamga::model {
namespace {

using json::Value;

Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

template <class T>
Value list(const std::vector<T>& items, Value (*make)(const T&)) {
  Value out = Value::array();
  for (const T& item : items) out.push(make(item));
  return out;
}

void set_evidence(Value& out, const Evidence& evidence) {
  const bool known = !evidence.words.empty();
  out.set("begin", known ? Value(evidence.begin) : Value());
  out.set("end", known ? Value(evidence.end) : Value());
  out.set("words", text_or_null(evidence.words));
}

Value evidence_value(const Evidence& evidence) {
  Value out = Value::object();
  set_evidence(out, evidence);
  return out;
}

Value party_value(const Party& party) {
  Value out = Value::object();
  out.set("id", text_or_null(party.id));
  out.set("type", party.type);
  out.set("name", party.name);
  out.set("country", text_or_null(party.country));
  out.set("role", text_or_null(party.role));
  set_evidence(out, party.evidence);
  return out;
}

Value topic_value(const Topic& topic) {
  Value out = Value::object();
  out.set("id", text_or_null(topic.id));
  out.set("type", topic.type);
  out.set("name", topic.name);
  return out;
}

Value text_value(const std::string& text) { return text; }

Value amount_value(const Amount& amount) {
  Value out = Value::object();
  out.set("value", amount.value);
  if (amount.upper) out.set("upper", *amount.upper);
  if (amount.approximate) out.set("approximate", true);
  out.set("unit", amount.unit);
  out.set("words", amount.words);
  return out;
}

Value hop_value(const Hop& hop) {
  Value out = Value::object();
  out.set("name", hop.name);
  out.set("id", text_or_null(hop.id));
  out.set("type", hop.type);
  out.set("named", hop.named);
  out.set("country", text_or_null(hop.country));
  out.set("how", text_or_null(hop.how));
  set_evidence(out, hop.evidence);
  return out;
}

Value date_value(const std::optional<Date>& date) {
  if (!date) return {};
  Value out = Value::object();
  out.set("edtf", date->edtf);
  out.set("words", text_or_null(date->words));
  out.set("basis", date->basis);
  out.set("anchor", text_or_null(date->anchor));
  return out;
}

Value place_value(const std::optional<Place>& place) {
  if (!place) return {};
  Value out = Value::object();
  out.set("id", text_or_null(place->id));
  out.set("name", place->name);
  out.set("country", text_or_null(place->country));
  out.set("lat", place->latitude ? Value(*place->latitude) : Value());
  out.set("lon", place->longitude ? Value(*place->longitude) : Value());
  out.set("words", text_or_null(place->words));
  return out;
}

std::string text_of(const Value& value, std::string_view key) { return std::string(value[key].string_or("")); }

Evidence read_evidence(const Value& value) {
  return {static_cast<std::uint32_t>(value["begin"].integer_or(0)),
          static_cast<std::uint32_t>(value["end"].integer_or(0)), text_of(value, "words")};
}

std::vector<Party> read_parties(const Value& value) {
  std::vector<Party> out;
  for (const Value& item : value.items())
    out.push_back({text_of(item, "id"), text_of(item, "type"), text_of(item, "name"), text_of(item, "country"),
                   text_of(item, "role"), read_evidence(item)});
  return out;
}

std::optional<Date> read_date(const Value& value) {
  if (!value.is_object()) return std::nullopt;
  return Date{text_of(value, "edtf"), text_of(value, "words"), text_of(value, "basis"), text_of(value, "anchor")};
}

std::optional<double> read_number(const Value& value) {
  return value.is_number() ? std::optional(value.number_or(0)) : std::nullopt;
}

std::optional<Place> read_place(const Value& value) {
  if (!value.is_object()) return std::nullopt;
  return Place{text_of(value, "id"),      text_of(value, "name"),    text_of(value, "country"),
               read_number(value["lat"]), read_number(value["lon"]), text_of(value, "words")};
}

std::vector<Amount> read_amounts(const Value& value) {
  std::vector<Amount> out;
  for (const Value& item : value.items())
    out.push_back({item["value"].number_or(0), read_number(item["upper"]), item["approximate"].bool_or(false),
                   text_of(item, "unit"), text_of(item, "words")});
  return out;
}

std::vector<Hop> read_chain(const Value& value) {
  std::vector<Hop> out;
  for (const Value& item : value.items())
    out.push_back({text_of(item, "name"), text_of(item, "id"), text_of(item, "type"), item["named"].bool_or(false),
                   text_of(item, "country"), text_of(item, "how"), read_evidence(item)});
  return out;
}

Status expect_kind(const Value& value, std::string_view kind) {
  if (value["kind"].string_or("") == kind) return {};
  return Error{ErrorCode::kBadInput, "kind is not \"" + std::string(kind) + "\"", "", {}};
}

}  // namespace

Value to_json(const Report& report) {
  Value out = Value::object();
  out.set("kind", "report");
  out.set("id", report.id);
  out.set("url", text_or_null(report.url));
  out.set("outlet", text_or_null(report.outlet));
  out.set("outlet_id", text_or_null(report.outlet_id));
  out.set("published", text_or_null(report.published));
  out.set("title", text_or_null(report.title));
  out.set("lang", text_or_null(report.language));
  out.set("pack", text_or_null(report.pack));
  out.set("model", text_or_null(report.model));
  return out;
}

Value to_json(const Mention& mention, const std::string& report) {
  Value out = Value::object();
  out.set("kind", "mention");
  out.set("id", text_or_null(mention.id));
  out.set("report", report);
  out.set("type", mention.type);
  out.set("name", mention.name);
  out.set("country", text_or_null(mention.country));
  set_evidence(out, mention.evidence);
  out.set("confidence", mention.confidence);
  return out;
}

Value to_json(const Claim& claim) {
  Value out = Value::object();
  out.set("kind", "claim");
  out.set("id", claim.id);
  out.set("report", claim.report);
  out.set("evidence", evidence_value(claim.evidence));
  out.set("event", text_or_null(claim.event));
  out.set("mode", text_or_null(claim.mode));
  out.set("stage", text_or_null(claim.stage));
  out.set("status", claim.status);
  out.set("who", list(claim.who, party_value));
  out.set("whom", list(claim.whom, party_value));
  out.set("about", list(claim.about, topic_value));
  out.set("sector", list(claim.sector, text_value));
  out.set("host", list(claim.host, text_value));
  out.set("when", date_value(claim.when));
  out.set("where", place_value(claim.where));
  out.set("amounts", list(claim.amounts, amount_value));
  out.set("chain", list(claim.chain, hop_value));
  out.set("said_by", text_or_null(claim.said_by));
  out.set("quote", claim.quote ? evidence_value(*claim.quote) : Value());
  out.set("confidence", claim.confidence);
  out.set("rule", text_or_null(claim.rule));
  return out;
}

Value to_json(const Remark& remark) {
  Value out = Value::object();
  out.set("kind", "remark");
  out.set("id", remark.id);
  out.set("report", remark.report);
  out.set("remark", remark.remark);
  out.set("about", text_or_null(remark.about));
  out.set("source", text_or_null(remark.source));
  out.set("evidence", evidence_value(remark.evidence));
  out.set("confidence", remark.confidence);
  return out;
}

Result<Report> report_from_json(const Value& value) {
  TRY(expect_kind(value, "report"));
  Report out;
  out.id = text_of(value, "id");
  out.input = text_of(value, "input");
  out.url = text_of(value, "url");
  out.outlet = text_of(value, "outlet");
  out.outlet_id = text_of(value, "outlet_id");
  out.published = text_of(value, "published");
  out.title = text_of(value, "title");
  out.language = text_of(value, "lang");
  out.text = text_of(value, "text");
  out.pack = text_of(value, "pack");
  out.model = text_of(value, "model");
  return out;
}

Result<Mention> mention_from_json(const Value& value) {
  TRY(expect_kind(value, "mention"));
  return Mention{text_of(value, "id"),      text_of(value, "type"), text_of(value, "name"),
                 text_of(value, "country"), read_evidence(value),   value["confidence"].number_or(0)};
}

Result<Claim> claim_from_json(const Value& value) {
  TRY(expect_kind(value, "claim"));
  Claim out;
  out.id = text_of(value, "id");
  out.report = text_of(value, "report");
  out.evidence = read_evidence(value["evidence"]);
  out.event = text_of(value, "event");
  out.mode = text_of(value, "mode");
  out.stage = text_of(value, "stage");
  out.status = text_of(value, "status");
  out.who = read_parties(value["who"]);
  out.whom = read_parties(value["whom"]);
  for (const Value& item : value["about"].items())
    out.about.push_back({text_of(item, "id"), text_of(item, "type"), text_of(item, "name")});
  out.sector = value["sector"].strings();
  out.host = value["host"].strings();
  out.when = read_date(value["when"]);
  out.where = read_place(value["where"]);
  out.amounts = read_amounts(value["amounts"]);
  out.chain = read_chain(value["chain"]);
  out.said_by = text_of(value, "said_by");
  if (value["quote"].is_object()) out.quote = read_evidence(value["quote"]);
  out.confidence = value["confidence"].number_or(0);
  out.rule = text_of(value, "rule");
  return out;
}

Result<Remark> remark_from_json(const Value& value) {
  TRY(expect_kind(value, "remark"));
  return Remark{text_of(value, "id"),    text_of(value, "report"), text_of(value, "remark"),
                text_of(value, "about"), text_of(value, "source"), read_evidence(value["evidence"]),
                value["confidence"].number_or(0)};
}

std::string to_json_lines(const Reading& reading, bool with_text) {
  std::string out;
  const auto line = [&](Value value) {
    if (!reading.report.input.empty()) value.set("input", reading.report.input);
    out += json::dump(value) + "\n";
  };
  Value report = to_json(reading.report);
  if (with_text) report.set("text", reading.report.text);
  line(std::move(report));
  for (const Mention& mention : reading.mentions) line(to_json(mention, reading.report.id));
  for (const Claim& claim : reading.claims) line(to_json(claim));
  for (const Remark& remark : reading.remarks) line(to_json(remark));
  return out;
}

}  // namespace tamga::model
