// Who meets, offers to and signs with whom.
#include <algorithm>
#include <set>

#include "http/detail/encode.h"

namespace tamga::http {
namespace {

using json::Value;
using query::Catalog;
using query::EventCard;

struct Edge {
  std::string source, target;
  std::vector<std::uint32_t> events;  ///< places, by day
  std::map<std::string, std::int64_t> kinds;
  int rung = -1;
  std::string stage;
};

/// The ends of an event: those who act and those who are acted upon. Those who act together, with nobody
/// acted upon, are tied to each other.
struct Ends {
  std::vector<std::string> from, to;
};

class Graph {
 public:
  Graph(const Catalog& catalog, bool countries) : catalog_(catalog), countries_(countries) {}

  void add(std::uint32_t place) {
    const EventCard& event = catalog_.events[place];
    const Ends ends = ends_of(event);
    std::set<std::string> all(ends.from.begin(), ends.from.end());
    all.insert(ends.to.begin(), ends.to.end());
    for (const std::string& id : all) ++events_[id];
    if (!ends.to.empty()) {
      for (const std::string& from : ends.from)
        for (const std::string& to : ends.to)
          if (from != to) tie(from, to, place, event);
    } else {
      for (std::size_t i = 0; i < ends.from.size(); ++i)
        for (std::size_t j = i + 1; j < ends.from.size(); ++j)
          tie(std::min(ends.from[i], ends.from[j]), std::max(ends.from[i], ends.from[j]), place, event);
    }
  }

  std::vector<const Edge*> edges() const {
    std::vector<const Edge*> out;
    for (const auto& [ends, edge] : edges_) out.push_back(&edge);
    std::stable_sort(out.begin(), out.end(),
                     [](const Edge* a, const Edge* b) { return a->events.size() > b->events.size(); });
    return out;
  }
  std::int64_t events_of(const std::string& id) const { return events_.at(id); }

 private:
  std::vector<std::string> names(Catalog::List actors) const {
    std::vector<std::string> out;
    for (const std::uint32_t number : actors) {
      const query::ActorCard& actor = catalog_.actors[number];
      const std::string& id = countries_ ? actor.country : actor.id;
      if (!id.empty() && std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
    }
    return out;
  }
  Ends ends_of(const EventCard& event) const {
    return {names(catalog_.who(event)), names(catalog_.whom(event))};
  }

  void tie(const std::string& from, const std::string& to, std::uint32_t place, const EventCard& event) {
    Edge& edge = edges_[{from, to}];
    edge.source = from, edge.target = to;
    edge.events.push_back(place);
    ++edge.kinds[catalog_.what(event)];
    const std::string stage(catalog_.texts[event.stage]);
    if (merge::rung_of(stage) > edge.rung) edge.rung = merge::rung_of(stage), edge.stage = stage;
  }

  const Catalog& catalog_;
  bool countries_;
  std::map<std::pair<std::string, std::string>, Edge> edges_;
  std::map<std::string, std::int64_t> events_;
};

Value edge_value(const Catalog& catalog, const Edge& edge) {
  Value events = Value::array(), kinds = Value::object();
  for (auto place = edge.events.rbegin(); place != edge.events.rend() && events.size() < 50; ++place)
    events.push(catalog.id(catalog.events[*place]));
  for (const auto& [kind, count] : edge.kinds) kinds.set(kind, count);
  std::int32_t first = merge::DaySpan::kOpenFuture, last = merge::DaySpan::kOpenPast;
  for (const std::uint32_t place : edge.events) {
    const EventCard& event = catalog.events[place];
    if (event.first != merge::DaySpan::kOpenPast) first = std::min(first, event.first);
    if (event.last != merge::DaySpan::kOpenFuture) last = std::max(last, event.last);
  }
  return Value::Object{
      {"source", edge.source},       {"target", edge.target},
      {"events", std::move(events)}, {"count", static_cast<std::int64_t>(edge.events.size())},
      {"kinds", std::move(kinds)},   {"stage", text_or_null(edge.stage)},
      {"first", day_or_null(first)}, {"last", day_or_null(last)}};
}

Value node_value(const Context& context, const Catalog& catalog, const Graph& graph, const std::string& id,
                 bool countries) {
  if (countries)
    return Value::Object{{"id", id},
                         {"name", country_name(context, catalog, id)},
                         {"type", "state"},
                         {"country", id},
                         {"events", graph.events_of(id)}};
  const query::ActorCard& actor = catalog.actors[*catalog.actor(id)];
  return Value::Object{{"id", id},
                       {"name", actor.name},
                       {"type", actor.type},
                       {"country", text_or_null(actor.country)},
                       {"events", graph.events_of(id)}};
}

Reply get_network(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  const Catalog& catalog = *view->catalog;
  const bool countries = call["level"] == "country";
  Graph graph(catalog, countries);
  for (const std::uint32_t place : query::choose(catalog, ANSWER(choice_of(context, call, catalog))))
    graph.add(place);
  std::vector<const Edge*> edges = graph.edges();
  const std::size_t total = edges.size();
  edges.resize(std::min(edges.size(), call.number("limit")));
  std::set<std::string> ids;
  Value ties = Value::array(), nodes = Value::array();
  for (const Edge* edge : edges) {
    ties.push(edge_value(catalog, *edge));
    ids.insert(edge->source), ids.insert(edge->target);
  }
  for (const std::string& id : ids) nodes.push(node_value(context, catalog, graph, id, countries));
  return json_reply(Value::Object{{"nodes", std::move(nodes)},
                                  {"edges", std::move(ties)},
                                  {"total_edges", static_cast<std::int64_t>(total)}});
}

}  // namespace

void add_network_routes(Routes& routes) { routes["getNetwork"] = get_network; }

}  // namespace tamga::http
