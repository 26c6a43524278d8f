#include "store/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <random>

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

class LedgerTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              ("tamga_store_" + std::to_string(getpid()) + "_" + info->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string path(const char* name = "a.db") const { return (folder_ / name).string(); }
  Ledger open(const char* name = "a.db") { return std::move(*Ledger::open(path(name))); }

  std::filesystem::path folder_;
};

TEST_F(LedgerTest, GivesBackWhatWasAdded) {
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

TEST_F(LedgerTest, ChangesNothingWhenTheSameComesAgain) {
  Ledger ledger = open();
  ASSERT_EQ(*ledger.add(reading_of(1), kNow), AddOutcome::kAdded);
  const std::string hash = *ledger.content_hash();
  EXPECT_EQ(*ledger.add(reading_of(1), "2027-01-01T00:00:00Z"), AddOutcome::kKnown);
  EXPECT_EQ(*ledger.content_hash(), hash);
}

TEST_F(LedgerTest, PutsANewReadingInFrontAndKeepsTheOld) {
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

TEST_F(LedgerTest, KeepsTheSameTextOfTwoOutletsApart) {
  Ledger ledger = open();
  ASSERT_EQ(*ledger.add(reading_of(1, "m1", "One"), kNow), AddOutcome::kAdded);
  ASSERT_EQ(*ledger.add(reading_of(1, "m1", "Two"), kNow), AddOutcome::kAdded);
  EXPECT_EQ(ledger.readings()->size(), 2U);
}

TEST_F(LedgerTest, HashDoesNotDependOnOrderClockOrPath) {
  std::vector<int> order{1, 2, 3, 4, 5, 6, 7};
  std::mt19937 random(5);
  std::string first;
  for (int round = 0; round < 5; ++round) {
    const std::string name = "r" + std::to_string(round);
    Ledger ledger = open(name.c_str());
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

TEST_F(LedgerTest, FindsEvidenceAndNamesInAnyScript) {
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

TEST_F(LedgerTest, FindsOnlyWhatStandsInFront) {
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

TEST_F(LedgerTest, KeepsDecisionsInOrderAndByTime) {
  Ledger ledger = open();
  const model::Decision first = decision_of("d1", "2026-01-01T10:00:00Z"), second = decision_of("d2", "2026-02-01T10:00:00Z", "d1");
  EXPECT_TRUE(*ledger.decide(first));
  EXPECT_TRUE(*ledger.decide(second));
  EXPECT_FALSE(*ledger.decide(first));
  EXPECT_THAT(*ledger.decisions(), testing::ElementsAre(first, second));
  EXPECT_THAT(*ledger.decisions("2026-01-01"), testing::ElementsAre(first));
  EXPECT_TRUE(ledger.decisions("2025-12-31")->empty());
}

TEST_F(LedgerTest, RefusesToUndoWhatIsNotThere) {
  Ledger ledger = open();
  EXPECT_EQ(ledger.decide(decision_of("d2", kNow, "d1")).error().code, ErrorCode::kNotFound);
  EXPECT_TRUE(ledger.decisions()->empty());
}

TEST_F(LedgerTest, HashCountsDecisionsInAnyOrder) {
  Ledger one = open("one"), two = open("two");
  const std::string empty = *one.content_hash();
  for (const char* id : {"d1", "d2"}) ASSERT_TRUE(one.decide(decision_of(id, kNow)).ok());
  for (const char* id : {"d2", "d1"}) ASSERT_TRUE(two.decide(decision_of(id, kNow)).ok());
  EXPECT_NE(*one.content_hash(), empty);
  EXPECT_EQ(*one.content_hash(), *two.content_hash());
}

TEST_F(LedgerTest, RefusesToAddWhenReadOnly) {
  { ASSERT_TRUE(open().add(reading_of(1), kNow).ok()); }
  auto ledger = Ledger::open(path(), sql::Access::kReadOnly);
  ASSERT_TRUE(ledger.ok());
  EXPECT_EQ(ledger->readings()->size(), 1U);
  const auto added = ledger->add(reading_of(2), kNow);
  ASSERT_FALSE(added.ok());
  EXPECT_EQ(added.error().code, ErrorCode::kInputOutput);
}

TEST_F(LedgerTest, SaysThatAnEmptyFileIsNoLedger) {
  { ASSERT_TRUE(sql::Connection::open(path(), sql::Access::kReadWrite)->script("CREATE TABLE t (a)").ok()); }
  EXPECT_EQ(Ledger::open(path(), sql::Access::kReadOnly).error().code, ErrorCode::kBadData);
}

TEST_F(LedgerTest, NoticesADamagedRecord) {
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

TEST_F(LedgerTest, LosesNothingWhenTheDiskIsFull) {
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
TEST_F(LedgerTest, SurvivesBeingKilledAtAnyMoment) {
  const char* wanted = std::getenv("TAMGA_KILL_ROUNDS");
  const int rounds = wanted != nullptr ? std::atoi(wanted) : 30;
  constexpr int kReports = 80;
  Ledger whole = open("whole.db");
  for (int i = 0; i < kReports; ++i) ASSERT_TRUE(whole.add(reading_of(i), kNow).ok());
  const std::string expected = *whole.content_hash();
  std::mt19937 random(11);
  int interrupted = 0;
  for (int round = 0; round < rounds; ++round) {
    std::filesystem::remove_all(folder_ / "killed");
    std::filesystem::create_directories(folder_ / "killed");
    const std::string ledger_path = (folder_ / "killed" / "a.db").string();
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
