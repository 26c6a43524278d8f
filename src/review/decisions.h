/// Decisions of people about what was read: which kinds there are, which stand, what a correction may say.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/decision.h"

namespace tamga::review {

/// Gives a decision the id that its content has: the same decision twice is one.
model::Decision identified(model::Decision decision);

/// The decisions that stand, by time and, where that is the same, in the order given. Left out are those that
/// were undone, and the undoing itself; an undoing that was undone undoes nothing.
std::vector<model::Decision> standing(std::span<const model::Decision> all);

/// One field of a claim and its new value, as JSON.
struct Correction {
  std::string field, value;
  bool operator==(const Correction&) const = default;
};

/// Reads "stage=memorandum", "host=KZ,UZ", "when=2025-06", "sector=", or JSON after the sign as in the
/// claim's own JSON: `amounts=[{"value":3,"unit":"reactor"}]`. kUsage says what is wrong: no such field, a
/// stage that is none.
Result<Correction> correction_from(std::string_view text);

/// The claim with the field replaced. kBadData for a correction that `correction_from` would not make.
Result<model::Claim> corrected(const model::Claim& claim, const Correction& correction);

}  // namespace tamga::review
