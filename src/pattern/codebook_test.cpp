#include "pattern/codebook.h"

#include <gtest/gtest.h>

#include "support/drawn_frames.h"

namespace tamga::pattern {
namespace {

using test::Drawn;

constexpr std::string_view kSigned = R"(
    Rosatom  Rosatom  PROPN 2 nsubj
    signed   sign     VERB  0 root
    a        a        DET   6 det   Definite=Ind|PronType=Art
    long     long     ADJ   6 amod
    supply   supply   NOUN  6 compound
    contract contract NOUN  2 obj
    in       in       ADP   8 case
    Astana   Astana   PROPN 2 obl)";

constexpr std::string_view kWillSign = R"(
    Rosatom  Rosatom  PROPN 3 nsubj
    will     will     AUX   3 aux
    sign     sign     VERB  0 root
    a        a        DET   5 det   Definite=Ind|PronType=Art
    contract contract NOUN  3 obj)";

constexpr std::string_view kClasses =
    "classes:\n"
    "  paper: {en: [contract, memorandum]}\n"
    "  supply: {en: [supply contract, offtake]}\n"
    "  long: {en: [long]}\n";

Result<Codebook> load(std::string_view rules) {
  const std::string yaml = std::string(kClasses) + "rules:\n" + std::string(rules);
  return Codebook::load({{"test.yaml", *json::parse_yaml(yaml)}}, "en");
}

/// Only these words refer to anybody.
std::string_view type_of(const parse::Forest& forest, parse::WordId word) {
  const std::string_view form = forest.form(word);
  return form == "Rosatom" ? "organisation" : form == "Astana" ? "place" : "";
}

/// Id of the rule that matches at the predicate, "" for none.
std::string rule_at(std::string_view rules, std::string_view drawing, std::string_view form) {
  const Codebook book = *load(rules);
  const Drawn d(drawing, book.nouns());
  const Rule* rule = book.match(d.forest(), d.frame(form), [&](parse::WordId word) { return type_of(d.forest(), word); });
  return rule ? rule->id : "";
}

TEST(Codebook, TriggerIsALemmaOfOneKind) {
  EXPECT_EQ(rule_at("- {id: a, triggers: {en: {verb: [sign]}}}", kSigned, "signed"), "a");
  EXPECT_EQ(rule_at("- {id: a, triggers: {en: {verb: [ink]}}}", kSigned, "signed"), "");
  EXPECT_EQ(rule_at("- {id: a, triggers: {en: {noun: [sign]}}}", kSigned, "signed"), "");
  EXPECT_EQ(rule_at("- {id: a, triggers: {fr: {verb: [sign]}}}", kSigned, "signed"), "");
}

TEST(Codebook, StarTriggersOnAnyPredicateButOnlyAfterNamedOnes) {
  constexpr std::string_view kRules =
      "- {id: any, triggers: {en: {verb: ['*']}}, priority: 9}\n"
      "- {id: sign, triggers: {en: {verb: [sign]}}, never: [future]}\n";
  EXPECT_EQ(rule_at(kRules, kSigned, "signed"), "sign");
  EXPECT_EQ(rule_at(kRules, kWillSign, "sign"), "any");
}

TEST(Codebook, ConditionOnAType) {
  EXPECT_EQ(rule_at("- {id: a, triggers: {en: {verb: [sign]}}, where: [{role: [agent], type: [organisation]}]}", kSigned,
                    "signed"),
            "a");
  EXPECT_EQ(rule_at("- {id: a, triggers: {en: {verb: [sign]}}, where: [{role: [agent], type: [state]}]}", kSigned, "signed"),
            "");
  EXPECT_EQ(rule_at("- {id: a, triggers: {en: {verb: [sign]}}, where: [{role: [to, in], type: [place]}]}", kSigned, "signed"),
            "a");
}

TEST(Codebook, ClassPhraseMustCoverTheHead) {
  const auto with = [](const std::string& condition) {
    return rule_at("- {id: a, triggers: {en: {verb: [sign]}}, where: [{role: [patient], " + condition + "}]}", kSigned, "signed");
  };
  EXPECT_EQ(with("class: paper"), "a");
  EXPECT_EQ(with("class: supply"), "a");
  EXPECT_EQ(with("class: long"), "");
  EXPECT_EQ(with("class: [long, paper]"), "a");
  EXPECT_EQ(with("within: long"), "a");
  EXPECT_EQ(with("class: paper, within: supply"), "a");
}

TEST(Codebook, ConditionWithoutARoleIsOnThePredicate) {
  constexpr std::string_view kRule = "- {id: a, triggers: {en: {noun: [contract]}}, where: [{class: supply}]}";
  EXPECT_EQ(rule_at(kRule, kSigned, "contract"), "a");
  EXPECT_EQ(rule_at(kRule, kWillSign, "contract"), "");
}

TEST(Codebook, AbsentArgument) {
  constexpr std::string_view kRule =
      "- {id: a, triggers: {en: {verb: [sign]}}, where: [{role: [in], absent: true}]}";
  EXPECT_EQ(rule_at(kRule, kSigned, "signed"), "");
  EXPECT_EQ(rule_at(kRule, kWillSign, "sign"), "a");
}

TEST(Codebook, OnlyAndNeverLookAtOperators) {
  EXPECT_EQ(rule_at("- {id: a, triggers: {en: {verb: [sign]}}, only: [future]}", kWillSign, "sign"), "a");
  EXPECT_EQ(rule_at("- {id: a, triggers: {en: {verb: [sign]}}, only: [future]}", kSigned, "signed"), "");
  EXPECT_EQ(rule_at("- {id: a, triggers: {en: {verb: [sign]}}, never: [future]}", kWillSign, "sign"), "");
  EXPECT_EQ(rule_at("- {id: a, triggers: {en: {verb: [sign]}}, never: [future]}", kSigned, "signed"), "a");
}

TEST(Codebook, PriorityThenConditionsThenOrderDecide) {
  constexpr std::string_view kPlain = "- {id: plain, triggers: {en: {verb: [sign]}}}\n";
  constexpr std::string_view kStrict =
      "- {id: strict, triggers: {en: {verb: [sign]}}, where: [{role: [patient], class: paper}]}\n";
  constexpr std::string_view kUrgent = "- {id: urgent, triggers: {en: {verb: [sign]}}, priority: 1}\n";
  const auto join = [](std::string_view a, std::string_view b) { return std::string(a) + std::string(b); };
  EXPECT_EQ(rule_at(join(kPlain, kStrict), kSigned, "signed"), "strict");
  EXPECT_EQ(rule_at(join(kStrict, kUrgent), kSigned, "signed"), "urgent");
  EXPECT_EQ(rule_at(join(kPlain, "- {id: later, triggers: {en: {verb: [sign]}}}"), kSigned, "signed"), "plain");
}

TEST(Codebook, AdjectiveTriggersFitWordsWithACopula) {
  constexpr std::string_view kReady = R"(
    Rosatom Rosatom PROPN 3 nsubj
    is      be      AUX   3 cop
    ready   ready   ADJ   0 root)";
  EXPECT_EQ(rule_at("- {id: a, triggers: {en: {adjective: [ready]}}}", kReady, "ready"), "a");
}

TEST(Codebook, NounsAreThoseOfTheTriggers) {
  const Codebook book = *load("- {id: a, triggers: {en: {noun: [visit, '*'], verb: [sign]}}}");
  EXPECT_EQ(book.nouns(), (Words{"visit"}));
}

TEST(Codebook, ReadsWhatARuleMakes) {
  const Codebook book = *load(
      "- id: a\n"
      "  doc: Signing.\n"
      "  triggers: {en: {verb: [sign]}}\n"
      "  then: {event: SUPPORT, stage: agreement, who: agent, whom: [with, to], reciprocal: true}\n"
      "  standalone: true\n"
      "  confidence: 0.5\n"
      "  examples: {en: [{text: They signed., claim: {stage: agreement}}]}\n");
  const Rule& rule = *book.rule("a");
  EXPECT_EQ(rule.event, "SUPPORT");
  EXPECT_EQ(rule.stage, "agreement");
  EXPECT_EQ(rule.who, (std::vector<std::string>{"agent"}));
  EXPECT_EQ(rule.whom, (std::vector<std::string>{"with", "to"}));
  EXPECT_TRUE(rule.reciprocal && rule.standalone);
  EXPECT_FALSE(rule.weak);
  EXPECT_DOUBLE_EQ(rule.confidence, 0.5);
  ASSERT_EQ(rule.examples.size(), 1U);
  EXPECT_EQ(rule.examples[0].claim["stage"].string_or(""), "agreement");
  EXPECT_EQ(book.rule("b"), nullptr);
}

TEST(Codebook, MistakesNameFileAndRule) {
  const std::pair<std::string_view, std::string_view> kMistakes[] = {
      {"- {doc: nameless}", "has no id"},
      {"- {id: a, only: [futur]}", "unknown operator futur"},
      {"- {id: a, where: [{role: [agent], class: nobody}]}", "unknown class nobody"},
      {"- {id: a, where: [{role: [agent], within: nobody}]}", "unknown class nobody"},
      {"- {id: a, prioritty: 2}", "unknown key prioritty"},
      {"- {id: a, then: {stages: talks}}", "unknown key stages"},
      {"- {id: a, where: [{roles: [agent]}]}", "unknown key roles"},
      {"- {id: a, voice: middle}", "voice is active or passive, not middle"},
      {"- {id: a}\n- {id: a}", "is there twice"}};
  for (const auto& [rules, words] : kMistakes) {
    const auto book = load(rules);
    ASSERT_FALSE(book.ok()) << rules;
    EXPECT_EQ(book.error().code, ErrorCode::kBadData);
    EXPECT_NE(book.error().message.find(words), std::string::npos) << book.error().message;
  }
}

TEST(Covers, PhraseStandsAtTheWord) {
  const Drawn d(kSigned);
  const auto contract = test::word(d.forest(), "contract");
  EXPECT_TRUE(covers(d.forest(), contract, {"supply", "contract"}));
  EXPECT_TRUE(covers(d.forest(), contract, {"contract", "in"}));
  EXPECT_FALSE(covers(d.forest(), contract, {"long", "contract"}));
  EXPECT_FALSE(covers(d.forest(), test::word(d.forest(), "long"), {"supply", "contract"}));
}

}  // namespace
}  // namespace tamga::pattern
