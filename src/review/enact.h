/// Puts decisions to work on what was read.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "merge/event.h"
#include "model/decision.h"

namespace tamga::review {

/// What became of the decisions. Numbers are places in `standing`.
struct Outcome {
  std::vector<model::Decision> standing;  ///< by time
  std::map<merge::ClaimRef, std::vector<std::uint32_t>>
      about;  ///< the decisions that touched a claim, by time
  /// In order: claims with a verdict that still holds, accepted as they were read, corrected, or disputed.
  std::vector<merge::ClaimRef> settled;
  std::vector<std::uint32_t> orphaned;  ///< a claim of theirs is not in the new reading any more
  merge::Ties ties;                     ///< for merge::merge_claims
};

/// Changes the sources as the standing decisions say: corrects fields, takes retracted claims out, marks
/// disputed ones, gives entities that are the same one identity. Of two decisions that contradict each other
/// the later holds; the answer does not depend on the order of decisions that do not. kBadData for a
/// correction that cannot be read.
Result<Outcome> enact(std::vector<merge::Source>& sources, std::span<const model::Decision> decisions);

/// Whether what a claim says that matters is what it said then: event, stage, status, sides, hosts, date.
bool says_the_same(const model::Claim& then, const model::Claim& now);

/// What an entity goes by in decisions: the pack's id, or the name as names are compared.
std::string entity_key(const std::string& id, const std::string& name);

}  // namespace tamga::review
