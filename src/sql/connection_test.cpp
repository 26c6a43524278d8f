#include "sql/connection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace tamga::sql {
namespace {

class Sql : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              ("tamga_sql_" + std::to_string(getpid()) + "_" + info->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string path() const { return (folder_ / "a.db").string(); }
  Connection open() { return std::move(*Connection::open(path(), Access::kReadWrite)); }

  std::filesystem::path folder_;
};

TEST_F(Sql, GivesBackEveryKindOfValue) {
  Connection db = open();
  ASSERT_TRUE(db.script("CREATE TABLE t (a, b, c, d)").ok());
  const std::string text("nul\0inside", 10);
  ASSERT_TRUE(db.run("INSERT INTO t VALUES ($1, $2, $3, $4)", {std::int64_t{7}, 0.5, text, Value()}).ok());
  int rows = 0;
  ASSERT_TRUE(db.query("SELECT a, b, c, d FROM t", {}, [&](const Row& row) {
                  ++rows;
                  EXPECT_EQ(row.integer(0), 7);
                  EXPECT_EQ(row.number(1), 0.5);
                  EXPECT_EQ(row.text(2), text);
                  EXPECT_TRUE(row.is_null(3));
                }).ok());
  EXPECT_EQ(rows, 1);
}

TEST_F(Sql, BindsByNumberNotByOrderOfAppearance) {
  Connection db = open();
  std::string found;
  ASSERT_TRUE(db.query("SELECT $2 || $1 || $2", {std::string("a"), std::string("b")},
                       [&](const Row& row) { found = row.text(0); }).ok());
  EXPECT_EQ(found, "bab");
}

TEST_F(Sql, UndoesWhatIsNotCommitted) {
  Connection db = open();
  ASSERT_TRUE(db.script("CREATE TABLE t (a)").ok());
  {
    auto transaction = Transaction::begin(db);
    ASSERT_TRUE(transaction.ok());
    ASSERT_TRUE(db.run("INSERT INTO t VALUES (1)").ok());
  }
  EXPECT_EQ(*db.number("SELECT count(*) FROM t"), 0);
  auto transaction = Transaction::begin(db);
  ASSERT_TRUE(db.run("INSERT INTO t VALUES (1)").ok());
  ASSERT_TRUE(transaction->commit().ok());
  EXPECT_EQ(*db.number("SELECT count(*) FROM t"), 1);
}

TEST_F(Sql, RefusesWhatIsNoDatabase) {
  std::ofstream(path()) << std::string(4096, 'x');
  const auto db = Connection::open(path(), Access::kReadWrite);
  ASSERT_FALSE(db.ok());
  EXPECT_EQ(db.error().code, ErrorCode::kBadData);
  EXPECT_EQ(db.error().document, path());
}

TEST_F(Sql, SaysThatAMissingFileIsMissingWhenReading) {
  const auto db = Connection::open(path(), Access::kReadOnly);
  ASSERT_FALSE(db.ok());
  EXPECT_EQ(db.error().code, ErrorCode::kNotFound);
}

TEST_F(Sql, RefusesWritesWhenReadOnly) {
  { ASSERT_TRUE(open().script("CREATE TABLE t (a)").ok()); }
  auto db = Connection::open(path(), Access::kReadOnly);
  ASSERT_TRUE(db.ok());
  const Status written = db->run("INSERT INTO t VALUES (1)");
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.error().code, ErrorCode::kInputOutput);
  EXPECT_THAT(written.error().message, testing::HasSubstr("read-only"));
}

TEST_F(Sql, ReportsAFullDiskAndKeepsWhatWasThere) {
  Connection db = open();
  ASSERT_TRUE(db.script("CREATE TABLE t (a); INSERT INTO t VALUES ('kept'); PRAGMA max_page_count = 4").ok());
  Status last;
  for (int i = 0; i < 100 && last.ok(); ++i) last = db.run("INSERT INTO t VALUES ($1)", {std::string(5000, 'x')});
  ASSERT_FALSE(last.ok());
  EXPECT_EQ(last.error().code, ErrorCode::kInputOutput);
  EXPECT_THAT(last.error().message, testing::HasSubstr("full"));
  EXPECT_EQ(*db.number("SELECT count(*) FROM t WHERE a = 'kept'"), 1);
}

TEST_F(Sql, MigratesForwardOnceAndKeepsACopyOfTheOlder) {
  const std::vector<Migration> first{"CREATE TABLE a (x)"};
  const std::vector<Migration> both{"CREATE TABLE a (x)", "CREATE TABLE b (x)"};
  Connection db = open();
  ASSERT_TRUE(migrate(db, first).ok());
  EXPECT_FALSE(std::filesystem::exists(path() + ".v1.bak"));
  ASSERT_TRUE(db.run("INSERT INTO a VALUES (1)").ok());
  ASSERT_TRUE(migrate(db, both).ok());
  ASSERT_TRUE(migrate(db, both).ok());
  EXPECT_EQ(*db.number("SELECT max(version) FROM schema_version"), 2);
  auto copy = Connection::open(path() + ".v1.bak", Access::kReadOnly);
  ASSERT_TRUE(copy.ok());
  EXPECT_EQ(*copy->number("SELECT count(*) FROM a"), 1);
  const Status older = migrate(db, first);
  ASSERT_FALSE(older.ok());
  EXPECT_EQ(older.error().code, ErrorCode::kBadData);
}

TEST_F(Sql, LeavesNothingOfAFailedMigration) {
  const std::vector<Migration> bad{"CREATE TABLE a (x)", "CREATE TABLE b (x); CREATE TABLE b (y)"};
  Connection db = open();
  EXPECT_FALSE(migrate(db, bad).ok());
  EXPECT_EQ(*db.number("SELECT max(version) FROM schema_version"), 1);
  EXPECT_EQ(*db.number("SELECT count(*) FROM sqlite_master WHERE name = 'b'"), 0);
}

}  // namespace
}  // namespace tamga::sql
