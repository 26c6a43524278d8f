#include "mention/places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "names/build.h"

namespace tamga::mention {
namespace {

using testing::ElementsAre;

/// Towns of one name in several areas.
const std::string& section() {
  static const std::string made = [] {
    const auto folder = std::filesystem::path(testing::TempDir()) / "places_world";
    std::filesystem::create_directories(folder / "names");
    std::ofstream(folder / "names.yaml") << "languages: [en]\ntables:\n"
                                            "- {file: states.tsv, type: state, columns: {id: id, name: name, "
                                            "country: country, population: people}}\n"
                                            "- {file: places.tsv, type: region, joins: none-, columns: {id: "
                                            "id, name: name, country: country, population: people,\n"
                                            "   within: within, latitude: lat, longitude: lon}, names: "
                                            "{names: full}, skip: [lv, lo, pa, pt, ev, bm]}\n"
                                            "- {file: places.tsv, type: place, joins: none-, columns: {id: "
                                            "id, name: name, country: country, population: people,\n"
                                            "   within: within, latitude: lat, longitude: lon}, names: "
                                            "{names: full}, skip: [area-la, area-va, area-tx]}\n";
    std::ofstream(folder / "names" / "states.tsv")
        << "# test\nid\tname\tcountry\tpeople\nfr\tFrance\tFR\t60000000\n"
           "us\tUnited States\tUS\t300000000\n";
    std::ofstream(folder / "names" / "places.tsv")
        << "# test\nid\tname\tcountry\tpeople\twithin\tlat\tlon\tnames\n"
           "area-la\tLouisiana\tUS\t4000000\t\t30.6\t-91.3\tLa.\n"
           "area-va\tVirginia\tUS\t8000000\t\t37.5\t-77.5\tVa.\n"
           "area-tx\tTexas\tUS\t20000000\t\t31.0\t-97.5\tTex.\n"
           "lv\tAlexandria\tUS\t150000\tarea-va\t38.8\t-77.0\t\n"
           "lo\tAlexandria\tUS\t48000\tarea-la\t31.3\t-92.4\t\n"
           "pa\tParis\tFR\t2000000\t\t48.9\t2.4\t\n"
           "pt\tParis\tUS\t25000\tarea-tx\t33.7\t-95.6\t\n"
           "ev\tEvanston\tUS\t5000\tarea-tx\t33.6\t-95.5\t\n"
           "bm\tBatesmill\tUS\t900\tarea-la\t31.2\t-92.5\t\n";
    return *names::build(folder);
  }();
  return made;
}

/// The ids meant by the words in brackets: "[Alexandria] is in [Louisiana]".
std::vector<std::string> resolved(const std::string& marked, const PlaceWeights& weights = {}) {
  const auto lexicon = *names::Lexicon::open(section());
  std::string text;
  std::vector<PlaceName> names;
  for (const char c : marked) {
    if (c == '[')
      names.push_back({static_cast<std::uint32_t>(text.size()), 0, {}});
    else if (c == ']')
      names.back().end = static_cast<std::uint32_t>(text.size());
    else
      text += c;
  }
  for (PlaceName& name : names)
    name.candidates = lexicon.find(text.substr(name.begin, name.end - name.begin));
  std::vector<std::string> ids;
  for (const auto& entity : resolve_places(text, names, lexicon, weights)) {
    ids.push_back(entity ? std::string(lexicon.entity(*entity).id) : "none");
  }
  return ids;
}

TEST(Places, AreTheLargestOfTheirNameWhereNothingElseTells) {
  EXPECT_THAT(resolved("[Paris]"), ElementsAre("pa"));
  EXPECT_THAT(resolved("[Alexandria]"), ElementsAre("lv"));
}

TEST(Places, AreInTheAreaThatStandsBehindThem) {
  EXPECT_THAT(resolved("[Alexandria], [La.]"), ElementsAre("lo", "area-la"));
  EXPECT_THAT(resolved("[Paris], [Tex.]"), ElementsAre("pt", "area-tx"));
  EXPECT_THAT(resolved("[Paris] ([France])"), ElementsAre("pa", "fr"));
}

TEST(Places, TheAreaToldOnceCountsForTheSameWords) {
  EXPECT_THAT(resolved("[Alexandria], [La.], and [Alexandria] again"), ElementsAre("lo", "area-la", "lo"));
  EXPECT_THAT(resolved("[Alexandria], [La.]; [Alexandria], [Va.]"),
              ElementsAre("lo", "area-la", "lv", "area-va"));
}

TEST(Places, GoWithTheAreaTheTextIsAbout) {
  EXPECT_THAT(resolved("[Alexandria] is a town of [Louisiana]"), ElementsAre("lo", "area-la"));
}

TEST(Places, AreNearToOneAnother) {
  EXPECT_THAT(resolved("From [Batesmill] to [Alexandria]"), ElementsAre("bm", "lo"));
  PlaceWeights only_people;
  only_people.country = only_people.first_area = only_people.inner_area = only_people.near = 0;
  EXPECT_THAT(resolved("From [Batesmill] to [Alexandria]", only_people), ElementsAre("bm", "lv"));
}

TEST(Places, NobodyKnowsAreNone) {
  EXPECT_THAT(resolved("[Nowhere] and [Paris]"), ElementsAre("none", "pa"));
}

TEST(Places, WeightsAreRefusedWhereNobodyKnowsThem) {
  EXPECT_EQ(*read_place_weights({}), PlaceWeights());
  EXPECT_DOUBLE_EQ(read_place_weights(*json::parse(R"({"near": 5})"))->near, 5);
  EXPECT_FALSE(read_place_weights(*json::parse(R"({"nearness": 5})")).ok());
  EXPECT_FALSE(read_place_weights(*json::parse(R"({"near": "much"})")).ok());
  EXPECT_FALSE(read_place_weights(*json::parse(R"({"near_km": 0})")).ok());
}

}  // namespace
}  // namespace tamga::mention
