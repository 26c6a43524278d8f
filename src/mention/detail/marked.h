/// Spans that the caller marked.
#pragma once

#include "mention/detail/draft.h"

namespace tamga::mention {

/// Makes each marked span a mention: what was found there keeps its referent where that can be meant, and gets the
/// span's words; else somebody new is meant.
void take_marked_spans(Draft& draft);

}  // namespace tamga::mention
