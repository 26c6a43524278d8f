#include "text/document.h"

#include <array>
#include <optional>

#include "base/files.h"
#include "text/utf8.h"

namespace tamga::text {
namespace {

constexpr std::array<std::string_view, 5> kKeys = {"url", "outlet", "published", "title", "lang"};

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

void set(Header& header, std::string_view key, std::string_view value) {
  std::string& field = key == "url"         ? header.url
                       : key == "outlet"    ? header.outlet
                       : key == "published" ? header.published
                       : key == "title"     ? header.title
                                            : header.language;
  field = value;
}

std::optional<std::string_view> header_key(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  for (std::string_view key : kKeys)
    if (line.substr(0, colon) == key) return key;
  return std::nullopt;
}

/// Reads header lines up to the blank line that ends them; returns the bytes taken, 0 where there is no header.
std::size_t take_header(std::string_view bytes, Header& header) {
  std::size_t at = 0;
  bool any = false;
  while (at < bytes.size()) {
    auto end = bytes.find('\n', at);
    if (end == std::string_view::npos) end = bytes.size();
    const std::string_view line = trim(bytes.substr(at, end - at));
    if (line.empty()) return any ? std::min(end + 1, bytes.size()) : 0;
    const auto key = header_key(line);
    if (!key && !any) return 0;
    if (key) set(header, *key, trim(line.substr(key->size() + 1)));
    any = true;
    at = end + 1;
  }
  return bytes.size();
}

}  // namespace

Document::Document(std::string input, Header header, std::string text, std::vector<MarkedSpan> marked)
    : input_(std::move(input)),
      header_(std::move(header)),
      text_(std::move(text)),
      id_("sha256:" + sha256(normalise_for_id(text_))),
      marked_(std::move(marked)) {}

std::string_view Document::words(ByteRange range) const {
  return std::string_view(text_).substr(range.begin, range.size());
}

Result<Document> read_plain_report(std::string_view input, std::string_view bytes) {
  const std::string name(input);
  if (const auto bad = first_invalid_byte(bytes))
    return Error{ErrorCode::kBadInput, bytes[*bad] == '\0' ? "a NUL byte: binary, no text" : "not UTF-8", name, *bad};
  std::string_view body = bytes;
  std::uint64_t skipped = 0;
  if (body.starts_with("\xEF\xBB\xBF")) {
    body.remove_prefix(3);
    skipped = 3;
  }
  Header header;
  const std::size_t start = take_header(body, header);
  const std::string_view text = body.substr(start);
  if (text.size() > kLargestText)
    return Error{ErrorCode::kLimit, "a text larger than " + std::to_string(kLargestText) + " bytes", name,
                 skipped + start + kLargestText};
  if (text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos)
    return Error{ErrorCode::kBadInput, "no text", name, skipped + start};
  return Document(name, std::move(header), std::string(text));
}

}  // namespace tamga::text
