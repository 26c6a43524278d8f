// W3C PROV-O (Recommendation, 30 April 2013) as JSON-LD 1.1 with a context of its own, so that nothing is fetched to
// read it. Reports, claims, statements and events are entities; sources are agents; reading a report is an activity.
// Along a chain every statement is derived from the one before it and attributed to whose it is.
#include <set>

#include "exchange/detail/rows.h"
#include "exchange/detail/selection.h"
#include "exchange/exchange.h"

namespace tamga::exchange {
namespace {

using json::Value;

Value reference() { return Value::Object{{"@type", "@id"}}; }
Value term(const char* id, const char* type) { return Value::Object{{"@id", id}, {"@type", type}}; }

Value context() {
  return Value::Object{{"prov", "http://www.w3.org/ns/prov#"},
                       {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
                       {"dcterms", "http://purl.org/dc/terms/"},
                       {"xsd", "http://www.w3.org/2001/XMLSchema#"},
                       {"tamga", "urn:tamga:"},
                       {"prov:wasDerivedFrom", reference()},
                       {"prov:wasAttributedTo", reference()},
                       {"prov:wasGeneratedBy", reference()},
                       {"prov:used", reference()},
                       {"prov:wasAssociatedWith", reference()},
                       {"issued", term("dcterms:issued", "xsd:date")}};
}

/// Writes nodes, each id once.
class Graph {
 public:
  explicit Graph(const Sink& sink) : sink_(sink) {}

  Status write(const std::string& id, const std::string& type, Value properties) {
    if (!written_.insert(id).second) return {};
    Value node = Value::Object{{"@id", id}, {"@type", "prov:" + type}};
    for (const auto& [key, value] : properties.members())
      if (!value.is_null() && !(value.is_array() && value.size() == 0)) node.set(key, value);
    return sink_(std::string(written_.size() == 1 ? "\n" : ",\n") + json::dump(node));
  }

 private:
  const Sink& sink_;
  std::set<std::string> written_;
};

std::string report_key(const model::Report& r) {
  return made_key("report", joined({r.id, r.outlet, r.published, r.url, r.title}, "\n"));
}

std::string agent_type(const std::string& type) {
  if (type == "person") return "Person";
  return type == "organisation" || type == "outlet" ? "Organization" : "Agent";
}

/// Who is not named is somebody else in every report: "officials" here are not those there.
std::string agent_id(const model::Hop& hop, const std::string& report) {
  return "tamga:agent:" + (hop.named ? key_of(hop) : made_key("unnamed", report + "\n" + hop.type + "\n" + hop.name));
}

std::string outlet_id(const model::Report& r) {
  return "tamga:agent:" + (r.outlet_id.empty() ? made_key("outlet", "\n" + r.outlet) : r.outlet_id);
}

Status write_report(Graph& graph, const model::Report& r, const std::string& key) {
  const Days published = days_of(r.published);
  const std::string reader = "tamga:reader:" + made_key("reader", r.pack + "\n" + r.model);
  if (!r.outlet.empty())
    TRY(graph.write(outlet_id(r), "Organization", Value::Object{{"rdfs:label", r.outlet}}));
  TRY(graph.write("tamga:" + key, "Entity",
                  Value::Object{{"rdfs:label", query::text_or_null(r.title)},
                                {"dcterms:identifier", r.id},
                                {"issued", published.exact ? Value(published.first) : Value()},
                                {"tamga:url", query::text_or_null(r.url)},
                                {"prov:wasAttributedTo", r.outlet.empty() ? Value() : Value(outlet_id(r))}}));
  TRY(graph.write(reader, "SoftwareAgent", Value::Object{{"rdfs:label", "Tamga"},
                                                         {"tamga:pack", query::text_or_null(r.pack)},
                                                         {"tamga:model", query::text_or_null(r.model)}}));
  return graph.write("tamga:reading:" + key, "Activity",
                     Value::Object{{"prov:used", "tamga:" + key}, {"prov:wasAssociatedWith", reader}});
}

/// The statements of a claim's chain, origin first; the id of the last, empty where there is none.
Result<std::string> write_chain(Graph& graph, const model::Claim& claim, const std::string& report) {
  std::string before;
  for (std::size_t i = 0; i < claim.chain.size(); ++i) {
    const model::Hop& hop = claim.chain[i];
    const std::string agent = agent_id(hop, report);
    const std::string id = "tamga:statement:" + report + ":" + claim.id + ":" + std::to_string(i + 1);
    TRY(graph.write(agent, agent_type(hop.type),
                    Value::Object{{"rdfs:label", hop.name}, {"tamga:named", hop.named},
                                  {"tamga:country", query::text_or_null(hop.country)}}));
    TRY(graph.write(id, "Entity",
                    Value::Object{{"tamga:how", query::text_or_null(hop.how)},
                                  {"prov:wasAttributedTo", agent},
                                  {"prov:wasDerivedFrom", query::text_or_null(before)}}));
    before = id;
  }
  return before;
}

Status write_claim(Graph& graph, const model::Claim& claim, const std::string& report) {
  const std::string statement = TRY(write_chain(graph, claim, report));
  Value sources = Value::Array{"tamga:" + report};
  if (!statement.empty()) sources.push(statement);
  return graph.write("tamga:claim:" + report + ":" + claim.id, "Entity",
                     Value::Object{{"dcterms:identifier", claim.id},
                                   {"prov:value", claim.evidence.words},
                                   {"tamga:event", query::text_or_null(claim.event)},
                                   {"tamga:stage", query::text_or_null(claim.stage)},
                                   {"tamga:status", claim.status},
                                   {"tamga:confidence", claim.confidence},
                                   {"prov:wasDerivedFrom", std::move(sources)},
                                   {"prov:wasAttributedTo",
                                    claim.chain.empty() ? Value() : Value(agent_id(claim.chain.front(), report))},
                                   {"prov:wasGeneratedBy", "tamga:reading:" + report}});
}

Status write_event(Graph& graph, const query::State& state, const merge::Event& event,
                   const std::vector<std::string>& keys) {
  Value claims = Value::array();
  for (const merge::ClaimRef ref : event.claims)
    claims.push("tamga:claim:" + keys[ref.source] + ":" + claim_of(state, ref).id);
  return graph.write("tamga:event:" + event.id, "Entity",
                     Value::Object{{"rdfs:label", title_of(query::line_of(state, event))},
                                   {"tamga:when", query::text_or_null(event.when)},
                                   {"prov:wasDerivedFrom", std::move(claims)}});
}

}  // namespace

Status write_prov(const Input& input, const Sink& sink) {
  const query::State& state = input.state;
  const Selection chosen = selection_of(state);
  std::vector<std::string> keys;
  for (const merge::Source& source : state.sources) keys.push_back(report_key(source.report));
  TRY(sink("{\"@context\":" + json::dump(context()) + ",\"@graph\":["));
  Graph graph(sink);
  for (const std::uint32_t source : chosen.sources) {
    TRY(write_report(graph, state.sources[source].report, keys[source]));
    for (const std::uint32_t claim : chosen.claims[source])
      TRY(write_claim(graph, state.sources[source].claims[claim], keys[source]));
  }
  for (const merge::Event& event : state.events) TRY(write_event(graph, state, event, keys));
  return sink("\n]}\n");
}

}  // namespace tamga::exchange
