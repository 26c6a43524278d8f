/// What a page says of itself: Open Graph, JSON-LD (schema.org), and plain HTML.
#pragma once

#include "page/detail/dom.h"
#include "text/document.h"

namespace tamga::page {

/// `root`: the element of the main text, whose `<time>` and `<h1>` come before those of the rest of the page.
text::Header read_metadata(const Dom& dom, std::uint32_t root);

}  // namespace tamga::page
