#include "mention/detail/bodies.h"

#include <algorithm>

#include "mention/detail/noun_phrase.h"
#include "text/utf8.h"

namespace tamga::mention {

using parse::Upos;
using parse::WordId;

namespace {

/// Whether the word is a name of a country.
bool means_country(const Draft& draft, std::string_view word) {
  for (const names::Candidate& candidate : draft.lexicon().find(word)) {
    if (draft.lexicon().entity(candidate.entity).type == "state") return true;
  }
  return false;
}

/// The words that make up the name, but for small words and countries, sorted.
std::vector<std::string> content(const Draft& draft, std::string_view name) {
  std::vector<std::string> words;
  const std::string key = text::name_key(name);
  for (std::size_t at = 0; at < key.size();) {
    const std::size_t end = std::min(key.find(' ', at), key.size());
    std::string word = key.substr(at, end - at);
    at = end + 1;
    if (!draft.tables().name_joiners.contains(word) && !means_country(draft, word))
      words.push_back(std::move(word));
  }
  std::sort(words.begin(), words.end());
  return words;
}

class Bodies {
 public:
  Bodies(Draft& draft, const BodyIndex& index)
      : draft_(draft), index_(index), forest_(draft.forest()), tables_(draft.tables()) {}

  void find() {
    // written names first: "the press service of the Atomic Energy Agency" has one inside
    for (const bool capital : {true, false}) {
      for (std::uint32_t i = 0; i < draft_.size(); ++i) {
        if (draft_.capital(WordId{i}) == capital && is_body_noun(WordId{i})) add(WordId{i});
      }
    }
  }

 private:
  bool is_body_noun(WordId word) const {
    const Upos upos = forest_.word(word).upos;
    if ((upos != Upos::kNoun && upos != Upos::kPropn) || draft_.taken(word)) return false;
    if (!draft_.is(word, tables_.named_bodies) || forest_.feature(word, "Number") == "Plur") return false;
    return draft_.capital(word) || is_authority(word);
  }

  bool is_authority(WordId word) const {
    const auto kind = tables_.body_kinds.find(draft_.lemma(word));
    return kind != tables_.body_kinds.end() && kind->second == "authority";
  }

  void add(WordId noun) {
    const NounPhrase phrase = noun_phrase_at(draft_, noun);
    const WordId last = end_of_complement(noun);
    const std::string country = country_of(draft_, phrase);
    const bool of_country = !country.empty() && (phrase.first < noun || phrase.possessor);
    const bool specific = has_own_words(phrase) || last != noun;
    if (!specific && !(of_country && is_authority(noun))) return;
    if (!specific && forest_.relation_is(noun, "compound")) return;
    // "a state agency" is any
    if (country.empty() && !draft_.capital(noun) && !(phrase.possessor && has_own_words(phrase)) &&
        last == noun)
      return;
    if ((is_indefinite(phrase) && last == noun) || names_itself(noun)) return;
    const ReferentId referent = referent_for(phrase, last, country);
    if (Mention* mention = draft_.add(phrase.first, last, Kind::kName, {referent}, 0.8F))
      mention->head = noun;
    draft_.describe(referent, draft_.lemma(noun));
  }

  /// "the state nuclear agency Uzatom" has a name of its own.
  bool names_itself(WordId noun) const {
    const WordId next{noun.value + 1};
    return next.value < draft_.size() && forest_.word(next).sentence == forest_.word(noun).sentence &&
           forest_.word(next).upos == Upos::kPropn && draft_.capital(next) && !draft_.capital(noun);
  }

  bool is_indefinite(const NounPhrase& phrase) const {
    return phrase.determiner && !phrase.definite && !draft_.capital(phrase.head);
  }

  /// Words before the noun that are no country: "trade" in "Uzbek trade ministry".
  bool has_own_words(const NounPhrase& phrase) const {
    for (std::uint32_t i = phrase.first.value; i < phrase.head.value; ++i) {
      const WordId word{i};
      if (draft_.taken(word) || forest_.word(word).upos == Upos::kPunct) continue;
      if (forest_.plain_relation(word) == "compound" || draft_.capital(word)) return true;
    }
    return false;
  }

  /// "the Ministry of Industry and U.S. officials": a country belongs to the name only after a preposition.
  bool new_country(WordId word) const {
    const Referent* country = referent_of(draft_, word);
    if (!country || (country->type != Type::kState && country->type != Type::kBloc)) return false;
    for (std::uint32_t i = draft_.headed_by(word)->first.value;
         i-- > forest_.sentence_of(word).first.value;) {
      const Upos upos = forest_.word(WordId{i}).upos;
      if (upos != Upos::kDet) return upos != Upos::kAdp;
    }
    return true;
  }

  /// "the regional office of the European Investment Bank"
  bool of_other_body(WordId word) const {
    const Mention* mention = draft_.over(word);
    const Referent* other = mention ? referent_of(draft_, mention->head) : nullptr;
    return other && (other->type == Type::kOrganisation || other->type == Type::kPerson ||
                     other->type == Type::kOutlet);
  }

  /// "of Industry and Construction of Kazakhstan", "for nuclear energy": as far as it is part of the name.
  WordId end_of_complement(WordId noun) const {
    WordId last = noun;
    const parse::Sentence& sentence = forest_.sentence_of(noun);
    const std::uint32_t end = sentence.first.value + sentence.count;
    const bool capital = draft_.capital(noun);
    for (std::uint32_t i = noun.value + 1; i < end; ++i) {
      const WordId word{i};
      if (!forest_.dominates(noun, word)) break;
      if (of_other_body(word) || new_country(word)) return last;
      const bool joiner = tables_.name_joiners.contains(draft_.lower(word));
      if (joiner && i == noun.value + 1 && forest_.word(word).upos != Upos::kAdp) break;
      if (joiner) continue;
      const Upos upos = forest_.word(word).upos;
      const bool nominal = upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kAdj;
      if (i == noun.value + 1 || !nominal || tables_.calendar.contains(draft_.lower(word))) break;
      const bool place = referent_of(draft_, word) != nullptr && !capital;
      if ((capital && !draft_.capital(word)) || place) break;
      last = word;
    }
    return last;
  }

  ReferentId referent_for(const NounPhrase& phrase, WordId last, const std::string& country) {
    const std::string name = words_of(draft_, phrase.first, last);
    const std::vector<std::string> words = content(draft_, name);
    const bool whose = country.empty() && phrase.possessor;  // "his ministry": a later step knows whose
    if (const auto entity = whose ? std::nullopt : index_.find(draft_, name, country))
      return draft_.known(*entity);
    for (const auto& [made, id] : made_) {
      const std::string& other = draft_.referent(id).country;
      if (made != words || (!country.empty() && !other.empty() && country != other)) continue;
      if (other.empty()) draft_.referent(id).country = country;
      return id;
    }
    Referent referent;
    referent.type = Type::kOrganisation;
    referent.name = name;
    referent.country = country;
    const ReferentId id = draft_.add(std::move(referent));
    made_.emplace_back(words, id);
    return id;
  }

  Draft& draft_;
  const BodyIndex& index_;
  const parse::Forest& forest_;
  const Language::Tables& tables_;
  std::vector<std::pair<std::vector<std::string>, ReferentId>> made_;
};

}  // namespace

BodyIndex::BodyIndex(const Draft& draft) {
  const names::Lexicon& lexicon = draft.lexicon();
  for (std::size_t i = 0; i < lexicon.name_count(); ++i) {
    const names::Name name = lexicon.name(i);
    if (name.candidate.kind != names::NameKind::kFull || name.key.find(' ') == std::string_view::npos)
      continue;
    if (lexicon.entity(name.candidate.entity).type != "organisation") continue;
    const std::vector<std::string> words = content(draft, name.key);
    const auto is_body = [&](const std::string& word) { return draft.tables().named_bodies.contains(word); };
    if (std::any_of(words.begin(), words.end(), is_body)) bodies_[words].insert(name.candidate.entity);
  }
}

std::optional<std::uint32_t> BodyIndex::find(const Draft& draft, std::string_view name,
                                             const std::string& country) const {
  const auto same = bodies_.find(content(draft, name));
  if (same == bodies_.end()) return std::nullopt;
  std::set<std::string_view> countries{country};
  if (country.empty()) {
    for (const Referent& referent : draft.referents()) {
      if (referent.type == Type::kState) countries.insert(referent.country);
    }
  }
  std::optional<std::uint32_t> found;
  for (std::uint32_t entity : same->second) {
    const std::string_view there = draft.lexicon().entity(entity).country;
    if (there.empty() || !countries.contains(there)) continue;
    if (found) return std::nullopt;
    found = entity;
  }
  return found;
}

void find_named_bodies(Draft& draft, const BodyIndex& index) { Bodies(draft, index).find(); }

}  // namespace tamga::mention
