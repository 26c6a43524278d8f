#include "parse/detail/lemma_table.h"

#include <gtest/gtest.h>

namespace tamga::parse {
namespace {

constexpr std::string_view kRows =
    "VERB\tsigned\tsign\nVERB\tfound\tfind\nVERB\tfound\tfound\nVERB\texport\texport\nNOUN\texports\texport\n";

LemmaTable table() { return LemmaTable::load(kRows).value(); }

TEST(LemmaTable, FormItKnowsGetsItsLemma) { EXPECT_EQ(table().choose(Upos::kVerb, "Signed", {"signe"}), "sign"); }

TEST(LemmaTable, TaggerDecidesBetweenLemmasOfOneForm) {
  EXPECT_EQ(table().choose(Upos::kVerb, "found", {"foun", "found", "find"}), "found");
  EXPECT_EQ(table().choose(Upos::kVerb, "found", {"foun"}), "find");
}

TEST(LemmaTable, OtherFormGetsTheLikeliestGuessThatIsAWord) {
  EXPECT_EQ(table().choose(Upos::kVerb, "exported", {"exporte", "export"}), "export");
  EXPECT_EQ(table().choose(Upos::kVerb, "reshaping", {"reshape", "reshap"}), "reshape");
}

TEST(LemmaTable, VerbMayBeMadeOfANoun) {
  const auto nouns = LemmaTable::load("NOUN\tmines\tmine\nNOUN\tmins\tmin\n").value();
  EXPECT_EQ(nouns.choose(Upos::kVerb, "mined", {"min", "mine"}), "mine");
}

TEST(LemmaTable, AdjectiveOfANameKeepsItsCapitalWhenTheTaggerSaysSo) {
  const auto adjectives = LemmaTable::load("ADJ\tnew\tnew\nADJ\tlatest\tlate\n").value();
  EXPECT_EQ(adjectives.choose(Upos::kAdj, "New", {"New", "new"}), "New");
  EXPECT_EQ(adjectives.choose(Upos::kAdj, "New", {"new", "New"}), "new");
  EXPECT_EQ(adjectives.choose(Upos::kAdj, "Latest", {"Latest", "late"}), "late");
}

TEST(LemmaTable, LeavesAbbreviationsAlone) {
  const auto units = LemmaTable::load("NOUN\tm\tm\n").value();
  EXPECT_EQ(units.choose(Upos::kNoun, "MW", {"mw", "m"}), "mw");
}

TEST(LemmaTable, PartsOfSpeechAreApart) { EXPECT_EQ(table().choose(Upos::kNoun, "signed", {"signed"}), "signed"); }

TEST(LemmaTable, RefusesARowWithoutThreeCells) {
  for (const char* rows : {"VERB\tsigned\n", "VERB\tsigned\t\n", "WORD\tsigned\tsign\n", "\n"}) {
    const auto damaged = LemmaTable::load(rows);
    ASSERT_FALSE(damaged.ok()) << rows;
    EXPECT_EQ(damaged.error().code, ErrorCode::kBadData);
    EXPECT_NE(damaged.error().message.find("line 1"), std::string::npos);
  }
}

}  // namespace
}  // namespace tamga::parse
