/// The words of a language for referring, and of a contest for its sectors, compiled.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "mention/finder.h"

namespace tamga::mention {

using Words = std::set<std::string, std::less<>>;

/// A phrase of the contest: what it is and which sectors it shows.
struct SectorPhrase {
  std::vector<std::string> words;  ///< lemmas or lower-case forms
  Type type = Type::kSector;       ///< asset, commodity or sector
  std::string sector;
  bool weak = false;  ///< shows the sector without being a name of it
};

/// A role that is an office: "leader" -> offices whose name begins with one of these.
struct OfficeRole {
  std::vector<std::string> words;
  std::vector<std::string> offices;  ///< name keys
};

struct Language::Tables {
  Words person_pronouns, thing_pronouns, several_pronouns, relative_pronouns;
  std::vector<OfficeRole> roles;
  Words person_nouns, body_nouns, outlet_nouns, country_nouns, state_plurals, party_plurals, two_words;
  Words named_bodies;
  Words metonym_relations, metonym_markers, place_markers, travel;
  std::map<std::string, std::vector<SectorPhrase>, std::less<>> phrases;  ///< by first word, longest first
  std::map<std::string, std::string, std::less<>> sector_names;           ///< id -> name in this language
  Words asset_heads;
};

}  // namespace tamga::mention
