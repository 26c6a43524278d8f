#include "store/heads.h"

#include <map>

#include "model/json.h"
#include "store/detail/rows.h"

namespace tamga::store {
namespace {

constexpr std::string_view kColumns =
    "SELECT r.number, r.report, r.input, r.url, r.outlet, r.outlet_id, r.published, r.title, r.language, "
    "r.pack, r.model, "
    "r.recorded_at, '', (SELECT count(*) FROM claims c WHERE c.reading = r.number), "
    "(SELECT count(*) FROM remarks m WHERE m.reading = r.number) FROM readings r WHERE ";

Head head_of(const sql::Row& row) {
  return {detail::reading_of(row), static_cast<std::size_t>(row.integer(13)),
          static_cast<std::size_t>(row.integer(14))};
}

}  // namespace

Status each_head(Ledger& ledger, std::string_view recorded_by, const std::function<void(const Head&)>& give) {
  return ledger.connection().query(std::string(kColumns) + "r.recorded_at <= $1 AND " +
                                       detail::in_front(" AND n.recorded_at <= $1") + " ORDER BY r.number",
                                   {detail::end_of(recorded_by)}, [&](const sql::Row& row) { give(head_of(row)); });
}

Status each_head_after(Ledger& ledger, std::int64_t number, const std::function<void(const Head&)>& give) {
  return ledger.connection().query(std::string(kColumns) + "r.number > $1 ORDER BY r.number", {number},
                                   [&](const sql::Row& row) { give(head_of(row)); });
}

Result<Head> head(Ledger& ledger, std::int64_t number) {
  std::vector<Head> found;
  TRY(ledger.connection().query(std::string(kColumns) + "r.number = $1", {number},
                                [&](const sql::Row& row) { found.push_back(head_of(row)); }));
  if (found.empty())
    return Error{ErrorCode::kNotFound, "holds no reading " + std::to_string(number), ledger.address(), {}};
  return std::move(found.front());
}

Result<std::vector<Head>> heads(Ledger& ledger, const std::vector<std::int64_t>& numbers) {
  std::map<std::int64_t, Head> found;
  sql::Connection& connection = ledger.connection();
  TRY(connection.query(std::string(kColumns) + connection.one_of("r.number", "$1"), {numbers}, [&](const sql::Row& row) {
    Head head = head_of(row);
    found.insert_or_assign(head.reading.number, std::move(head));
  }));
  std::vector<Head> out;
  for (const std::int64_t number : numbers) {
    const auto head = found.find(number);
    if (head == found.end()) return Error{ErrorCode::kNotFound, "holds no reading " + std::to_string(number), ledger.address(), {}};
    out.push_back(head->second);
  }
  return out;
}

Result<std::vector<Head>> heads_of(Ledger& ledger, const std::string& report, std::string_view recorded_by) {
  std::vector<Head> out;
  TRY(ledger.connection().query(
      std::string(kColumns) + "r.report = $2 AND r.recorded_at <= $1 AND " +
          detail::in_front(" AND n.recorded_at <= $1") + " ORDER BY r.outlet, r.published, r.url, r.title",
      {detail::end_of(recorded_by), report}, [&](const sql::Row& row) { out.push_back(head_of(row)); }));
  return out;
}

Result<std::size_t> times_read(Ledger& ledger, const std::string& report) {
  return static_cast<std::size_t>(
      TRY(ledger.connection().number("SELECT count(*) FROM readings WHERE report = $1", {report})));
}

Result<std::vector<model::Claim>> claims_of(Ledger& ledger, std::int64_t number) {
  std::vector<model::Claim> out;
  Status status;
  TRY(ledger.connection().query(
      "SELECT record FROM claims WHERE reading = $1 ORDER BY position", {number}, [&](const sql::Row& row) {
        auto claim = detail::record_from(row.text(0), model::claim_from_json, ledger.address());
        if (claim)
          out.push_back(std::move(*claim));
        else
          status = claim.error();
      }));
  TRY(std::move(status));
  return out;
}

Result<Marks> marks(Ledger& ledger) {
  Marks out;
  TRY(
      ledger.connection().query("SELECT (SELECT coalesce(max(number), 0) FROM readings), (SELECT "
                                "coalesce(max(number), 0) FROM decisions)",
                                {}, [&](const sql::Row& row) {
                                  out = {row.integer(0), row.integer(1)};
                                }));
  return out;
}

}  // namespace tamga::store
