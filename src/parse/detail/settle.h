/// What the scheme of the treebanks rules out in a tree, and how it must be instead (Universal Dependencies 2).
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "parse/forest.h"

namespace tamga::parse {

/// A sentence's tree before it is kept. One entry a word.
struct DraftTree {
  std::vector<std::size_t> heads;           ///< the number of words for the root
  std::vector<std::string_view> relations;
  std::vector<Upos> upos;
  std::vector<std::string_view> features;   ///< as CoNLL-U has them
};

/// A relative clause has a part for what it is about: behind a bare conjunction stands what the noun tells ("reports that it
/// had sold the mine").
void settle_content_clauses(DraftTree& tree);
/// A case word marks a whole nominal, whose head is the name and not the title before it: in "with Uzbek leader Mirziyoyev in
/// Tashkent" neither "with" nor "in Tashkent" belongs to "leader".
void settle_titles(DraftTree& tree);
/// A finite verb without a passive auxiliary has no passive subject. One without any has it in what the parser took for more of
/// the place: "at the White House, Kazakhstan and Cove Capital signed".
void settle_subjects(DraftTree& tree);

}  // namespace tamga::parse
