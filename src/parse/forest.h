/// What the parser makes of a document: words, sentences, trees, named spans. Built once, then const.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/id.h"
#include "text/document.h"

namespace tamga::parse {

/// A word's index in the document's forest (over all sentences).
using WordId = Id<struct WordTag>;
using SentenceId = Id<struct SentenceTag>;

/// Universal part-of-speech tags (Universal Dependencies v2).
enum class Upos : std::uint8_t {
  kAdj, kAdp, kAdv, kAux, kCconj, kDet, kIntj, kNoun, kNum, kPart, kPron, kPropn, kPunct, kSconj, kSym, kVerb, kX
};
std::string_view name_of(Upos upos);
std::optional<Upos> upos_of(std::string_view name);

/// Kinds of names the tagger tells apart.
enum class NameKind : std::uint8_t { kPerson, kOrganisation, kPlace, kMiscellaneous };

/// One syntactic word. Strings are interned in the forest.
struct Word {
  text::ByteRange range;
  WordId head;                ///< the word itself when it is the root of its sentence
  std::uint32_t form = 0;     ///< symbols: see Forest::form() ...
  std::uint32_t lemma = 0;
  std::uint32_t relation = 0;
  std::uint32_t features = 0;
  Upos upos = Upos::kX;
  SentenceId sentence;
  float head_score = 1;  ///< probability of the arc, 0..1
  float upos_score = 1;  ///< probability of the tag, 0..1
};

struct Sentence {
  text::ByteRange range;
  WordId first;
  std::uint32_t count = 0;
  std::uint32_t paragraph = 0;  ///< index of its paragraph in the document
};

/// Words [first, last] that the tagger takes for a name.
struct NamedSpan {
  WordId first;
  WordId last;
  NameKind kind = NameKind::kMiscellaneous;
  float score = 1;
};

/// Universal Dependencies trees of a document's sentences, in flat tables.
class Forest {
 public:
  std::span<const Word> words() const { return words_; }
  std::span<const Sentence> sentences() const { return sentences_; }
  std::span<const NamedSpan> names() const { return names_; }

  const Word& word(WordId id) const { return words_[id.value]; }
  const Sentence& sentence(SentenceId id) const { return sentences_[id.value]; }
  const Sentence& sentence_of(WordId id) const { return sentences_[words_[id.value].sentence.value]; }

  std::string_view form(WordId id) const { return symbols_[word(id).form]; }
  std::string_view lemma(WordId id) const { return symbols_[word(id).lemma]; }
  /// Relation to the head, with subtype: "nsubj:pass"; "root" at the root.
  std::string_view relation(WordId id) const { return symbols_[word(id).relation]; }
  /// The relation without its subtype: "nsubj".
  std::string_view plain_relation(WordId id) const;
  /// Features as in CoNLL-U: "Number=Sing|Tense=Past"; empty for none.
  std::string_view features(WordId id) const { return symbols_[word(id).features]; }
  /// Value of one feature, empty when absent.
  std::string_view feature(WordId id, std::string_view name) const;

  bool is_root(WordId id) const { return word(id).head == id; }
  WordId head(WordId id) const { return word(id).head; }
  /// Dependents in text order.
  std::span<const WordId> children(WordId id) const;
  /// First dependent with that relation (with or without subtype as `relation` is written: "nsubj" matches
  /// "nsubj:pass" too, "nsubj:pass" only itself).
  std::optional<WordId> child(WordId id, std::string_view relation) const;
  bool relation_is(WordId id, std::string_view relation) const;
  /// True when `ancestor` is `id` or above it.
  bool dominates(WordId ancestor, WordId id) const;
  /// First and last word of the subtree (the subtree need not be contiguous).
  std::pair<WordId, WordId> subtree_span(WordId id) const;
  /// From the first byte of `first` to the last of `last`.
  text::ByteRange bytes(WordId first, WordId last) const;
  WordId root_of(SentenceId id) const;

 private:
  friend class ForestBuilder;
  std::vector<Word> words_;
  std::vector<Sentence> sentences_;
  std::vector<NamedSpan> names_;
  std::vector<std::string> symbols_;
  std::vector<WordId> children_;               // all words' dependents, one after the other
  std::vector<std::uint32_t> children_begin_;  // words + 1
};

/// Builds a Forest sentence by sentence.
class ForestBuilder {
 public:
  struct NewWord {
    text::ByteRange range;
    std::string_view form, lemma, relation, features;
    Upos upos = Upos::kX;
    std::uint32_t head = 0;  ///< 1-based within the sentence, 0 = root
    float head_score = 1, upos_score = 1;
  };
  /// Heads must lie within the sentence and form a tree with one root (CHECKed).
  SentenceId add_sentence(std::span<const NewWord> words, std::uint32_t paragraph);
  void add_name(NamedSpan span) { forest_.names_.push_back(span); }
  Forest build() &&;

 private:
  std::uint32_t symbol(std::string_view text);
  Forest forest_;
  std::unordered_map<std::string, std::uint32_t> index_;
};

/// Whether heads lie within the sentence and every word reaches the one root.
bool is_tree(std::span<const ForestBuilder::NewWord> words);

}  // namespace tamga::parse
