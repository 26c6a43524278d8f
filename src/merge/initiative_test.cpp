#include "merge/initiative.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace tamga::merge {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

model::Party party(const std::string& name, const std::string& country) {
  return {"id-" + name, "organisation", name, country, "", {}};
}

/// What somebody says of the Ulken plant, in which Rosatom and Kazakhstan's agency act.
model::Claim claim(const std::string& id, const std::string& stage, const std::string& when,
                   const std::string& status = "actual") {
  model::Claim out;
  out.id = id, out.event = "SUPPORT", out.stage = stage, out.status = status;
  out.who = {party("Rosatom", "RU")}, out.whom = {party("KNPP", "KZ")};
  out.about = {{"asset-ulken", "asset", "Ulken plant"}};
  out.sector = {"nuclear"}, out.host = {"KZ"};
  if (!when.empty()) out.when = model::Date{when, when, "text", ""};
  out.chain = {{"author", "", "group", false, "", "", {}}};
  out.said_by = "author";
  return out;
}

Source source(const std::string& outlet, const std::string& published, std::vector<model::Claim> claims) {
  Source out;
  out.report.id = "sha256:" + outlet + published, out.report.outlet = outlet,
  out.report.published = published;
  for (model::Claim& c : claims) c.chain.push_back({outlet, "", "outlet", true, "", "", {}});
  out.claims = std::move(claims);
  return out;
}

std::int32_t day(const std::string& edtf) { return days_of(edtf)->last; }

std::vector<Initiative> threads(const std::vector<Source>& sources, const std::string& as_of = "2026-01-01") {
  return initiatives(merge_claims(sources), sources, day(as_of));
}

std::vector<Initiative> threads(std::vector<model::Claim> claims, const std::string& as_of = "2026-01-01") {
  return threads({source("A", "2025-12-01", std::move(claims))}, as_of);
}

std::vector<std::string> stages(const Initiative& initiative, bool Move::*marked) {
  std::vector<std::string> out;
  for (const Move& move : initiative.moves)
    if (move.*marked) out.push_back(move.stage);
  return out;
}

TEST(Initiatives, KeepTheHistoryOfTheirStage) {
  const auto found = threads({claim("3", "agreement", "2025-06-10"), claim("1", "talks", "2024-05-02"),
                              claim("2", "memorandum", "2025-01-10"), claim("4", "talks", "2025-08-01"),
                              claim("5", "construction", "2030", "future")});
  ASSERT_EQ(found.size(), 1U);
  const Initiative& one = found.front();
  EXPECT_EQ(one.subject + one.name + one.host, "asset-ulkenUlken plantKZ");
  EXPECT_TRUE(one.is_asset);
  EXPECT_THAT(one.partners, ElementsAre("RU"));
  EXPECT_EQ(one.moves.size(), 5U);
  EXPECT_THAT(stages(one, &Move::rises), ElementsAre("talks", "memorandum", "agreement"));
  EXPECT_EQ(one.stage, "agreement");
  EXPECT_EQ(one.since, "2025-06-10");
  EXPECT_EQ(one.latest, "2025-08-01");
  EXPECT_EQ(one.trend, "up");
}

TEST(Initiatives, TellWhatIsClaimedFromWhatIsEvidenced) {
  model::Claim told = claim("2", "construction", "");
  model::Claim signing = claim("1", "agreement", "2025-06-10");
  const auto found = threads({signing, told});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].claimed, "construction");
  EXPECT_EQ(found[0].evidenced, "agreement");
  EXPECT_THAT(found[0].moves[0].evidence, ElementsAre("date", "instrument"));
  EXPECT_THAT(found[0].moves[1].evidence, IsEmpty());
}

TEST(Initiatives, TakeANamedSourceOfASideForEvidenceAndNoDeniedWord) {
  model::Claim told = claim("1", "construction", "");
  told.chain = {{"Likhachev", "", "person", true, "RU", "", {}}};
  told.said_by = "partner";
  EXPECT_THAT(threads({told})[0].moves[0].evidence, ElementsAre("party"));
  model::Claim denial = claim("2", "construction", "", "denied");
  denial.chain = {{"Minister", "", "person", true, "KZ", "", {}}};
  denial.said_by = "host";
  const auto found = threads(std::vector<Source>{source("A", "2025-12-01", {claim("1", "construction", "")}),
                                                 source("B", "2025-12-01", {denial})});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].moves[0].evidence, IsEmpty()) << "a denial is no second voice for it";
  EXPECT_EQ(found[0].evidenced, "");
}

TEST(Initiatives, LeaveOutWhatPeopleDispute) {
  Source one = source("A", "2025-12-01", {claim("1", "agreement", "2025-06-10")});
  one.disputed = {0};
  const auto found = threads(std::vector<Source>{one});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].moves[0].evidence, IsEmpty());
  EXPECT_EQ(found[0].stage, "");
}

TEST(Initiatives, GoStaleAfterTwoYearsWithoutEvidence) {
  const std::vector<model::Claim> claims{claim("1", "memorandum", "2023-03-01")};
  EXPECT_EQ(threads(claims, "2025-02-28")[0].stage, "memorandum");
  const Initiative late = threads(claims, "2025-03-02")[0];
  EXPECT_EQ(late.stage, "stalled");
  EXPECT_EQ(late.claimed, "memorandum");
  EXPECT_EQ(late.heard, "2023-03-01");
  EXPECT_TRUE(late.stale);
  EXPECT_FALSE(threads({claim("1", "operation", "2015-03-01")}, "2025-03-02")[0].stale)
      << "what runs need not be told again";
}

TEST(Initiatives, AreNotKeptFreshByWordsWithoutEvidence) {
  model::Claim rumour = claim("2", "talks", "");
  const auto found =
      threads(std::vector<Source>{source("A", "2023-03-02", {claim("1", "memorandum", "2023-03-01")}),
                                  source("B", "2025-12-01", {rumour})});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].latest, "2025-12-01");
  EXPECT_TRUE(found[0].stale);
}

TEST(Initiatives, AreNotStaleWhileSomebodySaysTheyHaveComeFurther) {
  const auto told = [](const std::string& as_of) {
    return threads(std::vector<Source>{source("A", "2022-03-02", {claim("1", "talks", "2022-03-01")}),
                                       source("B", "2025-03-01", {claim("2", "agreement", "")})},
                   as_of)
        .at(0);
  };
  EXPECT_EQ(told("2025-12-31").stage, "agreement");
  EXPECT_EQ(told("2025-12-31").evidenced, "talks");
  EXPECT_EQ(told("2027-03-02").stage, "stalled");
}

TEST(Initiatives, MarkSetbacks) {
  const auto found = threads({claim("1", "agreement", "2024-01-10"), claim("2", "cancelled", "2024-06-10"),
                              claim("3", "memorandum", "2024-07-01", "denied"),
                              claim("4", "construction", "2024-08-01", "denied")});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(stages(found[0], &Move::setback), ElementsAre("cancelled", "memorandum"))
      << "construction was never said to be reached";
  EXPECT_EQ(found[0].stage, "cancelled");
  EXPECT_EQ(found[0].trend, "down");
}

std::vector<Promise::State> states(const std::vector<Initiative>& found) {
  std::vector<Promise::State> out;
  for (const Promise& promise : found.at(0).promises) out.push_back(promise.state);
  return out;
}

TEST(Initiatives, FollowPromises) {
  using enum Promise::State;
  const model::Claim promise = claim("1", "construction", "2025-05", "future");
  EXPECT_THAT(states(threads({promise}, "2025-05-31")), ElementsAre(kOpen));
  EXPECT_THAT(states(threads({promise}, "2025-06-01")), ElementsAre(kOverdue));
  EXPECT_THAT(states(threads({promise, claim("2", "commissioning", "2025-05-20")})), ElementsAre(kKept));
  EXPECT_THAT(states(threads({promise, claim("2", "construction", "2025-12-20")})), ElementsAre(kKept))
      << "late, but it came";
  EXPECT_THAT(states(threads({promise, claim("2", "construction", "2019-05-20")})), ElementsAre(kOverdue))
      << "that was before";
  EXPECT_THAT(
      threads({claim("1", "construction", "2025-05/..", "future"), claim("2", "talks", "2025-01-01")})[0]
          .promises,
      IsEmpty())
      << "no day to pass";
  EXPECT_EQ(threads({promise})[0].stage, "") << "a plan lifts nothing";
}

TEST(Initiatives, KnowOnlyWhatHadHappenedByThen) {
  const std::vector<model::Claim> claims{claim("1", "memorandum", "2025-01-10"),
                                         claim("2", "agreement", "2025-06-10")};
  EXPECT_EQ(threads(claims, "2025-03-01").at(0).moves.size(), 1U);
  EXPECT_TRUE(threads(claims, "2024-12-31").empty());
}

TEST(Initiatives, GoByAssetsAndBySectorsWhereThereIsNone) {
  model::Claim general = claim("2", "talks", "2025-02-10");
  general.about = {{"", "asset", "a plant nobody knows"}};
  general.sector = {"nuclear", "energy"};
  const auto found = threads({claim("1", "memorandum", "2025-01-10"), general});
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].subject + found[1].subject + found[2].subject, "asset-ulkenenergynuclear");
}

TEST(Initiatives, AreNoneWhereNothingGoesBeyondAMention) {
  EXPECT_TRUE(threads({claim("1", "mention", "2025-01-10"), claim("2", "", "2025-01-12")}).empty());
  EXPECT_EQ(
      threads({claim("1", "mention", "2025-01-10"), claim("2", "interest", "2025-01-12", "possible")}).size(),
      1U);
}

TEST(Initiatives, JoinPartnersThatHaveAllMovesTogetherAndKeepTheirIds) {
  model::Claim both = claim("1", "talks", "2025-01-10");
  both.who.push_back(party("EDF", "FR"));
  const auto joined = threads({both});
  ASSERT_EQ(joined.size(), 1U);
  EXPECT_THAT(joined[0].partners, ElementsAre("FR", "RU"));
  EXPECT_THAT(joined[0].ids, ElementsAre(initiative_id("KZ", true, "asset-ulken", "FR"),
                                         initiative_id("KZ", true, "asset-ulken", "RU")));
  const auto parted = threads({both, claim("2", "agreement", "2025-06-10")});
  ASSERT_EQ(parted.size(), 2U);
  EXPECT_EQ(parted[0].ids, std::vector<std::string>{joined[0].ids[0]});
  EXPECT_EQ(parted[1].ids, std::vector<std::string>{joined[0].ids[1]});
}

TEST(Initiatives, HaveIdsOfTheirOwn) {
  EXPECT_EQ(initiative_id("KZ", true, "asset-ulken", "RU").substr(0, 3), "KZ-");
  EXPECT_EQ(initiative_id("KZ", true, "asset-ulken", "RU").size(), 15U);
  EXPECT_NE(initiative_id("KZ", true, "gold", "RU"), initiative_id("KZ", false, "gold", "RU"));
  EXPECT_NE(initiative_id("KZ", true, "gold", "RU"), initiative_id("KZ", true, "gold", "US"));
}

TEST(Initiatives, DoNotDependOnTheOrderOfArrival) {
  std::mt19937 random(11);
  const auto pick = [&](std::vector<std::string> from) { return from[random() % from.size()]; };
  const auto shown = [](const std::vector<Source>& sources) {
    std::string out;
    for (const Initiative& one : threads(sources)) {
      out += testing::PrintToString(one.ids) + one.name + one.stage + one.evidenced + one.trend + one.since +
             one.heard;
      for (const Move& move : one.moves)
        out += move.event + move.stage + (move.rises ? "+" : "") + (move.setback ? "-" : "") +
               testing::PrintToString(move.evidence);
      for (const Promise& promise : one.promises)
        out += promise.event + std::to_string(static_cast<int>(promise.state));
    }
    return out;
  };
  for (int round = 0; round < 20; ++round) {
    std::vector<Source> sources;
    for (int s = 0; s < 10; ++s) {
      std::vector<model::Claim> claims;
      for (int c = 0; c < 4; ++c) {
        claims.push_back(claim(
            std::to_string(random() % 1000), pick({"agreement", "memorandum", "stalled", "talks", ""}),
            pick({"2025-03-12", "2025-03", "2024", ""}), pick({"actual", "actual", "future", "denied"})));
        if (random() % 3 == 0) claims.back().who.push_back(party("EDF", "FR"));
        if (random() % 3 == 0) claims.back().about.clear();
      }
      sources.push_back(source("O" + std::to_string(s), pick({"2025-03-13", "2025-03-20"}), claims));
    }
    const std::string expected = shown(sources);
    for (int shuffle = 0; shuffle < 4; ++shuffle) {
      std::shuffle(sources.begin(), sources.end(), random);
      ASSERT_EQ(shown(sources), expected) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace tamga::merge
