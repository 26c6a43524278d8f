#include "extract/extractor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

#include "base/files.h"
#include "json/value.h"
#include "support/drawing.h"

namespace tamga::extract {
namespace {

using mention::Mention;
using mention::Referent;
using mention::Type;

json::Value yaml(const std::string& path) {
  return *json::parse_yaml(*read_file(std::string(TAMGA_SOURCE_DIR) + "/packs/" + path));
}

std::string yaml_as_json(const std::string& path) { return json::dump(yaml(path)); }

/// A contest of one host, KZ, and the sector uranium, with four rules; the grammar is that of English.
const Extractor& extractor() {
  static const Extractor made = [] {
    const auto path = std::filesystem::path(testing::TempDir()) / "extract_test.pack";
    const std::map<std::string, std::string> sections = {
        {"pack", R"({"hosts":["KZ"],"region":"region","region_entities":["steppe"],"core_sectors":["uranium"]})"},
        {"contest", yaml_as_json("central-asia/contest.yaml")},
        {"lang/en/grammar", yaml_as_json("languages/en/grammar.yaml")},
        {"codebook/all", R"({"rules":[
          {"id":"sign","triggers":{"en":{"verb":["sign"]}},
           "then":{"event":"SUPPORT","stage":"agreement","who":["agent"],"whom":["with"],"reciprocal":true}},
          {"id":"plan","triggers":{"en":{"verb":["plan"]}},
           "then":{"stage":"intent","status":"future","who":["agent"],"whom":["with"]}},
          {"id":"visit","triggers":{"en":{"noun":["visit"]}},"standalone":true,
           "then":{"event":"CONSULT","mode":"visit","who":["agent"],"whom":["to"]}},
          {"id":"mine","triggers":{"en":{"verb":["mine"]}},"weak":true,
           "then":{"event":"COOPERATE","stage":"operation","who":["agent"],"whom":["with"]}},
          {"id":"other","triggers":{"en":{"verb":["*"]}},"weak":true,"then":{"stage":"mention","who":["agent"]}}]})"}};
    EXPECT_TRUE(pack::write_pack(path, sections).ok());
    static const pack::Pack pack = *pack::Pack::open(path);
    auto result = Extractor::create(pack, "en");
    EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().text());
    return *std::move(result);
  }();
  return made;
}

Referent referent(Type type, std::string id, std::string name, std::string country) {
  Referent made;
  made.type = type;
  made.id = std::move(id);
  made.name = std::move(name);
  made.country = std::move(country);
  if (type == Type::kCommodity) made.sectors = {made.name};
  return made;
}

/// Reads a drawing in which Kazakhstan is the host, Rosatom a firm of RU, and uranium a commodity of the contest.
class Extracting : public testing::Test {
 protected:
  std::vector<model::Claim> read(std::string_view drawing) {
    parsed_ = test::draw(drawing);
    mentions_ = {};
    const std::map<std::string, Referent> known = {
        {"Kazakhstan", referent(Type::kState, "state-KZ", "Kazakhstan", "KZ")},
        {"Rosatom", referent(Type::kOrganisation, "org-rosatom", "Rosatom", "RU")},
        {"uranium", referent(Type::kCommodity, "mineral-uranium", "uranium", "")}};
    for (std::uint32_t i = 0; i < parsed_.forest.words().size(); ++i) {
      const parse::WordId word{i};
      const auto found = known.find(std::string(parsed_.forest.form(word)));
      if (found == known.end()) continue;
      mentions_.referents_.push_back(found->second);
      Mention mention;
      mention.head = mention.first = mention.last = word;
      mention.range = parsed_.forest.word(word).range;
      mention.referents = {mention::ReferentId{static_cast<std::uint32_t>(mentions_.referents_.size() - 1)}};
      mentions_.mentions_.push_back(mention);
    }
    const auto words = source::Language::load(yaml("languages/en/attribution.yaml"), yaml("languages/en/remarks.yaml"));
    EXPECT_TRUE(words.ok());
    const source::Sources sources =
        source::find_sources(parsed_.document, parsed_.forest, mentions_, model::Hop{}, *words);
    return extractor().claims({parsed_.document, parsed_.forest, mentions_, dates_, amounts_, sources});
  }

  /// The word at this place tells a date.
  void date(std::uint32_t word, const std::string& edtf) {
    when::DateMention made;
    made.first = made.last = made.head = parse::WordId{word};
    made.edtf = edtf;
    dates_.dates.push_back(made);
  }

  parse::Parsed parsed_;
  mention::MentionTable mentions_;
  when::DateTable dates_;
  quantity::AmountTable amounts_;
};

std::string says(const model::Claim& claim) {
  std::string out = claim.event + "/" + claim.stage + "/" + claim.status;
  for (const model::Party& party : claim.who) out += " who=" + party.name;
  for (const model::Party& party : claim.whom) out += " whom=" + party.name;
  return out;
}

constexpr std::string_view kSigned = R"(
    Kazakhstan Kazakhstan PROPN 4 nsubj
    and        and        CCONJ 3 cc
    Rosatom    Rosatom    PROPN 1 conj
    signed     sign       VERB  0 root  Tense=Past|VerbForm=Fin
    a          a          DET   6 det
    contract   contract   NOUN  4 obj
    on         on         ADP   8 case
    uranium    uranium    NOUN  6 nmod)";

TEST_F(Extracting, TellsTwoSidesOfAMutualAct) {
  const auto claims = read(kSigned);
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(says(claims[0]), "SUPPORT/agreement/actual who=Kazakhstan whom=Rosatom");
  EXPECT_THAT(claims[0].sector, testing::ElementsAre("uranium"));
  EXPECT_THAT(claims[0].host, testing::ElementsAre("KZ"));
  EXPECT_EQ(claims[0].evidence.words, "Kazakhstan and Rosatom signed a contract on uranium");
  EXPECT_EQ(parsed_.document.text().substr(claims[0].evidence.begin, claims[0].evidence.end - claims[0].evidence.begin),
            claims[0].evidence.words);
}

TEST_F(Extracting, FindsNothingOutsideTheContest) {
  EXPECT_TRUE(read(R"(
    Kazakhstan Kazakhstan PROPN 2 nsubj
    signed     sign       VERB  0 root  Tense=Past|VerbForm=Fin
    a          a          DET   4 det
    striker    striker    NOUN  2 obj)")
                  .empty());
}

TEST_F(Extracting, TakesAnActToComeForAnAgreement) {
  const auto claims = read(R"(
    Kazakhstan Kazakhstan PROPN 3 nsubj
    will       will       AUX   3 aux   VerbForm=Fin
    sign       sign       VERB  0 root  VerbForm=Inf
    a          a          DET   6 det
    uranium    uranium    NOUN  6 compound
    contract   contract   NOUN  3 obj
    with       with       ADP   8 case
    Rosatom    Rosatom    PROPN 3 obl)");
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(says(claims[0]), "AGREE/intent/future who=Kazakhstan whom=Rosatom");
}

TEST_F(Extracting, LetsAPlanSpeakForWhatIsPlanned) {
  const auto claims = read(R"(
    Kazakhstan Kazakhstan PROPN 2 nsubj
    plans      plan       VERB  0 root  VerbForm=Fin
    to         to         PART  4 mark
    sign       sign       VERB  2 xcomp VerbForm=Inf
    a          a          DET   7 det
    uranium    uranium    NOUN  7 compound
    contract   contract   NOUN  4 obj
    with       with       ADP   9 case
    Rosatom    Rosatom    PROPN 4 obl)");
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(says(claims[0]), "AGREE/intent/future who=Kazakhstan whom=Rosatom");
  EXPECT_EQ(claims[0].rule, "plan");
}

TEST_F(Extracting, DeniesWhatIsNotSo) {
  const auto claims = read(R"(
    Kazakhstan Kazakhstan PROPN 4 nsubj
    did        do         AUX   4 aux    VerbForm=Fin
    not        not        PART  4 advmod Polarity=Neg
    sign       sign       VERB  0 root   VerbForm=Inf
    a          a          DET   7 det
    uranium    uranium    NOUN  7 compound
    contract   contract   NOUN  4 obj)");
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(says(claims[0]), "SUPPORT/agreement/denied who=Kazakhstan");
}

TEST_F(Extracting, DeniesWhatTheNextSentenceTakesBack) {
  const auto claims = read(std::string(kSigned) + R"(

    That    that    PRON 4 nsubj PronType=Dem
    was     be      AUX  4 cop   VerbForm=Fin
    a       a       DET  4 det
    mistake mistake NOUN 0 root)");
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].status, "denied");
}

TEST_F(Extracting, TakesANounWhoseDateIsToComeForAnActToCome) {
  constexpr std::string_view kDuringAVisit = R"(
    Kazakhstan Kazakhstan PROPN 3 nsubj
    will       will       AUX   3 aux VerbForm=Fin
    discuss    discuss    VERB  0 root VerbForm=Inf
    uranium    uranium    NOUN  3 obj
    at         at         ADP   8 case
    Rosatom    Rosatom    PROPN 8 nmod:poss
    's         's         PART  6 case
    visit      visit      NOUN  3 obl
    in         in         ADP   10 case
    December   December   PROPN 8 nmod)";
  dates_.published = "2025-10-03";
  for (const auto& [edtf, wanted] : {std::pair("2025-12", "AGREE/intent/future who=Rosatom"), std::pair("2024-12", "CONSULT//actual who=Rosatom")}) {
    dates_.dates.clear(), date(9, edtf);
    const auto claims = read(kDuringAVisit);
    const auto visit = std::find_if(claims.begin(), claims.end(), [](const model::Claim& claim) { return claim.rule == "visit"; });
    ASSERT_NE(visit, claims.end());
    EXPECT_EQ(says(*visit), wanted);
  }
}

TEST_F(Extracting, DatesWhatALiveReportTellsByItsDay) {
  dates_.published = "2025-10-03";
  for (const auto& [begin, wanted] : {std::pair("17:55", "2025-10-03"), std::pair("27:55", "none"), std::pair("Now", "none")}) {
    const auto claims = read("    " + std::string(begin) + " " + begin + R"( NUM 3 dep
    Kazakhstan Kazakhstan PROPN 3 nsubj
    signed     sign       VERB  0 root Tense=Past|VerbForm=Fin
    a          a          DET   6 det
    uranium    uranium    NOUN  6 compound
    contract   contract   NOUN  3 obj)");
    ASSERT_EQ(claims.size(), 1U);
    EXPECT_EQ(claims[0].when ? claims[0].when->edtf : "none", wanted);
  }
}

TEST_F(Extracting, DatesWhatWasToldOfAsOverByTheDayOfTelling) {
  dates_.published = "2025-10-03";
  date(2, "2025-10-01");
  for (const auto& [tense, wanted] : {std::pair("Past", "../2025-10-01"), std::pair("Pres", "2025-10-01")}) {
    const auto claims = read(R"(
    Rosatom    Rosatom    PROPN 2 nsubj
    said       say        VERB  0 root Tense=Past|VerbForm=Fin
    yesterday  yesterday  NOUN  2 obl:unmarked
    that       that       SCONJ 7 mark
    Kazakhstan Kazakhstan PROPN 7 nsubj
    had        have       AUX   7 aux Tense=)" + std::string(tense) + R"(|VerbForm=Fin
    signed     sign       VERB  2 ccomp Tense=Past|VerbForm=Part
    a          a          DET   10 det
    uranium    uranium    NOUN  10 compound
    contract   contract   NOUN  7 obj)");
    const auto found = std::find_if(claims.begin(), claims.end(), [](const model::Claim& claim) { return claim.rule == "sign"; });
    ASSERT_NE(found, claims.end());
    EXPECT_EQ(found->when ? found->when->edtf : "none", wanted);
  }
}

TEST_F(Extracting, DatesWhatIsToldByTheDayBeforeTheInquit) {
  constexpr std::string_view kInquit = R"(
    Kazakhstan Kazakhstan PROPN 2 nsubj
    signed     sign       VERB  10 ccomp Tense=Past|VerbForm=Fin
    a          a          DET   5 det
    uranium    uranium    NOUN  5 compound
    contract   contract   NOUN  2 obj
    yesterday  yesterday  NOUN  10 obl:unmarked
    ,          ,          PUNCT 2 punct
    its        its        PRON  9 nmod:poss
    ministry   ministry   NOUN  10 nsubj
    said       say        VERB  0 root Tense=Past|VerbForm=Fin)";
  date(5, "2025-10-01");
  const auto claims = read(kInquit);
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].when ? claims[0].when->edtf : "none", "2025-10-01");
}

TEST_F(Extracting, DeniesWhatTheSentenceBeforeTellsInTheDeniersName) {
  const auto claims = read(std::string(kSigned) + R"(
    .          .          PUNCT 4 punct

    Rosatom    Rosatom    PROPN 2 nsubj
    denied     deny       VERB  0 root Tense=Past|VerbForm=Fin
    this       this       PRON  2 obj PronType=Dem)");
  ASSERT_EQ(claims.size(), 2U);
  EXPECT_EQ(says(claims[1]), "SUPPORT/agreement/denied who=Kazakhstan whom=Rosatom");
  EXPECT_EQ(claims[1].evidence.words, "Rosatom denied this");
}

TEST_F(Extracting, DatesAnActByWhatItWasDoneAt) {
  date(5, "2025-09-26");
  const auto claims = read(R"(
    At         at         ADP   3 case
    a          a          DET   3 det
    summit     summit     NOUN  8 obl
    held       hold       VERB  3 acl Tense=Past|VerbForm=Part
    last       last       ADJ   6 amod
    Friday     Friday     PROPN 4 obl:unmarked
    Kazakhstan Kazakhstan PROPN 8 nsubj
    signed     sign       VERB  0 root Tense=Past|VerbForm=Fin
    a          a          DET   11 det
    uranium    uranium    NOUN  11 compound
    contract   contract   NOUN  8 obj)");
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].when ? claims[0].when->edtf : "none", "2025-09-26");
}

TEST_F(Extracting, TakesNothingFromWhatNobodySpeaksOf) {
  for (const auto& claim : read(R"(
    Kazakhstan Kazakhstan PROPN 4 nsubj
    did        do         AUX   4 aux    VerbForm=Fin
    not        not        PART  4 advmod Polarity=Neg
    announce   announce   VERB  0 root   VerbForm=Inf
    the        the        DET   6 det    Definite=Def|PronType=Art
    visit      visit      NOUN  4 obj
    about      about      ADP   8 case
    uranium    uranium    NOUN  6 nmod)"))
    EXPECT_NE(claim.rule, "visit") << says(claim);
}

TEST_F(Extracting, LooksForTheDayOfWhatIsDoneBehindWhatItIsDoneFor) {
  dates_.published = "2025-10-03";
  for (const auto& [edtf, wanted] : {std::pair("2025-10-01", "2025-10-01"), std::pair("2027", "none")}) {
    dates_.dates.clear(), date(9, edtf);
    const auto claims = read(R"(
    Kazakhstan Kazakhstan PROPN 2 nsubj
    signed     sign       VERB  0 root Tense=Past|VerbForm=Fin
    a          a          DET   4 det
    contract   contract   NOUN  2 obj
    to         to         PART  6 mark
    mine       mine       VERB  2 advcl VerbForm=Inf
    uranium    uranium    NOUN  6 obj
    on         on         ADP   10 case
    the        the        DET   10 det
    day        day        NOUN  6 obl)");
    ASSERT_FALSE(claims.empty());
    EXPECT_EQ(claims[0].rule, "sign");
    EXPECT_EQ(claims[0].when ? claims[0].when->edtf : "none", wanted);
  }
}

TEST_F(Extracting, GivesWorkOfAHostAloneNoEvent) {
  const auto claims = read(R"(
    Kazakhstan Kazakhstan PROPN 2 nsubj
    mines      mine       VERB  0 root VerbForm=Fin
    uranium    uranium    NOUN  2 obj)");
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(says(claims[0]), "/operation/actual who=Kazakhstan");
}

TEST_F(Extracting, GivesTheSameReportTheSameIds) {
  const auto first = read(kSigned), second = read(kSigned);
  ASSERT_EQ(first.size(), second.size());
  EXPECT_EQ(first[0].id, second[0].id);
  EXPECT_FALSE(first[0].id.empty());
}

TEST_F(Extracting, SaysWhatIsMissingInAPack) {
  const auto path = std::filesystem::path(testing::TempDir()) / "extract_test_bare.pack";
  ASSERT_TRUE(pack::write_pack(path, {{"pack", "{}"}, {"contest", "{}"}}).ok());
  const pack::Pack bare = *pack::Pack::open(path);
  const auto result = Extractor::create(bare, "en");
  ASSERT_FALSE(result.ok());
  EXPECT_THAT(result.error().text(), testing::HasSubstr("hosts"));
}

}  // namespace
}  // namespace tamga::extract
