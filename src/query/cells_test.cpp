#include "query/cells.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace tamga::query {
namespace {

using merge::CellKey;
using merge::DaySpan;
using merge::Standing;
using merge::Step;

constexpr const char* kLadder[] = {"",           "",          "interest",     "talks",
                                   "memorandum", "agreement", "construction", "operation"};
constexpr const char* kOff[] = {"", "", "", "", "", "stalled", "cancelled"};

/// Steps of a few cells, with days that are often the same, or not known; every other time the days lie far apart.
struct Drawn {
  std::int32_t apart = 1;
  std::vector<Step> steps;
  std::map<CellKey, std::vector<std::uint32_t>> cells;
  Cells made;

  explicit Drawn(std::uint32_t seed) {
    std::mt19937 random(seed);
    if (seed % 2 == 1) apart = 137;
    const auto below = [&](std::uint32_t size) { return static_cast<std::uint32_t>(random() % size); };
    const std::vector<CellKey> keys{{"KZ", "nuclear", "RU"}, {"KZ", "nuclear", "CN"}, {"UZ", "gold", "CN"}};
    for (std::uint32_t i = 0; i < 40; ++i) {
      Step step;
      step.event = "e" + std::to_string(below(100000)) + std::to_string(i);
      step.day = below(12) == 0 ? DaySpan::kOpenPast : 18000 + static_cast<std::int32_t>(below(15)) * apart;
      if (below(3) != 0) step.when = merge::day_text(step.day);
      step.claimed = kLadder[below(std::size(kLadder))], step.off = kOff[below(std::size(kOff))];
      step.evidenced = !step.claimed.empty() && below(2) == 0;
      for (std::uint32_t n = below(4); n > 0; --n) step.origins.push_back("o" + std::to_string(below(6)));
      if (!step.claimed.empty()) step.claims = {"c" + std::to_string(i)};
      if (!step.off.empty()) step.off_claims = {"f" + std::to_string(i), "g" + std::to_string(i)};
      std::vector<CellKey> of;
      for (const CellKey& key : keys)
        if (below(2) == 0) of.push_back(key), cells[key].push_back(i);
      made.add(step, of);
      steps.push_back(std::move(step));
    }
    made.finish();
  }

  /// As the rule of merge has it.
  std::optional<Standing> standing(const CellKey& key, std::int32_t until) const {
    std::vector<const Step*> of;
    for (const std::uint32_t i : cells.at(key))
      if (steps[i].day <= until) of.push_back(&steps[i]);
    std::sort(of.begin(), of.end(), [](const Step* a, const Step* b) { return a->event < b->event; });
    return merge::standing_of(key, of);
  }
};

TEST(Cells, SayWhatTheRuleSaysOnEveryDay) {
  std::size_t compared = 0;
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const Drawn drawn(seed);
    for (std::size_t cell = 0; cell < drawn.made.size(); ++cell)
      for (std::int32_t i = -1; i < 17; ++i) {
        const std::int32_t until = i == 16 ? DaySpan::kOpenFuture : 18000 + i * drawn.apart + i % 3;
        const auto found = drawn.made.standing(cell, until);
        const auto wanted = drawn.standing(drawn.made.key(cell), until);
        ASSERT_EQ(found.has_value(), wanted.has_value()) << seed;
        if (!found) continue;
        ++compared;
        ASSERT_EQ(std::tie(found->stage, found->claimed, found->evidenced, found->origins, found->since,
                           found->latest, found->risen, found->heard),
                  std::tie(wanted->stage, wanted->claimed, wanted->evidenced, wanted->origins, wanted->since,
                           wanted->latest, wanted->risen, wanted->heard))
            << seed << " " << until;
        ASSERT_EQ(drawn.made.now(cell, until)->claims, wanted->claims.size());
      }
  }
  EXPECT_GT(compared, 5000U);
}

TEST(Cells, HistoryHasEveryChangeAndNothingElse) {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    const Drawn drawn(seed);
    for (std::size_t cell = 0; cell < drawn.made.size(); ++cell) {
      const auto history = drawn.made.history(cell);
      for (std::size_t i = 1; i < history.size(); ++i) ASSERT_LT(history[i - 1].day, history[i].day);
      for (std::int32_t i = -1; i < 16; ++i) {
        const std::int32_t until = 18000 + i * drawn.apart + i % 3;
        const auto wanted = drawn.standing(drawn.made.key(cell), until);
        const auto after = std::find_if(history.begin(), history.end(),
                                        [&](const CellChange& change) { return change.day > until; });
        ASSERT_EQ(after != history.begin(), wanted.has_value());
        if (!wanted) continue;
        const CellChange& last = *std::prev(after);
        ASSERT_EQ(std::tie(last.stage, last.claimed, last.evidenced),
                  std::tie(wanted->stage, wanted->claimed, wanted->evidenced));
      }
    }
  }
}

}  // namespace
}  // namespace tamga::query
