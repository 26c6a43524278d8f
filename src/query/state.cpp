#include "query/state.h"

#include <algorithm>

#include "query/detail/known.h"
#include "query/detail/partial.h"

namespace tamga::query {
namespace {

using merge::DaySpan;

Result<std::optional<DaySpan>> date_of(const std::string& edtf, const char* option) {
  if (edtf.empty()) return std::optional<DaySpan>();
  const auto span = merge::days_of(edtf);
  if (!span) return Error{ErrorCode::kUsage, std::string(option) + ": not a date: " + edtf, "", {}};
  return span;
}

bool is_known(const store::StoredReading& reading, const std::optional<DaySpan>& known_by) {
  return query::is_known(reading.report.published, reading.recorded_at, known_by);
}

/// What had been decided by then: a decision is known from the day it was made.
Result<std::vector<model::Decision>> decisions_of(store::Ledger& ledger, const Question& question,
                                                  const std::optional<DaySpan>& known_by) {
  if (question.as_read) return std::vector<model::Decision>();
  auto decisions = TRY(ledger.decisions(question.recorded_by));
  std::erase_if(decisions, [&](const model::Decision& decision) {
    const auto made = merge::days_of(decision.made_at);
    return known_by && (!made || made->last > known_by->last);
  });
  return decisions;
}

template <class List>
bool holds(const List& list, const std::string& item) {
  return item.empty() || std::find(list.begin(), list.end(), item) != list.end();
}

bool has_partner(const merge::Event& event, const std::vector<merge::Source>& sources,
                 const std::string& partner) {
  return partner.empty() || std::any_of(event.host.begin(), event.host.end(), [&](const std::string& host) {
           return holds(merge::partners_of(event, sources, host), partner);
         });
}

void choose(State& state, const std::optional<DaySpan>& as_of, const std::optional<DaySpan>& since) {
  const Question& q = state.question;
  std::erase_if(state.events, [&](const merge::Event& event) {
    const bool planned = event.status == "future" || event.status == "possible";
    if (!is_asked_for(q, event, state.sources)) return true;
    // A plan for later is known now; only a fact has to have happened.
    if (as_of && !planned && event.days && event.days->first > as_of->last) return true;
    return since && event.days && event.days->last < since->first;
  });
  std::erase_if(state.cells, [&](const merge::Standing& cell) {
    return !(q.host.empty() || cell.host == q.host) || !(q.sector.empty() || cell.sector == q.sector) ||
           !(q.partner.empty() || cell.partner == q.partner);
  });
}

/// Keeps one page of the events in order, themselves ordered by id again.
void cut_page(std::vector<merge::Event>& events, const Want& want) {
  const auto day = [](const merge::Event& event) { return event.days ? event.days->first : DaySpan::kOpenPast; };
  std::sort(events.begin(), events.end(), [&](const merge::Event& a, const merge::Event& b) {
    return std::pair(day(a), a.id) < std::pair(day(b), b.id);
  });
  const std::size_t from = std::min(want.offset, events.size()), to = from + std::min(want.limit, events.size() - from);
  events.erase(events.begin() + static_cast<std::ptrdiff_t>(to), events.end());
  events.erase(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(from));
  std::sort(events.begin(), events.end(), [](const merge::Event& a, const merge::Event& b) { return a.id < b.id; });
}

}  // namespace

bool is_asked_for(const Question& question, const merge::Event& event, const std::vector<merge::Source>& sources) {
  return holds(event.host, question.host) && holds(event.sector, question.sector) &&
         has_partner(event, sources, question.partner);
}

void name_countries(State& state, const std::map<std::string, std::string>& given) {
  for (const auto& [code, name] : given) state.country_names.insert_or_assign(code, name);
}

Result<std::vector<merge::Source>> sources_as_read(store::Ledger& ledger, const Question& question) {
  const auto known_by = TRY(date_of(question.known_by, "--known-by"));
  std::vector<merge::Source> out;
  for (store::StoredReading& reading : TRY(ledger.readings(question.recorded_by)))
    if (is_known(reading, known_by))
      out.push_back({std::move(reading.report), reading.fingerprint, std::move(reading.claims)});
  return out;
}

bool is_known(const std::string& published, const std::string& recorded_at, const std::optional<DaySpan>& known_by) {
  if (!known_by) return true;
  auto days = merge::days_of(published);
  if (!days) days = merge::days_of(recorded_at);
  return days && days->last <= known_by->last;
}

Status check_dates(const Question& question) {
  TRY(date_of(question.as_of, "--as-of"));
  TRY(date_of(question.known_by, "--known-by"));
  TRY(date_of(question.since, "--since"));
  TRY(date_of(question.recorded_by, "--recorded-by"));
  return {};
}

Result<State> look(store::Ledger& ledger, const Question& question, const Want& want) {
  TRY(check_dates(question));
  const auto as_of = merge::days_of(question.as_of), known_by = merge::days_of(question.known_by), since = merge::days_of(question.since);
  if (auto partial = TRY(look_at_kept(ledger, question, want))) return std::move(*partial);
  State state;
  state.question = question;
  state.lines = want.kind == Want::Kind::kBrief ? want.limit : 0;
  for (store::StoredReading& reading : TRY(ledger.readings(question.recorded_by))) {
    if (!is_known(reading, known_by)) continue;
    state.remarks.push_back(std::move(reading.remarks));
    state.sources.push_back({std::move(reading.report), reading.fingerprint, std::move(reading.claims)});
  }
  state.country_names = TRY(ledger.country_names());
  const std::vector<model::Decision> decisions = TRY(decisions_of(ledger, question, known_by));
  state.review = TRY(review::enact(state.sources, decisions));
  state.events = merge::merge_claims(state.sources, state.review.ties);
  state.cells = merge::standings(state.events, state.sources, question.as_of);
  choose(state, as_of, since);
  if (want.kind == Want::Kind::kTimeline && want.limit > 0) cut_page(state.events, want);
  return state;
}

std::int32_t last_day(const Question& question, const std::string& today) {
  for (const std::string* date : {&question.as_of, &question.known_by, &today})
    if (const auto span = merge::days_of(*date)) return span->last;
  return DaySpan::kOpenFuture;
}

std::size_t fitting_lines(std::size_t sections) {
  constexpr std::size_t kLines = 300, kMost = 30;
  return std::clamp<std::size_t>(kLines / std::max<std::size_t>(sections, 1), 1, kMost);
}

}  // namespace tamga::query
