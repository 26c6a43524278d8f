#include "source/detail/scope.h"

#include <algorithm>

namespace tamga::source {

using parse::Upos;
using parse::WordId;

namespace {

std::optional<WordId> word_before(const parse::Forest& forest, WordId word) {
  const WordId first = forest.subtree_span(word).first;
  if (first == forest.sentence_of(word).first) return std::nullopt;
  return WordId{first.value - 1};
}

bool ends_sentence(const parse::Forest& forest, WordId word) {
  const parse::Sentence& sentence = forest.sentence_of(word);
  for (std::uint32_t i = forest.subtree_span(word).second.value + 1; i < sentence.first.value + sentence.count; ++i)
    if (forest.word(WordId{i}).upos != Upos::kPunct) return false;
  return true;
}

/// The top of the clauses around: the sentence's, or that of a part with a life of its own.
WordId top_clause(const parse::Forest& forest, WordId word) {
  while (!forest.is_root(word) && !forest.relation_is(word, "parataxis") && !forest.relation_is(word, "ccomp"))
    word = forest.head(word);
  return word;
}

/// "He said: we will build". A clause after anything else than a colon is another statement.
bool follows_colon(const parse::Forest& forest, WordId clause) {
  const WordId first = forest.subtree_span(clause).first;
  if (forest.form(first) == ":") return true;
  const auto before = word_before(forest, clause);
  return before && forest.form(*before) == ":";
}

bool is_content(const Syntax& syntax, WordId verb, WordId child) {
  const parse::Forest& forest = syntax.forest();
  if (forest.relation_is(child, "ccomp")) return true;
  if (forest.relation_is(child, "xcomp")) return forest.child(child, "nsubj") || forest.feature(child, "VerbForm") == "Fin";
  if (forest.relation_is(child, "parataxis")) return child < verb || follows_colon(forest, child);
  // A second "that" clause which the parser hung on the verb of saying itself.
  return forest.relation_is(child, "conj") && forest.child(child, "mark") && syntax.is_finite_clause(child);
}

bool stands_beside(const Syntax& syntax, WordId verb) {
  const parse::Forest& forest = syntax.forest();
  if (forest.is_root(verb)) return false;
  if (forest.relation_is(verb, "parataxis") || forest.relation_is(verb, "dep") || forest.relation_is(verb, "discourse"))
    return true;
  const bool subject = forest.child(verb, "nsubj").has_value();
  if (forest.relation_is(verb, "advcl")) return subject && forest.child(verb, "mark");
  // "X will build, the agency said": the parser may take the saying for what is said.
  return forest.relation_is(verb, "ccomp") && subject && !forest.child(verb, "mark") && is_set_off(syntax, verb) &&
         ends_sentence(forest, verb);
}

Cover previous_sentence(const Syntax& syntax, WordId verb, const Language::Tables& tables) {
  const parse::Forest& forest = syntax.forest();
  const auto children = forest.children(verb);
  const bool points_back = std::any_of(children.begin(), children.end(), [&](WordId child) {
    return syntax.is(child, tables.content_anaphora);
  });
  const auto sentence = forest.word(verb).sentence.value;
  return points_back && sentence > 0 ? syntax.sentence({sentence - 1}) : Cover{};
}

}  // namespace

bool is_set_off(const Syntax& syntax, WordId word) {
  const parse::Forest& forest = syntax.forest();
  const WordId first = forest.subtree_span(word).first;
  if (first < word && forest.word(first).upos == Upos::kPunct) return true;
  const auto before = word_before(forest, word);
  return !before || forest.word(*before).upos == Upos::kPunct;
}

Cover clause_beside(const Syntax& syntax, WordId word) {
  const parse::Forest& forest = syntax.forest();
  WordId clause = syntax.clause_above(word);
  if (is_set_off(syntax, word) && (ends_sentence(forest, word) || !word_before(forest, word)))
    clause = top_clause(forest, clause);
  return syntax.subtree(clause, word);
}

Cover content_of(const Syntax& syntax, WordId verb, const Language::Tables& tables) {
  const parse::Forest& forest = syntax.forest();
  const bool free = !syntax.is(verb, tables.only_with_clause);
  const bool judging = syntax.is(verb, tables.judging_verbs) && forest.child(verb, "obj") && forest.child(verb, "xcomp");
  if (judging) return syntax.subtree(verb);
  Cover cover;
  for (WordId child : forest.children(verb))
    if (is_content(syntax, verb, child) || (free && forest.relation_is(child, "obj")))
      cover = join(std::move(cover), syntax.subtree(child));
  if (cover.empty() && free && stands_beside(syntax, verb)) {
    WordId clause = forest.head(verb);
    if (ends_sentence(forest, verb)) clause = top_clause(forest, clause);
    cover = syntax.subtree(clause, verb);
  }
  if (!cover.empty()) return join(std::move(cover), {verb});
  return previous_sentence(syntax, verb, tables);
}

}  // namespace tamga::source
