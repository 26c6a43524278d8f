/// Reports by the numbers of their readings.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "model/claim.h"
#include "store/ledger.h"

namespace tamga::http {

/// A list of the schema Report, in the order of the numbers.
Result<json::Value> reports_value(store::Ledger& ledger, const std::vector<std::int64_t>& numbers);
/// Lists of the schemas Mention, Claim, Remark.
json::Value mentions_value(const std::vector<model::Mention>& mentions, const std::string& report);
json::Value claims_value(const std::vector<model::Claim>& claims);
json::Value remarks_value(const std::vector<model::Remark>& remarks);

}  // namespace tamga::http
