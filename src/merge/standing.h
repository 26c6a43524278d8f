/// How far each partner has got in each host and sector. The rule is written down in docs/ledger.md.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "merge/event.h"

namespace tamga::merge {

/// One cell of the matrix.
struct Standing {
  std::string host, sector, partner;
  std::string stage;      ///< the latest state when off the ladder, else `claimed`
  std::string claimed;    ///< the furthest stage that anybody says is so
  std::string evidenced;  ///< the furthest that is dated, official, or told by two independent origins; may be empty
  std::size_t origins = 0;  ///< independent ones behind `stage`
  std::string since;        ///< EDTF of the first move to `stage`; empty when not dated
  std::string latest;       ///< day of the latest actual event in the cell
  std::string risen;        ///< day of the first event at `claimed`
  std::string heard;        ///< day of the latest actual event that is evidenced; of any, where none is
  std::vector<std::string> claims;  ///< ids of the claims behind `stage`
  std::vector<std::string> events;  ///< ids of all events of the cell
};

/// For 24 months no evidence, and no step further than before though nothing but somebody's word stands behind it; neither
/// in operation nor off the ladder. `today`: the day that is asked about.
bool is_stale(const Standing& standing, std::int32_t today);
/// The same by days; nullopt where there is none.
bool is_stale(std::string_view stage, std::optional<std::int32_t> heard, std::optional<std::int32_t> risen, std::int32_t today);
/// "down" where it ended off the ladder, "stalled" where stale, "up" where `claimed` was reached within 12 months, else
/// "steady".
std::string trend_of(const Standing& standing, std::int32_t today);
std::string_view trend_of(std::string_view stage, std::optional<std::int32_t> heard, std::optional<std::int32_t> risen,
                          std::int32_t today);

/// Rung on the ladder from 0, or -1 for what is not on it.
int rung_of(std::string_view stage);
/// "stalled", "lapsed", ...: states off the ladder.
bool is_off_ladder(std::string_view stage);

/// Whose move an event is in a host: countries of its participants but the host; the host where it acts alone.
std::vector<std::string> partners_of(const Event& event, std::span<const Source> sources, std::string_view host);

/// What an event rests on beside one voice that says it is so: "date" (the text gives one), "instrument" (a dated signing
/// of a memorandum or an agreement), "origins" (two that do not depend on each other, and nobody denies it), "party" (a
/// named source of a side). Empty: it is claimed and no more.
std::vector<std::string> evidence_of(const Event& event, std::span<const Source> sources);

/// Host, sector, partner.
using CellKey = std::tuple<std::string, std::string, std::string>;

/// What an event means for the cells it stands in; small, so that standings can be made without the claims.
struct Step {
  std::string event;           ///< id
  std::int32_t day = 0;        ///< the first it may have been; DaySpan::kOpenPast when not known
  std::string when;            ///< EDTF, empty when only the publication dates it
  std::string claimed;         ///< the furthest rung that a claim says is so
  std::string off;             ///< the state off the ladder it says is so
  bool evidenced = false;      ///< `claimed` is
  std::vector<std::string> origins;
  std::vector<std::string> claims, off_claims;  ///< ids of those that say so, sorted
};

/// The cells an event stands in.
std::vector<CellKey> cells_of(const Event& event, std::span<const Source> sources);
Step step_of(const Event& event, std::span<const Source> sources);
/// The standing of a cell by its steps, which come ordered by the ids of their events. nullopt when nothing is so yet.
std::optional<Standing> standing_of(const CellKey& key, std::span<const Step* const> steps);

/// Cells ordered by host, sector, partner. `as_of`: EDTF; only what happened by its end counts. Empty: no limit.
std::vector<Standing> standings(std::span<const Event> events, std::span<const Source> sources, std::string_view as_of);

}  // namespace tamga::merge
