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

/// The words of the sentence before this one, back to a semicolon: a statement of its own.
Cover statement_before(const Syntax& syntax, WordId word) {
  const parse::Forest& forest = syntax.forest();
  Cover cover;
  for (WordId at = forest.sentence_of(word).first; at < word; ++at.value) {
    if (forest.form(at) == ";") cover.clear();
    cover.push_back(at);
  }
  return cover;
}

/// Whether the rest of the sentence after the word has no clause with a subject of its own, but relative ones.
bool no_clause_after(const parse::Forest& forest, WordId word) {
  const parse::Sentence& sentence = forest.sentence_of(word);
  for (WordId at{word.value + 1}; at.value < sentence.first.value + sentence.count; ++at.value)
    if (forest.relation_is(at, "nsubj") && !forest.relation_is(forest.head(at), "acl")) return false;
  return true;
}

/// ", the news agency Trend reported last week": a comma, a subject and a verb of speech with nothing to say of its own
/// at the end of a sentence, however the parser joins them to the rest. Gives the first word of the subject.
std::optional<WordId> inquit(const Syntax& syntax, WordId verb) {
  const parse::Forest& forest = syntax.forest();
  const auto subject = syntax.subject_of(verb);
  if (!subject || *subject > verb || forest.child(verb, "mark")) return std::nullopt;
  if (forest.is_root(verb) || forest.head(verb) > verb) return std::nullopt;
  WordId first = *subject;
  while (first > forest.sentence_of(verb).first && forest.word({first.value - 1}).upos != Upos::kPunct) --first.value;
  if (first == forest.sentence_of(verb).first) return std::nullopt;
  for (WordId at = first; at < verb; ++at.value)
    if (at != verb && (syntax.is_verb(at) || forest.word(at).upos == Upos::kSconj ||
                       forest.feature(at, "PronType").find("Rel") != std::string_view::npos ||
                       forest.word(at).upos == Upos::kCconj))
      return std::nullopt;
  return no_clause_after(forest, verb) ? std::optional(first) : std::nullopt;
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

/// ", he said," and "as the agency said": what is not the verb's is what it says.
bool stands_beside(const Syntax& syntax, WordId verb, const Language::Tables& tables) {
  const parse::Forest& forest = syntax.forest();
  if (forest.is_root(verb)) return false;
  if (forest.relation_is(verb, "parataxis") || forest.relation_is(verb, "dep") || forest.relation_is(verb, "discourse"))
    return true;
  // "as Moscow had proposed" compares; it tells nobody's word.
  if (syntax.is(verb, tables.only_with_clause) && !syntax.is(verb, tables.addressee_verbs)) return false;
  const auto mark = forest.child(verb, "mark");
  return forest.relation_is(verb, "advcl") && forest.child(verb, "nsubj") && mark && syntax.is(*mark, tables.manner_marks);
}

Cover beside(const Syntax& syntax, WordId verb, const Language::Tables& tables) {
  if (const auto first = inquit(syntax, verb)) return statement_before(syntax, *first);
  if (!stands_beside(syntax, verb, tables)) return {};
  return syntax.subtree(syntax.forest().head(verb), verb);
}

/// Relative clauses set off by a comma are the author's own asides: "a country that has built a dam".
Cover without_asides(const Syntax& syntax, WordId clause) {
  const parse::Forest& forest = syntax.forest();
  Cover asides;
  const Cover all = syntax.subtree(clause);
  for (WordId word : all) {
    const bool relative = forest.relation_is(word, "acl:relcl");
    if (!relative || word == clause) continue;
    const bool apart = is_set_off(syntax, word) ||
                       (forest.relation_is(forest.head(word), "appos") && is_set_off(syntax, forest.head(word)));
    if (apart) asides = join(std::move(asides), syntax.subtree(word));
  }
  Cover out;
  std::set_difference(all.begin(), all.end(), asides.begin(), asides.end(), std::back_inserter(out));
  return out;
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
  const WordId first = forest.subtree_span(word).first;
  if (!word_before(forest, word)) return syntax.sentence(forest.word(word).sentence);
  // "Tashkent, according to two officials, has put on hold": set off within the clause, before its verb
  const WordId clause = syntax.clause_above(word);
  const auto subject = syntax.subject_of(clause);
  if (subject && *subject < first && word < clause) return syntax.subtree(clause, word);
  if (is_set_off(syntax, word) && no_clause_after(forest, first)) return statement_before(syntax, first);
  return syntax.subtree(syntax.clause_above(word), word);
}

Cover content_of(const Syntax& syntax, WordId verb, const Language::Tables& tables) {
  const parse::Forest& forest = syntax.forest();
  if (syntax.is(verb, tables.judging_verbs) && forest.child(verb, "obj") && forest.child(verb, "xcomp"))
    return syntax.subtree(verb);
  const bool addressee = syntax.is(verb, tables.addressee_verbs);
  const bool free = !syntax.is(verb, tables.only_with_clause) && !addressee;
  Cover cover;
  for (WordId child : forest.children(verb))
    if (is_content(syntax, verb, child) || (free && forest.relation_is(child, "obj")))
      cover = join(std::move(cover), without_asides(syntax, child));
  if (cover.empty() && (addressee || !forest.child(verb, "obj"))) cover = beside(syntax, verb, tables);
  if (!cover.empty()) return join(std::move(cover), {verb});
  return previous_sentence(syntax, verb, tables);
}

}  // namespace tamga::source
