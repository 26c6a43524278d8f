#include "when/edtf.h"

#include <gtest/gtest.h>

namespace tamga::when {
namespace {

DaySpan days(Day first, Day last) { return {first, last}; }

TEST(Edtf, SpansOfEveryForm) {
  EXPECT_EQ(span_of("2025-03-20"), days(day_of(2025, 3, 20), day_of(2025, 3, 20)));
  EXPECT_EQ(span_of("2025-03~"), days(day_of(2025, 3, 1), day_of(2025, 3, 31)));
  EXPECT_EQ(span_of("2024-02"), days(day_of(2024, 2, 1), day_of(2024, 2, 29)));
  EXPECT_EQ(span_of("199X"), days(day_of(1990, 1, 1), day_of(1999, 12, 31)));
  EXPECT_EQ(span_of("2025-24"), days(day_of(2025, 12, 1), day_of(2026, 2, 28)));
  EXPECT_EQ(span_of("../2035"), days(kEarliest, day_of(2035, 12, 31)));
  EXPECT_EQ(span_of("2019/.."), days(day_of(2019, 1, 1), kLatest));
  EXPECT_EQ(span_of("2026-07/2026-09"), days(day_of(2026, 7, 1), day_of(2026, 9, 30)));
}

TEST(Edtf, RefusesWhatIsNoDate) {
  for (const char* text : {"", "0000", "2025-13", "2025-02-30", "25", "March", "2025-3-1", "2026/2025", "2025-03-20x"}) {
    EXPECT_FALSE(span_of(text).has_value()) << text;
  }
}

TEST(Edtf, DaysSurviveARoundTrip) {
  for (Day day = -40000; day < 60000; day += 37) {
    EXPECT_EQ(span_of(day_text(day)), days(day, day));
  }
}

}  // namespace
}  // namespace tamga::when
