// Who meets, offers to and signs with whom.
#include <algorithm>

#include "http/detail/encode.h"
#include "json/object.h"
#include "query/ties.h"

namespace tamga::http {
namespace {

using json::Value;
using query::Catalog;

constexpr std::size_t kNewest = 50;

/// What the chosen events say of an edge.
struct Tie {
  std::uint32_t edge = 0, count = 0;
  std::vector<std::uint32_t> newest;       ///< places, the newest first
  std::vector<std::uint32_t> kinds;        ///< events by place in `Catalog::kinds`
  int rung = -1;
  std::uint16_t stage = 0;  ///< place in `Catalog::stages`
  std::int32_t first = merge::DaySpan::kOpenFuture, last = merge::DaySpan::kOpenPast;

  void add(const query::EventBrief& event, std::uint32_t place) {
    if (newest.size() < kNewest) newest.push_back(place);
    ++kinds[event.kind];
    if (event.rung > rung) rung = event.rung, stage = event.stage;
    if (event.first != merge::DaySpan::kOpenPast) first = std::min(first, event.first);
    if (event.last != merge::DaySpan::kOpenFuture) last = std::max(last, event.last);
  }
};

/// The edges with the most events, and how many edges there are.
std::pair<std::vector<Tie>, std::size_t> strongest(const Catalog& catalog, const query::Ties& ties,
                                                   const std::vector<std::uint32_t>& places, std::size_t most) {
  std::vector<std::uint32_t> counts(ties.edges().size());
  for (const std::uint32_t place : places)
    for (const std::uint32_t edge : ties.edges_of(place)) ++counts[edge];
  std::vector<Tie> out;
  for (std::uint32_t edge = 0; edge < counts.size(); ++edge)
    if (counts[edge] != 0) out.push_back({edge, counts[edge], {}, {}});
  const std::size_t total = out.size();
  const auto end = out.begin() + static_cast<std::ptrdiff_t>(std::min(most, total));
  std::partial_sort(out.begin(), end, out.end(), [](const Tie& a, const Tie& b) {
    return a.count != b.count ? a.count > b.count : a.edge < b.edge;
  });
  out.erase(end, out.end());
  std::fill(counts.begin(), counts.end(), 0);  // from here on: the place in `out` and one
  for (std::uint32_t i = 0; i < out.size(); ++i) counts[out[i].edge] = i + 1, out[i].kinds.resize(catalog.kinds.size());
  for (auto place = places.rbegin(); place != places.rend(); ++place)
    for (const std::uint32_t edge : ties.edges_of(*place))
      if (counts[edge] != 0) out[counts[edge] - 1].add(catalog.briefs[*place], *place);
  return {std::move(out), total};
}

Value edge_value(const Catalog& catalog, const query::Ties& ties, const Tie& tie) {
  Value events = Value::array(), kinds = Value::object();
  for (const std::uint32_t place : tie.newest) events.push(catalog.id(catalog.events[place]));
  std::map<std::string_view, std::int64_t> sorted;
  for (std::size_t kind = 0; kind < tie.kinds.size(); ++kind)
    if (tie.kinds[kind] != 0) sorted[catalog.texts[catalog.kinds[kind]]] = tie.kinds[kind];
  for (const auto& [kind, count] : sorted) kinds.set(kind, count);
  const auto& [source, target] = ties.edges()[tie.edge];
  return json::object({{"source", ties.nodes()[source]},      {"target", ties.nodes()[target]},
                       {"events", std::move(events)},         {"count", tie.count},
                       {"kinds", std::move(kinds)},           {"stage", text_or_null(catalog.texts[catalog.stages[tie.stage]])},
                       {"first", day_or_null(tie.first)},     {"last", day_or_null(tie.last)}});
}

Value node_value(const Context& context, const Catalog& catalog, const std::string& id, std::uint32_t events, bool countries) {
  if (countries)
    return json::object({{"id", id},
                         {"name", country_name(context, catalog, id)},
                         {"type", "state"},
                         {"country", id},
                         {"events", events}});
  const query::ActorCard& actor = catalog.actors[*catalog.actor(id)];
  return json::object({{"id", id},
                       {"name", actor.name},
                       {"type", actor.type},
                       {"country", text_or_null(actor.country)},
                       {"events", events}});
}

Reply get_network(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  const Catalog& catalog = *view->catalog;
  const bool countries = call["level"] == "country";
  const query::Ties& ties = catalog.ties(countries);
  const auto places = query::choose(catalog, ANSWER(choice_of(context, call, catalog))).list();
  const auto [edges, total] = strongest(catalog, ties, places, call.number("limit"));
  std::vector<std::uint32_t> counts(ties.nodes().size());
  for (const std::uint32_t place : places)
    for (const std::uint32_t node : ties.nodes_of(place)) ++counts[node];
  std::map<std::string_view, std::uint32_t> ends;
  Value list = Value::array(), nodes = Value::array();
  for (const Tie& tie : edges) {
    list.push(edge_value(catalog, ties, tie));
    const auto& [source, target] = ties.edges()[tie.edge];
    ends[ties.nodes()[source]] = source, ends[ties.nodes()[target]] = target;
  }
  for (const auto& [id, node] : ends) nodes.push(node_value(context, catalog, ties.nodes()[node], counts[node], countries));
  return json_reply(json::object({{"nodes", std::move(nodes)},
                                  {"edges", std::move(list)},
                                  {"total_edges", static_cast<std::int64_t>(total)}}));
}

}  // namespace

void add_network_routes(Routes& routes) { routes["getNetwork"] = get_network; }

}  // namespace tamga::http
