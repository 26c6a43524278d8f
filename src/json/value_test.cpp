#include "json/value.h"

#include <gtest/gtest.h>

namespace tamga::json {
namespace {

TEST(Value, KeepsTheOrderOfKeys) {
  EXPECT_EQ(dump(*parse(R"({"b":1,"a":[true,null,"x",2.5]})")), R"({"b":1,"a":[true,null,"x",2.5]})");
}

TEST(Value, MissingKeysAreNull) {
  const Value value = *parse("{}");
  EXPECT_EQ(value["a"]["b"][3].string_or("none"), "none");
}

TEST(Value, BadJsonNamesTheByte) {
  const auto result = parse(R"({"a":)");
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().byte, 5U);
}

TEST(Value, YamlAndJsonGiveTheSameValue) {
  const Value yaml = *parse_yaml("a: [1, 2.5, true, ~, word, \"2\"]\nb: {c: d e}\n");
  EXPECT_EQ(yaml, *parse(R"({"a":[1,2.5,true,null,"word","2"],"b":{"c":"d e"}})"));
}

TEST(Value, BadYamlNamesTheLine) {
  const auto result = parse_yaml("a: 1\nb: [");
  ASSERT_FALSE(result.ok());
  EXPECT_NE(result.error().message.find("line 2"), std::string::npos) << result.error().message;
}

TEST(Value, RefusesWhatIsNestedWithoutEnd) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  const auto result = parse(deep);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().byte, 200U);
  EXPECT_TRUE(parse("[\"" + std::string(1000, '[') + "\\\"[\"]").ok()) << "brackets in strings do not nest";
}

TEST(Value, RefusesYamlAliasesWithoutEnd) {
  EXPECT_FALSE(parse_yaml("a: &x [*x]").ok());
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 8; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last;
    for (int k = 0; k < 9; ++k) bomb += ", " + last;
    bomb += "]\n";
  }
  EXPECT_FALSE(parse_yaml(bomb).ok());
}

TEST(Value, BytesThatAreNotUtf8AreReplaced) { EXPECT_EQ(dump(Value("a\xff")), "\"a\xEF\xBF\xBD\""); }

}  // namespace
}  // namespace tamga::json
