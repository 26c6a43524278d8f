// The compiled words of a language for amounts (packs/languages/<tag>/quantity.yaml).
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "quantity/finder.h"

namespace tamga::quantity {

using Words = std::set<std::string, std::less<>>;
using Phrase = std::vector<std::string>;
using Phrases = std::vector<std::pair<Phrase, std::string>>;  // longest first

struct Language::Tables {
  std::map<std::string, double, std::less<>> numbers, scales, fractions;
  std::map<std::string, std::string, std::less<>> signs, codes;
  Phrases units, currencies;
  Words to, both, between, per, periods, articles, times, not_counted;
  std::vector<Phrase> approximate;
  Phrase and_a_half;
};

}  // namespace tamga::quantity
