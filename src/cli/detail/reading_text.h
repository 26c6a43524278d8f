/// A reading as people read it.
#pragma once

#include <string>

#include "cli/detail/output.h"
#include "model/claim.h"

namespace tamga::cli {

/// The report, then each claim with stage, parties, date, chain and words, then the remarks.
std::string reading_text(const model::Reading& reading, Style style);
/// One claim, indented by two spaces.
std::string claim_text(const model::Claim& claim, Style style);

}  // namespace tamga::cli
