/// When the name of a seat is who sits there.
#pragma once

#include "mention/detail/draft.h"

namespace tamga::mention {

/// Whether the name [first, last] of a capital or seat stands for its government here: it acts, owns or is
/// dealt with, and nobody goes there.
bool means_government(const Draft& draft, parse::WordId first, parse::WordId last);

/// Whether the words open a report as the place it was filed from: "ASTANA, June 14 (Agency) - ...".
bool is_dateline(const Draft& draft, parse::WordId first, parse::WordId last);

}  // namespace tamga::mention
