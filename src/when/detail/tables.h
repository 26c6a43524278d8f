/// The words of a language for times, compiled.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "when/date_table.h"
#include "when/finder.h"

namespace tamga::when {

using Words = std::set<std::string, std::less<>>;
template <class Value>
using Lookup = std::map<std::string, Value, std::less<>>;

/// A phrase that tells no day but a direction in time: "recently", "the near future".
struct VaguePhrase {
  std::vector<std::string> words;
  Vague vague = Vague::kNone;
};

struct Language::Tables {
  Lookup<unsigned> months, weekdays, seasons, numbers, decades;
  Lookup<std::string> units;
  Lookup<int> ordinals, days;
  Lookup<std::pair<unsigned, unsigned>> named_days;
  std::vector<std::string> ordinal_endings;
  Words month_abbreviations;  ///< whose full stop belongs to them
  Words the, last, next, this_, early, mid, late, ago, later, before, after, of, until, since, to, between,
      that_day, future, ambiguous, whole, around, period, latest, possessive, thousand;
  std::vector<VaguePhrase> vague;  ///< longest first
};

}  // namespace tamga::when
