#include "mention/finder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "base/files.h"
#include "names/build.h"
#include "parse/conllu.h"

namespace tamga::mention {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The lexicon of a small world: two hosts, two powers, their presidents, some bodies and works.
class World {
 public:
  static const World& get() {
    static const World world;
    return world;
  }
  const names::Lexicon& lexicon() const { return *lexicon_; }

 private:
  World() {
    const auto folder = std::filesystem::path(testing::TempDir()) / "mention_world";
    std::filesystem::create_directories(folder / "names");
    const auto write = [&](const char* name, const std::string& text) {
      std::ofstream(folder / name) << text;
    };
    write("names.yaml",
          "languages: [en]\n"
          "only_in_capitals: [[Total]]\n"
          "sector_words: {nuclear: [nuclear], Lithium: [lithium]}\n"
          "tables:\n"
          "- {file: states.tsv, type: state, columns: {id: id, name: name, country: country},\n"
          "   names: {demonyms: demonym, capital: metonym}}\n"
          "- {file: places.tsv, type: place, columns: {id: id, name: name, country: country, population: "
          "population}}\n"
          "- {file: people.tsv, type: person, columns: {id: id, name: name, country: country, role: role, "
          "start: start, end: end},\n"
          "   names: {family: short}}\n"
          "- {file: bodies.tsv, type: organisation, columns: {id: id, name: name, country: country}, "
          "sectors: [sector],\n"
          "   names: {aliases: full}}\n"
          "- {file: minerals.tsv, type: commodity, lower: true, columns: {id: id, name: name}, sectors: "
          "[name]}\n");
    write("names/states.tsv",
          "# test\nid\tname\tcountry\tdemonyms\tcapital\n"
          "kz\tKazakhstan\tKZ\tKazakh\tAstana\nuz\tUzbekistan\tUZ\tUzbek\tTashkent\nru\tRussia\tRU\tRussian\t"
          "Moscow\n"
          "fr\tFrance\tFR\tFrench\tParis\n");
    write("names/places.tsv",
          "# test\nid\tname\tcountry\tpopulation\n"
          "astana\tAstana\tKZ\t3000000\ntashkent\tTashkent\tUZ\t3000000\nmoscow\tMoscow\tRU\t9000000\n"
          "york\tYork\tGB\t150000\n"
          "oral-large\tOral\tTR\t250000\noral\tOral\tKZ\t220000\n");
    write("names/people.tsv",
          "# test\nid\tname\tcountry\trole\tstart\tend\tfamily\n"
          "old\tNursultan Nazarbayev\tKZ\tPresident of Kazakhstan\t1991-12-16\t2019-03-20\tNazarbayev\n"
          "new\tKassym-Jomart Tokayev\tKZ\tPresident of Kazakhstan\t2019-03-20\t\tTokayev\n");
    write("names/bodies.tsv",
          "# test\nid\tname\tcountry\tsector\taliases\n"
          "rosatom\tRosatom\tRU\tnuclear\tRosatom Corporation\nedf\tEDF\tFR\tnuclear\t\n"
          "energy\tMinistry of Energy of Kazakhstan\tKZ\tnuclear\t\ntotal\tTotal\tFR\tnuclear\t\n");
    write("names/minerals.tsv", "# test\nid\tname\nlithium\tLithium\n");
    section_ = std::make_unique<std::string>(*names::build(folder));
    lexicon_ = std::make_unique<names::Lexicon>(*names::Lexicon::open(*section_));
    std::filesystem::remove_all(folder);
  }
  std::unique_ptr<std::string> section_;
  std::unique_ptr<names::Lexicon> lexicon_;
};

const Language& language() {
  static const Language made = *Language::load(
      *json::parse_yaml(*read_file(std::string(TAMGA_SOURCE_DIR) + "/packs/languages/en/mention.yaml")),
      *json::parse_yaml(
          "sectors:\n  nuclear: {en: {name: nuclear power, asset: [nuclear plant], words: [nuclear]}}\n"
          "heads: {en: {asset: [plant], asset_of: {mining: [deposit]}, again: [plant, deposit]}}\n"),
      "en");
  return made;
}

/// Sentences drawn one word a line: form, tag, head, relation, and where needed features and lemma.
std::string draw(const std::string& lines) {
  std::string out;
  std::istringstream in(lines);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    std::string form, upos, head, relation, features, lemma;
    if (!(cells >> form >> upos >> head >> relation)) {
      out += "\n";
      number = 0;
      continue;
    }
    if (!(cells >> features)) features = "_";
    if (!(cells >> lemma)) lemma = form;
    out += std::to_string(++number) + "\t" + form + "\t" + lemma + "\t" + upos + "\t_\t" + features + "\t" +
           head + "\t" + relation + "\t_\t_\n";
  }
  out += "\n";
  return out;
}

class Reading {
 public:
  explicit Reading(const std::string& lines, const std::string& published = "2025-03-21", std::vector<text::MarkedSpan> marked = {}) {
    auto parsed = parse::from_conllu("drawing", draw(lines));
    EXPECT_TRUE(parsed.ok()) << (parsed.ok() ? "" : parsed.error().text());
    text::Header header;
    header.published = published;
    document_ = text::Document("test", header, parsed->document.text(), std::move(marked));
    forest_ = std::move(parsed->forest);
    table_ = find_mentions(document_, forest_, World::get().lexicon(), language());
  }

  /// "words = name, name", metonyms with a star.
  std::vector<std::string> all() const {
    std::vector<std::string> out;
    for (const Mention& mention : table_.mentions()) out.push_back(told(mention));
    return out;
  }
  /// What the mention headed by the n-th word of this form means.
  std::string at(const std::string& form, int nth = 1) const {
    for (std::uint32_t i = 0; i < forest_.words().size(); ++i) {
      if (document_.words(forest_.word(parse::WordId{i}).range) != form || --nth > 0) continue;
      const auto id = table_.headed_by(parse::WordId{i});
      return id ? told(table_.mention(*id)) : "none";
    }
    return "no such word";
  }
  const Referent& referent(const std::string& form) const {
    for (const Mention& mention : table_.mentions()) {
      if (document_.words(forest_.word(mention.head).range) == form)
        return table_.referent(mention.referents.at(0));
    }
    static const Referent none;
    return none;
  }
  const MentionTable& table() const { return table_; }

 private:
  std::string told(const Mention& mention) const {
    std::string out = std::string(document_.words(mention.range)) + (mention.metonym ? "*" : "") + " =";
    for (ReferentId id : mention.referents)
      out += " " + table_.referent(id).name + (id == mention.referents.back() ? "" : ",");
    return out;
  }
  text::Document document_;
  parse::Forest forest_;
  MentionTable table_;
};

TEST(Mentions, OfTwoPlacesOfANameTheOneInTheCountryTalkedAboutIsMeant) {
  const Reading alone("He PRON 2 nsubj\nworked VERB 0 root\nin ADP 4 case\nOral PROPN 2 obl\n");
  EXPECT_EQ(alone.referent("Oral").country, "TR");
  const Reading there(
      "He PRON 2 nsubj\nworked VERB 0 root\nin ADP 4 case\nOral PROPN 2 obl\n, PUNCT 6 punct\nKazakhstan PROPN 4 appos\n");
  EXPECT_EQ(there.referent("Oral").country, "KZ");
}

TEST(Mentions, FindNamesOfThePackWithTheirTitles) {
  const Reading reading(
      "Kazakh ADJ 3 amod\nPresident PROPN 3 nmod:desc Number=Sing\nKassym PROPN 7 nsubj\n- PUNCT 5 "
      "punct\nJomart PROPN 3 flat\n"
      "Tokayev PROPN 3 flat\nmet VERB 0 root\nRosatom PROPN 7 obj\n");
  EXPECT_THAT(reading.all(), ElementsAre("Kazakh President Kassym - Jomart Tokayev = Kassym-Jomart Tokayev",
                                         "Kazakh = Kazakhstan", "Rosatom = Rosatom"));
  EXPECT_EQ(reading.referent("Kassym").role, "President of Kazakhstan");
}

TEST(Mentions, StateBeforeATitleBelongsToThePerson) {
  const Reading reading(
      "Kazakhstan PROPN 5 nsubj\nPresident PROPN 3 nmod:desc Number=Sing\nAibek PROPN 1 flat\nSadykov PROPN 3 "
      "flat\nleft VERB 0 root\n");
  EXPECT_THAT(reading.all(), ElementsAre("Kazakhstan President Aibek Sadykov = Aibek Sadykov"));
  EXPECT_EQ(reading.referent("Kazakhstan").country, "KZ");
}
TEST(Mentions, KnowWhoHeldTheOfficeOnTheDay) {
  const std::string text =
      "The DET 3 det Definite=Def|PronType=Art\nKazakh ADJ 3 amod\npresident NOUN 4 nsubj Number=Sing\nspoke "
      "VERB 0 root\n";
  EXPECT_EQ(Reading(text, "2025-03-21").at("president"), "Kazakh president = Kassym-Jomart Tokayev");
  EXPECT_EQ(Reading(text, "2010-05").at("president"), "Kazakh president = Nursultan Nazarbayev");
}

TEST(Mentions, KnowTheCounterpartInAnotherCountry) {
  const Reading reading(
      "Russian ADJ 2 amod\nPresident PROPN 3 nmod:desc Number=Sing\nPutin PROPN 4 nsubj\nphoned VERB 0 root "
      "_ phone\n"
      "his PRON 7 nmod:poss Poss=Yes\nKazakh ADJ 7 amod\ncounterpart NOUN 4 obj Number=Sing\n");
  EXPECT_EQ(reading.referent("Putin").role, "President");
  EXPECT_EQ(reading.at("his"), "his = Putin");
  EXPECT_EQ(reading.at("counterpart"), "Kazakh counterpart = Kassym-Jomart Tokayev");
}

TEST(Mentions, TakeAnOfficeOfABodyForNoHeadOfState) {
  const Reading reading(
      "The DET 2 det Definite=Def|PronType=Art\npresident NOUN 5 nsubj Number=Sing\nof ADP 4 case\nRosatom "
      "PROPN 2 nmod\nspoke VERB 0 root\n");
  EXPECT_THAT(reading.at("president"), testing::Not(testing::HasSubstr("Tokayev")));
}

TEST(Mentions, TellASeatFromItsGovernment) {
  const Reading reading(
      "Tashkent PROPN 3 nsubj\nwill AUX 3 aux\nengage VERB 0 root\nFrench ADJ 5 amod\ncompanies NOUN 3 obj "
      "Number=Plur company\n\n"
      "They PRON 2 nsubj\nmet VERB 0 root\nin ADP 4 case\nMoscow PROPN 2 obl\n\n"
      "Talks NOUN 2 nsubj Number=Plur talk\nbegan VERB 0 root\nwith ADP 4 case\nMoscow PROPN 1 nmod\n\n"
      "He PRON 2 nsubj\ntravelled VERB 0 root _ travel\nto ADP 4 case\nAstana PROPN 2 obl\n");
  EXPECT_EQ(reading.at("Tashkent"), "Tashkent* = Uzbekistan");
  EXPECT_EQ(reading.at("companies"), "French companies = French companies");
  EXPECT_EQ(reading.referent("companies").country, "FR");
  EXPECT_EQ(reading.at("Moscow", 1), "Moscow = Moscow");
  EXPECT_EQ(reading.at("Moscow", 2), "Moscow* = Russia");
  EXPECT_EQ(reading.at("Astana"), "Astana = Astana");
}

TEST(Mentions, KeepNamesThePackDoesNotKnow) {
  const Reading reading(
      "Carol PROPN 8 nsubj\nMiller PROPN 1 flat\n, PUNCT 6 punct\na DET 6 det "
      "Definite=Ind|PronType=Art\nFrench ADJ 6 amod\n"
      "senator NOUN 1 appos Number=Sing\n, PUNCT 1 punct\nspoke VERB 0 root\n\n"
      "Miller PROPN 2 nsubj\nleft VERB 0 root _ leave\n\nShe PRON 2 nsubj\nreturned VERB 0 root\n");
  EXPECT_EQ(reading.at("Carol"), "Carol Miller = Carol Miller");
  EXPECT_EQ(reading.referent("Carol").id, "");
  EXPECT_EQ(reading.referent("Carol").type, Type::kPerson);
  EXPECT_EQ(reading.referent("Carol").country, "FR");
  EXPECT_EQ(reading.at("senator"), "French senator = Carol Miller");
  EXPECT_EQ(reading.at("Miller", 2), "Miller = Carol Miller");
  EXPECT_EQ(reading.at("She"), "She = Carol Miller");
}

TEST(Mentions, PutMinistriesTogetherFromTheirWords) {
  const Reading reading(
      "The DET 4 det Definite=Def|PronType=Art\nKazakh ADJ 4 amod\nenergy NOUN 4 compound\nministry NOUN 5 "
      "nsubj Number=Sing\n"
      "met VERB 0 root\nthe DET 9 det Definite=Def|PronType=Art\nUzbek ADJ 9 amod\nTrade PROPN 9 "
      "compound\nMinistry PROPN 5 obj Number=Sing\n");
  EXPECT_EQ(reading.at("ministry"), "Kazakh energy ministry = Ministry of Energy of Kazakhstan");
  EXPECT_EQ(reading.at("Ministry"), "Uzbek Trade Ministry = Uzbek Trade Ministry");
  EXPECT_EQ(reading.referent("Ministry").country, "UZ");
}

TEST(Mentions, TakeUpBodiesByTheirKindAndCountry) {
  const Reading reading(
      "Rosatom PROPN 2 nsubj\nchose VERB 0 root _ choose\nEDF PROPN 2 obj\n\n"
      "The DET 3 det Definite=Def|PronType=Art\nFrench ADJ 3 amod\ngroup NOUN 4 nsubj Number=Sing\nagreed "
      "VERB 0 root\n\n"
      "The DET 2 det Definite=Def|PronType=Art\ncorporation NOUN 3 nsubj Number=Sing\nsaid VERB 0 root _ "
      "say\nit PRON 5 nsubj\npaid VERB 3 ccomp\n\n"
      "The DET 2 det Definite=Def|PronType=Art\nministry NOUN 3 nsubj Number=Sing\nobjected VERB 0 root\n");
  EXPECT_EQ(reading.at("group"), "French group = EDF");
  EXPECT_EQ(reading.at("corporation"), "corporation = Rosatom");
  EXPECT_EQ(reading.at("it"), "it = Rosatom");
  EXPECT_THAT(reading.at("ministry"),
              testing::Not(testing::AnyOf(testing::HasSubstr("Rosatom"), testing::HasSubstr("EDF"))));
}

TEST(Mentions, ReadPluralsAsThoseNamedBefore) {
  const Reading reading(
      "Kazakhstan PROPN 4 nsubj\nand CCONJ 3 cc\nRussia PROPN 1 conj\nagreed VERB 0 root\n\n"
      "Both DET 2 det PronType=Tot\ncountries NOUN 3 nsubj Number=Plur country\nsigned VERB 0 root _ sign\n\n"
      "They PRON 2 nsubj\nleft VERB 0 root\n");
  EXPECT_EQ(reading.at("countries"), "countries = Kazakhstan, Russia");
  EXPECT_EQ(reading.at("They"), "They = Kazakhstan, Russia");
}

TEST(Mentions, ReadTheGovernmentAsItsState) {
  const Reading reading(
      "Uzbek ADJ 2 amod\nofficials NOUN 3 nsubj Number=Plur official\nsaid VERB 0 root _ say\n"
      "the DET 5 det Definite=Def|PronType=Art\ngovernment NOUN 7 nsubj Number=Sing\nwould AUX 7 aux\npay "
      "VERB 3 ccomp\n");
  EXPECT_EQ(reading.at("government"), "government = Uzbekistan");
}

TEST(Mentions, ReadNeitherAsTwo) {
  const Reading reading(
      "Rosatom PROPN 2 nsubj\nphoned VERB 0 root _ phone\nEDF PROPN 2 obj\n\n"
      "Neither DET 2 det PronType=Neg\ncompany NOUN 3 nsubj Number=Sing\ncommented VERB 0 root\n");
  EXPECT_EQ(reading.at("company"), "company = Rosatom, EDF");
}

TEST(Mentions, FindThingsAndWhereTheyAre) {
  const Reading reading(
      "Rosatom PROPN 2 nsubj\nbuilds VERB 0 root _ build\na DET 6 det Definite=Ind|PronType=Art\nsmall ADJ 6 "
      "amod\nnuclear ADJ 6 amod\n"
      "plant NOUN 2 obj Number=Sing\nin ADP 8 case\nUzbekistan PROPN 6 nmod\nnear ADP 12 case\na DET 12 det "
      "Definite=Ind|PronType=Art\n"
      "lithium NOUN 12 compound\ndeposit NOUN 2 obl Number=Sing\n\n"
      "The DET 2 det Definite=Def|PronType=Art\nplant NOUN 3 nsubj Number=Sing\nwaits VERB 0 root _ wait\n");
  EXPECT_EQ(reading.at("plant"), "small nuclear plant = small nuclear plant");
  EXPECT_EQ(reading.referent("plant").country, "UZ");
  EXPECT_THAT(reading.referent("plant").sectors, ElementsAre("nuclear"));
  EXPECT_EQ(reading.at("deposit"), "lithium deposit = lithium deposit");
  EXPECT_THAT(reading.referent("deposit").sectors, ElementsAre("lithium", "mining"));
  EXPECT_EQ(reading.at("plant", 2), "plant = small nuclear plant");
}

TEST(Mentions, LeaveEverydayWordsAlone) {
  const Reading reading(
      "Total ADJ 2 amod\noutput NOUN 3 nsubj\nfell VERB 0 root _ fall\n\nThat PRON 2 nsubj\nhelps VERB 0 "
      "root\n");
  EXPECT_THAT(reading.all(), ElementsAre("That ="));
}

TEST(Mentions, LeaveEmptyWhatNothingFits) {
  const Reading reading("It PRON 2 nsubj\nrained VERB 0 root\n\nHe PRON 2 nsubj\nslept VERB 0 root\n");
  EXPECT_THAT(reading.all(), ElementsAre("It =", "He ="));
}

TEST(Mentions, AreOrderedWithOneForEachHead) {
  const Reading reading(
      "Uzbek ADJ 2 amod\nofficials NOUN 3 nsubj Number=Plur official\nmet VERB 0 root\nRussian ADJ 5 "
      "amod\nofficials NOUN 3 obj Number=Plur official\n");
  std::vector<std::uint32_t> heads;
  for (const Mention& mention : reading.table().mentions()) {
    heads.push_back(mention.head.value);
    EXPECT_EQ(reading.table().mention(*reading.table().headed_by(mention.head)).range, mention.range);
  }
  EXPECT_THAT(heads, ElementsAre(1, 0, 4, 3));
  // the smallest one that covers a word
  EXPECT_EQ(reading.table().mention(*reading.table().covering(parse::WordId{0})).head, parse::WordId{0});
}

TEST(Mentions, AreNoneInATextWithoutWords) {
  const Reading reading("");
  EXPECT_THAT(reading.all(), IsEmpty());
  EXPECT_FALSE(reading.table().headed_by(parse::WordId{0}).has_value());
}

TEST(Language, RefusesSectionsWithoutWords) {
  const auto sectors = *json::parse_yaml("sectors: {nuclear: {en: {asset: [nuclear plant]}}}");
  EXPECT_EQ(Language::load(*json::parse_yaml("a: b"), sectors, "en").error().code, ErrorCode::kBadData);
  const auto mention = *json::parse_yaml("pronouns: {person: [he]}");
  EXPECT_EQ(Language::load(mention, *json::parse_yaml("a: b"), "en").error().code, ErrorCode::kBadData);
  EXPECT_TRUE(Language::load(mention, sectors, "en").ok());
}

// "Gondor attacked the fleet of Kazakhstan ." is 42 bytes.
constexpr const char* kMarked =
    "Gondor PROPN 2 nsubj\nattacked VERB 0 root\nthe DET 4 det\nfleet NOUN 2 obj\nof ADP 6 case\nKazakhstan PROPN 4 nmod\n. PUNCT 2 punct\n";

TEST(Finder, TakesWhatTheCallerMarked) {
  const Reading reading(kMarked, "2025-03-21", {{{0, 6}, "state"}, {{16, 39}, ""}});
  EXPECT_EQ(reading.at("Gondor"), "Gondor = Gondor");
  EXPECT_EQ(reading.referent("Gondor").type, Type::kState);
  EXPECT_EQ(reading.at("fleet"), "the fleet of Kazakhstan = the fleet of Kazakhstan");
  EXPECT_EQ(reading.referent("fleet").type, Type::kGroup);
  EXPECT_EQ(reading.at("Kazakhstan"), "Kazakhstan = Kazakhstan") << "a name within stays what it is";
}

TEST(Finder, KeepsWhomAMarkedNameMeans) {
  const Reading same(kMarked, "2025-03-21", {{{29, 39}, ""}});
  EXPECT_EQ(same.referent("Kazakhstan").id, "kz");
  const Reading other(kMarked, "2025-03-21", {{{29, 39}, "organisation"}});
  EXPECT_EQ(other.referent("Kazakhstan").id, "") << "the caller says that it is no state";
  EXPECT_EQ(other.referent("Kazakhstan").country, "KZ");
}

TEST(Finder, ABodyThatThePackDoesNotKnowIsTakenUpAgain) {
  const Reading reading(
      "The DET 2 det Definite=Def\ncommittee NOUN 3 nsubj Number=Sing\nsaid VERB 0 root\nthat SCONJ 7 mark\nit PRON 7 nsubj Number=Sing\n"
      "will AUX 7 aux\nprotest VERB 3 ccomp\n. PUNCT 3 punct\n");
  EXPECT_EQ(reading.at("it"), "it = committee");
}

}  // namespace
}  // namespace tamga::mention
