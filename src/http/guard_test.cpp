#include "http/guard.h"

#include <gtest/gtest.h>

namespace tamga::http {
namespace {

TEST(Guard, ComparesSecrets) {
  EXPECT_TRUE(is_same_secret("abc", "abc"));
  for (const char* other : {"", "ab", "abd", "abcd", "ABC", "abcabc"})
    EXPECT_FALSE(is_same_secret(other, "abc")) << other;
  EXPECT_FALSE(is_same_secret("", ""));  // no token lets nobody in
}

TEST(Guard, ReadsBearerTokens) {
  EXPECT_EQ(bearer_token("Bearer abc"), "abc");
  EXPECT_EQ(bearer_token("bearer abc"), "abc");
  for (const char* other : {"", "Bearer", "Basic abc", "abc"}) EXPECT_EQ(bearer_token(other), "") << other;
}

TEST(Guard, MakesTokensThatDiffer) {
  EXPECT_EQ(make_token().size(), 32U);
  EXPECT_NE(make_token(), make_token());
}

TEST(Guard, KnowsWhatIsPublic) {
  for (const char* address : {"8.8.8.8", "93.184.216.34", "1.1.1.1", "172.32.0.1", "100.128.0.1",
                              "2606:4700::1111", "2a00:1450:4001::1", "::ffff:8.8.8.8"})
    EXPECT_TRUE(is_public_address(address)) << address;
  for (const char* address : {"127.0.0.1",
                              "127.9.9.9",
                              "0.0.0.0",
                              "10.1.2.3",
                              "172.16.0.1",
                              "172.31.255.255",
                              "192.168.0.1",
                              "169.254.169.254",
                              "100.64.0.1",
                              "192.0.2.1",
                              "198.18.0.1",
                              "198.51.100.7",
                              "203.0.113.9",
                              "224.0.0.1",
                              "240.0.0.1",
                              "255.255.255.255",
                              "::",
                              "::1",
                              "fe80::1",
                              "fc00::1",
                              "fd12::1",
                              "ff02::1",
                              "2001:db8::1",
                              "2002:7f00:1::",
                              "64:ff9b::7f00:1",
                              "::ffff:127.0.0.1",
                              "::ffff:10.0.0.1",
                              "::ffff:192.168.1.1",
                              "::127.0.0.1",
                              "2001::1",
                              "",
                              "example.org",
                              "127.1",
                              "0x7f.0.0.1",
                              "8.8.8.8:80"})
    EXPECT_FALSE(is_public_address(address)) << address;
}

TEST(Guard, KnowsLoopbackByNameAndHeader) {
  for (const char* host : {"localhost", "127.0.0.1", "::1", "127.3.2.1"})
    EXPECT_TRUE(is_loopback_name(host)) << host;
  for (const char* host :
       {"0.0.0.0", "example.org", "127.evil.example", "localhost.evil.example", "::", "192.168.0.1"})
    EXPECT_FALSE(is_loopback_name(host)) << host;
  for (const char* host : {"localhost:8321", "127.0.0.1:1", "[::1]:8321", "[::1]"})
    EXPECT_TRUE(is_loopback_host_header(host)) << host;
  for (const char* host :
       {"", "evil.example", "evil.example:8321", "localhost.evil.example:8321", "127.0.0.1.evil.example"})
    EXPECT_FALSE(is_loopback_host_header(host)) << host;
}

TEST(Rates, LetTwiceAsManyThroughAtOnceAndThenSoMany) {
  Rates rates(10);
  const auto start = std::chrono::steady_clock::now();
  int first = 0, second = 0;
  for (int i = 0; i < 100; ++i) first += rates.allows("a", start) ? 1 : 0;
  for (int i = 0; i < 100; ++i) second += rates.allows("a", start + std::chrono::seconds(1)) ? 1 : 0;
  EXPECT_EQ(first, 20);
  EXPECT_EQ(second, 10);
  EXPECT_TRUE(rates.allows("b", start));
  Rates none(0);
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(none.allows("a", start));
}

}  // namespace
}  // namespace tamga::http
