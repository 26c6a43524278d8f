// Actors, assets, outlets.
#include <algorithm>

#include "http/detail/encode.h"
#include "http/detail/reports.h"
#include "http/detail/threads.h"
#include "json/object.h"

namespace tamga::http {
namespace {

using json::Value;
using query::Catalog;
using query::EventCard;

constexpr std::size_t kNewest = 50;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool holds(std::string_view text, const std::string& part) {
  return part.empty() || lower(text).find(lower(part)) != std::string::npos;
}

/// What the events of a thing come to.
struct Summary {
  std::map<std::string, std::int64_t> stages, kinds;
  std::int32_t first = merge::DaySpan::kOpenFuture, last = merge::DaySpan::kOpenPast;
  std::vector<std::uint32_t> newest;
};

Summary summary_of(const Catalog& catalog, const std::vector<std::uint32_t>& places) {
  Summary out;
  for (const std::uint32_t place : places) {
    const EventCard& event = catalog.events[place];
    if (event.stage != 0) ++out.stages[std::string(catalog.texts[event.stage])];
    ++out.kinds[std::string(catalog.what(event))];
    if (event.first != merge::DaySpan::kOpenPast) out.first = std::min(out.first, event.first);
    if (event.last != merge::DaySpan::kOpenFuture) out.last = std::max(out.last, event.last);
  }
  out.newest.assign(places.rbegin(),
                    places.rbegin() + static_cast<std::ptrdiff_t>(std::min(kNewest, places.size())));
  return out;
}

Value counts_value(const std::map<std::string, std::int64_t>& counts) {
  Value out = Value::object();
  for (const auto& [name, count] : counts) out.set(name, count);
  return out;
}

Value actor_value(const query::ActorCard& actor, std::size_t events) {
  return json::object({{"id", actor.id},
                       {"name", actor.name},
                       {"type", actor.type},
                       {"country", text_or_null(actor.country)},
                       {"events", static_cast<std::int64_t>(events)}});
}

Value asset_value(const Context& context, const query::TopicCard& topic, std::size_t events) {
  const auto entity = context.pack.names.by_id(topic.id);
  const bool located = entity && entity->latitude && entity->longitude;
  Value sectors = Value::array();
  if (entity && !entity->sectors.empty()) {
    std::string list(entity->sectors);
    std::replace(list.begin(), list.end(), ' ', ',');
    for (const std::string& sector : listed(list)) sectors.push(sector);
  }
  return json::object({{"id", topic.id},
                       {"name", topic.name},
                       {"type", topic.type},
                       {"country", text_or_null(entity ? entity->country : "")},
                       {"sector", std::move(sectors)},
                       {"lat", located ? Value(*entity->latitude) : Value()},
                       {"lon", located ? Value(*entity->longitude) : Value()},
                       {"events", static_cast<std::int64_t>(events)}});
}

Value outlet_value(const Context& context, const query::OutletCard& outlet) {
  const auto entity = context.pack.names.by_id(outlet.id);
  return json::object({{"id", outlet.id},
                       {"name", outlet.name},
                       {"country", text_or_null(entity ? entity->country : "")},
                       {"reports", outlet.reports},
                       {"claims", outlet.claims},
                       {"events", outlet.events}});
}

/// How many of the chosen events each entry of a table is in.
using Tally = std::vector<std::size_t>;

/// A page of a table by how often its entries occur, then by id.
template <class Card, class Make>
Reply page_of_table(const Call& call, const std::vector<Card>& table, const Tally& tally, const char* key,
                    Make make) {
  std::vector<std::pair<std::uint32_t, std::size_t>> order;
  for (std::uint32_t number = 0; number < table.size(); ++number)
    if (const std::size_t count = tally[number]; count != 0 && holds(table[number].name, call["name"]))
      order.emplace_back(number, count);
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : table[a.first].id < table[b.first].id;
  });
  const auto page = page_of(call, order.size());
  if (!page) return bad_cursor();
  Value list = Value::array();
  for (std::size_t i = page->from; i < page->to; ++i) list.push(make(table[order[i].first], order[i].second));
  return json_reply(json::object({{key, std::move(list)},
                                  {"total", static_cast<std::int64_t>(order.size())},
                                  {"next", text_or_null(page->next)}}));
}

Reply list_actors(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  const Catalog& catalog = *view->catalog;
  Tally tally(catalog.actors.size());
  for (const std::uint32_t place : query::choose(catalog, ANSWER(choice_of(context, call, catalog))).list()) {
    for (const std::uint32_t actor : catalog.who(catalog.events[place])) ++tally[actor];
    for (const std::uint32_t actor : catalog.whom(catalog.events[place])) ++tally[actor];
  }
  return page_of_table(
      call, catalog.actors, tally, "actors",
      [](const query::ActorCard& actor, std::size_t events) { return actor_value(actor, events); });
}

Reply list_assets(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  const Catalog& catalog = *view->catalog;
  Tally tally(catalog.topics.size());
  for (const std::uint32_t place : query::choose(catalog, ANSWER(choice_of(context, call, catalog))).list())
    for (const std::uint32_t topic : catalog.topics_of(catalog.events[place])) ++tally[topic];
  return page_of_table(
      call, catalog.topics, tally, "assets",
      [&](const query::TopicCard& topic, std::size_t events) { return asset_value(context, topic, events); });
}

Reply list_outlets(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  const Catalog& catalog = *view->catalog;
  Tally tally(catalog.outlets.size());
  for (std::uint32_t number = 0; number < catalog.outlets.size(); ++number)
    tally[number] = catalog.outlets[number].reports;
  return page_of_table(
      call, catalog.outlets, tally, "outlets",
      [&](const query::OutletCard& outlet, std::size_t) { return outlet_value(context, outlet); });
}

Value offices_value(const Context& context, const std::string& id) {
  Value out = Value::array();
  const auto entity = context.pack.names.by_id(id);
  if (!entity) return out;
  for (const names::Office& office : context.pack.names.offices_of(entity->index))
    out.push(json::object({{"role", office.role},
                           {"organisation", text_or_null(office.organisation)},
                           {"country", text_or_null(office.country)},
                           {"start", text_or_null(office.start)},
                           {"end", text_or_null(office.end)}}));
  return out;
}

Reply get_actor(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  const Catalog& catalog = *view->catalog;
  const auto number = catalog.actor(call.parts.at("id"));
  if (!number) return problem(404, "not-found", "nobody of this id takes part in an event");
  query::Choice choice = ANSWER(choice_of(context, call, catalog));
  choice.actor = {call.parts.at("id")};
  const auto places = query::choose(catalog, choice).list();
  Counts with, assets, hosts;
  for (const std::uint32_t place : places) {
    const EventCard& event = catalog.events[place];
    for (const auto side : {catalog.who(event), catalog.whom(event)})
      for (const std::uint32_t other : side)
        if (other != *number) with.add(catalog.actors[other].id, catalog.actors[other].name);
    for (const std::uint32_t topic : catalog.topics_of(event))
      assets.add(catalog.topics[topic].id, catalog.topics[topic].name);
    for (const std::uint32_t host : catalog.hosts(event)) {
      const std::string code(catalog.texts[host]);
      hosts.add(code, country_name(context, catalog, code));
    }
  }
  const Summary summary = summary_of(catalog, places);
  return json_reply(json::object({{"actor", actor_value(catalog.actors[*number], places.size())},
                                  {"offices", offices_value(context, call.parts.at("id"))},
                                  {"stages", counts_value(summary.stages)},
                                  {"kinds", counts_value(summary.kinds)},
                                  {"with", with.value()},
                                  {"assets", assets.value()},
                                  {"hosts", hosts.value()},
                                  {"first", day_or_null(summary.first)},
                                  {"last", day_or_null(summary.last)},
                                  {"events", events_value(catalog, summary.newest)}}));
}

Reply get_asset(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  const Catalog& catalog = *view->catalog;
  const auto number = catalog.topic(call.parts.at("id"));
  if (!number) return problem(404, "not-found", "no event is about an asset of this id");
  query::Choice choice = ANSWER(choice_of(context, call, catalog));
  choice.topic = {call.parts.at("id")};
  const auto places = query::choose(catalog, choice).list();
  Counts partners, actors;
  for (const std::uint32_t place : places) {
    const EventCard& event = catalog.events[place];
    for (const std::uint32_t partner : catalog.partners(event)) {
      const std::string code(catalog.texts[partner]);
      partners.add(code, country_name(context, catalog, code));
    }
    for (const auto side : {catalog.who(event), catalog.whom(event)})
      for (const std::uint32_t actor : side) actors.add(catalog.actors[actor].id, catalog.actors[actor].name);
  }
  const Summary summary = summary_of(catalog, places);
  return json_reply(json::object({{"asset", asset_value(context, catalog.topics[*number], places.size())},
                                  {"stages", counts_value(summary.stages)},
                                  {"partners", partners.value()},
                                  {"actors", actors.value()},
                                  {"first", day_or_null(summary.first)},
                                  {"last", day_or_null(summary.last)},
                                  {"initiatives", ANSWER(initiatives_about(context, call, *view))},
                                  {"events", events_value(catalog, summary.newest)}}));
}

Reply get_outlet(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  const Catalog& catalog = *view->catalog;
  const auto number = catalog.outlet(call.parts.at("id"));
  if (!number) return problem(404, "not-found", "no report is of an outlet of this id");
  query::Choice choice;
  choice.outlet = {call.parts.at("id")};
  const auto places = query::choose(catalog, choice).list();
  Counts partners, hosts, sectors;
  std::int64_t alone = 0;
  for (const std::uint32_t place : places) {
    const EventCard& event = catalog.events[place];
    alone += event.outlets == 1 ? 1 : 0;
    for (const std::uint32_t sector : catalog.sectors(event))
      sectors.add(std::string(catalog.texts[sector]), std::string(catalog.texts[sector]));
    for (const auto& [list, into] :
         {std::pair(catalog.hosts(event), &hosts), std::pair(catalog.partners(event), &partners)})
      for (const std::uint32_t text : list) {
        const std::string code(catalog.texts[text]);
        into->add(code, country_name(context, catalog, code));
      }
  }
  const Summary summary = summary_of(catalog, places);
  std::string first, last;
  std::vector<std::int64_t> reports;
  for (auto report = catalog.reports.rbegin(); report != catalog.reports.rend(); ++report) {
    if (report->outlet != *number) continue;
    const std::string published(catalog.texts[report->published]);
    if (!published.empty() && (first.empty() || published < first)) first = published;
    last = std::max(last, published);
    if (reports.size() < kNewest) reports.push_back(report->number);
  }
  auto ledger = ANSWER(context.readers.lease());
  return json_reply(json::object({{"outlet", outlet_value(context, catalog.outlets[*number])},
                                  {"first", text_or_null(first)},
                                  {"last", text_or_null(last)},
                                  {"alone", alone},
                                  {"partners", partners.value()},
                                  {"hosts", hosts.value()},
                                  {"sectors", sectors.value()},
                                  {"reports", ANSWER(reports_value(*ledger, reports))},
                                  {"events", events_value(catalog, summary.newest)}}));
}

}  // namespace

void add_thing_routes(Routes& routes) {
  routes["listActors"] = list_actors, routes["getActor"] = get_actor, routes["listAssets"] = list_assets,
  routes["getAsset"] = get_asset;
  routes["listOutlets"] = list_outlets, routes["getOutlet"] = get_outlet;
}

}  // namespace tamga::http
