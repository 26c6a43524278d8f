#include "names/lexicon.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "names/build.h"
#include "text/utf8.h"

namespace tamga::names {
namespace {

const std::string& section() {
  static const std::string bytes = [] {
    auto built = build(std::string(TAMGA_SOURCE_DIR) + "/packs/central-asia");
    EXPECT_TRUE(built.ok()) << built.error().text();
    return *built;
  }();
  return bytes;
}

std::set<std::string> ids(const Lexicon& lexicon, const std::string& name) {
  std::set<std::string> found;
  for (const Candidate& c : lexicon.find(name)) found.insert(std::string(lexicon.entity(c.entity).id));
  return found;
}

TEST(Lexicon, FindsNamesInAnySpelling) {
  auto lexicon = Lexicon::open(section());
  ASSERT_TRUE(lexicon.ok());
  EXPECT_TRUE(ids(*lexicon, "Kassym-Jomart Tokayev").contains("person-kassymjomarttokayev"));
  EXPECT_TRUE(ids(*lexicon, "kassym jomart  TOKAYEV").contains("person-kassymjomarttokayev"));
  EXPECT_TRUE(ids(*lexicon, "Uzbek").contains("state-UZ"));
  EXPECT_TRUE(ids(*lexicon, "Rosatom").contains("org-ru-rosatom"));
}

TEST(Lexicon, TakesTheLongestMatchAcrossPunctuation) {
  auto lexicon = Lexicon::open(section());
  ASSERT_TRUE(lexicon.ok());
  std::vector<std::string> keys;
  for (const char* word : {"President", "Kassym", "-", "Jomart", "Tokayev", "said"})
    keys.push_back(text::name_key(word));
  const auto match = lexicon->match(keys, 1);
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ(match->words, 4u);
  EXPECT_FALSE(lexicon->match(keys, 2).has_value());
}

TEST(Lexicon, EveryIdLeadsBackToItsEntity) {
  auto lexicon = Lexicon::open(section());
  ASSERT_TRUE(lexicon.ok());
  for (std::uint32_t i = 0; i < lexicon->size(); ++i) {
    const Entity entity = lexicon->entity(i);
    const auto found = lexicon->by_id(entity.id);
    ASSERT_TRUE(found.has_value()) << entity.id;
    EXPECT_EQ(found->index, i);
    bool back = false;
    for (const Candidate& c : lexicon->find(entity.name)) back = back || c.entity == i;
    EXPECT_TRUE(back || text::name_key(entity.name).size() < 2) << entity.name;
  }
}

TEST(Lexicon, EveryNameIsFoundInATextAndLeadsBackToItsEntity) {
  auto lexicon = Lexicon::open(section());
  ASSERT_TRUE(lexicon.ok());
  for (std::size_t i = 0; i < lexicon->name_count(); ++i) {
    const Name name = lexicon->name(i);
    std::vector<std::string> keys = {"before"};
    std::istringstream words{std::string(name.key)};
    for (std::string word; words >> word;) keys.push_back(word);
    const auto match = lexicon->match(keys, 1);
    ASSERT_TRUE(match.has_value()) << name.key;
    EXPECT_EQ(match->words, keys.size() - 1) << name.key;
    const bool back =
        std::any_of(match->candidates.begin(), match->candidates.end(), [&](const Candidate& found) {
          return found.entity == name.candidate.entity && found.kind == name.candidate.kind;
        });
    EXPECT_TRUE(back) << name.key;
  }
}

TEST(Lexicon, HasOneEuropeanUnion) {
  auto lexicon = Lexicon::open(section());
  ASSERT_TRUE(lexicon.ok());
  EXPECT_EQ(ids(*lexicon, "EU"), std::set<std::string>{"bloc-eu"});
  EXPECT_EQ(ids(*lexicon, "European Union"), std::set<std::string>{"bloc-eu"});
  EXPECT_EQ(ids(*lexicon, "European Commission"), std::set<std::string>{"org-eu-commission"});
}

TEST(Lexicon, SurvivesAnyDamagedByte) {
  const std::string sound = section();
  std::uint32_t random = 1;
  for (int round = 0; round < 300; ++round) {
    std::string bytes = sound;
    for (int flips = 0; flips < 20; ++flips) {
      random = random * 1664525U + 1013904223U;
      bytes[random % (round % 2 == 0 ? 4096 : bytes.size())] ^= static_cast<char>(1U << (random >> 29U));
    }
    auto lexicon = Lexicon::open(bytes);
    if (!lexicon.ok()) continue;
    const std::vector<std::string> keys = {"president", "kassym", "jomart", "tokayev", "of", "kazakhstan"};
    for (std::size_t at = 0; at < keys.size(); ++at) {
      if (const auto match = lexicon->match(keys, at)) {
        for (const Candidate& c : match->candidates) lexicon->entity(c.entity);
      }
    }
    lexicon->by_id("org-ru-rosatom");
    for (const Office& office : lexicon->offices()) lexicon->entity(office.person);
  }
}

TEST(Lexicon, BuildsTheSameBytesTwice) {
  auto again = build(std::string(TAMGA_SOURCE_DIR) + "/packs/central-asia");
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(*again, section());
}

TEST(Lexicon, RefusesEveryTruncation) {
  const std::string bytes = section();
  for (std::size_t size :
       {std::size_t{0}, std::size_t{7}, std::size_t{20}, bytes.size() / 2, bytes.size() - 1}) {
    EXPECT_FALSE(Lexicon::open(std::string_view(bytes).substr(0, size)).ok()) << size;
  }
}

}  // namespace
}  // namespace tamga::names
