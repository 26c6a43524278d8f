/// Words that take up or stand for somebody: role nouns, groups, pronouns, things named again.
#pragma once

#include "mention/detail/bodies.h"

namespace tamga::mention {

/// Reads the text once from beginning to end; what stands before a word decides whom it means.
void resolve_references(Draft& draft, const BodyIndex& bodies);

}  // namespace tamga::mention
