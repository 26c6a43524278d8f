// The pieces of a text that figures are made of, and reading numbers from them.
#pragma once

#include <cctype>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/forest.h"
#include "quantity/detail/tables.h"
#include "text/document.h"

namespace tamga::quantity {

/// A word, or a part of one: "1.2-gigawatt" is "1.2", "-", "gigawatt".
struct Piece {
  std::string text;  ///< lower case
  std::uint32_t word = 0;
  bool capitals = false;  ///< written in capitals only
  bool joined = false;    ///< no space before it
};

struct Number {
  double value = 0;
  double scale = 1;     ///< 1e6 for "3 million"; part of the value
  bool figure = false;  ///< in digits
};

class Pieces {
 public:
  Pieces(const text::Document& document, const parse::Forest& forest, const Language::Tables& tables);

  std::uint32_t size() const { return static_cast<std::uint32_t>(pieces_.size()); }
  std::string_view text(std::uint32_t at) const { return at < size() ? std::string_view(pieces_[at].text) : std::string_view(); }
  std::uint32_t word(std::uint32_t at) const { return pieces_[at].word; }
  bool is(std::uint32_t at, const Words& words) const { return words.contains(text(at)); }
  bool is_capitals(std::uint32_t at) const { return at < size() && pieces_[at].capitals; }
  bool starts(std::uint32_t at, const Phrase& phrase) const;
  bool is_joined(std::uint32_t at) const { return at < size() && pieces_[at].joined; }
  bool is_hyphen(std::uint32_t at) const { return text(at) == "-" || text(at) == "–"; }
  /// "VVER-1000": a figure that is the end of a name.
  bool ends_name(std::uint32_t at) const {
    return at >= 2 && is_hyphen(at - 1) && is_joined(at) && is_joined(at - 1) && std::isalpha(static_cast<unsigned char>(text(at - 2).front())) != 0;
  }

  /// A number with its scale; moves `at` past it.
  std::optional<Number> number(std::uint32_t& at) const;
  /// The symbol of the longest phrase that stands here; moves `at` past it.
  std::optional<std::string> symbol(std::uint32_t& at, const Phrases& phrases) const;

 private:
  void cut(std::string_view word, std::uint32_t index, bool joined);
  std::optional<double> figure(std::uint32_t& at) const;
  std::optional<double> digits(std::string_view text) const;
  std::optional<double> spelled(std::uint32_t& at) const;
  std::optional<Number> fraction(std::uint32_t& at) const;
  bool is_unit(std::uint32_t at) const;

  const Language::Tables& tables_;
  std::vector<Piece> pieces_;
};

}  // namespace tamga::quantity
