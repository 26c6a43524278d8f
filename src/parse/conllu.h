/// CoNLL-U (universaldependencies.org/format.html): writing forests and reading them back.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "parse/forest.h"
#include "text/document.h"

namespace tamga::parse {

/// All sentences. MISC holds TokenRange=begin:end (bytes) and NER=B-person etc. Contractions stand over their words as
/// multiword tokens ("2-3 don't").
std::string to_conllu(const text::Document& document, const Forest& forest);

/// A document and its forest.
struct Parsed {
  text::Document document;
  Forest forest;
};

/// Reads sentences written by to_conllu, or any CoNLL-U: without TokenRange the text is put together from the forms
/// (SpaceAfter=No respected). Multiword tokens and empty nodes are skipped. Errors name the line.
Result<Parsed> from_conllu(std::string_view input, std::string_view text);

}  // namespace tamga::parse
