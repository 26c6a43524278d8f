/// Amounts of a text: money, mass, power, shares, counts of things.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parse/forest.h"
#include "text/document.h"

namespace tamga::quantity {

struct AmountMention {
  parse::WordId first, last;
  parse::WordId head;  ///< the word the expression hangs on (the unit or counted noun)
  text::ByteRange range;
  double value = 0;              ///< full number: "$4.62 billion" is 4.62e9
  std::optional<double> upper;   ///< of a range
  bool approximate = false;      ///< "some", "about", "more than"
  std::string unit;              ///< ISO 4217 currency, SI symbol, "%", or a singular noun lemma ("reactor")
  std::string per;               ///< "year" in "15 tonnes a year"; empty when none
  bool is_date_or_age = false;
};

struct AmountTable {
  std::vector<AmountMention> amounts;  ///< in text order
};

}  // namespace tamga::quantity
