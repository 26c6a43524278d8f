// Where things are: assets and events with coordinates.
#include <algorithm>
#include <set>

#include "http/detail/details.h"
#include "http/detail/encode.h"
#include "json/object.h"

namespace tamga::http {
namespace {

using json::Value;
using query::Catalog;

/// What is known of an asset from the events that are about it.
struct Site {
  std::int64_t events = 0;
  std::set<std::string> sectors, partners;
  int rung = -1;
  std::string stage;
  std::int32_t first = merge::DaySpan::kOpenFuture, last = merge::DaySpan::kOpenPast;
};

void note(Site& site, const Catalog& catalog, const query::EventCard& event) {
  ++site.events;
  for (const std::uint32_t number : catalog.sectors(event)) site.sectors.emplace(catalog.texts[number]);
  for (const std::uint32_t number : catalog.partners(event)) site.partners.emplace(catalog.texts[number]);
  const std::string stage(catalog.texts[event.stage]);
  if (catalog.texts[event.status] == "actual" && merge::rung_of(stage) > site.rung)
    site.rung = merge::rung_of(stage), site.stage = stage;
  if (event.first != merge::DaySpan::kOpenPast) site.first = std::min(site.first, event.first);
  if (event.last != merge::DaySpan::kOpenFuture) site.last = std::max(site.last, event.last);
}

bool is_inside(const query::Choice& choice, double latitude, double longitude) {
  if (!choice.box) return true;
  const auto& [west, south, east, north] = *choice.box;
  if (latitude < south || latitude > north) return false;
  return west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
}

Value site_feature(const query::TopicCard& topic, const names::Entity& entity, const Site& site) {
  const Value geometry =
      json::object({{"type", "Point"}, {"coordinates", Value::Array{*entity.longitude, *entity.latitude}}});
  const Value properties = json::object({{"kind", "asset"},
                                         {"name", topic.name},
                                         {"country", text_or_null(entity.country)},
                                         {"sector", list_of(site.sectors)},
                                         {"events", site.events},
                                         {"partners", list_of(site.partners)},
                                         {"stage", text_or_null(site.stage)},
                                         {"first", day_or_null(site.first)},
                                         {"last", day_or_null(site.last)}});
  return Value::Object{
      {"type", "Feature"}, {"id", topic.id}, {"geometry", geometry}, {"properties", properties}};
}

Reply get_map(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  const Catalog& catalog = *view->catalog;
  query::Choice choice = ANSWER(choice_of(context, call, catalog));
  const auto box = std::exchange(choice.box, std::nullopt);
  const auto all = query::choose(catalog, choice).list();
  choice.box = box;
  std::map<std::uint32_t, Site> sites;
  Value features = Value::array();
  std::int64_t total = 0;
  const auto most = static_cast<std::int64_t>(call.number("limit"));
  for (auto place = all.rbegin(); place != all.rend(); ++place) {
    const query::EventCard& event = catalog.events[*place];
    for (const std::uint32_t topic : catalog.topics_of(event)) note(sites[topic], catalog, event);
    if (event.located == query::LocatedBy::kNothing || !is_inside(choice, event.latitude, event.longitude))
      continue;
    if (total++ < most) features.push(map_feature(catalog, event));
  }
  for (const auto& [number, site] : sites) {
    const query::TopicCard& topic = catalog.topics[number];
    const auto entity = topic.type == "asset" ? context.pack.names.by_id(topic.id) : std::nullopt;
    if (!entity || !entity->latitude || !entity->longitude ||
        !is_inside(choice, *entity->latitude, *entity->longitude))
      continue;
    features.push(site_feature(topic, *entity, site));
  }
  Reply reply = json_reply(
      json::object({{"type", "FeatureCollection"}, {"features", std::move(features)}, {"total", total}}));
  reply.type = "application/geo+json";
  return reply;
}

}  // namespace

void add_map_routes(Routes& routes) { routes["getMap"] = get_map; }

}  // namespace tamga::http
