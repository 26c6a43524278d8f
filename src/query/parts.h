/// All events that a ledger keeps, a few at a time, for what is made of all of them but never holds all their
/// claims.
#pragma once

#include <cstddef>
#include <functional>

#include "query/state.h"

namespace tamga::query {

/// Gives the events of what is known now, so many at a time, by day; each state is as for
/// Want::Kind::kTimeline. False, and nothing given, where the ledger keeps no merged events that are up to
/// date, or people have decided something. Errors as look; kBadData, too, where another program changes the
/// ledger meanwhile.
Result<bool> each_part(store::Ledger& ledger, std::size_t events,
                       const std::function<void(const State&)>& give);

}  // namespace tamga::query
