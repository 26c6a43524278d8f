#include "model/json.h"

#include <gtest/gtest.h>

namespace tamga::model {
namespace {

Claim sample() {
  Claim claim;
  claim.id = "c1";
  claim.report = "sha256:00";
  claim.evidence = {3, 9, "signed"};
  claim.event = "SUPPORT";
  claim.stage = "agreement";
  claim.status = "actual";
  claim.who = {{"state-kz", "state", "Kazakhstan", "KZ", "", {0, 2, "it"}}};
  claim.about = {{"uranium", "commodity", "uranium"}};
  claim.sector = {"uranium"};
  claim.host = {"KZ"};
  claim.when = Date{"2025-03-17", "three days after", "computed", "2025-03-20"};
  claim.where = Place{"p1", "Astana", "KZ", 51.2, 71.4, "Astana"};
  claim.amounts = {{3, {}, false, "reactor", "three reactors"}, {1.5e9, 2e9, true, "USD", "$1.5-2 billion"}};
  claim.chain = {{"author", "", "group", false, "", "", {}}, {"The Post", "", "outlet", true, "", "", {}}};
  claim.said_by = "author";
  claim.quote = Evidence{4, 8, "igne"};
  claim.confidence = 0.75;
  claim.rule = "sign.binding";
  return claim;
}

TEST(ClaimJson, ReadsBackWhatItWrote) {
  const auto back = claim_from_json(*json::parse(json::dump(to_json(sample()))));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(*back, sample());
}

TEST(ClaimJson, AbsentIsNullNeverAGuess) {
  const auto value = to_json(Claim{});
  EXPECT_TRUE(value["event"].is_null());
  EXPECT_TRUE(value["when"].is_null());
  EXPECT_TRUE(value["who"].is_array());
}

TEST(ClaimJson, RefusesAnotherKind) { EXPECT_FALSE(claim_from_json(to_json(Remark{})).ok()); }

TEST(JsonLines, EveryLineCarriesTheInput) {
  Reading reading;
  reading.report.input = "a.txt";
  reading.claims.push_back(sample());
  const std::string lines = to_json_lines(reading);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 2);
  for (std::size_t at = 0, end; (end = lines.find('\n', at)) != std::string::npos; at = end + 1)
    EXPECT_EQ((*json::parse(lines.substr(at, end - at)))["input"].string_or(""), "a.txt");
}

}  // namespace
}  // namespace tamga::model
