#include "pipeline/inputs.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include "base/files.h"

namespace tamga::pipeline {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class InputsTest : public testing::Test {
 protected:
  InputsTest() : folder_(fs::temp_directory_path() / ("inputs_test." + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
  }
  ~InputsTest() override { fs::remove_all(folder_); }

  std::string file(const std::string& name, std::string_view bytes) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    EXPECT_TRUE(write_file(path, bytes).ok());
    return path.string();
  }

  /// Texts of all reports, or what is wrong with them.
  std::vector<std::string> read(std::vector<std::string> paths, Format format = Format::kAuto) {
    std::vector<std::string> out;
    Inputs inputs(std::move(paths), format);
    while (const auto report = inputs.next()) {
      const auto document = decode(*report);
      out.push_back(document.ok() ? document->text() : document.error().text());
    }
    EXPECT_EQ(inputs.files_done(), inputs.files());
    return out;
  }

  fs::path folder_;
};

TEST_F(InputsTest, ReadsFilesInTheOrderGiven) {
  const auto a = file("a.txt", "one"), b = file("b.txt", "two");
  EXPECT_THAT(read({b, a, b}), ElementsAre("two", "one", "two"));
}

TEST_F(InputsTest, GoesOnAfterWhatCannotBeRead) {
  const auto a = file("a.txt", "one");
  EXPECT_THAT(read({folder_ / "none.txt", a}), ElementsAre(HasSubstr("none.txt: cannot be opened"), "one"));
}

TEST_F(InputsTest, TakesReportsOfAFolderSorted) {
  file("b/two.txt", "two"), file("a.txt", "one"), file("b/notes.md", "no"), file(".git/x.txt", "no"),
      file("c.HTML", "<html><body><p>three words here</p></body></html>");
  EXPECT_THAT(read({folder_.string()}), ElementsAre("one", "two", HasSubstr("three words here")));
}

TEST_F(InputsTest, SaysOfAFolderThatItHoldsNoReports) {
  file("notes.md", "no");
  EXPECT_THAT(read({folder_.string()}), ElementsAre(HasSubstr("a folder without reports")));
}

TEST_F(InputsTest, ReadsOneReportALine) {
  const auto lines = file("x.jsonl", "{\"text\":\"one\"}\n\n \r\n{\"text\":\"two\"}");
  EXPECT_THAT(read({lines}), ElementsAre("one", "two"));
}

TEST_F(InputsTest, NamesFileByteAndLineOfABadLine) {
  const auto lines = file("x.jsonl", "{\"text\":\"one\"}\n{\"text\":}\n{\"text\":\"two\"}\n");
  EXPECT_THAT(read({lines}), ElementsAre("one", testing::MatchesRegex(".*x.jsonl: byte [0-9]+: line 2: .*"), "two"));
}

TEST_F(InputsTest, LinesLongerThanABlockStayWhole) {
  const std::string words(200'000, 'x');
  const auto lines = file("x.jsonl", "{\"text\":\"" + words + "\"}\n{\"text\":\"two\"}\n");
  EXPECT_THAT(read({lines}), ElementsAre(words, "two"));
}

TEST_F(InputsTest, SkipsALineThatIsTooLong) {
  const auto lines = file("x.jsonl", std::string(2 * text::kLargestText + 70'000, 'x') + "\n{\"text\":\"two\"}\n");
  EXPECT_THAT(read({lines}), ElementsAre(HasSubstr("line 1 is larger than"), "two"));
}

TEST_F(InputsTest, TakesTheFormatThatIsAskedFor) {
  const auto page = file("a.txt", "<html><body><p>three words here</p></body></html>");
  EXPECT_THAT(read({page}, Format::kText), ElementsAre(HasSubstr("<html>")));
  EXPECT_THAT(read({page}, Format::kJsonLines), ElementsAre(HasSubstr("line 1: ")));
}

TEST(Decode, TakesTheHeaderOfALine) {
  const RawReport raw{"x.jsonl", Format::kJsonLines,
                      R"({"id":"7","outlet":"A","published":"2025","title":"T","lang":"kk","url":"u","text":"t"})", 1, 0, {}};
  const auto document = decode(raw);
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->input(), "7");
  EXPECT_EQ(document->header().outlet, "A");
  EXPECT_EQ(document->header().language, "kk");
}

Result<text::Document> with_mentions(const std::string& mentions) {
  const std::string line = R"({"text":"Жап met Chile","mentions":)" + mentions + "}";
  return decode({"x.jsonl", Format::kJsonLines, line, 1, 0, {}});
}

TEST(Decode, TakesMentionsThatAreMarked) {
  const auto document = with_mentions(R"([{"begin":0,"end":6},{"begin":11,"end":16,"type":"state"}])");
  ASSERT_TRUE(document.ok()) << document.error().text();
  ASSERT_EQ(document->marked().size(), 2U);
  EXPECT_EQ(document->words(document->marked()[0].range), "Жап");
  EXPECT_EQ(document->words(document->marked()[1].range), "Chile");
  EXPECT_EQ(document->marked()[1].type, "state");
}

TEST(Decode, RefusesMentionsThatAreNoneOfTheText) {
  for (const char* bad : {R"([{"begin":0,"end":5}])", R"([{"begin":1,"end":6}])", R"([{"begin":6,"end":6}])", R"([{"begin":-1,"end":6}])",
                          R"([{"begin":0,"end":99}])", R"([{"end":6}])", R"([7])", R"("all")", R"([{"begin":0,"end":6,"type":"place"}])",
                          R"([{"begin":0,"end":6,"type":7}])"})
    EXPECT_FALSE(with_mentions(bad).ok()) << bad;
  EXPECT_TRUE(with_mentions("null").ok());
}

}  // namespace
}  // namespace tamga::pipeline
