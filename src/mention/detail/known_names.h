/// Names the pack knows.
#pragma once

#include "mention/detail/draft.h"

namespace tamga::mention {

/// Finds the longest names of the lexicon and decides which of their bearers is meant.
void find_known_names(Draft& draft);

}  // namespace tamga::mention
