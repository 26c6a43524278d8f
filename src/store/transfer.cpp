// Readings taken out of the ledger whole, one at a time, so that a large ledger is never all in memory.
#include <algorithm>

#include "json/value.h"
#include "model/json.h"
#include "store/ledger.h"

namespace tamga::store {
namespace {

/// The records of one reading in a table, in order. Only a damaged ledger holds one that cannot be read.
template <class T>
Status records_of(sql::Connection& connection, const std::string& table, std::int64_t number,
                  Result<T> (*read)(const json::Value&), std::vector<T>& out) {
  Status status;
  TRY(connection.query("SELECT record FROM " + table + " WHERE reading = $1 ORDER BY position",
                       std::vector<sql::Value>{number}, [&](const sql::Row& row) {
                         auto value = json::parse(row.text(0));
                         auto record = value ? read(*value) : Result<T>(value.error());
                         if (record) out.push_back(std::move(*record));
                         else status = Error{ErrorCode::kBadData, "damaged record: " + record.error().message,
                                             connection.address(), {}};
                       }));
  return status;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

}  // namespace

Result<WholeReading> Ledger::reading_whole(std::int64_t number) {
  WholeReading out;
  model::Report& r = out.reading.report;
  TRY(connection_.query(
      "SELECT r.report, r.input, r.url, r.outlet, r.outlet_id, r.published, r.title, r.language, r.pack, r.model, "
      "r.notes, r.recorded_at, t.text FROM readings r JOIN reports t ON t.id = r.report WHERE r.number = $1",
      std::vector<sql::Value>{number}, [&](const sql::Row& row) {
        r = {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4),  row.text(5),
             row.text(6), row.text(7), row.text(12), row.text(8), row.text(9)};
        out.reading.notes = lines_of(row.text(10));
        out.recorded_at = row.text(11);
      }));
  TRY(records_of(connection_, "mentions", number, model::mention_from_json, out.reading.mentions));
  TRY(records_of(connection_, "claims", number, model::claim_from_json, out.reading.claims));
  TRY(records_of(connection_, "remarks", number, model::remark_from_json, out.reading.remarks));
  return out;
}

Status Ledger::each_reading(const std::function<Status(const WholeReading&)>& give) {
  std::vector<std::int64_t> numbers;
  TRY(connection_.query("SELECT number FROM readings ORDER BY number", {},
                        [&](const sql::Row& row) { numbers.push_back(row.integer(0)); }));
  for (const std::int64_t number : numbers) {
    const WholeReading whole = TRY(reading_whole(number));
    TRY(give(whole));
  }
  return {};
}

Result<WholeReading> Ledger::whole_reading(const model::Report& report) {
  std::int64_t number = 0;
  TRY(connection_.query("SELECT number FROM readings WHERE report = $1 AND url = $2 AND outlet = $3 AND published = $4 "
                        "AND title = $5 AND pack = $6 AND model = $7",
                        std::vector<sql::Value>{report.id, report.url, report.outlet, report.published, report.title,
                                                report.pack, report.model},
                        [&](const sql::Row& row) { number = row.integer(0); }));
  if (number == 0) return Error{ErrorCode::kNotFound, "holds no such reading of " + report.id, connection_.address(), {}};
  return reading_whole(number);
}

}  // namespace tamga::store
