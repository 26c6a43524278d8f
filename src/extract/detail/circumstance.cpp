#include "extract/detail/circumstance.h"

#include <algorithm>
#include <limits>

namespace tamga::extract {

using parse::Forest;
using parse::WordId;

namespace {

/// Steps up from `word` to `ancestor`; nullopt when it is not below it.
std::optional<int> steps_to(const Forest& forest, WordId word, WordId ancestor) {
  for (int steps = 0;; ++steps) {
    if (word == ancestor) return steps;
    if (forest.is_root(word)) return std::nullopt;
    word = forest.head(word);
  }
}

model::Date to_model(const Analysis& analysis, const when::DateMention& date) {
  return {date.edtf, std::string(analysis.document.words(date.range)), std::string(when::name_of(date.basis)),
          date.anchor};
}

bool is_place(mention::Type type) {
  return type == mention::Type::kPlace || type == mention::Type::kRegion || type == mention::Type::kState;
}

/// Regions tell less than states, states less than places.
int narrowness(mention::Type type) {
  return type == mention::Type::kPlace ? 2 : type == mention::Type::kState ? 1 : 0;
}

}  // namespace

std::optional<model::Date> date_of(const Analysis& analysis, const Clause& clause) {
  const when::DateMention* best = nullptr;
  int nearest = std::numeric_limits<int>::max();
  for (const when::DateMention& date : analysis.dates.dates) {
    if (date.edtf.empty() || !clause.holds(date.head)) continue;
    const auto below = steps_to(analysis.forest, date.head, clause.frame->word);
    const int steps = below ? *below : 2;  // of the light verb, or of an argument that stands elsewhere
    if (steps < nearest) {
      nearest = steps;
      best = &date;
    }
  }
  if (!best) return std::nullopt;
  return to_model(analysis, *best);
}

std::optional<model::Date> shared_date(const Analysis& analysis, const Clause& first) {
  for (const when::DateMention& date : analysis.dates.dates) {
    if (date.edtf.empty() || !first.holds(date.head) || date.head > first.frame->word) continue;
    if (steps_to(analysis.forest, date.head, first.frame->word) == 1) return to_model(analysis, date);
  }
  return std::nullopt;
}

std::optional<model::Place> place_of(const Analysis& analysis, const Settings& settings, const Clause& clause,
                                     bool travel) {
  const mention::Mention* best = nullptr;
  int narrowest = -1;
  for (const pattern::Argument& argument : clause.frame->arguments) {
    const Names& roles = travel ? settings.travel_roles : settings.place_roles;
    const bool direct_goal = travel && argument.role == "patient";
    if (!roles.contains(argument.role) && !direct_goal) continue;
    const auto id = analysis.mentions.headed_by(argument.word);
    if (!id) continue;
    const mention::Mention& mention = analysis.mentions.mention(*id);
    if (mention.metonym || mention.referents.empty()) continue;
    const mention::Referent& referent = analysis.mentions.referent(mention.referents.front());
    if (!is_place(referent.type) || narrowness(referent.type) <= narrowest) continue;
    narrowest = narrowness(referent.type);
    best = &mention;
  }
  if (!best) return std::nullopt;
  const mention::Referent& referent = analysis.mentions.referent(best->referents.front());
  return model::Place{referent.id,       referent.name,      referent.country,
                      referent.latitude, referent.longitude, std::string(analysis.document.words(best->range))};
}

std::vector<model::Amount> amounts_of(const Analysis& analysis, const Clause& clause) {
  std::vector<model::Amount> amounts;
  for (const quantity::AmountMention& found : analysis.amounts.amounts) {
    if (found.is_date_or_age || !clause.holds(found.head)) continue;
    model::Amount amount;
    amount.value = found.value;
    amount.upper = found.upper;
    amount.approximate = found.approximate;
    amount.unit = found.per.empty() ? found.unit : found.unit + "/" + found.per;
    amount.words = std::string(analysis.document.words(found.range));
    amounts.push_back(std::move(amount));
  }
  return amounts;
}

}  // namespace tamga::extract
