/// What a person decided about what reports say; plain data without behaviour. Contract: docs/review.md.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "model/claim.h"

namespace tamga::model {

/// A claim as it was read when somebody decided about it. A decision is bound to these words, not to a row:
/// another reading's claim of the same words takes its place.
struct Decided {
  Claim claim;
  std::string read_with;  ///< pack and model of the reading
  bool operator==(const Decided&) const = default;
};

/// One decision. Never changed; another one may undo it.
struct Decision {
  std::string id;    ///< "d" and 15 hexadecimal digits of all that follows
  std::string kind;  ///< accept, correct, merge, split, dispute, retract, same-as, not-same-as, undo
  std::string author;
  std::string reason;                 ///< may be empty for accept
  std::string made_at;                ///< ISO 8601, UTC
  std::vector<Decided> claims;        ///< what it is about; of merge and split one side
  std::vector<Decided> others;        ///< merge: the other event; split: what is left behind
  std::string field, value;           ///< correct: a key of the claim's JSON, and the new value as JSON
  std::vector<std::string> entities;  ///< same-as: the one kept, the other; not-same-as: two
  std::string undoes;                 ///< undo: id of a decision
  bool operator==(const Decision&) const = default;
};

json::Value to_json(const Decision&);
Result<Decision> decision_from_json(const json::Value&);

}  // namespace tamga::model
