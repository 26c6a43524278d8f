/// Whom a pronoun means.
#pragma once

#include "mention/detail/discourse.h"

namespace tamga::mention {

class Pronouns {
 public:
  Pronouns(Draft& draft, const Discourse& discourse);

  bool is_pronoun(parse::WordId word) const;
  /// Empty when nothing fits, or the pronoun means nothing ("it is clear that").
  std::vector<ReferentId> meaning_of(parse::WordId word);

 private:
  bool empty_subject(parse::WordId word) const;
  bool may_mean(parse::WordId word, ReferentId id) const;
  bool may_mean_body(parse::WordId word, const Entry& entry) const;
  bool excluded(parse::WordId word, const Entry& entry) const;
  int score(parse::WordId word, const Entry& entry) const;
  std::vector<ReferentId> one(parse::WordId word);
  std::vector<ReferentId> several(parse::WordId word) const;
  const Mention* thing_before(parse::WordId word, parse::WordId noun) const;
  std::vector<ReferentId> antecedent(parse::WordId word) const;
  std::vector<ReferentId> with_conjuncts(const Entry& entry) const;
  void learn_gender(parse::WordId word, ReferentId id);
  int gender_of(ReferentId id) const;

  Draft& draft_;
  const parse::Forest& forest_;
  const Language::Tables& tables_;
  const Discourse& discourse_;
};

}  // namespace tamga::mention
