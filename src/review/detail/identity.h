/// Which entities are the same as which, as people decided.
#pragma once

#include <span>
#include <vector>

#include "merge/event.h"
#include "model/decision.h"

namespace tamga::review {

/// Gives every entity that was decided to be another the identity of the one kept: id, name, type and
/// country, as most claims have them. `decisions` stand and are ordered by time.
void unify(std::vector<merge::Source>& sources, std::span<const model::Decision> decisions);

}  // namespace tamga::review
