#include "pack/pack.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace tamga::pack {
namespace {

std::filesystem::path scratch() {
  return std::filesystem::temp_directory_path() / ("tamga_pack_" + std::to_string(std::rand()));
}

TEST(Pack, GivesBackItsSections) {
  const auto path = scratch();
  ASSERT_TRUE(write_pack(path, {{"names", std::string("\0\1", 2)}, {"codebook/a", R"({"x":1})"}}).ok());
  const auto pack = Pack::open(path);
  ASSERT_TRUE(pack.ok()) << pack.error().text();
  EXPECT_EQ(*pack->section("names"), std::string_view("\0\1", 2));
  EXPECT_EQ((*pack->json("codebook/a"))["x"].integer_or(0), 1);
  EXPECT_EQ(pack->section("none").error().code, ErrorCode::kNotFound);
  std::filesystem::remove(path);
}

TEST(Pack, AnyTruncationIsAnErrorThatNamesTheFile) {
  const auto path = scratch();
  ASSERT_TRUE(write_pack(path, {{"a", "one"}, {"b", std::string(300, 'x')}}).ok());
  const std::string whole = *read_file(path);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    ASSERT_TRUE(write_file(path, whole.substr(0, size)).ok());
    const auto pack = Pack::open(path);
    if (pack.ok()) {  // cut inside the closing hash only: the sections must be whole
      EXPECT_TRUE(false) << "truncated to " << size << " bytes and opened";
      break;
    }
    EXPECT_EQ(pack.error().code, ErrorCode::kBadData);
    EXPECT_EQ(pack.error().document, path.string());
  }
  std::filesystem::remove(path);
}

TEST(Pack, SameSectionsGiveTheSameBytes) {
  const auto one = scratch(), two = scratch();
  ASSERT_TRUE(write_pack(one, {{"a", "1"}, {"b", "2"}}).ok());
  ASSERT_TRUE(write_pack(two, {{"b", "2"}, {"a", "1"}}).ok());
  EXPECT_EQ(*read_file(one), *read_file(two));
  std::filesystem::remove(one);
  std::filesystem::remove(two);
}

}  // namespace
}  // namespace tamga::pack
