#include "when/finder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/files.h"
#include "parse/parser.h"
#include "when/edtf.h"

namespace tamga::when {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const parse::Parser& parser() {
  static const parse::Parser made = *parse::Parser::create(std::string(TAMGA_SOURCE_DIR) + "/models/en");
  return made;
}

const Language& language() {
  static const Language made =
      *Language::load(*json::parse_yaml(*read_file(std::string(TAMGA_SOURCE_DIR) + "/packs/languages/en/when.yaml")));
  return made;
}

std::vector<std::string> read(const std::string& text, const std::string& published = "2025-08-11") {
  text::Header header;
  header.published = published;
  const text::Document document("test", header, text);
  std::vector<std::string> out;
  for (const DateMention& date : find_dates(document, parser().parse(document), language()).dates) {
    if (!date.edtf.empty()) out.push_back(date.edtf);
  }
  return out;
}

TEST(Dates, ReadAbsoluteDates) {
  EXPECT_THAT(read("It was signed on May 27, 2024."), ElementsAre("2024-05-27"));
  EXPECT_THAT(read("It was signed on 27 May 2024."), ElementsAre("2024-05-27"));
  EXPECT_THAT(read("The deal of March 2023 expired."), ElementsAre("2023-03"));
  EXPECT_THAT(read("They met on 2025-06-14."), ElementsAre("2025-06-14"));
}

TEST(Dates, FillTheYearFromTheReport) {
  EXPECT_THAT(read("It was signed in April."), ElementsAre("2025-04"));
  EXPECT_THAT(read("It was signed in November."), ElementsAre("2024-11"));
  EXPECT_THAT(read("The contract will be signed in March."), ElementsAre("2026-03"));
  EXPECT_THAT(read("Miller met Tokayev on March 20.", "2025-03~"), ElementsAre("2025-03-20"));
}

TEST(Dates, CountFromTheReport) {
  EXPECT_THAT(read("Drilling began last Friday."), ElementsAre("2025-08-08"));
  EXPECT_THAT(read("He spoke on Saturday."), ElementsAre("2025-08-09"));
  EXPECT_THAT(read("They met yesterday."), ElementsAre("2025-08-10"));
  EXPECT_THAT(read("They met two weeks ago."), ElementsAre("2025-07-28"));
  EXPECT_THAT(read("They voted last October."), ElementsAre("2024-10"));
}

TEST(Dates, CountFromOtherDates) {
  EXPECT_THAT(read("He met Tokayev on March 20, three days after holding talks with Mirziyoyev."), ElementsAre("2025-03-20", "2025-03-17"));
  EXPECT_THAT(read("They signed on January 29. A week later they met again."), ElementsAre("2025-01-29", "2025-02-05"));
}

TEST(Dates, MakeIntervals) {
  EXPECT_THAT(read("The line should start up in the third quarter of 2026."), ElementsAre("2026-07/2026-09"));
  EXPECT_THAT(read("By 2035 the country wants two reactors."), ElementsAre("../2035"));
  EXPECT_THAT(read("It has been there since 2019."), ElementsAre("2019/.."));
  EXPECT_THAT(read("Exports grew in the first nine months of 2024."), ElementsAre("2024-01/2024-09"));
  EXPECT_THAT(read("It runs from 2026 to 2030."), ElementsAre("2026/2030"));
}

TEST(Dates, LeaveOutWhatIsNoDate) {
  EXPECT_THAT(read("The plant may march on for three years."), IsEmpty());
  EXPECT_THAT(read("It bought 2000 tonnes."), IsEmpty());
}

TEST(Dates, AreAlwaysSoundEdtf) {
  for (const char* text : {"on February 30", "31 April 2024", "99 March", "May May May", "the 1990s and mid-2020s", "2024-13-45"}) {
    for (const std::string& edtf : read(text)) EXPECT_TRUE(span_of(edtf).has_value()) << text << " " << edtf;
  }
}

TEST(Dates, TheSameDayIsTheLastDayTold) {
  EXPECT_THAT(read("Likhachev spoke on March 17. On the same day Shen was received. Miller was received that very day."),
              ElementsAre("2025-03-17", "2025-03-17", "2025-03-17"));
  EXPECT_THAT(read("On the same day Shen was received."), IsEmpty());
}

TEST(Dates, WhatWasSignedIsPastInAClauseAboutTheFuture) {
  EXPECT_THAT(read("The group will supply the metal under an agreement signed in December.", "2026-02-27"),
              ElementsAre("2025-12"));
}

TEST(Dates, FullStopMayStickToTheDay) {
  EXPECT_THAT(read("They have had an agreement since November 6.", "2026-02-27"), ElementsAre("2025-11-06/.."));
}

TEST(Dates, AMonthWithoutYearIsTheNearestWhereTheClauseTellsNoTime) {
  EXPECT_THAT(read("Talks in January.", "1989-11-02"), ElementsAre("1990-01"));
  EXPECT_THAT(read("Talks in September.", "1989-11-02"), ElementsAre("1989-09"));
  EXPECT_THAT(read("The figures of Dec. 7.", "1989-10-30"), ElementsAre("1989-12-07"));
  EXPECT_THAT(read("It was signed on December 7.", "1989-10-30"), ElementsAre("1988-12-07"));
  EXPECT_THAT(read("The deal was signed this September.", "1998-08-03"), ElementsAre("1998-09"));
}

TEST(Dates, ReadQuartersAndWhatIsComparedWithThem) {
  EXPECT_THAT(read("Third-quarter output was 20 tonnes. The figures of the year-ago quarter. The latest quarter.", "1989-10-30"),
              ElementsAre("1989-07/1989-09", "1988-07/1988-09", "1989-07/1989-09"));
  EXPECT_THAT(read("Output of the 1988 third quarter.", "1989-10-30"), ElementsAre("1988-07/1988-09"));
  EXPECT_THAT(read("Output of next year's first quarter.", "1989-10-30"), ElementsAre("1990-01/1990-03"));
  EXPECT_THAT(read("Output of the first two quarters of 1990.", "1989-10-30"), ElementsAre("1990-01/1990-06"));
  EXPECT_THAT(read("They paid 3 dollars in the second quarter, against 2 dollars a year earlier.", "1989-10-30"),
              ElementsAre("1989-04/1989-06", "1988-04/1988-06"));
  EXPECT_THAT(read("The figures of the quarter.", "1989-10-30"), ElementsAre("1989-07/1989-09"));
}

TEST(Dates, ReadDecadesCenturiesAndSpelledYears) {
  EXPECT_THAT(read("The laws of the nineties.", "1998-03-03"), ElementsAre("199X"));
  EXPECT_THAT(read("The laws of the mid-1990s."), ElementsAre("199X"));
  EXPECT_THAT(read("The laws of the 20th century."), ElementsAre("19XX"));
  EXPECT_THAT(read("The laws of nineteen ninety-six."), ElementsAre("1996"));
  EXPECT_THAT(read("The laws of mid-November.", "1989-10-30"), ElementsAre("1989-11-11/1989-11-20"));
}

TEST(Dates, AWeekdayAndItsDateAreOne) {
  EXPECT_THAT(read("They meet on Saturday, April 25.", "1998-04-20"), ElementsAre("1998-04-25"));
}

TEST(Dates, VerbsTellNoPartOfAYear) {
  EXPECT_THAT(read("Construction will start in 2027.", "2025-10-03"), ElementsAre("2027"));
  EXPECT_THAT(read("Talks will be held late in 2027.", "2025-10-03"), ElementsAre("2027-09/2027-12"));
}

TEST(Dates, AWeekdayIsAheadWhereItsOwnVerbIs) {
  EXPECT_THAT(read("China's CNNC plans to build a second nuclear power plant in Kazakhstan, the Kazakh energy ministry said on Monday.", "2025-10-03"), ElementsAre("2025-09-29"));
  EXPECT_THAT(read("The ministry said on Monday that it will build a plant.", "2025-10-03"), ElementsAre("2025-09-29"));
  EXPECT_THAT(read("The ministry said that it will build a plant on Monday.", "2025-10-03"), ElementsAre("2025-10-06"));
  EXPECT_THAT(read("Residents protested on Monday against the plan.", "2025-10-03"), ElementsAre("2025-09-29"));
}

TEST(Dates, TheYearIsTheReports) {
  EXPECT_THAT(read("Prices of the full year.", "1989-10-30"), ElementsAre("1989"));
  EXPECT_THAT(read("Prices at year-end.", "1989-10-30"), ElementsAre("1989-12"));
  EXPECT_THAT(read("Prices of January this year.", "1998-03-03"), ElementsAre("1998-01"));
  EXPECT_THAT(read("In 1988 it fell. The prices of that year.", "1998-03-03"), ElementsAre("1988", "1988"));
}

TEST(Dates, WhatIsVagueDatesNothingButSaysWhereItLies) {
  text::Header header;
  header.published = "2025-08-11";
  const text::Document document("test", header, "They currently talk. It was recently signed. The near future.");
  const DateTable table = find_dates(document, parser().parse(document), language());
  std::vector<std::string> covers;
  for (const DateMention& date : table.dates) {
    EXPECT_TRUE(date.edtf.empty());
    covers.push_back(date.covers);
  }
  EXPECT_THAT(covers, ElementsAre("2025-08-11~", "../2025-08-11", "2025-08-11/.."));
}

TEST(Dates, HyphensBetweenWordsAreNoHindrance) {
  EXPECT_THAT(read("The 2025-2026 plan and the COVID-19 crisis."), ElementsAre("2025/2026"));
}

TEST(Dates, ReadSeasonsAndRanges) {
  EXPECT_THAT(read("It was signed in the spring of 2025."), ElementsAre("2025-03/2025-05"));
  EXPECT_THAT(read("They met in the winter of 2024."), ElementsAre("2024-12/2025-02"));
  EXPECT_THAT(read("They met between May and July 2025."), ElementsAre("2025-05/2025-07"));
}

}  // namespace
}  // namespace tamga::when
