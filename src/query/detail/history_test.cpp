#include "query/detail/history.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace tamga::query {
namespace {

/// Few days, rungs and states, so that many steps fall together.
merge::Step random_step(std::mt19937& random, int number) {
  const auto pick = [&](const std::vector<std::string>& from) { return from[random() % from.size()]; };
  merge::Step out;
  out.event = "e" + std::to_string(1000 + number);
  out.day = random() % 8 == 0 ? merge::DaySpan::kOpenPast : 20'000 + static_cast<std::int32_t>(random() % 30);
  out.claimed = pick({"", "", "mention", "interest", "talks", "memorandum", "operation"});
  out.off = pick({"", "", "", "", "stalled", "cancelled"});
  out.evidenced = !out.claimed.empty() && random() % 2 == 0;
  if (random() % 2 == 0) out.when = "2024-10-" + std::to_string(10 + random() % 20);
  for (const char* origin : {"Energy Ministry", "Outlet|two", "c"})
    if (random() % 3 == 0) out.origins.emplace_back(origin);
  if (!out.claimed.empty()) out.claims = {"c" + std::to_string(random() % 50)};
  if (!out.off.empty()) out.off_claims = {"o" + std::to_string(random() % 50)};
  return out;
}

void expect_same(const std::optional<merge::Standing>& found, const std::optional<merge::Standing>& expected, bool claims) {
  ASSERT_EQ(found.has_value(), expected.has_value());
  if (!found) return;
  EXPECT_EQ(found->host + found->sector + found->partner, expected->host + expected->sector + expected->partner);
  EXPECT_EQ(found->stage, expected->stage);
  EXPECT_EQ(found->claimed, expected->claimed);
  EXPECT_EQ(found->evidenced, expected->evidenced);
  EXPECT_EQ(found->origins, expected->origins);
  EXPECT_EQ(found->since, expected->since);
  EXPECT_EQ(found->latest, expected->latest);
  EXPECT_EQ(found->risen, expected->risen);
  EXPECT_EQ(found->heard, expected->heard);
  if (claims) {
    EXPECT_EQ(found->claims, expected->claims);
  }
}

TEST(History, TellsOfAnyDayWhatAllStepsUntilThenTell) {
  std::mt19937 random(3);
  const merge::CellKey key{"KZ", "mining", "FR"};
  for (int round = 0; round < 400; ++round) {
    std::vector<merge::Step> steps;
    for (int i = static_cast<int>(random() % 25); i > 0; --i) steps.push_back(random_step(random, 30 - i));
    std::vector<const merge::Step*> all;
    for (const merge::Step& step : steps) all.push_back(&step);
    const History history = history_of(all);
    for (std::int32_t until = 19'999; until <= 20'031; ++until) {
      std::vector<const merge::Step*> counted;
      for (const merge::Step& step : steps)
        if (step.day <= until) counted.push_back(&step);
      expect_same(standing_at(key, history, until), merge::standing_of(key, counted), true);
      expect_same(standing_at(key, {history.steps, ""}, until), merge::standing_of(key, counted), false);
      if (testing::Test::HasFailure()) return;
    }
  }
}

TEST(History, KeepsOnlyDaysOfStepsThatSupportNothing) {
  std::vector<merge::Step> steps(400);
  std::vector<const merge::Step*> all;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    steps[i].day = static_cast<std::int32_t>(i), steps[i].claimed = i == 0 ? "agreement" : "talks";
    steps[i].origins = {"somebody with a long name"};
    all.push_back(&steps[i]);
  }
  EXPECT_LT(history_of(all).steps.size(), 400 * 9U);
  EXPECT_EQ(standing_at({"KZ", "mining", "FR"}, history_of(all), 300)->latest, "1970-10-28");
}

}  // namespace
}  // namespace tamga::query
