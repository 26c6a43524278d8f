#include "text/fingerprint.h"

#include <gtest/gtest.h>

namespace tamga::text {
namespace {

const std::string kWire =
    "Kazakhstan has chosen a partner to lead the consortium that will build its first nuclear power plant, the agency "
    "said on Saturday. The plant is to stand near the lake. The commission studied four offers and named one of them "
    "as the most advantageous. No contract has been signed.";

TEST(Fingerprint, KnowsACopyWithAnotherHeadAndTail) {
  const double alike = Fingerprint::of(kWire).likeness(Fingerprint::of("ASTANA -- " + kWire + " Read more here."));
  EXPECT_GT(alike, 0.7);
}

TEST(Fingerprint, TellsAnotherTextOfTheSameEventApart) {
  const std::string other =
      "A consortium under foreign lead is to put up the country's first atomic station, officials told reporters in "
      "the capital. Rivals from three other states lost out. Money has yet to be found, and nothing is on paper.";
  EXPECT_LT(Fingerprint::of(kWire).likeness(Fingerprint::of(other)), 0.1);
}

TEST(Fingerprint, ReadsTextsWithoutSpaces) {
  const auto one = Fingerprint::of("哈萨克斯坦第二座核电站或由中方牵头建设官员周六表示");
  const auto two = Fingerprint::of("哈萨克斯坦第二座核电站或由中方牵头建设官员周六对记者表示");
  EXPECT_GT(one.likeness(two), 0.6);
}

TEST(Fingerprint, IsTheSameAfterWritingAndReading) {
  const auto print = Fingerprint::of(kWire);
  EXPECT_EQ(Fingerprint::from_text(print.text()), print);
  EXPECT_FALSE(Fingerprint::from_text("abc"));
}

TEST(Fingerprint, FindsNothingAlikeInEmptyTexts) {
  EXPECT_EQ(Fingerprint::of("").likeness(Fingerprint::of(" ")), 0.0);
}

}  // namespace
}  // namespace tamga::text
