#include "json/value.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

namespace tamga::json {
namespace {

TEST(Value, KeepsTheOrderOfKeys) {
  EXPECT_EQ(dump(*parse(R"({"b":1,"a":[true,null,"x",2.5]})")), R"({"b":1,"a":[true,null,"x",2.5]})");
}

TEST(Value, MissingKeysAreNull) {
  const Value value = *parse("{}");
  EXPECT_EQ(value["a"]["b"][3].string_or("none"), "none");
}

TEST(Value, ReadsWhatIsNestedAndTheLastOfTwoKeys) {
  EXPECT_EQ(dump(*parse(R"( [{"a":{"b":[[],{}]},"c":-0.5e2},[1,[2,[3]]],"d"] )")), R"([{"a":{"b":[[],{}]},"c":-50},[1,[2,[3]]],"d"])");
  EXPECT_EQ(dump(*parse(R"({"a":1,"b":{"a":2},"a":[3]})")), R"({"a":[3],"b":{"a":2}})");
  EXPECT_EQ(parse("true")->bool_or(false), true);
  for (const char* text : {"", "[1,]", "{\"a\":1,}", "[1] 2", "{\"a\"}", "1e999", "\"\xff\"", "nul"}) EXPECT_FALSE(parse(text).ok()) << text;
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

/// Some value of some depth, with texts of every kind.
Value drawn(std::mt19937& random, int depth) {
  static const std::string kPieces[] = {"a", "Ω", "Қазақстан", "稀土", "𝔘", "\"", "\\", "\n", "\t", "\x01", "\x1f", "\x7f", "\xff", "\xc0\x80", "\xed\xa0\x80", "\xe2\x82", "\xf4\x90\x80\x80",
                                        "\xf0\x80\x80\x80", std::string(1, '\0'), "/", "\u2028"};
  const auto text = [&] {
    std::string out;
    for (auto n = random() % 6; n > 0; --n) out += kPieces[random() % std::size(kPieces)];
    return out;
  };
  switch (random() % (depth > 0 ? 9 : 7)) {
    case 0: return nullptr;
    case 1: return random() % 2 == 0;
    case 2: return static_cast<std::int64_t>(random()) - 2'000'000'000;
    case 3: return std::ldexp(static_cast<double>(random()), static_cast<int>(random() % 80) - 60);
    case 4: return static_cast<double>(random() % 10);
    case 7: {
      Value out = Value::array();
      for (auto n = random() % 5; n > 0; --n) out.push(drawn(random, depth - 1));
      return out;
    }
    case 8: {
      Value out = Value::object();
      for (auto n = random() % 5; n > 0; --n) out.set(text() + std::to_string(n), drawn(random, depth - 1));
      return out;
    }
    default: return text();
  }
}

TEST(Value, IsWrittenAsTheLibraryWritesIt) {
  std::mt19937 random(11);
  for (int round = 0; round < 20'000; ++round) {
    const Value value = drawn(random, 4);
    ASSERT_EQ(dump(value), nlohmann::ordered_json::parse(dump(value, 1)).dump()) << round;
  }
}

}  // namespace
}  // namespace tamga::json
