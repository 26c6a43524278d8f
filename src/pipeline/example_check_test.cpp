#include "pipeline/example_check.h"

#include <gmock/gmock.h>

namespace tamga::pipeline {
namespace {

using testing::HasSubstr;

model::Claim meeting() {
  model::Claim claim;
  claim.event = "CONSULT";
  claim.status = "actual";
  claim.who = {{"", "person", "Kassym-Jomart Tokayev", "KZ", "", {0, 16, "The Kazakh leader"}}};
  claim.sector = {"nuclear", "uranium"};
  claim.when = model::Date{"2025-06-14", "Saturday", "computed", ""};
  claim.where = model::Place{"", "Astana", "KZ", {}, {}, "Astana"};
  return claim;
}

std::string difference_of(std::string_view wanted) { return difference(*json::parse_yaml(wanted), meeting()); }

TEST(Difference, IsEmptyWhereEverythingWantedIsThere) {
  EXPECT_EQ(difference_of("{event: CONSULT, stage: null, status: actual, whom: [], sector: [uranium], "
                          "when: 2025-06-14, where: Astana}"), "");
}

TEST(Difference, ComparesPartiesByNameOrWords) {
  EXPECT_EQ(difference_of("{who: [kassym jomart tokayev]}"), "");
  EXPECT_EQ(difference_of("{who: [the Kazakh leader]}"), "");
  EXPECT_THAT(difference_of("{who: [Tokayev]}"), HasSubstr("who is Kassym-Jomart Tokayev, not Tokayev"));
}

TEST(Difference, WantsAllPartiesAndNoOther) {
  EXPECT_THAT(difference_of("{who: [Kassym-Jomart Tokayev, Orano]}"), HasSubstr("who is"));
  EXPECT_THAT(difference_of("{who: []}"), HasSubstr("who is"));
  EXPECT_THAT(difference_of("{whom: [Orano]}"), HasSubstr("whom is nobody, not Orano"));
}

TEST(Difference, NamesEveryFieldThatIsWrong) {
  const std::string both = difference_of("{event: AID, stage: talks}");
  EXPECT_THAT(both, HasSubstr("event is \"CONSULT\", not \"AID\""));
  EXPECT_THAT(both, HasSubstr("stage is null, not \"talks\""));
}

TEST(Difference, TellsAFieldThatDoesNotExist) {
  EXPECT_THAT(difference_of("{evnt: CONSULT}"), HasSubstr("no claim has a field \"evnt\""));
}

}  // namespace
}  // namespace tamga::pipeline
