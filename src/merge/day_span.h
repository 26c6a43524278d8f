/// Dates as spans of days, for comparing them.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace tamga::merge {

/// Days since 1970-01-01, both ends included. Open ends are the limits of the type.
struct DaySpan {
  static constexpr std::int32_t kOpenPast = std::numeric_limits<std::int32_t>::min();
  static constexpr std::int32_t kOpenFuture = std::numeric_limits<std::int32_t>::max();
  std::int32_t first = kOpenPast;
  std::int32_t last = kOpenFuture;
  bool operator==(const DaySpan&) const = default;

  bool overlaps(DaySpan other) const { return first <= other.last && other.first <= last; }
  bool is_day() const { return first == last; }
  bool is_closed() const { return first != kOpenPast && last != kOpenFuture; }
};

/// The days that an EDTF level 1 date may mean: "2025-03" is all of March, "202X" ten years, "../2035" everything up
/// to the end of 2035; seasons are three months, quarters too. Qualifiers (?, ~, %) widen nothing. nullopt for what
/// is no date.
std::optional<DaySpan> days_of(std::string_view edtf);

/// "2025-06-14"; empty for an open end.
std::string day_text(std::int32_t day);

}  // namespace tamga::merge
