/// Taking a ledger from one store into another, of the same kind or not.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "base/result.h"
#include "store/ledger.h"

namespace tamga::store {

struct Copied {
  std::size_t readings = 0, known_readings = 0;  ///< copied; and what the other ledger had already
  std::size_t decisions = 0, known_decisions = 0;
  std::string from_hash, to_hash;  ///< content hashes; the same when the other had nothing of its own
};

/// Adds everything that `from` holds to `to`: readings that others stand in front of, when each was recorded,
/// decisions. What `to` holds stays as it is, so that it is safe to repeat. `go_on` is asked between readings
/// with their number; when it says no, the copy ends early, and is whole as far as it went. At the end all is
/// read back: kBadData when `to` holds less.
Result<Copied> copy(Ledger& from, Ledger& to, const std::function<bool(std::size_t readings)>& go_on);

}  // namespace tamga::store
