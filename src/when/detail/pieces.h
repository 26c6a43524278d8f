/// The words of a document as dates are read from them: lower case, cut at hyphens ("mid-November",
/// "third-quarter"), without the full stop of an abbreviated month.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/forest.h"
#include "text/document.h"
#include "when/detail/tables.h"

namespace tamga::when {

class Pieces {
 public:
  Pieces(const text::Document& document, const parse::Forest& forest, const Language::Tables& tables);

  std::uint32_t size() const { return static_cast<std::uint32_t>(pieces_.size()); }
  /// Empty behind the end.
  std::string_view form(std::uint32_t i) const {
    return i < size() ? std::string_view(pieces_[i].form) : std::string_view();
  }
  bool is(std::uint32_t i, const Words& words) const { return words.contains(form(i)); }
  parse::WordId word(std::uint32_t i) const { return pieces_[i].word; }
  bool same_sentence(std::uint32_t a, std::uint32_t b) const {
    return forest_.word(word(a)).sentence == forest_.word(word(b)).sentence;
  }
  bool capital(std::uint32_t i) const;
  bool is_dash(std::uint32_t i) const { return form(i) == "-" || form(i) == "–"; }
  bool is_year_alone(std::uint32_t i) const;  ///< "2,400 megawatts" is none: a year counts nothing

  /// Up to four digits.
  std::optional<int> figure(std::uint32_t i) const;
  struct Year {
    int value;
    std::uint32_t last;  ///< piece
  };
  /// "1996", "'96", "nineteen ninety-six".
  std::optional<Year> year(std::uint32_t i) const;
  /// "20", "20th".
  std::optional<unsigned> day_number(std::uint32_t i) const;
  /// A figure with an ordinal ending, or a word like "first".
  std::optional<int> ordinal(std::uint32_t i) const;
  std::optional<unsigned> month(std::uint32_t i) const;
  std::optional<unsigned> season(std::uint32_t i) const;
  /// A figure or a number word.
  std::optional<unsigned> count(std::uint32_t i) const;
  /// Empty for what is none.
  std::string_view unit(std::uint32_t i) const;
  /// Whether the words stand here, one after the other.
  bool stand(std::uint32_t i, const std::vector<std::string>& words) const;

  /// "the start of", "late": a word of the class that is no verb ("it will start in 2027").
  bool tells(std::uint32_t i, const Words& words) const { return is(i, words) && !is_verb(i); }
  bool is_verb(std::uint32_t i) const;
  /// Whether the clause around tells of what is to come.
  bool future(std::uint32_t i) const;
  bool scheduled(std::uint32_t i) const;
  /// Whether the clause around tells of what has been.
  bool past(std::uint32_t i) const;
  /// Whether the words before say that a time follows.
  bool after_time_word(std::uint32_t i) const;

  const text::Document& document() const { return document_; }
  const parse::Forest& forest() const { return forest_; }
  const Language::Tables& tables() const { return t_; }

 private:
  struct Piece {
    std::string form;
    parse::WordId word;
    std::uint32_t begin;  ///< byte in the document
  };
  void add(parse::WordId word);
  bool tells_part(std::string_view form) const;
  bool ends_abbreviation(parse::WordId word) const;
  std::optional<Year> spelled_year(std::uint32_t i) const;
  bool is_past(parse::WordId word) const;
  bool has_future_beside(parse::WordId word) const;
  bool told_as_past(parse::WordId word) const;

  const text::Document& document_;
  const parse::Forest& forest_;
  const Language::Tables& t_;
  std::vector<Piece> pieces_;
};

}  // namespace tamga::when
