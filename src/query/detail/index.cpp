#include "query/detail/index.h"

#include <algorithm>

namespace tamga::query {
namespace {

/// Events that last longer are looked at one by one when it matters whether they are over.
constexpr std::int32_t kNarrowDays = 45;

/// Ends may be open, whose days have no difference that fits.
std::int64_t length_of(const EventCard& event) {
  return static_cast<std::int64_t>(event.last) - static_cast<std::int64_t>(event.first);
}

std::uint32_t first_after(const Catalog& catalog, std::int64_t day) { return catalog.columns.begun_before(day + 1); }

}  // namespace

Index::Index(const Catalog& catalog) {
  std::array<std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>, kFields> lists;
  std::vector<std::uint32_t> located;
  const auto add = [&](Field field, std::uint32_t number, std::uint32_t place) {
    lists[static_cast<std::size_t>(field)][number].push_back(place);
  };
  for (std::uint32_t place = 0; place < catalog.events.size(); ++place) {
    const EventCard& event = catalog.events[place];
    add(Field::kStage, event.stage, place), add(Field::kStatus, event.status, place);
    add(Field::kEvent, event.event, place), add(Field::kMode, event.mode, place);
    for (const auto& [field, list] :
         {std::pair(Field::kHost, catalog.hosts(event)), std::pair(Field::kSector, catalog.sectors(event)),
          std::pair(Field::kPartner, catalog.partners(event)), std::pair(Field::kActor, catalog.who(event)),
          std::pair(Field::kActor, catalog.whom(event)), std::pair(Field::kTopic, catalog.topics_of(event)),
          std::pair(Field::kOutlet, catalog.outlets_of(event))})
      for (const std::uint32_t number : list) add(field, number, place);
    if (event.located != LocatedBy::kNothing) located.push_back(place);
    if (length_of(event) > kNarrowDays) wide_.emplace_back(place, event.last);
  }
  for (std::size_t field = 0; field < kFields; ++field) {
    fields_[field].reserve(lists[field].size());
    for (const auto& [number, list] : lists[field]) fields_[field].emplace(number, Places::of(list));
  }
  located_ = Places::of(located);
  wide_.shrink_to_fit();
}

const Places* Index::of(Field field, std::uint32_t number) const {
  const auto& numbers = fields_[static_cast<std::size_t>(field)];
  const auto found = numbers.find(number);
  return found == numbers.end() ? nullptr : &found->second;
}

Places Index::begun_by(const Catalog& catalog, std::int32_t day) const {
  return Places::range(0, first_after(catalog, day));
}

Places Index::over_from(const Catalog& catalog, std::int32_t day) const {
  const std::int64_t before = static_cast<std::int64_t>(day) - 1;
  const std::uint32_t begun = first_after(catalog, before);
  std::vector<std::uint32_t> straddling;
  for (std::uint32_t place = first_after(catalog, before - kNarrowDays); place < begun; ++place)
    if (catalog.columns.last[place] >= day) straddling.push_back(place);
  for (const auto& [place, last] : wide_) {
    if (place >= begun) break;
    if (last >= day) straddling.push_back(place);
  }
  Places out = Places::range(begun, catalog.events.size());
  out |= Places::of(straddling);
  return out;
}

std::size_t Index::bytes() const {
  std::size_t out = located_.bytes() + wide_.capacity() * sizeof(wide_.front());
  for (const auto& numbers : fields_)
    for (const auto& [number, places] : numbers) out += places.bytes() + 8 * sizeof(void*);
  return out;
}

}  // namespace tamga::query
