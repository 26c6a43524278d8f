/// Reports without what they say: for lists of many.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "store/ledger.h"

namespace tamga::store {

struct Head {
  StoredReading reading;  ///< without claims, remarks and fingerprint
  std::size_t claims = 0, remarks = 0;
};

/// What changes when the ledger does; quick to ask.
struct Marks {
  std::int64_t readings = 0, decisions = 0;  ///< the greatest numbers
  bool operator==(const Marks&) const = default;
};

/// The readings that stand in front, by number. `recorded_by` as Ledger::readings. Ends with the first error
/// of `give`.
Status each_head(Ledger& ledger, std::string_view recorded_by, const std::function<void(const Head&)>& give);
/// Readings with greater numbers than this, those that others stand in front of too, by number.
Status each_head_after(Ledger& ledger, std::int64_t number, const std::function<void(const Head&)>& give);
/// One reading; kNotFound when there is none of this number.
Result<Head> head(Ledger& ledger, std::int64_t number);
/// Those of several readings, in the order asked for; kNotFound when there is none of one of the numbers.
Result<std::vector<Head>> heads(Ledger& ledger, const std::vector<std::int64_t>& numbers);
/// The readings of a report that stand in front, one for each appearance, ordered by outlet, date and
/// address.
Result<std::vector<Head>> heads_of(Ledger& ledger, const std::string& report, std::string_view recorded_by);
/// How many readings of a report there are, those that others stand in front of too.
Result<std::size_t> times_read(Ledger& ledger, const std::string& report);
/// The claims of a reading, in order.
Result<std::vector<model::Claim>> claims_of(Ledger& ledger, std::int64_t number);
Result<Marks> marks(Ledger& ledger);

}  // namespace tamga::store
