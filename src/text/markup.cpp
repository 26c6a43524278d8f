#include "text/markup.h"

#include "text/utf8.h"

namespace tamga::text {
namespace {

/// XML 1.0, production 2 (Char).
bool is_char(char32_t code) {
  return code == U'\t' || code == U'\n' || code == U'\r' || (code >= 0x20 && code <= 0xd7ff) ||
         (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    switch (point.value) {
      case U'&': out += "&amp;"; break;
      case U'<': out += "&lt;"; break;
      case U'>': out += "&gt;"; break;
      case U'"': out += "&quot;"; break;
      case U'\r': out += "&#13;"; break;
      default:
        if (is_char(point.value)) out += text.substr(at, point.size);
    }
    at += point.size;
  }
  return out;
}

}  // namespace tamga::text
