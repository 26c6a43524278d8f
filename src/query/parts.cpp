#include "query/parts.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "query/detail/card.h"
#include "query/detail/draft.h"
#include "query/detail/kept_event.h"
#include "query/detail/known.h"
#include "query/detail/loaded.h"
#include "store/merged.h"

namespace tamga::query {
namespace {

using Give = std::function<void(const State&)>;

/// Readings that a question's dates let through.
struct Known {
  std::unordered_set<std::int64_t> readings;
  store::Totals totals;
  bool all = true;
};

/// Nothing where the events were made of other readings than those that stood in front then.
Result<std::optional<Known>> known_readings(store::Merged& kept, const Question& question) {
  if (!TRY(kept.holds_all_of(question.recorded_by))) return std::optional<Known>();
  const auto known_by = merge::days_of(question.known_by);
  Known out;
  TRY(kept.each_reading(question.recorded_by, [&](const store::MergedReading& reading) {
    if (!reading.recorded || !is_known(reading.published, reading.recorded_at, known_by)) {
      out.all = false;
      return;
    }
    out.readings.insert(reading.number);
    ++out.totals.readings, out.totals.claims += reading.claims;
  }));
  return std::optional<Known>(std::move(out));
}

/// The components of merging by what is known of them. Claims of two components never meet, so one of which all is known
/// has the events that it has now, and one of which nothing is known has none.
struct Split {
  std::unordered_set<std::int64_t> whole;
  std::vector<std::vector<store::ClaimPlace>> cut;  ///< of the others, the claims that are known; by their first claim
};

Result<Split> split_of(store::Merged& kept, const Known& known) {
  std::unordered_map<std::int64_t, std::vector<store::ClaimPlace>> claims;
  std::unordered_set<std::int64_t> cut;
  TRY(kept.each_claim([&](store::ClaimPlace place, std::int64_t component) {
    if (known.readings.count(place.reading) != 0) claims[component].push_back(place);
    else cut.insert(component);
  }));
  Split out;
  for (auto& [component, places] : claims) {
    if (cut.count(component) == 0) {
      out.whole.insert(component);
      continue;
    }
    std::sort(places.begin(), places.end());
    out.cut.push_back(std::move(places));
  }
  std::sort(out.cut.begin(), out.cut.end());
  return out;
}

/// The events that are as they are now, so many at a time.
Status give_whole(store::Merged& kept, const Question& question, const Known& known, const Split& split, std::size_t events,
                  const std::map<std::string, std::string>& names, const Give& give) {
  std::vector<std::string> ids;
  TRY(kept.each_event([&](const std::string& id, std::int64_t component) {
    if (split.whole.count(component) != 0) ids.push_back(id);
  }));
  for (std::size_t from = 0; from < ids.size(); from += events) {
    Draft draft(kept, question, store::Prints::kWithout);
    for (std::size_t i = from; i < std::min(ids.size(), from + events); ++i) draft.want_event(ids[i]);
    give(TRY(draft.finish(known.totals, names)));
  }
  return {};
}

Result<State> merged_again(store::Merged& kept, const Question& question, const Known& known,
                           const std::set<store::ClaimPlace>& places, const std::map<std::string, std::string>& names) {
  Loaded loaded = TRY(load(kept, places));
  std::vector<std::int64_t> numbers;
  for (const auto& of_source : loaded.places) numbers.push_back(of_source.front().reading);
  auto counts = TRY(kept.claim_counts(numbers));
  State out;
  out.question = question, out.partial = true, out.country_names = names;
  out.readings = known.totals.readings, out.claims = known.totals.claims;
  out.events = merge::merge_claims(loaded.sources);
  out.sources = std::move(loaded.sources);
  out.remarks.resize(out.sources.size());
  for (const std::int64_t number : numbers) out.claim_counts.push_back(counts[number]);
  return out;
}

/// The events of what is only known in part, of whole components with at least so many claims at a time.
Status give_cut(store::Merged& kept, const Question& question, const Known& known, const Split& split, std::size_t claims,
                const std::map<std::string, std::string>& names, const Give& give) {
  std::set<store::ClaimPlace> places;
  for (std::size_t i = 0; i < split.cut.size(); ++i) {
    places.insert(split.cut[i].begin(), split.cut[i].end());
    if (places.size() < claims && i + 1 < split.cut.size()) continue;
    give(TRY(merged_again(kept, question, known, places, names)));
    places.clear();
  }
  return {};
}

Status give_now(store::Merged& kept, std::size_t events, const Give& give) {
  const Question everything;
  const store::Totals totals = TRY(kept.totals());
  const auto names = TRY(kept.country_names());
  store::Pick pick;
  for (pick.limit = events;; pick.offset += events) {
    const std::vector<store::Picked> found = TRY(kept.pick(pick));
    if (found.empty()) return {};
    Draft draft(kept, everything, store::Prints::kWithout);
    for (const store::Picked& picked : found) draft.want_event(picked.id);
    give(TRY(draft.finish(totals, names)));
  }
}

/// The cards of components, or of all.
Status add_cards(store::Merged& kept, const std::unordered_set<std::int64_t>* components, CatalogMaker& maker) {
  Status status;
  TRY(kept.each_card([&](const std::string& event, std::int64_t component, const std::string& step, const std::string& text) {
    if (!status.ok() || (components != nullptr && components->count(component) == 0)) return;
    const auto card = card_from(event, text);
    if (card.ok())
      maker.add(*card, step_from(step));
    else
      status = card.error();
  }));
  return status;
}

/// Claims that are merged again at once, and added to a catalog.
constexpr std::size_t kAtOnce = 5000;

/// Gives all events as they are, by `all`, or what some dates let through, by `some`. False where the kept events cannot tell.
template <class All, class Some>
Result<bool> seen_at(store::Ledger& ledger, const Question& question, const All& all, const Some& some) {
  TRY(check_dates(question));
  store::Merged kept(ledger);
  const sql::Snapshot snapshot = TRY(sql::Snapshot::begin(ledger.connection()));
  if (!TRY(kept.is_current()) || !TRY(ledger.decisions()).empty()) return false;
  Question dates;
  dates.known_by = question.known_by, dates.recorded_by = question.recorded_by;
  if (dates.known_by.empty() && dates.recorded_by.empty()) {
    TRY(all(kept));
    return true;
  }
  const auto known = TRY(known_readings(kept, dates));
  if (!known) return false;
  const Split split = TRY(split_of(kept, *known));
  TRY(some(kept, dates, *known, split));
  return true;
}

}  // namespace

Result<bool> add_kept(store::Ledger& ledger, const Question& question, CatalogMaker& maker) {
  return seen_at(
      ledger, question, [&](store::Merged& kept) { return add_cards(kept, nullptr, maker); },
      [&](store::Merged& kept, const Question& dates, const Known& known, const Split& split) -> Status {
        TRY(add_cards(kept, &split.whole, maker));
        return give_cut(kept, dates, known, split, kAtOnce, {}, [&](const State& part) { maker.add(part); });
      });
}

Result<bool> each_part(store::Ledger& ledger, const Question& question, std::size_t events, const Give& give) {
  return seen_at(
      ledger, question, [&](store::Merged& kept) { return give_now(kept, events, give); },
      [&](store::Merged& kept, const Question& dates, const Known& known, const Split& split) -> Status {
        const auto names = TRY(kept.country_names());
        TRY(give_whole(kept, dates, known, split, events, names, give));
        return give_cut(kept, dates, known, split, events, names, give);
      });
}

Result<bool> each_part(store::Ledger& ledger, std::size_t events, const Give& give) { return each_part(ledger, {}, events, give); }

}  // namespace tamga::query
