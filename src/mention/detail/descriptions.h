/// What the text calls somebody beside the name: titles, appositions.
#pragma once

#include "mention/detail/draft.h"

namespace tamga::mention {

/// Joins titles to names ("Kazakh President Tokayev"), makes appositions mentions of the one they describe
/// ("a US congresswoman, Carol Miller"), and takes over country and role from them.
void read_descriptions(Draft& draft);

}  // namespace tamga::mention
