// Which words a source speaks about.
#pragma once

#include "source/detail/syntax.h"

namespace tamga::source {

/// What a speech verb says: its clauses, what it stands after or within ("..., the agency said"), its object, the
/// sentence before "so"; empty when it says nothing here.
Cover content_of(const Syntax& syntax, parse::WordId verb, const Language::Tables& tables);

/// The clause that "according to X" or "as X said" is about: all of the sentence's where it is set off from it.
Cover clause_beside(const Syntax& syntax, parse::WordId word);

/// Whether the word's phrase opens its sentence or follows a comma.
bool is_set_off(const Syntax& syntax, parse::WordId word);

}  // namespace tamga::source
