#include "parse/detail/name_tags.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tamga::parse {
namespace {

const std::vector<std::string> kLabels = {"O", "B-place", "I-place", "B-person", "I-person"};

std::vector<std::string> tags(const std::vector<std::vector<float>>& rows, std::size_t first = 0) {
  nn::Matrix scores(rows.size(), kLabels.size());
  for (std::size_t i = 0; i < rows.size(); ++i) std::copy(rows[i].begin(), rows[i].end(), scores.row(i));
  std::vector<std::string> out;
  for (std::size_t tag : best_name_tags(scores, first, rows.size(), kLabels)) out.push_back(kLabels[tag]);
  return out;
}

using Tags = std::vector<std::string>;

TEST(NameTags, TheLikeliestOfEachWordWhereTheyFit) {
  EXPECT_EQ(tags({{0, 5, 1, 2, 0}, {0, 1, 5, 2, 0}, {5, 0, 0, 0, 0}}), (Tags{"B-place", "I-place", "O"}));
}

TEST(NameTags, KindOfANameIsDecidedByAllItsWords) {
  EXPECT_EQ(tags({{0, 3, 0, 2, 0}, {0, 0, 1, 0, 6}}), (Tags{"B-person", "I-person"}));
  EXPECT_EQ(tags({{0, 6, 0, 2, 0}, {0, 0, 4, 0, 5}}), (Tags{"B-place", "I-place"}));
}

TEST(NameTags, NoNameGoesOnFromNothing) {
  EXPECT_EQ(tags({{2, 1, 5, 0, 0}}), (Tags{"O"}));
  EXPECT_EQ(tags({{1, 2, 5, 0, 0}}), (Tags{"B-place"}));
}

TEST(NameTags, OnlyTheRowsAskedFor) {
  EXPECT_EQ(tags({{0, 5, 0, 0, 0}, {3, 2, 4, 0, 0}}, 1), (Tags{"O"}));
  EXPECT_TRUE(tags({}).empty());
}

}  // namespace
}  // namespace tamga::parse
