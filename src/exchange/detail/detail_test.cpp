#include <gtest/gtest.h>

#include "exchange/detail/codes.h"
#include "exchange/detail/rows.h"
#include "exchange/detail/selection.h"
#include "exchange/detail/xml.h"

namespace tamga::exchange {
namespace {

TEST(Rows, QuotesWhatCommaSeparatedCellsCannotHold) {
  EXPECT_EQ(csv_line({"a", "b,c", "say \"no\"", "two\nlines", ""}), "a,\"b,c\",\"say \"\"no\"\"\",\"two\nlines\",\r\n");
}

TEST(Rows, KeepsTabSeparatedRowsOnOneLine) { EXPECT_EQ(tsv_line({"a\tb", "c\nd", "é"}), "a b\tc d\té\n"); }

TEST(Xml, WritesTextThatAParserTakes) {
  EXPECT_EQ(xml_text("a < b & \"c\" > d"), "a &lt; b &amp; &quot;c&quot; &gt; d");
  EXPECT_EQ(xml_text(std::string("a\x01z") + "\xef\xbf\xbe" + "е"), "azе");
  EXPECT_EQ(xml_element("x", ""), "");
}

TEST(Numbers, AreWrittenWithoutExponents) {
  EXPECT_EQ(number_text(2400000000), "2400000000");
  EXPECT_EQ(number_text(0.1), "0.1");
}

TEST(Dates, AreDaysOrSpans) {
  EXPECT_TRUE(days_of("2025-06-14").exact);
  EXPECT_EQ(days_of("2025-06").last, "2025-06-30");
  EXPECT_EQ(days_of("../2035").first, "");
  EXPECT_EQ(days_of("soon").last, "");
}

TEST(Keys, AreTheSameForTheSameAndOtherwiseNot) {
  model::Party known, unknown, other;
  known.id = "org-ru-rosatom", known.name = "Rosatom";
  unknown.type = other.type = "organisation", unknown.name = "Acme", other.name = "Acme", other.country = "KZ";
  EXPECT_EQ(key_of(known), "org-ru-rosatom");
  EXPECT_EQ(key_of(unknown), key_of(unknown));
  EXPECT_NE(key_of(unknown), key_of(other));
  known.id = "party with spaces";
  EXPECT_EQ(key_of(known).find(' '), std::string::npos);
}

TEST(Codes, TakeTheFirstRowThatFits) {
  const auto section = json::parse(
      R"({"cameo": [{"event": "CONSULT", "mode": ["visit", "meet"], "code": "042"}, {"status": "denied", "code": ""},
                    {"event": "CONSULT", "code": "040"}],
          "quad": {"04": "1"}, "goldstein": {"042": 1.9},
          "countries": {"RO": {"iso3": "ROU", "cameo": "ROM"}, "KZ": {"iso3": "KAZ", "fips": "KZ"}},
          "organisation_schemas": {"PublicBody": ["ministry"], "Company": ["llc"]}})");
  ASSERT_TRUE(section.ok());
  const Codes codes(*section);
  merge::Event event;
  event.event = "CONSULT", event.mode = "visit", event.status = "actual";
  const auto visit = codes.cameo(event);
  ASSERT_TRUE(visit);
  EXPECT_EQ(visit->code + " " + visit->base + " " + visit->root + " " + visit->quad + " " + visit->goldstein,
            "042 042 04 1 1.9");
  event.mode = "phone";
  EXPECT_EQ(codes.cameo(event)->code, "040");
  event.status = "denied";
  EXPECT_FALSE(codes.cameo(event));
  event.status = "actual", event.event = "SONG";
  EXPECT_FALSE(codes.cameo(event));
  EXPECT_EQ(codes.country("RO", "cameo") + codes.country("KZ", "cameo") + codes.country("XX", "cameo"), "ROMKAZ");
  EXPECT_EQ(codes.organisation_schema("Ministry of Energy"), "PublicBody");
  EXPECT_EQ(codes.organisation_schema("Ministrycraft LLC"), "Company");
  EXPECT_EQ(codes.organisation_schema("Rosatom"), "Organization");
}

}  // namespace
}  // namespace tamga::exchange
