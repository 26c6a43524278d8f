#include "query/choice.h"

#include <algorithm>

#include "query/detail/index.h"

namespace tamga::query {
namespace {

/// What is left of all events.
class Left {
 public:
  void cut(Places with) {
    if (places_)
      *places_ &= with;
    else
      places_ = std::move(with);
  }
  Places all_of(std::size_t size) && { return places_ ? std::move(*places_) : Places::range(0, size); }

 private:
  std::optional<Places> places_;
};

bool is_inside(const std::array<double, 4>& box, const EventCard& event) {
  const auto& [west, south, east, north] = box;
  const double longitude = event.longitude, latitude = event.latitude;
  if (latitude < south || latitude > north) return false;
  // RFC 7946, 5.2: a box across the antimeridian has its west greater than its east.
  return west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
}

}  // namespace

Places choose(const Catalog& catalog, const Choice& choice) {
  using Field = Index::Field;
  const Index& index = catalog.index();
  Left left;
  const auto any = [&](Field field, const std::vector<std::string>& names, auto find) {
    Places out;
    for (const std::string& name : names)
      if (const std::optional<std::uint32_t> number = find(name))
        if (const Places* places = index.of(field, *number)) out |= *places;
    return out;
  };
  const auto text = [&](const std::string& name) { return catalog.texts.find(name); };
  for (const auto& [field, names] :
       {std::pair(Field::kHost, &choice.host), std::pair(Field::kSector, &choice.sector),
        std::pair(Field::kPartner, &choice.partner), std::pair(Field::kStage, &choice.stage),
        std::pair(Field::kStatus, &choice.status), std::pair(Field::kEvent, &choice.event),
        std::pair(Field::kMode, &choice.mode)})
    if (!names->empty()) left.cut(any(field, *names, text));
  if (!choice.actor.empty())
    left.cut(any(Field::kActor, choice.actor, [&](const std::string& id) { return catalog.actor(id); }));
  if (!choice.topic.empty())
    left.cut(any(Field::kTopic, choice.topic, [&](const std::string& id) { return catalog.topic(id); }));
  if (!choice.outlet.empty())
    left.cut(any(Field::kOutlet, choice.outlet, [&](const std::string& id) { return catalog.outlet(id); }));
  if (choice.as_of) {
    Places so = index.begun_by(catalog, *choice.as_of);
    so |= any(Field::kStatus, {"future", "possible"}, text);
    left.cut(std::move(so));
  }
  if (choice.from) left.cut(index.over_from(catalog, *choice.from));
  if (choice.to) left.cut(index.begun_by(catalog, *choice.to));
  if (!choice.ids.empty()) {
    std::vector<std::uint32_t> named;
    for (const std::string& id : choice.ids)
      if (const auto place = catalog.find(id)) named.push_back(*place);
    left.cut(Places::of(named));
  }
  if (choice.among) left.cut(Places::of(*choice.among));
  if (choice.located || choice.box) left.cut(index.located());
  Places out = std::move(left).all_of(catalog.events.size());
  if (!choice.box) return out;
  std::vector<std::uint32_t> inside = out.list();
  std::erase_if(inside, [&](std::uint32_t place) { return !is_inside(*choice.box, catalog.events[place]); });
  return Places::of(inside);
}

}  // namespace tamga::query
