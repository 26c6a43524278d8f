// What needs a person: doubt x importance.
#include <algorithm>
#include <array>
#include <cstdio>
#include <set>
#include <tuple>
#include <unordered_map>

#include "query/parts.h"
#include "query/review.h"

namespace tamga::query {
namespace {

// docs/review.md explains each.
constexpr double kConflict = 0.25;
constexpr double kUnnamed = 0.4;
constexpr double kSingle = 0.1;
constexpr double kRungAbove = 0.1;
constexpr double kMostAbove = 0.6;
constexpr double kSureEnough = 0.8;
constexpr double kOffLadder = 0.6, kNoStage = 0.05;
constexpr double kOtherSector = 0.5;
constexpr double kFuture = 0.8, kOpen = 0.6;
constexpr std::size_t kMostAlternatives = 5;
/// Events that are held at a time.
constexpr std::size_t kPart = 2000;

std::string figure(double value) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.2f", value);
  return text.data();
}

/// Independent doubts add up, never above one.
struct Reasons {
  double sure = 1;
  std::vector<std::string> words;
  void add(double doubt, const std::string& why) { sure *= 1 - doubt, words.push_back(why); }
};

void doubt_confidence(const State& state, const merge::Event& event, Reasons& out) {
  double best = 0;
  for (const merge::ClaimRef ref : event.claims)
    best = std::max(best, state.sources[ref.source].claims[ref.claim].confidence);
  if (best < kSureEnough) out.add(1 - best, "unsure (" + figure(best) + ")");
}

void doubt_origins(const merge::Event& event, Reasons& out) {
  if (event.origins.size() != 1) return;
  const bool unnamed = event.origins.front().starts_with("unnamed:");
  out.add(unnamed ? kUnnamed : kSingle, unnamed ? "one unnamed origin" : "one origin");
}

/// A cell that stands above what is evidenced there, by so many rungs; the first of those furthest above.
struct Lift {
  int above = 0;
  const merge::Standing* cell = nullptr;
  bool is_less_than(const Lift& other) const { return other.above > above || (other.above == above && other.cell < cell); }
};

/// Cells by the claims that lift them. Events are as many as claims, nearly, so that none may look through all cells.
using Lifts = std::unordered_map<std::string_view, Lift>;

Lifts lifts_of(const State& state) {
  Lifts out;
  for (const merge::Standing& cell : state.cells) {
    const Lift lift{merge::rung_of(cell.stage) - merge::rung_of(cell.evidenced), &cell};
    if (lift.above <= 0) continue;
    for (const std::string& claim : cell.claims)
      if (Lift& known = out[claim]; known.is_less_than(lift)) known = lift;
  }
  return out;
}

/// The event lifts a cell far above what is evidenced there.
void doubt_stage(const State& state, const Lifts& lifts, const merge::Event& event, Reasons& out) {
  Lift most;
  for (const merge::ClaimRef ref : event.claims)
    if (const auto found = lifts.find(state.sources[ref.source].claims[ref.claim].id);
        found != lifts.end() && most.is_less_than(found->second))
      most = found->second;
  if (most.cell == nullptr) return;
  const std::string& evidenced = most.cell->evidenced;
  out.add(std::min(kMostAbove, kRungAbove * most.above),
          event.stage + " is claimed, " + (evidenced.empty() ? "nothing" : evidenced) + " evidenced");
}

double importance_of(const merge::Event& event, std::span<const std::string> core) {
  const int rung = merge::rung_of(event.stage);
  double out = rung >= 0 ? (rung + 1) / 13.0 : merge::is_off_ladder(event.stage) ? kOffLadder : kNoStage;
  const bool is_core =
      core.empty() || std::any_of(event.sector.begin(), event.sector.end(), [&](const std::string& sector) {
        return std::find(core.begin(), core.end(), sector) != core.end();
      });
  if (!is_core) out *= kOtherSector;
  if (event.status == "future")
    out *= kFuture;
  else if (event.status != "actual")
    out *= kOpen;
  return out;
}

bool is_settled(const State& state, const merge::Event& event) {
  const auto& settled = state.review.settled;
  return std::all_of(event.claims.begin(), event.claims.end(), [&](merge::ClaimRef ref) {
    return std::binary_search(settled.begin(), settled.end(), ref);
  });
}

std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : "; ") + item;
  return out;
}

/// Events that nobody has decided about, with why, in the order of the state; their lines are yet to be filled.
std::vector<Doubt> doubts_of(const State& state, const Question& question, const Lifts& lifts, std::span<const std::string> core) {
  std::vector<Doubt> out;
  for (const merge::Event& event : state.events) {
    if (is_settled(state, event) || !is_asked_for(question, event, state.sources)) continue;
    Reasons reasons;
    doubt_confidence(state, event, reasons);
    for (const merge::Conflict& conflict : event.conflicts)
      reasons.add(kConflict, "reports disagree on " + conflict.field);
    doubt_origins(event, reasons);
    doubt_stage(state, lifts, event, reasons);
    if (reasons.words.empty()) continue;
    Doubt item{{}, 0, 1 - reasons.sure, importance_of(event, core), std::move(reasons.words)};
    item.line.id = event.id;
    item.score = item.doubt * item.importance;
    out.push_back(std::move(item));
  }
  return out;
}

bool comes_before(const Doubt& a, const Doubt& b) { return std::tie(b.score, a.line.id) < std::tie(a.score, b.line.id); }

void fill_line(const State& state, Doubt& item) {
  const auto event = std::lower_bound(state.events.begin(), state.events.end(), item.line.id,
                                      [](const merge::Event& e, const std::string& id) { return e.id < id; });
  item.line = line_of(state, *event);
}

json::Value to_json(const Doubt& doubt) {
  json::Value out = to_json(doubt.line);
  out.set("score", doubt.score);
  out.set("doubt", doubt.doubt);
  out.set("importance", doubt.importance);
  out.set("reasons", list_of(doubt.reasons));
  return out;
}

}  // namespace

std::vector<Doubt> queue(const State& state, std::span<const std::string> core) {
  std::vector<Doubt> out = doubts_of(state, {}, lifts_of(state), core);
  std::sort(out.begin(), out.end(), comes_before);
  for (Doubt& item : out) fill_line(state, item);
  return out;
}

Result<Queue> queue_of(store::Ledger& ledger, const Question& question, std::span<const std::string> core, std::size_t most) {
  Queue out;
  const bool is_now = question.as_of.empty() && question.known_by.empty() && question.recorded_by.empty() && question.since.empty();
  if (is_now && !question.as_read) {
    const State standings = TRY(look(ledger, {}, {.kind = Want::Kind::kStandings}));
    const Lifts lifts = lifts_of(standings);
    const auto cut = [&] {
      std::sort(out.worst.begin(), out.worst.end(), comes_before);
      out.worst.resize(std::min(out.worst.size(), most));
    };
    const bool is_kept = TRY(each_part(ledger, kPart, [&](const State& part) {
      std::vector<Doubt> some = doubts_of(part, question, lifts, core);
      out.total += some.size();
      for (Doubt& item : some) {
        if (out.worst.size() >= most && !comes_before(item, out.worst[most - 1])) continue;
        fill_line(part, item);
        out.worst.push_back(std::move(item));
      }
      cut();
    }));
    if (is_kept) return out;
    out = {};
  }
  const State state = TRY(look(ledger, question));
  out.worst = queue(state, core);
  out.total = out.worst.size();
  out.worst.resize(std::min(out.worst.size(), most));
  return out;
}

Result<std::optional<Doubt>> doubt_of(store::Ledger& ledger, const State& state, const std::string& event,
                                      std::span<const std::string> core) {
  const State standings = TRY(look(ledger, {}, {.kind = Want::Kind::kStandings}));
  for (Doubt& item : doubts_of(state, {}, lifts_of(standings), core)) {
    if (item.line.id != event) continue;
    fill_line(state, item);
    return std::optional<Doubt>(std::move(item));
  }
  return std::optional<Doubt>();
}

double sameness(const State& one_state, const merge::Event& one, const State& other_state, const merge::Event& other) {
  double best = 0;
  for (const merge::ClaimRef a : one.claims)
    for (const merge::ClaimRef b : other.claims) {
      const merge::Source &left = one_state.sources[a.source], &right = other_state.sources[b.source];
      if (const auto score = merge::sameness(left, left.claims[a.claim], right, right.claims[b.claim]))
        best = std::max(best, *score);
    }
  return best;
}

std::vector<Alternative> alternatives(const State& state, const std::string& event) {
  const auto self =
      std::find_if(state.events.begin(), state.events.end(), [&](const auto& e) { return e.id == event; });
  std::vector<Alternative> out;
  if (self == state.events.end()) return out;
  for (const merge::Event& other : state.events) {
    if (other.id == event) continue;
    if (const double best = sameness(state, *self, state, other); best > 0) out.push_back({line_of(state, other), best});
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return std::tie(b.sameness, a.line.id) < std::tie(a.sameness, b.line.id);
  });
  out.resize(std::min(out.size(), kMostAlternatives));
  return out;
}

std::string queue_table(const std::vector<Doubt>& queue) {
  std::string out;
  for (const Doubt& item : queue)
    out += figure(item.score) + "  " + item.line.id + "  " + what_words(item.line, false) + ": " +
           item.line.sentence + " — " + joined(item.reasons) + "\n";
  return out.empty() ? "Nothing waits for a person.\n" : out;
}

std::string queue_json(const std::vector<Doubt>& queue) {
  json::Value list = json::Value::array();
  for (const Doubt& item : queue) list.push(to_json(item));
  return json::dump(json::Value::Object{{"queue", std::move(list)}}) + "\n";
}

std::string doubt_markdown(const State& state, const Doubt& doubt) {
  const Line& line = doubt.line;
  std::string out = "# " + what_words(line, false) + ": " + plain_markdown(line.sentence) + "\n\n";
  out += "- id: `" + line.id + "`\n- when: " + (line.when.empty() ? "not dated" : date_words(line.when)) +
         "\n- told by: " + count_words(line) + "\n- score: " + figure(doubt.score) + " = doubt " +
         figure(doubt.doubt) + " × importance " + figure(doubt.importance) +
         "\n- why: " + plain_markdown(joined(doubt.reasons)) + "\n";
  for (const Dispute& dispute : line.disputes)
    out += "- reports disagree on " + plain_markdown(dispute_words(dispute)) + "\n";
  for (const std::string& words : line.reviews) out += "- review: " + plain_markdown(words) + "\n";
  out += "\n## Evidence\n\n";
  for (const Telling& t : line.tellings)
    out += "- “" + plain_markdown(t.words) + "”\n  " + plain_markdown(t.chain) +
           (t.stage.empty() ? "" : ", " + t.stage) + ", " + t.status + ", " + figure(t.confidence) + " `" +
           t.claim + "`\n";
  const auto others = alternatives(state, line.id);
  if (!others.empty()) out += "\n## May be the same as\n\n";
  for (const Alternative& other : others)
    out += "- " + figure(other.sameness) + " `" + other.line.id + "` " + what_words(other.line, true) + ": " +
           plain_markdown(other.line.sentence) +
           (other.line.when.empty() ? "" : ", " + date_words(other.line.when)) + "\n";
  return out;
}

std::string doubt_json(const State& state, const Doubt& doubt) {
  json::Value out = to_json(doubt), others = json::Value::array();
  for (const Alternative& other : alternatives(state, doubt.line.id)) {
    json::Value item = to_json(other.line);
    item.set("sameness", other.sameness);
    others.push(std::move(item));
  }
  out.set("alternatives", std::move(others));
  return json::dump(out) + "\n";
}

}  // namespace tamga::query
