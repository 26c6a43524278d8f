/// UTF-8 and Unicode: validation, code points, folding. The only place that knows the Unicode library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tamga::text {

/// Offset of the first byte that is not well-formed UTF-8 (RFC 3629) or is NUL.
std::optional<std::size_t> first_invalid_byte(std::string_view bytes);

/// The code point at `at` of well-formed UTF-8, and its length in bytes.
struct CodePoint {
  char32_t value;
  std::uint32_t size;
};
CodePoint code_point_at(std::string_view text, std::size_t at);

/// Appends a code point as UTF-8.
void append_utf8(std::string& out, char32_t code);

bool is_letter(char32_t code);
bool is_upper(char32_t code);
bool is_lower(char32_t code);
bool is_digit(char32_t code);
bool is_space(char32_t code);
bool is_punctuation(char32_t code);
/// Of a script whose words are not set apart by spaces: Thai, Lao, Burmese, Khmer, Kana, Han.
bool is_unspaced(char32_t code);
/// Unicode general category, e.g. "Lu", "Nd", "Po".
const char* category(char32_t code);

/// Case folding (Unicode C+F).
std::string fold_case(std::string_view text);
/// Lower case, code point by code point.
std::string lower(std::string_view text);
/// NFKD, combining marks dropped.
std::string strip_marks(std::string_view text);

/// Canonical decomposition without non-spacing marks, composed letters left apart: "é" -> "e".
std::string strip_accents(std::string_view text);

/// Key for looking names up: case folded, marks, apostrophes and punctuation dropped, white space and hyphens folded
/// to one space: "Kassym-Jomart  Tokayev’s" -> "kassym jomart tokayevs". Letters of every script stay.
std::string name_key(std::string_view text);

/// NFC with white space folded to single spaces and trimmed: what a report's id is the hash of.
std::string normalise_for_id(std::string_view text);

}  // namespace tamga::text
