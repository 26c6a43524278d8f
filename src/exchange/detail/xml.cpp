#include "exchange/detail/xml.h"

#include "text/utf8.h"

namespace tamga::exchange {
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
    const text::CodePoint point = text::code_point_at(text, at);
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

std::string xml_element(std::string_view name, std::string_view text) {
  if (text.empty()) return {};
  const std::string tag(name);
  return "<" + tag + ">" + xml_text(text) + "</" + tag + ">";
}

}  // namespace tamga::exchange
