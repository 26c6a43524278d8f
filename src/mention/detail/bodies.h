/// Bodies whose names are put together from words: "the Ministry of Energy of Kazakhstan", "the Uzbek trade ministry".
#pragma once

#include "mention/detail/draft.h"

namespace tamga::mention {

/// Finds them, and the pack's entity where one of that country has the same words in its name.
void find_named_bodies(Draft& draft);

}  // namespace tamga::mention
