// GraphML (graphml.graphdrawing.org): actors and events are nodes, who takes part in what are directed edges; what an
// event is about is a node too. Every event carries its evidence.
#include <map>

#include "exchange/detail/rows.h"
#include "exchange/detail/selection.h"
#include "exchange/detail/xml.h"
#include "exchange/exchange.h"

namespace tamga::exchange {
namespace {

struct Key {
  const char *id, *target, *type;
};
// Ids and names of keys are the same: readers show the name, and data point to the id.
constexpr Key kKeys[] = {{"kind", "node", "string"},    {"label", "node", "string"},     {"type", "node", "string"},
                         {"country", "node", "string"}, {"event", "node", "string"},     {"stage", "node", "string"},
                         {"status", "node", "string"},  {"when", "node", "string"},      {"reported", "node", "string"},
                         {"host", "node", "string"},    {"sector", "node", "string"},    {"origins", "node", "int"},
                         {"reports", "node", "int"},    {"evidence", "node", "string"},  {"sources", "node", "string"},
                         {"relation", "edge", "string"}, {"role", "edge", "string"},     {"claims", "edge", "string"}};

constexpr std::string_view kOpening =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
    "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";

std::string data(const char* key, const std::string& text) {
  return text.empty() ? "" : "<data key=\"" + std::string(key) + "\">" + xml_text(text) + "</data>";
}

std::string node(const std::string& id, const std::string& data_elements) {
  return "<node id=\"" + xml_text(id) + "\">" + data_elements + "</node>\n";
}

std::string event_node(const query::State& state, const merge::Event& event) {
  const query::Line line = query::line_of(state, event);
  std::vector<std::string> words, sources;
  for (const query::Telling& telling : line.tellings) {
    words.push_back(telling.words);
    sources.push_back(telling.chain.empty() ? telling.outlet : telling.chain);
  }
  return node("event:" + event.id,
              data("kind", "event") + data("label", title_of(line)) + data("event", event.event) +
                  data("stage", event.stage) + data("status", event.status) + data("when", event.when) +
                  data("reported", line.reported) + data("host", joined(event.host)) +
                  data("sector", joined(event.sector)) + data("origins", std::to_string(event.origins.size())) +
                  data("reports", std::to_string(event.reports)) + data("evidence", joined(words, "\n")) +
                  data("sources", joined(sources, "\n")));
}

/// One edge of a graph that is being put together.
struct Edge {
  std::string relation, role;
  std::vector<std::string> claims;
};
using Edges = std::map<std::pair<std::string, std::string>, Edge>;

void add_edge(Edges& edges, const std::string& from, const std::string& to, const std::string& relation,
              const std::string& role, const std::string& claim) {
  Edge& edge = edges.try_emplace({from, to}, Edge{relation, role, {}}).first->second;
  if (edge.claims.empty() || edge.claims.back() != claim) edge.claims.push_back(claim);
}

/// Who acts, points to the event; the event points to whom it concerns and to what it is about.
void add_edges(Edges& edges, const query::State& state, const merge::Event& event) {
  const std::string id = "event:" + event.id;
  for (const merge::ClaimRef ref : event.claims) {
    const model::Claim& claim = claim_of(state, ref);
    for (const model::Party& party : claim.who) add_edge(edges, "actor:" + key_of(party), id, "who", party.role, claim.id);
    for (const model::Party& party : claim.whom)
      add_edge(edges, id, "actor:" + key_of(party), "whom", party.role, claim.id);
    for (const model::Topic& topic : claim.about) add_edge(edges, id, "thing:" + key_of(topic), "about", "", claim.id);
  }
}

/// Nodes of everybody and everything that events point to, by id.
std::map<std::string, std::string> other_nodes(const query::State& state) {
  std::map<std::string, std::string> out;
  const auto add_actor = [&](const model::Party& p) {
    const std::string id = "actor:" + key_of(p);
    out.try_emplace(id, node(id, data("kind", "actor") + data("label", p.name) + data("type", p.type) +
                                     data("country", p.country)));
  };
  for (const merge::Event& event : state.events)
    for (const merge::ClaimRef ref : event.claims) {
      const model::Claim& claim = claim_of(state, ref);
      for (const model::Party& party : claim.who) add_actor(party);
      for (const model::Party& party : claim.whom) add_actor(party);
      for (const model::Topic& topic : claim.about) {
        const std::string id = "thing:" + key_of(topic);
        out.try_emplace(id, node(id, data("kind", "thing") + data("label", topic.name) + data("type", topic.type)));
      }
    }
  return out;
}

}  // namespace

Status write_graphml(const Input& input, const Sink& sink) {
  std::string head(kOpening);
  for (const Key& key : kKeys)
    head += "<key id=\"" + std::string(key.id) + "\" for=\"" + key.target + "\" attr.name=\"" + key.id +
            "\" attr.type=\"" + key.type + "\"/>\n";
  TRY(sink(head + "<graph id=\"ledger\" edgedefault=\"directed\">\n"));
  for (const auto& [id, text] : other_nodes(input.state)) TRY(sink(text));
  Edges edges;
  for (const merge::Event& event : input.state.events) {
    TRY(sink(event_node(input.state, event)));
    add_edges(edges, input.state, event);
  }
  for (const auto& [ends, edge] : edges)
    TRY(sink("<edge source=\"" + xml_text(ends.first) + "\" target=\"" + xml_text(ends.second) + "\">" +
             data("relation", edge.relation) + data("role", edge.role) + data("claims", joined(edge.claims)) +
             "</edge>\n"));
  return sink("</graph>\n</graphml>\n");
}

}  // namespace tamga::exchange
