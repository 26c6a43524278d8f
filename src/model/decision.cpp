#include "model/decision.h"

#include "model/json.h"

namespace tamga::model {
namespace {

using json::Value;

Value decided_value(const std::vector<Decided>& list) {
  Value out = Value::array();
  for (const Decided& decided : list)
    out.push(Value::Object{{"read_with", decided.read_with}, {"claim", to_json(decided.claim)}});
  return out;
}

Result<std::vector<Decided>> read_decided(const Value& value) {
  std::vector<Decided> out;
  for (const Value& item : value.items())
    out.push_back({TRY(claim_from_json(item["claim"])), std::string(item["read_with"].string_or(""))});
  return out;
}

Value list_of(const std::vector<std::string>& items) {
  Value out = Value::array();
  for (const std::string& item : items) out.push(item);
  return out;
}

Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

}  // namespace

Value to_json(const Decision& decision) {
  return Value::Object{{"kind", "decision"},
                       {"id", decision.id},
                       {"decision", decision.kind},
                       {"author", decision.author},
                       {"reason", text_or_null(decision.reason)},
                       {"made_at", decision.made_at},
                       {"claims", decided_value(decision.claims)},
                       {"others", decided_value(decision.others)},
                       {"field", text_or_null(decision.field)},
                       {"value", text_or_null(decision.value)},
                       {"entities", list_of(decision.entities)},
                       {"undoes", text_or_null(decision.undoes)}};
}

Result<Decision> decision_from_json(const Value& value) {
  const auto text = [&](std::string_view key) { return std::string(value[key].string_or("")); };
  if (text("kind") != "decision") return Error{ErrorCode::kBadInput, "kind is not \"decision\"", "", {}};
  Decision out;
  out.id = text("id");
  out.kind = text("decision");
  out.author = text("author");
  out.reason = text("reason");
  out.made_at = text("made_at");
  out.claims = TRY(read_decided(value["claims"]));
  out.others = TRY(read_decided(value["others"]));
  out.field = text("field");
  out.value = text("value");
  out.entities = value["entities"].strings();
  out.undoes = text("undoes");
  return out;
}

}  // namespace tamga::model
