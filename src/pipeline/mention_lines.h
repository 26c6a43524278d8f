/// What the steps found, as the mentions of the contract.
#pragma once

#include <vector>

#include "mention/mention.h"
#include "model/claim.h"
#include "quantity/amount_table.h"
#include "text/document.h"
#include "when/date_table.h"

namespace tamga::pipeline {

/// One line for each referent of each mention, dates and amounts included, in text order. What refers to nobody
/// (a pronoun that nothing fits) gives no line.
std::vector<model::Mention> mention_lines(const text::Document& document, const mention::MentionTable& mentions,
                                          const when::DateTable& dates, const quantity::AmountTable& amounts);

}  // namespace tamga::pipeline
