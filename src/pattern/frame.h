/// Predicates with their arguments and operators, read off Universal Dependencies trees.
///
/// A frame undoes what syntax does to an argument: passives, relative clauses, control, coordination, participles,
/// nominalisations and light verbs ("held talks with", "paid a visit to") all give the same roles. Words that decide
/// (auxiliaries, markers, light verbs, negators) are data: packs/languages/<tag>/grammar.yaml.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "json/value.h"
#include "parse/forest.h"
#include "text/document.h"

namespace tamga::pattern {

using Words = std::set<std::string, std::less<>>;
using FrameId = Id<struct FrameTag>;

/// What stands over a predicate and changes whether it is so.
enum class Operator : std::uint8_t { kFuture, kPossible, kConditional, kDenied, kPurpose, kQuestion };

/// The words of a language that build frames. Compiled once, shared between threads.
struct Grammar {
  /// kBadData names the entry that is wrong.
  static Result<Grammar> load(const json::Value& section);

  std::map<std::string, std::string, std::less<>> markers;     ///< case word -> role ("alongside" -> "with")
  std::map<std::string, std::string, std::less<>> noun_roles;  ///< role under a noun -> role ("of" -> "patient")
  std::map<Operator, Words> auxiliaries;                       ///< "will" -> future
  std::map<Operator, Words> backshifted;                       ///< what auxiliaries mean in what was said in the past: "would"
  std::map<Operator, Words> adverbs;                           ///< "possibly" -> possible
  std::map<Operator, Words> governors;                         ///< "plan" (to) -> future: over what they govern
  std::map<Operator, Words> clause_marks;                      ///< "if" -> conditional
  /// Verb -> nouns that carry the meaning ("*": any). The noun is its object or passive subject; of "*" verbs also the
  /// subject ("talks began"), with an object in the key too ("take place").
  std::map<std::string, Words, std::less<>> light;
  Words negators;        ///< "not", "never", "no"
  Words copular;         ///< verbs that tie a noun to their subject as "be" does ("remain", "become")
  Words infinitive_be;   ///< auxiliaries that mean the future before an infinitive ("is to lead")
  Words infinitive_marks;  ///< "to"
  Words maker_markers;   ///< case words of who a thing comes from: "an offer [from] EDF"
  Words refutations;     ///< predicates that take back what was said before: "that was a mistake"
  Words deniers;         ///< verbs whose subject takes back what was said before: "denied this"
  Words judges;          ///< verbs that do so with one of the refutations: "called the report groundless"
  Words denied_nouns;    ///< what they take back, beside pronouns: "the report"
  Words titles;          ///< nouns and participles whose quotation is only a name: "under the headline ..."
  Words speech;          ///< verbs whose content clause stands by itself: it is not embedded, denials stop there
  Words subject_control; ///< verbs whose infinitive keeps the subject though there is an object ("promise")
  Words object_control;  ///< verbs whose "to" clause is done by the object ("pick Rosatom to build"), as adverbial too
  Words factive;         ///< verbs of saying that take for granted what they govern, negated too ("not mention that")
  Words transparent;     ///< nouns that stand for what they are of ("group of", "stage of"): arguments look through
  Words delegates;       ///< nouns of those who act for whom they name ("delegation", "representative"), who take their place
  Words agent_nouns;     ///< nouns whose "of" names who acts ("a meeting of the presidents")
  Words ahead_markers;   ///< case words of acts that are still to come ("ahead of the visit")
  Words passive_markers; ///< case words that make a noun's subject its patient ("is under construction")
  Words lifted;          ///< roles that a verb takes from within its object ("sold [its share to X]"); "with" always
  Words complement_marks;  ///< words that bring in what a governor governs ("interested in building")
  Words adversatives;    ///< conjunctions that end a negation ("did not sign but agreed")
  Words not_negated;     ///< words before which a negator does not negate the clause ("not only")
};

/// One argument. Coordinated arguments are listed one by one with the same role; so are the names apposed to a common
/// noun ("four vendors: Rosatom, EDF ...", "a congresswoman, Carol Miller") and what a transparent noun stands for.
struct Argument {
  /// agent, patient, recipient; time (no case word); compound, modifier, content (a clause); poss; else the role of the
  /// case word: with, in, to, ... Valid as long as the Frames.
  std::string_view role;
  parse::WordId word;     ///< its head word
};

enum class Kind : std::uint8_t { kVerb, kNoun, kCopula };

struct Frame {
  parse::WordId word;    ///< the predicate
  std::string lemma;     ///< with particle: "set up"
  Kind kind = Kind::kVerb;
  bool passive = false;
  std::vector<Argument> arguments;
  std::set<Operator> operators;      ///< its own and those it stands under
  std::optional<FrameId> governor;   ///< the frame it is a complement of, light verbs included
  bool embedded = false;             ///< complement, infinitive or noun within its governor: not asserted by itself
  bool light = false;                ///< a light verb, "a round of", "is at the stage of": its noun's frame speaks
  text::ByteRange range;             ///< the clause, without clauses that tell of something else
  bool has(Operator op) const { return operators.contains(op); }
};

/// The frames of a document. Moves only: the names of roles are kept here.
class Frames {
 public:
  Frames(Frames&&) noexcept = default;
  Frames& operator=(Frames&&) noexcept = default;
  std::span<const Frame> frames() const { return frames_; }
  const Frame& frame(FrameId id) const { return frames_[id.value]; }
  std::optional<FrameId> of(parse::WordId word) const;

 private:
  friend class FrameBuilder;
  Frames() = default;
  std::vector<Frame> frames_;  // in text order of their predicates
  std::map<std::uint32_t, std::uint32_t> by_word_;
  std::set<std::string, std::less<>> roles_;  // what the arguments' role names point into
};

/// Frames of all verbs, of words with a copula, and of nouns whose lemma is in `nouns`.
Frames find_frames(const parse::Forest& forest, const Grammar& grammar, const Words& nouns);

}  // namespace tamga::pattern
