#include "mention/detail/references.h"

#include <algorithm>
#include <map>

#include "mention/detail/bodies.h"
#include "mention/detail/discourse.h"
#include "mention/detail/noun_phrase.h"
#include "mention/detail/pronouns.h"
#include "mention/detail/role_nouns.h"
#include "mention/detail/things.h"
#include "text/utf8.h"

namespace tamga::mention {

using parse::Upos;
using parse::WordId;

namespace {

class References {
 public:
  References(Draft& draft, const BodyIndex& bodies)
      : draft_(draft),
        bodies_(bodies),
        forest_(draft.forest()),
        tables_(draft.tables()),
        discourse_(draft),
        role_nouns_(draft, discourse_),
        pronouns_(draft, discourse_) {}

  void resolve() {
    for (std::uint32_t i = 0; i < draft_.size(); ++i) {
      const WordId word{i};
      if (Mention* mention = draft_.headed_by(word))
        take_up(*mention);
      else if (pronouns_.is_pronoun(word))
        add_pronoun(word);
      else if (is_two(word))
        add_two(word);
      else if (is_noun(word))
        add_noun(word);
      if (const Mention* mention = draft_.headed_by(word)) discourse_.add(*mention);
    }
  }

 private:
  bool is_noun(WordId word) const {
    const Upos upos = forest_.word(word).upos;
    if (upos != Upos::kNoun && upos != Upos::kPropn) return false;
    const std::string_view relation = forest_.plain_relation(word);
    return relation != "compound" && relation != "flat" && relation != "fixed" && relation != "amod" &&
           relation != "nummod";
  }

  void add_pronoun(WordId word) {
    std::vector<ReferentId> referents = pronouns_.meaning_of(word);
    const float confidence = referents.empty() ? 0 : 0.5F;
    draft_.add(word, word, Kind::kPronoun, std::move(referents), confidence);
  }

  // ------------------------------------------------------------------ "the two", "both"

  bool is_two(WordId word) const {
    if (!draft_.is(word, tables_.two_words)) return false;
    const std::string_view relation = forest_.plain_relation(word);
    if (relation != "nsubj" && relation != "obj" && relation != "obl" && relation != "nmod") return false;
    const auto children = forest_.children(word);
    return std::any_of(children.begin(), children.end(),
                       [&](WordId c) { return forest_.feature(c, "Definite") == "Def"; }) ||
           forest_.feature(word, "PronType") == "Tot";
  }

  void add_two(WordId word) {
    std::vector<ReferentId> pair = discourse_.latest_two(word, 1, [](const Referent& r) {
      return r.type == Type::kState || r.type == Type::kBloc || r.type == Type::kPerson ||
             r.type == Type::kOrganisation;
    });
    if (!pair.empty()) draft_.add(word, word, Kind::kPlural, std::move(pair), 0.4F);
  }

  // ------------------------------------------------------------------ nouns

  void add_noun(WordId word) {
    if (forest_.child(word, "cop") || draft_.shouting(word) || within_name(word)) return;
    const NounPhrase phrase = noun_phrase_at(draft_, word);
    if (add_listed(phrase)) return;
    RoleNouns::Meaning meaning = role_nouns_.meaning_of(phrase);
    if (!meaning.referents.empty()) {
      put(phrase, meaning.kind, std::move(meaning.referents), meaning.confidence);
      return;
    }
    if (add_thing_again(phrase) || add_bodies_of_several(phrase)) return;
    add_group(phrase);
  }

  /// A title in front of a name is of the name; where the parse hangs it elsewhere it still means the same.
  bool within_name(WordId word) {
    if (!draft_.taken(word)) return false;
    const Mention* name = draft_.over(word);
    if (!name || name->kind != Kind::kName) return false;
    const WordId above = forest_.head(word);
    const float confidence = name->confidence;
    const bool state = word == name->first && !draft_.is(word, tables_.person_nouns) &&  // "[Kenya] President Ruto"
                       draft_.referent(name->referents.front()).type == Type::kPerson &&
                       draft_.lexicon().match(draft_.keys(), word.value);
    if (!state && (above < name->first || name->last < above))
      draft_.add(word, word, Kind::kRole, std::vector(name->referents), confidence);
    return true;
  }

  void put(const NounPhrase& phrase, Kind kind, std::vector<ReferentId> referents, float confidence) {
    if (draft_.head_of(phrase.first, phrase.last) != phrase.head) {
      draft_.add(phrase.head, phrase.head, kind, std::move(referents), confidence);
      return;
    }
    draft_.add(phrase.first, phrase.last, kind, std::move(referents), confidence);
  }

  /// "four vendors: Rosatom, CNNC and EDF".
  bool add_listed(const NounPhrase& phrase) {
    if (!phrase.plural || !is_actor_noun(phrase.head)) return false;
    std::vector<ReferentId> all;
    for (WordId child : forest_.children(phrase.head)) {
      if (forest_.plain_relation(child) != "appos" || child < phrase.head) continue;
      add_referents(child, all);
      for (WordId other : forest_.children(child)) {
        if (forest_.plain_relation(other) == "conj") add_referents(other, all);
      }
    }
    if (all.size() < 2) return false;
    put(phrase, Kind::kPlural, std::move(all), 0.7F);
    return true;
  }

  void add_referents(WordId head, std::vector<ReferentId>& all) const {
    const Mention* mention = draft_.headed_by(head);
    if (!mention || mention->kind == Kind::kDemonym) return;
    all.insert(all.end(), mention->referents.begin(), mention->referents.end());
  }

  bool is_actor_noun(WordId noun) const {
    return draft_.is(noun, tables_.person_nouns) || tables_.body_kinds.contains(draft_.lemma(noun)) ||
           draft_.is(noun, tables_.outlet_nouns);
  }

  /// "the presidential press services of both countries": one of each.
  bool add_bodies_of_several(const NounPhrase& phrase) {
    if (!phrase.plural || !tables_.body_kinds.contains(draft_.lemma(phrase.head))) return false;
    for (WordId child : forest_.children(phrase.head)) {
      const std::vector<ReferentId> owners =
          child < phrase.head ? std::vector<ReferentId>() : owners_at(child);
      if (owners.size() < 2) continue;
      std::vector<ReferentId> bodies;
      for (ReferentId owner : owners) {
        Referent referent;
        referent.type = Type::kOrganisation;
        referent.name = words_of(draft_, phrase.first, phrase.head);
        referent.country = draft_.referent(owner).country;
        bodies.push_back(draft_.add(std::move(referent)));
      }
      put(phrase, Kind::kPlural, std::move(bodies), 0.5F);
      return true;
    }
    return false;
  }

  std::vector<ReferentId> owners_at(WordId child) {
    if (forest_.plain_relation(child) != "nmod" || forest_.word(child).upos != Upos::kNoun) return {};
    RoleNouns::Meaning meaning = role_nouns_.meaning_of(noun_phrase_at(draft_, child));
    return meaning.kind == Kind::kPlural ? meaning.referents : std::vector<ReferentId>();
  }

  // ------------------------------------------------------------------ groups and unnamed people

  void add_group(const NounPhrase& phrase) {
    const bool thing =
        draft_.is(phrase.head, tables_.no_groups) && !draft_.is(phrase.head, tables_.outlet_nouns);
    if (!is_actor_noun(phrase.head) || thing ||
        tables_.nobody.contains(text::lower(words_of(draft_, phrase.first, phrase.head))))
      return;
    const bool outlet = draft_.is(phrase.head, tables_.outlet_nouns) && !phrase.plural;
    const std::string country = country_of(draft_, phrase);
    if (phrase.plural ? !worth_group(phrase, country) : !worth_one(phrase, country)) return;
    Referent referent;
    referent.type = outlet && !is_mass(phrase) ? Type::kOutlet : Type::kGroup;
    referent.name = words_of(draft_, after_numerals(phrase), phrase.last);
    referent.country = country;
    put(phrase, Kind::kGroup, {group(phrase, std::move(referent))}, 0.6F);
  }

  /// "nine other donors" are other donors, however many.
  WordId after_numerals(const NounPhrase& phrase) const {
    WordId first = phrase.first;
    while (first < phrase.head && forest_.word(first).upos == Upos::kNum) ++first.value;
    return first;
  }

  /// "foreign media": one word for many.
  bool is_mass(const NounPhrase& phrase) const { return !phrase.determiner && !phrase.possessor; }

  /// A bare plural is worth a mention where it acts: "voters backed".
  bool worth_group(const NounPhrase& phrase, const std::string& country) const {
    if (only_weak_outlet(phrase.head) && !(has_country_word(phrase) || speaks(draft_, phrase.head)))
      return false;
    if (!country.empty() || !is_bare(phrase) || phrase.possessor) return true;
    return is_subject(draft_, phrase.head) || forest_.relation(phrase.head) == "obl:agent";
  }

  /// "papers", "sites": media only where a country or a verb of speaking says so.
  bool only_weak_outlet(WordId noun) const {
    return draft_.is(noun, tables_.weak_outlet_nouns) && !draft_.is(noun, tables_.person_nouns);
  }

  bool has_country_word(const NounPhrase& phrase) const {
    for (std::uint32_t i = phrase.first.value; i < phrase.head.value; ++i) {
      const Referent* told = referent_of(draft_, WordId{i});
      if (told && (told->type == Type::kState || told->type == Type::kBloc || told->type == Type::kRegion))
        return true;
    }
    return false;
  }

  bool worth_one(const NounPhrase& phrase, const std::string& country) const {
    if (only_weak_outlet(phrase.head) && !(has_country_word(phrase) || speaks(draft_, phrase.head)))
      return false;
    const bool media = draft_.is(phrase.head, tables_.outlet_nouns);
    if (media && is_mass(phrase)) return !country.empty() || !is_bare(phrase);
    if (phrase.possessor) {  // "Peru's foreign minister"; "its partner" is anybody
      const Referent* owner = referent_of(draft_, *phrase.possessor);
      return owner && (media || owner->type == Type::kState);
    }
    if (!phrase.determiner && country.empty()) return false;
    return has_country_word(phrase) || !is_bare(phrase) || is_subject(draft_, phrase.head);
  }

  ReferentId group(const NounPhrase& phrase, Referent referent) {
    const std::string key = text::name_key(referent.name) + "/" + referent.country;
    if (const auto found = groups_.find(key); found != groups_.end()) return found->second;
    const ReferentId id = draft_.add(std::move(referent));
    draft_.describe(id, draft_.lemma(phrase.head));
    groups_[key] = id;
    return id;
  }

  // ------------------------------------------------------------------ things again

  /// Whether the words of a later phrase may be said of the thing: each is in its name, shows its sector or
  /// country.
  bool words_fit(const NounPhrase& phrase, const Referent& thing) const {
    const std::string name = " " + text::name_key(thing.name) + " ";
    for (std::uint32_t i = phrase.first.value; i < phrase.head.value; ++i) {
      const WordId word{i};
      if (forest_.word(word).upos == Upos::kPunct || forest_.plain_relation(word) == "nummod" ||
          forest_.child(word, "nummod"))
        continue;
      if (!thing.id.empty() && !thing.country.empty() && forest_.word(word).upos == Upos::kAdj &&
          phrase.possessor && country_of(draft_, phrase) == thing.country &&
          forest_.feature(word, "NumType").empty()) {
        continue;  // "Tajikistan's giant dam"
      }
      const Referent* told = referent_of(draft_, word);
      if (told && !told->country.empty() && told->country == thing.country) continue;
      if (told && std::any_of(told->sectors.begin(), told->sectors.end(), [&](const std::string& s) {
            return std::find(thing.sectors.begin(), thing.sectors.end(), s) != thing.sectors.end();
          })) {
        continue;
      }
      if (name.find(" " + draft_.keys()[i] + " ") == std::string::npos && !inside_sector_word(word))
        return false;
    }
    return true;
  }

  /// "power" of "nuclear power plant".
  bool inside_sector_word(WordId word) const {
    return tables_.asset_heads.contains(draft_.lemma(forest_.head(word))) &&
           forest_.plain_relation(word) == "compound" && !draft_.capital(word);
  }

  std::optional<ReferentId> thing_before(const NounPhrase& phrase, const std::string& country) const {
    const std::string_view noun = draft_.lemma(phrase.head);
    const auto same_noun = [&](ReferentId id) {
      const Referent& r = draft_.referent(id);
      return draft_.descriptions(id).contains(noun) ||
             (" " + text::name_key(r.name)).ends_with(" " + std::string(noun));
    };
    const auto fits = [&](ReferentId id) {
      const Referent& r = draft_.referent(id);
      return r.type == Type::kAsset && (country.empty() || r.country.empty() || r.country == country) &&
             words_fit(phrase, r);
    };
    constexpr std::uint32_t kFar = 12, kNear = 2;
    if (const auto id = discourse_.latest(
            phrase.head, kFar, [&](ReferentId r, const Entry&) { return fits(r) && same_noun(r); }))
      return id;
    return discourse_.latest(phrase.head, kNear, [&](ReferentId r, const Entry&) {
      return fits(r) && may_be(draft_.referent(r), noun);
    });
  }

  /// A mine is no railway: the noun's own sector, if it has one, must be among the thing's.
  bool may_be(const Referent& thing, std::string_view noun) const {
    const auto own = tables_.asset_heads.find(noun);
    if (own == tables_.asset_heads.end() || own->second.empty()) return true;
    return std::find(thing.sectors.begin(), thing.sectors.end(), own->second) != thing.sectors.end();
  }

  /// "a second plant"
  bool is_another(const NounPhrase& phrase) const {
    return phrase.first < phrase.head && forest_.feature(phrase.first, "NumType") == "Ord";
  }

  /// "the plant", "the project"; "the second plant" where plants are talked about.
  bool add_thing_again(const NounPhrase& phrase) {
    if (!tables_.asset_again.contains(draft_.lemma(phrase.head)) || (!phrase.definite && !is_another(phrase)))
      return false;
    const std::string country = country_of(draft_, phrase);
    if (const auto id = phrase.definite ? thing_before(phrase, country) : std::nullopt; id) {
      put(phrase, Kind::kThing, {*id}, 0.5F);
      return true;
    }
    if (is_bare(phrase)) return false;
    const auto alike = discourse_.latest(phrase.head, 12, [&](ReferentId id, const Entry&) {
      return draft_.referent(id).type == Type::kAsset &&
             may_be(draft_.referent(id), draft_.lemma(phrase.head));
    });
    if (!alike) return false;
    Referent referent;
    referent.type = Type::kAsset;
    referent.name = words_of(draft_, phrase.first, phrase.head);
    referent.sectors = draft_.referent(*alike).sectors;
    referent.country = country.empty() ? draft_.referent(*alike).country : country;
    const auto same = draft_.named(referent.name);
    const ReferentId id = same ? *same : draft_.add(std::move(referent));
    draft_.describe(id, draft_.lemma(phrase.head));
    put(phrase, Kind::kThing, {id}, 0.5F);
    return true;
  }

  /// What is on record already: "the nuclear plant" may be the first nuclear power station; "its first plant"
  /// is whose.
  void take_up(Mention& mention) {
    if (mention.referents.size() != 1) return;
    const Referent& referent = draft_.referent(mention.referents.front());
    if (mention.kind == Kind::kThing && referent.type == Type::kAsset && referent.id.empty()) {
      const NounPhrase phrase = noun_phrase_at(draft_, mention.head);
      const std::string country = country_of(draft_, phrase);
      if (phrase.definite || !country.empty()) {
        if (const auto id = thing_before(phrase, country)) mention.referents = {*id};
      }
    }
    locate(draft_, mention);
    const ReferentId id = mention.referents.front();
    const auto entity = body_of_pack(id, mention.head);
    if (!entity) return;
    const ReferentId known = draft_.known(*entity);
    draft_.merge(id, known);
    discourse_.replace(id, known);
  }

  /// A ministry put together from its words, now that its country is known, or is that of a state talked
  /// about just now.
  std::optional<std::uint32_t> body_of_pack(ReferentId id, WordId at) const {
    const Referent& body = draft_.referent(id);
    if (body.type != Type::kOrganisation || !body.id.empty() || !draft_.is(at, tables_.named_bodies))
      return std::nullopt;
    if (!body.country.empty()) return bodies_.find(draft_, body.name, body.country);
    constexpr std::uint32_t kNear = 4;
    const auto& entries = discourse_.entries();
    for (std::size_t i = entries.size();
         i-- > 0 && forest_.word(at).sentence.value - entries[i].sentence <= kNear;) {
      const Referent& state = draft_.referent(entries[i].referents.front());
      if (state.type != Type::kState) continue;
      if (const auto entity = bodies_.find(draft_, body.name, state.country)) return entity;
    }
    return std::nullopt;
  }

  Draft& draft_;
  const BodyIndex& bodies_;
  const parse::Forest& forest_;
  const Language::Tables& tables_;
  Discourse discourse_;
  RoleNouns role_nouns_;
  Pronouns pronouns_;
  std::map<std::string, ReferentId> groups_;
};

}  // namespace

void resolve_references(Draft& draft, const BodyIndex& bodies) { References(draft, bodies).resolve(); }

}  // namespace tamga::mention
