#include "json/writer.h"

#include <gtest/gtest.h>

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
  for (std::size_t length : {0U, 1U, 55U, 56U, 57U, 300U}) {
    const std::string plain(length, 'a'), quoted = plain + "\"", far = plain + "\u0436";
    Writer out;
    out.array().text(plain).text(quoted).text(far).object().key(plain).number(-7).end_object().end_array();
    const Value same = Value(Value::Array{plain, quoted, far, Value(Value::Object{{plain, -7}})});
    EXPECT_EQ(std::move(out).take(), dump(same));
  }
}

TEST(Writer, ReplacesBytesThatAreNotUtf8) {
  Writer out;
  out.text("a\xff");
  EXPECT_EQ(std::move(out).take(), dump(Value("a\xff")));
}

}  // namespace
}  // namespace tamga::json
