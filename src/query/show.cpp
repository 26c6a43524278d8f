#include <algorithm>
#include <set>

#include "model/json.h"
#include "query/review.h"
#include "query/views.h"
#include "review/binding.h"
#include "review/decisions.h"

namespace tamga::query {
namespace {

constexpr std::size_t kShortest = 4;

/// What an id stands for: one event, one claim of it, or one report.
struct Target {
  std::string kind, id;
  const merge::Event* event = nullptr;
  std::vector<const model::Claim*> claims;  ///< the same claim may come from several outlets
  std::vector<const merge::Source*> sources;
};

void consider(std::vector<Target>& found, Target target) {
  for (Target& known : found)
    if (known.kind == target.kind && known.id == target.id) {
      known.sources.insert(known.sources.end(), target.sources.begin(), target.sources.end());
      return;
    }
  found.push_back(std::move(target));
}

bool begins(const std::string& text, const std::string& with) { return text.starts_with(with); }

Result<Target> target_of(const State& state, const std::string& id) {
  if (id.size() < kShortest)
    return Error{
        ErrorCode::kUsage, "an id needs at least " + std::to_string(kShortest) + " characters", id, {}};
  std::vector<Target> found;
  for (const merge::Event& event : state.events) {
    if (begins(event.id, id)) consider(found, {"event", event.id, &event, {}, {}});
    for (const merge::ClaimRef ref : event.claims) {
      const merge::Source& source = state.sources[ref.source];
      const model::Claim& claim = source.claims[ref.claim];
      if (begins(claim.id, id)) consider(found, {"claim", claim.id, &event, {&claim}, {&source}});
    }
  }
  for (const merge::Source& source : state.sources)
    if (begins(source.report.id, id) || begins(source.report.id, "sha256:" + id))
      consider(found, {"report", source.report.id, nullptr, {}, {&source}});
  if (found.empty()) return Error{ErrorCode::kNotFound, "the ledger has nothing of this id", id, {}};
  if (found.size() == 1) return found.front();
  for (const Target& target : found)
    if (target.id == id) return target;
  std::string all;
  for (const Target& target : found) all += (all.empty() ? "" : ", ") + target.kind + " " + target.id;
  return Error{ErrorCode::kUsage, "several begin so: " + all, id, {}};
}

/// What was decided, in the ledger as it was read: retracted claims are still there.
Result<State> as_read(store::Ledger& ledger, Question question) {
  question.as_read = true;
  State state = TRY(look(ledger, question));
  const std::vector<model::Decision> decisions = TRY(ledger.decisions(question.recorded_by));
  state.review.standing = review::standing(decisions);
  const review::Binding binding = review::find_places(state.sources, state.review.standing);
  for (std::uint32_t d = 0; d < state.review.standing.size(); ++d)
    for (const model::Decided& decided : state.review.standing[d].claims)
      for (const merge::ClaimRef ref : binding.of(decided)) state.review.about[ref].push_back(d);
  return state;
}

/// Decisions that touched a claim, or said who somebody in it is.
std::vector<const model::Decision*> decisions_about(const State& state, const Target& target) {
  std::set<std::uint32_t> numbers;
  std::set<std::string> entities;
  for (const merge::ClaimRef ref :
       target.event == nullptr ? std::vector<merge::ClaimRef>() : target.event->claims) {
    const model::Claim& claim = state.sources[ref.source].claims[ref.claim];
    if (target.kind == "claim" && claim.id != target.id) continue;
    if (const auto found = state.review.about.find(ref); found != state.review.about.end())
      numbers.insert(found->second.begin(), found->second.end());
    for (const auto* side : {&claim.who, &claim.whom})
      for (const model::Party& party : *side) entities.insert(review::entity_key(party.id, party.name));
  }
  std::vector<const model::Decision*> out;
  for (std::uint32_t d = 0; d < state.review.standing.size(); ++d) {
    const model::Decision& decision = state.review.standing[d];
    const bool named =
        std::any_of(decision.entities.begin(), decision.entities.end(), [&](const std::string& entity) {
          return entities.count(entity) != 0 || entities.count(review::entity_key("", entity)) != 0;
        });
    if (named || numbers.count(d) != 0) out.push_back(&decision);
  }
  return out;
}

std::string decisions_markdown(const State& state, const Target& target) {
  std::string out;
  for (const model::Decision* decision : decisions_about(state, target))
    out += "- " + plain_markdown(decision_words(*decision)) + " `" + decision->id + "`\n";
  return out.empty() ? out : "\n## Decisions\n\n" + out;
}

json::Value decisions_json(const State& state, const Target& target) {
  json::Value out = json::Value::array();
  for (const model::Decision* d : decisions_about(state, target))
    out.push(json::Value::Object{{"id", d->id},
                                 {"decision", d->kind},
                                 {"author", d->author},
                                 {"reason", text_or_null(d->reason)},
                                 {"made_at", d->made_at},
                                 {"words", decision_words(*d)}});
  return out;
}

std::string report_words(const model::Report& r) {
  std::string out = plain_markdown(r.outlet.empty() ? "unknown outlet" : r.outlet);
  if (!r.title.empty()) out += ", “" + plain_markdown(r.title) + "”";
  if (!r.published.empty()) out += ", " + date_words(r.published);
  if (!r.url.empty()) out += ", " + r.url;
  return out;
}

std::string event_markdown(const State& state, const merge::Event& event) {
  const Line line = line_of(state, event);
  std::string out = "# " + what_words(line, false) + ": " + plain_markdown(line.sentence) + "\n\n";
  out +=
      "- id: `" + line.id + "`\n- when: " + (line.when.empty() ? "not dated" : date_words(line.when)) + "\n";
  out += "- host: " + country_list(state, line.host) + "\n- told by: " + count_words(line) + "\n";
  for (const std::string& origin : event.origins) out += "  - " + plain_markdown(origin) + "\n";
  for (const Dispute& dispute : line.disputes)
    out += "- reports disagree on " + plain_markdown(dispute_words(dispute)) + "\n";
  out += "\n## Evidence\n\n";
  for (const Telling& t : line.tellings)
    out += "- “" + plain_markdown(t.words) + "”\n  " + plain_markdown(t.chain) +
           (t.title.empty() ? "" : ", “" + plain_markdown(t.title) + "”") +
           (t.published.empty() ? "" : ", " + date_words(t.published)) + ". " +
           (t.stage.empty() ? "" : t.stage + ", ") + t.status + " `" + t.claim + "` `" +
           t.report.substr(0, 15) + "`\n";
  return out;
}

/// The words with a little of the text around them.
std::string in_context(const std::string& text, const model::Evidence& evidence) {
  constexpr std::size_t kAround = 160;
  if (evidence.end > text.size() || evidence.begin >= evidence.end) return evidence.words;
  std::size_t from = evidence.begin > kAround ? evidence.begin - kAround : 0;
  std::size_t to = std::min<std::size_t>(text.size(), evidence.end + kAround);
  while (from > 0 && (text[from] & 0xc0) == 0x80) --from;
  while (to < text.size() && (text[to] & 0xc0) == 0x80) ++to;
  return (from > 0 ? "… " : "") + plain_markdown(text.substr(from, evidence.begin - from)) + "**" +
         plain_markdown(text.substr(evidence.begin, evidence.end - evidence.begin)) + "**" +
         plain_markdown(text.substr(evidence.end, to - evidence.end)) + (to < text.size() ? " …" : "");
}

std::string claim_markdown(const Target& target, const std::string& text) {
  const model::Claim& claim = *target.claims.front();
  std::string out = "# Claim `" + claim.id + "`\n\n> " + in_context(text, claim.evidence) + "\n\n";
  for (const merge::Source* source : target.sources)
    out += "- report: " + report_words(source->report) + " `" + source->report.id + "`\n";
  out += "- event: `" + target.event->id + "`\n- bytes: " + std::to_string(claim.evidence.begin) + "–" +
         std::to_string(claim.evidence.end) + "\n- rule: `" + claim.rule + "`\n\n```json\n" +
         json::dump(to_json(claim), 2) + "\n```\n";
  return out;
}

std::string report_markdown(const State& state, const Target& target, const std::string& text) {
  const merge::Source& source = *target.sources.front();
  std::string out = "# " + report_words(source.report) + "\n\n";
  for (std::size_t i = 1; i < target.sources.size(); ++i)
    out += "- also: " + report_words(target.sources[i]->report) + "\n";
  out += "- id: `" + source.report.id + "`\n- read with: " + plain_markdown(source.report.pack) + ", " +
         plain_markdown(source.report.model) + "\n\n## What it says\n\n";
  for (const merge::Event& event : state.events)
    for (const merge::ClaimRef ref : event.claims)
      if (&state.sources[ref.source] == &source) {
        const model::Claim& claim = source.claims[ref.claim];
        out += "- “" + plain_markdown(claim.evidence.words) + "” `" + claim.id + "` in `" + event.id + "`\n";
      }
  return out + "\n## Text\n\n" + text + (text.ends_with('\n') ? "" : "\n");
}

}  // namespace

namespace {

/// Calls `show` with what the id stands for; what was retracted is shown as it was read.
template <class Show>
Result<std::string> shown(store::Ledger& ledger, const State& state, const std::string& id, Show show) {
  const auto target = target_of(state, id);
  if (target.ok()) return show(state, *target);
  if (state.question.as_read || target.error().code != ErrorCode::kNotFound) return target.error();
  const State before = TRY(as_read(ledger, state.question));
  const auto retracted = target_of(before, id);
  if (!retracted.ok()) return target.error();
  return show(before, *retracted);
}

/// Claims of the reports that retractions are about that are in no view.
Result<std::set<std::string>> retracted_claims(store::Ledger& ledger,
                                               std::span<const model::Decision> decisions,
                                               std::span<const model::Decision> retractions) {
  std::set<std::string> reports, out;
  for (const model::Decision& decision : retractions)
    for (const model::Decided& decided : decision.claims) reports.insert(decided.claim.report);
  std::vector<merge::Source> sources;
  for (const std::string& report : reports)
    for (store::StoredReading& reading : TRY(ledger.history(report)))
      sources.push_back({std::move(reading.report), reading.fingerprint, std::move(reading.claims)});
  for (const merge::Source& source : sources)
    for (const model::Claim& claim : source.claims) out.insert(claim.id);
  TRY(review::enact(sources, decisions));
  for (const merge::Source& source : sources)
    for (const model::Claim& claim : source.claims) out.erase(claim.id);
  return out;
}

Result<std::string> target_json(store::Ledger& ledger, const State& state, const Target& target) {
  json::Value out = target.kind == "event"   ? to_json(line_of(state, *target.event))
                    : target.kind == "claim" ? to_json(*target.claims.front())
                                             : to_json(target.sources.front()->report);
  if (target.kind == "report") {
    json::Value claims = json::Value::array();
    out.set("text", TRY(ledger.report_text(target.id)));
    for (const model::Claim& claim : target.sources.front()->claims) claims.push(to_json(claim));
    out.set("claims", std::move(claims));
  } else if (json::Value decisions = decisions_json(state, target); decisions.size() > 0) {
    out.set("decisions", std::move(decisions));
  }
  return json::dump(out) + "\n";
}

}  // namespace

Result<std::string> show_markdown(store::Ledger& ledger, const State& state, const std::string& id) {
  return shown(ledger, state, id, [&](const State& seen, const Target& target) -> Result<std::string> {
    if (target.kind == "event") return event_markdown(seen, *target.event) + decisions_markdown(seen, target);
    const std::string text = TRY(ledger.report_text(target.sources.front()->report.id));
    if (target.kind == "claim") return claim_markdown(target, text) + decisions_markdown(seen, target);
    return report_markdown(seen, target, text);
  });
}

Result<std::string> show_json(store::Ledger& ledger, const State& state, const std::string& id) {
  return shown(ledger, state, id,
               [&](const State& seen, const Target& target) { return target_json(ledger, seen, target); });
}

Result<std::vector<store::Hit>> find(store::Ledger& ledger, std::string_view words, std::size_t limit,
                                     bool as_found) {
  const auto decisions = as_found ? std::vector<model::Decision>() : TRY(ledger.decisions());
  std::vector<model::Decision> retractions = review::standing(decisions);
  std::erase_if(retractions, [](const model::Decision& decision) { return decision.kind != "retract"; });
  if (retractions.empty()) return ledger.find(words, limit);
  const std::set<std::string> gone = TRY(retracted_claims(ledger, decisions, retractions));
  auto hits = TRY(ledger.find(words, limit + gone.size()));
  std::erase_if(hits, [&](const store::Hit& hit) { return hit.kind == "claim" && gone.count(hit.id) != 0; });
  hits.resize(std::min(hits.size(), limit));
  return hits;
}

std::string find_markdown(const std::vector<store::Hit>& hits) {
  std::string out;
  for (const store::Hit& hit : hits)
    out += "- " + hit.kind + " `" + (hit.kind == "report" ? hit.id.substr(0, 15) : hit.id) + "`: “" +
           plain_markdown(hit.words) + "” " + plain_markdown(hit.outlet) +
           (hit.published.empty() ? "" : ", " + date_words(hit.published)) + "\n";
  return out;
}

std::string find_json(const std::vector<store::Hit>& hits) {
  json::Value list = json::Value::array();
  for (const store::Hit& hit : hits)
    list.push(json::Value::Object{{"kind", hit.kind},
                                  {"id", hit.id},
                                  {"words", hit.words},
                                  {"outlet", text_or_null(hit.outlet)},
                                  {"published", text_or_null(hit.published)}});
  return json::dump(json::Value::Object{{"hits", std::move(list)}}) + "\n";
}

}  // namespace tamga::query
