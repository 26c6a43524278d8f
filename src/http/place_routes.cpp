// Places with how many events they have: a map of more events than anybody could tell apart.
#include <algorithm>
#include <bit>
#include <unordered_map>

#include "http/detail/encode.h"

namespace tamga::http {
namespace {

using json::Value;
using query::Catalog;
using query::EventCard;

/// Events by numbers of texts: few of them, so that looking through is quicker than hashing.
using Tally = std::vector<std::pair<std::uint32_t, std::int64_t>>;

void count(Tally& tally, std::uint32_t number) {
  const auto found = std::find_if(tally.begin(), tally.end(), [&](const auto& one) { return one.first == number; });
  if (found == tally.end())
    tally.emplace_back(number, 1);
  else
    ++found->second;
}

struct Spot {
  float latitude = 0, longitude = 0;
  std::uint32_t name = 0;
  std::int64_t events = 0;
  Tally groups;
};

std::uint64_t key_of(const EventCard& event) {
  return std::uint64_t{std::bit_cast<std::uint32_t>(event.latitude)} << 32 |
         std::bit_cast<std::uint32_t>(event.longitude);
}

/// Stages, sectors or partners of an event.
Catalog::List groups_of(const Catalog& catalog, const EventCard& event, const std::string& by) {
  if (by == "sector") return catalog.sectors(event);
  if (by == "partner") return catalog.partners(event);
  return event.stage == 0 ? Catalog::List() : Catalog::List(&event.stage, 1);
}

Value place_value(const Catalog& catalog, const Spot& spot) {
  Value groups = Value::object();
  for (const auto& [number, events] : spot.groups) groups.set(std::string(catalog.texts[number]), events);
  return Value::Object{{"lat", degrees(spot.latitude)},
                       {"lon", degrees(spot.longitude)},
                       {"name", text_or_null(catalog.texts[spot.name])},
                       {"events", spot.events},
                       {"groups", std::move(groups)}};
}

/// Events by the month in which they begin, in order.
Value months_value(const std::unordered_map<std::int32_t, std::int64_t>& days) {
  std::map<std::string, std::int64_t> months;
  for (const auto& [day, events] : days)
    if (const std::string text = merge::day_text(day); !text.empty())
      months[text.substr(0, text.size() - 2) + "01"] += events;
  Value out = Value::array();
  for (const auto& [day, events] : months) out.push(Value::Object{{"day", day}, {"events", events}});
  return out;
}

Reply get_places(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  const Catalog& catalog = *view->catalog;
  query::Choice choice = ANSWER(choice_of(context, call, catalog));
  choice.located = true;
  // Months are told of all time, so that a stretch of it can be chosen.
  const auto from = std::exchange(choice.from, std::nullopt), to = std::exchange(choice.to, std::nullopt);
  std::unordered_map<std::uint64_t, Spot> spots;
  std::unordered_map<std::int32_t, std::int64_t> days;
  std::int64_t total = 0;
  for (const std::uint32_t place : query::choose(catalog, choice).list()) {
    const EventCard& event = catalog.events[place];
    ++days[event.first == merge::DaySpan::kOpenPast ? event.last : event.first];
    if ((from && event.last < *from) || (to && event.first > *to)) continue;
    Spot& spot = spots[key_of(event)];
    if (spot.events++ == 0)
      spot.latitude = event.latitude, spot.longitude = event.longitude, spot.name = event.place;
    for (const std::uint32_t number : groups_of(catalog, event, call["by"])) count(spot.groups, number);
    ++total;
  }
  std::vector<const Spot*> order;
  for (const auto& [key, spot] : spots) order.push_back(&spot);
  std::sort(order.begin(), order.end(), [](const Spot* a, const Spot* b) {
    return std::tuple(-a->events, a->latitude, a->longitude) < std::tuple(-b->events, b->latitude, b->longitude);
  });
  order.resize(std::min(order.size(), call.number("limit")));
  Value places = Value::array();
  for (const Spot* spot : order) places.push(place_value(catalog, *spot));
  return json_reply(Value::Object{{"by", call["by"]},
                                  {"total", total},
                                  {"total_places", static_cast<std::int64_t>(spots.size())},
                                  {"places", std::move(places)},
                                  {"months", months_value(days)}});
}

}  // namespace

void add_place_routes(Routes& routes) { routes["getPlaces"] = get_places; }

}  // namespace tamga::http
