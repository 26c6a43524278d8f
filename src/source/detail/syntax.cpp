#include "source/detail/syntax.h"

#include <algorithm>

#include "text/utf8.h"

namespace tamga::source {

using parse::Upos;
using parse::WordId;

namespace {

/// Shorter lemmas are too alike: "not" and "note".
constexpr std::size_t kShortestLoose = 4;

bool contains_but_last_letter(const Words& words, std::string_view lemma) {
  if (lemma.size() < kShortestLoose) return false;
  if (words.contains(lemma.substr(0, lemma.size() - 1))) return true;
  const auto next = words.lower_bound(lemma);
  return next != words.end() && next->size() == lemma.size() + 1 && next->starts_with(lemma);
}

}  // namespace

std::string Syntax::lemma(WordId word) const { return text::lower(forest_.lemma(word)); }

bool Syntax::is(WordId word, const Words& words) const {
  const std::string own = lemma(word);
  return words.contains(own) || words.contains(forest_.form(word)) ||
         (is_verb(word) && contains_but_last_letter(words, own));
}

bool Syntax::is_negated(WordId word) const {
  const auto children = forest_.children(word);
  return std::any_of(children.begin(), children.end(), [&](WordId child) {
    if (forest_.feature(child, "Polarity") == "Neg") return true;
    if (!forest_.relation_is(child, "nsubj")) return false;
    const auto determiner = forest_.child(child, "det");  // "nobody said", "no official said", "neither side said"
    return forest_.feature(child, "PronType") == "Neg" || (determiner && forest_.feature(*determiner, "PronType") == "Neg");
  });
}

bool Syntax::is_passive(WordId verb) const {
  return forest_.child(verb, "nsubj:pass") || forest_.child(verb, "aux:pass");
}

bool Syntax::is_finite_clause(WordId head) const {
  return forest_.child(head, "nsubj") || forest_.child(head, "csubj") || forest_.child(head, "expl") ||
         forest_.child(head, "aux") || forest_.feature(head, "VerbForm") == "Fin";
}

bool Syntax::is_noun(WordId word) const {
  const Upos upos = forest_.word(word).upos;
  return upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kPron;
}

std::optional<WordId> Syntax::own_subject(WordId verb) const {
  std::optional<WordId> nearest;
  for (WordId child : forest_.children(verb)) {
    if (!forest_.relation_is(child, "nsubj")) continue;
    if (child < verb || !nearest) nearest = child;
  }
  return nearest;
}

std::optional<WordId> Syntax::strayed_subject(WordId verb) const {
  for (WordId clause : forest_.children(verb)) {
    if (!forest_.relation_is(clause, "ccomp") || clause < verb) continue;
    const auto subject = forest_.child(clause, "nsubj");
    if (subject && *subject < verb && own_subject(clause) != subject) return subject;
  }
  return name_before(verb);
}

/// ", his press secretary, Sherzod Asadov, tells reporters": the name right before the verb of the sentence.
std::optional<WordId> Syntax::name_before(WordId verb) const {
  if (!forest_.is_root(verb) || forest_.feature(verb, "VerbForm") != "Fin" || is_passive(verb)) return std::nullopt;
  return name_at(verb);
}

/// The name that ends right before the word.
std::optional<WordId> Syntax::name_at(WordId word) const {
  const WordId first = forest_.sentence_of(word).first;
  WordId at = word;
  while (at > first && (at == word || forest_.word(at).upos == Upos::kPunct)) --at.value;
  if (at == word || forest_.word(at).upos != Upos::kPropn) return std::nullopt;
  while (!forest_.is_root(at) && forest_.relation_is(at, "flat")) at = forest_.head(at);
  return at;
}

std::optional<WordId> Syntax::subject_of(WordId verb) const {
  for (WordId at = verb;; at = forest_.head(at)) {
    if (const auto own = own_subject(at)) return own;
    if (const auto strayed = strayed_subject(at)) return strayed;
    if (forest_.relation_is(at, "acl:relcl")) return forest_.head(at);
    const bool shares = forest_.relation_is(at, "conj") || forest_.relation_is(at, "xcomp") ||
                        (forest_.relation_is(at, "advcl") && !forest_.child(at, "mark"));
    if (!shares || forest_.is_root(at)) return std::nullopt;
  }
}

WordId Syntax::relative_head(WordId clause, WordId pronoun) const {
  const WordId noun = forest_.head(clause);
  const WordId verb = forest_.head(noun);
  if (verb <= noun || verb >= pronoun) {
    // "paid a visit last week to Astana, which announced": names speak, things do not
    const auto name = forest_.word(noun).upos == Upos::kNoun ? name_at(pronoun) : std::nullopt;
    return name && *name > noun ? *name : noun;
  }
  for (WordId at = pronoun; at > verb; --at.value)
    if (at != pronoun && is_noun(at)) return at;
  return noun;
}

WordId Syntax::antecedent(WordId word) const {
  if (forest_.feature(word, "PronType").find("Rel") == std::string_view::npos) return word;
  for (WordId at = word; !forest_.is_root(at); at = forest_.head(at))
    if (forest_.relation_is(at, "acl")) return relative_head(at, word);
  return word;
}

std::string Syntax::preposition(WordId noun) const {
  const auto word = forest_.child(noun, "case");
  if (!word) return {};
  std::string out = text::lower(forest_.form(*word));
  for (WordId part : forest_.children(*word))
    if (forest_.relation_is(part, "fixed")) out += " " + text::lower(forest_.form(part));
  return out;
}

WordId Syntax::clause_above(WordId word) const {
  WordId at = forest_.head(word);
  while (!forest_.is_root(at) && !is_verb(at) && forest_.word(at).upos != Upos::kAdj) at = forest_.head(at);
  return at;
}

Cover Syntax::subtree(WordId top, std::optional<WordId> without) const {
  Cover out{top};
  for (std::size_t at = 0; at < out.size(); ++at)
    for (WordId child : forest_.children(out[at]))
      if (child != without) out.push_back(child);
  std::sort(out.begin(), out.end());
  return out;
}

Cover Syntax::sentence(parse::SentenceId sentence) const {
  const parse::Sentence& words = forest_.sentence(sentence);
  Cover out;
  for (std::uint32_t i = 0; i < words.count; ++i) out.push_back({words.first.value + i});
  return out;
}

Cover Syntax::words_in(text::ByteRange range) const {
  const auto words = forest_.words();
  auto at = std::lower_bound(words.begin(), words.end(), range.begin,
                             [](const parse::Word& word, std::uint32_t byte) { return word.range.begin < byte; });
  Cover out;
  for (; at != words.end() && at->range.end <= range.end; ++at)
    out.push_back({static_cast<std::uint32_t>(at - words.begin())});
  return out;
}

Cover join(Cover a, const Cover& b) {
  Cover out;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

bool covers(const Cover& cover, WordId word) { return std::binary_search(cover.begin(), cover.end(), word); }

}  // namespace tamga::source
