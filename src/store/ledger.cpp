#include "store/ledger.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

#include "base/files.h"
#include "json/value.h"
#include "model/json.h"
#include "store/detail/rows.h"
#include "store/detail/search.h"

namespace tamga::store {
namespace {

using Values = std::vector<sql::Value>;

void append(std::string& out, const std::string& name) {
  if (!name.empty()) out += name + "\n";
}

/// Everybody and everything a claim names, for the search.
std::string names_of(const model::Claim& claim) {
  std::string out;
  for (const auto* side : {&claim.who, &claim.whom})
    for (const model::Party& party : *side) append(out, party.name), append(out, party.role);
  for (const model::Topic& topic : claim.about) append(out, topic.name);
  for (const model::Hop& hop : claim.chain) append(out, hop.name);
  if (claim.where) append(out, claim.where->name);
  return out;
}

std::string names_of(const model::Reading& reading) {
  std::set<std::string> names;
  for (const model::Mention& mention : reading.mentions) names.insert(mention.name);
  std::string out = reading.report.outlet + "\n";
  for (const std::string& name : names) append(out, name);
  return out;
}

std::string record_of(const json::Value& value) { return json::dump(value); }

using detail::end_of;
using detail::in_front;
using detail::kReadingColumns;
using detail::reading_of;
using detail::record_from;
using ByNumber = std::unordered_map<std::int64_t, StoredReading*>;

template <class T>
Status load_records(sql::Connection& connection, const std::string& table, const ByNumber& readings,
                    Result<T> (*read)(const json::Value&), std::vector<T> StoredReading::*member) {
  Status status;
  TRY(connection.query("SELECT reading, record FROM " + table + " ORDER BY reading, position", {},
                       [&](const sql::Row& row) {
                         const auto found = readings.find(row.integer(0));
                         if (found == readings.end() || !status.ok()) return;
                         auto record = record_from(row.text(1), read, connection.address());
                         if (!record)
                           status = record.error();
                         else
                           (found->second->*member).push_back(std::move(*record));
                       }));
  return status;
}

/// The words that a claim or remark is read from.
Result<std::string> evidence_of(sql::Connection& connection, const Hit& hit, std::int64_t reading) {
  std::string record;
  TRY(connection.query("SELECT record FROM " + hit.kind + "s WHERE reading = $1 AND id = $2",
                       {reading, hit.id}, [&](const sql::Row& row) { record = row.text(0); }));
  const auto value = json::parse(record);
  if (!value.ok()) return Error{ErrorCode::kBadData, "damaged record: " + hit.id, connection.address(), {}};
  return std::string((*value)["evidence"]["words"].string_or(""));
}

}  // namespace

namespace detail {

std::string end_of(std::string_view instant) {
  if (instant.empty()) return "9";
  return instant.find('T') == std::string_view::npos ? std::string(instant) + "T99" : std::string(instant);
}

std::string in_front(std::string_view visible) {
  return "NOT EXISTS (SELECT 1 FROM readings n WHERE n.report = r.report AND n.url = r.url AND n.outlet = "
         "r.outlet "
         "AND n.published = r.published AND n.title = r.title "
         "AND (n.recorded_at, n.number) > (r.recorded_at, r.number)" +
         std::string(visible) + ")";
}

}  // namespace detail

Result<Ledger> Ledger::open(const std::string& address, sql::Access access) {
  sql::Connection connection = TRY(sql::Connection::open(address, access));
  TRY(sql::migrate(connection, migrations()));
  return Ledger(std::move(connection));
}

Result<AddOutcome> Ledger::add(const model::Reading& reading, std::string_view recorded_at) {
  const model::Report& r = reading.report;
  sql::Transaction transaction = TRY(sql::Transaction::begin(connection_, r.id));
  const Values appearance{r.id, r.url, r.outlet, r.published, r.title, r.pack, r.model};
  std::int64_t before = 0, same = 0;
  TRY(connection_.query(
      "SELECT count(*), coalesce(sum(CASE WHEN pack = $6 AND model = $7 THEN 1 ELSE 0 END), 0) "
      "FROM readings WHERE report = $1 AND url = $2 AND outlet = $3 AND published = $4 AND title = $5",
      appearance, [&](const sql::Row& row) { before = row.integer(0), same = row.integer(1); }));
  if (same > 0) return AddOutcome::kKnown;
  Status stored = insert(reading, recorded_at);
  if (stored.ok()) stored = transaction.commit();
  if (!stored.ok()) indexed_.clear();  // they are undone with the reading
  TRY(std::move(stored));
  return before > 0 ? AddOutcome::kReread : AddOutcome::kAdded;
}

Status Ledger::insert(const model::Reading& reading, std::string_view recorded_at) {
  const model::Report& r = reading.report;
  sql::Connection& db = connection_;
  TRY(db.send("INSERT INTO reports (id, text, fingerprint) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING",
             {r.id, r.text, text::Fingerprint::of(r.text).text()}));
  std::string notes;
  for (const std::string& note : reading.notes) append(notes, note);
  const std::int64_t number = TRY(
      db.number("INSERT INTO readings (report, input, url, outlet, outlet_id, published, title, language, "
                "pack, model, notes, "
                "recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING number",
                {r.id, r.input, r.url, r.outlet, r.outlet_id, r.published, r.title, r.language, r.pack,
                 r.model, notes, std::string(recorded_at)}));
  TRY(db.send("INSERT INTO merge_pending (reading) VALUES ($1)", {number}));
  const auto index = [&](const std::string& words, const std::string& names, const char* kind,
                         const std::string& id) {
    return detail::index(db, {words, names, kind, id, number, r.published}, indexed_);
  };
  std::int64_t position = 0;
  for (const model::Claim& claim : reading.claims) {
    TRY(db.send(
        "INSERT INTO claims (reading, position, id, event, stage, status, record) VALUES ($1, $2, $3, $4, "
        "$5, "
        "$6, $7)",
        {number, position++, claim.id, claim.event, claim.stage, claim.status, record_of(to_json(claim))}));
    TRY(index(claim.evidence.words, names_of(claim), "claim", claim.id));
  }
  position = 0;
  for (const model::Remark& remark : reading.remarks) {
    TRY(db.send("INSERT INTO remarks (reading, position, id, record) VALUES ($1, $2, $3, $4)",
               {number, position++, remark.id, record_of(to_json(remark))}));
    TRY(index(remark.evidence.words, remark.about + "\n" + remark.source, "remark", remark.id));
  }
  position = 0;
  for (const model::Mention& mention : reading.mentions)
    TRY(
        db.send("INSERT INTO mentions (reading, position, entity, type, name, country, record) VALUES ($1, "
               "$2, $3, $4, "
               "$5, $6, $7)",
               {number, position++, mention.id, mention.type, mention.name, mention.country,
                record_of(to_json(mention, r.id))}));
  return index(r.title, names_of(reading), "report", r.id);
}

Result<std::vector<StoredReading>> Ledger::load(std::string_view where, std::span<const sql::Value> values) {
  std::vector<StoredReading> out;
  TRY(connection_.query("SELECT " + std::string(kReadingColumns) +
                            " FROM readings r JOIN reports t ON t.id = r.report " + std::string(where),
                        values, [&](const sql::Row& row) { out.push_back(reading_of(row)); }));
  ByNumber numbers;
  for (StoredReading& reading : out) numbers.emplace(reading.number, &reading);
  TRY(load_records(connection_, "claims", numbers, model::claim_from_json, &StoredReading::claims));
  TRY(load_records(connection_, "remarks", numbers, model::remark_from_json, &StoredReading::remarks));
  return out;
}

Result<std::vector<StoredReading>> Ledger::readings(std::string_view recorded_by) {
  const Values values{end_of(recorded_by)};
  return load("WHERE r.recorded_at <= $1 AND " + in_front(" AND n.recorded_at <= $1") +
                  " ORDER BY r.report, r.outlet, r.published, r.url, r.title",
              values);
}

Result<std::string> Ledger::report_text(std::string_view report) {
  std::string text;
  bool found = false;
  TRY(connection_.query("SELECT text FROM reports WHERE id = $1", {std::string(report)},
                        [&](const sql::Row& row) { text = row.text(0), found = true; }));
  if (!found)
    return Error{ErrorCode::kNotFound, "holds no report " + std::string(report), connection_.address(), {}};
  return text;
}

Result<std::vector<model::Mention>> Ledger::mentions(std::int64_t reading) {
  std::vector<model::Mention> out;
  Status status;
  TRY(connection_.query("SELECT record FROM mentions WHERE reading = $1 ORDER BY position", {reading},
                        [&](const sql::Row& row) {
                          auto record =
                              record_from(row.text(0), model::mention_from_json, connection_.address());
                          if (record)
                            out.push_back(std::move(*record));
                          else
                            status = record.error();
                        }));
  TRY(std::move(status));
  return out;
}

Result<std::vector<StoredReading>> Ledger::history(std::string_view report) {
  const Values values{std::string(report)};
  return load("WHERE substr(r.report, 1, length($1)) = $1 ORDER BY r.number", values);
}

Result<bool> Ledger::decide(const model::Decision& decision) { return TRY(decide(std::span(&decision, 1))) > 0; }

Result<std::size_t> Ledger::decide(std::span<const model::Decision> decisions) {
  sql::Transaction transaction = TRY(sql::Transaction::begin(connection_));
  std::size_t added = 0;
  for (const model::Decision& decision : decisions) added += TRY(insert(decision)) ? 1 : 0;
  TRY(transaction.commit());
  return added;
}

Result<bool> Ledger::insert(const model::Decision& decision) {
  if (TRY(connection_.number("SELECT count(*) FROM decisions WHERE id = $1", {decision.id})) > 0)
    return false;
  const auto known = [&] {
    return connection_.number("SELECT count(*) FROM decisions WHERE id = $1", {decision.undoes});
  };
  if (!decision.undoes.empty() && TRY(known()) == 0)
    return Error{ErrorCode::kNotFound, "holds no decision " + decision.undoes, connection_.address(), {}};
  const std::int64_t number = TRY(connection_.number("SELECT coalesce(max(number), 0) + 1 FROM decisions"));
  TRY(
      connection_.run("INSERT INTO decisions (number, id, kind, author, made_at, undoes, record) "
                      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                      {number, decision.id, decision.kind, decision.author, decision.made_at, decision.undoes,
                       record_of(to_json(decision))}));
  TRY(connection_.run("INSERT INTO merge_pending (reading) VALUES (0) ON CONFLICT (reading) DO NOTHING"));
  return true;
}

Result<std::vector<model::Decision>> Ledger::decisions(std::string_view recorded_by) {
  std::vector<model::Decision> out;
  Status status;
  TRY(connection_.query(
      "SELECT record FROM decisions WHERE made_at <= $1 ORDER BY number",
      {end_of(recorded_by)}, [&](const sql::Row& row) {
        auto record = record_from(row.text(0), model::decision_from_json, connection_.address());
        if (record)
          out.push_back(std::move(*record));
        else
          status = record.error();
      }));
  TRY(std::move(status));
  return out;
}

namespace {

/// A hit with what orders it.
struct Found {
  Hit hit;
  std::int64_t day = 0, reading = 0, row = 0;
  std::string url;
};

/// The newest first; two of one day by what they say.
bool comes_before(const Found& a, const Found& b) {
  return std::tie(b.day, b.hit.published, a.hit.kind, a.hit.id, a.hit.outlet, a.url, a.hit.words) <
         std::tie(a.day, a.hit.published, b.hit.kind, b.hit.id, b.hit.outlet, b.url, b.hit.words);
}

constexpr std::string_view kFoundColumns =
    "SELECT s.kind, s.id, r.title, r.outlet, r.published, r.number, r.url, ";

Found found_of(const sql::Row& row) {
  return {{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)}, row.integer(7), row.integer(5), 0, row.text(6)};
}

Result<std::vector<Found>> find_in_postgres(sql::Connection& db, const std::string& question, std::size_t limit) {
  std::vector<Found> out;
  TRY(db.query(std::string(kFoundColumns) + "s.day FROM search s JOIN readings r ON r.number = s.reading WHERE " +
                   std::string(detail::condition(db.kind())) + " AND " + in_front() +
                   " ORDER BY s.day DESC, r.published DESC, s.kind, s.id, r.outlet, r.url, r.title LIMIT $2",
               {question, static_cast<std::int64_t>(limit)}, [&](const sql::Row& row) { out.push_back(found_of(row)); }));
  return out;
}

/// Rows come by day, so the first of them will do; of the last day all are needed, for what comes first of it.
Result<std::vector<Found>> find_in_sqlite(sql::Connection& db, const std::string& question, std::size_t limit) {
  std::vector<Found> out;
  const auto take = [&](const sql::Row& row) {
    out.push_back(found_of(row));
    out.back().row = row.integer(7), out.back().day = detail::day_of_row(row.integer(7));
  };
  const std::string from = std::string(kFoundColumns) + "s.rowid FROM search s CROSS JOIN readings r ON r.number = s.reading WHERE " +
                           std::string(detail::condition(db.kind())) + " AND " + in_front();
  TRY(db.query(from + " ORDER BY s.rowid DESC LIMIT $2", {question, static_cast<std::int64_t>(limit)}, take));
  if (out.size() == limit && limit > 0)
    TRY(db.query(from + " AND s.rowid >= $2 AND s.rowid < $3",
                 {question, detail::first_row(out.back().day), out.back().row}, take));
  return out;
}

}  // namespace

Result<std::vector<Hit>> Ledger::find(std::string_view words, std::size_t limit) {
  const std::string question = TRY(detail::question(connection_, words));
  if (question.empty()) return Error{ErrorCode::kUsage, "no words to look for", "", {}};
  auto found = TRY(connection_.kind() == sql::Kind::kPostgres ? find_in_postgres(connection_, question, limit)
                                                              : find_in_sqlite(connection_, question, limit));
  std::sort(found.begin(), found.end(), comes_before);
  found.resize(std::min(found.size(), limit));
  std::vector<Hit> out;
  for (Found& one : found) {
    if (one.hit.kind != "report") one.hit.words = TRY(evidence_of(connection_, one.hit, one.reading));
    out.push_back(std::move(one.hit));
  }
  return out;
}

Result<std::map<std::string, std::string>> Ledger::country_names() {
  std::map<std::string, std::string> out;
  TRY(connection_.query(
      "SELECT country, name FROM mentions WHERE type IN ('state', 'bloc') AND country <> '' "
      "GROUP BY country, name ORDER BY country, count(*) DESC, name",
      {}, [&](const sql::Row& row) { out.emplace(row.text(0), row.text(1)); }));
  return out;
}

std::string digest_of(const model::Reading& reading) {
  model::Reading said = reading;
  said.report.input.clear();  // where a report was read from is no part of what it says
  said.notes.clear();
  return sha256(model::to_json_lines(said, true));
}

std::string digest_of(const model::Decision& decision) { return sha256(json::dump(to_json(decision))); }

std::string hash_of(const std::vector<std::string>& digests) {
  std::string all;
  for (const std::string& digest : digests) all += digest;
  return sha256(all);
}

Result<std::vector<std::string>> Ledger::digests() {
  std::vector<std::string> out;
  TRY(each_reading([&](const WholeReading& whole) -> Status {
    out.push_back(digest_of(whole.reading));
    return {};
  }));
  for (const model::Decision& decision : TRY(decisions())) out.push_back(digest_of(decision));
  std::sort(out.begin(), out.end());
  return out;
}

Result<std::string> Ledger::content_hash() { return hash_of(TRY(digests())); }

Status Ledger::check() { return connection_.check(); }

}  // namespace tamga::store
