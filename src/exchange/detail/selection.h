/// What of a state is to be written, and how its things are called: shared by the formats.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "query/line.h"
#include "query/state.h"
#include "store/ledger.h"

namespace tamga::exchange {

/// The claims and reports that a question chooses: claims of chosen events; reports that make one, or all reports
/// where the question leaves nothing out but by date of publication.
struct Selection {
  std::vector<std::vector<std::uint32_t>> claims;  ///< by source, in order
  std::vector<std::uint32_t> sources;              ///< in the state's order
};
Selection selection_of(const query::State& state);

const model::Claim& claim_of(const query::State& state, merge::ClaimRef ref);
const model::Report& report_of(const query::State& state, merge::ClaimRef ref);
/// The claim that tells an event best.
const model::Claim& best_claim(const query::State& state, const merge::Event& event);

/// Who takes part in an event, of all its claims, each once; `acting` where it stands among those who act.
struct Participant {
  model::Party party;
  std::string key;
  bool acting = false;
};
std::vector<Participant> participants_of(const query::State& state, const merge::Event& event);

/// An id for somebody, the pack's or else one made of type, country and name: letters, digits and hyphens.
std::string key_of(const model::Party& party);
std::string key_of(const model::Topic& topic);
std::string key_of(const model::Hop& hop);
std::string key_of(const model::Place& place);
/// "who:what…" for what has no id of its own.
std::string made_key(std::string_view type, std::string_view name);

/// "memorandum: Orano (FR) → Navoiyuran (UZ): South Djengeldi".
std::string title_of(const query::Line& line);

/// First and last day of an EDTF date as ISO 8601, empty for an open end; `exact` when it is one day.
struct Days {
  std::string first, last;
  bool exact = false;
};
Days days_of(const std::string& edtf);
/// When a report was told, as "2025-06-14T00:00:00Z": the last day of its date of publication, or else the day it was
/// recorded.
Result<std::string> told_at(store::Ledger& ledger, const model::Report& report);
/// The first and the last such instant of an event's reports.
struct Told {
  std::string first, last;
};
Result<Told> told(store::Ledger& ledger, const query::State& state, const merge::Event& event);
/// Where a format wants an instant and there is no report at all.
inline constexpr std::string_view kNoInstant = "1970-01-01T00:00:00Z";

/// A number as short as it can be written without loss; no exponent for what people count.
std::string number_text(double value);

}  // namespace tamga::exchange
