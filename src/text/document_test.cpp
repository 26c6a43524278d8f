#include "text/document.h"

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace tamga::text {
namespace {

TEST(ReadPlainReport, TakesTheHeaderLines) {
  const auto report = read_plain_report("a.txt", "outlet: The Post\npublished: 2025-03~\nlang: en\n\nOne. Two.\n");
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->header().outlet, "The Post");
  EXPECT_EQ(report->header().published, "2025-03~");
  EXPECT_EQ(report->text(), "One. Two.\n");
}

TEST(ReadPlainReport, TextWithoutHeaderIsAllText) {
  EXPECT_EQ(read_plain_report("a", "Note: this is text.\n\nMore.")->text(), "Note: this is text.\n\nMore.");
}

TEST(ReadPlainReport, NamesFileAndByteOfBadInput) {
  EXPECT_EQ(read_plain_report("a", "").error().text(), "a: byte 0: no text");
  EXPECT_EQ(read_plain_report("a", "lang: en\n\n \n").error().text(), "a: byte 10: no text");
  EXPECT_EQ(read_plain_report("a", "ab\xff").error().text(), "a: byte 2: not UTF-8");
  EXPECT_EQ(read_plain_report("a", std::string_view("a\0b", 3)).error().text(), "a: byte 1: a NUL byte: binary, no text");
}

TEST(Document, WhiteSpaceDoesNotChangeTheId) {
  EXPECT_EQ(Document("a", {}, "One  two\n").id(), Document("b", {}, "One two").id());
  EXPECT_NE(Document("a", {}, "One two").id(), Document("a", {}, "One too").id());
}

TEST(NameKey, FoldsCaseMarksAndPunctuation) {
  EXPECT_EQ(name_key("Kassym-Jomart  Tokayev’s"), "kassym jomart tokayevs");
  EXPECT_EQ(name_key("Türkiye"), name_key("TURKIYE"));
  EXPECT_EQ(name_key("Росатом"), "росатом");
  EXPECT_EQ(name_key("C5+1"), "c5+1");
}

TEST(Utf8, FindsTheFirstBadByte) {
  EXPECT_FALSE(first_invalid_byte("aé漢"));
  EXPECT_EQ(first_invalid_byte("a\xC3"), 1U);
  EXPECT_EQ(first_invalid_byte("\xED\xA0\x80"), 0U);  // a surrogate
}

}  // namespace
}  // namespace tamga::text
