/// Choosing events of a catalog.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/catalog.h"
#include "query/places.h"

namespace tamga::query {

/// Of each list any may match, of the lists all must; an empty list chooses everything.
struct Choice {
  std::vector<std::string> host, sector, partner, actor, topic, outlet, stage, status, event, mode, ids;
  std::optional<std::int32_t> as_of;     ///< no fact that begins later; plans stay
  std::optional<std::int32_t> from, to;  ///< nothing that was over before, nothing that begins later
  std::optional<std::vector<std::uint32_t>> among;  ///< places in the catalog's events
  std::optional<std::array<double, 4>> box;  ///< west, south, east, north; only what has coordinates inside
  bool located = false;                      ///< only what has coordinates
};

/// Places in `events`, by day and id.
Places choose(const Catalog& catalog, const Choice& choice);

}  // namespace tamga::query
