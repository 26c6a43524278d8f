/// Names nobody has told the pack of: people, firms, outlets and places that the text introduces itself.
#pragma once

#include "mention/detail/draft.h"

namespace tamga::mention {

/// Finds runs of capitalised words that no known name covers, decides what they name by the words around
/// them, and takes a later part of a name (a surname, an abbreviation) for the whole.
void find_new_names(Draft& draft);

/// Finds the report's own outlet where its text names it by the header's words or by one of them:
/// "(Northline)". For an outlet the pack does not know; before all other names.
void find_own_outlet(Draft& draft);

}  // namespace tamga::mention
