#include "exchange/import.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "json/value.h"
#include "text/utf8.h"

namespace tamga::exchange {
namespace {

const std::string kText = "Rosatom will build a plant in Kazakhstan.";

std::string id_of(const std::string& text) { return "sha256:" + sha256(text::normalise_for_id(text)); }

std::string report_line(const std::string& text = kText) {
  return json::dump(json::Value::Object{{"kind", "report"}, {"id", id_of(text)}, {"recorded_at", "2026-01-02T03:04:05Z"},
                                        {"text", text}});
}

std::string mention_line(int begin, int end, const std::string& words, const std::string& report = id_of(kText)) {
  return json::dump(json::Value::Object{{"kind", "mention"}, {"report", report}, {"type", "organisation"},
                                        {"name", "Rosatom"}, {"begin", begin}, {"end", end}, {"words", words}});
}

std::string claim_line(const std::string& id, const std::string& status = "future") {
  return json::dump(json::Value::Object{
      {"kind", "claim"}, {"id", id}, {"report", id_of(kText)}, {"status", status},
      {"evidence", json::Value::Object{{"begin", 0}, {"end", 7}, {"words", "Rosatom"}}}});
}

std::string problem_of(Assembler& assembler, const std::string& line) {
  const auto taken = assembler.take(line);
  return taken.ok() ? "" : taken.error().message;
}

TEST(Assembler, GivesAReadingWhenTheNextBegins) {
  Assembler assembler;
  EXPECT_FALSE((*assembler.take(report_line())).reading);
  EXPECT_FALSE((*assembler.take(mention_line(0, 7, "Rosatom"))).reading);
  EXPECT_FALSE((*assembler.take(claim_line("c1"))).reading);
  const auto taken = assembler.take(report_line("Another report."));
  ASSERT_TRUE(taken.ok() && taken->reading);
  EXPECT_EQ(taken->reading->reading.report.text, kText);
  EXPECT_EQ(taken->reading->recorded_at, "2026-01-02T03:04:05Z");
  EXPECT_EQ(taken->reading->reading.mentions.size(), 1U);
  EXPECT_EQ(taken->reading->reading.claims.size(), 1U);
  ASSERT_TRUE(assembler.finish());
  EXPECT_FALSE(assembler.finish());
}

TEST(Assembler, SaysWhatIsWrongWithALineAndGoesOn) {
  Assembler assembler;
  ASSERT_TRUE(assembler.take(report_line()).ok());
  EXPECT_NE(problem_of(assembler, "{\"kind\":").find("not JSON"), std::string::npos);
  EXPECT_NE(problem_of(assembler, "{\"kind\":\"song\"}").find("kind"), std::string::npos);
  EXPECT_NE(problem_of(assembler, mention_line(1, 8, "Rosatom")).find("bytes 1 to 8"), std::string::npos);
  EXPECT_NE(problem_of(assembler, mention_line(90, 97, "Rosatom")).find("bytes 90 to 97"), std::string::npos);
  EXPECT_NE(problem_of(assembler, claim_line("c1", "")).find("status"), std::string::npos);
  EXPECT_EQ(problem_of(assembler, claim_line("c2")), "");
  EXPECT_NE(problem_of(assembler, claim_line("c2")).find("already"), std::string::npos);
  const auto whole = assembler.finish();
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->reading.claims.size(), 1U);
  EXPECT_TRUE(whole->reading.mentions.empty());
}

TEST(Assembler, RefusesAReportWhoseTextIsNotItsOwn) {
  Assembler assembler;
  const std::string other = json::dump(json::Value::Object{{"kind", "report"}, {"id", id_of("x")}, {"text", kText}});
  EXPECT_NE(problem_of(assembler, other).find("id"), std::string::npos);
  EXPECT_NE(problem_of(assembler, "{\"kind\":\"report\",\"id\":\"sha256:0\"}").find("without its text"), std::string::npos);
  EXPECT_FALSE(assembler.finish());
}

TEST(Assembler, ComplainsOnceOfAReportThatIsNotThere) {
  Assembler assembler;
  EXPECT_NE(problem_of(assembler, claim_line("c1")), "");
  EXPECT_EQ(problem_of(assembler, claim_line("c2")), "");
  EXPECT_EQ(problem_of(assembler, mention_line(0, 7, "Rosatom")), "");
  EXPECT_EQ(assembler.lost(), 2U);
}

TEST(Assembler, KeepsTheReadingBeforeABadReport) {
  Assembler assembler;
  ASSERT_TRUE(assembler.take(report_line()).ok());
  EXPECT_NE(problem_of(assembler, "{\"kind\":\"report\"}"), "");
  EXPECT_EQ(problem_of(assembler, claim_line("c1")), "");  // of the report that was lost
  const auto whole = assembler.finish();
  ASSERT_TRUE(whole);
  EXPECT_TRUE(whole->reading.claims.empty());
  EXPECT_EQ(assembler.lost(), 1U);
}

}  // namespace
}  // namespace tamga::exchange
