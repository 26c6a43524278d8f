/// Gaps of coverage: who was heard, who kept silent, who is said to have said what and to be what.
#pragma once

#include <cstdint>
#include <vector>

#include "query/views.h"

namespace tamga::query {

/// Outlets of a party's country that are heard from around an event and do not tell it, while others do.
void find_silent_outlets(const State& state, std::int32_t last_day, std::vector<Gap>& out);
/// Cells far enough along for two in which only one side is ever heard.
void find_one_sided_cells(const State& state, std::vector<Gap>& out);
/// The same quoted words given to different speakers by different reports, cut short or not.
void find_speaker_drift(const State& state, std::vector<Gap>& out);
/// An office that two people hold by turns, by the dates of the claims that say so.
void find_role_conflicts(const State& state, std::vector<Gap>& out);
/// Promises whose day has passed, with nothing as far since in the same host, sector and partner.
void find_overdue_promises(const State& state, std::int32_t last_day, std::vector<Gap>& out);

/// "Kazakhstan: agreement, Orano (FR) → Navoiyuran (UZ)"
std::string subject_of(const State& state, const merge::Event& event);

}  // namespace tamga::query
