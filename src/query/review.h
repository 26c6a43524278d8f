/// Review: what needs a person, making decisions of what a person asks for, and what became of them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/decision.h"
#include "query/line.h"
#include "query/state.h"
#include "review/changes.h"

namespace tamga::query {

/// An event that a person should look at. docs/review.md has the formula.
struct Doubt {
  Line line;
  double score = 0;  ///< doubt x importance
  double doubt = 0, importance = 0;
  std::vector<std::string> reasons;  ///< "unsure (0.45)", "reports disagree on date"
};

/// An event that may be the same as another.
struct Alternative {
  Line line;
  double sameness = 0;
};

/// Events with claims that nobody has decided about, those that need it most first. `core`: sectors that
/// weigh more; empty when all weigh the same.
std::vector<Doubt> queue(const State& state, std::span<const std::string> core);
/// Those that need it most, and how many need one at all.
struct Queue {
  std::vector<Doubt> worst;
  std::size_t total = 0;
};
/// The beginning of the queue of all that a question sees. A ledger that keeps its events is gone through part by part, and its
/// claims are never all held. Errors as look.
Result<Queue> queue_of(store::Ledger& ledger, const Question& question, std::span<const std::string> core, std::size_t most);
/// One event of a ledger as the queue has it; nothing where it waits for nobody. `state` has the event, as for
/// Want::Kind::kThing. Errors as look.
Result<std::optional<Doubt>> doubt_of(store::Ledger& ledger, const State& state, const std::string& event,
                                      std::span<const std::string> core);
/// How much two events, each of its own state, have in common; 0 where they cannot be one.
double sameness(const State& one_state, const merge::Event& one, const State& other_state, const merge::Event& other);
/// Events that share most with this one and were not put together with it, at most five.
std::vector<Alternative> alternatives(const State& state, const std::string& event);

std::string queue_table(const std::vector<Doubt>& queue);
std::string queue_json(const std::vector<Doubt>& queue);
/// One item with its evidence, its chains and what it may be instead.
std::string doubt_markdown(const State& state, const Doubt& doubt);
std::string doubt_json(const State& state, const Doubt& doubt);

/// Two names that may be one entity. docs/review.md has the formula.
struct Pair {
  struct Side {
    std::string id, name;  ///< the pack's id, empty for whom it does not know
    std::size_t events = 0;
  };
  Side keep, other;
  std::string how;  ///< "spelt alike"
  double likeness = 0, score = 0;
  std::vector<std::string> events;  ///< ids of those that name `other`
};

/// Pairs that nobody has decided about, the likeliest first. People and organisations only; never two that the pack knows.
std::vector<Pair> pairs(const State& state);
std::string pairs_table(const std::vector<Pair>& pairs);
std::string pairs_json(const std::vector<Pair>& pairs);

/// What a person asks for, in words of the command line.
struct Wish {
  std::string kind;  ///< as model::Decision's
  std::vector<std::string>
      ids;  ///< of events, claims, entities or a decision; beginnings of four characters do
  std::vector<std::string> fields;  ///< correct: "stage=memorandum"
  std::string author, reason, made_at;
};

/// Makes decisions of a wish, one for each field of a correction. kUsage for a wish that makes no sense,
/// kNotFound for an id that the ledger does not have. Nothing is stored.
Result<std::vector<model::Decision>> decisions_for(store::Ledger& ledger, const Wish& wish);
/// Of several wishes, in their order. Ids are those of the ledger before any of them.
Result<std::vector<model::Decision>> decisions_for(store::Ledger& ledger, std::span<const Wish> wishes);

/// {"decision", "ids", "fields", "reason", "author"}; the last three may be missing, and `author` stays empty then. kBadInput
/// for anything else.
Result<Wish> wish_from_json(const json::Value& value);

/// "corrected stage to memorandum, A. Reader, 2026-01-02: the text says so"
std::string decision_words(const model::Decision& decision);
/// The decisions by time; `stands` tells which do.
std::string log_markdown(std::span<const model::Decision> decisions);
std::string log_json(std::span<const model::Decision> decisions);

std::string changes_markdown(const std::vector<review::Change>& changes);
std::string changes_json(const std::vector<review::Change>& changes);

}  // namespace tamga::query
