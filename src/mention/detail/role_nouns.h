/// Nouns that stand for somebody: "the Kazakh leader", "the agency", "the country", "both countries".
#pragma once

#include "mention/detail/discourse.h"
#include "mention/detail/noun_phrase.h"

namespace tamga::mention {

/// Whom a noun stands for. Empty when the noun stands for nobody told before.
class RoleNouns {
 public:
  RoleNouns(Draft& draft, const Discourse& discourse);

  struct Meaning {
    std::vector<ReferentId> referents;
    Kind kind = Kind::kRole;
    float confidence = 0.5F;
  };
  /// `phrase`: a common noun no mention has taken.
  Meaning meaning_of(const NounPhrase& phrase) const;

 private:
  std::optional<ReferentId> office_holder(const NounPhrase& phrase) const;
  std::optional<ReferentId> counterpart(const NounPhrase& phrase) const;
  std::optional<ReferentId> person(const NounPhrase& phrase) const;
  std::optional<ReferentId> body(const NounPhrase& phrase) const;
  std::optional<ReferentId> state_of(std::string_view country) const;
  std::optional<ReferentId> states_of_region(const NounPhrase& phrase) const;
  std::optional<ReferentId> state(const NounPhrase& phrase) const;
  std::optional<ReferentId> place(const NounPhrase& phrase) const;
  std::vector<ReferentId> several(const NounPhrase& phrase) const;
  std::optional<ReferentId> seated(const NounPhrase& phrase) const;
  std::optional<ReferentId> named_behind(const NounPhrase& phrase) const;
  std::vector<ReferentId> who_met(const NounPhrase& phrase) const;

  const OfficeRole* role_at(const NounPhrase& phrase) const;
  bool only_country_before(const NounPhrase& phrase, std::size_t own_words) const;
  bool modifiers_told(ReferentId id, const NounPhrase& phrase) const;
  bool says_which(const NounPhrase& phrase) const;
  bool has_compound(const NounPhrase& phrase) const;
  bool described_so(ReferentId id, parse::WordId noun) const;
  bool same_kind(const Referent& referent, ReferentId id, std::string_view noun) const;

  Draft& draft_;
  const parse::Forest& forest_;
  const Language::Tables& tables_;
  const Discourse& discourse_;
};

}  // namespace tamga::mention
