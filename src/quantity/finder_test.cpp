#include "quantity/finder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "base/files.h"
#include "parse/parser.h"

namespace tamga::quantity {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const parse::Parser& parser() {
  static const parse::Parser made = *parse::Parser::create(std::string(TAMGA_SOURCE_DIR) + "/models/en");
  return made;
}

const Language& language() {
  static const Language made =
      *Language::load(*json::parse_yaml(*read_file(std::string(TAMGA_SOURCE_DIR) + "/packs/languages/en/quantity.yaml")));
  return made;
}

AmountTable find(const std::string& text) {
  const text::Document document("test", {}, text);
  return find_amounts(document, parser().parse(document), language());
}

/// "~5e+06-7e+06 t/year": a tilde for approximate values.
std::vector<std::string> read(const std::string& text) {
  std::vector<std::string> out;
  for (const AmountMention& amount : find(text).amounts) {
    std::ostringstream one;
    one << (amount.approximate ? "~" : "") << amount.value;
    if (amount.upper) one << "-" << *amount.upper;
    one << " " << amount.unit << (amount.per.empty() ? "" : "/" + amount.per);
    out.push_back(one.str());
  }
  return out;
}

TEST(Amounts, ReadMoney) {
  EXPECT_THAT(read("The project costs $4.62 billion."), ElementsAre("4.62e+09 USD"));
  EXPECT_THAT(read("It paid A$5 million for the mine."), ElementsAre("5e+06 AUD"));
  EXPECT_THAT(read("The bank lends up to US$900 million."), ElementsAre("~9e+08 USD"));
  EXPECT_THAT(read("The fund gave EUR 300 million."), ElementsAre("3e+08 EUR"));
  EXPECT_THAT(read("They invested 500 million US dollars."), ElementsAre("5e+08 USD"));
  EXPECT_THAT(read("The loan is $2.3bn, half of $4.7bn."), ElementsAre("2.3e+09 USD", "4.7e+09 USD"));
  EXPECT_THAT(read("They signed contracts worth 356 billion tenge (about $655 million) in all."),
              ElementsAre("3.56e+11 KZT", "~6.55e+08 USD"));
}

TEST(Amounts, AnArticleBeforeTheSignIsNoDollarOfAustralia) {
  EXPECT_THAT(read("The bank approved a $150 million loan."), ElementsAre("1.5e+08 USD"));
  EXPECT_THAT(read("The bank paid A$5 million."), ElementsAre("5e+06 AUD"));
  EXPECT_THAT(read("The bank paid US $5 million."), ElementsAre("5e+06 USD"));
}

TEST(Amounts, ReadUnits) {
  EXPECT_THAT(read("It holds 17.36% of the firm."), ElementsAre("17.36 %"));
  EXPECT_THAT(read("It will own 70 percent of the venture."), ElementsAre("70 %"));
  EXPECT_THAT(read("They exported more than 4,300 tonnes of ore."), ElementsAre("~4300 t"));
  EXPECT_THAT(read("Output was 1 200 tonnes."), ElementsAre("1200 t"));
  EXPECT_THAT(read("The line makes 15 tonnes a year."), ElementsAre("15 t/year"));
  EXPECT_THAT(read("The plan is a 1.2-gigawatt plant."), ElementsAre("1.2 GW"));
  EXPECT_THAT(read("The pilot gave the first 350 kg."), ElementsAre("350 kg"));
}

TEST(Amounts, ReadNumbersInWords) {
  EXPECT_THAT(read("Half a million tonnes were mined."), ElementsAre("500000 t"));
  EXPECT_THAT(read("They promised two and a half billion dollars."), ElementsAre("2.5e+09 USD"));
  EXPECT_THAT(read("Twelve billion euros were promised."), ElementsAre("1.2e+10 EUR"));
  EXPECT_THAT(read("Twenty-five experts came."), ElementsAre("25 expert"));
}

TEST(Amounts, ReadRanges) {
  EXPECT_THAT(read("They want a plant of 40 to 50 megawatts."), ElementsAre("40-50 MW"));
  EXPECT_THAT(read("It will cost $1.5-2 billion."), ElementsAre("1.5e+09-2e+09 USD"));
  EXPECT_THAT(read("Freight was between 5 and 7 million tonnes."), ElementsAre("5e+06-7e+06 t"));
}

TEST(Amounts, CountThings) {
  EXPECT_THAT(read("Kazakhstan will build three nuclear power reactors."), ElementsAre("3 reactor"));
  EXPECT_THAT(read("The plant has two 1,200 MW units."), ElementsAre("1200 MW"));
}

TEST(Amounts, LargeFiguresOfAParagraphKeepTheUnit) {
  EXPECT_THAT(read("She presented a package of 12 billion euros. About 2.5 billion of it is for metals."),
              ElementsAre("1.2e+10 EUR", "~2.5e+09 EUR"));
  EXPECT_THAT(read("Freight reached 4.5m tonnes. Astana aims at 10m by 2027."), ElementsAre("4.5e+06 t", "1e+07 t"));
  EXPECT_THAT(read("She presented a package of 12 billion euros.\n\nAbout 2.5 billion of it is for metals."),
              ElementsAre("1.2e+10 EUR"));
}

TEST(Amounts, LeaveDatesNamesAndBareNumbersAlone) {
  EXPECT_THAT(read("They met on March 20, 2025."), IsEmpty());
  EXPECT_THAT(read("The 2025 summit was held in Samarkand."), IsEmpty());
  EXPECT_THAT(read("SEPCO1 supplies U3O8."), IsEmpty());
  EXPECT_THAT(read("He is 34 years old."), IsEmpty());
  EXPECT_THAT(read("It will have large VVER-1000 units."), IsEmpty());
  EXPECT_THAT(read("The two countries signed a contract."), IsEmpty());
}

TEST(Amounts, RangeIsTheWordsThatSaySo) {
  const std::string text = "The project costs about $4.62 billion in all.";
  const auto table = find(text);
  ASSERT_EQ(table.amounts.size(), 1U);
  const auto range = table.amounts[0].range;
  EXPECT_EQ(text.substr(range.begin, range.size()), "$4.62 billion");
}

TEST(Amounts, LanguageNeedsUnits) { EXPECT_FALSE(Language::load(json::Value::object()).ok()); }

}  // namespace
}  // namespace tamga::quantity
