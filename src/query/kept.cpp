#include "query/kept.h"

#include <algorithm>
#include <map>
#include <set>

#include "merge/matcher.h"
#include "query/detail/history.h"
#include "query/detail/kept_event.h"
#include "query/detail/loaded.h"
#include "review/enact.h"

namespace tamga::query {
namespace {

/// Readings that are taken in at once: their claims have neighbours in common.
constexpr std::size_t kChunk = 200;
/// From so many new readings on, and a tenth of all, merging everything is quicker.
constexpr std::size_t kMany = 1000;

store::ClaimBlock block_of(const merge::Block& block) {
  return {block.block, block.active, block.dated, block.wide, block.days.first, block.days.last};
}

std::vector<store::ClaimBlock> stored_blocks(const merge::Source& source, const model::Claim& claim) {
  std::vector<store::ClaimBlock> out;
  for (const merge::Block& block : merge::blocks_of(source, claim)) out.push_back(block_of(block));
  return out;
}

Status put_events(store::Merged& kept, const Loaded& loaded, const merge::Ties& ties, std::set<std::string>* cells) {
  const std::int64_t before = TRY(kept.last_component());
  for (const merge::Event& event : merge::merge_claims(loaded.sources, ties)) {
    store::MergedEvent made = kept_event(event, loaded.sources, loaded.places);
    made.component = before + 1 + event.component;
    TRY(kept.put(made));
    if (cells != nullptr) cells->insert(made.cells.begin(), made.cells.end());
  }
  return {};
}

/// What is kept of a cell: how it stands now, and how it stood on any day.
struct Cell {
  std::string name, summary, claims;
  History history;
};

Cell cell_of(const std::string& name, const std::vector<merge::Step>& steps) {
  std::vector<const merge::Step*> pointers;
  for (const merge::Step& step : steps) pointers.push_back(&step);
  const auto standing = merge::standing_of(cell_from(name), pointers);
  if (!standing) return {name, "", "", {}};
  return {name, summary_text(*standing), joined_ids(standing->claims), history_of(pointers)};
}

Status put_cell(store::Merged& kept, const Cell& cell) {
  TRY(kept.put_cell(cell.name, cell.summary, cell.claims));
  return kept.put_history(cell.name, cell.history.steps, cell.history.claims);
}

Status put_cells(store::Merged& kept, const std::set<std::string>& cells) {
  for (const std::string& cell : cells) {
    std::vector<merge::Step> steps;
    TRY(kept.each_step(cell, [&](const std::string& step) { steps.push_back(step_from(step)); }));
    TRY(put_cell(kept, cell_of(cell, steps)));
  }
  return {};
}

/// What a chunk of new readings changes before anything is merged.
struct Coming {
  std::set<std::int64_t> readings;       ///< that stand in front now and did not
  std::set<store::ClaimPlace> fresh;     ///< their claims
  std::set<store::ClaimPlace> gone;      ///< claims of readings that they stand before
  std::set<std::int64_t> touched;        ///< components to be merged again
};

Status take_out(store::Merged& kept, std::int64_t reading, Coming& coming) {
  for (const store::ClaimPlace place : TRY(kept.places_of_reading(reading))) {
    coming.gone.insert(place);
    if (const auto component = TRY(kept.component_of(place))) coming.touched.insert(*component);
    TRY(kept.remove_blocks(place));
  }
  return kept.remove_reading(reading);
}

Result<Coming> coming_of(store::Merged& kept, const std::vector<std::int64_t>& chunk) {
  Coming out;
  for (const std::int64_t number : chunk) {
    const std::vector<std::int64_t> order = TRY(kept.appearance(number));
    if (order.empty()) continue;
    for (std::size_t i = 1; i < order.size(); ++i)
      if (TRY(kept.has(order[i]))) TRY(take_out(kept, order[i], out));
    if (out.readings.count(order.front()) != 0 || TRY(kept.has(order.front()))) continue;
    out.readings.insert(order.front());
    const auto places = TRY(kept.places_of_reading(order.front()));
    out.fresh.insert(places.begin(), places.end());
    TRY(kept.put_reading(order.front(), places.size()));
  }
  return out;
}

/// Finds the components that the fresh claims have a match in.
Status find_touched(store::Merged& kept, const Loaded& fresh, Coming& coming) {
  std::set<store::ClaimPlace> near;
  std::map<store::ClaimPlace, std::vector<store::ClaimPlace>> pairs;
  for (std::size_t s = 0; s < fresh.sources.size(); ++s)
    for (std::size_t c = 0; c < fresh.sources[s].claims.size(); ++c) {
      const model::Claim& claim = fresh.sources[s].claims[c];
      for (const store::ClaimPlace place : TRY(kept.with_id(claim.id)))
        if (const auto component = TRY(kept.component_of(place))) coming.touched.insert(*component);
      for (const store::ClaimBlock& block : stored_blocks(fresh.sources[s], claim))
        for (const store::ClaimPlace place : TRY(kept.neighbours(block, merge::kWideDays + merge::kNewsDays, merge::kNewsDays)))
          if (coming.fresh.count(place) == 0 && coming.gone.count(place) == 0) near.insert(place), pairs[place].push_back(fresh.places[s][c]);
    }
  merge::Matcher matcher;
  std::map<store::ClaimPlace, std::uint32_t> numbers;
  const Loaded others = TRY(load(kept, near));
  for (const Loaded* loaded : {&fresh, &others})
    for (std::size_t s = 0; s < loaded->sources.size(); ++s)
      for (std::size_t c = 0; c < loaded->sources[s].claims.size(); ++c)
        numbers.emplace(loaded->places[s][c], matcher.add(loaded->sources[s], loaded->sources[s].claims[c]));
  for (const auto& [place, with] : pairs) {
    const bool matches = std::any_of(with.begin(), with.end(), [&](store::ClaimPlace other) {
      return matcher.is_match(numbers.at(place), numbers.at(other));
    });
    if (!matches) continue;
    if (const auto component = TRY(kept.component_of(place))) coming.touched.insert(*component);
  }
  return {};
}

Status take_in(store::Ledger& ledger, const std::vector<std::int64_t>& chunk) {
  store::Merged kept(ledger);
  sql::Transaction transaction = TRY(sql::Transaction::begin(ledger.connection()));
  Coming coming = TRY(coming_of(kept, chunk));
  const Loaded fresh = TRY(load(kept, coming.fresh));
  TRY(find_touched(kept, fresh, coming));
  std::set<store::ClaimPlace> all = coming.fresh;
  std::set<std::string> cells;
  for (const std::int64_t component : coming.touched) {
    for (const store::ClaimPlace place : TRY(kept.members(component)))
      if (coming.gone.count(place) == 0) all.insert(place);
    const auto left = TRY(kept.remove(component));
    cells.insert(left.begin(), left.end());
  }
  const Loaded again = TRY(load(kept, all));
  TRY(put_events(kept, again, {}, &cells));
  TRY(kept.count_sections());
  for (std::size_t s = 0; s < fresh.sources.size(); ++s)
    for (std::size_t c = 0; c < fresh.sources[s].claims.size(); ++c)
      TRY(kept.put_blocks(fresh.places[s][c], stored_blocks(fresh.sources[s], fresh.sources[s].claims[c])));
  TRY(put_cells(kept, cells));
  for (const std::int64_t number : chunk) TRY(kept.count_names_of(number));
  TRY(kept.forget_pending(chunk));
  return transaction.commit();
}

/// Cells from all steps, one after the other.
Status put_all_cells(store::Merged& kept) {
  std::vector<Cell> made;
  std::string cell;
  std::vector<merge::Step> steps;
  const auto finish = [&] {
    made.push_back(cell_of(cell, steps));
    steps.clear();
  };
  TRY(kept.each_step_of_all([&](const std::string& next, const std::string& step) {
    if (next != cell && !cell.empty()) finish();
    cell = next;
    steps.push_back(step_from(step));
  }));
  if (!cell.empty()) finish();
  for (const Cell& one : made) TRY(put_cell(kept, one));
  return {};
}

/// What people decided changes claims and takes some out; such events are not kept, only the standings.
Status put_decided_cells(store::Ledger& ledger, store::Merged& kept, std::vector<merge::Source> sources,
                         const std::vector<model::Decision>& decisions) {
  const review::Outcome outcome = TRY(review::enact(sources, decisions));
  const auto events = merge::merge_claims(sources, outcome.ties);
  for (const merge::Standing& standing : merge::standings(events, sources, ""))
    TRY(kept.put_cell(cell_text({standing.host, standing.sector, standing.partner}), summary_text(standing), joined_ids(standing.claims)));
  static_cast<void>(ledger);
  return {};
}

}  // namespace

Status rebuild(store::Ledger& ledger) {
  store::Merged kept(ledger);
  sql::Transaction transaction = TRY(sql::Transaction::begin(ledger.connection()));
  const std::vector<std::int64_t> pending = TRY(kept.pending());
  TRY(kept.clear());
  Loaded all;
  for (store::StoredReading& reading : TRY(ledger.readings())) {
    TRY(kept.put_reading(reading.number, reading.claims.size()));
    all.places.emplace_back();
    for (std::size_t c = 0; c < reading.claims.size(); ++c) all.places.back().push_back({reading.number, static_cast<std::int64_t>(c)});
    all.sources.push_back({std::move(reading.report), reading.fingerprint, std::move(reading.claims), {}});
  }
  const auto decisions = TRY(ledger.decisions());
  if (!decisions.empty()) {
    TRY(put_decided_cells(ledger, kept, std::move(all.sources), decisions));
  } else {
    for (std::size_t s = 0; s < all.sources.size(); ++s)
      for (std::size_t c = 0; c < all.sources[s].claims.size(); ++c)
        TRY(kept.put_blocks(all.places[s][c], stored_blocks(all.sources[s], all.sources[s].claims[c])));
    TRY(put_events(kept, all, {}, nullptr));
    TRY(kept.count_sections());
    TRY(put_all_cells(kept));
  }
  TRY(kept.count_names());
  TRY(kept.forget_pending(pending));
  return transaction.commit();
}

Status refresh(store::Ledger& ledger) {
  store::Merged kept(ledger);
  const std::vector<std::int64_t> pending = TRY(kept.pending());
  if (pending.empty()) return {};
  const store::Totals totals = TRY(kept.totals());
  const bool much = pending.size() >= kMany && pending.size() * 10 >= totals.readings;
  if (much || !TRY(ledger.decisions()).empty()) return rebuild(ledger);
  for (std::size_t from = 0; from < pending.size(); from += kChunk) {
    const std::size_t to = std::min(pending.size(), from + kChunk);
    TRY(take_in(ledger, {pending.begin() + static_cast<std::ptrdiff_t>(from), pending.begin() + static_cast<std::ptrdiff_t>(to)}));
  }
  return {};
}

}  // namespace tamga::query
