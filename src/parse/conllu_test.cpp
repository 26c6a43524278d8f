#include "parse/conllu.h"

#include <gtest/gtest.h>

namespace tamga::parse {
namespace {

std::string row(int id, std::string_view form, int head, bool space) {
  return std::to_string(id) + '\t' + std::string(form) + "\t_\tX\t_\t_\t" + std::to_string(head) + "\tdep\t_\t" +
         (space ? "_" : "SpaceAfter=No") + '\n';
}

std::string written(std::string_view conllu) {
  const auto parsed = from_conllu("test.conllu", conllu).value();
  return to_conllu(parsed.document, parsed.forest);
}

TEST(ToConllu, WordsOfOneTokenStandUnderIt) {
  const std::string out = written(row(1, "They", 0, true) + row(2, "do", 1, false) + row(3, "n't", 1, false) + row(4, ".", 1, true));
  EXPECT_NE(out.find("\n2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\tdo\t"), std::string::npos) << out;
  EXPECT_EQ(out.find("1-"), std::string::npos) << out;
}

TEST(ToConllu, TokenMayBeThreeWords) {
  const std::string out = written(row(1, "I", 0, false) + row(2, "’d", 1, false) + row(3, "n’t", 1, true));
  EXPECT_NE(out.find("\n1-3\tI’dn’t\t_\t_\t_\t_\t_\t_\t_\t_\n"), std::string::npos) << out;
}

TEST(ToConllu, PunctuationAndUnspacedScriptsMakeNoTokens) {
  const std::string out = written(row(1, "well", 0, false) + row(2, "-", 1, false) + row(3, "known", 1, true) +
                                  row(4, "习近平", 1, false) + row(5, "主席", 1, true));
  EXPECT_EQ(out.find("1-"), std::string::npos) << out;
  EXPECT_EQ(out.find("4-5"), std::string::npos) << out;
}

TEST(ToConllu, WhatItWritesReadsBackAlike) {
  const std::string once = written(row(1, "It", 0, false) + row(2, "'s", 1, true) + row(3, "so", 1, true));
  EXPECT_NE(once.find("1-2\tIt's"), std::string::npos);
  EXPECT_EQ(written(once), once);
}

}  // namespace
}  // namespace tamga::parse
