#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "query/detail/coverage.h"
#include "query/views.h"

namespace tamga::query {
namespace {

/// Nothing new for so long, and a cell counts as silent.
constexpr std::int32_t kSilentDays = 730;
/// From this stage on one origin is too few.
constexpr std::string_view kWeighty = "selected";

const model::Claim& claim_of(const State& state, merge::ClaimRef ref) {
  return state.sources[ref.source].claims[ref.claim];
}

bool is_fact(const merge::Event& event) { return event.status == "actual" && !event.host.empty(); }

/// One side tells what takes two.
void find_one_sided(const State& state, const merge::Event& event, std::vector<Gap>& out) {
  if (!is_fact(event) || merge::rung_of(event.stage) < merge::rung_of("talks")) return;
  std::set<std::string> voices;
  for (const merge::ClaimRef ref : event.claims) voices.insert(claim_of(state, ref).said_by);
  if (voices.size() != 1) return;
  const std::string& only = *voices.begin();
  if (only == "partner")
    out.push_back({"one-sided", subject_of(state, event), "only the partner speaks", {event.id}});
  if (only == "host")
    out.push_back({"one-sided", subject_of(state, event), "only the host speaks", {event.id}});
}

void find_thin_origins(const State& state, const merge::Event& event, std::vector<Gap>& out) {
  if (!is_fact(event) || event.stage.empty()) return;
  const bool unnamed = std::all_of(event.origins.begin(), event.origins.end(),
                                   [](const std::string& origin) { return origin.starts_with("unnamed:"); });
  if (unnamed && !event.origins.empty())
    out.push_back({"unnamed-origin", subject_of(state, event), "nobody named stands behind it", {event.id}});
  else if (event.origins.size() == 1 && merge::rung_of(event.stage) >= merge::rung_of(kWeighty))
    out.push_back({"single-origin", subject_of(state, event), "rests on one origin", {event.id}});
}

void find_silence(const State& state, const merge::Standing& cell, std::int32_t today,
                  std::vector<Gap>& out) {
  const auto latest = merge::days_of(cell.latest);
  if (!latest || today - latest->last < kSilentDays || cell.stage == "operation" ||
      merge::is_off_ladder(cell.stage))
    return;
  out.push_back(
      {"silent-since",
       country_name(state, cell.host) + ", " + cell.sector + ", " + country_name(state, cell.partner),
       "nothing since " + cell.latest + " (" + cell.stage + ")", cell.events});
}

}  // namespace

std::vector<Gap> gaps(const State& state, const std::string& today) {
  std::vector<Gap> out;
  const std::int32_t day = last_day(state.question, today);
  for (const merge::Event& event : state.events) {
    find_one_sided(state, event, out);
    find_thin_origins(state, event, out);
  }
  for (const merge::Standing& cell : state.cells)
    if (day != merge::DaySpan::kOpenFuture) find_silence(state, cell, day, out);
  if (!state.partial) {  // the rest cannot be told from some of the events
    find_overdue_promises(state, day, out);
    find_silent_outlets(state, day, out);
    find_one_sided_cells(state, out);
    find_speaker_drift(state, out);
    find_role_conflicts(state, out);
  }
  std::sort(out.begin(), out.end(), [](const Gap& a, const Gap& b) {
    return std::tie(a.kind, a.subject, a.detail, a.events) < std::tie(b.kind, b.subject, b.detail, b.events);
  });
  const auto same = [](const Gap& a, const Gap& b) {
    return std::tie(a.kind, a.subject, a.detail) == std::tie(b.kind, b.subject, b.detail);
  };
  out.erase(std::unique(out.begin(), out.end(), same), out.end());
  return out;
}

std::string gaps_markdown(const std::vector<Gap>& gaps) {
  static const std::map<std::string, std::string> kTitles{
      {"one-sided", "Only one side speaks"},
      {"one-sided-initiative", "Only one side is ever heard"},
      {"overdue", "Promised for a day that has passed"},
      {"role-conflict", "One office, two people"},
      {"silent-outlets", "Told by others, not by a party's own outlets"},
      {"silent-since", "Nothing heard for two years"},
      {"single-origin", "Far along on one origin's word"},
      {"speaker-drift", "The same words, different speakers"},
      {"unnamed-origin", "Nobody named stands behind it"}};
  std::string out, kind;
  for (const Gap& gap : gaps) {
    if (gap.kind != kind)
      out += (out.empty() ? "" : "\n") + std::string("**") + kTitles.at(gap.kind) + "**\n\n";
    kind = gap.kind;
    out += "- " + plain_markdown(gap.subject);
    if (kind != "unnamed-origin" && kind != "single-origin") out += " — " + plain_markdown(gap.detail);
    if (!gap.events.empty()) out += " `" + gap.events.front() + "`";
    out += "\n";
  }
  return out;
}

std::string gaps_json(const std::vector<Gap>& gaps) {
  json::Value list = json::Value::array();
  for (const Gap& gap : gaps)
    list.push(json::Value::Object{{"kind", gap.kind},
                                  {"subject", gap.subject},
                                  {"detail", gap.detail},
                                  {"events", list_of(gap.events)}});
  return json::dump(json::Value::Object{{"gaps", std::move(list)}}) + "\n";
}

}  // namespace tamga::query
