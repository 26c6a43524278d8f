/// The words of a language for referring, and of a contest for its sectors, compiled.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "mention/finder.h"
#include "mention/places.h"

namespace tamga::mention {

using Words = std::set<std::string, std::less<>>;

/// A phrase of the contest: what it is and which sector it shows.
struct SectorPhrase {
  std::vector<std::string> words;  ///< lemmas or lower-case forms
  Type type = Type::kSector;       ///< asset, commodity or sector
  std::string sector;
  bool weak = false;  ///< shows the sector without being a name of it
};

/// A noun for an office: "leader" -> keys with which the pack's names of such an office begin.
struct OfficeRole {
  std::vector<std::string> words;
  std::vector<std::string> offices;
};

struct Language::Tables {
  Words person_pronouns, thing_pronouns, several_pronouns, relative_pronouns, relative_things;
  Words feminine, masculine;
  std::vector<OfficeRole> roles;  ///< longest first
  Words chiefs, portfolio_titles, counterpart_nouns, person_nouns, titles, honorifics;
  std::map<std::string, std::string, std::less<>> body_kinds;  ///< noun -> kind
  Words named_bodies, name_endings;
  Words outlet_nouns, weak_outlet_nouns, outlet_endings, also_bodies, nobody;
  Words no_groups, place_nouns, country_nouns, government_nouns, bloc_nouns, side_nouns;
  Words state_plurals, person_plurals, party_plurals, two_words, side_markers, home_words, market_words;
  Words speech_verbs, calendar, not_names, name_joiners;
  Words metonym_relations, metonym_markers, place_markers, travel;

  std::map<std::string, std::vector<SectorPhrase>, std::less<>> phrases;  ///< by first word, longest first
  std::map<std::string, std::string, std::less<>> sector_names;           ///< id -> name in this language
  std::map<std::string, std::string, std::less<>> asset_heads;  ///< noun -> sector of its own, or empty
  PlaceWeights place_weights;
  Words asset_again;  ///< nouns that only take up a thing named before: "project"
};

}  // namespace tamga::mention
