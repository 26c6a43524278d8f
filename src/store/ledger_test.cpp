#include "store/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <random>
#include <set>

#include "store/copy.h"
#include "store/heads.h"
#include "support/database.h"

namespace tamga::store {
namespace {

constexpr const char* kNow = "2026-02-01T12:00:00Z";

model::Reading reading_of(int number, const std::string& model = "m1", const std::string& outlet = "Steppe Wire") {
  model::Reading out;
  out.report = {"sha256:" + std::to_string(number), "in/" + std::to_string(number), "", outlet, "", "2025-06-14",
                "Title " + std::to_string(number), "en", "Text of report " + std::to_string(number) + " on uranium.",
                "pack 1", model};
  model::Claim claim;
  claim.id = "c" + std::to_string(number);
  claim.report = out.report.id;
  claim.evidence = {0, 4, "Text"};
  claim.event = "SUPPORT";
  claim.stage = "memorandum";
  claim.status = "actual";
  claim.who.push_back({"org-1", "organisation", "Orano", "FR", "", {0, 4, "Text"}});
  claim.about.push_back({"", "sector", "uranium exploration"});
  claim.host = {"UZ"};
  claim.when = model::Date{"2025-06", "in June", "text", ""};
  claim.amounts.push_back({1.5e9, 2e9, true, "USD", "1.5 to 2 billion dollars"});
  claim.chain = {{"author", "", "group", false, "", "", {}}, {outlet, "", "outlet", true, "", "", {}}};
  claim.confidence = 0.5;
  for (int i = 0; i < 3; ++i) out.claims.push_back(claim), out.claims.back().id += "-" + std::to_string(i);
  out.mentions.push_back({"state-UZ", "state", "Uzbekistan", "UZ", {0, 4, "Text"}, 0.9});
  out.remarks.push_back({"r" + std::to_string(number), out.report.id, "scant", "the deal", "", {0, 4, "Text"}, 0.6});
  return out;
}

/// What a ledger does in a file and in a database alike.
class LedgerTest : public testing::TestWithParam<sql::Kind> {
 protected:
  std::string path(const std::string& name = "a") const { return databases_.address(name); }
  Ledger open(const std::string& name = "a") { return std::move(*Ledger::open(path(name))); }

  test::Databases databases_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Both, LedgerTest, testing::Values(sql::Kind::kSqlite, sql::Kind::kPostgres), test::kind_name);

TEST_P(LedgerTest, GivesBackWhatWasAdded) {
  Ledger ledger = open();
  const model::Reading reading = reading_of(1);
  ASSERT_EQ(*ledger.add(reading, kNow), AddOutcome::kAdded);
  const auto found = ledger.readings();
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(found->front().claims, reading.claims);
  EXPECT_EQ(found->front().remarks, reading.remarks);
  EXPECT_EQ(*ledger.mentions(found->front().number), reading.mentions);
  EXPECT_EQ(*ledger.report_text(reading.report.id), reading.report.text);
  EXPECT_EQ(found->front().recorded_at, kNow);
  EXPECT_EQ(ledger.country_names()->at("UZ"), "Uzbekistan");
}

TEST_P(LedgerTest, ChangesNothingWhenTheSameComesAgain) {
  Ledger ledger = open();
  ASSERT_EQ(*ledger.add(reading_of(1), kNow), AddOutcome::kAdded);
  const std::string hash = *ledger.content_hash();
  EXPECT_EQ(*ledger.add(reading_of(1), "2027-01-01T00:00:00Z"), AddOutcome::kKnown);
  EXPECT_EQ(*ledger.content_hash(), hash);
}

TEST_P(LedgerTest, PutsANewReadingInFrontAndKeepsTheOld) {
  Ledger ledger = open();
  ASSERT_EQ(*ledger.add(reading_of(1, "m1"), "2026-01-01T00:00:00Z"), AddOutcome::kAdded);
  ASSERT_EQ(*ledger.add(reading_of(1, "m2"), "2026-03-01T00:00:00Z"), AddOutcome::kReread);
  ASSERT_EQ(ledger.readings()->size(), 1U);
  EXPECT_EQ(ledger.readings()->front().report.model, "m2");
  EXPECT_EQ(ledger.readings("2026-02-01")->front().report.model, "m1");
  EXPECT_EQ(ledger.readings("2026-03-01")->front().report.model, "m2");
  EXPECT_TRUE(ledger.readings("2025-12-31")->empty());
  EXPECT_EQ(ledger.history("sha256:1")->size(), 2U);
}

TEST_P(LedgerTest, GivesHeadsInTheOrderAskedFor) {
  Ledger ledger = open();
  for (int number = 1; number <= 3; ++number) ASSERT_TRUE(ledger.add(reading_of(number, "m"), "2026-01-01").ok());
  const auto found = heads(ledger, {3, 1, 3});
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->size(), 3U);
  for (const std::size_t i : {0U, 1U, 2U}) {
    const auto one = head(ledger, (*found)[i].reading.number);
    ASSERT_TRUE(one.ok());
    EXPECT_EQ((*found)[i].reading.report.id, one->reading.report.id);
    EXPECT_EQ((*found)[i].claims, one->claims);
  }
  EXPECT_EQ((*found)[0].reading.report.id, "sha256:3");
  EXPECT_TRUE(heads(ledger, {})->empty());
  EXPECT_EQ(heads(ledger, {1, 99}).error().code, ErrorCode::kNotFound);
}

TEST_P(LedgerTest, KeepsTheSameTextOfTwoOutletsApart) {
  Ledger ledger = open();
  ASSERT_EQ(*ledger.add(reading_of(1, "m1", "One"), kNow), AddOutcome::kAdded);
  ASSERT_EQ(*ledger.add(reading_of(1, "m1", "Two"), kNow), AddOutcome::kAdded);
  EXPECT_EQ(ledger.readings()->size(), 2U);
}

TEST_P(LedgerTest, HashDoesNotDependOnOrderClockOrPath) {
  std::vector<int> order{1, 2, 3, 4, 5, 6, 7};
  std::mt19937 random(5);
  std::string first;
  for (int round = 0; round < 5; ++round) {
    const std::string name = "r" + std::to_string(round);
    Ledger ledger = open(name);
    for (const int number : order) {
      model::Reading reading = reading_of(number);
      reading.report.input = name;
      ASSERT_TRUE(ledger.add(reading, "2026-01-0" + std::to_string(round + 1) + "T00:00:00Z").ok());
    }
    if (round == 0) first = *ledger.content_hash();
    EXPECT_EQ(*ledger.content_hash(), first);
    std::shuffle(order.begin(), order.end(), random);
  }
  Ledger other = open("other");
  ASSERT_TRUE(other.add(reading_of(8), kNow).ok());
  EXPECT_NE(*other.content_hash(), first);
}

TEST_P(LedgerTest, FindsEvidenceAndNamesInAnyScript) {
  Ledger ledger = open();
  model::Reading reading = reading_of(1);
  reading.claims.resize(1);
  reading.claims[0].evidence.words = "Қазақстан мен Қытай, 哈萨克斯坦第二座核电站 Düsseldorf";
  ASSERT_TRUE(ledger.add(reading, kNow).ok());
  for (const char* words : {"қазақ", "核电站", "第二座", "dusseldorf", "ORANO", "uran expl"})
    EXPECT_EQ(ledger.find(words)->size(), 1U) << words;
  EXPECT_EQ(ledger.find("核电站")->front().words, reading.claims[0].evidence.words);
  EXPECT_TRUE(ledger.find("站核")->empty());
  EXPECT_TRUE(ledger.find("lithium")->empty());
  EXPECT_EQ(ledger.find(" \" ' ").error().code, ErrorCode::kUsage);
  EXPECT_TRUE(ledger.find("NEAR( OR \"x* -").ok());
}

TEST_P(LedgerTest, FindsWordsThatHavePunctuationInside) {
  Ledger ledger = open();
  model::Reading reading = reading_of(1);
  reading.claims.resize(1);
  reading.claims[0].evidence.words = "Kazakhstan\u2019s “C5+7” talks: Kassym-Jomart\u00A0Tokayev, O'Brien & Gaz\\prom";
  ASSERT_TRUE(ledger.add(reading, kNow).ok());
  for (const char* words : {"kazakhstans", "kazakhstan's", "c5", "c5+7", "7", "jomart", "Kassym-Jomart", "o’brien", "prom", "GAZ"})
    EXPECT_EQ(ledger.find(words)->size(), 1U) << words;
  for (const char* words : {"7 2", "talk5", "azakh"}) EXPECT_TRUE(ledger.find(words)->empty()) << words;
}

TEST_P(LedgerTest, FindsInTextsWithVeryManyAndVeryLongWords) {
  Ledger ledger = open();
  model::Reading reading = reading_of(1);
  reading.claims.resize(1);
  std::string& words = reading.claims[0].evidence.words;
  words = "first " + std::string(5000, 'x') + " ";
  for (int i = 0; i < 40'000; ++i) words += "same w" + std::to_string(i) + " ";
  ASSERT_TRUE(ledger.add(reading, kNow).ok());
  EXPECT_EQ(ledger.find("first same w100 " + std::string(4000, 'X'))->size(), 1U);
}

TEST_P(LedgerTest, FindsWordsByTheirBeginningsHoweverManyBeginSo) {
  Ledger ledger = open();
  for (int number = 0; number < 600; ++number) {
    model::Reading reading = reading_of(number);
    reading.report.title = "plan" + std::to_string(10000 + number) + " mines";
    reading.claims.clear(), reading.remarks.clear(), reading.mentions.clear();
    ASSERT_TRUE(ledger.add(reading, kNow).ok());
  }
  EXPECT_EQ(ledger.find("plan", 1000)->size(), 600U);
  EXPECT_EQ(ledger.find("plan103", 1000)->size(), 100U);
  EXPECT_EQ(ledger.find("plan103 min", 1000)->size(), 100U);
  EXPECT_EQ(ledger.find("plan10342-min", 1000)->size(), 1U);
  EXPECT_EQ(ledger.find("plan10342", 1000)->size(), 1U);
  EXPECT_TRUE(ledger.find("lan10342", 1000)->empty());
  EXPECT_TRUE(ledger.find("plan103425", 1000)->empty());
}

TEST_P(LedgerTest, FindsTheNewestFirst) {
  Ledger ledger = open();
  for (const int number : {2, 3, 1}) {
    model::Reading reading = reading_of(number);
    reading.report.published = "2025-06-0" + std::to_string(number);
    ASSERT_TRUE(ledger.add(reading, kNow).ok());
  }
  std::vector<std::string> ids;
  const auto hits = ledger.find("orano", 4);
  for (const Hit& hit : *hits) ids.push_back(hit.id);
  EXPECT_THAT(ids, testing::ElementsAre("c3-0", "c3-1", "c3-2", "c2-0"));
}

TEST_P(LedgerTest, FindsTheSameInTheSameOrderHoweverReportsCameIn) {
  const std::vector<std::string> days{"2025-06-02", "2025-06", "2025-06-02", "2025", "", "2025-06-03T10:00:00Z", "soon", "2025-06-02"};
  std::vector<std::vector<std::string>> answers;
  for (const bool backwards : {false, true}) {
    Ledger ledger = open(backwards ? "b" : "a");
    for (std::size_t i = 0; i < days.size(); ++i) {
      const std::size_t number = backwards ? days.size() - 1 - i : i;
      model::Reading reading = reading_of(static_cast<int>(number));
      reading.report.published = days[number];
      ASSERT_TRUE(ledger.add(reading, kNow).ok());
    }
    answers.emplace_back();
    for (const std::size_t limit : {1U, 3U, 8U, 100U}) {
      const auto hits = ledger.find("orano", limit);
      for (const Hit& hit : *hits) answers.back().push_back(hit.id + hit.published);
    }
  }
  EXPECT_EQ(answers[0], answers[1]);
  EXPECT_EQ(answers[0].front(), "c5-02025-06-03T10:00:00Z");
}

TEST_P(LedgerTest, FindsInALedgerOfTheFirstVersion) {
  {
    auto old = sql::Connection::open(path(), sql::Access::kReadWrite);
    ASSERT_TRUE(old.ok());
    ASSERT_TRUE(sql::migrate(*old, migrations().subspan(0, 1)).ok());
    const std::string search = GetParam() == sql::Kind::kSqlite
                                   ? "INSERT INTO search (words, names, kind, id, reading) VALUES ('uranium', '', 'report', $1, $2)"
                                   : "INSERT INTO search (words, kind, id, reading) VALUES (CAST('''uranium'':1' AS tsvector), 'report', $1, $2)";
    for (const std::int64_t number : {1, 2}) {
      const std::string id = "r" + std::to_string(number);
      ASSERT_TRUE(old->run("INSERT INTO reports (id, text, fingerprint) VALUES ($1, 'text', '')", {id}).ok());
      ASSERT_TRUE(old->run("INSERT INTO readings (number, report, input, url, outlet, outlet_id, published, title, language, pack, "
                           "model, notes, recorded_at) VALUES ($1, $2, '', '', 'O', '', $3, 'Uranium', '', '', '', '', '2026-01-01')",
                           {number, id, "2025-06-0" + std::to_string(number)}).ok());
      ASSERT_TRUE(old->run(search, {id, number}).ok());
    }
  }
  Ledger ledger = open();
  const auto hits = ledger.find("uran", 1);
  ASSERT_TRUE(hits.ok()) << hits.error().text();
  ASSERT_EQ(hits->size(), 1U);
  EXPECT_EQ(hits->front().id, "r2");
}

TEST_P(LedgerTest, AnOlderReadingThatComesLateStandsBehind) {
  Ledger ledger = open();
  ASSERT_EQ(*ledger.add(reading_of(1, "m2"), "2026-03-01T00:00:00Z"), AddOutcome::kAdded);
  ASSERT_EQ(*ledger.add(reading_of(1, "m1"), "2026-01-01T00:00:00Z"), AddOutcome::kReread);
  EXPECT_EQ(ledger.readings()->front().report.model, "m2");
  EXPECT_EQ(ledger.readings("2026-02-01")->front().report.model, "m1");
}

TEST_P(LedgerTest, FindsOnlyWhatStandsInFront) {
  Ledger ledger = open();
  ASSERT_TRUE(ledger.add(reading_of(1, "m1"), kNow).ok());
  ASSERT_TRUE(ledger.add(reading_of(1, "m2"), kNow).ok());
  EXPECT_EQ(ledger.find("orano")->size(), 3U);
}

model::Decision decision_of(const std::string& id, const std::string& made_at, const std::string& undoes = "") {
  model::Decision out;
  out.id = id;
  out.kind = undoes.empty() ? "correct" : "undo";
  out.author = "A. Reader";
  out.reason = "the text says “memorandum”";
  out.made_at = made_at;
  if (undoes.empty()) out.claims = {{reading_of(1).claims[0], "p m1"}}, out.field = "stage", out.value = "\"memorandum\"";
  out.undoes = undoes;
  return out;
}

TEST_P(LedgerTest, KeepsDecisionsInOrderAndByTime) {
  Ledger ledger = open();
  const model::Decision first = decision_of("d1", "2026-01-01T10:00:00Z"), second = decision_of("d2", "2026-02-01T10:00:00Z", "d1");
  EXPECT_TRUE(*ledger.decide(first));
  EXPECT_TRUE(*ledger.decide(second));
  EXPECT_FALSE(*ledger.decide(first));
  EXPECT_THAT(*ledger.decisions(), testing::ElementsAre(first, second));
  EXPECT_THAT(*ledger.decisions("2026-01-01"), testing::ElementsAre(first));
  EXPECT_TRUE(ledger.decisions("2025-12-31")->empty());
}

TEST_P(LedgerTest, KeepsAllDecisionsOfAListOrNone) {
  Ledger ledger = open();
  const std::vector<model::Decision> broken{decision_of("d1", kNow), decision_of("d2", kNow, "d9")};
  EXPECT_EQ(ledger.decide(std::span(broken)).error().code, ErrorCode::kNotFound);
  EXPECT_TRUE(ledger.decisions()->empty());
  const std::vector<model::Decision> sound{decision_of("d1", kNow), decision_of("d2", kNow, "d1"), decision_of("d1", kNow)};
  EXPECT_EQ(*ledger.decide(std::span(sound)), 2U);
  EXPECT_EQ(ledger.decisions()->size(), 2U);
}

TEST_P(LedgerTest, RefusesToUndoWhatIsNotThere) {
  Ledger ledger = open();
  EXPECT_EQ(ledger.decide(decision_of("d2", kNow, "d1")).error().code, ErrorCode::kNotFound);
  EXPECT_TRUE(ledger.decisions()->empty());
}

TEST_P(LedgerTest, HashCountsDecisionsInAnyOrder) {
  Ledger one = open("one"), two = open("two");
  const std::string empty = *one.content_hash();
  for (const char* id : {"d1", "d2"}) ASSERT_TRUE(one.decide(decision_of(id, kNow)).ok());
  for (const char* id : {"d2", "d1"}) ASSERT_TRUE(two.decide(decision_of(id, kNow)).ok());
  EXPECT_NE(*one.content_hash(), empty);
  EXPECT_EQ(*one.content_hash(), *two.content_hash());
}

const auto kToTheEnd = [](std::size_t) { return true; };

TEST_P(LedgerTest, CopiesWithoutLossAndIntoAFile) {
  Ledger ledger = open();
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(ledger.add(reading_of(i, "m1"), "2026-01-01T00:00:00Z").ok());
  ASSERT_TRUE(ledger.add(reading_of(3, "m2"), "2026-03-01T00:00:00Z").ok());
  ASSERT_TRUE(ledger.add(reading_of(3, "m1", "Another Wire"), "2026-03-02T00:00:00Z").ok());
  ASSERT_TRUE(ledger.decide(decision_of("d1", "2026-01-01T10:00:00Z")).ok());
  ASSERT_TRUE(ledger.decide(decision_of("d2", "2026-02-01T10:00:00Z", "d1")).ok());
  Ledger other = open("other");
  Ledger back = std::move(*Ledger::open(databases_.address("back", sql::Kind::kSqlite)));
  for (const auto& [from, to] : {std::pair(&ledger, &other), {&other, &back}}) {
    const auto copied = copy(*from, *to, kToTheEnd);
    ASSERT_TRUE(copied.ok()) << copied.error().text();
    EXPECT_EQ(copied->readings, 7U);
    EXPECT_EQ(copied->decisions, 2U);
    EXPECT_EQ(copied->from_hash, *ledger.content_hash());
    EXPECT_EQ(copied->to_hash, *ledger.content_hash());
    for (const char* day : {"2025-12-31", "2026-02-01", "2026-03-01", ""}) {
      const auto was = from->readings(day), is = to->readings(day);
      ASSERT_EQ(is->size(), was->size()) << day;
      for (std::size_t i = 0; i < is->size(); ++i) {
        EXPECT_EQ(is->at(i).report, was->at(i).report);
        EXPECT_EQ(is->at(i).recorded_at, was->at(i).recorded_at);
        EXPECT_EQ(is->at(i).claims, was->at(i).claims);
      }
    }
    EXPECT_EQ(*to->decisions(), *from->decisions());
    EXPECT_EQ(to->find("orano")->size(), from->find("orano")->size());
  }
}

TEST_P(LedgerTest, CopiesAgainWithoutHarmAndBesideWhatIsThere) {
  Ledger from = open("from"), to = open("to");
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(from.add(reading_of(i), kNow).ok());
  ASSERT_TRUE(to.add(reading_of(9), kNow).ok());
  std::size_t asked = 0;
  ASSERT_EQ(copy(from, to, [&](std::size_t) { return asked++ < 2; })->readings, 2U) << "stopped after two";
  const auto again = copy(from, to, kToTheEnd);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->readings, 2U);
  EXPECT_EQ(again->known_readings, 2U);
  EXPECT_EQ(again->to_hash, *to.content_hash());
  EXPECT_NE(again->from_hash, again->to_hash);
  EXPECT_EQ(to.readings()->size(), 5U);
}

TEST_P(LedgerTest, RefusesToAddWhenReadOnly) {
  { ASSERT_TRUE(open().add(reading_of(1), kNow).ok()); }
  auto ledger = Ledger::open(path(), sql::Access::kReadOnly);
  ASSERT_TRUE(ledger.ok());
  EXPECT_EQ(ledger->readings()->size(), 1U);
  const auto added = ledger->add(reading_of(2), kNow);
  ASSERT_FALSE(added.ok());
  EXPECT_EQ(added.error().code, ErrorCode::kInputOutput);
}

TEST_P(LedgerTest, SaysThatAnEmptyDatabaseIsNoLedger) {
  { ASSERT_TRUE(sql::Connection::open(path(), sql::Access::kReadWrite)->define("CREATE TABLE t (a INTEGER)").ok()); }
  EXPECT_EQ(Ledger::open(path(), sql::Access::kReadOnly).error().code, ErrorCode::kBadData);
}

TEST_P(LedgerTest, NoticesADamagedRecord) {
  { ASSERT_TRUE(open().add(reading_of(1), kNow).ok()); }
  { ASSERT_TRUE(sql::Connection::open(path(), sql::Access::kReadWrite)->run("UPDATE claims SET record = '{'").ok()); }
  Ledger ledger = open();
  const auto found = ledger.readings();
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().code, ErrorCode::kBadData);
}

/// Adds all readings in a process of its own; its exit code is 0 when all went well.
template <class Limit>
pid_t add_in_child(const std::string& path, int count, Limit limit) {
  const pid_t child = fork();
  if (child != 0) return child;
  limit();
  auto ledger = Ledger::open(path);
  if (!ledger) _exit(100);
  for (int i = 0; i < count; ++i) {
    const auto added = ledger->add(reading_of(i), kNow);
    if (!added) _exit(static_cast<int>(added.error().code));
  }
  _exit(0);
}

TEST_P(LedgerTest, ManyWritersKeepEveryReportOnce) {
  constexpr int kWriters = 6, kReports = 25;
  const std::string address = path();
  std::vector<pid_t> writers;
  for (int i = 0; i < kWriters; ++i) writers.push_back(add_in_child(address, kReports, [] {}));
  for (const pid_t writer : writers) {
    int state = 0;
    waitpid(writer, &state, 0);
    EXPECT_EQ(state, 0) << "a writer failed";
  }
  Ledger ledger = open(), alone = open("alone");
  for (int i = 0; i < kReports; ++i) ASSERT_TRUE(alone.add(reading_of(i), kNow).ok());
  EXPECT_EQ(ledger.readings()->size(), static_cast<std::size_t>(kReports));
  EXPECT_EQ(*ledger.content_hash(), *alone.content_hash());
  EXPECT_EQ(ledger.find("orano", 1000)->size(), alone.find("orano", 1000)->size());
  EXPECT_TRUE(ledger.check().ok());
}

TEST_P(LedgerTest, ReadersBesideAWriterSeeWholeReportsAndNeverFewer) {
  const std::string address = path();
  constexpr std::size_t kReports = 200;
  { ASSERT_TRUE(open().add(reading_of(0), kNow).ok()); }
  std::array<int, 2> door{};
  ASSERT_EQ(pipe(door.data()), 0);
  const pid_t writer = add_in_child(address, kReports, [&] {  // waits until the readers are there
    char go = 0;
    if (read(door[0], &go, 1) != 1) _exit(101);
  });
  std::vector<Ledger> readers;
  for (int i = 0; i < 3; ++i) readers.push_back(std::move(*Ledger::open(address, sql::Access::kReadOnly)));
  ASSERT_EQ(write(door[1], "!", 1), 1);
  std::set<std::size_t> seen;
  int state = 0;
  for (bool writing = true; writing;) {
    writing = waitpid(writer, &state, WNOHANG) == 0;
    for (Ledger& reader : readers) {
      const auto readings = reader.readings();
      ASSERT_TRUE(readings.ok()) << readings.error().text();
      EXPECT_TRUE(seen.empty() || readings->size() >= *seen.rbegin());
      seen.insert(readings->size());
    }
  }
  EXPECT_EQ(state, 0);
  close(door[0]), close(door[1]);
  EXPECT_EQ(*seen.rbegin(), kReports);
  EXPECT_GT(seen.size(), 2U) << "nobody read while the writer wrote";
}

TEST_P(LedgerTest, LosesNothingWhenTheDiskIsFull) {
  if (GetParam() == sql::Kind::kPostgres) return;  // its disk is the server's
  { ASSERT_TRUE(open().add(reading_of(0), kNow).ok()); }
  const pid_t child = add_in_child(path(), 2000, [] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{300'000, 300'000};
    setrlimit(RLIMIT_FSIZE, &limit);
  });
  int state = 0;
  waitpid(child, &state, 0);
  ASSERT_TRUE(WIFEXITED(state));
  EXPECT_EQ(WEXITSTATUS(state), static_cast<int>(ErrorCode::kInputOutput));
  Ledger ledger = open();
  EXPECT_TRUE(ledger.check().ok());
  const std::size_t kept = ledger.readings()->size();
  EXPECT_GE(kept, 1U);
  EXPECT_LT(kept, 2000U);
  for (const StoredReading& reading : *ledger.readings()) EXPECT_EQ(reading.claims.size(), 3U);
}

// Kills a process that adds reports at a random moment, many times over. TAMGA_KILL_ROUNDS sets how many.
TEST_P(LedgerTest, SurvivesBeingKilledAtAnyMoment) {
  const char* wanted = std::getenv("TAMGA_KILL_ROUNDS");
  const int rounds = wanted != nullptr ? std::atoi(wanted) : 12;
  constexpr int kReports = 80;
  Ledger whole = open("whole");
  for (int i = 0; i < kReports; ++i) ASSERT_TRUE(whole.add(reading_of(i), kNow).ok());
  const std::string expected = *whole.content_hash();
  std::mt19937 random(11);
  int interrupted = 0;
  for (int round = 0; round < rounds; ++round) {
    const std::string ledger_path = path("killed" + std::to_string(round));
    std::size_t before = 0;
    for (int kill_number = 0; kill_number < 2; ++kill_number) {
      const pid_t child = add_in_child(ledger_path, kReports, [] {});
      usleep(std::uniform_int_distribution<useconds_t>(500, 25'000)(random));
      kill(child, SIGKILL);
      int state = 0;
      waitpid(child, &state, 0);
      interrupted += WIFSIGNALED(state) ? 1 : 0;
      auto ledger = Ledger::open(ledger_path);
      ASSERT_TRUE(ledger.ok()) << ledger.error().text();
      ASSERT_TRUE(ledger->check().ok()) << ledger->check().error().text();
      const auto readings = ledger->readings();
      ASSERT_TRUE(readings.ok());
      EXPECT_GE(readings->size(), before) << "an accepted report was lost";
      before = readings->size();
      for (const StoredReading& reading : *readings) ASSERT_EQ(reading.claims.size(), 3U);
    }
    auto ledger = Ledger::open(ledger_path);
    for (int i = 0; i < kReports; ++i) ASSERT_TRUE(ledger->add(reading_of(i), kNow).ok());
    ASSERT_EQ(*ledger->content_hash(), expected);
  }
  EXPECT_GT(interrupted, 0);
  RecordProperty("interrupted", interrupted);
}

}  // namespace
}  // namespace tamga::store
