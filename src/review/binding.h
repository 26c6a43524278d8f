/// Finds the claims that decisions are about in whatever reading stands in front now.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "merge/event.h"
#include "model/decision.h"

namespace tamga::review {

/// How surely a claim of another reading says what `then` said: 0 where its words are others or it says
/// something else of them, up to 1. The words must overlap by half, and of participants, event, stage and the
/// rest enough must be the same (docs/review.md).
double likeness(const model::Claim& then, const model::Claim& now);

/// What tells one decided claim from another: its reading, its id, its words.
std::string key_of(const model::Decided& decided);

/// Decided claims, and where they are now.
struct Binding {
  /// By key_of: the claims that took the place of the decided one, one for each outlet that printed the
  /// report.
  std::map<std::string, std::vector<merge::ClaimRef>> places;
  /// By key_of: false where no source is of the report, so that nothing can be said.
  std::map<std::string, bool> seen;

  /// Empty where the claim is gone.
  std::vector<merge::ClaimRef> of(const model::Decided& decided) const;
  /// The report is there, and no claim in it says what the decided one said.
  bool is_orphaned(const model::Decided& decided) const;
};

/// Binds all claims of all decisions. Claims that one reading told apart stay apart: the likest pairs are
/// bound first, each claim once for each reading that was decided about.
Binding find_places(std::span<const merge::Source> sources, std::span<const model::Decision> decisions);

}  // namespace tamga::review
