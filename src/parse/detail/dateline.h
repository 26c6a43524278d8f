// Where a report says of itself where and when it was written: "ASTANA, June 14 (Agency) - Kazakhstan has ...".
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace tamga::parse {

/// `words` begin a paragraph. How many of them are a dateline with its dash; 0 where there is none. A dateline is short,
/// begins with a place in capitals or ends with an agency in brackets, and what follows the dash begins like a sentence.
std::size_t dateline_at(std::span<const std::string_view> words);

/// How many letters, where all are capitals; else 0.
std::size_t capitals(std::string_view word);

}  // namespace tamga::parse
