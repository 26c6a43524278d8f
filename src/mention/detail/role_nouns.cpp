#include "mention/detail/role_nouns.h"

#include <algorithm>

#include "text/utf8.h"

namespace tamga::mention {

using parse::Upos;
using parse::WordId;

namespace {

constexpr std::uint32_t kNear = 3, kFar = 100;  // sentences to look back

/// Whether the key begins with these words.
bool begins_with(std::string_view key, std::string_view words) {
  return key.starts_with(words) && (key.size() == words.size() || key[words.size()] == ' ');
}

bool is_body(Type type) {
  return type == Type::kOrganisation || type == Type::kOutlet || type == Type::kGroup;
}

}  // namespace

RoleNouns::RoleNouns(Draft& draft, const Discourse& discourse)
    : draft_(draft), forest_(draft.forest()), tables_(draft.tables()), discourse_(discourse) {}

RoleNouns::Meaning RoleNouns::meaning_of(const NounPhrase& phrase) const {
  if (auto all = several(phrase); !all.empty()) return {std::move(all), Kind::kPlural, 0.6F};
  if (const auto id = states_of_region(phrase)) return {{*id}, Kind::kRole, 0.6F};
  if (phrase.plural) return {};
  if (const auto id = counterpart(phrase)) return {{*id}, Kind::kRole, 0.7F};
  if (const auto id = named_behind(phrase)) return {{*id}, Kind::kRole, 0.8F};
  if (const auto id = office_holder(phrase)) return {{*id}, Kind::kRole, 0.8F};
  // "a company" is anyone; "The President", "Head of State" need no article
  const bool definite = phrase.definite || phrase.possessor || draft_.capital(phrase.head);
  if (const auto id = state(phrase)) return {{*id}, Kind::kRole, 0.6F};
  if (!definite) return {};
  if (const auto id = person(phrase)) return {{*id}, Kind::kRole, 0.5F};
  if (const auto id = seated(phrase)) return {{*id}, Kind::kRole, 0.5F};
  if (const auto id = body(phrase)) return {{*id}, Kind::kRole, 0.5F};
  if (const auto id = place(phrase)) return {{*id}, Kind::kRole, 0.5F};
  return {};
}

// -------------------------------------------------------------------- offices

const OfficeRole* RoleNouns::role_at(const NounPhrase& phrase) const {
  for (const OfficeRole& role : tables_.roles) {
    const auto length = static_cast<std::uint32_t>(role.words.size());
    if (phrase.head.value + 1 >= length) {
      const WordId first{phrase.head.value + 1 - length};
      const bool headed =
          stands_at(draft_, first, role.words) && draft_.head_of(first, phrase.head) == phrase.head;
      if (headed && only_country_before(phrase, length)) return &role;
    }
    if (length > 1 && stands_at(draft_, phrase.head, role.words) && only_country_before(phrase, 1))
      return &role;
  }
  return nullptr;
}

/// "the Uzbek president", not "the first vice president" nor "the president of Rosatom".
bool RoleNouns::only_country_before(const NounPhrase& phrase, std::size_t own_words) const {
  for (std::uint32_t i = phrase.first.value; i + own_words <= phrase.head.value; ++i) {
    const Referent* country = referent_of(draft_, WordId{i});
    if (!country || (country->type != Type::kState && country->type != Type::kBloc)) return false;
  }
  const auto of_body = [&](WordId word) {
    const Referent* of = referent_of(draft_, word);
    return of && of->type != Type::kState && of->type != Type::kBloc && of->type != Type::kPerson;
  };
  if (phrase.possessor && of_body(*phrase.possessor)) return false;
  for (WordId child : forest_.children(phrase.head)) {
    if (phrase.head < child && forest_.plain_relation(child) == "nmod" && of_body(child)) return false;
  }
  return true;
}

std::optional<ReferentId> RoleNouns::office_holder(const NounPhrase& phrase) const {
  const OfficeRole* role = role_at(phrase);
  if (!role || (!phrase.definite && !phrase.possessor && phrase.determiner)) return std::nullopt;
  const auto is_office = [&](std::string_view name) {
    const std::string key = text::name_key(name);
    return std::any_of(role->offices.begin(), role->offices.end(),
                       [&](const std::string& o) { return begins_with(key, o); });
  };
  const std::string country = country_of(draft_, phrase);
  if (country.empty()) {
    if (!phrase.definite && !draft_.capital(phrase.head)) return std::nullopt;
    return discourse_.latest(phrase.head, kFar, [&](ReferentId id, const Entry&) {
      return draft_.referent(id).type == Type::kPerson && is_office(draft_.referent(id).role);
    });
  }
  for (const names::Office& office : draft_.lexicon().offices()) {
    if (office.country == country && is_office(office.role) && draft_.holds_at_report(office))
      return draft_.known(office.person);
  }
  return std::nullopt;
}

/// "Chairman of the Board of CNNC Shen Yanfeng", "the head of the bank Jin Liqun": the person named right behind the office.
std::optional<ReferentId> RoleNouns::named_behind(const NounPhrase& phrase) const {
  constexpr std::uint32_t kLongest = 14;  // words of the office
  if (!draft_.is(phrase.head, tables_.person_nouns) && !draft_.is(phrase.head, tables_.titles)) return std::nullopt;
  const parse::Sentence& sentence = forest_.sentence_of(phrase.head);
  const std::uint32_t end = std::min(sentence.first.value + sentence.count, phrase.head.value + kLongest);
  bool office = false;
  for (std::uint32_t i = phrase.head.value + 1; i < end; ++i) {
    const WordId word{i};
    const Mention* mention = draft_.headed_by(word);
    const bool person = mention && mention->kind == Kind::kName && mention->referents.size() == 1 &&
                        draft_.referent(mention->referents.front()).type == Type::kPerson;
    if (person) return office ? std::optional(mention->referents.front()) : std::nullopt;
    const Upos upos = forest_.word(word).upos;
    const bool case_word = upos == Upos::kAdp && forest_.plain_relation(word) == "case";
    if (case_word && !forest_.dominates(phrase.head, word)) return std::nullopt;
    office = office || case_word;
    if (!case_word && upos != Upos::kDet && upos != Upos::kPropn && upos != Upos::kNoun && upos != Upos::kAdj) return std::nullopt;
  }
  return std::nullopt;
}

/// "his Kazakh counterpart": who holds the owner's office there.
std::optional<ReferentId> RoleNouns::counterpart(const NounPhrase& phrase) const {
  if (!draft_.is(phrase.head, tables_.counterpart_nouns) || !phrase.possessor) return std::nullopt;
  const Referent* owner = referent_of(draft_, *phrase.possessor);
  const std::string country = country_of(draft_, phrase);
  if (!owner || country.empty() || country == owner->country) return std::nullopt;
  const std::string role = text::name_key(owner->role);
  for (const OfficeRole& office : tables_.roles) {
    const auto holds = [&](std::string_view key) {
      return std::any_of(office.offices.begin(), office.offices.end(),
                         [&](const std::string& o) { return begins_with(key, o); });
    };
    if (!holds(role)) continue;
    for (const names::Office& other : draft_.lexicon().offices()) {
      if (other.country == country && holds(text::name_key(other.role)) && draft_.holds_at_report(other))
        return draft_.known(other.person);
    }
  }
  return std::nullopt;
}

// -------------------------------------------------------------------- people

bool RoleNouns::described_so(ReferentId id, WordId noun) const {
  const Words& told = draft_.descriptions(id);
  if (told.contains(draft_.lemma(noun)) || told.contains(draft_.lower(noun))) return true;
  if (!draft_.is(noun, tables_.chiefs)) return false;
  return std::any_of(told.begin(), told.end(),
                     [&](const std::string& word) { return tables_.chiefs.contains(word); });
}

std::optional<ReferentId> RoleNouns::person(const NounPhrase& phrase) const {
  if (!draft_.is(phrase.head, tables_.person_nouns)) return std::nullopt;
  const Referent* host = phrase.possessor ? referent_of(draft_, *phrase.possessor) : nullptr;
  const bool of_person = host && host->type == Type::kPerson;  // "his guest" is from anywhere
  const std::string country = of_person ? std::string() : country_of(draft_, phrase);
  const auto fits = [&](ReferentId id, const Entry&) {
    const Referent& r = draft_.referent(id);
    return r.type == Type::kPerson && (country.empty() || r.country.empty() || r.country == country);
  };
  const auto described = [&](ReferentId id, const Entry& entry) {
    return fits(id, entry) && described_so(id, phrase.head);
  };
  if (const auto id = discourse_.latest(phrase.head, kFar, described)) return id;
  // "his guest", "the diplomat": the last one named, where the noun is no office of its own
  const bool office = draft_.is(phrase.head, tables_.chiefs) || role_at(phrase);
  if (office || !is_bare(phrase)) return std::nullopt;
  const Mention* owner = phrase.possessor ? draft_.headed_by(*phrase.possessor) : nullptr;
  return discourse_.latest(phrase.head, 2, [&](ReferentId id, const Entry& entry) {
    const bool own =
        owner && std::find(owner->referents.begin(), owner->referents.end(), id) != owner->referents.end();
    return fits(id, entry) && !own && !co_arguments(draft_, phrase.head, entry.word);
  });
}

// -------------------------------------------------------------------- bodies

/// A bank is no ministry: the kinds of the noun and of the words in the body's name or descriptions must not
/// differ.
bool RoleNouns::same_kind(const Referent& referent, ReferentId id, std::string_view noun) const {
  const auto wanted = tables_.body_kinds.find(noun);
  if (referent.type == Type::kOutlet)
    return tables_.outlet_nouns.contains(noun) || tables_.also_bodies.contains(noun);
  if (wanted == tables_.body_kinds.end()) return false;
  bool told = false;
  for (const Words* words : {&draft_.descriptions(id), &draft_.other_names(id)}) {
    for (const std::string& word : *words) {
      const auto kind = tables_.body_kinds.find(word);
      if (kind == tables_.body_kinds.end()) continue;
      if (kind->second == wanted->second) return true;
      told = true;
    }
  }
  return !told && wanted->second == "firm";
}

/// Whether all words before the noun but those of countries are among what the body is called.
bool RoleNouns::modifiers_told(ReferentId id, const NounPhrase& phrase) const {
  for (std::uint32_t i = phrase.first.value; i < phrase.head.value; ++i) {
    const WordId word{i};
    if (draft_.headed_by(word) || forest_.word(word).upos == parse::Upos::kPunct) continue;
    if (!draft_.descriptions(id).contains(draft_.lower(word)) &&
        !draft_.other_names(id).contains(draft_.lower(word)))
      return false;
  }
  return true;
}

bool RoleNouns::says_which(const NounPhrase& phrase) const {
  const auto children = forest_.children(phrase.head);
  return std::any_of(children.begin(), children.end(), [&](WordId child) {
    return phrase.head < child &&
           (forest_.plain_relation(child) == "acl" || forest_.plain_relation(child) == "nmod");
  });
}

bool RoleNouns::has_compound(const NounPhrase& phrase) const {
  for (std::uint32_t i = phrase.first.value; i < phrase.head.value; ++i) {
    if (forest_.plain_relation(WordId{i}) == "compound") return true;
  }
  return false;
}

/// "the Almaty-based group", "the London-listed miner": the firm told of last, of that country where it is at home there.
std::optional<ReferentId> RoleNouns::seated(const NounPhrase& phrase) const {
  const std::string noun(draft_.lemma(phrase.head));
  if (!tables_.body_kinds.contains(noun)) return std::nullopt;
  for (std::uint32_t i = phrase.first.value; i < phrase.head.value; ++i) {
    const WordId word{i};
    const bool home = draft_.is(word, tables_.home_words);
    if (forest_.head(word) != phrase.head || !(home || draft_.is(word, tables_.market_words))) continue;
    const auto place = forest_.child(word, "compound");
    const Referent* seat = place ? referent_of(draft_, *place) : nullptr;
    const std::string country = home && seat ? seat->country : std::string();
    return discourse_.latest(phrase.head, kFar, [&](ReferentId id, const Entry& entry) {
      const Referent& r = draft_.referent(id);
      const bool there = country.empty() || r.country.empty() || r.country == country;
      return r.type == Type::kOrganisation && there && same_kind(r, id, noun) && !co_arguments(draft_, phrase.head, entry.word);
    });
  }
  return std::nullopt;
}

std::optional<ReferentId> RoleNouns::body(const NounPhrase& phrase) const {
  const std::string noun(draft_.lemma(phrase.head));
  const bool outlet = tables_.outlet_nouns.contains(noun) && !tables_.weak_outlet_nouns.contains(noun);
  if (draft_.is(phrase.head, tables_.bloc_nouns)) {
    return discourse_.latest(phrase.head, kFar, [&](ReferentId id, const Entry&) {
      return draft_.referent(id).type == Type::kBloc;
    });
  }
  if (!tables_.body_kinds.contains(noun) && !outlet) return std::nullopt;
  for (std::uint32_t i = phrase.first.value; i < phrase.head.value; ++i) {
    const Referent* told =
        referent_of(draft_, WordId{i});  // "the Astana bureau", "the Rosatom subsidiary" are others
    if (told &&
        (told->type == Type::kPlace || told->type == Type::kOrganisation || told->type == Type::kPerson))
      return std::nullopt;
  }
  const std::string country = country_of(draft_, phrase);
  const Mention* owner = phrase.possessor ? draft_.headed_by(*phrase.possessor) : nullptr;
  if (owner && country.empty()) return std::nullopt;  // "its subsidiary" is another body
  const auto candidate = [&](ReferentId id, const Entry& entry) {
    const Referent& r = draft_.referent(id);
    if (!is_body(r.type) || co_arguments(draft_, phrase.head, entry.word) ||
        (!country.empty() && r.country != country))
      return false;
    return !owner ||
           std::find(owner->referents.begin(), owner->referents.end(), id) == owner->referents.end();
  };
  const bool told = !country.empty() || !(says_which(phrase) || has_compound(phrase));
  return discourse_.latest(phrase.head, kFar, [&](ReferentId id, const Entry& entry) {
    if (!candidate(id, entry)) return 0;
    const bool all = modifiers_told(id, phrase);
    // "the company that built it" says itself which
    if (!told && !(all && draft_.descriptions(id).contains(noun))) return 0;
    if (draft_.descriptions(id).contains(noun)) return all ? 45 : 25;
    if (draft_.other_names(id).contains(noun)) return all && !is_bare(phrase) ? 35 : 20;
    const bool near = !country.empty() || forest_.word(phrase.head).sentence.value - entry.sentence <= kNear;
    return !owner && near && draft_.referent(id).type != Type::kGroup &&
                   same_kind(draft_.referent(id), id, noun)
               ? 1
               : 0;
  });
}

// -------------------------------------------------------------------- countries, places, pairs

std::optional<ReferentId> RoleNouns::state_of(std::string_view country) const {
  if (country.empty()) return std::nullopt;
  for (std::uint32_t i = 0; i < draft_.lexicon().size(); ++i) {
    const names::Entity entity = draft_.lexicon().entity(i);
    if (entity.type == "state" && entity.country == country) return draft_.known(i);
  }
  return std::nullopt;
}

/// "the five Central Asian states" are the region.
std::optional<ReferentId> RoleNouns::states_of_region(const NounPhrase& phrase) const {
  if (!phrase.plural || !tables_.country_nouns.contains(draft_.lemma(phrase.head))) return std::nullopt;
  for (std::uint32_t i = phrase.first.value; i < phrase.head.value; ++i) {
    const Referent* told = referent_of(draft_, WordId{i});
    if (told && told->type == Type::kRegion) return draft_.headed_by(WordId{i})->referents.front();
  }
  return std::nullopt;
}

std::optional<ReferentId> RoleNouns::state(const NounPhrase& phrase) const {
  const std::string_view noun = draft_.lemma(phrase.head);
  // "the Russian side" is Russia
  if (tables_.side_nouns.contains(noun)) {
    const Referent* told = phrase.first < phrase.head ? referent_of(draft_, phrase.first) : nullptr;
    if (told && (told->type == Type::kState || told->type == Type::kBloc))
      return draft_.headed_by(phrase.first)->referents.front();
    return std::nullopt;
  }
  const bool government = phrase.definite && is_bare(phrase) && tables_.government_nouns.contains(noun);
  if (!tables_.country_nouns.contains(noun) && !government) return std::nullopt;
  if (phrase.possessor && is_bare(phrase)) {  // "his country"
    const Referent* owner = referent_of(draft_, *phrase.possessor);
    return owner && owner->type != Type::kState ? state_of(owner->country) : std::nullopt;
  }
  if (!phrase.definite) return std::nullopt;
  const Referent* region = nullptr;  // "the Central Asian country"
  for (std::uint32_t i = phrase.first.value; i < phrase.head.value; ++i) {
    const Referent* told = referent_of(draft_, WordId{i});
    if (told && told->type == Type::kState) return draft_.headed_by(WordId{i})->referents.front();
    if (told && told->type == Type::kRegion)
      region = told;
    else if (!region && forest_.plain_relation(WordId{i}) != "amod")
      return std::nullopt;
  }
  return discourse_.latest(phrase.head, kFar, [&](ReferentId id, const Entry& entry) {
    const Referent& r = draft_.referent(id);
    const bool within = !region || std::find(region->countries.begin(), region->countries.end(), r.country) !=
                                       region->countries.end();
    return r.type == Type::kState && within && entry.kind != Kind::kPronoun;
  });
}

std::optional<ReferentId> RoleNouns::place(const NounPhrase& phrase) const {
  if (!phrase.definite || !is_bare(phrase) || !draft_.is(phrase.head, tables_.place_nouns))
    return std::nullopt;
  for (WordId child : forest_.children(phrase.head)) {
    if (forest_.plain_relation(child) == "nmod" || forest_.plain_relation(child) == "acl")
      return std::nullopt;
  }
  return discourse_.latest(phrase.head, kNear, [&](ReferentId id, const Entry&) {
    return draft_.referent(id).type == Type::kPlace || draft_.referent(id).type == Type::kRegion;
  });
}

/// "During the talks with Traxys, the sides agreed": Traxys and who was told of before.
std::vector<ReferentId> RoleNouns::who_met(const NounPhrase& phrase) const {
  for (std::uint32_t i = forest_.sentence_of(phrase.head).first.value; i < phrase.first.value; ++i) {
    const Mention* other = draft_.headed_by(WordId{i});
    const auto marker = other ? forest_.child(WordId{i}, "case") : std::nullopt;
    if (!marker || other->referents.size() != 1 || !tables_.side_markers.contains(forest_.lemma(*marker))) continue;
    const auto acts = [&](ReferentId id, const Entry& entry) {
      const Type type = draft_.referent(id).type;
      const bool party = type == Type::kPerson || type == Type::kState || type == Type::kBloc || type == Type::kOrganisation;
      return party && entry.subject && !entry.speaks && id != other->referents.front();
    };
    if (const auto one = discourse_.latest(phrase.head, kNear, acts)) return {*one, other->referents.front()};
  }
  return {};
}

std::vector<ReferentId> RoleNouns::several(const NounPhrase& phrase) const {
  const bool two = phrase.determiner && draft_.is(*phrase.determiner, tables_.two_words);
  bool counted = false;
  for (std::uint32_t i = phrase.first.value; i < phrase.head.value; ++i) {
    const bool number = draft_.is(WordId{i}, tables_.two_words);
    if (!number && forest_.word(WordId{i}).upos != parse::Upos::kAdj) return {};
    counted |= number;
  }
  const bool bare_party = phrase.definite && is_bare(phrase) && draft_.is(phrase.head, tables_.party_plurals);
  // "neither company" is of two as well
  if (!(phrase.plural || two) || !(two || (counted && phrase.definite) || bare_party)) return {};
  const auto states = [](const Referent& r) { return r.type == Type::kState || r.type == Type::kBloc; };
  const auto people = [](const Referent& r) { return r.type == Type::kPerson; };
  const auto bodies = [](const Referent& r) { return r.type == Type::kOrganisation; };
  if (draft_.is(phrase.head, tables_.state_plurals)) return discourse_.latest_two(phrase.head, kFar, states);
  if (draft_.is(phrase.head, tables_.person_plurals)) return discourse_.latest_two(phrase.head, kFar, people);
  if (!draft_.is(phrase.head, tables_.party_plurals)) return {};
  if (tables_.body_kinds.contains(draft_.lemma(phrase.head))) {
    auto pair = discourse_.latest_two(phrase.head, kNear, bodies);
    if (!pair.empty() || tables_.body_kinds.find(draft_.lemma(phrase.head))->second == "authority")
      return pair;
  }
  if (auto sides = who_met(phrase); !sides.empty()) return sides;
  auto pair = discourse_.latest_two(phrase.head, kNear, states);
  return pair.empty() ? discourse_.latest_two(phrase.head, kNear, people) : pair;  // "the sides": those who met
}

}  // namespace tamga::mention
