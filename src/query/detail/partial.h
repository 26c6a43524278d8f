/// Answers from the merged events that a ledger keeps.
#pragma once

#include <optional>

#include "query/state.h"

namespace tamga::query {

/// What is wanted of what the ledger keeps; nothing where that cannot answer: it is not up to date, people have decided
/// something, or the question is about what was known or recorded at a date. The dates are sound. Errors as look.
Result<std::optional<State>> look_at_kept(store::Ledger& ledger, const Question& question, const Want& want);

}  // namespace tamga::query
