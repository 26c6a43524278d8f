/// Plants, mines, minerals, sectors: what the contest is about.
#pragma once

#include "mention/detail/draft.h"

namespace tamga::mention {

/// Finds the phrases of the contest's sectors, nouns for works beside a mineral, a sector or a name ("lithium
/// deposit", "the Kashagan field"), and widens names of works to the noun they stand before.
void find_things(Draft& draft);

/// Fills in whose a thing or body is where a pronoun or a later word tells: "its first nuclear plant".
void locate(Draft& draft, Mention& mention);

}  // namespace tamga::mention
