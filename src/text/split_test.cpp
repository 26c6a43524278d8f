#include "text/split.h"

#include <gmock/gmock.h>

namespace tamga::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Split, LeavesOutWhatIsEmpty) {
  EXPECT_THAT(split("uranium ore", ' '), ElementsAre("uranium", "ore"));
  EXPECT_THAT(split(" uranium  ore ", ' '), ElementsAre("uranium", "ore"));
  EXPECT_THAT(split("a|б|c", '|'), ElementsAre("a", "б", "c"));
  EXPECT_THAT(split("  ", ' '), IsEmpty());
  EXPECT_THAT(split("", ' '), IsEmpty());
}

}  // namespace
}  // namespace tamga::text
