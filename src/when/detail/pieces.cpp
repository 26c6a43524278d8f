#include "when/detail/pieces.h"

#include <algorithm>

#include "text/utf8.h"

namespace tamga::when {

using parse::Upos;
using parse::WordId;

namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr int kSteps = 12;  // how far up the tree a clause is looked for

bool digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of(kDigits) == std::string_view::npos;
}

int number(std::string_view text) {
  int value = 0;
  for (char c : text) value = value * 10 + (c - '0');
  return value;
}

bool is_digit(char c) { return kDigits.find(c) != std::string_view::npos; }

}  // namespace

Pieces::Pieces(const text::Document& document, const parse::Forest& forest, const Language::Tables& tables)
    : document_(document), forest_(forest), t_(tables) {
  pieces_.reserve(forest.words().size());
  for (std::uint32_t i = 0; i < forest.words().size(); ++i) add(WordId{i});
}

/// Hyphens between words say nothing; between figures they are "to" and stay.
void Pieces::add(WordId word) {
  const std::string form = text::lower(document_.words(forest_.word(word).range));
  const std::uint32_t begin = forest_.word(word).range.begin;
  if (ends_abbreviation(word)) return;
  if (form == "-" && word.value > 0 && word.value + 1 < forest_.words().size()) {
    const auto& before = forest_.word(WordId{word.value - 1});
    const auto& after = forest_.word(WordId{word.value + 1});
    const bool glued = before.range.end == begin && begin + 1 == after.range.begin;
    const bool figures = is_digit(document_.text()[begin - 1]) || is_digit(document_.text()[begin + 1]);
    if (glued && !pieces_.empty() &&
        (figures ? tells_part(pieces_.back().form) : !t_.months.contains(pieces_.back().form)))
      return;
  }
  std::size_t from = 0;
  for (std::size_t at = 1; at + 1 < form.size(); ++at) {
    if (form[at] != '-' || (is_digit(form[at + 1]) && !tells_part(form.substr(from, at - from)))) continue;
    pieces_.push_back({form.substr(from, at - from), word, begin + static_cast<std::uint32_t>(from)});
    from = at + 1;
  }
  pieces_.push_back({form.substr(from), word, begin + static_cast<std::uint32_t>(from)});
}

bool Pieces::is_verb(std::uint32_t i) const { return i < size() && forest_.word(word(i)).upos == Upos::kVerb; }

bool Pieces::tells_part(std::string_view form) const {
  return t_.early.contains(form) || t_.mid.contains(form) || t_.late.contains(form);
}

bool Pieces::ends_abbreviation(WordId word) const {
  if (pieces_.empty() || forest_.word(word).upos != Upos::kPunct || forest_.form(word) != ".") return false;
  const Piece& before = pieces_.back();
  const bool touching = forest_.word(before.word).range.end == forest_.word(word).range.begin;
  return touching && t_.month_abbreviations.contains(before.form) &&
         forest_.word(before.word).sentence == forest_.word(word).sentence;
}

bool Pieces::capital(std::uint32_t i) const {
  return i < size() && text::is_upper(text::code_point_at(document_.text(), pieces_[i].begin).value);
}

std::optional<int> Pieces::figure(std::uint32_t i) const {
  const std::string_view f = form(i);
  return digits(f) && f.size() <= 4 ? std::optional(number(f)) : std::nullopt;
}

std::optional<Pieces::Year> Pieces::year(std::uint32_t i) const {
  std::string_view f = form(i);
  if (const auto value = figure(i); value && f.size() == 4 && *value >= 1800 && *value <= 2199)
    return Year{*value, i};
  return spelled_year(i);
}

/// "nineteen ninety-six", "twenty ten": a century and the years in it.
std::optional<Pieces::Year> Pieces::spelled_year(std::uint32_t i) const {
  const auto named = [&](std::uint32_t at) {
    const auto found = t_.numbers.find(form(at));
    return found == t_.numbers.end() ? 0U : found->second;
  };
  const unsigned century = named(i), tens = named(i + 1);
  if (century == 2 && is(i + 1, t_.thousand) && i > 0 && unit(i - 1) == "year") return Year{2000, i + 1};
  if (century < 18 || century > 20 || tens < 10) return std::nullopt;
  const unsigned ones = tens >= 20 ? named(i + 2) : 0;
  const bool both = ones >= 1 && ones <= 9;
  return Year{static_cast<int>(century * 100 + tens + (both ? ones : 0)), i + (both ? 2 : 1)};
}

std::optional<unsigned> Pieces::day_number(std::uint32_t i) const {
  std::string_view f = form(i);
  if (f.size() > 1 && f.ends_with("."))
    f.remove_suffix(1);  // the sentence's full stop, left on its last figure
  for (const std::string& ending : t_.ordinal_endings) {
    if (f.ends_with(ending) && f.size() > ending.size()) f.remove_suffix(ending.size());
  }
  if (!digits(f) || f.size() > 2) return std::nullopt;
  const auto value = static_cast<unsigned>(number(f));
  return value >= 1 && value <= 31 ? std::optional(value) : std::nullopt;
}

std::optional<int> Pieces::ordinal(std::uint32_t i) const {
  const auto found = t_.ordinals.find(form(i));
  if (found != t_.ordinals.end()) return found->second;
  const auto value = day_number(i);
  return value && !digits(form(i)) ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

std::optional<unsigned> Pieces::month(std::uint32_t i) const {
  std::string_view f = form(i);
  if (f.size() > 1 && f.ends_with(".")) f.remove_suffix(1);
  const auto found = t_.months.find(f);
  if (found == t_.months.end() || !capital(i)) return std::nullopt;
  return found->second;
}

std::optional<unsigned> Pieces::season(std::uint32_t i) const {
  const auto found = t_.seasons.find(form(i));
  return found == t_.seasons.end() ? std::nullopt : std::optional(found->second);
}

std::optional<unsigned> Pieces::count(std::uint32_t i) const {
  if (const auto value = figure(i)) return static_cast<unsigned>(*value);
  const auto found = t_.numbers.find(form(i));
  return found == t_.numbers.end() ? std::nullopt : std::optional(found->second);
}

std::string_view Pieces::unit(std::uint32_t i) const {
  const auto found = t_.units.find(form(i));
  return found == t_.units.end() ? std::string_view() : std::string_view(found->second);
}

bool Pieces::stand(std::uint32_t i, const std::vector<std::string>& words) const {
  for (std::uint32_t j = 0; j < words.size(); ++j) {
    if (form(i + j) != words[j]) return false;
  }
  return !words.empty() && same_sentence(i, i + static_cast<std::uint32_t>(words.size()) - 1);
}

bool Pieces::is_year_alone(std::uint32_t i) const {
  const WordId w = word(i), next{w.value + 1};
  if (!forest_.relation_is(w, "nummod") || forest_.head(w) != next || forest_.word(next).upos != Upos::kNoun)
    return true;
  const auto value = figure(i);
  return value && *value >= 1990 && *value <= 2060 && forest_.feature(next, "Number") != "Plur";
}

/// "an agreement signed in December", "it was signed": done, whatever the clause above says of the future.
bool Pieces::is_past(WordId w) const {
  if (forest_.feature(w, "Tense") != "Past") return false;
  if (forest_.feature(w, "VerbForm") == "Fin") return !forest_.child(w, "aux");
  const bool participle = forest_.feature(w, "VerbForm") == "Part" && forest_.relation_is(w, "advcl");
  return (participle || forest_.relation_is(w, "acl")) && !forest_.child(w, "aux");
}

/// "said on Monday that it will sign": what clauses below a verb say of the future does not date the verb.
bool Pieces::has_future_beside(WordId w) const {
  const auto& children = forest_.children(w);
  return std::any_of(children.begin(), children.end(), [&](WordId child) {
    const std::string_view relation = forest_.plain_relation(child);
    const bool clause = relation == "ccomp" || relation == "xcomp" || relation == "advcl" || relation == "parataxis" ||
                        relation == "conj" || relation == "acl" || relation == "csubj";
    const bool noun = forest_.word(child).upos == Upos::kNoun && is_past(w);  // "protested on Monday against the plan"
    return !clause && !noun && t_.future.contains(text::lower(forest_.form(child)));
  });
}

bool Pieces::future(std::uint32_t i) const {
  WordId w = word(i);
  for (int steps = 0; steps < kSteps; ++steps) {
    if (has_future_beside(w)) return true;
    const bool future = t_.future.contains(text::lower(forest_.form(w)));
    if (future && forest_.relation_is(w, "acl")) return true;  // "a meeting planned for Monday"
    if (is_past(w)) return false;
    if (future || forest_.is_root(w)) return future;
    w = forest_.head(w);
  }
  return false;
}

/// A verb or its auxiliaries in a past form: "signed", "was signed", "has been signed".
bool Pieces::told_as_past(WordId w) const {
  if (is_past(w)) return true;
  for (WordId child : forest_.children(w)) {
    const std::string_view relation = forest_.plain_relation(child);
    if ((relation == "aux" || relation == "cop") && forest_.feature(child, "Tense") == "Past") return true;
    if (forest_.relation(child) == "aux" && forest_.feature(w, "Tense") == "Past") return true;
  }
  return false;
}

bool Pieces::past(std::uint32_t i) const {
  WordId w = word(i);
  for (int steps = 0; steps < kSteps; ++steps) {
    if (told_as_past(w)) return true;
    if (forest_.word(w).upos == Upos::kVerb || forest_.is_root(w)) return false;
    w = forest_.head(w);
  }
  return false;
}

/// "Begins a tour on Monday", "is visiting on Monday": the present tense with a day to come.
bool Pieces::scheduled(std::uint32_t i) const {
  WordId w = word(i);
  for (int steps = 0; steps < kSteps && forest_.word(w).upos != Upos::kVerb; ++steps) {
    if (forest_.is_root(w)) return false;
    w = forest_.head(w);
  }
  const auto present = [&](WordId at) { return forest_.feature(at, "VerbForm") == "Fin" && forest_.feature(at, "Tense") == "Pres"; };
  if (present(w)) return !told_as_past(w);
  const auto auxiliary = forest_.child(w, "aux");
  return auxiliary && present(*auxiliary) && forest_.feature(w, "Tense") == "Pres";
}

bool Pieces::after_time_word(std::uint32_t i) const {
  return i > 0 && (is(i - 1, t_.of) || is(i - 1, t_.until) || is(i - 1, t_.since) || is(i - 1, t_.after) ||
                   is(i - 1, t_.to) || is(i - 1, t_.between));
}

}  // namespace tamga::when
