#include "base/uuid.h"

#include <gtest/gtest.h>

namespace tamga {
namespace {

TEST(Uuid, IsThatOfTheStandardsExample) {
  // RFC 9562, appendix A.4: "www.example.com" in the namespace of domain names.
  EXPECT_EQ(uuid5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com"), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
}

TEST(Uuid, DependsOnTheNamespace) { EXPECT_NE(uuid5(kUuidOfUrls, "a"), uuid5(uuid5(kUuidOfUrls, "a"), "a")); }

}  // namespace
}  // namespace tamga
