/// What of a claim is compared: its names as numbers, so that a million claims can be.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "merge/day_span.h"
#include "merge/event.h"

namespace tamga::merge::detail {

using Id = std::uint32_t;
/// Sorted, each once.
using Ids = std::vector<Id>;

/// Gives each text a number of its own; 0 is the empty text. Numbers say nothing beyond equality.
class Symbols {
 public:
  Id of(const std::string& text);

 private:
  std::unordered_map<std::string, Id> numbers_;
};

struct Features {
  Ids actors, countries;
  Ids persons;  ///< of the actors
  Ids foreign;  ///< countries of participants that are no hosts
  Ids movers;   ///< countries of those who act
  Ids subjects, amounts, hosts, sectors;
  Id event = 0, mode = 0, stage = 0, status = 0, place = 0, quote = 0;
  int rung = -1;
  bool open = false;       ///< future or possible
  bool own_host = false;   ///< no participant has a country; `countries` are the hosts
  bool meets = false;      ///< somebody named is met, not a state as a whole
  bool visits = false;     ///< in person: mode visit or meet
  /// Where all that is known is the day by which it was so, `published` is that day: the news came then or before.
  std::optional<DaySpan> when, published;
};

/// The day by which something was so, where that is all its date tells ("../2025-01-27"); nullopt for other dates and for what
/// is still to come.
std::optional<DaySpan> known_by_day(const model::Claim& claim);

/// The pack's id, or else the name without case and marks.
std::string key_of(const std::string& id, const std::string& name);
Features features_of(Symbols& symbols, const Source& source, const model::Claim& claim);

}  // namespace tamga::merge::detail
