/// Initiatives as people read them: threads of partners, a host and an asset or sector, with the history of
/// their stage.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "merge/initiative.h"
#include "query/line.h"
#include "query/state.h"

namespace tamga::query {

/// The threads that a question chooses.
struct Initiatives {
  Question question;
  std::string today;  ///< EDTF day that stands in where the question has no as-of or known-by date
  std::vector<merge::Initiative> list;
  std::map<std::string, Line>
      lines;  ///< by event, of the moves of one that was asked for by its id; else none
  std::map<std::string, std::string> country_names;
};

/// Initiatives of a ledger, ordered by host, subject and partners. Host, sector and partner of the question
/// choose threads, never events of a thread; with `since`, threads that have moved from then on. Errors as
/// look.
Result<Initiatives> initiatives(store::Ledger& ledger, const Question& question, const std::string& today);
/// The one whose id is `id`, or one of whose ids begins so (six characters at least), whatever else the
/// question chooses. kNotFound where there is none by the question's dates, kUsage where several begin so.
Result<Initiatives> initiative(store::Ledger& ledger, const Question& question, const std::string& today,
                               const std::string& id);

/// As that of State.
void name_countries(Initiatives& found, const std::map<std::string, std::string>& given);

/// {"as_of", "known_by", "initiatives": [...]}: each with the ids of its events.
std::string initiatives_json(const Initiatives& found);
std::string initiatives_markdown(const Initiatives& found);
/// Columns for a terminal; the last has the event of the latest move that is so, or of the first plan.
std::string initiatives_table(const Initiatives& found);

/// One with its whole history: every move with who tells it, setbacks, promises.
std::string initiative_json(const Initiatives& found);
std::string initiative_markdown(const Initiatives& found);

}  // namespace tamga::query
