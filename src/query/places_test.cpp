#include "query/places.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace tamga::query {
namespace {

using Set = std::set<std::uint32_t>;
using List = std::vector<std::uint32_t>;

List list_of(const Set& set) { return {set.begin(), set.end()}; }

/// Thick, thin, and in runs, over several of the library's containers.
Set drawn(std::mt19937& random) {
  Set out;
  const std::uint32_t most = 200'000;
  const auto below = [&](std::uint32_t size) { return static_cast<std::uint32_t>(random() % size); };
  for (std::uint32_t runs = below(4); runs > 0; --runs)
    for (std::uint32_t from = below(most), length = below(20'000); length > 0; --length) out.insert(from + length);
  for (std::uint32_t single = below(3) * below(5'000); single > 0; --single) out.insert(below(most));
  return out;
}

TEST(Places, AreTheSetsTheyAreMadeOf) {
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    const Set left = drawn(random), right = drawn(random);
    List mixed = list_of(left);
    std::shuffle(mixed.begin(), mixed.end(), random);
    if (!mixed.empty()) mixed.push_back(mixed.front());
    const Places a = Places::of(mixed), b = Places::of(list_of(right));
    ASSERT_EQ(a.list(), list_of(left));
    List both, either;
    std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(both));
    std::set_union(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(either));
    Places cut = a, joined = a;
    cut &= b, joined |= b;
    ASSERT_EQ(cut.list(), both);
    ASSERT_EQ(joined.list(), either);
    ASSERT_EQ(a.list(), list_of(left));  // copies are their own
    ASSERT_EQ(joined.size(), either.size());
    ASSERT_EQ(cut.empty(), both.empty());
    for (int i = 0; i < 20; ++i) {
      const auto place = static_cast<std::uint32_t>(random() % 230'000);
      ASSERT_EQ(joined.has(place), std::binary_search(either.begin(), either.end(), place));
      ASSERT_EQ(joined.rank(place), static_cast<std::size_t>(std::lower_bound(either.begin(), either.end(), place) - either.begin()));
      const std::size_t from = random() % (either.size() + 1), to = from + random() % (either.size() - from + 1);
      ASSERT_EQ(joined.slice(from, to), List(either.begin() + static_cast<std::ptrdiff_t>(from), either.begin() + static_cast<std::ptrdiff_t>(to)));
    }
  }
}

TEST(Places, RangesEndBeforeTheirLast) {
  EXPECT_EQ(Places::range(3, 6).list(), (List{3, 4, 5}));
  EXPECT_TRUE(Places::range(3, 3).empty());
  EXPECT_TRUE(Places::range(6, 3).empty());
  EXPECT_EQ(Places::range(65'530, 131'080).size(), 65'550U);
  EXPECT_TRUE(Places().list().empty());
}

}  // namespace
}  // namespace tamga::query
