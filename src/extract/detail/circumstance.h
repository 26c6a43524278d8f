// When, where and how much: what surrounds a predicate.
#pragma once

#include <optional>
#include <vector>

#include "extract/detail/clause.h"
#include "extract/detail/settings.h"

namespace tamga::extract {

model::Date to_model(const Analysis& analysis, const when::DateMention& date);
/// The date that hangs nearest to the predicate; nullopt where its clause gives none.
std::optional<model::Date> date_of(const Analysis& analysis, const Clause& clause);
/// The date that stands under a noun and what tells of it: "at the summit, held last Friday".
std::optional<model::Date> date_under(const Analysis& analysis, parse::WordId word);
/// The date of the first of coordinated predicates that stands before them all: "On Monday X met Y and signed Z".
std::optional<model::Date> shared_date(const Analysis& analysis, const Clause& first);

/// A date that stands in a line of its own at the beginning, as readouts have it.
std::optional<model::Date> own_dateline(const Analysis& analysis);

/// The report's own date, for what stands in a paragraph that begins with a time of day, as live reports have it: "17:55 Four
/// memoranda now bear ...". nullopt where the clause has a time of its own, though no day: "on the eve of the summit".
std::optional<model::Date> live_date(const Analysis& analysis, const Clause& clause);

/// The place of what happened: arguments that tell where, the narrowest; `travel`: where to.
std::optional<model::Place> place_of(const Analysis& analysis, const Settings& settings,
                                     const pattern::Grammar& grammar, const Clause& clause, bool travel);

std::vector<model::Amount> amounts_of(const Analysis& analysis, const Clause& clause);

}  // namespace tamga::extract
