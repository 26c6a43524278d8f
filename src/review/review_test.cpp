#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "merge/event.h"
#include "merge/standing.h"
#include "review/binding.h"
#include "review/changes.h"
#include "review/decisions.h"
#include "review/enact.h"

namespace tamga::review {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

model::Party party(const std::string& id, const std::string& name, const std::string& country) {
  return {id, "organisation", name, country, "", {0, 1, name}};
}

/// A signing at bytes [at, at + 40) of the report.
model::Claim claim(const std::string& id, const std::string& report, std::uint32_t at = 0) {
  model::Claim out;
  out.id = id;
  out.report = report;
  out.evidence = {at, at + 40, "words at " + std::to_string(at)};
  out.event = "SUPPORT";
  out.stage = "agreement";
  out.status = "actual";
  out.who = {party("org-orano", "Orano", "FR")};
  out.whom = {party("org-navoiyuran", "Navoiyuran", "UZ")};
  out.sector = {"uranium"};
  out.host = {"UZ"};
  out.when = model::Date{"2025-03-12", "on Wednesday", "computed", "2025-03-13"};
  out.chain = {{"author", "", "group", false, "", "", {}}};
  out.said_by = "author";
  return out;
}

merge::Source source(const std::string& report, std::vector<model::Claim> claims,
                     const std::string& outlet = "") {
  merge::Source out;
  out.report.id = report;
  out.report.outlet = outlet.empty() ? "outlet of " + report : outlet;
  out.report.published = "2025-03-13";
  out.report.pack = "p1", out.report.model = "m1";
  out.fingerprint = text::Fingerprint::of("a text of its own for " + report + " " + outlet);
  out.claims = std::move(claims);
  return out;
}

model::Decision decision(const std::string& kind, const std::string& made_at,
                         std::vector<model::Claim> claims, std::vector<model::Claim> others = {}) {
  model::Decision out;
  out.kind = kind;
  out.author = "A. Reader";
  out.reason = "as the text has it";
  out.made_at = made_at;
  for (model::Claim& c : claims) out.claims.push_back({std::move(c), "p1 m1"});
  for (model::Claim& c : others) out.others.push_back({std::move(c), "p1 m1"});
  return identified(out);
}

model::Decision correction(const std::string& made_at, const model::Claim& of, const std::string& text) {
  model::Decision out = decision("correct", made_at, {of});
  const auto read = correction_from(text);
  EXPECT_TRUE(read.ok()) << text;
  out.field = read->field, out.value = read->value;
  return identified(out);
}

model::Decision undo(const model::Decision& what, const std::string& made_at) {
  model::Decision out = decision("undo", made_at, {});
  out.undoes = what.id;
  return identified(out);
}

model::Decision same_as(const std::string& kind, const std::string& made_at, const std::string& kept,
                        const std::string& other) {
  model::Decision out = decision(kind, made_at, {});
  out.entities = {kept, other};
  return identified(out);
}

using Sources = std::vector<merge::Source>;

/// Three reports of the same signing, and one of another.
Sources sources() {
  model::Claim other = claim("d1", "r4");
  other.who = {party("", "Framatome", "FR")};
  other.when->edtf = "2024-05-01";
  return {source("r1", {claim("a1", "r1"), claim("a2", "r1", 500)}), source("r2", {claim("b1", "r2")}),
          source("r3", {claim("c1", "r3")}), source("r4", {other})};
}

/// All that decisions can change, in words.
std::string shown(Sources given, const std::vector<model::Decision>& decisions) {
  const auto outcome = enact(given, decisions);
  if (!outcome.ok()) return outcome.error().text();
  std::string out;
  const auto events = merge::merge_claims(given, outcome->ties);
  for (const merge::Event& event : events) {
    out += event.id + " " + event.stage + ":";
    for (const merge::ClaimRef ref : event.claims) {
      const model::Claim& c = given[ref.source].claims[ref.claim];
      out += " " + c.id + "," + c.stage + "," + c.status + "," + c.who.at(0).name;
    }
    out += "\n";
  }
  for (const merge::Standing& cell : merge::standings(events, given, ""))
    out += cell.host + " " + cell.sector + " " + cell.partner + " " + cell.stage + "\n";
  return out + std::to_string(outcome->orphaned.size()) + " orphaned, " +
         std::to_string(outcome->settled.size()) + " settled";
}

std::vector<std::vector<std::string>> groups(Sources given, const std::vector<model::Decision>& decisions) {
  const auto outcome = enact(given, decisions);
  std::vector<std::vector<std::string>> out;
  for (const merge::Event& event : merge::merge_claims(given, outcome->ties)) {
    out.emplace_back();
    for (const merge::ClaimRef ref : event.claims)
      out.back().push_back(given[ref.source].claims[ref.claim].id);
    std::sort(out.back().begin(), out.back().end());
  }
  return out;
}

constexpr const char* kDay1 = "2026-01-01T10:00:00Z";
constexpr const char* kDay2 = "2026-01-02T10:00:00Z";
constexpr const char* kDay3 = "2026-01-03T10:00:00Z";

TEST(Corrections, AreReadByField) {
  EXPECT_EQ(correction_from("stage = memorandum")->value, "\"memorandum\"");
  EXPECT_EQ(correction_from("stage=")->value, "null");
  EXPECT_EQ(correction_from("host=KZ, UZ")->value, "[\"KZ\",\"UZ\"]");
  EXPECT_EQ(corrected(claim("a", "r"), *correction_from("when=2025-06~"))->when->edtf, "2025-06~");
  EXPECT_FALSE(corrected(claim("a", "r"), *correction_from("when="))->when);
  EXPECT_EQ(
      corrected(claim("a", "r"), *correction_from("who=[{\"id\":\"x\",\"name\":\"X\"}]"))->who.at(0).name,
      "X");
  EXPECT_THAT(corrected(claim("a", "r"), *correction_from("whom="))->whom, IsEmpty());
}

TEST(Corrections, RefuseWhatNoClaimCanSay) {
  for (const char* text :
       {"stage", "stage=signed", "status=", "status=maybe", "event=MEET", "when=soon", "colour=red",
        "who=Orano", "who=[{}]", "who={\"name\":\"X\"}", "where=[1]", "when={\"edtf\":\"soon\"}", "host=[",
        "id=x", "evidence={\"begin\":0}", "said_by=me"}) {
    const auto read = correction_from(text);
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.error().code, ErrorCode::kUsage) << text;
  }
}

TEST(Decisions, GoThroughJsonUnchanged) {
  const model::Decision one = correction(kDay1, claim("a1", "r1"), "stage=memorandum");
  EXPECT_EQ(*model::decision_from_json(to_json(one)), one);
  EXPECT_EQ(identified(one).id, one.id);
  EXPECT_NE(correction(kDay1, claim("a1", "r1"), "stage=offer").id, one.id);
}

TEST(Decisions, StandUnlessUndoneAndAgainWhenTheUndoingIs) {
  const model::Decision one = decision("accept", kDay1, {claim("a1", "r1")});
  const model::Decision off = undo(one, kDay2), on = undo(off, kDay3);
  EXPECT_THAT(standing(std::vector{one}), ElementsAre(one));
  EXPECT_THAT(standing(std::vector{one, off}), IsEmpty());
  EXPECT_THAT(standing(std::vector{on, off, one}), ElementsAre(one));
}

TEST(Apply, CorrectsAField) {
  Sources given = sources();
  ASSERT_TRUE(enact(given, std::vector{correction(kDay1, claim("b1", "r2"), "stage=memorandum")}).ok());
  EXPECT_EQ(given[1].claims[0].stage, "memorandum");
  EXPECT_EQ(given[0].claims[0].stage, "agreement");
}

TEST(Apply, LetsTheLaterOfTwoCorrectionsHold) {
  Sources given = sources();
  const auto later = correction(kDay2, claim("b1", "r2"), "stage=offer"),
             earlier = correction(kDay1, claim("b1", "r2"), "stage=talks");
  ASSERT_TRUE(enact(given, std::vector{later, earlier}).ok());
  EXPECT_EQ(given[1].claims[0].stage, "offer");
}

TEST(Apply, TakesRetractedClaimsOutAndKeepsTheOthersInPlace) {
  Sources given = sources();
  const auto outcome = enact(given, std::vector{decision("retract", kDay1, {claim("a1", "r1")}),
                                                decision("accept", kDay2, {claim("a2", "r1", 500)})});
  ASSERT_THAT(given[0].claims, SizeIs(1));
  EXPECT_EQ(given[0].claims[0].id, "a2");
  EXPECT_THAT(outcome->settled, ElementsAre(merge::ClaimRef{0, 0}));
}

TEST(Apply, DisputedClaimsLiftNoStanding) {
  Sources given{source("r1", {claim("a1", "r1")})};
  const auto outcome = enact(given, std::vector{decision("dispute", kDay1, {claim("a1", "r1")})});
  const auto events = merge::merge_claims(given, outcome->ties);
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_THAT(merge::standings(events, given, ""), IsEmpty());
  Sources settled{source("r1", {claim("a1", "r1")})};
  ASSERT_TRUE(enact(settled, std::vector{decision("dispute", kDay1, {claim("a1", "r1")}),
                                         decision("accept", kDay2, {claim("a1", "r1")})})
                  .ok());
  EXPECT_THAT(settled[0].disputed, IsEmpty());
}

TEST(Apply, SplitsAndMergesEvents) {
  EXPECT_THAT(groups(sources(), {}), ElementsAre(ElementsAre("a1", "a2", "b1", "c1"), ElementsAre("d1")));
  const auto split = decision("split", kDay1, {claim("b1", "r2")},
                              {claim("a1", "r1"), claim("a2", "r1", 500), claim("c1", "r3")});
  EXPECT_THAT(groups(sources(), {split}),
              ElementsAre(ElementsAre("a1", "a2", "c1"), ElementsAre("b1"), ElementsAre("d1")));
  model::Claim other = sources()[3].claims[0];
  const auto join = decision("merge", kDay1, {other}, {claim("a1", "r1")});
  EXPECT_THAT(groups(sources(), {join}), ElementsAre(ElementsAre("a1", "a2", "b1", "c1", "d1")));
}

TEST(Apply, LetsTheLaterOfMergeAndSplitHold) {
  const std::vector<model::Claim> rest{claim("a1", "r1"), claim("a2", "r1", 500), claim("c1", "r3")};
  const auto split = decision("split", kDay1, {claim("b1", "r2")}, rest),
             join = decision("merge", kDay2, {claim("b1", "r2")}, rest);
  EXPECT_THAT(groups(sources(), {split, join}), SizeIs(2));
  const auto late_split = decision("split", kDay3, {claim("b1", "r2")}, rest);
  EXPECT_THAT(groups(sources(), {split, join, late_split}), SizeIs(3));
}

TEST(Apply, GivesEntitiesThatAreTheSameOneIdentity) {
  Sources given = sources();
  ASSERT_TRUE(enact(given, std::vector{same_as("same-as", kDay1, "org-orano", "Framatome")}).ok());
  EXPECT_EQ(given[3].claims[0].who[0].id, "org-orano");
  EXPECT_EQ(given[3].claims[0].who[0].name, "Orano");
}

TEST(Apply, NeverJoinsThroughAThirdWhatIsNotTheSame) {
  Sources given = sources();
  ASSERT_TRUE(enact(given, std::vector{same_as("same-as", kDay1, "org-orano", "Areva"),
                                       same_as("same-as", kDay2, "Areva", "Framatome"),
                                       same_as("not-same-as", kDay3, "org-orano", "framatome")})
                  .ok());
  EXPECT_NE(given[3].claims[0].who[0].id, "org-orano");
}

TEST(Apply, BindsToEveryOutletThatPrintedTheReport) {
  Sources given{source("r1", {claim("a1", "r1")}, "One"), source("r1", {claim("a1", "r1")}, "Two")};
  ASSERT_TRUE(enact(given, std::vector{correction(kDay1, claim("a1", "r1"), "stage=talks")}).ok());
  EXPECT_EQ(given[0].claims[0].stage, "talks");
  EXPECT_EQ(given[1].claims[0].stage, "talks");
}

/// The report read again: other ids, words a little longer, another claim in front.
Sources read_again() {
  Sources given = sources();
  given[0].report.model = "m2";
  model::Claim fresh = claim("z0", "r1", 500);
  fresh.event = "CONSULT", fresh.stage = "talks", fresh.who = {party("per-x", "Somebody", "KZ")},
  fresh.whom.clear(), fresh.host = {"KZ"};
  for (model::Claim& c : given[0].claims) c.id = "z" + c.id, c.evidence.end += 8, c.rule = "renamed";
  given[0].claims.insert(given[0].claims.begin(), fresh);
  return given;
}

TEST(Binding, SurvivesReadingAgain) {
  Sources given = read_again();
  const auto outcome =
      enact(given, std::vector{correction(kDay1, claim("a2", "r1", 500), "stage=memorandum")});
  EXPECT_THAT(outcome->orphaned, IsEmpty());
  EXPECT_EQ(given[0].claims[2].stage, "memorandum");
  EXPECT_EQ(given[0].claims[0].stage, "talks");
  EXPECT_EQ(given[0].claims[1].stage, "agreement");
}

TEST(Binding, SaysWhichDecisionsHaveLostTheirClaim) {
  Sources given = read_again();
  given[0].claims.erase(given[0].claims.begin() + 1, given[0].claims.end());
  const auto outcome =
      enact(given, std::vector{decision("retract", kDay1, {claim("a2", "r1", 500)}),
                               decision("accept", kDay1, {claim("b1", "r2")}),
                               decision("accept", kDay1, {claim("x", "not in this ledger")})});
  EXPECT_THAT(given[0].claims, SizeIs(1))
      << "another claim of the same words is not the one that was decided about";
  ASSERT_THAT(outcome->orphaned, SizeIs(1));
  EXPECT_EQ(outcome->standing[outcome->orphaned[0]].kind, "retract");
}

TEST(Binding, AnAcceptanceEndsWhenTheReadingSaysSomethingElse) {
  Sources given = read_again();
  EXPECT_THAT(enact(given, std::vector{decision("accept", kDay1, {claim("a2", "r1", 500)})})->settled,
              SizeIs(1));
  given = read_again();
  given[0].claims[2].stage = "memorandum";
  EXPECT_THAT(enact(given, std::vector{decision("accept", kDay1, {claim("a2", "r1", 500)})})->settled,
              IsEmpty());
}

TEST(Changes, TellWhatTheNewReadingSaysOtherwise) {
  Sources given = read_again();
  given[0].claims[1].stage = "memorandum", given[0].claims[2].status = "future";
  given[2].claims.clear();
  const std::vector<model::Decision> decisions{correction(kDay1, claim("a1", "r1"), "stage=memorandum"),
                                               decision("accept", kDay2, {claim("a2", "r1", 500)}),
                                               decision("accept", kDay3, {claim("b1", "r2")}),
                                               decision("dispute", kDay3, {claim("c1", "r3")})};
  const auto found = changes(given, decisions);
  ASSERT_THAT(found, SizeIs(3));
  EXPECT_EQ(found[0].what, "confirmed");
  EXPECT_EQ(found[0].claim, "za1");
  EXPECT_THAT(found[0].fields, ElementsAre(Change::Field{"stage", "agreement", "memorandum"}));
  EXPECT_EQ(found[1].what, "changed");
  EXPECT_THAT(found[1].fields, ElementsAre(Change::Field{"status", "actual", "future"}));
  EXPECT_EQ(found[2].what, "orphaned");
  EXPECT_EQ(found[2].decision.kind, "dispute");
}

/// Decisions that do not contradict each other, of every kind.
std::vector<model::Decision> independent() {
  return {correction(kDay1, claim("a1", "r1"), "stage=memorandum"),
          correction(kDay1, claim("c1", "r3"), "status=future"),
          decision("dispute", kDay2, {claim("b1", "r2")}),
          decision("retract", kDay1, {claim("a2", "r1", 500)}),
          decision("merge", kDay3, {sources()[3].claims[0]}, {claim("a1", "r1")}),
          same_as("same-as", kDay1, "org-orano", "Framatome"),
          decision("accept", kDay2, {claim("c1", "r3")}),
          decision("split", kDay2, {claim("b1", "r2")}, {claim("a1", "r1"), claim("c1", "r3")})};
}

TEST(Properties, AnyOrderOfIndependentDecisionsGivesTheSame) {
  std::vector<model::Decision> decisions = independent();
  const std::string expected = shown(sources(), decisions);
  std::mt19937 random(3);
  for (int round = 0; round < 60; ++round) {
    std::shuffle(decisions.begin(), decisions.end(), random);
    EXPECT_EQ(shown(sources(), decisions), expected);
  }
  EXPECT_NE(expected, shown(sources(), {}));
}

TEST(Properties, UndoingRestoresWhatWasBefore) {
  const std::vector<model::Decision> all = independent();
  std::mt19937 random(4);
  for (int round = 0; round < 60; ++round) {
    std::vector<model::Decision> before;
    for (const model::Decision& d : all)
      if (random() % 2 == 0) before.push_back(d);
    for (const model::Decision& d : all) {
      if (std::find(before.begin(), before.end(), d) != before.end()) continue;
      std::vector<model::Decision> after = before;
      after.push_back(d), after.push_back(undo(d, "2026-02-01T00:00:00Z"));
      EXPECT_EQ(shown(sources(), after), shown(sources(), before)) << d.kind;
    }
  }
}

}  // namespace
}  // namespace tamga::review
