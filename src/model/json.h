/// The JSON Lines of the contract (docs/formats.md): writing records and reading them back.
#pragma once

#include <string>

#include "base/result.h"
#include "json/value.h"
#include "model/claim.h"

namespace tamga::model {

json::Value to_json(const Report&);
json::Value to_json(const Mention&, const std::string& report);
json::Value to_json(const Claim&);
json::Value to_json(const Remark&);

Result<Claim> claim_from_json(const json::Value&);
Result<Remark> remark_from_json(const json::Value&);
Result<Mention> mention_from_json(const json::Value&);
Result<Report> report_from_json(const json::Value&);

/// All lines of a reading: the report, its mentions, claims, remarks; one object a line. Every line carries
/// "input" when `report.input` is not empty. The report's text is left out unless `with_text`.
std::string to_json_lines(const Reading&, bool with_text = false);

}  // namespace tamga::model
