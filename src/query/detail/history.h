/// What is kept of the steps of a cell so that its standing on any day can be told without reading them all.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "merge/standing.h"

namespace tamga::query {

/// The steps that some day's standing rests on, as text, by day: those that come as far as any before them, those off the
/// ladder, and those evidenced further than any before. Of all others only the days are kept. Rungs are never lost, so
/// that a step behind the furthest of its day is no support on any later day.
struct History {
  std::string steps;
  std::string claims;  ///< ids, line by line for the steps
};

/// `steps` come ordered by the ids of their events. Empty where nothing is so on any day.
History history_of(std::span<const merge::Step* const> steps);

/// The standing at the end of day `until`, without its events: what merge::standing_of says of the steps until then. Without
/// claims where the history is given without.
std::optional<merge::Standing> standing_at(const merge::CellKey& key, const History& history, std::int32_t until);

}  // namespace tamga::query
