/// The rule language: which predicates with which arguments are which events and stages. Rules are data
/// (packs/<contest>/codebook/*.yaml); what event and stage names mean is not known here. See docs/codebook.md.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "pattern/frame.h"

namespace tamga::pattern {

/// A row of lemmas or lower-case forms.
using Phrase = std::vector<std::string>;

/// Something an argument must or must not be.
struct Condition {
  std::vector<std::string> roles;  ///< any of these; empty: the predicate itself
  std::vector<Phrase> heads;       ///< one of these phrases covers the argument's head word
  std::vector<Phrase> within;      ///< one of these phrases stands anywhere in the argument
  Words types;                     ///< the argument refers to one of these types
  Words forms;                     ///< the argument's VerbForm is one of these (Universal Dependencies)
  bool absent = false;             ///< there must be no such argument
};

/// A sentence and what the whole engine must (or must not) make of it; `tamga check` runs them.
struct Example {
  std::string text;
  json::Value claim;  ///< fields a claim must have; null: no claim by this rule
};

struct Rule {
  std::string id;
  std::string doc;
  std::map<Kind, Words> triggers;  ///< lemmas by kind of predicate
  std::vector<Condition> conditions;
  std::vector<Operator> only, never;  ///< operators that must, or must not, stand over the predicate
  std::string voice;  ///< "active" or "passive"; empty: either
  std::string event, stage, mode, status;
  std::vector<std::string> who, whom;  ///< roles
  bool reciprocal = false;   ///< agents that act on one another: the last of several is `whom` when nobody else is
  bool standalone = false;   ///< asserted even within another claim ("during a visit to")
  bool final = false;        ///< the stage stays as it is when the act is still to come
  bool fallback = false;     ///< triggered by any word: for want of a better rule
  bool weak = false;         ///< only when nothing above it makes a claim, and about a topic of the contest
  double confidence = 0.8;
  int priority = 0;
  std::vector<Example> examples;
};

/// What type an argument refers to, empty when it refers to nobody: given by the caller.
using TypeOf = std::function<std::string_view(parse::WordId)>;

class Codebook {
 public:
  /// `sections`: name and content of each codebook file. `language`: BCP 47 tag whose triggers and classes are used.
  /// kBadData names file and rule.
  static Result<Codebook> load(const std::vector<std::pair<std::string, json::Value>>& sections,
                               std::string_view language);

  /// The rule that fits best: one that names the lemma before one for "*", then higher priority, then more conditions,
  /// then the earlier one; null when none fits.
  const Rule* match(const parse::Forest& forest, const Frame& frame, const TypeOf& type_of) const;
  const Rule* rule(std::string_view id) const;
  const std::vector<Rule>& rules() const { return rules_; }
  /// Lemmas of nouns that are predicates of some rule.
  const Words& nouns() const { return nouns_; }

 private:
  std::vector<Rule> rules_;
  std::map<std::pair<Kind, std::string>, std::vector<std::uint32_t>> by_trigger_;  // best first
  Words nouns_;
};

/// Whether the phrase stands at words that include `word`.
bool covers(const parse::Forest& forest, parse::WordId word, const Phrase& phrase);

}  // namespace tamga::pattern
