// Who meets, offers to and signs with whom.
#include <algorithm>
#include <map>
#include <numeric>

#include "http/detail/encode.h"
#include "json/writer.h"
#include "query/ties.h"

namespace tamga::http {
namespace {

using query::Catalog;

constexpr std::size_t kNewest = 20;
constexpr std::uint32_t kNoPlace = 0xffffffff;
/// Of so few edges it costs less to tell of all than to count first which are the strongest.
constexpr std::size_t kFew = 4096;

/// What the chosen events say of an edge.
struct Tie {
  Tie(std::uint32_t of, std::size_t kinds_there_are) : edge(of), kinds(kinds_there_are) { newest.reserve(kNewest); }

  std::uint32_t edge = 0, count = 0;
  std::vector<std::uint32_t> newest;  ///< places, the newest first
  std::vector<std::uint32_t> kinds;   ///< events by place in `Catalog::kinds`
  std::size_t stage = 0;  ///< place in `Catalog::stages`
  std::int32_t last = merge::DaySpan::kOpenPast;
  std::uint32_t earliest = kNoPlace;  ///< of those whose beginning is known

  std::int32_t first(const Catalog& catalog) const {
    return earliest == kNoPlace ? merge::DaySpan::kOpenFuture : catalog.columns.first[earliest];
  }

  /// To be called with the newest first. `begun`: the first place of those whose beginning is known.
  void add(const Catalog& catalog, std::uint32_t begun, std::uint32_t place) {
    ++count;
    if (newest.size() < kNewest) newest.push_back(place);
    ++kinds[catalog.columns.kind[place]];
    const std::size_t of_event = catalog.columns.stage_of(place);
    if (catalog.rungs[of_event] > catalog.rungs[stage]) stage = of_event;
    if (place >= begun) earliest = place;
    const std::int32_t day = catalog.columns.last[place];
    if (day != merge::DaySpan::kOpenFuture) last = std::max(last, day);
  }
};

/// The `most` edges with the most events come first.
template <class Edges, class Count>
void sort_strongest(Edges& edges, std::size_t most, Count count) {
  const auto end = edges.begin() + static_cast<std::ptrdiff_t>(std::min(most, edges.size()));
  std::partial_sort(edges.begin(), end, edges.end(), [&](const auto& a, const auto& b) { return count(a) > count(b); });
  edges.erase(end, edges.end());
}

/// The edges with the most events, and how many edges there are.
std::pair<std::vector<Tie>, std::size_t> strongest(const Catalog& catalog, const query::Ties& ties,
                                                   const std::vector<std::uint32_t>& places, std::size_t most) {
  const std::size_t edges = ties.edges().size();
  const bool few = edges <= kFew;
  std::vector<std::uint32_t> told(edges);  // the place in `out` and one, of those that are to be told of
  std::vector<Tie> out;
  std::size_t total = 0;
  const std::uint32_t begun = catalog.columns.begun_before(std::int64_t{merge::DaySpan::kOpenPast} + 1);
  if (!few) {
    std::vector<std::uint32_t> counts(edges), chosen;
    for (const std::uint32_t place : places)
      for (const std::uint32_t edge : ties.edges_of(place))
        if (counts[edge]++ == 0) chosen.push_back(edge);
    total = chosen.size();
    sort_strongest(chosen, most, [&](std::uint32_t edge) { return std::pair(counts[edge], ~edge); });
    out.reserve(chosen.size());
    for (const std::uint32_t edge : chosen) {
      out.emplace_back(edge, catalog.kinds.size());
      told[edge] = static_cast<std::uint32_t>(out.size());
    }
  }
  for (auto place = places.rbegin(); place != places.rend(); ++place)
    for (const std::uint32_t edge : ties.edges_of(*place)) {
      if (few && told[edge] == 0) {
        out.emplace_back(edge, catalog.kinds.size());
        told[edge] = static_cast<std::uint32_t>(out.size());
      }
      if (told[edge] != 0) out[told[edge] - 1].add(catalog, begun, *place);
    }
  if (few) {
    total = out.size();
    sort_strongest(out, most, [](const Tie& tie) { return std::pair(tie.count, ~tie.edge); });
  }
  return {std::move(out), total};
}

/// Numbers of the kinds of events, by name.
std::vector<std::size_t> by_name(const Catalog& catalog) {
  std::vector<std::size_t> out(catalog.kinds.size());
  std::iota(out.begin(), out.end(), 0);
  std::sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
    return catalog.texts[catalog.kinds[a]] < catalog.texts[catalog.kinds[b]];
  });
  return out;
}

void write_edge(json::Writer& out, const Catalog& catalog, const query::Ties& ties, const std::vector<std::size_t>& kinds,
                const Tie& tie) {
  const auto& [source, target] = ties.edges()[tie.edge];
  out.object().key("source").text(ties.nodes()[source]).key("target").text(ties.nodes()[target]).key("events").array();
  for (const std::uint32_t place : tie.newest) out.text(catalog.id(catalog.events[place]));
  out.end_array().key("count").number(tie.count).key("kinds").object();
  for (const std::size_t kind : kinds)
    if (tie.kinds[kind] != 0) out.key(catalog.texts[catalog.kinds[kind]]).number(tie.kinds[kind]);
  out.end_object().key("stage").text_or_null(catalog.texts[catalog.stages[tie.stage]]);
  out.key("first").text_or_null(merge::day_text(tie.first(catalog))).key("last").text_or_null(merge::day_text(tie.last)).end_object();
}

void write_node(json::Writer& out, const Context& context, const Catalog& catalog, const std::string& id, std::uint32_t events,
                bool countries) {
  out.object().key("id").text(id);
  if (countries) {
    out.key("name").text(country_name(context, catalog, id)).key("type").text("state").key("country").text(id);
  } else {
    const query::ActorCard& actor = catalog.actors[*catalog.actor(id)];
    out.key("name").text(actor.name).key("type").text(actor.type).key("country").text_or_null(actor.country);
  }
  out.key("events").number(events).end_object();
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
    ties.each_node(place, [&](std::uint32_t node) { ++counts[node]; });
  std::map<std::string_view, std::uint32_t> ends;
  for (const Tie& tie : edges) {
    const auto& [source, target] = ties.edges()[tie.edge];
    ends[ties.nodes()[source]] = source, ends[ties.nodes()[target]] = target;
  }
  const auto kinds = by_name(catalog);
  json::Writer out;
  out.object().key("nodes").array();
  for (const auto& [id, node] : ends) write_node(out, context, catalog, ties.nodes()[node], counts[node], countries);
  out.end_array().key("edges").array();
  for (const Tie& tie : edges) write_edge(out, catalog, ties, kinds, tie);
  out.end_array().key("total_edges").number(static_cast<std::int64_t>(total)).end_object();
  return json_reply(std::move(out));
}

}  // namespace

void add_network_routes(Routes& routes) { routes["getNetwork"] = get_network; }

}  // namespace tamga::http
