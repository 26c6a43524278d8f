#include "pipeline/runner.h"

#include <gmock/gmock.h>

#include <chrono>
#include <numeric>

namespace tamga::pipeline {
namespace {

struct Trace {
  std::vector<int> given;
  int asked = 0;
  std::atomic<int> worked = 0;
};

/// Numbers from 0 to `count`; the first of each four takes longest.
void run(Trace& run, int count, std::size_t threads, int enough = 1'000'000, const std::atomic<bool>* stop = nullptr) {
  run_in_order(
      [&]() -> std::optional<int> { return run.asked < count ? std::optional(run.asked++) : std::nullopt; },
      [&](int item) {
        if (item % 4 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
        ++run.worked;
        return item;
      },
      [&](int result) {
        run.given.push_back(result);
        return static_cast<int>(run.given.size()) < enough;
      },
      {threads, stop});
}

TEST(RunInOrder, GivesResultsInTheOrderOfTheItems) {
  std::vector<int> all(100);
  std::iota(all.begin(), all.end(), 0);
  for (const std::size_t threads : {0, 1, 2, 9}) {
    Trace r;
    run(r, 100, threads);
    EXPECT_EQ(r.given, all) << threads;
  }
}

TEST(RunInOrder, DoesNothingWithoutItems) {
  Trace r;
  run(r, 0, 3);
  EXPECT_THAT(r.given, testing::IsEmpty());
}

TEST(RunInOrder, EndsWhenTheTakerHasEnough) {
  Trace r;
  run(r, 1000, 3, 5);
  EXPECT_THAT(r.given, testing::ElementsAre(0, 1, 2, 3, 4));
  EXPECT_LT(r.worked, 100);
}

TEST(RunInOrder, NeverRunsFarAhead) {
  int furthest = 0;
  std::atomic<int> taken = 0;
  run_in_order([&]() -> std::optional<int> { return taken < 200 ? std::optional(taken++) : std::nullopt; },
               [](int item) { return item; },
               [&](int item) {
                 furthest = std::max(furthest, taken - item);
                 return true;
               },
               {2, nullptr});
  EXPECT_LE(furthest, 9);  // four a thread, and the one in hand
}

TEST(RunInOrder, BeginsNothingNewWhenStopped) {
  Trace r;
  const std::atomic<bool> stop = true;
  run(r, 1000, 2, 1'000'000, &stop);
  EXPECT_THAT(r.given, testing::IsEmpty());
}

}  // namespace
}  // namespace tamga::pipeline
