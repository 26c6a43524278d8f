#include "parse/detail/lemma_table.h"

#include <algorithm>

#include "text/utf8.h"

namespace tamga::parse {
namespace {

std::string key_of(Upos upos, std::string_view word) { return std::string(name_of(upos)) + '\t' + std::string(word); }

}  // namespace

Result<LemmaTable> LemmaTable::load(std::string_view rows) {
  LemmaTable table;
  for (std::size_t line = 1; !rows.empty(); ++line) {
    const std::string_view row = rows.substr(0, rows.find('\n'));
    rows.remove_prefix(std::min(rows.size(), row.size() + 1));
    const std::size_t first = row.find('\t'), second = row.rfind('\t');
    if (first == std::string_view::npos || first == second || !upos_of(row.substr(0, first)) || second + 1 == row.size())
      return Error{ErrorCode::kBadData, "no lemma table: line " + std::to_string(line), {}, {}};
    const std::string_view lemma = row.substr(second + 1);
    table.by_form_[std::string(row.substr(0, second))].emplace_back(lemma);
    table.known_.insert(std::string(row.substr(0, first)) + '\t' + std::string(lemma));
  }
  return table;
}

std::string LemmaTable::choose(Upos upos, std::string_view form, const std::vector<std::string>& guesses) const {
  CHECK(!guesses.empty());
  if (const auto found = by_form_.find(key_of(upos, text::lower(form))); found != by_form_.end()) {
    const auto& lemmas = found->second;
    const bool name_part = upos == Upos::kAdj && guesses.front() == form && text::lower(form) == lemmas.front();
    if (name_part) return guesses.front();
    for (const std::string& guess : guesses)
      if (std::find(lemmas.begin(), lemmas.end(), guess) != lemmas.end()) return guess;
    return lemmas.front();
  }
  for (const std::string& guess : guesses)  // what is left of an abbreviation ("MW" as "m") is a word by accident
    if (guess.size() >= 3 && known_.contains(key_of(upos, guess))) return guess;
  std::string noun;
  for (const std::string& guess : guesses)
    if (upos == Upos::kVerb && guess.size() > std::max<std::size_t>(noun.size(), 2) && known_.contains(key_of(Upos::kNoun, guess)))
      noun = guess;
  return noun.empty() ? guesses.front() : noun;
}

}  // namespace tamga::parse
