#include "query/choice.h"

#include <algorithm>

namespace tamga::query {
namespace {

using Numbers = std::vector<std::uint32_t>;

/// The numbers of the names that are known; `impossible` where names were asked for and none is.
struct Wanted {
  Numbers numbers;
  bool any = false, impossible = false;

  bool holds(std::uint32_t number) const {
    return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
  }
  bool lets(std::uint32_t number) const { return !any || holds(number); }
  bool lets(Catalog::List list) const {
    return !any ||
           std::any_of(list.begin(), list.end(), [this](std::uint32_t number) { return holds(number); });
  }
};

template <class Find>
Wanted wanted(const std::vector<std::string>& names, Find find) {
  Wanted out;
  out.any = !names.empty();
  for (const std::string& name : names)
    if (const std::optional<std::uint32_t> number = find(name)) out.numbers.push_back(*number);
  out.impossible = out.any && out.numbers.empty();
  return out;
}

class Sieve {
 public:
  Sieve(const Catalog& catalog, const Choice& choice) : catalog_(catalog), choice_(choice) {
    const auto text = [&](const std::string& name) { return catalog.texts.find(name); };
    host_ = wanted(choice.host, text), sector_ = wanted(choice.sector, text),
    partner_ = wanted(choice.partner, text);
    stage_ = wanted(choice.stage, text), status_ = wanted(choice.status, text),
    event_ = wanted(choice.event, text);
    mode_ = wanted(choice.mode, text);
    actor_ = wanted(choice.actor, [&](const std::string& id) { return catalog.actor(id); });
    topic_ = wanted(choice.topic, [&](const std::string& id) { return catalog.topic(id); });
    outlet_ = wanted(choice.outlet, [&](const std::string& id) { return catalog.outlet(id); });
    planned_ = wanted({"future", "possible"}, text);
  }

  bool is_empty() const {
    return host_.impossible || sector_.impossible || partner_.impossible || stage_.impossible ||
           status_.impossible || event_.impossible || mode_.impossible || actor_.impossible ||
           topic_.impossible || outlet_.impossible;
  }

  bool lets(const EventCard& e) const {
    if (choice_.as_of && e.first > *choice_.as_of && !planned_.holds(e.status)) return false;
    if ((choice_.from && e.last < *choice_.from) || (choice_.to && e.first > *choice_.to)) return false;
    if (!stage_.lets(e.stage) || !status_.lets(e.status) || !event_.lets(e.event) || !mode_.lets(e.mode))
      return false;
    if (!host_.lets(catalog_.hosts(e)) || !sector_.lets(catalog_.sectors(e)) ||
        !partner_.lets(catalog_.partners(e)))
      return false;
    if (!topic_.lets(catalog_.topics_of(e)) || !outlet_.lets(catalog_.outlets_of(e))) return false;
    if (actor_.any && !actor_.lets(catalog_.who(e)) && !actor_.lets(catalog_.whom(e))) return false;
    return is_in_place(e);
  }

 private:
  bool is_in_place(const EventCard& e) const {
    if (!choice_.located && !choice_.box) return true;
    if (e.located == LocatedBy::kNothing) return false;
    if (!choice_.box) return true;
    const auto& [west, south, east, north] = *choice_.box;
    const double longitude = e.longitude, latitude = e.latitude;
    if (latitude < south || latitude > north) return false;
    // RFC 7946, 5.2: a box across the antimeridian has its west greater than its east.
    return west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
  }

  const Catalog& catalog_;
  const Choice& choice_;
  Wanted host_, sector_, partner_, stage_, status_, event_, mode_, actor_, topic_, outlet_, planned_;
};

/// Where events have to be looked at: all of them, those named, or those of a text.
std::optional<Numbers> few(const Catalog& catalog, const Choice& choice) {
  if (choice.ids.empty() && !choice.among) return std::nullopt;
  Numbers out;
  for (const std::string& id : choice.ids)
    if (const auto place = catalog.find(id)) out.push_back(*place);
  if (choice.ids.empty()) out = *choice.among;
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  if (!choice.ids.empty() && choice.among)
    std::erase_if(out, [&](std::uint32_t place) {
      return std::find(choice.among->begin(), choice.among->end(), place) == choice.among->end();
    });
  return out;
}

}  // namespace

std::vector<std::uint32_t> choose(const Catalog& catalog, const Choice& choice) {
  const Sieve sieve(catalog, choice);
  Numbers out;
  if (sieve.is_empty()) return out;
  if (const auto places = few(catalog, choice)) {
    for (const std::uint32_t place : *places)
      if (sieve.lets(catalog.events[place])) out.push_back(place);
    return out;
  }
  for (std::uint32_t place = 0; place < catalog.events.size(); ++place)
    if (sieve.lets(catalog.events[place])) out.push_back(place);
  return out;
}

}  // namespace tamga::query
