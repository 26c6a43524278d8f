/// Whether two claims may speak of one event, and how much says so. The numbers stand in docs/ledger.md.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "merge/detail/features.h"

namespace tamga::merge::detail {

/// What two claims share, or differ in.
enum class Sign : std::uint8_t {
  kActors, kCountries, kDate, kFarDate, kSubjects, kAmounts, kStage, kEvent, kSector, kPlace, kQuote,
  kOtherStage, kOtherMode, kOtherStatus, kOtherSide, kOtherSector, kOtherPerson, kOnlyOneMeets, kCount
};

/// Words for `tamga show`: "participants", "the day".
const char* words_of(Sign sign);

/// The weight each sign brought; the sum is the score.
struct Weights {
  std::array<double, static_cast<std::size_t>(Sign::kCount)> of{};
  double& operator[](Sign sign) { return of[static_cast<std::size_t>(sign)]; }
  double sum() const;
};

/// From this score on two claims may be one event.
inline constexpr double kEnough = 4.0;

/// nullopt: they cannot be one event, whatever else they share.
std::optional<Weights> compare(const Features& left, const Features& right);

}  // namespace tamga::merge::detail
