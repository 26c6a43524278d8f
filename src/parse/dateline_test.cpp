#include "parse/detail/dateline.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

namespace tamga::parse {
namespace {

std::size_t at(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return dateline_at(std::vector<std::string_view>(words.begin(), words.end()));
}

TEST(Dateline, EndsWithItsDash) {
  EXPECT_EQ(at("ASTANA , June 14 ( Northline ) - Kazakhstan picked Rosatom ."), 8U);
  EXPECT_EQ(at("SAN FRANCISCO - The union is suing ."), 3U);
  EXPECT_EQ(at("THE HAGUE , Netherlands -- A prosecutor has charged"), 5U);
  EXPECT_EQ(at("Tashkent ( Agency ) — “ We agreed"), 5U);
  EXPECT_EQ(at("АСТАНА – Президент принял"), 2U);
  EXPECT_EQ(at("АСТАНА , 14 июня — Президент принял"), 5U);
  EXPECT_EQ(at("NEW YORK and ASTANA , November 6 , 2025 -- The two firms signed"), 10U);
}

TEST(Dateline, IsNotEverythingBeforeADash) {
  EXPECT_EQ(at("NATO - the alliance - said"), 0U);
  EXPECT_EQ(at("The plant - Built in 1973 - was shut"), 0U);
  EXPECT_EQ(at("Kazakhstan - Uzbekistan"), 0U);
  EXPECT_EQ(at("ASTANA -"), 0U);
  EXPECT_EQ(at("- ASTANA - Kazakhstan"), 0U);
  EXPECT_EQ(at("KAZAKHSTAN will build - Astana said"), 0U);
  EXPECT_EQ(at("KAZAKHSTAN and its neighbours - Astana said"), 0U);
  EXPECT_EQ(at(""), 0U);
  EXPECT_EQ(at("A B C D E F G H I J K L M N O P Q ( R ) - The"), 0U);
}

}  // namespace
}  // namespace tamga::parse
