/// Dates of a text as EDTF level 1 (ISO 8601-2:2019), each with its words, basis and anchor.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "parse/forest.h"
#include "text/document.h"

namespace tamga::when {

/// How the value was got.
enum class Basis : std::uint8_t {
  kText,       ///< the words give it whole, or whole but for a year that the report's date gives
  kComputed,   ///< counted from an anchor: "three days after", "yesterday"
  kContext,    ///< taken over from another sentence
  kPublished,  ///< the report's own date
};
std::string_view name_of(Basis basis);

/// What tells no day but where it lies, seen from the report's date: "now", "recently", "in the near future".
enum class Vague : std::uint8_t { kNone, kPresent, kPast, kFuture };

struct DateMention {
  parse::WordId first, last;  ///< the words that name the time, without their preposition
  parse::WordId head;         ///< the word the expression hangs on in the tree
  text::ByteRange range;
  std::string edtf;
  Basis basis = Basis::kText;
  std::string anchor;  ///< EDTF of the date counted from; empty when none
  /// Index in the table of the date counted from ("three days after" -> "March 20").
  std::optional<std::size_t> anchor_mention;
  bool duration = false;   ///< "over 18 months": no date, `edtf` empty
  bool recurring = false;  ///< "annually": no date, `edtf` empty
  /// No date either, `edtf` empty: nothing can be dated by it.
  Vague vague = Vague::kNone;
  /// What a vague time covers: "2025-08-11~", "../2025-08-11", "2025-08-11/.."; empty for others.
  std::string covers;
};

struct DateTable {
  std::vector<DateMention> dates;  ///< in text order
  std::string published;           ///< EDTF of the report, empty when not known
};

}  // namespace tamga::when
