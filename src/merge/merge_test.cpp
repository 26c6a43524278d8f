#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "merge/event.h"
#include "merge/standing.h"

namespace tamga::merge {
namespace {

using testing::ElementsAre;

TEST(DaySpan, ReadsEdtf) {
  EXPECT_EQ(days_of("1970-01-02"), (DaySpan{1, 1}));
  EXPECT_EQ(day_text(days_of("2024-02")->last), "2024-02-29");
  EXPECT_EQ(day_text(days_of("2025-03~")->first), "2025-03-01");
  EXPECT_EQ(day_text(days_of("202X")->last), "2029-12-31");
  EXPECT_EQ(day_text(days_of("2025-24")->last), "2026-02-28");
  EXPECT_EQ(day_text(days_of("2025-34")->first), "2025-04-01");
  EXPECT_EQ(days_of("../2035")->first, DaySpan::kOpenPast);
  EXPECT_EQ(day_text(days_of("2026-07/2026-09")->last), "2026-09-30");
  EXPECT_EQ(days_of("2025-06-14T10:00:00Z"), days_of("2025-06-14"));
  for (const char* bad : {"", "soon", "2025-13", "2025-02-30", "../..", "2026/2025", "2025-0", "20"})
    EXPECT_FALSE(days_of(bad)) << bad;
}

model::Party party(const std::string& name, const std::string& country) {
  return {"id-" + name, country.size() == 2 && name == country ? "state" : "organisation", name, country, "", {}};
}

/// A signing of `stage` between a foreign firm and a host's firm.
model::Claim claim(const std::string& id, const std::string& stage, const std::string& when,
                   const std::string& speaker = "author", const std::string& status = "actual") {
  model::Claim out;
  out.id = id;
  out.event = "SUPPORT";
  out.stage = stage;
  out.status = status;
  out.who = {party("Orano", "FR")};
  out.whom = {party("Navoiyuran", "UZ")};
  out.about = {{"", "asset", "South Djengeldi"}};
  out.sector = {"uranium"};
  out.host = {"UZ"};
  if (!when.empty()) out.when = model::Date{when, when, "text", ""};
  out.chain = {{speaker, "", "organisation", speaker != "author", "", "", {}}};
  out.said_by = speaker == "author" ? "author" : "partner";
  return out;
}

Source source(const std::string& outlet, const std::string& published, std::vector<model::Claim> claims,
              const std::string& text = "") {
  Source out;
  out.report.id = "sha256:" + outlet + published;
  out.report.outlet = outlet;
  out.report.published = published;
  out.fingerprint = text::Fingerprint::of(text);
  for (model::Claim& c : claims) c.chain.push_back({outlet, "", "outlet", true, "", "", {}});
  out.claims = std::move(claims);
  return out;
}

TEST(Merge, PutsOneSigningOfTwoReportsTogether) {
  const std::vector<Source> sources{source("A", "2025-03-13", {claim("1", "agreement", "2025-03-12")}),
                                    source("B", "2025-03-14", {claim("2", "agreement", "2025-03")})};
  const auto events = merge_claims(sources);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].id, "e1");
  EXPECT_EQ(events[0].when, "2025-03-12");
  EXPECT_EQ(events[0].reports, 2U);
  EXPECT_THAT(events[0].origins, ElementsAre("a", "b"));
  EXPECT_TRUE(events[0].conflicts.empty());
}

TEST(Merge, KeepsEventsOfOtherDatesHostsAndPartnersApart) {
  model::Claim other_host = claim("3", "agreement", "2025-03-12");
  other_host.host = {"KZ"};
  model::Claim other_partner = claim("4", "agreement", "2025-03-12");
  other_partner.who = {party("Rosatom", "RU")};
  other_partner.whom.clear();
  const std::vector<Source> sources{
      source("A", "2025-03-13", {claim("1", "agreement", "2025-03-12"), claim("2", "agreement", "2024-05-27"),
                                 other_host, other_partner})};
  EXPECT_EQ(merge_claims(sources).size(), 4U);
}

TEST(Merge, KeepsAPlanAndItsFulfilmentApart) {
  const std::vector<Source> sources{source("A", "2025-03-13", {claim("1", "agreement", "2025-03-12", "author", "future")}),
                                    source("B", "2025-03-13", {claim("2", "agreement", "2025-03-12")})};
  EXPECT_EQ(merge_claims(sources).size(), 2U);
}

TEST(Merge, KeepsDisagreementsSideBySide) {
  model::Claim one = claim("1", "agreement", "2025-03-12"), two = claim("2", "agreement", "2025-03-13");
  one.amounts = {{1e9, {}, false, "USD", "$1 billion"}};
  two.amounts = {{2e9, {}, false, "USD", "$2 billion"}};
  const std::vector<Source> sources{source("A", "2025-03-13", {one}), source("B", "2025-03-14", {two}),
                                    source("C", "2025-03-14", {claim("3", "agreement", "2025-03-12", "author", "denied")})};
  const auto events = merge_claims(sources);
  ASSERT_EQ(events.size(), 1U);
  ASSERT_EQ(events[0].conflicts.size(), 3U);
  EXPECT_EQ(events[0].conflicts[0].field, "date");
  EXPECT_EQ(events[0].conflicts[1].field, "status");
  EXPECT_EQ(events[0].conflicts[2].field, "amount");
  EXPECT_EQ(events[0].conflicts[2].sides[0].value, "$1 billion");
  EXPECT_EQ(events[0].conflicts[2].sides[0].claims.size(), 1U);
}

model::Claim meeting(const std::string& id, const std::string& guest, const std::string& met, const std::string& when) {
  model::Claim out = claim(id, "", when);
  out.event = "CONSULT", out.mode = "visit";
  out.who = {{"", "person", guest, "US", "", {}}};
  out.whom = {{"", met == "UZ" ? "state" : "person", met, "UZ", "", {}}};
  return out;
}

std::size_t events_of(const std::vector<model::Claim>& claims, const std::string& published = "2025-03-20") {
  std::vector<Source> sources;
  for (const model::Claim& c : claims) sources.push_back(source("O" + c.id, published, {c}));
  return merge_claims(sources).size();
}

TEST(Merge, TellsMeetingsWithOthersApartButNotByTheNameOfTheMode) {
  model::Claim received = meeting("2", "Miller", "Mirziyoyev", "2025-03-17");
  received.mode = "meet";
  EXPECT_EQ(events_of({meeting("1", "Miller", "Mirziyoyev", "2025-03-17"), received}), 1U);
  EXPECT_EQ(events_of({meeting("1", "Miller", "Mirziyoyev", "2025-03-17"), meeting("2", "Miller", "Saidov", "2025-03-17")}), 2U);
}

TEST(Merge, TellsATourFromAMeetingUnlessTheDayIsTheSame) {
  EXPECT_EQ(events_of({meeting("1", "Miller", "Mirziyoyev", "2025-03-17"), meeting("2", "Miller", "UZ", "2025-03")}), 2U);
  EXPECT_EQ(events_of({meeting("1", "Miller", "Mirziyoyev", "2025-03-17"), meeting("2", "Miller", "UZ", "2025-03-17")}), 1U);
}

TEST(Merge, TellsOutsidersApartWhoDealWithOneHost) {
  model::Claim turkish = claim("2", "agreement", "2025-03-12");
  turkish.who = {party("Eti", "TR")};
  turkish.amounts = {{1e9, {}, false, "USD", ""}};
  model::Claim french = claim("1", "agreement", "2025-03-12");
  french.amounts = turkish.amounts;
  EXPECT_EQ(events_of({french, turkish}), 2U);
}

TEST(Merge, TellsAnOfferFromACounterOffer) {
  model::Claim ours = claim("1", "offer", "2025-03-12"), theirs = claim("2", "offer", "2025-03-12");
  theirs.who = {party("Uzatom", "UZ")};
  theirs.whom = {party("Framatome", "FR")};
  ours.about = {{"", "asset", "One"}}, theirs.about = {{"", "asset", "Other"}};
  EXPECT_EQ(events_of({ours, theirs}), 2U);
}

TEST(Merge, TakesTheHostForAnActThatNamesNobody) {
  model::Claim told = claim("1", "construction", "2024-12-27"), passive = told;
  passive.id = "2";
  passive.who.clear(), passive.whom.clear();
  EXPECT_EQ(events_of({told, passive}), 1U);
}

TEST(Merge, TrustsADateMoreThatIsFarFromTheNews) {
  model::Claim one = claim("1", "construction", "2026-03", "author", "future"), two = one;
  two.id = "2";
  one.event.clear(), two.event.clear();
  one.whom.clear(), two.who.clear(), two.whom.clear();
  one.who = {party("Uzatom", "UZ")};
  two.about.clear();
  EXPECT_EQ(events_of({one, two}, "2025-08"), 1U);
  EXPECT_EQ(events_of({one, two}, "2026-03"), 2U);
}

TEST(Merge, SaysWhyClaimsAreTogether) {
  model::Claim memorandum = claim("2", "memorandum", "2025-03");
  const std::vector<Source> sources{source("A", "2025-03-13", {claim("1", "agreement", "2025-03-12")}),
                                    source("B", "2025-03-14", {memorandum})};
  const auto events = merge_claims(sources);
  ASSERT_EQ(events.size(), 1U);
  ASSERT_EQ(events[0].links.size(), 1U);
  double sum = 0;
  std::map<std::string, double> weights;
  for (const Reason& reason : reasons(sources[0], sources[0].claims[0], sources[1], sources[1].claims[0]))
    weights[reason.what] = reason.weight, sum += reason.weight;
  EXPECT_EQ(sum, events[0].links[0].score);
  EXPECT_EQ(weights["participants"], 2.0);
  EXPECT_EQ(weights["the date"], 1.0);
  EXPECT_LT(weights["other stage"], 0);
  EXPECT_TRUE(reasons(sources[0], claim("1", "agreement", "2020-01-01"), sources[1], memorandum).empty());
}

/// Blocks may only leave out pairs that cannot be one event.
TEST(Merge, FindsEveryPairByItsBlocks) {
  std::mt19937 random(5);
  const auto pick = [&](std::vector<std::string> from) { return from[random() % from.size()]; };
  int pairs = 0;
  for (int round = 0; round < 20000; ++round) {
    const auto drawn = [&](const std::string& id) {
      model::Claim out = claim(id, pick({"agreement", "memorandum", "offer", ""}),
                               pick({"2025-03-12", "2025-04-20", "2025-03", "2025", "../2025", "2025-02-20/2025-04-05", ""}), "author",
                               pick({"actual", "actual", "future", "denied"}));
      if (random() % 3 == 0) out.whom.clear();
      if (random() % 3 == 0) out.who = {party("Rosatom", "RU")};
      if (random() % 4 == 0) out.host.clear();
      if (random() % 6 == 0) out.who = {party("UZ", "UZ")};
      if (random() % 8 == 0) out.who.clear();
      return source(id, pick({"2025-03-13", "2025-04-27", "2025-05", "", "2024"}), {out});
    };
    const Source left = drawn("1"), right = drawn("2");
    if (sameness(left, left.claims[0], right, right.claims[0]).value_or(0) < 4) continue;
    ++pairs;
    bool found = false;
    for (const Block& a : blocks_of(left, left.claims[0]))
      for (const Block& b : blocks_of(right, right.claims[0])) found = found || (a.block == b.block && Block::may_meet(a, b));
    ASSERT_TRUE(found) << "round " << round;
  }
  EXPECT_GT(pairs, 1000);
}

TEST(Merge, CountsASpeakerOnceHoweverManyOutletsQuoteHim) {
  const std::vector<Source> sources{source("A", "2025-03-13", {claim("1", "agreement", "2025-03-12", "Orano")}),
                                    source("B", "2025-03-13", {claim("2", "agreement", "2025-03-12", "Orano")}),
                                    source("C", "2025-03-13", {claim("3", "agreement", "2025-03-12", "Uzatom")})};
  const auto events = merge_claims(sources);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].origins.size(), 2U);
  EXPECT_EQ(events[0].reports, 3U);
}

TEST(Merge, CountsACitedOutletAndItsOwnReportOnce) {
  model::Claim cited = claim("2", "agreement", "2025-03-12");
  cited.chain = {{"A", "", "outlet", true, "", "", {}}};
  const std::vector<Source> sources{source("A", "2025-03-13", {claim("1", "agreement", "2025-03-12")}),
                                    source("B", "2025-03-13", {cited})};
  EXPECT_THAT(merge_claims(sources).at(0).origins, ElementsAre("a"));
}

TEST(Merge, CountsCopiesOfAWireStoryOnce) {
  const std::string wire = "Orano and Navoiyuran signed an agreement on the South Djengeldi field in Paris on Wednesday, "
                           "the French group said, adding that studies would begin this year with a pilot plant.";
  const std::vector<Source> sources{
      source("A", "2025-03-13", {claim("1", "agreement", "2025-03-12")}, wire),
      source("B", "2025-03-13", {claim("2", "agreement", "2025-03-12")}, "PARIS: " + wire),
      source("C", "2025-03-13", {claim("3", "agreement", "2025-03-12")}, "A text of its own about the same thing, at length.")};
  EXPECT_THAT(merge_claims(sources).at(0).origins, ElementsAre("a", "c"));
}

std::string shown(const std::vector<Source>& sources) {
  std::string out;
  const auto events = merge_claims(sources);
  for (const Event& e : events) {
    std::vector<std::string> ids;
    for (const ClaimRef ref : e.claims) ids.push_back(sources[ref.source].claims[ref.claim].id + sources[ref.source].report.outlet);
    out += e.id + " " + e.stage + " " + e.when + " " + testing::PrintToString(ids) + testing::PrintToString(e.origins);
    for (const Conflict& c : e.conflicts) out += c.field + std::to_string(c.sides.size());
  }
  for (const Standing& s : standings(events, sources, ""))
    out += s.host + s.sector + s.partner + s.stage + s.evidenced + s.since + testing::PrintToString(s.claims);
  return out;
}

TEST(Merge, DoesNotDependOnTheOrderOfArrival) {
  std::mt19937 random(3);
  const auto pick = [&](std::vector<std::string> from) { return from[random() % from.size()]; };
  for (int round = 0; round < 20; ++round) {
    std::vector<Source> sources;
    for (int s = 0; s < 12; ++s) {
      std::vector<model::Claim> claims;
      for (int c = 0; c < 4; ++c) {
        model::Claim made = claim(std::to_string(random() % 1000), pick({"agreement", "memorandum", "stalled", ""}),
                                  pick({"2025-03-12", "2025-03-13", "2025-03", "2025", ""}), pick({"author", "Orano", "Uzatom"}),
                                  pick({"actual", "actual", "future", "denied"}));
        if (random() % 3 == 0) made.whom.clear();
        if (random() % 4 == 0) made.who = {party("Rosatom", "RU")};
        claims.push_back(made);
      }
      sources.push_back(source("O" + std::to_string(s), pick({"2025-03-13", "2025-03-20"}), claims,
                               pick({"one text that is printed by several outlets", "another text with other words in it"})));
    }
    const std::string expected = shown(sources);
    for (int shuffle = 0; shuffle < 5; ++shuffle) {
      std::shuffle(sources.begin(), sources.end(), random);
      for (Source& s : sources) std::shuffle(s.claims.begin(), s.claims.end(), random);
      ASSERT_EQ(shown(sources), expected) << "round " << round;
    }
  }
}

std::vector<Standing> standings_of(const std::vector<Source>& sources, const std::string& as_of = "") {
  return standings(merge_claims(sources), sources, as_of);
}

TEST(Standings, ShowTheFurthestStageThatIsSo) {
  const auto cells = standings_of({source("A", "2025-03-13",
                                          {claim("1", "memorandum", "2025-01-10"), claim("2", "agreement", "2025-03-12"),
                                           claim("3", "operation", "2030", "author", "future"),
                                           claim("4", "construction", "", "author", "possible"),
                                           claim("5", "effective", "", "author", "denied")})});
  ASSERT_EQ(cells.size(), 1U);
  EXPECT_EQ(cells[0].host + cells[0].sector + cells[0].partner, "UZuraniumFR");
  EXPECT_EQ(cells[0].stage, "agreement");
  EXPECT_EQ(cells[0].since, "2025-03-12");
  EXPECT_THAT(cells[0].claims, ElementsAre("2"));
}

TEST(Standings, KnowOnlyWhatHadHappenedByThen) {
  const std::vector<Source> sources{source("A", "2025-03-13", {claim("1", "memorandum", "2025-01-10"), claim("2", "agreement", "2025-03-12")})};
  EXPECT_EQ(standings_of(sources, "2025-02").at(0).stage, "memorandum");
  EXPECT_EQ(standings_of(sources, "2025-03-12").at(0).stage, "agreement");
  EXPECT_TRUE(standings_of(sources, "2024").empty());
}

TEST(Standings, CountWhatWasSoByADayFromThatDay) {
  const std::vector<Source> sources{source("A", "2025-03-13", {claim("1", "agreement", "../2025-03-12")}),
                                    source("B", "2019-03-13", {claim("2", "agreement", "2019-03-12")})};
  EXPECT_EQ(merge_claims(sources).size(), 2U) << "news of 2025, whenever it was signed before";
  const std::vector<Source> late{sources[0]};
  EXPECT_TRUE(standings_of(late, "2025-03-11").empty());
  EXPECT_EQ(standings_of(late, "2025-03-12").at(0).since, "../2025-03-12");
}

TEST(Merge, PutsWhatWasSoByADayWithTheDatedAct) {
  const std::vector<Source> sources{source("A", "2025-03-13", {claim("1", "agreement", "../2025-03-12")}),
                                    source("B", "2025-03-14", {claim("2", "agreement", "2025-03-10")})};
  const auto events = merge_claims(sources);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].when, "2025-03-10");
}

TEST(Standings, ShowALaterStateOffTheLadderAndKeepWhatWasClaimed) {
  const std::vector<Source> ended{source("A", "2025-03-13", {claim("1", "agreement", "2025-01-10"), claim("2", "cancelled", "2025-03-12")})};
  EXPECT_EQ(standings_of(ended).at(0).stage, "cancelled");
  EXPECT_EQ(standings_of(ended).at(0).claimed, "agreement");
  const std::vector<Source> revived{source("A", "2025-06-13", {claim("1", "cancelled", "2025-01-10"), claim("2", "agreement", "2025-03-12")})};
  EXPECT_EQ(standings_of(revived).at(0).stage, "agreement");
}

TEST(Standings, TellEvidencedFromClaimed) {
  const auto cells = standings_of({source("A", "2025-03-13", {claim("1", "memorandum", "2025-01-10"), claim("2", "agreement", "")})});
  EXPECT_EQ(cells.at(0).claimed, "agreement");
  EXPECT_EQ(cells.at(0).evidenced, "memorandum");
}

TEST(Standings, GiveAHostsOwnPlansToTheHost) {
  model::Claim own = claim("1", "intent", "2025-01");
  own.who = {party("UZ", "UZ")};
  own.whom.clear();
  EXPECT_EQ(standings_of({source("A", "2025-03-13", {own})}).at(0).partner, "UZ");
}

TEST(Standings, GiveSeveralHostsEachTheirOutsidePartnerAndNotEachOther) {
  model::Claim many = claim("1", "memorandum", "2025-01");
  many.who = {party("EU", "EU")};
  many.whom = {party("KZ", "KZ"), party("UZ", "UZ")};
  many.host = {"KZ", "UZ"};
  const auto cells = standings_of({source("A", "2025-03-13", {many})});
  ASSERT_EQ(cells.size(), 2U);
  EXPECT_EQ(cells[0].host + cells[0].partner, "KZEU");
  EXPECT_EQ(cells[1].host + cells[1].partner, "UZEU");
}

}  // namespace
}  // namespace tamga::merge
