#include <optional>

#include "source/detail/tables.h"
#include "text/utf8.h"

namespace tamga::source {
namespace {

struct Pair {
  char32_t open, close;
};
constexpr std::array<Pair, 6> kPairs = {
    {{U'“', U'”'}, {U'«', U'»'}, {U'„', U'“'}, {U'「', U'」'}, {U'『', U'』'}, {U'"', U'"'}}};

std::optional<char32_t> closing_of(char32_t code) {
  for (const Pair& pair : kPairs)
    if (pair.open == code) return pair.close;
  return std::nullopt;
}

/// A paragraph that opens with a quotation mark goes on quoting where the one before was left open.
bool goes_on(std::string_view text, std::size_t newline, char32_t open) {
  const auto next = text.find_first_not_of(" \t\r\n", newline);
  return next != std::string_view::npos && text::code_point_at(text, next).value == open;
}

}  // namespace

std::vector<Quotation> find_quotations(std::string_view text) {
  std::vector<Quotation> out;
  std::optional<char32_t> close;
  char32_t open = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto [code, size] = text::code_point_at(text, at);
    const bool ends = close && (code == *close || (code == U'\n' && !goes_on(text, at, open)));
    if (ends) {
      if (at > begin) out.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)}});
      close.reset();
    } else if (!close && closing_of(code)) {
      close = closing_of(code);
      open = code;
      begin = at + size;
    }
    at += size;
  }
  return out;
}

}  // namespace tamga::source
