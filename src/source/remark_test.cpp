// Remarks as the parser sees the sentences: every rule's own examples have to hold.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/files.h"
#include "parse/parser.h"
#include "source/source.h"

namespace tamga::source {
namespace {

const parse::Parser& parser() {
  static const parse::Parser made = *parse::Parser::create(std::string(TAMGA_SOURCE_DIR) + "/models/en");
  return made;
}

const Language& language() {
  static const Language made = [] {
    const std::string folder = std::string(TAMGA_SOURCE_DIR) + "/packs/languages/en/";
    return *Language::load(*json::parse_yaml(*read_file(folder + "attribution.yaml")),
                           *json::parse_yaml(*read_file(folder + "remarks.yaml")));
  }();
  return made;
}

std::vector<model::Remark> remarks_of(const std::string& text) {
  const text::Document document("test", {}, text);
  const parse::Forest forest = parser().parse(document);
  const mention::MentionTable nobody;
  const Sources sources = find_sources(document, forest, nobody, {}, language());
  return find_remarks(document, forest, nobody, sources, language());
}

bool has(const std::vector<model::Remark>& remarks, const std::string& kind) {
  return std::any_of(remarks.begin(), remarks.end(), [&](const auto& remark) { return remark.remark == kind; });
}

TEST(Remarks, RulesDoWhatTheirExamplesPromise) {
  const auto examples = language().examples();
  ASSERT_GT(examples.size(), 20U);
  for (const auto& example : examples)
    EXPECT_EQ(has(remarks_of(example.sentence), example.remark), example.expected)
        << example.remark << ": " << example.sentence;
}

TEST(Remarks, EvidenceIsTheSentence) {
  const auto remarks = remarks_of("They met on Monday. There has been scant coverage of the visit. Talks go on.");
  ASSERT_EQ(remarks.size(), 1U);
  EXPECT_EQ(remarks[0].remark, "scant");
  EXPECT_EQ(remarks[0].evidence.words, "There has been scant coverage of the visit.");
  EXPECT_EQ(remarks[0].evidence.begin, 20U);
}

TEST(Remarks, OneSentenceMayCarrySeveral) {
  const auto remarks = remarks_of("The embassy declined to comment, and coverage has been scant.");
  EXPECT_TRUE(has(remarks, "silent"));
  EXPECT_TRUE(has(remarks, "scant"));
}

TEST(Remarks, PageFurnitureCarriesNone) {
  EXPECT_TRUE(remarks_of("Photo: unverified handout").empty());
}

TEST(Language, RefusesPatternsThatCannotMatch) {
  const auto attribution = *json::parse_yaml("speech_verbs: [say]");
  for (const char* pattern : {"* said", "said *", "<nothing> said"}) {
    const auto remarks = *json::parse_yaml(std::string("rules: [{remark: vague, patterns: [\"") + pattern + "\"]}]");
    const auto loaded = Language::load(attribution, remarks);
    ASSERT_FALSE(loaded.ok()) << pattern;
    EXPECT_NE(loaded.error().message.find("vague"), std::string::npos);
  }
}

TEST(Language, NeedsVerbsOfSpeech) { EXPECT_FALSE(Language::load(json::Value::object(), json::Value::object()).ok()); }

}  // namespace
}  // namespace tamga::source
