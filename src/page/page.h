/// HTML pages to plain reports: encoding, main text, and what the page says of itself.
#pragma once

#include <string_view>

#include "base/result.h"
#include "text/document.h"

namespace tamga::page {

/// Reads one HTML page.
///
/// The encoding is the byte order mark's, else the one a `<meta>` of the first kilobytes names, else UTF-8.
/// The text is the headings, paragraphs, list items and table rows of the `<article>` or `<main>` with the
/// most text, else of the densest block, one after the other with blank lines between; scripts, navigation,
/// asides, footers and forms are left out. The header's url, outlet, published (an EDTF date), title and
/// language come from Open Graph, JSON-LD and HTML elements, and are empty where the page does not say.
///
/// Fails with kBadInput on a page without text, an encoding nobody knows, or bytes that are not in their
/// encoding (naming the byte); with kLimit above `text::kLargestText`. Any bytes are safe, however deeply
/// nested. Does not run scripts, fetch anything, or look at style sheets.
Result<text::Document> read_html_report(std::string_view input, std::string_view bytes);

/// Whether the bytes begin like an HTML page: `<!doctype html` or a tag that starts one, after an optional
/// byte order mark, white space, comments and an XML declaration.
bool looks_like_html(std::string_view bytes);

}  // namespace tamga::page
