// A predicate with the words and mentions that are its own.
#pragma once

#include <string>
#include <vector>

#include "extract/detail/settings.h"
#include "extract/extractor.h"
#include "pattern/frame.h"

namespace tamga::extract {

struct Clause {
  const pattern::Frame* frame = nullptr;
  std::vector<parse::WordId> words;            ///< in text order, without clauses that stand by themselves
  std::vector<mention::MentionId> mentions;    ///< headed by one of `words`, in text order
  bool holds(parse::WordId word) const;
};

/// `speech`: verbs whose content clause stands by itself. The noun of a light verb owns the verb's words too.
Clause clause_of(const Analysis& analysis, const pattern::Frames& frames, const pattern::Frame& frame,
                 const pattern::Words& speech);

/// Arguments of a frame with one of these roles, in text order.
std::vector<parse::WordId> arguments_of(const pattern::Frame& frame, const std::vector<std::string>& roles);

/// Who stands in these roles, as the text resolves them: several for "both countries", nobody twice. The role
/// "patient's" is who the patient comes from: "studies [a Russian] proposal".
std::vector<model::Party> parties_of(const Analysis& analysis, const pattern::Grammar& grammar, const Names& types,
                                     const pattern::Frame& frame, const std::vector<std::string>& roles);

/// Who stands inside what has these roles, the outermost first found, without `but`: "criticised the closing of schools
/// [in Peru]". For roles in which nobody stands.
std::vector<model::Party> parties_inside(const Analysis& analysis, const Names& types, const pattern::Frame& frame,
                                         const std::vector<std::string>& roles, const std::vector<model::Party>& but);

bool same_party(const model::Party& a, const model::Party& b);

}  // namespace tamga::extract
