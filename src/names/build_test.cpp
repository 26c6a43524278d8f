#include "names/build.h"

#include <gtest/gtest.h>

#include <fstream>

#include "names/lexicon.h"
#include "text/utf8.h"

namespace tamga::names {
namespace {

/// A pack of one table, in a folder that goes away with it.
class SmallPack {
 public:
  SmallPack(const std::string& settings, const std::string& table) {
    folder_ = std::filesystem::path(testing::TempDir()) /
              (std::string("names_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_ / "names");
    std::ofstream(folder_ / "names.yaml") << settings;
    std::ofstream(folder_ / "names" / "things.tsv") << table;
  }
  ~SmallPack() { std::filesystem::remove_all(folder_); }
  SmallPack(const SmallPack&) = delete;
  SmallPack& operator=(const SmallPack&) = delete;

  Result<std::string> build() const { return names::build(folder_); }
  std::string error() const {
    const auto built = build();
    return built.ok() ? "" : built.error().text();
  }

 private:
  std::filesystem::path folder_;
};

const std::string kFirms =
    "languages: [en]\n"
    "only_in_capitals: [[Total]]\n"
    "tables:\n"
    "- {file: things.tsv, type: organisation, columns: {id: id, name: name, country: country, latitude: "
    "lat,\n"
    "   longitude: lon}, sectors: [sector], names: {aliases: full, short: short}, by_language: {local: "
    "full}}\n"
    "sector_words: {uranium mining: [uranium, mining]}\n";
const std::string kColumns = "# by hand\nid\tname\tcountry\tlat\tlon\tsector\taliases\tshort\tlocal\n";

std::vector<std::string> names_of(const std::string& section) {
  std::vector<std::string> keys;
  const auto lexicon = Lexicon::open(section);
  for (std::size_t i = 0; i < lexicon->name_count(); ++i) keys.emplace_back(lexicon->name(i).key);
  return keys;
}

TEST(Build, ReadsPropertiesAndNamesOfARow) {
  const SmallPack pack(
      kFirms, kColumns + "kap\tKazatomprom\tKZ\t51.1\t71.4\turanium mining\tNAC Kazatomprom|KAP\t\t\n");
  const auto section = pack.build();
  ASSERT_TRUE(section.ok()) << section.error().text();
  const auto lexicon = Lexicon::open(*section);
  ASSERT_TRUE(lexicon.ok());
  const auto entity = lexicon->by_id("kap");
  ASSERT_TRUE(entity.has_value());
  EXPECT_EQ(entity->name, "Kazatomprom");
  EXPECT_EQ(entity->country, "KZ");
  EXPECT_EQ(entity->sectors, "uranium mining");
  EXPECT_DOUBLE_EQ(*entity->latitude, 51.1);
  EXPECT_EQ(names_of(*section), (std::vector<std::string>{"kap", "kazatomprom", "nac kazatomprom"}));
}

TEST(Build, KeepsTheAreasAPlaceLiesIn) {
  const SmallPack pack(
      "languages: [en]\ntables:\n"
      "- {file: things.tsv, type: place, columns: {id: id, name: name, country: country, within: areas}}\n",
      "# by hand\nid\tname\tcountry\tareas\nt\tPandi\tPH\tbulacan|luzon\nu\tUlken\tKZ\t\n");
  const auto section = pack.build();
  ASSERT_TRUE(section.ok()) << section.error().text();
  const auto lexicon = Lexicon::open(*section);
  EXPECT_EQ(lexicon->by_id("t")->within, "bulacan luzon");
  EXPECT_EQ(lexicon->by_id("u")->within, "");
}

TEST(Build, TellsKindsOfNamesApart) {
  const SmallPack pack(kFirms, kColumns + "a\tTotal\tFR\t\t\t\tTTE|Commission Services\tCommission\t\n");
  const auto section = pack.build();
  ASSERT_TRUE(section.ok()) << section.error().text();
  const auto lexicon = Lexicon::open(*section);
  EXPECT_TRUE(lexicon->find("Total").at(0).upper) << "an everyday word by only_in_capitals";
  EXPECT_EQ(lexicon->find("TTE").at(0).kind, NameKind::kAbbreviation);
  EXPECT_TRUE(lexicon->find("TTE").at(0).upper) << "three capitals";
  EXPECT_EQ(lexicon->find("Commission").at(0).kind, NameKind::kShort);
  EXPECT_FALSE(lexicon->find("Commission").at(0).upper);
}

TEST(Build, TakesNamesOfItsLanguagesOnly) {
  const SmallPack pack(kFirms, kColumns + "a\tRome\tIT\t\t\t\t\t\ten=Rome|Eternal City;tk=Rim\n");
  EXPECT_EQ(names_of(*pack.build()), (std::vector<std::string>{"eternal city", "rome"}));
}

TEST(Build, FindsNamesPartedAtSigns) {
  const SmallPack pack(kFirms, kColumns + "a\tC5+1\t\t\t\t\t\t\t\n");
  const auto section = pack.build();
  const auto lexicon = Lexicon::open(*section);
  const std::vector<std::string> spellings[] = {{"C5+1"}, {"C5", "+", "1"}};
  for (const std::vector<std::string>& words : spellings) {
    std::vector<std::string> keys;
    for (const std::string& word : words) keys.push_back(text::name_key(word));
    const auto match = lexicon->match(keys, 0);
    ASSERT_TRUE(match.has_value());
    EXPECT_EQ(match->words, words.size());
  }
}

TEST(Build, JoinsRowsThatAreOneThing) {
  const std::string settings =
      "tables:\n"
      "- {file: things.tsv, type: place, id_prefix: capital-, joins: capital-, columns: {id: id, name: name, "
      "country: country}}\n"
      "- {file: things.tsv, type: place, id_prefix: other-, joins: capital-, columns: {id: id, name: name, "
      "country: country}}\n";
  const SmallPack pack(settings, "id\tname\tcountry\n1\tAstana\tKZ\n");
  const auto section = pack.build();
  ASSERT_TRUE(section.ok()) << section.error().text();
  const auto lexicon = Lexicon::open(*section);
  EXPECT_EQ(lexicon->size(), 1u);
  EXPECT_FALSE(lexicon->by_id("other-1").has_value());
}

TEST(Build, ErrorsNameTheTableAndTheLine) {
  const auto error_of = [](const std::string& row) { return SmallPack(kFirms, kColumns + row).error(); };
  EXPECT_NE(error_of("\tNobody\tKZ\n").find("things.tsv: line 3: the row has no id"), std::string::npos);
  EXPECT_NE(error_of("a\t\tKZ\n").find("line 3: the row has no name"), std::string::npos);
  EXPECT_NE(error_of("a\tA firm\tKazakhstan\n").find("no country code"), std::string::npos);
  EXPECT_NE(error_of("a\tA firm\tKZ\t95\t10\n").find("\"95\" is no such number"), std::string::npos);
  EXPECT_NE(error_of("a\tA firm\tKZ\tx\t10\n").find("\"x\" is no such number"), std::string::npos);
  EXPECT_NE(error_of("a\tA firm\tKZ\t50\n").find("half a position"), std::string::npos);
  EXPECT_NE(error_of("a\tA firm\tKZ\t\t\t\t\t\t\ttoo\tmany\n").find("line 3: 11 cells in a table of 9"),
            std::string::npos);
  EXPECT_NE(error_of("a\tA \xff firm\n").find("line 3: byte 5 of the line is not UTF-8"), std::string::npos);
  EXPECT_NE(error_of("a\tA firm\tKZ\nb\tA Firm\tKZ\n").find("line 4: \"A Firm\" is already there as \"a\""),
            std::string::npos);
}

TEST(Build, RefusesSettingsItDoesNotKnow) {
  const auto error_of = [](const std::string& table) {
    return SmallPack("tables:\n- {file: things.tsv, " + table + "}\n", "id\tname\na\tA firm\n").error();
  };
  EXPECT_EQ(error_of("type: place, columns: {id: id, name: name}"), "");
  EXPECT_NE(error_of("type: place, colums: {id: id}").find("a table has no key \"colums\""),
            std::string::npos);
  EXPECT_NE(error_of("type: place, columns: {id: id, name: title}").find("no column \"title\""),
            std::string::npos);
  EXPECT_NE(error_of("type: place, columns: {id: id, nam: name}").find("no property \"nam\""),
            std::string::npos);
  EXPECT_NE(error_of("type: place, columns: {id: id, name: name}, names: {name: nick}")
                .find("no kind of name \"nick\""),
            std::string::npos);
  EXPECT_NE(error_of("type: alias, columns: {id: id}, names: {name: full}")
                .find("line 2: no entity has the id \"a\""),
            std::string::npos);
  EXPECT_NE(error_of("columns: {id: id, name: name}").find("without \"type\""), std::string::npos);
}

TEST(Build, KeepsOfficesWithTheirDates) {
  const std::string settings =
      "tables:\n- {file: things.tsv, type: person, columns: {id: id, name: name, country: country, role: "
      "role, start: start,\n"
      "   end: end}, names: {family: short}}\n";
  const std::string columns = "id\tname\tfamily\tcountry\trole\tstart\tend\n";
  const SmallPack pack(settings,
                       columns + "p\tA Person\tPerson\tKZ\tMinister of Energy\t2023-04\t2025-03-18\n");
  const auto section = pack.build();
  ASSERT_TRUE(section.ok()) << section.error().text();
  const auto lexicon = Lexicon::open(*section);
  ASSERT_EQ(lexicon->offices().size(), 1u);
  EXPECT_EQ(lexicon->offices_of(0).at(0).role, "Minister of Energy");
  EXPECT_EQ(lexicon->offices_of(0).at(0).end, "2025-03-18");
  EXPECT_NE(SmallPack(settings, columns + "p\tA Person\t\tKZ\tMinister\tApril\n")
                .error()
                .find("\"April\" is no year"),
            std::string::npos);
}

}  // namespace
}  // namespace tamga::names
