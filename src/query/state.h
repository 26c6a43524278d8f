/// Questions to a ledger, and what a question sees of it. Every question has two dates: what was true at
/// `as_of`, and what had been published by `known_by`.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "merge/event.h"
#include "merge/standing.h"
#include "model/claim.h"
#include "review/enact.h"
#include "store/ledger.h"

namespace tamga::query {

/// Dates are EDTF; empty means no limit. The other fields choose, empty chooses all.
struct Question {
  std::string as_of;     ///< only what had happened by the end of this
  std::string known_by;  ///< only reports published by the end of this; undated ones by when they were added
  std::string recorded_by;  ///< the ledger as it was at the end of this, whatever was added later
  std::string since;        ///< only what happened, or was published where not dated, from this on
  std::string host, sector, partner;
  bool as_read = false;  ///< as the reports were read, without what people decided
};

/// What an answer will look at. Where the ledger keeps merged events (kept.h) and the question is about what is known
/// now, no more than that is loaded.
struct Want {
  /// kEvents: all events of the question's host, and no cells.
  enum class Kind : std::uint8_t { kEverything, kStandings, kTimeline, kBrief, kThing, kEvents };
  Kind kind = Kind::kEverything;
  std::size_t limit = 0, offset = 0;  ///< timeline: so many events from there on; brief: lines of a section; 0: all, or as fits
  std::string id = {};                ///< thing: of an event, claim or report, or its beginning
  bool claims = true;                 ///< standings: with the ids of their claims
  std::size_t few = 5000;             ///< brief: a ledger of so many claims is looked at whole
};

/// The hosts and the sector that the brief lists an event under.
using BriefHeading = std::pair<std::vector<std::string>, std::string>;

/// What a question sees. Plain data; made once, then asked.
struct State {
  Question question;
  std::vector<merge::Source> sources;
  std::vector<std::vector<model::Remark>> remarks;  ///< by source
  std::vector<merge::Event> events;                 ///< that the question chooses, ordered by id
  std::vector<merge::Standing> cells;               ///< that the question chooses
  std::map<std::string, std::string> country_names;
  review::Outcome
      review;  ///< what people decided by the question's dates; empty when it asks for what was read
  std::size_t lines = 0;  ///< of a section of the brief at most; 0: as fits
  /// Only what was wanted is here: sources have the claims of the events that are here, and no others. The rest says how
  /// much there is: claims by source, readings and claims in all, events under each heading of the brief.
  bool partial = false;
  std::vector<std::size_t> claim_counts;
  std::size_t readings = 0, claims = 0;
  std::map<BriefHeading, std::size_t> listed;
};

/// The brief lists so many reports and remarks at most, the newest.
inline constexpr std::size_t kBriefNewest = 50;
/// So many lines each section of a brief gets when nobody says how many.
std::size_t fitting_lines(std::size_t sections);

/// Whether an event is of the host, sector and partner that a question asks for.
bool is_asked_for(const Question& question, const merge::Event& event, const std::vector<merge::Source>& sources);

/// Calls countries what `given` calls them, by their codes; the rest keeps the names that reports use. A ledger alone does
/// not know what a country is called that only a firm or an agency stands for.
void name_countries(State& state, const std::map<std::string, std::string>& given);

/// The readings that the question's dates let through, as they were read. Errors as look.
Result<std::vector<merge::Source>> sources_as_read(store::Ledger& ledger, const Question& question);

/// The last day that a question asks about: that of as_of, else of known_by, else `today` (EDTF).
std::int32_t last_day(const Question& question, const std::string& today);

/// kUsage names a date of the question that is none; else as Ledger.
Result<State> look(store::Ledger& ledger, const Question& question, const Want& want = {});

}  // namespace tamga::query
