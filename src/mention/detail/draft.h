/// What the steps share while the mentions of one document are found: its words, what the pack and the
/// language know, and the mentions and referents so far. Each step reads it and adds to it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mention/detail/tables.h"

namespace tamga::mention {

class Draft {
 public:
  Draft(const text::Document& document, const parse::Forest& forest, const names::Lexicon& lexicon,
        const Language::Tables& tables);

  const text::Document& document() const { return document_; }
  const parse::Forest& forest() const { return forest_; }
  const names::Lexicon& lexicon() const { return lexicon_; }
  const Language::Tables& tables() const { return tables_; }

  std::uint32_t size() const { return static_cast<std::uint32_t>(lower_.size()); }
  std::string_view lower(parse::WordId word) const { return lower_[word.value]; }
  std::string_view lemma(parse::WordId word) const {
    return lemma_[word.value];
  }  ///< lower case, of names too
  /// The word's key for the lexicon; a key nothing has for what no name goes across (commas, brackets,
  /// quotes).
  const std::vector<std::string>& keys() const { return keys_; }
  /// Whether the lemma or the form is one of these.
  bool is(parse::WordId word, const Words& words) const;
  bool capital(parse::WordId word) const;
  /// Whether a name that begins with `first` has `word` in it though that is known by itself: town and trade of "SNURDC Astana
  /// Mining" only help to name the firm.
  bool helps_to_name(parse::WordId first, parse::WordId word) const;
  /// Whether the model has a person's name of several words begin here: "the head of the Investment Bank [Jin Liqun]".
  bool begins_person(parse::WordId word) const;
  /// Two capitals or more and no small letter.
  bool all_capitals(parse::WordId word) const;
  /// In a sentence, or at a line's beginning, that is written in capitals throughout.
  bool shouting(parse::WordId word) const { return shouting_[word.value]; }

  /// The word of [first, last] whose head lies outside.
  parse::WordId head_of(parse::WordId first, parse::WordId last) const;

  std::vector<Mention>& mentions() { return mentions_; }
  const std::vector<Mention>& mentions() const { return mentions_; }
  const Mention* headed_by(parse::WordId word) const;
  /// The longest mention that covers the word and is headed not far from it; null when none does.
  const Mention* over(parse::WordId word) const;
  /// Whether a mention covers the word.
  bool taken(parse::WordId word) const { return taken_[word.value]; }
  Mention* headed_by(parse::WordId word);
  /// Takes a mention out: its words belong to a longer name.
  void remove(parse::WordId head);
  /// Makes a mention longer, and headed as its longer words are.
  void widen(parse::WordId head, parse::WordId first, parse::WordId last);
  /// Adds a mention; one with the same head is kept instead and null returned.
  Mention* add(parse::WordId first, parse::WordId last, Kind kind, std::vector<ReferentId> referents,
               float confidence);

  const Referent& referent(ReferentId id) const { return referents_[id.value]; }
  Referent& referent(ReferentId id) { return referents_[id.value]; }
  const std::vector<Referent>& referents() const { return referents_; }
  /// The referent of an entity of the pack; made at its first mention.
  ReferentId known(std::uint32_t entity);
  ReferentId add(Referent referent);
  /// One turns out to be the other: mentions of `from` become mentions of `to`.
  void merge(ReferentId from, ReferentId to);
  /// The referent the pack does not know that was added under this name (without regard to case and marks).
  std::optional<ReferentId> named(std::string_view name) const;

  /// Lower-case nouns by which the text or the pack calls a referent: "director", "corporation".
  void describe(ReferentId id, std::string_view noun) { descriptions_[id.value].insert(std::string(noun)); }
  /// Describes the bodies of the pack found so far by the words of all their full names.
  void describe_by_names();
  const Words& descriptions(ReferentId id) const { return descriptions_[id.value]; }
  /// Words of the other names the pack has for a body: less telling than what the text or its chief name
  /// says.
  const Words& other_names(ReferentId id) const { return other_names_[id.value]; }

  /// Whether the office was held on the day of the report; on an unknown day: whether it has no end.
  bool holds_at_report(const names::Office& office) const;

  /// Everything in text order.
  MentionTable table() &&;

 private:
  void find_shouting();
  text::ByteRange bytes(parse::WordId first, parse::WordId last) const;
  void describe_by_pack(ReferentId id, const names::Entity& entity);

  const text::Document& document_;
  const parse::Forest& forest_;
  const names::Lexicon& lexicon_;
  const Language::Tables& tables_;
  std::vector<std::string> lower_, lemma_, keys_;
  std::vector<bool> shouting_, taken_;
  std::vector<Mention> mentions_;
  std::vector<Referent> referents_;
  std::map<parse::WordId, std::size_t> by_head_;
  std::map<std::uint32_t, ReferentId> known_;
  std::vector<Words> descriptions_, other_names_;
  std::map<std::string, ReferentId> by_name_;
  std::string published_;
};

}  // namespace tamga::mention
