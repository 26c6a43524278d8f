#include "store/merged.h"

#include <algorithm>

#include "model/json.h"
#include "store/detail/rows.h"

namespace tamga::store {
namespace {

/// Where wide blocks are, before all days.
constexpr std::int64_t kNoDay = -kAnyDay;
constexpr std::int64_t kMost = 20;
/// More than a reading has claims.
constexpr std::int64_t kPlaces = std::int64_t{1} << 20;

/// Of a claim, one number.
std::int64_t place_number(ClaimPlace place) { return place.reading * kPlaces + place.position; }

/// The first text behind all that begin with `beginning`.
std::string end_of_beginning(std::string beginning) {
  beginning += '\x7f';  // ids are hexadecimal
  return beginning;
}

sql::Value whole(std::size_t value) { return static_cast<std::int64_t>(value); }

std::string statement_of(const Pick& pick, const std::string& where) {
  // Without the weight, which orders nothing here, the index has all that is asked for.
  return std::string("SELECT id, ") + (pick.newest_first ? "weight" : "0") + ", day FROM merge_events WHERE " + where +
         "(planned = 1 OR day <= $1) AND last >= $2" +
         (pick.newest_first ? " ORDER BY weight, day DESC, id" : " ORDER BY day, id") + " LIMIT $3 OFFSET $4";
}

std::vector<sql::Value> values_of(const Pick& pick) {
  return {pick.until.value_or(kAnyDay), pick.since.value_or(-kAnyDay), whole(pick.limit), whole(pick.offset)};
}

Picked picked_of(const sql::Row& row) { return {row.text(0), row.integer(1), row.integer(2)}; }

}  // namespace

Result<bool> Merged::is_current() {
  return TRY(db_.number("SELECT count(*) FROM (SELECT 1 FROM merge_pending LIMIT 1) p")) == 0;
}

Result<std::vector<std::int64_t>> Merged::pending() {
  std::vector<std::int64_t> out;
  TRY(db_.query("SELECT reading FROM merge_pending ORDER BY reading", {}, [&](const sql::Row& row) { out.push_back(row.integer(0)); }));
  return out;
}

Status Merged::forget_pending(const std::vector<std::int64_t>& readings) {
  for (const std::int64_t reading : readings) TRY(db_.send("DELETE FROM merge_pending WHERE reading = $1", {reading}));
  return {};
}

Result<std::vector<std::int64_t>> Merged::appearance(std::int64_t reading) {
  std::vector<std::int64_t> out;
  TRY(db_.query("SELECT n.number FROM readings r JOIN readings n ON n.report = r.report AND n.url = r.url AND "
                "n.outlet = r.outlet AND n.published = r.published AND n.title = r.title WHERE r.number = $1 "
                "ORDER BY n.recorded_at DESC, n.number DESC",
                {reading}, [&](const sql::Row& row) { out.push_back(row.integer(0)); }));
  return out;
}

Result<std::vector<StoredReading>> Merged::readings(const std::vector<ClaimPlace>& places, Prints prints,
                                                    const std::vector<std::int64_t>& bare) {
  std::vector<std::int64_t> claimed, numbers;
  for (const ClaimPlace& place : places)
    if (claimed.empty() || claimed.back() != place.reading) claimed.push_back(place.reading);
  std::set_union(claimed.begin(), claimed.end(), bare.begin(), bare.end(), std::back_inserter(numbers));
  std::vector<StoredReading> out;
  if (numbers.empty()) return out;
  out.reserve(numbers.size());
  const std::string columns = prints == Prints::kWith ? std::string(detail::kReadingColumns) + " FROM readings r JOIN reports t ON t.id = r.report"
                                                      : std::string(detail::kHeadColumns) + " FROM readings r";
  TRY(db_.query("SELECT " + columns + " WHERE " + db_.one_of("r.number", "$1") + " ORDER BY r.number", {numbers},
                [&](const sql::Row& row) { out.push_back(detail::reading_of(row)); }));
  if (out.size() != numbers.size()) return Error{ErrorCode::kBadData, "holds less readings than its events name", db_.address(), {}};
  TRY(load_claims(places, claimed, out));
  return out;
}

Status Merged::load_claims(const std::vector<ClaimPlace>& places, const std::vector<std::int64_t>& numbers,
                           std::vector<StoredReading>& readings) {
  std::vector<std::int64_t> wanted;
  for (const ClaimPlace& place : places) wanted.push_back(place_number(place));
  if (wanted.empty()) return {};
  Status status;
  std::size_t found = 0;
  auto reading = readings.begin();
  // The readings lead to the rows, the places say which of them are wanted.
  TRY(db_.query("SELECT reading, record FROM claims WHERE " + db_.one_of("reading", "$1") + " AND " +
                    db_.one_of("reading * " + std::to_string(kPlaces) + " + position", "$2") + " ORDER BY reading, position",
                {numbers, wanted}, [&](const sql::Row& row) {
                  while (reading->number != row.integer(0)) ++reading;
                  auto claim = detail::record_from(row.text(1), model::claim_from_json, db_.address());
                  if (claim) reading->claims.push_back(std::move(*claim));
                  else status = claim.error();
                  ++found;
                }));
  TRY(std::move(status));
  if (found != wanted.size()) return Error{ErrorCode::kBadData, "holds less claims than its events name", db_.address(), {}};
  return {};
}

Result<std::vector<model::Remark>> Merged::remarks(std::int64_t reading) {
  auto found = TRY(remarks(std::vector{reading}));
  return std::move(found[reading]);
}

Result<std::map<std::int64_t, std::vector<model::Remark>>> Merged::remarks(const std::vector<std::int64_t>& readings) {
  std::map<std::int64_t, std::vector<model::Remark>> out;
  if (readings.empty()) return out;
  Status status;
  TRY(db_.query("SELECT reading, record FROM remarks WHERE " + db_.one_of("reading", "$1") + " ORDER BY reading, position", {readings},
                [&](const sql::Row& row) {
                  auto remark = detail::record_from(row.text(1), model::remark_from_json, db_.address());
                  if (remark) out[row.integer(0)].push_back(std::move(*remark));
                  else status = remark.error();
                }));
  TRY(std::move(status));
  return out;
}

Result<std::vector<ClaimPlace>> Merged::places(std::string_view statement, std::initializer_list<sql::Value> values) {
  std::vector<ClaimPlace> out;
  TRY(db_.query(statement, values, [&](const sql::Row& row) { out.push_back({row.integer(0), row.integer(1)}); }));
  return out;
}

Result<std::vector<ClaimPlace>> Merged::places_of_reading(std::int64_t reading) {
  return places("SELECT reading, position FROM claims WHERE reading = $1 ORDER BY position", {reading});
}

Result<std::vector<ClaimPlace>> Merged::neighbours(const ClaimBlock& block, std::int64_t before, std::int64_t after) {
  const std::int64_t from = block.wide ? kNoDay : block.first - before, to = block.wide ? kAnyDay : block.last + after;
  std::vector<ClaimPlace> out;
  for (const std::int64_t active : {1, 0}) {
    if (active == 0 && !block.active) continue;
    for (const auto& [low, high] : {std::pair(from, to), std::pair(kNoDay, kNoDay)}) {
      if (block.wide && high == kNoDay) continue;  // among the others
      const auto found = TRY(places("SELECT reading, position FROM merge_blocks WHERE block = $1 AND active = $2 AND place BETWEEN $3 AND $4 "
                                    "AND (dated = 0 OR $5 = 0 OR (first <= $6 AND last >= $7))",
                                    {block.block, active, low, high, static_cast<std::int64_t>(block.dated), block.last + 1, block.first - 1}));
      out.insert(out.end(), found.begin(), found.end());
    }
  }
  return out;
}

Result<std::vector<ClaimPlace>> Merged::with_id(const std::string& claim) {
  return places("SELECT c.reading, c.position FROM claims c JOIN merge_claims m ON m.reading = c.reading AND m.position = c.position "
                "WHERE c.id = $1",
                {claim});
}

Result<std::optional<std::int64_t>> Merged::component_of(ClaimPlace place) {
  std::optional<std::int64_t> out;
  TRY(db_.query("SELECT component FROM merge_claims WHERE reading = $1 AND position = $2", {place.reading, place.position},
                [&](const sql::Row& row) { out = row.integer(0); }));
  return out;
}

Result<std::vector<ClaimPlace>> Merged::members(std::int64_t component) {
  return places("SELECT reading, position FROM merge_claims WHERE component = $1 ORDER BY reading, position", {component});
}

Status Merged::put_blocks(ClaimPlace place, const std::vector<ClaimBlock>& blocks) {
  for (const ClaimBlock& block : blocks)
    TRY(db_.send("INSERT INTO merge_blocks (reading, position, block, active, place, dated, first, last) VALUES "
                "($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (reading, position, block) DO NOTHING",
                {place.reading, place.position, block.block, static_cast<std::int64_t>(block.active), block.wide ? kNoDay : block.first,
                 static_cast<std::int64_t>(block.dated), block.first, block.last}));
  return {};
}

Status Merged::remove_blocks(ClaimPlace place) {
  return db_.run("DELETE FROM merge_blocks WHERE reading = $1 AND position = $2", {place.reading, place.position});
}

Result<std::vector<std::string>> Merged::remove(std::int64_t component) {
  std::vector<std::string> cells, events;
  TRY(db_.query("SELECT id, section FROM merge_events WHERE component = $1", {component}, [&](const sql::Row& row) {
    events.push_back(row.text(0));
    changed_.insert(row.integer(1));
  }));
  for (const std::string& event : events) {
    TRY(db_.query("SELECT cell FROM merge_places WHERE event = $1", {event}, [&](const sql::Row& row) { cells.push_back(row.text(0)); }));
    TRY(db_.run("DELETE FROM merge_places WHERE event = $1", {event}));
  }
  TRY(db_.run("DELETE FROM merge_events WHERE component = $1", {component}));
  TRY(db_.run("DELETE FROM merge_claims WHERE component = $1", {component}));
  return cells;
}

Result<std::int64_t> Merged::section(const MergedEvent& event) {
  std::int64_t& number = sections_[{event.hosts, event.sectors, event.partners, event.home}];
  if (number > 0) return number;
  const std::initializer_list<sql::Value> key{event.hosts, event.sectors, event.partners, event.home};
  const std::string statement = "SELECT number FROM merge_sections WHERE hosts = $1 AND sectors = $2 AND partners = $3 AND home = $4";
  number = TRY(db_.number(statement, key));
  if (number == 0) {
    TRY(db_.run("INSERT INTO merge_sections (hosts, sectors, partners, home) VALUES ($1, $2, $3, $4)", key));
    number = TRY(db_.number(statement, key));
  }
  return number;
}

Status Merged::put(const MergedEvent& event) {
  const std::int64_t number = TRY(section(event));
  changed_.insert(number);
  TRY(db_.send("INSERT INTO merge_events (id, component, section, weight, day, last, planned, step, record, card) VALUES "
              "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
              {event.id, event.component, number, event.weight, event.day, event.last, static_cast<std::int64_t>(event.planned), event.step,
               event.record, event.card}));
  for (const ClaimPlace& place : event.claims)
    TRY(db_.send("INSERT INTO merge_claims (reading, position, event, component) VALUES ($1, $2, $3, $4)",
                {place.reading, place.position, event.id, event.component}));
  for (const std::string& cell : event.cells)
    TRY(db_.send("INSERT INTO merge_places (cell, event) VALUES ($1, $2) ON CONFLICT (cell, event) DO NOTHING", {cell, event.id}));
  return {};
}

Status Merged::count_sections() {
  const std::vector<std::int64_t> numbers(changed_.begin(), changed_.end());
  changed_.clear();
  if (numbers.empty()) return {};
  return db_.run("UPDATE merge_sections SET events = (SELECT count(*) FROM merge_events e WHERE e.section = merge_sections.number) WHERE " +
                     db_.one_of("number", "$1"),
                 {numbers});
}

Result<std::int64_t> Merged::last_component() { return db_.number("SELECT coalesce(max(component), 0) FROM merge_events"); }

Status Merged::each_step(const std::string& cell, const std::function<void(const std::string&)>& visit) {
  return db_.query("SELECT e.step FROM merge_places p JOIN merge_events e ON e.id = p.event WHERE p.cell = $1 ORDER BY p.event", {cell},
                   [&](const sql::Row& row) { visit(row.text(0)); });
}

Status Merged::each_card(
    const std::function<void(const std::string&, std::int64_t, const std::string&, const std::string&)>& visit) {
  return db_.query("SELECT id, component, step, card FROM merge_events", {},
                   [&](const sql::Row& row) { visit(row.text(0), row.integer(1), row.text(2), row.text(3)); });
}

Status Merged::each_step_of_all(const std::function<void(const std::string&, const std::string&)>& visit) {
  return db_.query("SELECT p.cell, e.step FROM merge_places p JOIN merge_events e ON e.id = p.event ORDER BY p.cell, p.event",
                   {}, [&](const sql::Row& row) { visit(row.text(0), row.text(1)); });
}

Status Merged::put_cell(const std::string& cell, const std::string& summary, const std::string& claims) {
  TRY(db_.send("DELETE FROM merge_cells WHERE cell = $1", {cell}));
  if (summary.empty()) return {};
  return db_.send("INSERT INTO merge_cells (cell, summary, claims) VALUES ($1, $2, $3)", {cell, summary, claims});
}

Status Merged::each_cell(bool with_claims, const std::function<void(const std::string&, const std::string&, const std::string&)>& visit) {
  return db_.query(with_claims ? "SELECT cell, summary, claims FROM merge_cells ORDER BY cell"
                               : "SELECT cell, summary, '' FROM merge_cells ORDER BY cell",
                   {}, [&](const sql::Row& row) { visit(row.text(0), row.text(1), row.text(2)); });
}

Status Merged::put_history(const std::string& cell, const std::string& steps, const std::string& claims) {
  TRY(db_.send("DELETE FROM merge_history WHERE cell = $1", {cell}));
  if (steps.empty()) return {};
  return db_.send("INSERT INTO merge_history (cell, steps, claims) VALUES ($1, $2, $3)", {cell, steps, claims});
}

Status Merged::each_history(bool with_claims, const std::function<void(const std::string&, const std::string&, const std::string&)>& visit) {
  return db_.query(with_claims ? "SELECT cell, steps, claims FROM merge_history ORDER BY cell"
                               : "SELECT cell, steps, '' FROM merge_history ORDER BY cell",
                   {}, [&](const sql::Row& row) { visit(row.text(0), row.text(1), row.text(2)); });
}

Status Merged::clear() {
  sections_.clear();
  changed_.clear();
  for (const char* table : {"merge_readings", "merge_blocks", "merge_claims", "merge_sections", "merge_events", "merge_places",
                            "merge_cells", "merge_history", "merge_names"})
    TRY(db_.run("DELETE FROM " + std::string(table)));
  return {};
}

Result<std::vector<Section>> Merged::sections() {
  std::vector<Section> out;
  TRY(db_.query("SELECT number, hosts, sectors, partners, home, events FROM merge_sections ORDER BY hosts, sectors, partners, home", {},
                [&](const sql::Row& row) {
                  out.push_back({row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4), static_cast<std::size_t>(row.integer(5))});
                }));
  return out;
}

Status Merged::each_count(std::optional<std::int64_t> until, std::optional<std::int64_t> since,
                          const std::function<void(std::int64_t, std::int64_t)>& visit) {
  return db_.query("SELECT section, count(*) FROM merge_events WHERE (planned = 1 OR day <= $1) AND last >= $2 GROUP BY section",
                   {until.value_or(kAnyDay), since.value_or(-kAnyDay)},
                   [&](const sql::Row& row) { visit(row.integer(0), row.integer(1)); });
}

Result<std::vector<Picked>> Merged::pick(const Pick& pick) {
  std::vector<Picked> out;
  TRY(db_.query(statement_of(pick, ""), values_of(pick), [&](const sql::Row& row) { out.push_back(picked_of(row)); }));
  return out;
}

Result<std::vector<std::vector<Picked>>> Merged::pick(const Pick& pick, const std::vector<std::int64_t>& sections) {
  std::vector<std::vector<Picked>> out(sections.size());
  std::vector<std::vector<sql::Value>> rows(sections.size(), values_of(pick));
  for (std::size_t i = 0; i < sections.size(); ++i) rows[i].emplace_back(sections[i]);
  TRY(db_.query_each(statement_of(pick, "section = $5 AND "), rows,
                     [&](std::size_t which, const sql::Row& row) { out[which].push_back(picked_of(row)); }));
  return out;
}

Result<std::map<std::string, std::string>> Merged::records(const std::vector<std::string>& events) {
  std::map<std::string, std::string> out;
  if (events.empty()) return out;
  TRY(db_.query("SELECT id, record FROM merge_events WHERE " + db_.one_of("id", "$1"), {events},
                [&](const sql::Row& row) { out.emplace(row.text(0), row.text(1)); }));
  for (const std::string& event : events)
    if (out.count(event) == 0) return Error{ErrorCode::kBadData, "holds no event " + event, db_.address(), {}};
  return out;
}

Result<std::vector<std::string>> Merged::texts(std::string_view statement, std::initializer_list<sql::Value> values) {
  std::vector<std::string> out;
  TRY(db_.query(statement, values, [&](const sql::Row& row) { out.push_back(row.text(0)); }));
  return out;
}

Result<std::vector<std::string>> Merged::events_by_id(const std::string& beginning) {
  return texts("SELECT id FROM merge_events WHERE id >= $1 AND id < $2 ORDER BY id LIMIT $3", {beginning, end_of_beginning(beginning), kMost});
}

Result<std::vector<std::string>> Merged::events_of_claims(const std::string& beginning) {
  return texts("SELECT DISTINCT m.event FROM claims c JOIN merge_claims m ON m.reading = c.reading AND m.position = c.position "
               "WHERE c.id >= $1 AND c.id < $2 LIMIT $3",
               {beginning, end_of_beginning(beginning), kMost});
}

Result<std::vector<std::string>> Merged::events_of_reading(std::int64_t reading) {
  return texts("SELECT DISTINCT event FROM merge_claims WHERE reading = $1", {reading});
}

Result<std::vector<std::int64_t>> Merged::numbers(std::string_view statement, std::initializer_list<sql::Value> values) {
  std::vector<std::int64_t> out;
  TRY(db_.query(statement, values, [&](const sql::Row& row) { out.push_back(row.integer(0)); }));
  return out;
}

Result<std::vector<std::int64_t>> Merged::readings_by_report(const std::string& beginning) {
  return numbers("SELECT r.number FROM readings r WHERE r.report >= $1 AND r.report < $2 AND " + detail::in_front() +
                     " ORDER BY r.report, r.outlet, r.published, r.url, r.title LIMIT $3",
                 {beginning, end_of_beginning(beginning), kMost});
}

Result<std::vector<std::int64_t>> Merged::newest_readings(std::size_t limit) {
  return numbers("SELECT r.number FROM readings r WHERE " + detail::in_front() + " ORDER BY r.published DESC, r.outlet, r.report LIMIT $1",
                 {whole(limit)});
}

Result<std::vector<std::int64_t>> Merged::newest_remarked(std::size_t limit) {
  return numbers("SELECT r.number FROM readings r WHERE EXISTS (SELECT 1 FROM remarks m WHERE m.reading = r.number) AND " +
                     detail::in_front() + " ORDER BY r.published DESC, r.outlet, r.report LIMIT $1",
                 {whole(limit)});
}

Result<bool> Merged::has(std::int64_t reading) {
  return TRY(db_.number("SELECT count(*) FROM merge_readings WHERE reading = $1", {reading})) > 0;
}

Status Merged::put_reading(std::int64_t reading, std::size_t claims) {
  return db_.send("INSERT INTO merge_readings (reading, claims) VALUES ($1, $2)", {reading, whole(claims)});
}

Status Merged::remove_reading(std::int64_t reading) { return db_.run("DELETE FROM merge_readings WHERE reading = $1", {reading}); }

Result<Totals> Merged::totals() {
  Totals out;
  TRY(db_.query("SELECT count(*), coalesce(sum(claims), 0) FROM merge_readings", {}, [&](const sql::Row& row) {
    out.readings = static_cast<std::size_t>(row.integer(0)), out.claims = static_cast<std::size_t>(row.integer(1));
  }));
  return out;
}

Status Merged::each_reading(std::string_view recorded_by, const std::function<void(const MergedReading&)>& visit) {
  return db_.query("SELECT m.reading, m.claims, r.published, r.recorded_at, CASE WHEN r.recorded_at <= $1 THEN 1 ELSE 0 END "
                   "FROM merge_readings m JOIN readings r ON r.number = m.reading ORDER BY m.reading",
                   {detail::end_of(recorded_by)}, [&](const sql::Row& row) {
                     visit({row.integer(0), static_cast<std::size_t>(row.integer(1)), row.text(2), row.text(3), row.integer(4) != 0});
                   });
}

Result<bool> Merged::holds_all_of(std::string_view recorded_by) {
  if (recorded_by.empty()) return true;
  return TRY(db_.number("SELECT count(*) FROM (SELECT 1 FROM readings r WHERE NOT EXISTS (SELECT 1 FROM merge_readings m WHERE "
                        "m.reading = r.number) AND r.recorded_at <= $1 AND " +
                            detail::in_front(" AND n.recorded_at <= $1") + " LIMIT 1) p",
                        {detail::end_of(recorded_by)})) == 0;
}

Status Merged::each_claim(const std::function<void(ClaimPlace, std::int64_t)>& visit) {
  return db_.query("SELECT reading, position, component FROM merge_claims", {},
                   [&](const sql::Row& row) { visit({row.integer(0), row.integer(1)}, row.integer(2)); });
}

Status Merged::each_event(const std::function<void(const std::string&, std::int64_t)>& visit) {
  return db_.query("SELECT id, component FROM merge_events ORDER BY day, id", {},
                   [&](const sql::Row& row) { visit(row.text(0), row.integer(1)); });
}

Result<std::map<std::int64_t, std::size_t>> Merged::claim_counts(const std::vector<std::int64_t>& readings) {
  std::map<std::int64_t, std::size_t> out;
  if (readings.empty()) return out;
  TRY(db_.query("SELECT reading, claims FROM merge_readings WHERE " + db_.one_of("reading", "$1"), {readings},
                [&](const sql::Row& row) { out.emplace(row.integer(0), static_cast<std::size_t>(row.integer(1))); }));
  return out;
}

Status Merged::count_names() {
  TRY(db_.run("DELETE FROM merge_names"));
  return db_.run("INSERT INTO merge_names (country, name, uses) SELECT country, name, count(*) FROM mentions "
                 "WHERE type IN ('state', 'bloc') AND country <> '' GROUP BY country, name");
}

Status Merged::count_names_of(std::int64_t reading) {
  return db_.run("INSERT INTO merge_names (country, name, uses) SELECT country, name, count(*) FROM mentions "
                 "WHERE reading = $1 AND type IN ('state', 'bloc') AND country <> '' GROUP BY country, name "
                 "ON CONFLICT (country, name) DO UPDATE SET uses = merge_names.uses + excluded.uses",
                 {reading});
}

Result<std::map<std::string, std::string>> Merged::country_names() {
  std::map<std::string, std::string> out;
  TRY(db_.query("SELECT country, name FROM merge_names ORDER BY country, uses DESC, name", {},
                [&](const sql::Row& row) { out.emplace(row.text(0), row.text(1)); }));
  return out;
}

}  // namespace tamga::store
