/// What had been published by a date.
#pragma once

#include <optional>
#include <string>

#include "merge/day_span.h"
#include "query/state.h"

namespace tamga::query {

/// kUsage names a date of the question that is none.
Status check_dates(const Question& question);
/// Whether a report was out by the end of `known_by`; an undated one from when it was recorded.
bool is_known(const std::string& published, const std::string& recorded_at, const std::optional<merge::DaySpan>& known_by);

}  // namespace tamga::query
