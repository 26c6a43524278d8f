#include "base/files.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace tamga {
namespace {

std::filesystem::path scratch(const char* name) {
  return std::filesystem::temp_directory_path() / (std::string(name) + std::to_string(std::rand()));
}

TEST(Files, ReadsBackWhatWasWritten) {
  const auto path = scratch("tamga_files_");
  ASSERT_TRUE(write_file(path, "first").ok());
  ASSERT_TRUE(write_file(path, std::string_view("a\0b", 3)).ok());
  EXPECT_EQ(*read_file(path), std::string("a\0b", 3));
  EXPECT_EQ(MappedFile::open(path)->text(), std::string_view("a\0b", 3));
  std::filesystem::remove(path);
}

TEST(Files, NamesTheMissingFile) {
  const auto result = read_file("/nowhere/report.txt");
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(result.error().text(), "/nowhere/report.txt: cannot be opened: No such file or directory");
}

TEST(Files, RefusesWhatIsLargerThanTheLimit) {
  const auto path = scratch("tamga_files_");
  ASSERT_TRUE(write_file(path, "123456").ok());
  EXPECT_TRUE(read_file(path, 6).ok());
  const auto result = read_file(path, 5);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::kLimit);
  std::filesystem::remove(path);
}

TEST(Files, FolderIsNoReport) { EXPECT_EQ(read_file("/").error().message, "is a folder"); }

TEST(Sha256, FollowsTheStandard) {  // FIPS 180-4 example "abc"
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Error, SaysDocumentAndByte) {
  const Error error{ErrorCode::kBadInput, "not UTF-8", "", 17};
  EXPECT_EQ(error.in("a.txt").text(), "a.txt: byte 17: not UTF-8");
  EXPECT_EQ(error.in("a.txt").in("b.txt").text(), "a.txt: byte 17: not UTF-8");
}

}  // namespace
}  // namespace tamga
