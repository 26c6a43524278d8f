#include "page/detail/encoding.h"

#include <gtest/gtest.h>

namespace tamga::page {
namespace {

std::string decoded(std::string_view bytes) {
  const auto text = to_utf8(bytes);
  return text.ok() ? *text : "error: " + text.error().text();
}

TEST(Encoding, FindsTheDeclaration) {
  EXPECT_EQ(declared_encoding("<meta charset=\"Windows-1251\">"), "windows-1251");
  EXPECT_EQ(declared_encoding("<META http-equiv=Content-Type content='text/html; charset=koi8-r'>"),
            "koi8-r");
  EXPECT_EQ(declared_encoding("<?xml version=\"1.0\" encoding=\"GBK\"?><html>"), "gbk");
  EXPECT_EQ(declared_encoding("<!-- <meta charset=gbk> --><meta charset = utf-8 >"), "utf-8");
  EXPECT_EQ(declared_encoding("<p>charset=gbk</p>"), std::nullopt);
}

TEST(Encoding, ConvertsWhatIsDeclared) {
  EXPECT_EQ(decoded("<meta charset=windows-1251>\xD2\xE0\xEC\xE3\xE0"), "<meta charset=windows-1251>Тамга");
  EXPECT_EQ(decoded("<meta charset=iso-8859-1>\x93quoted\x94"), "<meta charset=iso-8859-1>“quoted”");
  EXPECT_EQ(decoded("<meta charset=gb2312>\xD6\xD0\xD1\xC7"), "<meta charset=gb2312>中亚");
}

TEST(Encoding, IsUtf8WhereNothingIsSaid) { EXPECT_EQ(decoded("Тамга"), "Тамга"); }

TEST(Encoding, LetsTheByteOrderMarkDecide) {
  EXPECT_EQ(decoded("\xEF\xBB\xBF<meta charset=windows-1251>Т"), "<meta charset=windows-1251>Т");
  EXPECT_EQ(decoded(std::string_view("\xFF\xFE\x22\x04<\0", 6)), "Т<");
  EXPECT_EQ(decoded(std::string_view("\xFE\xFF\x04\x22\0<", 6)), "Т<");
}

TEST(Encoding, NamesTheByteThatDoesNotDecode) {
  EXPECT_EQ(decoded("ab\xFF"), "error: byte 2: not UTF-8");
  EXPECT_EQ(decoded("\xEF\xBB\xBF\x61\xC3"), "error: byte 4: not UTF-8");
  EXPECT_EQ(decoded("<meta charset=windows-1251>a\x98"), "error: byte 28: not windows-1251");
  EXPECT_EQ(decoded(std::string_view("\xFF\xFE\x22\x04\x3D", 5)), "error: byte 4: not UTF-16LE");
  EXPECT_EQ(decoded(std::string_view("a\0b", 3)), "error: byte 1: a NUL byte: binary, no page");
}

TEST(Encoding, RefusesALabelNobodyKnows) {
  EXPECT_EQ(decoded("<meta charset=klingon>x"), "error: unknown encoding 'klingon'");
}

}  // namespace
}  // namespace tamga::page
