#include "mention/detail/descriptions.h"

#include <algorithm>
#include <optional>

#include "mention/detail/noun_phrase.h"
#include "text/utf8.h"

namespace tamga::mention {

using parse::Upos;
using parse::WordId;

namespace {

class Descriptions {
 public:
  explicit Descriptions(Draft& draft) : draft_(draft), forest_(draft.forest()), tables_(draft.tables()) {}

  void read() {
    // bodies before people: "the director of Uzbekistan's nuclear agency Uzatom" takes its country from the
    // agency
    for (const bool people : {false, true}) {
      for (WordId head : name_heads(people)) {
        if (people) join_title(head);
      }
      for (WordId head : name_heads(people)) read_beside(head);
    }
  }

 private:
  std::vector<WordId> name_heads(bool people) const {
    std::vector<WordId> heads;
    for (const Mention& mention : draft_.mentions()) {
      if (mention.kind != Kind::kName || mention.referents.size() != 1) continue;
      const Type type = draft_.referent(mention.referents.front()).type;
      const bool body = type == Type::kOrganisation || type == Type::kOutlet || type == Type::kState ||
                        type == Type::kAsset;
      if (people ? type == Type::kPerson : body) heads.push_back(mention.head);
    }
    std::sort(heads.begin(), heads.end());
    return heads;
  }

  bool same_sentence(WordId a, WordId b) const {
    return forest_.word(a).sentence == forest_.word(b).sentence;
  }

  // ------------------------------------------------------------------ titles

  void join_title(WordId head) {
    const Mention mention = *draft_.headed_by(head);
    if (mention.first.value == 0) return;
    WordId title{mention.first.value - 1};
    if (!same_sentence(title, mention.first) || draft_.headed_by(title)) return;
    // "Secretary of State Marco Rubio", "Minister of Mining Industry and Geology Bobir Islamov"
    for (int steps = 0; steps < 4 && !is_title(title); ++steps) {
      const std::string_view relation = forest_.plain_relation(title);
      if (relation != "nmod" && relation != "conj" && relation != "compound" && relation != "flat") break;
      if (!(forest_.head(title) < mention.first)) break;
      title = forest_.head(title);
    }
    if (!is_title(title)) return;
    const WordId first = title_begins(title, head);
    note(mention.referents.front(), title, noun_phrase_at(draft_, title));
    take_role(mention.referents.front(), first, title);
    take_country(mention.referents.front(), country_between(first, mention.first));
    draft_.widen(head, with_state_before(first), mention.last);
  }

  bool is_title(WordId word) const {
    const Upos upos = forest_.word(word).upos;
    if (upos != Upos::kNoun && upos != Upos::kPropn && upos != Upos::kX) return false;
    if (forest_.feature(word, "Number") == "Plur") return false;
    return draft_.is(word, tables_.person_nouns) || draft_.is(word, tables_.honorifics);
  }

  /// Goes back over the words of the title: "U.S. Deputy Secretary".
  WordId title_begins(WordId title, WordId name) const {
    WordId first = title;
    const std::uint32_t begin = forest_.sentence_of(title).first.value;
    for (std::uint32_t i = title.value; i-- > begin;) {
      const WordId word{i};
      const Upos upos = forest_.word(word).upos;
      const bool hyphen = forest_.form(word) == "-";
      const bool modifies = forest_.plain_relation(word) == "amod" ||
                            forest_.plain_relation(word) == "compound" ||
                            forest_.plain_relation(word) == "nmod";
      const bool words = upos == Upos::kAdj || upos == Upos::kNoun || upos == Upos::kPropn;
      const bool near = forest_.dominates(title, word) || forest_.dominates(name, word);
      if (hyphen && near) continue;
      if (!words || !modifies || !near || forest_.relation(word) == "nmod:poss" ||
          forest_.child(word, "case"))
        break;
      first = word;
    }
    return first;
  }

  /// "Kenya President William Ruto": the state before the title belongs to it, and does nothing itself.
  WordId with_state_before(WordId first) {
    if (first.value == 0) return first;
    const WordId before{first.value - 1};
    const Mention* state = draft_.headed_by(before);
    const Referent* named = referent_of(draft_, before);
    const bool bare = state && named && named->type == Type::kState && state->kind == Kind::kName &&
                      state->last == before && same_sentence(before, first) && !forest_.child(before, "case");
    if (!bare || !draft_.capital(first)) return first;
    const WordId begin = state->first;
    draft_.remove(before);
    return begin;
  }

  std::string country_between(WordId first, WordId end) const {
    for (std::uint32_t i = first.value; i < end.value; ++i) {
      if (const Referent* referent = referent_of(draft_, WordId{i}); referent && !referent->country.empty())
        return referent->country;
    }
    if (first.value >= 1) {  // "Kenya President Ruto", where the parser parts them
      const WordId before{first.value - 1};
      const Referent* owner = referent_of(draft_, before);
      if (owner && owner->type == Type::kState && same_sentence(before, first)) return owner->country;
    }
    if (first.value >= 2) {  // "Kazakhstan's President Tokayev"
      const WordId before{first.value - 2};
      if (const Referent* owner = referent_of(draft_, before);
          owner && same_sentence(before, first) && forest_.child(before, "case"))
        return owner->country;
    }
    return {};
  }

  void take_role(ReferentId id, WordId first, WordId title) {
    if (!draft_.referent(id).role.empty() || !draft_.referent(id).id.empty()) return;
    while (first < title && draft_.headed_by(first)) ++first.value;
    draft_.referent(id).role = words_of(draft_, first, title);
  }

  void take_country(ReferentId id, const std::string& country) {
    Referent& referent = draft_.referent(id);
    if (referent.country.empty() && referent.id.empty()) referent.country = country;
  }

  void note(ReferentId id, WordId noun, const NounPhrase& phrase) {
    draft_.describe(id, draft_.lemma(noun));
    draft_.describe(id, draft_.lower(noun));
    for (std::uint32_t i = phrase.first.value; i < phrase.head.value; ++i)
      draft_.describe(id, draft_.lower(WordId{i}));
  }

  // ------------------------------------------------------------------ nouns beside the name

  void read_beside(WordId name) {
    const Mention* mention = draft_.headed_by(name);
    if (!mention || mention->referents.size() != 1) return;
    const ReferentId id = mention->referents.front();
    const WordId first = mention->first, last = mention->last;
    std::vector<WordId> nouns;
    for (std::uint32_t i = first.value; i <= last.value; ++i) {  // it may hang on any word of the name
      for (WordId child : forest_.children(WordId{i})) {
        if (forest_.plain_relation(child) == "conj") break;
        if (forest_.plain_relation(child) == "appos" && last < child) nouns.push_back(child);
      }
    }
    if (forest_.plain_relation(name) == "appos") {
      WordId above = forest_.head(name);
      nouns.push_back(above);
      // "the chairman of the agency, Almasadam Satkaliyev": the name may hang on the nearer noun
      for (int steps = 0;
           steps < 2 && !fits(draft_.referent(id).type, above) && forest_.plain_relation(above) == "nmod";
           ++steps) {
        above = forest_.head(above);
        nouns.push_back(above);
      }
      for (WordId other : forest_.children(above)) {
        if (other != name && forest_.plain_relation(other) == "appos") nouns.push_back(other);
      }
    }
    if (first.value > 0 && forest_.word(WordId{first.value - 1}).upos == Upos::kNoun)
      nouns.push_back(WordId{first.value - 1});
    if (forest_.relation_is(name, "nsubj") && forest_.child(forest_.head(name), "cop"))
      nouns.push_back(forest_.head(name));
    if (const auto noun = noun_after_comma(last)) nouns.push_back(*noun);
    for (WordId noun : nouns) {
      const bool within = first <= noun && noun <= last;
      if (within || !same_sentence(noun, name) || forest_.word(noun).upos != Upos::kNoun) continue;
      if (fits(draft_.referent(id).type, noun)) describe(id, noun, last);
    }
  }

  /// "Tajikistan, a country that": an apposition is of the name before it, wherever the parse hangs it.
  std::optional<WordId> noun_after_comma(WordId last) const {
    const WordId comma{last.value + 1};
    if (comma.value >= draft_.size() || forest_.form(comma) != "," || !same_sentence(comma, last))
      return std::nullopt;
    constexpr std::uint32_t kLongest = 8;
    for (std::uint32_t i = comma.value + 1; i < std::min(comma.value + kLongest, draft_.size()); ++i) {
      const WordId word{i};
      if (!same_sentence(word, last) || forest_.word(word).upos == Upos::kPunct) return std::nullopt;
      if (forest_.word(word).upos != Upos::kNoun || forest_.plain_relation(word) != "appos") continue;
      const NounPhrase phrase = noun_phrase_at(draft_, word);
      const WordId begin = phrase.determiner.value_or(phrase.first);
      return begin.value == comma.value + 1 ? std::optional(word) : std::nullopt;
    }
    return std::nullopt;
  }

  /// Whether something of this type may be called by the noun.
  bool fits(Type type, WordId noun) const {
    if (forest_.feature(noun, "Number") == "Plur") return false;
    const std::string_view lemma = draft_.lemma(noun);
    switch (type) {
      case Type::kPerson:
        return draft_.is(noun, tables_.person_nouns);
      case Type::kOutlet:
        return draft_.is(noun, tables_.outlet_nouns) || draft_.is(noun, tables_.also_bodies);
      case Type::kState:
        return draft_.is(noun, tables_.country_nouns);
      case Type::kAsset:
        return tables_.asset_heads.contains(lemma);
      default:
        return tables_.body_kinds.contains(lemma);
    }
  }

  void describe(ReferentId id, WordId noun, WordId name_last) {
    const NounPhrase phrase = noun_phrase_at(draft_, noun);
    note(id, noun, phrase);
    take_country(id, country_of(draft_, phrase));
    const Type type = draft_.referent(id).type;
    if (type == Type::kPerson) take_role(id, phrase.first, end_of_role(noun));
    if (draft_.headed_by(noun) || forest_.child(noun, "cop")) return;
    // "the Russian agency Rosatom" is one phrase; "Rosatom, the Russian agency" are two
    const bool adjacent = noun.value < name_last.value && noun.value + 1 < draft_.size() &&
                          draft_.taken(WordId{noun.value + 1});
    const WordId last = adjacent ? name_last : noun;
    if (Mention* made = draft_.add(phrase.first, last, Kind::kRole, {id}, 0.8F); made && made->head != noun) {
      draft_.remove(made->head);
    }
  }

  /// "head of the agency": the words of an office after its noun, as far as they hang together.
  WordId end_of_role(WordId noun) const {
    WordId last = noun;
    for (WordId child : forest_.children(noun)) {
      if (noun < child && forest_.plain_relation(child) == "nmod") {
        last = forest_.subtree_span(child).second;
        break;
      }
    }
    for (std::uint32_t i = noun.value + 1; i <= last.value; ++i) {
      if (forest_.word(WordId{i}).upos == Upos::kPunct || forest_.word(WordId{i}).upos == Upos::kVerb)
        return WordId{i - 1};
    }
    return last;
  }

  Draft& draft_;
  const parse::Forest& forest_;
  const Language::Tables& tables_;
};

}  // namespace

void read_descriptions(Draft& draft) { Descriptions(draft).read(); }

}  // namespace tamga::mention
