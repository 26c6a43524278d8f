#include "http/fetch.h"

#include <gtest/gtest.h>
#include <httplib.h>

#include <map>
#include <thread>

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

/// A web server of this machine, which names of the Internet lead to. What the guard sees of them are the addresses given
/// here; only the last step, which connects, goes to the loopback instead.
class RealServer {
 public:
  RealServer() {
    server_.Get("/page", [this](const httplib::Request& request, httplib::Response& response) {
      host = request.get_header_value("Host"), agent = request.get_header_value("User-Agent");
      response.set_content("<p>what " + request.get_param_value("of") + " said</p>", "text/html; charset=utf-8");
    });
    server_.Get("/moved", [](const httplib::Request&, httplib::Response& response) {
      response.set_redirect("http://other.example/page?of=other");
    });
    server_.Get("/inside", [this](const httplib::Request&, httplib::Response& response) {
      response.set_redirect("http://inside.example/page");
    });
    server_.Get("/chunks", [](const httplib::Request&, httplib::Response& response) {
      response.set_chunked_content_provider("text/plain", [](std::size_t, httplib::DataSink& sink) {
        return sink.write("chunk ", 6);  // without end
      });
    });
    server_.Get("/slow", [](const httplib::Request&, httplib::Response& response) {
      response.set_chunked_content_provider("text/plain", [](std::size_t, httplib::DataSink& sink) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return sink.write("drop ", 5);
      });
    });
    server_.Get("/cut", [](const httplib::Request&, httplib::Response& response) {
      response.set_content_provider(1000, "text/plain", [](std::size_t offset, std::size_t, httplib::DataSink& sink) {
        return offset == 0 && sink.write("only this", 9);
      });
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  ~RealServer() { server_.stop(), thread_.join(); }
  RealServer(const RealServer&) = delete;
  RealServer& operator=(const RealServer&) = delete;

  Result<Fetched> get(const std::string& address, const FetchLimits& limits = {}) {
    const std::map<std::string, std::string> hosts{
        {"news.example", "93.184.216.34"}, {"other.example", "8.8.8.8"}, {"inside.example", "127.0.0.1"}};
    return fetch(
        address,
        [&](const std::string& name) { return Result<std::vector<std::string>>({hosts.at(name)}); },
        [&](Address to, const std::string& ip, const FetchLimits& most) {
          asked.push_back(ip), to.port = port_;
          return ask_server(to, "127.0.0.1", most);
        },
        limits);
  }

  std::string host, agent;
  std::vector<std::string> asked;

 private:
  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
};

TEST(FetchFromAServer, GetsThePageThatItsHostServes) {
  RealServer server;
  const auto fetched = server.get("http://news.example/page?of=the%20ministry#top");
  ASSERT_TRUE(fetched.ok()) << fetched.error().text();
  EXPECT_EQ(fetched->body, "<p>what the ministry said</p>");
  EXPECT_FALSE(fetched->is_plain);
  EXPECT_TRUE(server.host.starts_with("news.example")) << server.host;
  EXPECT_EQ(server.agent, "tamga");
  EXPECT_EQ(server.asked, std::vector<std::string>{"93.184.216.34"});
}

TEST(FetchFromAServer, FollowsARedirectOnlyPastTheGuard) {
  RealServer server;
  const auto moved = server.get("http://news.example/moved");
  ASSERT_TRUE(moved.ok()) << moved.error().text();
  EXPECT_EQ(moved->address, "http://other.example/page?of=other");
  EXPECT_EQ(moved->body, "<p>what other said</p>");
  server.host.clear();
  // The page is there and would be served: nobody asks for it.
  EXPECT_FALSE(server.get("http://news.example/inside").ok());
  EXPECT_FALSE(server.get("http://inside.example/page").ok());
  EXPECT_EQ(server.host, "");
}

TEST(FetchFromAServer, StopsReadingWhatDoesNotEnd) {
  RealServer server;
  const auto large = server.get("http://news.example/chunks", {.bytes = 100'000});
  ASSERT_FALSE(large.ok());
  EXPECT_NE(large.error().message.find("larger than 100000 bytes"), std::string::npos) << large.error().text();
  const auto begun = std::chrono::steady_clock::now();
  const auto slow = server.get("http://news.example/slow", {.seconds = 2});
  ASSERT_FALSE(slow.ok());
  EXPECT_NE(slow.error().message.find("longer than 2 seconds"), std::string::npos) << slow.error().text();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(15));
  EXPECT_FALSE(server.get("http://news.example/cut").ok());
  EXPECT_FALSE(server.get("http://news.example/nothing").ok());
}

}  // namespace
}  // namespace tamga::http
