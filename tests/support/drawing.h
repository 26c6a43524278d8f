/// Trees drawn as text, so that a test of rules needs no parser model.
#pragma once

#include <string>
#include <string_view>

#include "parse/conllu.h"
#include "parse/forest.h"

namespace tamga::test {

/// A document and its forest from a drawing: one word a line,
///
///     form lemma UPOS head relation [features]
///
/// where `head` is the number of the head's line within the sentence, 0 for the root; an empty line ends a sentence.
/// Leading spaces do not count. Words are one space apart in the text.
///
///     Rosatom  Rosatom  PROPN 2 nsubj
///     signed   sign     VERB  0 root  Tense=Past|VerbForm=Fin
///     the      the      DET   4 det   Definite=Def
///     contract contract NOUN  2 obj
///
/// CHECKs that the drawing is sound.
parse::Parsed draw(std::string_view drawing);

/// The `nth` word (from 1) with that form. CHECKs that there is one.
parse::WordId word(const parse::Forest& forest, std::string_view form, int nth = 1);

}  // namespace tamga::test
