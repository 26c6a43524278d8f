/// What another reading changes against what people decided.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "merge/event.h"
#include "model/decision.h"

namespace tamga::review {

/// One decided claim that is not there any more or says something else.
struct Change {
  struct Field {
    std::string name, before, after;  ///< in words; empty for what is not said
    bool operator==(const Field&) const = default;
  };
  model::Decision decision;
  model::Claim then;  ///< as it was when it was decided about
  /// "orphaned": the reading has no such claim. "changed": it says something else. "confirmed": it says now
  /// what a correction had to say before.
  std::string what;
  std::string claim;          ///< its id now; empty when orphaned
  std::vector<Field> fields;  ///< that differ, as read
};

/// Compares the standing decisions with readings, as they were read. Ordered by time of decision, then by
/// place in it. Claims of reports that the sources do not have are passed over.
std::vector<Change> changes(std::span<const merge::Source> sources,
                            std::span<const model::Decision> decisions);

/// What differs between two readings of one claim, ids, rules and confidence apart.
std::vector<Change::Field> differences(const model::Claim& then, const model::Claim& now);

}  // namespace tamga::review
