#include <set>

#include "model/json.h"
#include "query/views.h"

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
    return Error{ErrorCode::kUsage, "an id needs at least " + std::to_string(kShortest) + " characters", id, {}};
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
  out += "- id: `" + line.id + "`\n- when: " + (line.when.empty() ? "not dated" : date_words(line.when)) + "\n";
  out += "- host: " + country_list(state, line.host) + "\n- told by: " + count_words(line) + "\n";
  for (const std::string& origin : event.origins) out += "  - " + plain_markdown(origin) + "\n";
  for (const Dispute& dispute : line.disputes) out += "- reports disagree on " + plain_markdown(dispute_words(dispute)) + "\n";
  out += "\n## Evidence\n\n";
  for (const Telling& t : line.tellings)
    out += "- “" + plain_markdown(t.words) + "”\n  " + plain_markdown(t.chain) + (t.title.empty() ? "" : ", “" + plain_markdown(t.title) + "”") +
           (t.published.empty() ? "" : ", " + date_words(t.published)) + ". " + (t.stage.empty() ? "" : t.stage + ", ") +
           t.status + " `" + t.claim + "` `" + t.report.substr(0, 15) + "`\n";
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
  for (const merge::Source* source : target.sources) out += "- report: " + report_words(source->report) + " `" + source->report.id + "`\n";
  out += "- event: `" + target.event->id + "`\n- bytes: " + std::to_string(claim.evidence.begin) + "–" +
         std::to_string(claim.evidence.end) + "\n- rule: `" + claim.rule + "`\n\n```json\n" + json::dump(to_json(claim), 2) + "\n```\n";
  return out;
}

std::string report_markdown(const State& state, const Target& target, const std::string& text) {
  const merge::Source& source = *target.sources.front();
  std::string out = "# " + report_words(source.report) + "\n\n";
  for (std::size_t i = 1; i < target.sources.size(); ++i) out += "- also: " + report_words(target.sources[i]->report) + "\n";
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

Result<std::string> show_markdown(store::Ledger& ledger, const State& state, const std::string& id) {
  const Target target = TRY(target_of(state, id));
  if (target.kind == "event") return event_markdown(state, *target.event);
  const std::string text = TRY(ledger.report_text(target.sources.front()->report.id));
  return target.kind == "claim" ? claim_markdown(target, text) : report_markdown(state, target, text);
}

Result<std::string> show_json(store::Ledger& ledger, const State& state, const std::string& id) {
  const Target target = TRY(target_of(state, id));
  if (target.kind == "event") return json::dump(to_json(line_of(state, *target.event))) + "\n";
  if (target.kind == "claim") return json::dump(to_json(*target.claims.front())) + "\n";
  json::Value out = to_json(target.sources.front()->report), claims = json::Value::array();
  out.set("text", TRY(ledger.report_text(target.id)));
  for (const model::Claim& claim : target.sources.front()->claims) claims.push(to_json(claim));
  out.set("claims", std::move(claims));
  return json::dump(out) + "\n";
}

std::string find_markdown(const std::vector<store::Hit>& hits) {
  std::string out;
  for (const store::Hit& hit : hits)
    out += "- " + hit.kind + " `" + (hit.kind == "report" ? hit.id.substr(0, 15) : hit.id) + "`: “" + plain_markdown(hit.words) + "” " +
           plain_markdown(hit.outlet) + (hit.published.empty() ? "" : ", " + date_words(hit.published)) + "\n";
  return out;
}

std::string find_json(const std::vector<store::Hit>& hits) {
  json::Value list = json::Value::array();
  for (const store::Hit& hit : hits)
    list.push(json::Value::Object{{"kind", hit.kind}, {"id", hit.id}, {"words", hit.words},
                                  {"outlet", text_or_null(hit.outlet)}, {"published", text_or_null(hit.published)}});
  return json::dump(json::Value::Object{{"hits", std::move(list)}}) + "\n";
}

}  // namespace tamga::query
