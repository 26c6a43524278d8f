#include "parse/detail/lemma_table.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "text/utf8.h"

namespace tamga::parse {
namespace {

std::string key_of(Upos upos, std::string_view word) {
  std::string key(name_of(upos));
  key += '\t';
  key += word;
  return key;
}

}  // namespace

Result<LemmaTable> LemmaTable::load(std::string_view rows) {
  constexpr std::size_t kMost = std::numeric_limits<std::uint16_t>::max();
  LemmaTable table;
  table.text_ = rows;
  std::size_t begin = 0;
  for (std::size_t line = 1; begin < rows.size(); ++line) {
    const std::string_view row = rows.substr(begin, rows.find('\n', begin) - begin);
    const std::size_t first = row.find('\t'), second = row.rfind('\t');
    if (first == std::string_view::npos || first == second || !upos_of(row.substr(0, first)) || second + 1 == row.size() ||
        row.size() > kMost)
      return Error{ErrorCode::kBadData, "no lemma table: line " + std::to_string(line), {}, {}};
    table.rows_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint16_t>(second),
                           static_cast<std::uint16_t>(row.size() - second - 1)});
    begin += row.size() + 1;
  }
  const auto by_key = [&](const Row& a, const Row& b) { return table.key_of(a) < table.key_of(b); };
  if (!std::is_sorted(table.rows_.begin(), table.rows_.end(), by_key))
    std::stable_sort(table.rows_.begin(), table.rows_.end(), by_key);
  const auto lemma = [&](std::uint32_t row) {
    const std::string_view key = table.key_of(table.rows_[row]);
    return std::pair(key.substr(0, key.find('\t')), table.lemma_of(table.rows_[row]));
  };
  for (std::uint32_t row = 0; row < table.rows_.size(); ++row)
    if (table.lemmas_.empty() || lemma(table.lemmas_.back()) != lemma(row)) table.lemmas_.push_back(row);
  std::sort(table.lemmas_.begin(), table.lemmas_.end(), [&](std::uint32_t a, std::uint32_t b) { return lemma(a) < lemma(b); });
  return table;
}

std::span<const LemmaTable::Row> LemmaTable::rows_of(std::string_view key) const {
  const auto first = std::lower_bound(rows_.begin(), rows_.end(), key,
                                      [&](const Row& row, std::string_view wanted) { return key_of(row) < wanted; });
  auto last = first;
  while (last != rows_.end() && key_of(*last) == key) ++last;
  return {first, last};
}

bool LemmaTable::is_lemma(Upos upos, std::string_view word) const {
  const std::pair wanted(std::string_view(name_of(upos)), word);
  const auto of = [&](std::uint32_t row) {
    const std::string_view key = key_of(rows_[row]);
    return std::pair(key.substr(0, key.find('\t')), lemma_of(rows_[row]));
  };
  const auto found = std::lower_bound(lemmas_.begin(), lemmas_.end(), wanted, [&](std::uint32_t row, const auto& w) { return of(row) < w; });
  return found != lemmas_.end() && of(*found) == wanted;
}

std::string LemmaTable::choose(Upos upos, std::string_view form, const std::vector<std::string>& guesses) const {
  CHECK(!guesses.empty());
  const std::string lower = text::lower(form);
  if (const auto known = rows_of(tamga::parse::key_of(upos, lower)); !known.empty()) {
    const bool name_part = upos == Upos::kAdj && guesses.front() == form && lower == lemma_of(known.front());
    if (name_part) return guesses.front();
    for (const std::string& guess : guesses)
      if (std::any_of(known.begin(), known.end(), [&](const Row& row) { return lemma_of(row) == guess; })) return guess;
    return std::string(lemma_of(known.front()));
  }
  for (const std::string& guess : guesses)  // what is left of an abbreviation ("MW" as "m") is a word by accident
    if (guess.size() >= 3 && is_lemma(upos, guess)) return guess;
  std::string noun;
  for (const std::string& guess : guesses)
    if (upos == Upos::kVerb && guess.size() > std::max<std::size_t>(noun.size(), 2) && is_lemma(Upos::kNoun, guess)) noun = guess;
  return noun.empty() ? guesses.front() : noun;
}

}  // namespace tamga::parse
