#include "http/contract.h"

#include <gtest/gtest.h>

#include "http/detail/embedded.h"

namespace tamga::http {
namespace {

const Contract& contract() {
  static const Contract kContract = [] {
    auto read = Contract::read(contract_text());
    EXPECT_TRUE(read.ok());
    return *read;
  }();
  return kContract;
}

std::string operation(const char* method, const char* path) {
  const auto match = contract().match(method, path);
  return !match ? "none" : match->operation == nullptr ? "other method" : match->operation->id;
}

TEST(Contract, FindsTheOperationOfAPath) {
  EXPECT_EQ(operation("GET", "/api/v1/standings"), "getStandings");
  EXPECT_EQ(operation("HEAD", "/api/v1/standings"), "getStandings");
  EXPECT_EQ(operation("GET", "/api/v1/standings/history"), "getStandingsHistory");
  EXPECT_EQ(operation("POST", "/api/v1/reports"), "addReport");
  EXPECT_EQ(operation("GET", "/api/v1/review/queue/e1"), "getDoubt");
  EXPECT_EQ(operation("DELETE", "/api/v1/standings"), "other method");
  for (const char* path : {"/", "/api/v1", "/api/v1/", "/api/v1/events/", "/api/v1/events/a/b",
                           "/api/v2/events", "api/v1/events"})
    EXPECT_EQ(operation("GET", path), "none") << path;
  EXPECT_EQ(contract().match("GET", "/api/v1/events/sha256:ab")->parts.at("id"), "sha256:ab");
}

TEST(Contract, KnowsWhoNeedsTheToken) {
  EXPECT_TRUE(contract().match("POST", "/api/v1/decisions")->operation->writes);
  EXPECT_TRUE(contract().match("POST", "/api/v1/decisions/d1/undo")->operation->writes);
  EXPECT_FALSE(contract().match("GET", "/api/v1/decisions")->operation->writes);
  EXPECT_TRUE(contract().match("GET", "/healthz")->operation->open);
  EXPECT_FALSE(contract().match("GET", "/metrics")->operation->open);
}

int status(const char* path, Fields parameters) {
  Request request;
  request.parameters = std::move(parameters);
  std::map<std::string, std::string> values;
  const auto wrong = contract().check(*contract().match("GET", path)->operation, request, values);
  return wrong ? wrong->status : 200;
}

TEST(Contract, ChecksParameters) {
  EXPECT_EQ(status("/api/v1/events", {{"host", "KZ"}, {"limit", "1000"}, {"as_of", "2025-03"}}), 200);
  for (const auto& [name, value] : Fields{{"limit", "0"},
                                          {"limit", "1001"},
                                          {"limit", "ten"},
                                          {"limit", ""},
                                          {"limit", "1 "},
                                          {"as_of", "x"},
                                          {"as_read", "1"},
                                          {"order", "up"},
                                          {"nothing", "1"},
                                          {"id", "e1"},
                                          {"host", std::string(501, 'x')},
                                          {"host", std::string("a\0b", 3)}})
    EXPECT_EQ(status("/api/v1/events", {{name, value}}), 400) << name << "=" << value;
  EXPECT_EQ(status("/api/v1/events", {{"host", "KZ"}, {"host", "UZ"}}), 400);
  EXPECT_EQ(status("/api/v1/find", {}), 400);
  EXPECT_EQ(status("/api/v1/map", {{"bbox", "60,35,75,50"}}), 200);
  for (const char* box :
       {"1,2,3", "1,2,3,4,5", "a,1,2,3", "0,50,1,40", "-181,0,0,1", "0,0,1,91", "0,0,1,nan", "0,0,1,inf"})
    EXPECT_EQ(status("/api/v1/map", {{"bbox", box}}), 400) << box;
}

TEST(Contract, GivesWhatTheClientLikesBest) {
  const std::vector<std::string> offers{"application/json", "text/csv", "text/html"};
  EXPECT_EQ(preferred(offers, ""), "application/json");
  EXPECT_EQ(preferred(offers, "*/*"), "application/json");
  EXPECT_EQ(preferred(offers, "text/csv"), "text/csv");
  EXPECT_EQ(preferred(offers, "text/*;q=0.5, application/json;q=0.4"), "text/csv");
  EXPECT_EQ(preferred(offers, "text/html, application/xhtml+xml, */*;q=0.8"), "text/html");
  EXPECT_EQ(preferred(offers, "application/json;q=0, */*"), "text/csv");
  EXPECT_EQ(preferred(offers, "image/png"), "");
}

}  // namespace
}  // namespace tamga::http
