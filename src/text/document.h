/// A report's text and where in it something stands.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tamga::text {

/// UTF-8 bytes [begin, end) of a document's text.
struct ByteRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  auto operator<=>(const ByteRange&) const = default;
  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool contains(ByteRange other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(ByteRange other) const { return begin < other.end && other.begin < end; }
};

/// What a report says of itself. Empty when not given.
struct Header {
  std::string url;
  std::string outlet;
  std::string published;  ///< EDTF, as given
  std::string title;
  std::string language;  ///< BCP 47, e.g. "en", "uz-Cyrl"
};

/// A span that the caller says refers to somebody: found by another program, or marked by a person.
struct MarkedSpan {
  ByteRange range;
  std::string type;  ///< "person", "organisation", "state", "bloc", "group"; empty when the caller does not know
};

/// One report: its header and its text. Immutable once made; everything found later points into `text()`.
class Document {
 public:
  Document() = default;
  Document(std::string input, Header header, std::string text, std::vector<MarkedSpan> marked = {});

  /// What the caller calls it: a path, or the id of a JSON line.
  const std::string& input() const { return input_; }
  const Header& header() const { return header_; }
  const std::string& text() const { return text_; }
  std::string_view words(ByteRange range) const;
  /// In the order the caller gave them; within the text, at character boundaries.
  const std::vector<MarkedSpan>& marked() const { return marked_; }
  /// "sha256:…" of the normalised text (Unicode NFC, white space folded), see normalise_for_id().
  const std::string& id() const { return id_; }

 private:
  std::string input_;
  Header header_;
  std::string text_;
  std::string id_;
  std::vector<MarkedSpan> marked_;
};

/// Reads a plain report: header lines `url:`, `outlet:`, `published:`, `title:`, `lang:` and a blank line, then the
/// text; no header lines, all text. Fails (kBadInput, with the byte in the file) on an empty text, bytes that are
/// not UTF-8, or NUL bytes; kLimit above `kLargestText`.
Result<Document> read_plain_report(std::string_view input, std::string_view bytes);

/// Texts above this are refused: offsets are 32 bits and a report is no library (bytes).
inline constexpr std::uint64_t kLargestText = 16U << 20U;

}  // namespace tamga::text
