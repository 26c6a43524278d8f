// Questions about a parsed text that all of this module asks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parse/forest.h"
#include "source/detail/tables.h"

namespace tamga::source {

/// Words of the forest, sorted.
using Cover = std::vector<parse::WordId>;

/// The forest, read with the words of a language.
class Syntax {
 public:
  explicit Syntax(const parse::Forest& forest) : forest_(forest) {}

  const parse::Forest& forest() const { return forest_; }
  std::string lemma(parse::WordId word) const;
  /// Whether the word, by lemma or form, is one of these. A verb may miss them by its lemma's last letter: lemmas of
  /// verbs the parser never saw ("voic", "reveale") are wrong there and nowhere else.
  bool is(parse::WordId word, const Words& words) const;
  bool is_negated(parse::WordId word) const;
  bool is_passive(parse::WordId verb) const;
  /// A clause with a subject or an auxiliary of its own, not a bare infinitive.
  bool is_finite_clause(parse::WordId head) const;
  bool is_noun(parse::WordId word) const;
  bool is_verb(parse::WordId word) const { return forest_.word(word).upos == parse::Upos::kVerb; }

  std::optional<parse::WordId> agent_of(parse::WordId verb) const { return forest_.child(verb, "obl:agent"); }
  /// The subject of a verb, shared over coordination and with the clause it is the adjunct of. Of several the nearest
  /// before the verb, for the parser may split "the news agency Trend" in two or give the verb the subject of another;
  /// without any, one that stands before the verb and hangs on the verb's content.
  std::optional<parse::WordId> subject_of(parse::WordId verb) const;
  /// A relative pronoun stands for the noun its clause hangs on, or, where another verb lies between the two, for the
  /// noun before it; other words for themselves.
  parse::WordId antecedent(parse::WordId word) const;
  /// The adposition of a noun with its fixed parts: "according to"; empty for none.
  std::string preposition(parse::WordId noun) const;
  /// The verb or adjective whose clause the word stands in; the root where there is none.
  parse::WordId clause_above(parse::WordId word) const;

  /// All words below `top` and itself, but not what is below `without`.
  Cover subtree(parse::WordId top, std::optional<parse::WordId> without = std::nullopt) const;
  Cover sentence(parse::SentenceId sentence) const;
  Cover words_in(text::ByteRange range) const;

 private:
  std::optional<parse::WordId> own_subject(parse::WordId verb) const;
  std::optional<parse::WordId> strayed_subject(parse::WordId verb) const;
  std::optional<parse::WordId> name_before(parse::WordId verb) const;
  std::optional<parse::WordId> name_at(parse::WordId word) const;
  parse::WordId relative_head(parse::WordId clause, parse::WordId pronoun) const;

  const parse::Forest& forest_;
};

/// Both covers in one.
Cover join(Cover a, const Cover& b);
bool covers(const Cover& cover, parse::WordId word);

}  // namespace tamga::source
