/// All events that a ledger keeps, for what is made of all of them but never holds all their claims.
#pragma once

#include <cstddef>
#include <functional>

#include "query/catalog.h"
#include "query/state.h"

namespace tamga::query {

/// Gives the events of what is known now, so many at a time, by day; each state is as for
/// Want::Kind::kTimeline. False, and nothing given, where the ledger keeps no merged events that are up to
/// date, or people have decided something. Errors as look. `give` must not use the ledger.
Result<bool> each_part(store::Ledger& ledger, std::size_t events,
                       const std::function<void(const State&)>& give);

/// The same of what was known and recorded by these dates of the question (known_by, recorded_by; all else in it is left
/// alone): each event once, with the ids, claims and all else that merging what was known by then would give it. Those that
/// nothing newer could touch come as they are kept, by day; then those that have to be merged again, and it is these that
/// take the time. False, too, where readings stood in front then that do not stand in front now.
Result<bool> each_part(store::Ledger& ledger, const Question& question, std::size_t events,
                       const std::function<void(const State&)>& give);

/// Adds the events of what was known and recorded by the dates of a question to a catalog: of what is kept whole by what the
/// ledger keeps for that (detail/card.h). False, and nothing added, in the cases of each_part. Errors as look.
Result<bool> add_kept(store::Ledger& ledger, const Question& question, CatalogMaker& maker);

}  // namespace tamga::query
