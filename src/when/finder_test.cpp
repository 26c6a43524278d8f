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

TEST(Dates, ReadSeasonsAndRanges) {
  EXPECT_THAT(read("It was signed in the spring of 2025."), ElementsAre("2025-03/2025-05"));
  EXPECT_THAT(read("They met in the winter of 2024."), ElementsAre("2024-12/2025-02"));
  EXPECT_THAT(read("They met between May and July 2025."), ElementsAre("2025-05/2025-07"));
}

}  // namespace
}  // namespace tamga::when
