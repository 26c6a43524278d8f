#include "query/detail/partial.h"

#include <algorithm>
#include <tuple>

#include "query/detail/draft.h"
#include "query/detail/history.h"
#include "query/detail/kept_event.h"
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

/// The first of each section that the question chooses.
Result<std::vector<store::Picked>> first_of_sections(store::Merged& kept, const store::Pick& pick, const Question& question) {
  std::vector<std::int64_t> sections;
  for (const store::Section& section : TRY(kept.sections()))
    if (is_chosen(question, section)) sections.push_back(section.number);
  std::vector<store::Picked> out;
  for (auto& found : TRY(kept.pick(pick, sections))) std::move(found.begin(), found.end(), std::back_inserter(out));
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
    found = TRY(first_of_sections(kept, pick, question));
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return std::tie(a.day, a.id) < std::tie(b.day, b.id); });
    const std::size_t from = std::min(want.offset, found.size()), to = from + std::min(want.limit, found.size() - from);
    found = std::vector<store::Picked>(found.begin() + static_cast<std::ptrdiff_t>(from), found.begin() + static_cast<std::ptrdiff_t>(to));
  }
  for (const store::Picked& picked : found) draft.want_event(picked.id);
  return {};
}

/// With the number of events that are let through.
Result<std::vector<store::Section>> counted_sections(store::Merged& kept, const store::Pick& pick) {
  auto out = TRY(kept.sections());
  if (!pick.until && !pick.since) return out;
  std::map<std::int64_t, std::size_t> counts;
  TRY(kept.each_count(pick.until, pick.since, [&](std::int64_t section, std::int64_t count) {
    counts[section] = static_cast<std::size_t>(count);
  }));
  for (store::Section& section : out) section.events = counts[section.number];
  return out;
}

/// The first lines under each heading.
Status want_lines(store::Merged& kept, const Want& want, Draft& draft) {
  State& state = draft.state();
  const Question& question = state.question;
  store::Pick pick = pick_of(question);
  pick.newest_first = true;
  std::map<BriefHeading, std::vector<std::int64_t>> headings;
  for (const store::Section& section : TRY(counted_sections(kept, pick))) {
    if (section.events == 0 || !is_chosen(question, section)) continue;
    const BriefHeading heading{question.host.empty() ? split(section.hosts, ' ') : std::vector<std::string>{question.host},
                          question.sector.empty() ? section.home : question.sector};
    headings[heading].push_back(section.number);
    state.listed[heading] += section.events;
  }
  state.lines = want.limit;
  pick.limit = want.limit == 0 ? fitting_lines(headings.size()) : want.limit;
  std::vector<std::int64_t> sections;
  for (const auto& [heading, its] : headings) sections.insert(sections.end(), its.begin(), its.end());
  const auto picked = TRY(kept.pick(pick, sections));
  auto of_section = picked.begin();
  for (const auto& [heading, its] : headings) {
    std::vector<store::Picked> found;
    for (std::size_t i = 0; i < its.size(); ++i, ++of_section) found.insert(found.end(), of_section->begin(), of_section->end());
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return std::tie(a.weight, b.day, a.id) < std::tie(b.weight, a.day, b.id);
    });
    for (std::size_t i = 0; i < found.size() && i < pick.limit; ++i) draft.want_event(found[i].id);
  }
  return {};
}

/// All events of a host.
Status want_events(store::Merged& kept, Draft& draft) {
  store::Pick pick = pick_of(draft.state().question);
  pick.limit = static_cast<std::size_t>(store::kAnyDay);
  for (const store::Picked& picked : TRY(first_of_sections(kept, pick, draft.state().question))) draft.want_event(picked.id);
  return {};
}

Status want_newest(store::Merged& kept, Draft& draft) {
  for (const std::int64_t number : TRY(kept.newest_readings(kBriefNewest))) draft.want_reading(number);
  for (const std::int64_t number : TRY(kept.newest_remarked(kBriefNewest))) draft.want_remarks(number);
  return {};
}

Status want_thing(store::Merged& kept, const std::string& id, Draft& draft) {
  for (const std::string& event : TRY(kept.events_by_id(id))) draft.want_event(event);
  for (const std::string& event : TRY(kept.events_of_claims(id))) draft.want_event(event);
  for (const std::string& beginning : {id, "sha256:" + id})
    for (const std::int64_t reading : TRY(kept.readings_by_report(beginning))) {
      for (const std::string& event : TRY(kept.events_of_reading(reading))) draft.want_event(event);
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
  const sql::Snapshot snapshot = TRY(sql::Snapshot::begin(ledger.connection()));
  if (!TRY(can_answer(ledger, kept, question, want))) return std::optional<State>();
  // Copies of a text are shown with one event, and nowhere else.
  Draft draft(kept, question, want.kind == Kind::kThing ? store::Prints::kWith : store::Prints::kWithout);
  if (want.kind == Kind::kTimeline) TRY(want_page(kept, want, draft));
  if (want.kind == Kind::kThing) TRY(want_thing(kept, want.id, draft));
  if (want.kind == Kind::kEvents) TRY(want_events(kept, draft));
  if (want.kind == Kind::kBrief) TRY(want_lines(kept, want, draft));
  if (want.kind == Kind::kBrief) TRY(want_newest(kept, draft));
  if (want.kind == Kind::kBrief || want.kind == Kind::kStandings) TRY(add_cells(kept, want.claims && want.kind == Kind::kStandings, draft.state()));
  return std::optional<State>(TRY(draft.finish()));
}

}  // namespace tamga::query
