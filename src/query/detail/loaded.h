/// Claims that a ledger keeps, loaded to be merged.
#pragma once

#include <set>
#include <vector>

#include "merge/event.h"
#include "query/detail/kept_event.h"
#include "store/merged.h"

namespace tamga::query {

/// Claims with their reports, and where each is kept.
struct Loaded {
  std::vector<merge::Source> sources;
  ClaimPlaces places;
};

Result<Loaded> load(store::Merged& kept, const std::set<store::ClaimPlace>& wanted);

}  // namespace tamga::query
