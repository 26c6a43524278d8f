#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "query/views.h"

namespace tamga::query {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

model::Party party(const std::string& name, const std::string& country,
                   const std::string& type = "organisation", const std::string& role = "") {
  return {"", type, name, country, role, {0, 1, name}};
}

/// A signing between a French and an Uzbek firm.
model::Claim claim(const std::string& id, const std::string& stage = "agreement",
                   const std::string& when = "2025-03-12") {
  model::Claim out;
  out.id = id;
  out.report = "r" + id;
  out.evidence = {0, 10, "words of " + id};
  out.event = "SUPPORT";
  out.stage = stage;
  out.status = "actual";
  out.who = {party("Orano", "FR")};
  out.whom = {party("Navoiyuran", "UZ")};
  out.sector = {"uranium"};
  out.host = {"UZ"};
  if (!when.empty()) out.when = model::Date{when, when, "text", ""};
  out.chain = {{"author", "", "group", false, "", "", {}}};
  out.said_by = "author";
  out.confidence = 0.9;
  return out;
}

struct Reports {
  std::vector<merge::Source> sources;
  /// A report of an outlet, whose country the pack knows.
  Reports& add(const std::string& outlet, const std::string& country, const std::string& published,
               std::vector<model::Claim> claims) {
    merge::Source source;
    source.report.id = "sha256:" + outlet + published;
    source.report.outlet = outlet;
    source.report.published = published;
    source.fingerprint = text::Fingerprint::of("the text of " + outlet + " on " + published + " " +
                                               std::to_string(sources.size()));
    for (model::Claim& c : claims) c.chain.push_back({outlet, "", "outlet", true, country, "", {}});
    source.claims = std::move(claims);
    sources.push_back(std::move(source));
    return *this;
  }
  State state() const {
    State out;
    out.sources = sources;
    out.events = merge::merge_claims(out.sources);
    out.cells = merge::standings(out.events, out.sources, "");
    return out;
  }
};

std::vector<Gap> of_kind(const Reports& reports, const std::string& kind,
                         const std::string& today = "2025-12-31") {
  std::vector<Gap> out = gaps(reports.state(), today);
  std::erase_if(out, [&](const Gap& gap) { return gap.kind != kind; });
  return out;
}

/// Something else that the outlet published.
model::Claim other(const std::string& id) {
  model::Claim out = claim(id, "mention", "");
  out.event.clear();
  out.who.clear(), out.whom = {party("Somewhere", "UZ")};
  return out;
}

TEST(Gaps, NamesOutletsOfAPartyThatKeepSilent) {
  Reports reports;
  reports.add("Gazeta", "UZ", "2025-03-13", {claim("1")}).add("Le Matin", "FR", "2025-03-20", {other("2")});
  const auto found = of_kind(reports, "silent-outlets");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].detail, HasSubstr("FR: Le Matin"));
}

TEST(Gaps, DoesNotCallSilentWhoTellsIsCitedOrIsNotHeard) {
  model::Claim citing = claim("1");
  citing.chain = {{"Le Matin", "", "outlet", true, "FR", "", {}}};
  EXPECT_THAT(of_kind(Reports()
                          .add("Gazeta", "UZ", "2025-03-13", {claim("1")})
                          .add("Le Matin", "FR", "2025-03-14", {claim("2")}),
                      "silent-outlets"),
              IsEmpty());
  EXPECT_THAT(of_kind(Reports()
                          .add("Gazeta", "UZ", "2025-03-13", {citing})
                          .add("Le Matin", "FR", "2025-03-14", {other("2")}),
                      "silent-outlets"),
              IsEmpty());
  EXPECT_THAT(of_kind(Reports()
                          .add("Gazeta", "UZ", "2025-03-13", {claim("1")})
                          .add("Le Matin", "FR", "2025-09-14", {other("2")}),
                      "silent-outlets"),
              IsEmpty());
}

TEST(Gaps, GivesOutletsTimeToTell) {
  Reports reports;
  reports.add("Gazeta", "UZ", "2025-03-13", {claim("1")}).add("Le Matin", "FR", "2025-03-14", {other("2")});
  EXPECT_THAT(of_kind(reports, "silent-outlets", "2025-03-15"), IsEmpty());
  EXPECT_THAT(of_kind(reports, "silent-outlets", "2025-04-15"), SizeIs(1));
}

TEST(Gaps, FindsInitiativesOfWhichOneSideSpeaks) {
  model::Claim partner = claim("1"), again = claim("2", "construction", "2025-09-01"),
               host = claim("3", "construction", "2025-10-20");
  partner.said_by = again.said_by = "partner", host.said_by = "host";
  Reports reports;
  reports.add("A", "", "2025-03-13", {partner}).add("B", "", "2025-09-02", {again});
  const auto found = of_kind(reports, "one-sided-initiative");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].detail, HasSubstr("only the partner"));
  EXPECT_THAT(found[0].events, SizeIs(2));
  EXPECT_THAT(of_kind(reports.add("C", "", "2025-10-21", {host}), "one-sided-initiative"), IsEmpty());
}

model::Claim quoting(const std::string& id, const std::string& speaker, const std::string& words) {
  model::Claim out = claim(id);
  out.quote = model::Evidence{0, 10, words};
  out.chain = {{speaker, "", "person", true, "", "said", {}}};
  return out;
}

constexpr const char* kQuote =
    "We will build the plant together with our friends before the end of this decade";

TEST(Gaps, FindsWordsGivenToOthersEvenWhenCutShort) {
  Reports reports;
  reports.add("A", "", "2025-03-13", {quoting("1", "The Minister", kQuote)})
      .add("B", "", "2025-03-14",
           {quoting("2", "The Director", "we will build the plant together with our friends")});
  const auto found = of_kind(reports, "speaker-drift");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].detail, "given to The Director, The Minister");
}

TEST(Gaps, LetsOneReportQuoteTwoAndTwoReportsQuoteOne) {
  EXPECT_THAT(of_kind(Reports()
                          .add("A", "", "2025-03-13", {quoting("1", "M", kQuote)})
                          .add("B", "", "2025-03-14", {quoting("2", "M", kQuote)}),
                      "speaker-drift"),
              IsEmpty());
  model::Claim one = quoting("1", "M", kQuote), two = quoting("2", "D", kQuote);
  two.report = one.report;
  EXPECT_THAT(of_kind(Reports().add("A", "", "2025-03-13", {one, two}), "speaker-drift"), IsEmpty());
  EXPECT_THAT(of_kind(Reports()
                          .add("A", "", "2025-03-13", {quoting("1", "M", "We will do it")})
                          .add("B", "", "2025-03-14", {quoting("2", "D", "We will do it")}),
                      "speaker-drift"),
              IsEmpty());
}

model::Claim with_minister(const std::string& id, const std::string& name) {
  model::Claim out = claim(id, "talks");
  out.whom = {party(name, "UZ", "person", "Minister of Energy")};
  return out;
}

TEST(Gaps, FindsAnOfficeThatTwoHoldByTurns) {
  Reports reports;
  reports.add("A", "", "2025-01-10", {with_minister("1", "Old")})
      .add("B", "", "2025-02-10", {with_minister("2", "New")});
  EXPECT_THAT(of_kind(reports, "role-conflict"), IsEmpty()) << "a handover";
  reports.add("C", "", "2025-03-10", {with_minister("3", "Old")});
  const auto found = of_kind(reports, "role-conflict");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].detail, "New (2025-02-10) and Old (2025-01-10 to 2025-03-10)");
}

TEST(Gaps, ListsPromisesOnceTheirDayHasPassedUntilTheyAreKept) {
  model::Claim promise = claim("1", "construction", "2025-06");
  promise.status = "future";
  Reports reports;
  reports.add("A", "", "2025-03-13", {promise});
  EXPECT_THAT(of_kind(reports, "overdue", "2025-06-15"), IsEmpty());
  EXPECT_THAT(of_kind(reports, "overdue"), SizeIs(1));
  model::Claim russian = claim("2", "construction", "2025-08-01");
  russian.who = {party("Rosatom", "RU")};
  EXPECT_THAT(of_kind(reports.add("B", "", "2025-08-02", {russian}), "overdue"), SizeIs(1))
      << "another partner's work";
  EXPECT_THAT(
      of_kind(reports.add("C", "", "2025-08-03", {claim("3", "construction", "2025-08-02")}), "overdue"),
      IsEmpty());
}

TEST(Gaps, EveryKindHasATitleAndComesAsJson) {
  model::Claim unnamed = claim("9", "operation", "2022-01-01");
  unnamed.chain = {{"officials", "", "group", false, "", "", {}}};
  Reports reports;
  reports.add("A", "", "2022-01-02", {unnamed, claim("8", "agreement", "2021-01-01")});
  const auto found = gaps(reports.state(), "2025-12-31");
  EXPECT_FALSE(found.empty());
  const std::string markdown = gaps_markdown(found);
  const auto json = json::parse(gaps_json(found));
  ASSERT_TRUE(json.ok());
  EXPECT_EQ((*json)["gaps"].size(), found.size());
  for (const Gap& gap : found) EXPECT_THAT(markdown, HasSubstr(plain_markdown(gap.subject)));
}

}  // namespace
}  // namespace tamga::query
