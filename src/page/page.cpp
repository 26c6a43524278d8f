#include "page/page.h"

#include <algorithm>
#include <array>
#include <string>

#include "page/detail/dom.h"
#include "page/detail/encoding.h"
#include "page/detail/main_text.h"
#include "page/detail/metadata.h"

namespace tamga::page {
namespace {

bool starts_with_tag(std::string_view bytes, std::string_view tag) {
  if (bytes.size() < tag.size()) return false;
  return std::equal(tag.begin(), tag.end(), bytes.begin(), [](char wanted, char c) {
    return wanted == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  });
}

/// What may stand before the first tag: white space, comments, an XML declaration.
std::string_view without_preamble(std::string_view bytes) {
  while (true) {
    bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n\f"), bytes.size()));
    const std::string_view close = bytes.starts_with("<!--") ? "-->" : bytes.starts_with("<?") ? "?>" : "";
    const std::size_t end = close.empty() ? std::string_view::npos : bytes.find(close);
    if (end == std::string_view::npos) return bytes;
    bytes.remove_prefix(end + close.size());
  }
}

/// UTF-16 text of ASCII characters, as far as that goes: enough to see how a page begins.
std::string narrow(std::string_view bytes) {
  std::string out;
  const std::size_t low = bytes.starts_with("\xFF\xFE") ? 0 : 1;
  for (std::size_t i = 2; i + 1 < std::min<std::size_t>(bytes.size(), 1024); i += 2) out += bytes[i + low];
  return out;
}

}  // namespace

bool looks_like_html(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    const std::string head = narrow(bytes);
    return looks_like_html(head);
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  constexpr std::array<std::string_view, 11> kStarts = {"<!doctype html", "<html",  "<head",    "<body",
                                                        "<meta",          "<title", "<article", "<main",
                                                        "<div",           "<p>",    "<h1"};
  const std::string_view start = without_preamble(bytes);
  return std::any_of(kStarts.begin(), kStarts.end(),
                     [&](std::string_view tag) { return starts_with_tag(start, tag); });
}

Result<text::Document> read_html_report(std::string_view input, std::string_view bytes) {
  if (bytes.size() > text::kLargestText)
    return Error{ErrorCode::kLimit, "a page larger than " + std::to_string(text::kLargestText) + " bytes",
                 std::string(input), text::kLargestText};
  const auto html = to_utf8(bytes);
  if (!html.ok()) return html.error().in(input);
  const auto dom = parse_html(*html);
  if (!dom.ok()) return dom.error().in(input);
  MainText found = main_text(*dom);
  if (found.text.empty()) return Error{ErrorCode::kBadInput, "a page without text", std::string(input), {}};
  if (found.text.size() > text::kLargestText)
    return Error{ErrorCode::kLimit,
                 "a text larger than " + std::to_string(text::kLargestText) + " bytes",
                 std::string(input),
                 {}};
  return text::Document(std::string(input), read_metadata(*dom, found.root), std::move(found.text));
}

}  // namespace tamga::page
