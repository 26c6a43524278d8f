#include "text/utf8.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace tamga::text {
namespace {

utf8proc_category_t category_of(char32_t code) { return utf8proc_category(static_cast<utf8proc_int32_t>(code)); }

std::string mapped(std::string_view text, int options) {
  utf8proc_uint8_t* out = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &out,
                                   static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
  if (length < 0) return std::string(text);
  return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(length)};
}

bool is_apostrophe(char32_t code) {
  return code == U'\'' || code == U'’' || code == U'‘' || code == U'ʻ' || code == U'ʼ' || code == U'`' ||
         code == U'´';
}

}  // namespace

std::optional<std::size_t> first_invalid_byte(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte == 0) return at;
    if (byte < 0x80) {
      ++at;
      continue;
    }
    utf8proc_int32_t code = 0;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()) + at,
                                       static_cast<utf8proc_ssize_t>(bytes.size() - at), &code);
    if (size <= 0) return at;
    at += static_cast<std::size_t>(size);
  }
  return std::nullopt;
}

CodePoint code_point_at(std::string_view text, std::size_t at) {
  utf8proc_int32_t code = 0;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                     static_cast<utf8proc_ssize_t>(text.size() - at), &code);
  if (size <= 0) return {U'\uFFFD', 1};
  return {static_cast<char32_t>(code), static_cast<std::uint32_t>(size)};
}

void append_utf8(std::string& out, char32_t code) {
  utf8proc_uint8_t bytes[4];
  const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

bool is_letter(char32_t code) {
  const auto kind = category_of(code);
  return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO;
}
bool is_upper(char32_t code) {
  const auto kind = category_of(code);
  return kind == UTF8PROC_CATEGORY_LU || kind == UTF8PROC_CATEGORY_LT;
}
bool is_lower(char32_t code) { return category_of(code) == UTF8PROC_CATEGORY_LL; }
bool is_digit(char32_t code) { return category_of(code) == UTF8PROC_CATEGORY_ND; }
bool is_space(char32_t code) {
  return category_of(code) == UTF8PROC_CATEGORY_ZS || (code >= 9 && code <= 13) || code == 0x85 ||
         code == 0x2028 || code == 0x2029;
}
bool is_punctuation(char32_t code) {
  const auto kind = category_of(code);
  return kind >= UTF8PROC_CATEGORY_PC && kind <= UTF8PROC_CATEGORY_PO;
}

bool is_unspaced(char32_t code) {
  return (code >= 0x0e00 && code <= 0x0eff) || (code >= 0x1000 && code <= 0x109f) ||
         (code >= 0x1780 && code <= 0x17ff) || (code >= 0x3040 && code <= 0x30ff) ||
         (code >= 0x3400 && code <= 0x9fff) || (code >= 0x20000 && code <= 0x3ffff);
}
const char* category(char32_t code) { return utf8proc_category_string(static_cast<utf8proc_int32_t>(code)); }

std::string fold_case(std::string_view text) { return mapped(text, UTF8PROC_CASEFOLD | UTF8PROC_STABLE); }

std::string lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint code = code_point_at(text, at);
    append_utf8(out, static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(code.value))));
    at += code.size;
  }
  return out;
}

std::string strip_marks(std::string_view text) {
  return mapped(text, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK | UTF8PROC_STABLE);
}

std::string strip_accents(std::string_view text) {
  const std::string decomposed = mapped(text, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE);
  std::string out;
  for (std::size_t at = 0; at < decomposed.size();) {
    const CodePoint code = code_point_at(decomposed, at);
    if (category_of(code.value) != UTF8PROC_CATEGORY_MN) out.append(decomposed, at, code.size);
    at += code.size;
  }
  return out;
}

std::string name_key(std::string_view text) {
  const std::string folded = mapped(
      text, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD | UTF8PROC_STABLE);
  std::string out;
  out.reserve(folded.size());
  for (std::size_t at = 0; at < folded.size();) {
    const CodePoint code = code_point_at(folded, at);
    const std::string_view bytes = std::string_view(folded).substr(at, code.size);
    at += code.size;
    if (is_apostrophe(code.value)) continue;
    if (is_letter(code.value) || category_of(code.value) == UTF8PROC_CATEGORY_ND || code.value == U'+')
      out += bytes;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string normalise_for_id(std::string_view text) {
  const std::string composed = mapped(text, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
  std::string out;
  out.reserve(composed.size());
  for (std::size_t at = 0; at < composed.size();) {
    const CodePoint code = code_point_at(composed, at);
    if (!is_space(code.value))
      out.append(composed, at, code.size);
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
    at += code.size;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace tamga::text
