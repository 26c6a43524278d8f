#include "json/writer.h"

#include <gtest/gtest.h>

#include <limits>

namespace tamga::json {
namespace {

TEST(Writer, WritesWhatDumpWrites) {
  Writer out;
  out.object().key("list").array().number(-7).number(0).text("a \"b\" é \n").text_or_null("").boolean(true).array().end_array();
  out.object().end_object().end_array().key("more").object().key("x").value(Value(2.5)).key("y").text("").end_object();
  out.key("last").boolean(false).end_object();
  const std::string text = std::move(out).take();
  EXPECT_EQ(text, R"({"list":[-7,0,"a \"b\" é \n",null,true,[],{}],"more":{"x":2.5,"y":""},"last":false})");
  EXPECT_EQ(dump(*parse(text)), text);
}

TEST(Writer, WritesTextsAndKeysOfAnyLength) {
  for (std::size_t length : {0U, 1U, 28U, 29U, 30U, 55U, 56U, 57U, 300U}) {
    const std::string plain(length, 'a'), quoted = plain + "\"", far = plain + "\u0436";
    Writer out;
    out.array().text(plain).text(quoted).text(far).object().key(plain).number(-7).key(Writer::Key(plain + "b")).number(10).end_object();
    out.object().key(Writer::Key(plain)).number(9).end_object().end_array();
    const Value same = Value(Value::Array{plain, quoted, far, Value(Value::Object{{plain, -7}, {plain + "b", 10}}),
                                          Value(Value::Object{{plain, 9}})});
    EXPECT_EQ(std::move(out).take(), dump(same));
  }
}

TEST(Writer, WritesAnyNumber) {
  constexpr auto kLeast = std::numeric_limits<std::int64_t>::min(), kMost = std::numeric_limits<std::int64_t>::max();
  Writer out;
  out.array();
  for (const std::int64_t number : {kLeast, kMost, std::int64_t{-1}, std::int64_t{9}, std::int64_t{10}}) out.number(number);
  EXPECT_EQ(std::move(out.end_array()).take(), "[-9223372036854775808,9223372036854775807,-1,9,10]");
}

TEST(Writer, ReplacesBytesThatAreNotUtf8) {
  Writer out;
  out.text("a\xff");
  EXPECT_EQ(std::move(out).take(), dump(Value("a\xff")));
}

}  // namespace
}  // namespace tamga::json
