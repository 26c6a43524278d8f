/// Extended Date/Time Format level 1 (ISO 8601-2:2019, EDTF specification of the Library of Congress): days, months,
/// years, seasons, intervals with open ends, qualifiers, unspecified digits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tamga::when {

/// Days since 1970-01-01 (proleptic Gregorian).
using Day = std::int32_t;

inline constexpr Day kEarliest = -719162;  ///< 0001-01-01
inline constexpr Day kLatest = 2932896;    ///< 9999-12-31

struct DaySpan {
  Day first = kEarliest;
  Day last = kLatest;
  bool operator==(const DaySpan&) const = default;
};

Day day_of(int year, unsigned month, unsigned day);
struct Civil {
  int year;
  unsigned month, day;
};
Civil civil_of(Day day);
/// 1 (Monday) to 7 (Sunday).
unsigned weekday_of(Day day);
unsigned days_in_month(int year, unsigned month);

std::string day_text(Day day);
std::string month_text(int year, unsigned month);

/// First and last day that the expression may mean; null when it is no EDTF level 1.
std::optional<DaySpan> span_of(std::string_view edtf);

}  // namespace tamga::when
