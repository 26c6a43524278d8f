#include "http/fetch.h"

#include <gtest/gtest.h>

#include <map>

namespace tamga::http {
namespace {

/// A small Internet: hosts with addresses, pages by address.
struct Internet {
  std::map<std::string, std::vector<std::string>> hosts{{"news.example", {"93.184.216.34"}},
                                                        {"other.example", {"8.8.8.8"}},
                                                        {"inside.example", {"10.0.0.7"}},
                                                        {"both.example", {"8.8.8.8", "127.0.0.1"}},
                                                        {"nowhere.example", {}}};
  std::map<std::string, Answered> pages;
  std::vector<std::string> asked;

  Result<Fetched> get(const std::string& address, const FetchLimits& limits = {}) {
    return fetch(
        address,
        [this](const std::string& host) -> Result<std::vector<std::string>> {
          const auto known = hosts.find(host);
          if (known == hosts.end()) return std::vector<std::string>{host};  // an address stands for itself
          return known->second;
        },
        [this](const Address& to, const std::string& ip, const FetchLimits&) -> Result<Answered> {
          asked.push_back(ip);
          const auto page = pages.find(to.host + to.target);
          return page == pages.end() ? Answered{404, "text/html", "", "none"} : page->second;
        },
        limits);
  }
};

Answered page(std::string body) { return {200, "text/html; charset=utf-8", "", std::move(body)}; }
Answered redirect(std::string to) { return {302, "text/html", std::move(to), ""}; }

TEST(Fetch, GetsAPageFromAPublicAddress) {
  Internet internet;
  internet.pages["news.example/a?b=c"] = page("hello");
  const auto fetched = internet.get("https://news.example/a?b=c#d");
  ASSERT_TRUE(fetched.ok()) << fetched.error().text();
  EXPECT_EQ(fetched->body, "hello");
  EXPECT_EQ(internet.asked, std::vector<std::string>{"93.184.216.34"});
}

TEST(Fetch, AsksNobodyInside) {
  Internet internet;
  for (const char* address :
       {"http://inside.example/", "http://both.example/", "http://nowhere.example/", "http://127.0.0.1/",
        "http://169.254.169.254/latest/", "http://192.168.1.1:8080/", "http://10.0.0.1/"})
    EXPECT_FALSE(internet.get(address).ok()) << address;
  EXPECT_TRUE(internet.asked.empty());
}

TEST(Fetch, FollowsRedirectsOnlyToWhatIsPublicItself) {
  Internet internet;
  internet.pages["news.example/1"] = redirect("/2");
  internet.pages["news.example/2"] = redirect("http://other.example/3");
  internet.pages["other.example/3"] = page("there");
  EXPECT_EQ(internet.get("http://news.example/1")->address, "http://other.example/3");
  for (const char* inside : {"http://inside.example/", "http://127.0.0.1/", "//10.0.0.1/",
                             "file:///etc/passwd", "http://both.example/"}) {
    internet.pages["news.example/1"] = redirect(inside);
    internet.asked.clear();
    EXPECT_FALSE(internet.get("http://news.example/1").ok()) << inside;
    EXPECT_EQ(internet.asked.size(), 1U) << inside;
  }
  internet.pages["news.example/1"] = redirect("http://news.example/1");
  EXPECT_FALSE(internet.get("http://news.example/1").ok());
}

TEST(Fetch, TakesPagesOnlyAndNotTooLargeOnes) {
  Internet internet;
  internet.pages["news.example/a"] = {200, "application/pdf", "", "%PDF"};
  EXPECT_FALSE(internet.get("http://news.example/a").ok());
  internet.pages["news.example/a"] = page(std::string(100, 'a'));
  EXPECT_TRUE(internet.get("http://news.example/a", {.bytes = 100}).ok());
  EXPECT_FALSE(internet.get("http://news.example/a", {.bytes = 99}).ok());
  EXPECT_FALSE(internet.get("http://news.example/missing").ok());
}

TEST(Fetch, RefusesAddressesThatMeanSomethingElse) {
  for (const char* address :
       {"", "news.example", "ftp://news.example/", "file:///etc/passwd", "javascript:alert(1)", "http://",
        "http:///a", "http://u@news.example/", "http://u:p@news.example/", "http://news.example:22/",
        "http://news.example:/", "http://news.example:80a/", "http://[::1]/",
        "http://news.example\\@inside.example/", "http://news.example/a b", "http://news.example/\r\nX: y",
        "HTTP://news.example/"})
    EXPECT_FALSE(parse_address(address).ok()) << address;
  EXPECT_EQ(parse_address("http://news.example")->target, "/");
  EXPECT_EQ(parse_address("https://news.example:8443/x?y#z")->target, "/x?y");
  EXPECT_EQ(*resolved_address("http://news.example/a/b", "c"), "http://news.example:80/a/c");
}

}  // namespace
}  // namespace tamga::http
