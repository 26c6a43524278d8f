#include "query/kept.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "json/value.h"
#include "query/catalog.h"
#include "query/initiatives.h"
#include "query/parts.h"
#include "query/review.h"
#include "query/views.h"
#include "support/database.h"

namespace tamga::query {
namespace {

/// A ledger that is kept as reports come in, with reports drawn from few people and days, so that many belong together.
class Kept : public testing::TestWithParam<sql::Kind> {
 protected:
  store::Ledger open() {
    auto ledger = store::Ledger::open(databases_.address());
    EXPECT_TRUE(ledger.ok());
    return std::move(*ledger);
  }

  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[random_() % from.size()];
  }
  using Texts = std::vector<std::string>;

  model::Claim claim() {
    model::Claim out;
    out.id = std::to_string(100000 + random_() % 900000);
    out.event = pick<std::string>({"SUPPORT", "CONSULT"});
    out.stage = pick<std::string>({"memorandum", "agreement", "agreement", "mention", "cancelled"});
    out.status = pick<std::string>({"actual", "actual", "actual", "future", "denied"});
    const std::string country = pick<std::string>({"FR", "RU", "CN"}), host = pick<std::string>({"KZ", "UZ"});
    out.who = {{"firm-" + country, "organisation", "Firm " + country, country, "", {}}};
    if (random_() % 4 != 0) out.whom = {{"firm-" + host, "organisation", "Firm " + host, host, "", {}}};
    out.sector = pick<Texts>({{"nuclear"}, {"uranium", "mining"}, {"mining"}, {}});
    out.host = pick<Texts>({{host}, {host}, {"KZ", "UZ"}});
    const std::string when = pick<std::string>({"2025-03-12", "2025-03-13", "2025-06-01", "2025-06", "2025", "../2030", ""});
    if (!when.empty()) out.when = model::Date{when, when, pick<std::string>({"text", "published"}), ""};
    out.chain = {{pick<std::string>({"author", "Minister", "Director"}), "", "person", true, "", "", {}}};
    if (out.chain.front().name == "author") out.chain.front().named = false, out.chain.front().type = "group";
    out.said_by = pick<std::string>({"host", "partner", "author"});
    out.confidence = static_cast<double>(random_() % 100) / 100;
    out.evidence = {0, 4, "text"};
    return out;
  }

  model::Reading reading(int number, const std::string& model) {
    model::Reading out;
    out.report.id = "sha256:" + std::to_string(10000 + number);
    out.report.outlet = "Outlet " + std::to_string(number % 4), out.report.title = "Title " + std::to_string(number);
    out.report.published = pick<std::string>({"2025-03-14", "2025-06-02", "2025-05", ""});
    out.report.text = pick<std::string>({"one text that several outlets print word by word", "another one of its own " + std::to_string(number)});
    out.report.pack = "pack", out.report.model = model;
    published_.try_emplace(number, out.report.published);
    out.report.published = published_[number];
    for (std::size_t c = random_() % 5; c > 0; --c) {
      out.claims.push_back(claim());
      out.claims.back().report = out.report.id;
    }
    if (random_() % 3 == 0) out.remarks.push_back({"r" + std::to_string(number), out.report.id, "scant", "", "", {0, 4, "text"}, 0.5});
    out.mentions.push_back({"KZ", "state", pick<std::string>({"Kazakhstan", "Kazakh"}), "KZ", {0, 4, "text"}, 1});
    return out;
  }

  static std::string seen(store::Ledger& ledger, const Question& question, const Want& want) {
    const auto state = look(ledger, question, want);
    EXPECT_TRUE(state.ok()) << (state.ok() ? "" : state.error().text());
    if (want.kind == Want::Kind::kStandings) return standings_json(*state, "2026-01-01") + standings_csv(*state, "2026-01-01") + standings_svg(*state, "2026-01-01");
    if (want.kind == Want::Kind::kTimeline) return timeline_json(timeline(*state));
    Brief made = brief(*state, "2026-01-01");
    made.gaps.clear();  // of few events, fewer are told
    return brief_json(made) + brief_markdown(made, *state);
  }

  /// Each view as the tables give it, and as merging everything does.
  static void expect_the_same(store::Ledger& ledger) {
    std::vector<Question> questions(13);
    questions[1].host = "KZ", questions[2].sector = "mining", questions[3].partner = "RU";
    questions[4].as_of = "2025-04", questions[5].since = "2025-04", questions[6].host = "UZ", questions[6].sector = "nuclear";
    questions[7].as_of = "2024", questions[8].as_of = "2025-03-12", questions[9].as_of = "2025-03-13", questions[10].as_of = "2025-06-01";
    questions[11].as_of = "2031", questions[12].as_of = "2025-03-13", questions[12].host = "KZ", questions[12].sector = "mining";
    for (const Question& question : questions) {
      Question dated = question;  // a date after all makes it look at everything
      dated.recorded_by = "2099-01-01";
      for (const Want& want : {Want{.kind = Want::Kind::kStandings}, Want{.kind = Want::Kind::kTimeline, .limit = 5},
                               Want{.kind = Want::Kind::kTimeline, .limit = 7, .offset = 3}, Want{.kind = Want::Kind::kBrief, .few = 0},
                               Want{.kind = Want::Kind::kBrief, .limit = 1, .few = 0}}) {
        const auto partial = look(ledger, question, want);
        ASSERT_TRUE(partial.ok()) << partial.error().text();
        ASSERT_TRUE(partial->partial);
        std::string whole = seen(ledger, dated, want), kept = seen(ledger, question, want);
        const auto drop = [](std::string& text, const std::string& what) {
          for (std::size_t at; (at = text.find(what)) != std::string::npos;) text.erase(at, what.size());
        };
        drop(kept, "\nGaps of what is listed here; `tamga gaps` has all.\n");
        ASSERT_EQ(kept, whole) << "want " << static_cast<int>(want.kind);
      }
    }
  }

  test::Databases databases_{GetParam()};
  std::mt19937 random_{7};
  std::map<int, std::string> published_;
};

INSTANTIATE_TEST_SUITE_P(Both, Kept, testing::Values(sql::Kind::kSqlite, sql::Kind::kPostgres), test::kind_name);

TEST_P(Kept, SaysWhatMergingEverythingWouldSayHoweverReportsComeIn) {
  store::Ledger ledger = open();
  for (int round = 0; round < 12; ++round) {
    for (std::size_t reports = 1 + random_() % 8; reports > 0; --reports)  // some are read again by another model
      ASSERT_TRUE(ledger.add(reading(static_cast<int>(random_() % 40), "m" + std::to_string(random_() % 3)), "2026-01-0" + std::to_string(1 + random_() % 9)).ok());
    ASSERT_TRUE(refresh(ledger).ok());
    expect_the_same(ledger);
    if (HasFatalFailure()) return;
  }
  ASSERT_TRUE(rebuild(ledger).ok());
  expect_the_same(ledger);
}

TEST_P(Kept, LooksAtEverythingWhileSomethingIsNotTakenIn) {
  store::Ledger ledger = open();
  ASSERT_TRUE(ledger.add(reading(1, "m"), "2026-01-01").ok());
  const auto before = look(ledger, {}, {.kind = Want::Kind::kStandings});
  ASSERT_TRUE(before.ok());
  EXPECT_FALSE(before->partial);
  ASSERT_TRUE(refresh(ledger).ok());
  EXPECT_TRUE(look(ledger, {}, {.kind = Want::Kind::kStandings})->partial);
  Question known;
  known.known_by = "2025-12-31";
  EXPECT_FALSE(look(ledger, known, {.kind = Want::Kind::kStandings})->partial);
}

TEST_P(Kept, MakesTheSameInitiativesAsMergingEverything) {
  store::Ledger ledger = open();
  for (int number = 0; number < 40; ++number) ASSERT_TRUE(ledger.add(reading(number, "m"), "2026-01-01").ok());
  ASSERT_TRUE(refresh(ledger).ok());
  std::vector<Question> questions(5);
  questions[1].host = "KZ", questions[2].partner = "RU", questions[3].as_of = "2025-05", questions[4].since = "2025-04", questions[4].sector = "mining";
  for (Question question : questions) {
    const auto kept = initiatives(ledger, question, "2026-01-01");
    question.recorded_by = "2099-01-01";
    const auto whole = initiatives(ledger, question, "2026-01-01");
    ASSERT_TRUE(kept.ok() && whole.ok());
    EXPECT_GT(kept->list.size(), 1U);
    EXPECT_EQ(initiatives_json(*kept), initiatives_json(*whole));
    for (const merge::Initiative& one : whole->list) {
      Question now;
      now.as_of = question.as_of;
      const auto shown = initiative(ledger, now, "2026-01-01", one.ids.back());
      const auto expected = initiative(ledger, question, "2026-01-01", one.ids.front());
      ASSERT_TRUE(shown.ok() && expected.ok());
      EXPECT_EQ(initiative_json(*shown), initiative_json(*expected));
      EXPECT_EQ(initiative_markdown(*shown), initiative_markdown(*expected));
    }
  }
  EXPECT_EQ(initiative(ledger, {}, "2026-01-01", "KZ-000000000000").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(initiative(ledger, {}, "2026-01-01", "KZ-").error().code, ErrorCode::kUsage);
}

/// All that is known of an event, with claims and reports by what they say.
std::string all_of(const State& state, const merge::Event& event) {
  const auto name = [&](merge::ClaimRef ref) {
    const model::Report& report = state.sources[ref.source].report;
    return state.sources[ref.source].claims[ref.claim].id + "@" + report.id + report.outlet + report.published + report.model;
  };
  std::string out = event.id + " " + std::to_string(event.reports) + " " + (event.days ? std::to_string(event.days->first) : "-") + "\n";
  for (const merge::ClaimRef ref : event.claims) out += name(ref) + "\n";
  for (const auto& link : event.links) out += name(link.left) + "=" + name(link.right) + " " + std::to_string(link.score) + "\n";
  for (const auto& conflict : event.conflicts)
    for (const auto& side : conflict.sides) {
      out += conflict.field + " " + side.value;
      for (const merge::ClaimRef ref : side.claims) out += " " + name(ref);
      out += "\n";
    }
  const merge::Step step = merge::step_of(event, state.sources);
  for (const auto* list : {&step.origins, &step.claims, &step.off_claims})
    for (const std::string& item : *list) out += item + "|";
  for (const auto& [host, sector, partner] : merge::cells_of(event, state.sources)) out += host + sector + partner + " ";
  return out + json::dump(to_json(line_of(state, event)));
}

TEST_P(Kept, GivesInPartsWhatMergingAllThatWasKnownGives) {
  std::size_t answered = 0, cut = 0;
  for (unsigned seed = 1; seed <= 4; ++seed) {
    auto opened = store::Ledger::open(databases_.address("seed" + std::to_string(seed)));
    ASSERT_TRUE(opened.ok());
    store::Ledger& ledger = *opened;
    random_.seed(seed);
    published_.clear();
    const auto add = [&](int number, const std::string& model) {
      model::Reading made = reading(number, model);
      // Weeks of news, so that dates part them; some days are not known.
      if (number % 5 != 0) made.report.published = "2025-0" + std::to_string(3 + number % 4) + "-1" + std::to_string(number % 10);
      ASSERT_TRUE(ledger.add(made, "2026-01-0" + std::to_string(1 + number % 9)).ok());
    };
    for (int number = 0; number < 60; ++number) add(number, "m");
    ASSERT_TRUE(refresh(ledger).ok());
    if (seed % 2 == 0) {  // some are read again, and stand in front only later
      for (int number = 0; number < 60; number += 9) add(number, "n");
      ASSERT_TRUE(refresh(ledger).ok());
    }
    std::vector<Question> questions(9);
    questions[1].known_by = "2025-03", questions[2].known_by = "2025-04-12", questions[3].known_by = "2025-05", questions[4].known_by = "2025-06-15";
    questions[5].known_by = "2024", questions[6].known_by = "2026-01-03", questions[7].recorded_by = "2026-01-04";
    questions[8].recorded_by = "2026-01-06", questions[8].known_by = "2025-05-14";
    for (const Question& question : questions) {
      const auto whole = look(ledger, question);
      ASSERT_TRUE(whole.ok());
      std::map<std::string, std::string> expected, found;
      for (const merge::Event& event : whole->events) expected[event.id] = all_of(*whole, event);
      std::size_t claims = 0;
      for (const merge::Source& source : whole->sources) claims += source.claims.size();
      const auto in_parts = each_part(ledger, question, 7, [&](const State& part) {
        EXPECT_TRUE(part.partial);
        EXPECT_EQ(part.readings, whole->sources.size());
        EXPECT_EQ(part.claims, claims);
        EXPECT_EQ(part.country_names, whole->country_names);
        ASSERT_EQ(part.claim_counts.size(), part.sources.size());
        ASSERT_EQ(part.remarks.size(), part.sources.size());
        for (const merge::Event& event : part.events) EXPECT_TRUE(found.emplace(event.id, all_of(part, event)).second) << event.id;
      });
      ASSERT_TRUE(in_parts.ok()) << in_parts.error().text();
      if (!*in_parts) {
        EXPECT_FALSE(question.recorded_by.empty()) << "what was known can always be told";
        EXPECT_EQ(seed % 2, 0U);
        EXPECT_TRUE(found.empty());
        continue;
      }
      ++answered;
      EXPECT_EQ(found, expected) << question.known_by << " " << question.recorded_by;
      const auto now = look(ledger, {});
      for (const merge::Event& event : now->events) {
        const auto then = expected.find(event.id);
        if (then != expected.end() && then->second != all_of(*now, event)) ++cut;
      }
    }
  }
  EXPECT_GT(answered, 30U);
  EXPECT_GT(cut, 30U) << "no event was known in part";
  store::Ledger ledger = open();
  Question wrong;
  wrong.known_by = "soon";
  EXPECT_EQ(each_part(ledger, wrong, 7, [](const State&) {}).error().code, ErrorCode::kUsage);
}

TEST_P(Kept, GivesNothingInPartsWherePeopleHaveDecided) {
  store::Ledger ledger = open();
  for (int number = 0; number < 10; ++number) ASSERT_TRUE(ledger.add(reading(number, "m"), "2026-01-01").ok());
  Question known;
  known.known_by = "2025-05";
  const auto nothing = [](const State&) { ADD_FAILURE(); };
  EXPECT_FALSE(*each_part(ledger, known, 7, nothing)) << "nothing is merged yet";
  ASSERT_TRUE(refresh(ledger).ok());
  EXPECT_TRUE(*each_part(ledger, known, 7, [](const State&) {}));
  model::Decision decision;
  decision.id = "d1", decision.kind = "retract", decision.author = "A", decision.made_at = "2026-01-02T00:00:00Z";
  ASSERT_TRUE(ledger.decide(decision).ok());
  ASSERT_TRUE(refresh(ledger).ok());
  EXPECT_FALSE(*each_part(ledger, known, 7, nothing));
}

TEST_P(Kept, QueuesTheSameForReviewAsMergingEverything) {
  store::Ledger ledger = open();
  for (int number = 0; number < 40; ++number) ASSERT_TRUE(ledger.add(reading(number, "m"), "2026-01-01").ok());
  const std::vector<std::string> core{"nuclear", "uranium"};
  const auto before = queue_of(ledger, {}, core, 1000);  // nothing is kept yet
  ASSERT_TRUE(before.ok());
  ASSERT_TRUE(refresh(ledger).ok());
  std::vector<Question> questions(4);
  questions[1].host = "KZ", questions[2].partner = "RU", questions[3].sector = "mining";
  for (const Question& question : questions) {
    const auto state = look(ledger, question);
    ASSERT_TRUE(state.ok());
    const std::vector<Doubt> whole = queue(*state, core);
    ASSERT_GT(whole.size(), 5U);
    const auto all = queue_of(ledger, question, core, 1000), few = queue_of(ledger, question, core, 3);
    ASSERT_TRUE(all.ok() && few.ok());
    EXPECT_EQ(queue_json(all->worst), queue_json(whole));
    EXPECT_EQ(few->total, whole.size());
    EXPECT_EQ(queue_json(few->worst), queue_json({whole.begin(), whole.begin() + 3}));
    if (question.host.empty() && question.partner.empty() && question.sector.empty()) {
      EXPECT_EQ(queue_json(before->worst), queue_json(whole));
    }
  }
  const auto state = look(ledger, {});
  ASSERT_TRUE(state.ok());
  for (const Doubt& expected : queue(*state, core)) {
    const auto part = look(ledger, {}, {.kind = Want::Kind::kThing, .id = expected.line.id});
    ASSERT_TRUE(part.ok());
    const auto found = doubt_of(ledger, *part, expected.line.id, core);
    ASSERT_TRUE(found.ok() && *found);
    EXPECT_EQ(queue_json({**found}), queue_json({expected}));
  }
}

TEST_P(Kept, ShowsTheSameThingAsMergingEverything) {
  store::Ledger ledger = open();
  for (int number = 0; number < 30; ++number) ASSERT_TRUE(ledger.add(reading(number, "m"), "2026-01-01").ok());
  ASSERT_TRUE(refresh(ledger).ok());
  const auto whole = look(ledger, {});
  ASSERT_TRUE(whole.ok());
  std::vector<std::string> ids{"sha256:10003", "sha256:1000", "zzzz", "e1", "10003"};
  for (const merge::Event& event : whole->events) {
    ids.push_back(event.id);
    for (const merge::ClaimRef ref : event.claims) ids.push_back(whole->sources[ref.source].claims[ref.claim].id);
  }
  for (const std::string& id : ids) {
    const auto partial = look(ledger, {}, {.kind = Want::Kind::kThing, .id = id});
    ASSERT_TRUE(partial.ok());
    const auto expected = show_markdown(ledger, *whole, id), found = show_markdown(ledger, *partial, id);
    ASSERT_EQ(found.ok(), expected.ok()) << id;
    EXPECT_EQ(found.ok() ? *found : found.error().text(), expected.ok() ? *expected : expected.error().text());
  }
}

/// A catalog in words.
std::string told(const Catalog& catalog) {
  std::string out;
  const auto list = [&](Catalog::List numbers, const auto& name) {
    for (const std::uint32_t number : numbers) out += " " + std::string(name(number));
    out += ";";
  };
  const auto text = [&](std::uint32_t number) { return catalog.texts[number]; };
  for (const EventCard& e : catalog.events) {
    out += std::string(catalog.id(e)) + " " + std::string(catalog.sentence(e)) + " " + std::string(catalog.what(e)) + " " + std::to_string(e.rung);
    for (const std::uint32_t number : {e.event, e.mode, e.stage, e.status, e.when, e.reported, e.place}) out += " " + std::string(text(number)) + ",";
    for (const std::uint32_t number : {e.origins, e.reports, e.claims}) out += " " + std::to_string(number);
    out += " " + std::to_string(e.first) + " " + std::to_string(e.last) + " " + std::to_string(e.confidence) + " " + std::to_string(e.conflicts) +
           (e.dated ? " dated" : "") + (e.decided ? " decided" : "");
    list(catalog.hosts(e), text), list(catalog.sectors(e), text), list(catalog.partners(e), text);
    const auto actor = [&](std::uint32_t number) { return catalog.actors[number].name; };
    list(catalog.who(e), actor), list(catalog.whom(e), actor);
    list(catalog.topics_of(e), [&](std::uint32_t number) { return catalog.topics[number].id; });
    list(catalog.outlets_of(e), [&](std::uint32_t number) { return catalog.outlets[number].id; });
    out += "\n";
  }
  for (std::size_t cell = 0; cell < catalog.cells.size(); ++cell)
    for (const CellChange& change : catalog.cells.history(cell))
      out += std::get<2>(catalog.cells.key(cell)) + " " + std::to_string(change.day) + " " + change.stage + " " + change.evidenced + "\n";
  return out;
}

std::string catalog_of(store::Ledger& ledger, bool kept, const Question& question = {}) {
  CatalogMaker maker({});
  if (kept) {
    EXPECT_TRUE(*add_kept(ledger, question, maker));
  } else {
    maker.add(*look(ledger, question));
  }
  return told(*maker.finish({}));
}

TEST_P(Kept, MakesTheSameCatalogAsMergingEverything) {
  store::Ledger ledger = open();
  for (int round = 0; round < 4; ++round) {
    for (int number = 0; number < 12; ++number)
      ASSERT_TRUE(ledger.add(reading(static_cast<int>(random_() % 40), "m" + std::to_string(round)), "2026-01-0" + std::to_string(round + 1)).ok());
    CatalogMaker maker({});
    EXPECT_FALSE(*add_kept(ledger, {}, maker));  // not before all is taken in
    ASSERT_TRUE(refresh(ledger).ok());
    ASSERT_EQ(catalog_of(ledger, true), catalog_of(ledger, false));
    for (const char* known_by : {"2024-12-31", "2025-03-14", "2025-05-31", "2025-06-01", "2030-01-01"}) {
      Question question;
      question.known_by = known_by;
      ASSERT_EQ(catalog_of(ledger, true, question), catalog_of(ledger, false, question)) << known_by;
    }
  }
}

TEST_P(Kept, MergesAnewWhatAnOlderProgramKept) {
  const std::string address = databases_.address();
  {
    auto ledger = store::Ledger::open(address);
    ASSERT_TRUE(ledger.ok());
    for (int number = 0; number < 20; ++number) ASSERT_TRUE(ledger->add(reading(number, "m"), "2026-01-01").ok());
    ASSERT_TRUE(refresh(*ledger).ok());
    sql::Connection& connection = ledger->connection();
    ASSERT_TRUE(connection.run("DELETE FROM merge_history").ok());
    for (const char* statement : {"ALTER TABLE merge_events DROP COLUMN card", "ALTER TABLE merge_sections DROP COLUMN events",
                                  "DROP INDEX merge_events_by_rank", "DROP INDEX merge_events_of_section",
                                  "CREATE INDEX merge_events_by_section ON merge_events (section, weight, day, id, last, planned)"})
      ASSERT_TRUE(connection.run(statement).ok()) << statement;
    ASSERT_TRUE(connection.run("DELETE FROM schema_version WHERE version > 4").ok());
  }
  auto ledger = store::Ledger::open(address);
  ASSERT_TRUE(ledger.ok());
  ASSERT_TRUE(refresh(*ledger).ok());
  ASSERT_NO_FATAL_FAILURE(expect_the_same(*ledger));
  EXPECT_EQ(catalog_of(*ledger, true), catalog_of(*ledger, false));
}

}  // namespace
}  // namespace tamga::query
