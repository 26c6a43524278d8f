#include "query/detail/partial.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "query/detail/history.h"
#include "query/detail/kept_event.h"
#include "query/parts.h"
#include "store/merged.h"

namespace tamga::query {
namespace {

using Kind = Want::Kind;

std::optional<std::int64_t> last_day(const std::string& edtf) {
  const auto span = merge::days_of(edtf);
  return span ? std::optional<std::int64_t>(span->last) : std::nullopt;
}

std::optional<std::int64_t> first_day(const std::string& edtf) {
  const auto span = merge::days_of(edtf);
  return span ? std::optional<std::int64_t>(span->first) : std::nullopt;
}

bool holds(const std::string& list, const std::string& item) {
  if (item.empty()) return true;
  const auto items = split(list, ' ');
  return std::find(items.begin(), items.end(), item) != items.end();
}

bool is_chosen(const Question& question, const store::Section& section) {
  return holds(section.hosts, question.host) && holds(section.sectors, question.sector) && holds(section.partners, question.partner);
}

bool is_chosen(const Question& question, const merge::Standing& cell) {
  return (question.host.empty() || cell.host == question.host) && (question.sector.empty() || cell.sector == question.sector) &&
         (question.partner.empty() || cell.partner == question.partner);
}

/// Gathers what is wanted, then loads it.
class Draft {
 public:
  Draft(store::Merged& kept, const Question& question) : kept_(kept) { state_.question = question, state_.partial = true; }

  State& state() { return state_; }

  Status want_event(const std::string& id) {
    if (records_.count(id) != 0) return {};
    const std::string record = TRY(kept_.record(id));
    for (const store::ClaimPlace place : TRY(places_in(record))) places_.insert(place);
    records_.emplace(id, record);
    return {};
  }
  void want_reading(std::int64_t number) { bare_.insert(number); }
  void want_remarks(std::int64_t number) { bare_.insert(number), remarked_.insert(number); }
  Status want_claims(std::int64_t number) {
    for (const store::ClaimPlace place : TRY(kept_.places_of_reading(number))) places_.insert(place);
    bare_.insert(number);
    return {};
  }

  Result<State> finish() {
    TRY(load_sources());
    const store::Totals totals = TRY(kept_.totals());
    state_.readings = totals.readings, state_.claims = totals.claims;
    state_.country_names = TRY(kept_.country_names());
    for (const auto& [id, record] : records_)
      state_.events.push_back(TRY(event_from(id, record, [&](store::ClaimPlace place) { return refs_.at(place); })));
    return std::move(state_);
  }

 private:
  Status load_sources() {
    std::vector<store::StoredReading> readings = TRY(kept_.readings({places_.begin(), places_.end()}));
    for (const store::StoredReading& reading : readings) bare_.erase(reading.number);
    for (const std::int64_t number : bare_) readings.push_back(TRY(kept_.reading(number)));
    const auto key = [](const store::StoredReading& r) {
      return std::tie(r.report.id, r.report.outlet, r.report.published, r.report.url, r.report.title);
    };
    std::sort(readings.begin(), readings.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    for (store::StoredReading& reading : readings) {
      const auto source = static_cast<std::uint32_t>(state_.sources.size());
      std::uint32_t claim = 0;
      for (auto place = places_.lower_bound({reading.number, 0}); place != places_.end() && place->reading == reading.number; ++place)
        refs_[*place] = {source, claim++};
      state_.remarks.push_back(remarked_.count(reading.number) != 0 ? TRY(kept_.remarks(reading.number)) : std::vector<model::Remark>());
      state_.claim_counts.push_back(TRY(kept_.claims_of(reading.number)));
      state_.sources.push_back({std::move(reading.report), reading.fingerprint, std::move(reading.claims), {}});
    }
    return {};
  }

  store::Merged& kept_;
  State state_;
  std::map<std::string, std::string> records_;
  std::set<store::ClaimPlace> places_;
  std::set<std::int64_t> bare_, remarked_;
  std::map<store::ClaimPlace, merge::ClaimRef> refs_;
};

Status add_cells(store::Merged& kept, bool claims, State& state) {
  if (const auto until = last_day(state.question.as_of))
    return kept.each_history(claims, [&](const std::string& cell, const std::string& steps, const std::string& ids) {
      auto standing = standing_at(cell_from(cell), {steps, ids}, static_cast<std::int32_t>(*until));
      if (standing && is_chosen(state.question, *standing)) state.cells.push_back(std::move(*standing));
    });
  return kept.each_cell(claims, [&](const std::string& cell, const std::string& summary, const std::string& ids) {
    merge::Standing standing = standing_from(cell, summary, ids);
    if (is_chosen(state.question, standing)) state.cells.push_back(std::move(standing));
  });
}

store::Pick pick_of(const Question& question) {
  store::Pick out;
  out.until = last_day(question.as_of), out.since = first_day(question.since);
  return out;
}

Status want_page(store::Merged& kept, const Want& want, Draft& draft) {
  const Question& question = draft.state().question;
  store::Pick pick = pick_of(question);
  std::vector<store::Picked> found;
  if (question.host.empty() && question.sector.empty() && question.partner.empty()) {
    pick.limit = want.limit, pick.offset = want.offset;
    found = TRY(kept.pick(pick));
  } else {
    pick.limit = want.limit + want.offset;
    for (const store::Section& section : TRY(kept.sections())) {
      if (!is_chosen(question, section)) continue;
      pick.section = section.number;
      for (store::Picked& picked : TRY(kept.pick(pick))) found.push_back(std::move(picked));
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return std::tie(a.day, a.id) < std::tie(b.day, b.id); });
    const std::size_t from = std::min(want.offset, found.size()), to = from + std::min(want.limit, found.size() - from);
    found = std::vector<store::Picked>(found.begin() + static_cast<std::ptrdiff_t>(from), found.begin() + static_cast<std::ptrdiff_t>(to));
  }
  for (const store::Picked& picked : found) TRY(draft.want_event(picked.id));
  return {};
}

/// The first lines under each heading.
Status want_lines(store::Merged& kept, const Want& want, Draft& draft) {
  State& state = draft.state();
  const Question& question = state.question;
  store::Pick pick = pick_of(question);
  pick.newest_first = true;
  std::map<std::int64_t, std::size_t> counts;
  TRY(kept.each_count(pick.until, pick.since, [&](std::int64_t section, std::int64_t count) {
    counts[section] = static_cast<std::size_t>(count);
  }));
  std::map<BriefHeading, std::vector<std::int64_t>> headings;
  for (const store::Section& section : TRY(kept.sections())) {
    const auto count = counts.find(section.number);
    if (count == counts.end() || !is_chosen(question, section)) continue;
    const BriefHeading heading{question.host.empty() ? split(section.hosts, ' ') : std::vector<std::string>{question.host},
                          question.sector.empty() ? section.home : question.sector};
    headings[heading].push_back(section.number);
    state.listed[heading] += count->second;
  }
  state.lines = want.limit;
  pick.limit = want.limit == 0 ? fitting_lines(headings.size()) : want.limit;
  for (const auto& [heading, sections] : headings) {
    std::vector<store::Picked> found;
    for (const std::int64_t section : sections) {
      pick.section = section;
      for (store::Picked& picked : TRY(kept.pick(pick))) found.push_back(std::move(picked));
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return std::tie(a.weight, b.day, a.id) < std::tie(b.weight, a.day, b.id);
    });
    for (std::size_t i = 0; i < found.size() && i < pick.limit; ++i) TRY(draft.want_event(found[i].id));
  }
  return {};
}

/// All events of a host.
Status want_events(store::Merged& kept, Draft& draft) {
  store::Pick pick = pick_of(draft.state().question);
  pick.limit = static_cast<std::size_t>(store::kAnyDay);
  for (const store::Section& section : TRY(kept.sections())) {
    if (!is_chosen(draft.state().question, section)) continue;
    pick.section = section.number;
    for (const store::Picked& picked : TRY(kept.pick(pick))) TRY(draft.want_event(picked.id));
  }
  return {};
}

Status want_newest(store::Merged& kept, Draft& draft) {
  for (const std::int64_t number : TRY(kept.newest_readings(kBriefNewest))) draft.want_reading(number);
  for (const std::int64_t number : TRY(kept.newest_remarked(kBriefNewest))) draft.want_remarks(number);
  return {};
}

Status want_thing(store::Merged& kept, const std::string& id, Draft& draft) {
  for (const std::string& event : TRY(kept.events_by_id(id))) TRY(draft.want_event(event));
  for (const std::string& event : TRY(kept.events_of_claims(id))) TRY(draft.want_event(event));
  for (const std::string& beginning : {id, "sha256:" + id})
    for (const std::int64_t reading : TRY(kept.readings_by_report(beginning))) {
      for (const std::string& event : TRY(kept.events_of_reading(reading))) TRY(draft.want_event(event));
      TRY(draft.want_claims(reading));
    }
  return {};
}

Result<bool> can_answer(store::Ledger& ledger, store::Merged& kept, const Question& question, const Want& want) {
  if (want.kind == Kind::kEverything || !question.known_by.empty() || !question.recorded_by.empty()) return false;
  if (want.kind == Kind::kTimeline && want.limit == 0) return false;
  if (want.kind == Kind::kThing && (!question.as_of.empty() || want.id.size() < 4)) return false;
  if (!TRY(kept.is_current())) return false;
  if (want.kind == Kind::kBrief && TRY(kept.totals()).claims <= want.few) return false;
  if (TRY(ledger.decisions()).empty()) return true;
  // Of what people decided only the standings are kept, as they are now.
  return want.kind == Kind::kStandings && !question.as_read && question.as_of.empty();
}

}  // namespace

Result<std::optional<State>> look_at_kept(store::Ledger& ledger, const Question& question, const Want& want) {
  store::Merged kept(ledger);
  if (!TRY(can_answer(ledger, kept, question, want))) return std::optional<State>();
  Draft draft(kept, question);
  if (want.kind == Kind::kTimeline) TRY(want_page(kept, want, draft));
  if (want.kind == Kind::kThing) TRY(want_thing(kept, want.id, draft));
  if (want.kind == Kind::kEvents) TRY(want_events(kept, draft));
  if (want.kind == Kind::kBrief) TRY(want_lines(kept, want, draft));
  if (want.kind == Kind::kBrief) TRY(want_newest(kept, draft));
  if (want.kind == Kind::kBrief || want.kind == Kind::kStandings) TRY(add_cells(kept, want.claims && want.kind == Kind::kStandings, draft.state()));
  return std::optional<State>(TRY(draft.finish()));
}

Result<bool> each_part(store::Ledger& ledger, std::size_t events, const std::function<void(const State&)>& give) {
  store::Merged kept(ledger);
  const Question everything;
  if (!TRY(can_answer(ledger, kept, everything, {.kind = Kind::kEvents}))) return false;
  store::Pick pick;
  for (pick.limit = events;; pick.offset += events) {
    const std::vector<store::Picked> found = TRY(kept.pick(pick));
    if (found.empty()) return true;
    Draft draft(kept, everything);
    for (const store::Picked& picked : found) TRY(draft.want_event(picked.id));
    give(TRY(draft.finish()));
  }
}

}  // namespace tamga::query
