// Chains of drawn sentences: no model, no gazetteer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "base/files.h"
#include "parse/conllu.h"
#include "source/source.h"

namespace tamga::source {
namespace {

using mention::Kind;
using mention::Type;
using parse::WordId;

/// A report drawn by hand. A sentence is a row of words `form|lemma/UPOS/head/relation/Features`; the lemma is the form
/// where it is left out, and features may be left out. An empty sentence begins a paragraph.
class Drawing {
 public:
  explicit Drawing(const std::vector<std::string>& sentences) {
    std::string conllu = "# newpar\n";
    for (const std::string& sentence : sentences) conllu += sentence.empty() ? "# newpar\n" : rows(sentence);
    auto parsed = parse::from_conllu("drawing", conllu);
    if (!parsed) throw std::invalid_argument(parsed.error().text());
    parsed_ = *std::move(parsed);
  }

  /// The first to the last of these words are a mention; the first is its head.
  Drawing& mention(const std::string& first, const std::string& last, Type type, const std::string& name,
                   const std::string& country = "", Kind kind = Kind::kName) {
    mention::Mention made;
    made.first = made.head = word(first);
    made.last = word(last, made.first.value);
    made.range = parsed_.forest.bytes(made.first, made.last);
    made.kind = kind;
    made.referents = {referent(type, name, country)};
    const auto after = std::find_if(table_.mentions_.begin(), table_.mentions_.end(),
                                    [&](const mention::Mention& other) { return made.first < other.first; });
    table_.mentions_.insert(after, made);
    return *this;
  }
  Drawing& name(const std::string& word, Type type, const std::string& country = "") {
    return mention(word, word, type, word, country);
  }
  Drawing& outlet(const std::string& name) {
    outlet_.name = name;
    outlet_.type = "outlet";
    outlet_.named = true;
    return *this;
  }

  /// The word with this form: the first, or the one numbered in "said#2".
  WordId word(const std::string& form, std::uint32_t from = 0) const {
    const auto hash = form.find('#');
    int wanted = hash == std::string::npos ? 1 : std::stoi(form.substr(hash + 1));
    for (std::uint32_t i = from; i < parsed_.forest.words().size(); ++i)
      if (parsed_.forest.form({i}) == form.substr(0, hash) && --wanted == 0) return {i};
    throw std::invalid_argument("no word " + form);
  }

  Sources sources() const;
  /// "Tokayev > TASS > Herald"; unnamed hops have a star.
  std::string chain(const std::string& at) const {
    std::string out;
    for (const model::Hop& hop : sources().chain(word(at)))
      out += (out.empty() ? "" : " > ") + hop.name + (hop.named || hop.name == "author" ? "" : "*");
    return out;
  }
  std::string said_by(const std::string& at) const {
    const Sources found = sources();
    return found.said_by(found.chain(word(at)), Contest{{"KZ", "UZ"}});
  }

 private:
  static std::string rows(const std::string& sentence) {
    std::string out;
    std::istringstream words(sentence);
    int number = 0;
    for (std::string word; words >> word;) {
      std::vector<std::string> parts;
      std::istringstream in(word);
      for (std::string part; std::getline(in, part, '/');) parts.push_back(part);
      const auto bar = parts.at(0).find('|');
      const std::string form = parts[0].substr(0, bar);
      const std::string lemma = bar == std::string::npos ? form : parts[0].substr(bar + 1);
      out += std::to_string(++number) + "\t" + form + "\t" + lemma + "\t" + parts.at(1) + "\t_\t" +
             (parts.size() > 4 ? parts[4] : "_") + "\t" + parts.at(2) + "\t" + parts.at(3) + "\t_\t_\n";
    }
    return out + "\n";
  }

  mention::ReferentId referent(Type type, const std::string& name, const std::string& country) {
    auto& all = table_.referents_;
    auto at = std::find_if(all.begin(), all.end(), [&](const mention::Referent& r) { return r.name == name; });
    if (at == all.end()) {
      mention::Referent made;
      made.type = type;
      made.name = name;
      made.country = country;
      if (type != Type::kGroup) made.id = "id-" + name;
      at = all.insert(all.end(), made);
    }
    return {static_cast<std::uint32_t>(at - all.begin())};
  }

  parse::Parsed parsed_;
  mention::MentionTable table_;
  model::Hop outlet_;
};

const Language& language() {
  static const Language made = [] {
    const std::string folder = std::string(TAMGA_SOURCE_DIR) + "/packs/languages/en/";
    return *Language::load(*json::parse_yaml(*read_file(folder + "attribution.yaml")),
                           *json::parse_yaml(*read_file(folder + "remarks.yaml")));
  }();
  return made;
}

Sources Drawing::sources() const {
  return find_sources(parsed_.document, parsed_.forest, table_, outlet_, language());
}

constexpr const char* kHe = "He|he/PRON/2/nsubj/Person=3|PronType=Prs";

// ---- verbs

TEST(Chain, SubjectOfASpeechVerbSpeaksAboutItsContent) {
  Drawing report({"Rosatom/PROPN/2/nsubj said|say/VERB/0/root drilling/NOUN/4/nsubj began|begin/VERB/2/ccomp"});
  report.name("Rosatom", Type::kOrganisation, "RU").outlet("Herald");
  EXPECT_EQ(report.chain("began"), "Rosatom > Herald");
  EXPECT_EQ(report.said_by("began"), "partner");
}

TEST(Chain, SpeechVerbMayFollowWhatItSays) {
  Drawing report({"Drilling/NOUN/2/nsubj began|begin/VERB/0/root ,/PUNCT/6/punct the/DET/5/det agency/NOUN/6/nsubj "
                  "said|say/VERB/2/parataxis"});
  report.mention("agency", "agency", Type::kOrganisation, "Atomic Agency", "KZ", Kind::kRole);
  EXPECT_EQ(report.chain("began"), "Atomic Agency");
  EXPECT_EQ(report.said_by("began"), "host");
}

TEST(Chain, SpeechVerbMayStandWithinWhatItSays) {
  Drawing report({"Astana/PROPN/7/nsubj ,/PUNCT/4/punct he|he/PRON/4/nsubj said|say/VERB/7/parataxis ,/PUNCT/4/punct "
                  "also/ADV/7/advmod planned|plan/VERB/0/root talks|talk/NOUN/7/obj"});
  report.mention("he", "he", Type::kPerson, "Satkaliyev", "KZ", Kind::kPronoun).name("Astana", Type::kState, "KZ");
  EXPECT_EQ(report.chain("planned"), "Satkaliyev");
}

TEST(Chain, ParserMayTakeTheSayingForWhatIsSaid) {
  Drawing report({"Drilling/NOUN/2/nsubj began|begin/VERB/0/root ,/PUNCT/5/punct Rosatom/PROPN/5/nsubj "
                  "said|say/VERB/2/ccomp"});
  report.name("Rosatom", Type::kOrganisation, "RU");
  EXPECT_EQ(report.chain("began"), "Rosatom");
}

TEST(Chain, VerbBesideTheLastClauseCoversTheWholeSentence) {
  Drawing report({"Tokayev/PROPN/2/nsubj ordered|order/VERB/0/root that/SCONJ/5/mark work/NOUN/5/nsubj "
                  "begin/VERB/2/ccomp after/SCONJ/7/mark talks|talk/NOUN/5/advcl ,/PUNCT/10/punct Kursiv/PROPN/10/nsubj "
                  "reported|report/VERB/2/parataxis"});
  report.name("Tokayev", Type::kPerson, "KZ").name("Kursiv", Type::kOutlet, "KZ");
  EXPECT_EQ(report.chain("ordered"), "Kursiv");
  EXPECT_EQ(report.said_by("ordered"), "author") << "media without a named speaker";
}

TEST(Chain, SubjectTheParserLostIsTheNameBeforeTheVerb) {
  Drawing report({"Leaders|leader/NOUN/2/nsubj met|meet/VERB/9/ccomp Costa/PROPN/2/obj ,/PUNCT/5/punct secretary/NOUN/3/appos "
                  ",/PUNCT/7/punct Asadov/PROPN/5/appos ,/PUNCT/5/punct tells|tell/VERB/0/root/VerbForm=Fin "
                  "reporters|reporter/NOUN/9/iobj"});
  report.name("Costa", Type::kPerson, "EU").name("Asadov", Type::kPerson, "UZ");
  EXPECT_EQ(report.chain("met"), "Asadov");
}

TEST(Chain, SpeechInAConditionIsNoSource) {
  Drawing report({"If|if/SCONJ/3/mark Beijing/PROPN/3/nsubj insists|insist/VERB/6/advcl ,/PUNCT/3/punct "
                  "Bishkek/PROPN/6/nsubj pays|pay/VERB/0/root"});
  report.name("Beijing", Type::kState, "CN").name("Bishkek", Type::kState, "KG");
  EXPECT_EQ(report.chain("pays"), "author");
}

TEST(Chain, AsSomebodySaidIsASourceAsSomebodyProposedIsNone) {
  for (const auto& [verb, chain] : {std::pair{"said|say", "Moscow"}, std::pair{"proposed|propose", "author"}}) {
    Drawing report({"Work/NOUN/2/nsubj began|begin/VERB/0/root as/SCONJ/5/mark Moscow/PROPN/5/nsubj " + std::string(verb) +
                    "/VERB/2/advcl"});
    report.name("Moscow", Type::kState, "RU");
    EXPECT_EQ(report.chain("began"), chain);
  }
}

TEST(Chain, QuotationGoesToTheVerbThatGovernsIt) {
  Drawing report({"Report/NOUN/2/nsubj said|say/VERB/0/root that/SCONJ/5/mark Uzbekistan/PROPN/5/nsubj "
                  "expressed|express/VERB/2/ccomp “/PUNCT/7/punct readiness/NOUN/5/obj to/PART/9/mark trade/VERB/7/acl ”/PUNCT/7/punct"});
  report.mention("Report", "Report", Type::kOutlet, "Kursiv", "KZ").name("Uzbekistan", Type::kState, "UZ");
  EXPECT_EQ(report.chain("trade"), "Uzbekistan > Kursiv");
}

TEST(Chain, CoordinatedVerbsShareTheirSubject) {
  Drawing report({"Grossi/PROPN/2/nsubj visited|visit/VERB/0/root Tashkent/PROPN/2/obj and/CCONJ/5/cc "
                  "said|say/VERB/2/conj reactors|reactor/NOUN/7/nsubj help/VERB/5/ccomp"});
  report.name("Grossi", Type::kPerson).name("Tashkent", Type::kPlace, "UZ");
  EXPECT_EQ(report.chain("help"), "Grossi");
  EXPECT_EQ(report.chain("visited"), "author");
  EXPECT_EQ(report.said_by("help"), "other");
}

TEST(Chain, SecondClauseHungOnTheVerbIsContentToo) {
  Drawing report({"Sklyar/PROPN/2/nsubj said|say/VERB/0/root that/SCONJ/5/mark talks|talk/NOUN/5/nsubj "
                  "failed|fail/VERB/2/ccomp and/CCONJ/9/cc that/SCONJ/9/mark Astana/PROPN/9/nsubj "
                  "builds|build/VERB/2/conj"});
  report.name("Sklyar", Type::kPerson, "KZ");
  EXPECT_EQ(report.chain("failed"), "Sklyar");
  EXPECT_EQ(report.chain("builds"), "Sklyar");
}

TEST(Chain, InnerSpeakerStandsBeforeTheOuterOne) {
  Drawing report({"Kursiv/PROPN/2/nsubj reported|report/VERB/0/root that/SCONJ/5/mark Sklyar/PROPN/5/nsubj "
                  "said|say/VERB/2/ccomp talks|talk/NOUN/7/nsubj failed|fail/VERB/5/ccomp"});
  report.name("Kursiv", Type::kOutlet, "KZ").name("Sklyar", Type::kPerson, "KZ").outlet("Herald");
  EXPECT_EQ(report.chain("failed"), "Sklyar > Kursiv > Herald");
}

TEST(Chain, WhatWasNotSaidHasNoSource) {
  Drawing report({"Rosatom/PROPN/4/nsubj did|do/AUX/4/aux not/PART/4/advmod/Polarity=Neg say/VERB/0/root that/SCONJ/7/mark "
                  "drilling/NOUN/7/nsubj began|begin/VERB/4/ccomp"});
  report.name("Rosatom", Type::kOrganisation, "RU").outlet("Herald");
  EXPECT_EQ(report.chain("began"), "author > Herald");
  EXPECT_EQ(report.said_by("began"), "author");
}

TEST(Chain, VerbsOfFindingOutLeaveTheWordToTheAuthor) {
  Drawing report({"Cameco/PROPN/2/nsubj learned|learn/VERB/0/root that/SCONJ/5/mark mining/NOUN/5/nsubj "
                  "stopped|stop/VERB/2/ccomp"});
  report.name("Cameco", Type::kOrganisation, "CA");
  EXPECT_EQ(report.chain("stopped"), "author");
}

TEST(Chain, PromiseOfADeedIsToldByTheAuthor) {
  Drawing report({"EBRD/PROPN/2/nsubj pledged|pledge/VERB/0/root to/PART/4/mark invest/VERB/2/xcomp"});
  report.name("EBRD", Type::kOrganisation);
  EXPECT_EQ(report.chain("invest"), "author");
}

TEST(Chain, LemmasMissedByALetterAreStillSpeech) {
  Drawing report({"Likhachev/PROPN/2/nsubj revealed|reveale/VERB/0/root Rosatom/PROPN/4/nsubj stopped|stop/VERB/2/ccomp"});
  report.name("Likhachev", Type::kPerson, "RU");
  EXPECT_EQ(report.chain("stopped"), "Likhachev");
}

TEST(Chain, ColdFiguresBelongToWhoeverEstimates) {
  Drawing report({"BMO/PROPN/2/compound analysts|analyst/NOUN/4/nsubj had|have/AUX/4/aux expected|expect/VERB/0/root "
                  "9/NUM/6/nummod pounds|pound/NOUN/4/obj"});
  report.name("BMO", Type::kOrganisation, "CA");
  EXPECT_EQ(report.chain("pounds"), "BMO");
  EXPECT_EQ(report.said_by("pounds"), "other") << "analysts take no side by the country of their house";
}

TEST(Chain, WhatAStateExpectsIsItsPlan) {
  Drawing report({"Kazakhstan/PROPN/2/nsubj expects|expect/VERB/0/root investment/NOUN/2/obj"});
  report.name("Kazakhstan", Type::kState, "KZ");
  EXPECT_EQ(report.chain("expects"), "author");
}

TEST(Chain, TwoSpeakersAreTwoHops) {
  Drawing report({"Cove/PROPN/4/nsubj and/CCONJ/3/cc Samruk/PROPN/1/conj said|say/VERB/0/root they/PRON/6/nsubj "
                  "signed|sign/VERB/4/ccomp"});
  report.name("Cove", Type::kOrganisation, "US").name("Samruk", Type::kOrganisation, "KZ");
  EXPECT_EQ(report.chain("signed"), "Cove > Samruk");
}

// ---- voices

TEST(Chain, OfficialsWhoVoiceReadinessAreItsSource) {
  Drawing report({"Russian/ADJ/2/amod officials|official/NOUN/3/nsubj voiced|voice/VERB/0/root readiness/NOUN/3/obj "
                  ",/PUNCT/7/punct Gazeta/PROPN/7/nsubj reported|report/VERB/3/parataxis"});
  report.mention("officials", "officials", Type::kGroup, "Russian officials", "RU", Kind::kGroup)
      .name("Gazeta", Type::kOutlet, "RU");
  EXPECT_EQ(report.chain("voiced"), "Russian officials* > Gazeta");
  EXPECT_EQ(report.said_by("voiced"), "partner");
}

TEST(Chain, StatesExpressInterestByTheAuthorsWord) {
  Drawing report({"France/PROPN/2/nsubj expressed|express/VERB/0/root interest/NOUN/2/obj"});
  report.name("France", Type::kState, "FR");
  EXPECT_EQ(report.chain("expressed"), "author");
}

TEST(Chain, StatesThatAreQuotedSpeak) {
  Drawing report({"Uzbekistan/PROPN/2/nsubj expressed|express/VERB/0/root “/PUNCT/4/punct readiness/NOUN/2/obj to/PART/6/mark "
                  "develop/VERB/4/acl partnership/NOUN/6/obj ”/PUNCT/4/punct"});
  report.name("Uzbekistan", Type::kState, "UZ");
  EXPECT_EQ(report.chain("develop"), "Uzbekistan");
  EXPECT_EQ(report.said_by("expressed"), "host");
}

// ---- phrases and documents

TEST(Chain, AccordingToNamesTheSource) {
  Drawing report({"Trains|train/NOUN/2/nsubj run/VERB/0/root by/ADP/4/case 2030/NUM/2/obl ,/PUNCT/8/punct "
                  "according/VERB/8/case to/ADP/6/fixed EDB/PROPN/2/obl"});
  report.name("EDB", Type::kOrganisation);
  EXPECT_EQ(report.chain("run"), "EDB");
}

TEST(Chain, AccountsSpeakForWhoeverFiledThemAndCarryWhoeverReportedThem) {
  Drawing report({"Plant/NOUN/2/nsubj:pass built|build/VERB/0/root ,/PUNCT/6/punct according/VERB/6/case to/ADP/4/fixed "
                  "accounts|account/NOUN/2/obl filed|file/VERB/6/acl by/ADP/9/case Combine/PROPN/7/obl:agent and/CCONJ/11/cc "
                  "reported|report/VERB/7/conj by/ADP/13/case Kursiv/PROPN/11/obl:agent"});
  report.name("Combine", Type::kOrganisation, "KZ").name("Kursiv", Type::kOutlet, "KZ").outlet("Herald");
  EXPECT_EQ(report.chain("built"), "Combine > Kursiv > Herald");
}

TEST(Chain, StatementOfAMinistryIsTheMinistry) {
  Drawing report({"The|the/DET/4/det/Definite=Def ministry/NOUN/4/nmod:poss 's/PART/2/case channel/NOUN/5/nsubj "
                  "said|say/VERB/0/root talks|talk/NOUN/7/nsubj began|begin/VERB/5/ccomp"});
  report.mention("ministry", "ministry", Type::kOrganisation, "Ministry of Energy", "KZ", Kind::kRole);
  EXPECT_EQ(report.chain("began"), "Ministry of Energy");
}

TEST(Chain, TheStatementIsTheOneSpokenOfBefore) {
  Drawing report({"The|the/DET/2/det agency/NOUN/3/nsubj said|say/VERB/0/root talks|talk/NOUN/5/nsubj began|begin/VERB/3/ccomp",
                  "",
                  "Credit/NOUN/2/nsubj comes|come/VERB/0/root ,/PUNCT/6/punct the|the/DET/5/det/Definite=Def "
                  "statement/NOUN/6/nsubj added|say/VERB/2/parataxis"});
  report.mention("agency", "agency", Type::kOrganisation, "Atomic Agency", "KZ", Kind::kRole);
  EXPECT_EQ(report.chain("comes"), "Atomic Agency");
}

TEST(Chain, FiguresOfNobodyStandForThemselves) {
  Drawing report({"Exports|export/NOUN/2/nsubj rose|rise/VERB/0/root ,/PUNCT/7/punct according/VERB/7/case to/ADP/4/fixed "
                  "customs|custom/NOUN/7/compound figures|figure/NOUN/2/obl"});
  EXPECT_EQ(report.chain("rose"), "customs figures*");
  EXPECT_EQ(report.said_by("rose"), "other");
}

TEST(Chain, CountOfCriticsIsTheirs) {
  Drawing report({"Tajikistan/PROPN/2/nsubj needs|need/VERB/0/root billions|billion/NOUN/2/obj ,/PUNCT/8/punct by/ADP/8/case "
                  "its/PRON/7/nmod:poss critics|critic/NOUN/8/nmod:poss count/NOUN/2/obl"});
  EXPECT_EQ(report.chain("needs"), "its critics*");
  EXPECT_EQ(report.said_by("needs"), "other");
}

TEST(Chain, UnknownPeopleAreAnUnnamedGroup) {
  Drawing report({"Two|two/NUM/2/nummod people/NOUN/3/nsubj said|say/VERB/0/root terms|term/NOUN/5/nsubj "
                  "changed|change/VERB/3/ccomp"});
  EXPECT_EQ(report.chain("changed"), "Two people*");
  EXPECT_EQ(report.said_by("changed"), "other");
}

TEST(Chain, NameBesideATitleIsTheSpeaker) {
  Drawing report({"Rosatom/PROPN/3/nmod:poss 's/PART/1/case head/NOUN/7/nsubj ,/PUNCT/5/punct Likhachev/PROPN/3/appos "
                  ",/PUNCT/5/punct said|say/VERB/0/root talks|talk/NOUN/9/nsubj began|begin/VERB/7/ccomp"});
  report.name("Rosatom", Type::kOrganisation, "RU").name("Likhachev", Type::kPerson, "RU");
  EXPECT_EQ(report.chain("began"), "Likhachev");
}

// ---- passives

TEST(Chain, QuotedByTwoHops) {
  Drawing report({"Putin/PROPN/3/nsubj:pass was|be/AUX/3/aux:pass quoted|quote/VERB/0/root by/ADP/5/case "
                  "TASS/PROPN/3/obl:agent as/SCONJ/7/mark saying|say/VERB/3/xcomp talks|talk/NOUN/9/nsubj "
                  "began|begin/VERB/7/ccomp"});
  report.name("Putin", Type::kPerson, "RU").name("TASS", Type::kOutlet, "RU").outlet("Herald");
  EXPECT_EQ(report.chain("began"), "Putin > TASS > Herald");
  EXPECT_EQ(report.said_by("began"), "partner");
}

TEST(Chain, AgentOfAnAnnouncementIsItsSource) {
  Drawing report({"Talks|talk/NOUN/3/nsubj:pass were|be/AUX/3/aux:pass announced|announce/VERB/0/root by/ADP/5/case "
                  "Uzatom/PROPN/3/obl:agent"});
  report.name("Uzatom", Type::kOrganisation, "UZ");
  EXPECT_EQ(report.chain("Talks"), "Uzatom");
}

// ---- media

TEST(Chain, InterviewNamesTheOutlet) {
  Drawing report({"Azim/PROPN/2/nsubj said|say/VERB/0/root in/ADP/5/case an/DET/5/det interview/NOUN/2/obl with/ADP/8/case "
                  "daily/NOUN/8/compound Figaro/PROPN/5/nmod that/SCONJ/11/mark Tashkent/PROPN/11/nsubj "
                  "builds|build/VERB/2/ccomp"});
  report.name("Azim", Type::kPerson, "UZ").name("Figaro", Type::kOutlet, "FR").name("Tashkent", Type::kState, "UZ");
  EXPECT_EQ(report.chain("builds"), "Azim > Figaro");
  EXPECT_EQ(report.sources().chain(report.word("builds")).front().how, "said in an interview");
}

TEST(Chain, SpeakerGoesOnInTheSameInterview) {
  Drawing report({"Azim/PROPN/2/nsubj told|tell/VERB/0/root TASS/PROPN/2/iobj that/SCONJ/6/mark work/NOUN/6/nsubj "
                  "began|begin/VERB/2/ccomp",
                  "", std::string(kHe) + " added|add/VERB/0/root that/SCONJ/5/mark money/NOUN/5/nsubj came|come/VERB/2/ccomp"});
  report.name("Azim", Type::kPerson, "UZ").name("TASS", Type::kOutlet, "RU");
  report.mention("He", "He", Type::kPerson, "Azim", "UZ", Kind::kPronoun);
  EXPECT_EQ(report.chain("came"), "Azim > TASS");
}

TEST(Chain, UnnamedInterviewIsAHop) {
  Drawing report({"Azim/PROPN/2/nsubj said|say/VERB/0/root in/ADP/6/case a/DET/6/det television/NOUN/6/compound "
                  "interview/NOUN/2/obl work/NOUN/8/nsubj began|begin/VERB/2/ccomp"});
  report.name("Azim", Type::kPerson, "UZ");
  EXPECT_EQ(report.chain("began"), "Azim > a television interview*");
}

TEST(Chain, OwnOutletCitingOthersStandsBehindEveryClaim) {
  Drawing report({"Miller/PROPN/2/nsubj toured|tour/VERB/0/root ,/PUNCT/5/punct Post/PROPN/5/nsubj reports|report/VERB/2/parataxis "
                  "citing|cite/VERB/5/advcl foreign/ADJ/8/amod media/NOUN/6/obj",
                  "", "Likhachev/PROPN/2/nsubj said|say/VERB/0/root talks|talk/NOUN/4/nsubj began|begin/VERB/2/ccomp"});
  report.name("Miller", Type::kPerson, "US").name("Post", Type::kOutlet).name("Likhachev", Type::kPerson, "RU").outlet("Post");
  EXPECT_EQ(report.chain("toured"), "foreign media* > Post");
  EXPECT_EQ(report.said_by("toured"), "author");
  EXPECT_EQ(report.chain("began"), "Likhachev > foreign media* > Post");
}

TEST(Chain, CitedSourceStandsBeforeTheMediumThatCites) {
  Drawing report({"Saidov/PROPN/2/nsubj left|leave/VERB/0/root ,/PUNCT/5/punct Trend/PROPN/5/nsubj reported|report/VERB/2/parataxis "
                  "citing|cite/VERB/5/advcl Saidov/PROPN/8/nmod:poss channel/NOUN/6/obj"});
  report.name("Saidov", Type::kPerson, "UZ").name("Trend", Type::kOutlet, "AZ");
  report.mention("Saidov#2", "Saidov", Type::kPerson, "Saidov", "UZ");
  EXPECT_EQ(report.chain("left"), "Saidov > Trend");
}

TEST(Chain, WhomTheMediumCitesInARelativeClauseStandsBeforeIt) {
  Drawing report({"According/VERB/3/case to/ADP/1/fixed Reuters/PROPN/10/obl ,/PUNCT/6/punct which/PRON/6/nsubj/PronType=Rel "
                  "cited|cite/VERB/3/acl:relcl Saidov/PROPN/6/obj ,/PUNCT/3/punct talks|talk/NOUN/10/nsubj began|begin/VERB/0/root"});
  report.name("Reuters", Type::kOutlet, "GB").name("Saidov", Type::kPerson, "UZ");
  EXPECT_EQ(report.chain("began"), "Saidov > Reuters");
}

TEST(Chain, NameBeforeTheClauseSpeaksAndNotTheVisitItHangsOn) {
  Drawing report({"Shen/PROPN/2/nsubj paid|pay/VERB/0/root visit/NOUN/2/obj to/ADP/5/case Kazakhstan/PROPN/2/obl ,/PUNCT/8/punct "
                  "which/PRON/8/nsubj/PronType=Rel announced|announce/VERB/3/acl:relcl plans|plan/NOUN/8/obj"});
  report.name("Shen", Type::kPerson, "CN").name("Kazakhstan", Type::kState, "KZ");
  EXPECT_EQ(report.chain("plans"), "Kazakhstan");
}

TEST(Chain, OutletInBracketsIsWhereTheSentenceComesFrom) {
  Drawing report({"Talks|talk/NOUN/2/nsubj began|begin/VERB/0/root (/PUNCT/4/punct TASS/PROPN/2/parataxis )/PUNCT/4/punct"});
  report.name("TASS", Type::kOutlet, "RU").outlet("Herald");
  EXPECT_EQ(report.chain("began"), "TASS > Herald");
}

TEST(Chain, AgencyOfTheDatelineStandsBehindTheWholeReport) {
  Drawing report({"ASTANA/PROPN/0/root (/PUNCT/3/punct TASS/PROPN/1/parataxis )/PUNCT/3/punct -/PUNCT/1/punct",
                  "Talks|talk/NOUN/2/nsubj began|begin/VERB/0/root"});
  report.name("TASS", Type::kOutlet, "RU").outlet("Herald");
  EXPECT_EQ(report.chain("began"), "TASS > Herald");
}

TEST(Chain, SourceLineIsAboutTheWholeReport) {
  Drawing report({"Talks|talk/NOUN/2/nsubj began|begin/VERB/0/root", "",
                  "Source|source/NOUN/0/root :/PUNCT/1/punct Kursiv/PROPN/1/appos"});
  report.name("Kursiv", Type::kOutlet, "KZ").outlet("Herald");
  EXPECT_EQ(report.chain("began"), "Kursiv > Herald");
}

TEST(Chain, NoOutletNoLastHop) {
  Drawing report({"Talks|talk/NOUN/2/nsubj began|begin/VERB/0/root"});
  EXPECT_EQ(report.chain("began"), "author");
  EXPECT_EQ(Drawing(report).outlet("Herald").chain("began"), "author > Herald");
}

TEST(Chain, PersonBeforeAColonSaysTheLine) {
  Drawing report({"Tokayev/PROPN/4/parataxis :/PUNCT/1/punct Kazakhstan/PROPN/4/nsubj builds|build/VERB/0/root"});
  report.name("Tokayev", Type::kPerson, "KZ").name("Kazakhstan", Type::kState, "KZ");
  EXPECT_EQ(report.chain("builds"), "Tokayev");
}

// ---- quotations

TEST(Chain, QuotationOverTwoSentencesHasOneSpeaker) {
  Drawing report({"Azim/PROPN/2/nsubj said|say/VERB/0/root “/PUNCT/5/punct chains|chain/NOUN/5/nsubj grow/VERB/2/ccomp ./PUNCT/5/punct",
                  "Tajikistan/PROPN/3/nsubj is|be/AUX/3/cop rich/ADJ/0/root ”/PUNCT/3/punct"});
  report.name("Azim", Type::kPerson, "UZ").name("Tajikistan", Type::kState, "TJ");
  EXPECT_EQ(report.chain("rich"), "Azim");
  const auto sources = report.sources();
  ASSERT_EQ(sources.quotations().size(), 1U);
  const auto quote = sources.quote(report.sources().quotations()[0].range);
  ASSERT_TRUE(quote);
  EXPECT_EQ(quote->words, " chains grow . Tajikistan is rich ");
}

TEST(Chain, QuotationAloneGoesOnWithTheParagraphsSpeaker) {
  Drawing report({"“/PUNCT/3/punct This/PRON/3/nsubj starts|start/VERB/7/ccomp ,/PUNCT/3/punct ”/PUNCT/3/punct he/PRON/7/nsubj "
                  "said|say/VERB/0/root",
                  "“/PUNCT/3/punct Work/NOUN/3/nsubj goes|go/VERB/0/root on/ADV/3/advmod ”/PUNCT/3/punct"});
  report.mention("he", "he", Type::kPerson, "Azim", "UZ", Kind::kPronoun);
  EXPECT_EQ(report.chain("starts"), "Azim");
  EXPECT_EQ(report.chain("goes"), "Azim");
}

TEST(Chain, QuotedPartOfASentenceIsThePersonsWhoActs) {
  Drawing report({"Shen/PROPN/2/nsubj pitched|pitch/VERB/0/root “/PUNCT/5/punct advanced/ADJ/5/amod technologies|technology/NOUN/2/obj "
                  "for/ADP/7/case energy/NOUN/5/nmod ”/PUNCT/5/punct"});
  report.name("Shen", Type::kPerson, "CN");
  EXPECT_EQ(report.chain("pitched"), "Shen");
}

TEST(Chain, WordHeldAtArmsLengthHasNoSpeaker) {
  Drawing report({"Shen/PROPN/2/nsubj opened|open/VERB/0/root a/DET/5/det “/PUNCT/5/punct friendship/NOUN/2/obj ”/PUNCT/5/punct"});
  report.name("Shen", Type::kPerson, "CN");
  EXPECT_EQ(report.chain("opened"), "author");
}

// ---- going on

TEST(Chain, PlansAfterASpeakerAreStillHis) {
  Drawing report({"Azim/PROPN/2/nsubj explained|explain/VERB/0/root engineers|engineer/NOUN/4/nsubj study/VERB/2/ccomp it/PRON/4/obj",
                  "They|they/PRON/3/nsubj will/AUX/3/aux build/VERB/0/root it/PRON/3/obj", "",
                  "They|they/PRON/3/nsubj will/AUX/3/aux dig/VERB/0/root"});
  report.name("Azim", Type::kPerson, "UZ");
  EXPECT_EQ(report.chain("build"), "Azim");
  EXPECT_EQ(report.chain("dig"), "author") << "a new paragraph is the author's";
}

TEST(Chain, DatedBackgroundAfterASpeakerIsTheAuthors) {
  Drawing report({"Cabinet/PROPN/2/nsubj said|say/VERB/0/root money/NOUN/4/nsubj came|come/VERB/2/ccomp",
                  "Building/NOUN/2/nsubj began|begin/VERB/0/root in/ADP/4/case 2024/NUM/2/obl"});
  report.name("Cabinet", Type::kOrganisation, "KG");
  EXPECT_EQ(report.chain("began"), "author");
}

TEST(Chain, CommentAfterASpeakerIsTheAuthors) {
  Drawing report({"Grossi/PROPN/2/nsubj said|say/VERB/0/root agency/NOUN/4/nsubj helps|help/VERB/2/ccomp",
                  "That/PRON/3/nsubj/PronType=Dem is|be/AUX/3/cop advice/NOUN/0/root"});
  report.name("Grossi", Type::kPerson);
  EXPECT_EQ(report.chain("advice"), "author");
}

TEST(Chain, SaidSoPointsToTheSentenceBefore) {
  Drawing report({"Uzbekistan/PROPN/2/nsubj wants|want/VERB/0/root reactors|reactor/NOUN/2/obj",
                  "Azim/PROPN/2/nsubj said|say/VERB/0/root so/ADV/2/advmod"});
  report.name("Uzbekistan", Type::kState, "UZ").name("Azim", Type::kPerson, "UZ");
  EXPECT_EQ(report.chain("wants"), "Azim");
}

TEST(Chain, NobodyIsNoSource) {
  Drawing report({"No/DET/2/det/PronType=Neg official/NOUN/3/nsubj announced|announce/VERB/0/root that/SCONJ/6/mark money/NOUN/6/nsubj came|come/VERB/3/ccomp"});
  EXPECT_EQ(report.chain("came"), "author");
}

TEST(Chain, PronounNobodyResolvedIsWhoeverSpokeLast) {
  Drawing report({"Azim/PROPN/2/nsubj said|say/VERB/0/root money/NOUN/4/nsubj came|come/VERB/2/ccomp", "",
                  std::string(kHe) + " added|add/VERB/0/root work/NOUN/4/nsubj began|begin/VERB/2/ccomp"});
  report.name("Azim", Type::kPerson, "UZ");
  EXPECT_EQ(report.chain("began"), "Azim");
}

// ---- lines that say nothing

TEST(Boilerplate, CreditsAndButtonsAreNoSources) {
  Drawing report({"Photo/NOUN/0/root :/PUNCT/1/punct Reuters/PROPN/1/appos", "",
                  "(/PUNCT/2/punct Reporting|report/VERB/0/root by/ADP/4/case Harte/PROPN/2/obl:agent )/PUNCT/2/punct", "",
                  "Share/VERB/0/root on/ADP/4/case social/ADJ/4/amod media/NOUN/1/obl", "",
                  "Talks|talk/NOUN/2/nsubj began|begin/VERB/0/root"});
  report.name("Reuters", Type::kOutlet).name("Harte", Type::kPerson).outlet("Herald");
  EXPECT_EQ(report.chain("began"), "author > Herald");
  EXPECT_EQ(report.chain("Reporting"), "author > Herald");
}

}  // namespace
}  // namespace tamga::source
