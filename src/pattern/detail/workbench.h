/// Frames in the making, and the steps that make them. Each step reads what the steps before it wrote:
/// collect, read_arguments, settle_subjects, read_operators, then inherit and join_light from governors down,
/// and tell_ranges at the end.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parse/forest.h"
#include "pattern/frame.h"

namespace tamga::pattern {

/// The frames of one forest while they are built, governors before what they govern, with the questions about trees
/// that more than one step asks.
class Workbench {
 public:
  Workbench(const parse::Forest& forest_, const Grammar& grammar_) : forest(forest_), grammar(grammar_) {}

  Frame* find(parse::WordId word);
  const Frame* find(parse::WordId word) const;
  FrameId id_of(const Frame& frame) const { return FrameId{by_word.at(frame.word.value)}; }
  /// A role name that lives as long as the frames.
  std::string_view role(std::string_view name) { return *roles.emplace(name).first; }
  /// Whether a dependent of `word` with that relation is one of `words`, by lemma or form.
  bool has_child(parse::WordId word, std::initializer_list<std::string_view> relations, const Words& words) const;
  /// "to build"
  bool is_infinitive(parse::WordId word) const;
  /// "were to build"
  bool has_finite_auxiliary(parse::WordId word) const;
  /// Whether the case word names what the noun above is of: "a series [of talks]".
  bool is_of(parse::WordId word) const;
  /// The role that the case word gives, empty without one.
  std::string marked_role(parse::WordId word) const;
  /// A clause brought in by a case word or a conjunction: "in building".
  bool is_introduced(parse::WordId word) const;
  /// "A deal", "no deal", "deals" as against "the deal", "their deal".
  bool is_definite(parse::WordId word) const;
  /// The head of the name or compound that ends at `word`.
  parse::WordId phrase_head(parse::WordId word) const;
  /// The nearest word before `word` that is no punctuation; `word` itself at the start of its sentence.
  parse::WordId word_before(parse::WordId word) const;
  /// The first word of what `word` dominates that is no punctuation.
  parse::WordId first_of(parse::WordId word) const;

  const parse::Forest& forest;
  const Grammar& grammar;
  std::vector<Frame> frames;
  std::map<std::uint32_t, std::uint32_t> by_word;       ///< word -> frame
  std::map<std::uint32_t, parse::WordId> light;         ///< noun -> its light verb
  std::set<std::uint32_t> moved;                        ///< arguments given to another frame than the tree says
  std::set<std::string, std::less<>> roles;
};

/// Finds the predicates of a sentence.
void collect(Workbench& bench, parse::WordId root, const Words& nouns);

/// What depends on the predicate, and passives.
void read_arguments(Workbench& bench, Frame& frame);
/// Gives back subjects that the parser hung on the wrong verb: a clause has one.
void settle_subjects(Workbench& bench, Frame& frame);
/// "The US quest", "a Russian offer": where a noun of an act has no agent, what it is called by may be it.
void take_modifiers_as_agents(Frame& frame);
/// The argument and what is coordinated with it, its apposed names, and what transparent nouns stand for.
void add_argument(Workbench& bench, Frame& frame, std::string_view role, parse::WordId word);

/// Operators by the predicate's own auxiliaries, adverbs, markers and negators.
void read_operators(const Workbench& bench, Frame& frame);
/// Operators that come down from a governor; `with_word`: also those its lemma has over what it governs.
void pass_operators(const Workbench& bench, Frame& frame, const Frame& governor, bool with_word);
/// What a word may have over the infinitive or noun it governs.
inline constexpr std::initializer_list<Operator> kGoverned = {Operator::kFuture, Operator::kPossible, Operator::kDenied};
/// Those of `wanted` that the word has over what it governs.
void add_governed(const Grammar& grammar, Frame& frame, std::string_view lemma,
                  std::initializer_list<Operator> wanted);

/// Arguments and operators that come from the frames above.
void inherit(Workbench& bench, Frame& frame);
/// When the frame is a noun under its light verb, what the verb has goes to the noun.
void join_light(Workbench& bench, Frame& frame);
/// "a summit held in Samarkand": what the participle has goes to the noun before it, if it is a light verb of it.
void join_light_participle(Workbench& bench, Frame& noun, Frame& participle);

/// The clauses' bytes.
void tell_ranges(Workbench& bench);

bool has_role(const Frame& frame, std::string_view role);
/// Arguments of `from` in `role`, as arguments of `frame` in role `as`; nothing when it has such arguments already.
void take(Frame& frame, const Frame& from, std::string_view role, std::string_view as);
/// The role of who would be the subject: "patient" in passives.
inline std::string_view subject_role(const Frame& frame) { return frame.passive ? "patient" : "agent"; }
/// The role of the subject that is there: "recipient" in passives of two objects.
inline std::string_view controller_role(const Frame& frame) {
  return frame.passive && has_role(frame, "recipient") ? "recipient" : subject_role(frame);
}

}  // namespace tamga::pattern
