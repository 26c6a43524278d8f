/// The part of a page that is the report, as plain text.
#pragma once

#include <string>

#include "page/detail/dom.h"

namespace tamga::page {

struct MainText {
  std::uint32_t root = 0;  ///< the element it was taken from
  std::string text;        ///< blocks with blank lines between; empty when the page has no text
};

/// Finds the element whose paragraphs hold the most prose and writes its blocks down.
MainText main_text(const Dom& dom);

/// The text inside an element, white space folded; what is never shown (scripts, styles) left out.
std::string inner_text(const Dom& dom, std::uint32_t element);

}  // namespace tamga::page
