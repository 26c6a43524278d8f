// What standings look like in every form. TAMGA_UPDATE=1 src/query/query_test --gtest_filter=Standings*
// writes the golden files anew.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "query/views.h"

namespace tamga::query {
namespace {

using testing::HasSubstr;
using testing::Not;

merge::Standing cell(const std::string& host, const std::string& sector, const std::string& partner,
                     const std::string& stage) {
  merge::Standing out;
  out.host = host, out.sector = sector, out.partner = partner, out.stage = out.claimed = stage;
  out.evidenced = "memorandum", out.origins = 2,
  out.since = out.latest = out.risen = out.heard = "2025-03-12";
  out.claims = {"a1", "b2"};
  return out;
}

/// Every trend, states on and off the ladder, names of several scripts, and one that is markup.
State state() {
  State out;
  out.country_names = {{"KZ", "Қазақстан"}, {"UZ", "أوزبكستان"},         {"CN", "中华人民共和国"},
                       {"RU", "Russia"},    {"FR", "<France> & \"Co\""}, {"KR", "South Korea"}};
  out.cells = {cell("KZ", "nuclear", "CN", "offer"), cell("KZ", "nuclear", "RU", "agreement"),
               cell("KZ", "uranium", "KZ", "operation"), cell("UZ", "nuclear", "KR", "memorandum"),
               cell("UZ", "uranium", "FR", "cancelled")};
  out.cells[0].evidenced.clear(), out.cells[0].since.clear();
  out.cells[3].since = "2022-01",
  out.cells[3].latest = out.cells[3].risen = out.cells[3].heard = "2022-01-01";
  out.cells[4].claimed = "effective";
  return out;
}

void expect_golden(const std::string& name, const std::string& text) {
  const auto path = std::filesystem::path(TAMGA_SOURCE_DIR) / "tests/golden/standings" / name;
  if (std::getenv("TAMGA_UPDATE") != nullptr) std::ofstream(path, std::ios::binary) << text;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream golden;
  golden << file.rdbuf();
  EXPECT_EQ(text, golden.str()) << path;
}

TEST(Standings, LookAsTheyDid) {
  const State drawn = state();
  expect_golden("cells.json", standings_json(drawn, "2025-12-31"));
  expect_golden("cells.csv", standings_csv(drawn, "2025-12-31"));
  expect_golden("cells.md", standings_markdown(drawn, "2025-12-31"));
  expect_golden("cells.txt", standings_table(drawn, "2025-12-31"));
  expect_golden("cells.svg", standings_svg(drawn, "2025-12-31"));
  expect_golden("nothing.svg", standings_svg({}, "2025-12-31"));
}

TEST(Standings, MakeNoMarkupOfNames) {
  const std::string svg = standings_svg(state(), "2025-12-31");
  EXPECT_THAT(svg, HasSubstr("&lt;France&gt; &amp; &quot;Co&quot;"));
  EXPECT_THAT(svg, Not(HasSubstr("<France>")));
  EXPECT_THAT(svg, HasSubstr("中华人民共和国"));
  State odd = state();
  odd.country_names["RU"] = std::string(
      "a\x01"
      "b\xef\xbf\xbf"
      "c");
  EXPECT_THAT(standings_svg(odd, "2025-12-31"), HasSubstr(">abc</text>"));
}

TEST(Standings, CountTrendsFromTheDayThatIsAskedAbout) {
  State drawn = state();
  EXPECT_THAT(standings_csv(drawn, "2025-12-31"),
              HasSubstr("Russia,agreement,agreement,memorandum,2,2025-03-12,2025-03-12,up,\r\n"));
  EXPECT_THAT(standings_csv(drawn, "2026-12-31"),
              HasSubstr("Russia,agreement,agreement,memorandum,2,2025-03-12,2025-03-12,steady,\r\n"));
  drawn.question.as_of = "2028-01-01";
  EXPECT_THAT(standings_csv(drawn, "2025-12-31"),
              HasSubstr("Russia,agreement,agreement,memorandum,2,2025-03-12,2025-03-12,stalled,stale\r\n"));
}

}  // namespace
}  // namespace tamga::query
