#include "http/gate.h"

#include <gtest/gtest.h>

#include <random>

namespace tamga::http {
namespace {

using What = Passage::What;

constexpr std::string_view kGet = "GET /x?a=b HTTP/1.1\r\nHost: localhost\r\n\r\n";

std::string post(const std::string& headers, const std::string& body) {
  return "POST /x HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body;
}

int status_of(const std::string& bytes) {
  const Passage passage = inspect(bytes, {});
  return passage.what == What::kRefused ? passage.status : passage.what == What::kWhole ? 200 : 0;
}

TEST(Gate, PassesARequestOnlyWhenItIsWhole) {
  for (std::size_t size = 0; size < kGet.size(); ++size)
    EXPECT_EQ(inspect(kGet.substr(0, size), {}).what, What::kMore) << size;
  const Passage whole = inspect(std::string(kGet) + "GET /next", {});
  ASSERT_EQ(whole.what, What::kWhole);
  EXPECT_EQ(whole.used, kGet.size());
  EXPECT_TRUE(whole.keep_alive);
  EXPECT_EQ(whole.request, "GET /x?a=b HTTP/1.1\r\nhost: localhost\r\n\r\n");
}

TEST(Gate, GivesChunksOnAsOneBodyOfOneLength) {
  const std::string bytes =
      post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n");
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_EQ(inspect(std::string_view(bytes).substr(0, size), {}).what, What::kMore) << size;
  const Passage whole = inspect(bytes, {});
  ASSERT_EQ(whole.what, What::kWhole) << whole.reason;
  EXPECT_EQ(whole.request, "POST /x HTTP/1.1\r\nhost: localhost\r\ncontent-length: 13\r\n\r\nabc0123456789");
  EXPECT_EQ(whole.used, bytes.size());
}

TEST(Gate, RefusesWhatTwoReadersMayReadInTwoWays) {
  EXPECT_EQ(status_of(post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")), 400);
  EXPECT_EQ(status_of(post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc")), 400);
  EXPECT_EQ(status_of(post("Content-Length: 3, 3\r\n", "abc")), 400);
  EXPECT_EQ(status_of(post("Content-Length: +3\r\n", "abc")), 400);
  EXPECT_EQ(status_of(post("Content-Length: -1\r\n", "abc")), 400);
  EXPECT_EQ(status_of(post("Content-Length: 0x3\r\n", "abc")), 400);
  EXPECT_EQ(status_of(post("Content-Length : 3\r\n", "abc")), 400);
  EXPECT_EQ(status_of(post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")),
            400);
  EXPECT_EQ(status_of(post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n")), 501);
  EXPECT_EQ(status_of(post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n")), 501);
  EXPECT_EQ(status_of(post("Transfer-Encoding:\x0b"
                           "chunked\r\n",
                           "0\r\n\r\n")),
            400);
  EXPECT_EQ(status_of(post("Transfer-Encoding: chunked\r\n", "3;x=y\r\nabc\r\n0\r\n\r\n")), 400);
  EXPECT_EQ(status_of(post("Transfer-Encoding: chunked\r\n", "-3\r\nabc\r\n0\r\n\r\n")), 400);
  EXPECT_EQ(status_of(post("Transfer-Encoding: chunked\r\n", "2\r\nabc\r\n0\r\n\r\n")), 400);
  EXPECT_EQ(status_of(post("Transfer-Encoding: chunked\r\n", "0\r\nX: y\r\n\r\n")), 400);
  EXPECT_EQ(status_of(post(" folded: yes\r\n", "")), 400);
  EXPECT_EQ(status_of(post("X: a\nY: b\r\n", "")), 400);
  EXPECT_EQ(status_of(post("X: a\rY: b\r\n", "")), 400);
  EXPECT_EQ(status_of("GET / HTTP/1.1\nHost: localhost\n\n"), 400);
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\n\r\n"), 400);
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400);
  EXPECT_EQ(status_of("GET  / HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
  EXPECT_EQ(status_of("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
  EXPECT_EQ(status_of("GET //a/ HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
  EXPECT_EQ(status_of("GET / HTTP/2.0\r\nHost: a\r\n\r\n"), 505);
  EXPECT_EQ(status_of("GET /\x80 HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"), 400);
  EXPECT_EQ(status_of(post("Content-Encoding: gzip\r\nContent-Length: 3\r\n", "abc")), 415);
}

TEST(Gate, RefusesWhatIsTooLarge) {
  Limits limits;
  limits.head = 300, limits.target = 50, limits.headers = 5, limits.body = 10;
  const auto status = [&](const std::string& bytes) { return inspect(bytes, limits).status; };
  EXPECT_EQ(status("GET /" + std::string(60, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n"), 414);
  EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(400, 'a')), 431);
  EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: a\r\na: 1\r\na: 1\r\na: 1\r\na: 1\r\na: 1\r\n\r\n"), 431);
  EXPECT_EQ(status(post("Content-Length: 11\r\n", "")), 413);
  EXPECT_EQ(status(post("Transfer-Encoding: chunked\r\n", "b\r\n")), 413);
  EXPECT_EQ(status(post("Transfer-Encoding: chunked\r\n", "8\r\n01234567\r\n3\r\n")), 413);
}

TEST(Gate, LetsNobodySetOurOwnHeaders) {
  const Passage whole =
      inspect("GET / HTTP/1.1\r\nHost: a\r\nTamga-Gzip: yes\r\nRange: bytes=0-\r\n\r\n", {});
  ASSERT_EQ(whole.what, What::kWhole);
  EXPECT_EQ(whole.request, "GET / HTTP/1.1\r\nhost: a\r\n\r\n");
}

/// Whatever the bytes: what passes is one request of the length it says, and nothing is read twice.
TEST(Gate, PassesOneRequestOfOneLengthOrNone) {
  std::mt19937 random(7);
  const std::string pieces[] = {"GET / HTTP/1.1\r\n",
                                "POST /x HTTP/1.1\r\n",
                                "Host: a\r\n",
                                "Content-Length: 4\r\n",
                                "\r\n",
                                "\n",
                                "abcd",
                                "Transfer-Encoding: chunked\r\n",
                                "4\r\nabcd\r\n",
                                "0\r\n\r\n",
                                ":",
                                " ",
                                "\r",
                                std::string(1, '\0'),
                                "X: y\r\n"};
  std::size_t passed = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = random() % 4 == 0 ? "" : pieces[random() % 2] + "Host: a\r\n";
    for (int i = 0, n = 1 + static_cast<int>(random() % 9); i < n; ++i)
      bytes += pieces[random() % std::size(pieces)];
    const Passage passage = inspect(bytes, {});
    if (passage.what != What::kWhole) continue;
    ++passed;
    ASSERT_LE(passage.used, bytes.size());
    const std::size_t end = passage.request.find("\r\n\r\n");
    ASSERT_NE(end, std::string::npos);
    ASSERT_EQ(passage.request.substr(0, end).find("\r\ntransfer-encoding:"), std::string::npos);
    const std::size_t at = passage.request.find("\r\ncontent-length: ");
    const std::size_t length = at < end ? std::stoul(passage.request.substr(at + 18)) : 0;
    ASSERT_EQ(passage.request.size(), end + 4 + length);
  }
  EXPECT_GT(passed, 50U);
}

}  // namespace
}  // namespace tamga::http
