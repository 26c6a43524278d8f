#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "query/views.h"

namespace tamga::query {
namespace {

/// Nothing new for so long, and a cell counts as silent.
constexpr std::int32_t kSilentDays = 730;
/// From this stage on one origin is too few.
constexpr std::string_view kWeighty = "selected";
/// Shorter quotes are told alike by chance.
constexpr std::size_t kQuoteBytes = 40;

const model::Claim& claim_of(const State& state, merge::ClaimRef ref) {
  return state.sources[ref.source].claims[ref.claim];
}

std::string subject_of(const State& state, const merge::Event& event) {
  const Line line = line_of(state, event);
  return country_list(state, event.host) + ": " + what_words(line, false) + ", " + line.sentence;
}

bool is_fact(const merge::Event& event) { return event.status == "actual" && !event.host.empty(); }

/// One side tells what takes two.
void find_one_sided(const State& state, const merge::Event& event, std::vector<Gap>& out) {
  if (!is_fact(event) || merge::rung_of(event.stage) < merge::rung_of("talks")) return;
  std::set<std::string> voices;
  for (const merge::ClaimRef ref : event.claims) voices.insert(claim_of(state, ref).said_by);
  if (voices.size() != 1) return;
  const std::string& only = *voices.begin();
  if (only == "partner") out.push_back({"one-sided", subject_of(state, event), "only the partner speaks", {event.id}});
  if (only == "host") out.push_back({"one-sided", subject_of(state, event), "only the host speaks", {event.id}});
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

/// A promise whose day has passed, and nothing in its cell has come as far since.
void find_overdue(const State& state, const merge::Event& event, std::int32_t today, std::vector<Gap>& out) {
  if (event.status != "future" || !event.dated || !event.days->is_closed() || event.days->last >= today) return;
  const bool kept = std::any_of(state.events.begin(), state.events.end(), [&](const merge::Event& other) {
    const auto meet = [](const auto& a, const auto& b) {
      return std::any_of(a.begin(), a.end(), [&](const auto& x) { return std::find(b.begin(), b.end(), x) != b.end(); });
    };
    const bool far_enough = merge::rung_of(event.stage) < 0 ? other.event == event.event
                                                            : merge::rung_of(other.stage) >= merge::rung_of(event.stage);
    return other.status == "actual" && far_enough && other.days && other.days->last >= event.days->first &&
           meet(other.host, event.host) && meet(other.sector, event.sector);
  });
  if (!kept) out.push_back({"overdue", subject_of(state, event), "was due " + date_words(event.when), {event.id}});
}

void find_silence(const State& state, const merge::Standing& cell, std::int32_t today, std::vector<Gap>& out) {
  const auto latest = merge::days_of(cell.latest);
  if (!latest || today - latest->last < kSilentDays || cell.stage == "operation" || merge::is_off_ladder(cell.stage))
    return;
  out.push_back({"silent-since",
                 country_name(state, cell.host) + ", " + cell.sector + ", " + country_name(state, cell.partner),
                 "nothing since " + cell.latest + " (" + cell.stage + ")", cell.events});
}

/// The same words in the mouths of different people.
void find_drift(const State& state, std::vector<Gap>& out) {
  struct Spoken {
    std::set<std::string> speakers, events;
  };
  std::map<std::string, Spoken> quotes;
  for (const merge::Event& event : state.events)
    for (const merge::ClaimRef ref : event.claims) {
      const model::Claim& claim = claim_of(state, ref);
      if (!claim.quote || claim.quote->words.size() < kQuoteBytes || claim.chain.empty()) continue;
      const model::Hop& first = claim.chain.front();
      if (!first.named || first.type == "outlet") continue;
      Spoken& spoken = quotes[claim.quote->words];
      spoken.speakers.insert(first.name);
      spoken.events.insert(event.id);
    }
  for (const auto& [words, spoken] : quotes) {
    if (spoken.speakers.size() < 2) continue;
    std::string names;
    for (const std::string& name : spoken.speakers) names += (names.empty() ? "" : " / ") + name;
    out.push_back({"speaker-drift", "“" + words + "”", "given to " + names, {spoken.events.begin(), spoken.events.end()}});
  }
}

/// The last day the question asks about.
std::int32_t last_day(const State& state, const std::string& today) {
  for (const std::string* date : {&state.question.as_of, &state.question.known_by, &today})
    if (const auto span = merge::days_of(*date)) return span->last;
  return merge::DaySpan::kOpenPast;
}

}  // namespace

std::vector<Gap> gaps(const State& state, const std::string& today) {
  std::vector<Gap> out;
  const std::int32_t day = last_day(state, today);
  for (const merge::Event& event : state.events) {
    find_one_sided(state, event, out);
    find_thin_origins(state, event, out);
    find_overdue(state, event, day, out);
  }
  for (const merge::Standing& cell : state.cells)
    if (day != merge::DaySpan::kOpenPast) find_silence(state, cell, day, out);
  find_drift(state, out);
  std::sort(out.begin(), out.end(), [](const Gap& a, const Gap& b) {
    return std::tie(a.kind, a.subject, a.detail, a.events) < std::tie(b.kind, b.subject, b.detail, b.events);
  });
  return out;
}

std::string gaps_markdown(const std::vector<Gap>& gaps) {
  static const std::map<std::string, std::string> kTitles{{"one-sided", "Only one side speaks"},
                                                          {"overdue", "Promised for a day that has passed"},
                                                          {"silent-since", "Nothing heard for two years"},
                                                          {"single-origin", "Far along on one origin's word"},
                                                          {"speaker-drift", "The same words, different speakers"},
                                                          {"unnamed-origin", "Nobody named stands behind it"}};
  std::string out, kind;
  for (const Gap& gap : gaps) {
    if (gap.kind != kind) out += (out.empty() ? "" : "\n") + std::string("**") + kTitles.at(gap.kind) + "**\n\n";
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
    list.push(json::Value::Object{
        {"kind", gap.kind}, {"subject", gap.subject}, {"detail", gap.detail}, {"events", list_of(gap.events)}});
  return json::dump(json::Value::Object{{"gaps", std::move(list)}}) + "\n";
}

}  // namespace tamga::query
