/// Questions to a ledger, and what a question sees of it. Every question has two dates: what was true at
/// `as_of`, and what had been published by `known_by`.
#pragma once

#include <map>
#include <optional>
#include <string>
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
};

/// The readings that the question's dates let through, as they were read. Errors as look.
Result<std::vector<merge::Source>> sources_as_read(store::Ledger& ledger, const Question& question);

/// kUsage names a date of the question that is none; else as Ledger.
Result<State> look(store::Ledger& ledger, const Question& question);

}  // namespace tamga::query
