/// Rows of the ledger's tables as records.
#pragma once

#include <string>
#include <string_view>

#include "json/value.h"
#include "store/ledger.h"

namespace tamga::store::detail {

/// Of readings r joined with reports t.
inline constexpr std::string_view kReadingColumns =
    "r.number, r.report, r.input, r.url, r.outlet, r.outlet_id, r.published, r.title, r.language, r.pack, "
    "r.model, "
    "r.recorded_at, t.fingerprint";
/// Of readings r alone: without the fingerprint, which lies behind the report's text.
inline constexpr std::string_view kHeadColumns =
    "r.number, r.report, r.input, r.url, r.outlet, r.outlet_id, r.published, r.title, r.language, r.pack, "
    "r.model, r.recorded_at, ''";

inline StoredReading reading_of(const sql::Row& row) {
  StoredReading out;
  out.number = row.integer(0);
  out.report.id = row.text(1);
  out.report.input = row.text(2);
  out.report.url = row.text(3);
  out.report.outlet = row.text(4);
  out.report.outlet_id = row.text(5);
  out.report.published = row.text(6);
  out.report.title = row.text(7);
  out.report.language = row.text(8);
  out.report.pack = row.text(9);
  out.report.model = row.text(10);
  out.recorded_at = row.text(11);
  out.fingerprint = text::Fingerprint::from_text(row.text(12)).value_or(text::Fingerprint{});
  return out;
}

/// Reads a stored record back. Only a damaged ledger holds one that cannot be read.
template <class T>
Result<T> record_from(const std::string& text, Result<T> (*read)(const json::Value&), const std::string& ledger) {
  auto value = json::parse(text);
  Result<T> record = value ? read(*value) : Result<T>(value.error());
  if (record) return record;
  return Error{ErrorCode::kBadData, "damaged record: " + record.error().message, ledger, {}};
}

/// What all instants up to this one (an ISO 8601 date or instant) are not greater than, as text: of a date its end. No
/// limit where it is empty.
std::string end_of(std::string_view instant);

/// That no later reading of the same report, as the same outlet published it, stands in front of reading r.
/// `visible` limits which later ones count.
std::string in_front(std::string_view visible = "");

}  // namespace tamga::store::detail
