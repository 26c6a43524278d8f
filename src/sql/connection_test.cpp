#include "sql/connection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <limits>

#include "support/database.h"

namespace tamga::sql {
namespace {

using testing::HasSubstr;
using testing::Not;

/// What both kinds of database do.
class Sql : public testing::TestWithParam<Kind> {
 protected:
  std::string path(const char* name = "a") const { return databases_.address(name); }
  Connection open(Access access = Access::kReadWrite) { return std::move(*Connection::open(path(), access)); }
  bool is_postgres() const { return GetParam() == Kind::kPostgres; }

  test::Databases databases_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Both, Sql, testing::Values(Kind::kSqlite, Kind::kPostgres), test::kind_name);

/// What only one of them does.
class SqliteFile : public testing::Test {
 protected:
  std::string path() const { return databases_.address(); }
  test::Databases databases_{Kind::kSqlite};
};
class PostgresServer : public testing::Test {
 protected:
  std::string path() const { return databases_.address(); }
  test::Databases databases_{Kind::kPostgres};
};

TEST_P(Sql, GivesBackEveryKindOfValue) {
  Connection db = open();
  ASSERT_TRUE(db.define("CREATE TABLE t (a INTEGER, b REAL, c TEXT, d TEXT, e INTEGER)").ok());
  const std::string text = "Қазақстан 哈萨克斯坦 '\"\\ $1\n";
  const std::int64_t whole = std::numeric_limits<std::int64_t>::min();
  for (int round = 0; round < 2; ++round)
    ASSERT_TRUE(
        db.run("INSERT INTO t VALUES ($1, $2, $3, $4, $5)", {whole, 0.1, text, Value(), Value()}).ok());
  int rows = 0;
  ASSERT_TRUE(db.query("SELECT a, b, c, d, e, '' FROM t", {}, [&](const Row& row) {
                  ++rows;
                  EXPECT_EQ(row.integer(0), whole);
                  EXPECT_EQ(row.number(1), 0.1);
                  EXPECT_EQ(row.text(2), text);
                  EXPECT_TRUE(row.is_null(3));
                  EXPECT_EQ(row.text(3), "");
                  EXPECT_EQ(row.integer(4), 0);
                  EXPECT_FALSE(row.is_null(5));
                }).ok());
  EXPECT_EQ(rows, 2);
}

TEST_P(Sql, BindsByNumberNotByOrderOfAppearance) {
  Connection db = open();
  std::string found;
  ASSERT_TRUE(db.query("SELECT $2 || $1 || $2", {std::string("a"), std::string("b")}, [&](const Row& row) {
                  found = row.text(0);
                }).ok());
  EXPECT_EQ(found, "bab");
}

TEST_P(Sql, OneStatementTakesNullsAndValuesInTurn) {
  Connection db = open();
  ASSERT_TRUE(db.define("CREATE TABLE t (a INTEGER)").ok());
  for (int round = 0; round < 3; ++round) {
    ASSERT_TRUE(db.run("INSERT INTO t VALUES ($1)", {Value()}).ok());
    ASSERT_TRUE(db.run("INSERT INTO t VALUES ($1)", {std::int64_t{1}}).ok());
  }
  EXPECT_EQ(*db.number("SELECT count(a) FROM t"), 3);
  EXPECT_EQ(*db.number("SELECT count(*) FROM t"), 6);
}

TEST_P(Sql, GivesNumbersToRowsThatHaveNone) {
  Connection db = open();
  ASSERT_TRUE(db.define("CREATE TABLE t (number INTEGER PRIMARY KEY, a TEXT)").ok());
  EXPECT_EQ(*db.number("INSERT INTO t (a) VALUES ($1) RETURNING number", {std::string("x")}), 1);
  EXPECT_EQ(*db.number("INSERT INTO t (a) VALUES ($1) RETURNING number", {std::string("y")}), 2);
}

TEST_P(Sql, ComparesTextByteByByte) {
  Connection db = open();
  ASSERT_TRUE(db.define("CREATE TABLE t (a TEXT)").ok());
  for (const char* text : {"é", "a", "B", "2026-02-01T99", "2026-02-01T12:00:00Z", "-"})
    ASSERT_TRUE(db.run("INSERT INTO t VALUES ($1)", {std::string(text)}).ok());
  std::string order;
  ASSERT_TRUE(
      db.query("SELECT a FROM t ORDER BY a", {}, [&](const Row& row) { order += row.text(0) + " "; }).ok());
  EXPECT_EQ(order, "- 2026-02-01T12:00:00Z 2026-02-01T99 B a é ");
  EXPECT_EQ(*db.number("SELECT count(*) FROM t WHERE a <= $1", {std::string("2026-02-01T99")}), 3);
}

TEST_P(Sql, FindsWhatIsInAList) {
  Connection db = open();
  ASSERT_TRUE(db.define("CREATE TABLE t (a INTEGER, b TEXT)").ok());
  const std::vector<std::string> texts{"plain", "", "a,b", "{}", "NULL", "q\"uote", "back\\slash", "new\nline\x01", "哈萨克", "un'quote"};
  for (std::size_t i = 0; i < texts.size(); ++i)
    ASSERT_TRUE(db.run("INSERT INTO t VALUES ($1, $2)", {static_cast<std::int64_t>(i), texts[i]}).ok());
  const auto found = [&](const char* column, const Value& list) {
    std::vector<std::int64_t> out;
    EXPECT_TRUE(db.query("SELECT a FROM t WHERE " + db.one_of(column, "$1") + " ORDER BY a", {list}, [&](const Row& row) {
                    out.push_back(row.integer(0));
                  }).ok());
    return out;
  };
  for (std::size_t i = 0; i < texts.size(); ++i)
    EXPECT_THAT(found("b", std::vector{texts[i]}), testing::ElementsAre(i)) << texts[i];
  EXPECT_EQ(found("b", texts).size(), texts.size());
  EXPECT_THAT(found("b", std::vector<std::string>{"none", "a,b"}), testing::ElementsAre(2));
  EXPECT_THAT(found("a", std::vector<std::int64_t>{7, -1, 3, 3}), testing::ElementsAre(3, 7));
  EXPECT_THAT(found("a", std::vector<std::int64_t>{}), testing::IsEmpty());
  EXPECT_THAT(found("b", std::vector<std::string>{}), testing::IsEmpty());
}

TEST_P(Sql, AnswersManyQuestionsInTheirOrder) {
  Connection db = open();
  ASSERT_TRUE(db.define("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)").ok());
  {
    auto transaction = Transaction::begin(db);
    for (std::int64_t i = 0; i < 300; ++i) ASSERT_TRUE(db.send("INSERT INTO t VALUES ($1, $2)", {i, std::string(5000, 'x')}).ok());
    ASSERT_TRUE(transaction->commit().ok());
  }
  std::vector<std::vector<Value>> rows;
  for (std::int64_t i = 0; i < 1001; ++i) rows.push_back({(i * 7) % 400});
  EXPECT_EQ(*db.number("SELECT count(*) FROM t"), 300);  // an answer that comes row by row before
  std::vector<std::vector<std::int64_t>> found(rows.size());
  ASSERT_TRUE(db.query_each("SELECT a, b FROM t WHERE a >= $1 AND a < $1 + 2 ORDER BY a", rows, [&](std::size_t which, const Row& row) {
                  EXPECT_EQ(row.text(1).size(), 5000U);
                  found[which].push_back(row.integer(0));
                }).ok());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<std::int64_t> expected;
    for (std::int64_t a = std::get<std::int64_t>(rows[i][0]); expected.size() < 2 && a < 300; ++a) expected.push_back(a);
    ASSERT_EQ(found[i], expected) << i;
  }
  EXPECT_TRUE(db.query_each("SELECT a FROM t", {}, [](std::size_t, const Row&) { ADD_FAILURE(); }).ok());
}

TEST_P(Sql, SaysWhichOfManyQuestionsCannotBeAnsweredAndGoesOn) {
  Connection db = open();
  const std::vector<std::vector<Value>> rows{{std::string("[1]")}, {std::string("[")}, {std::string("[2]")}};
  const std::string statement = is_postgres() ? "SELECT CAST($1 AS json) ->> 0" : "SELECT json_extract($1, '$[0]')";
  std::size_t answers = 0;
  const Status status = db.query_each(statement, rows, [&](std::size_t, const Row&) { ++answers; });
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(answers, 1U);
  EXPECT_EQ(*db.number("SELECT 5"), 5);
}

TEST_P(Sql, SeesNothingNewInASnapshot) {
  Connection db = open(), other = open();
  ASSERT_TRUE(db.define("CREATE TABLE t (a INTEGER)").ok());
  const auto count = [&] { return *db.number("SELECT count(*) FROM t"); };
  {
    auto snapshot = Snapshot::begin(db);
    ASSERT_TRUE(snapshot.ok());
    EXPECT_EQ(count(), 0);
    ASSERT_TRUE(other.run("INSERT INTO t VALUES (1)").ok());
    EXPECT_EQ(count(), 0);
  }
  EXPECT_EQ(count(), 1);
  { EXPECT_FALSE((Snapshot::begin(db).ok() && db.run("SELECT nonsense").ok())); }
  ASSERT_TRUE(db.run("INSERT INTO t VALUES (2)").ok());
  EXPECT_EQ(count(), 2);
}

TEST_P(Sql, UndoesWhatIsNotCommitted) {
  Connection db = open();
  ASSERT_TRUE(db.define("CREATE TABLE t (a INTEGER)").ok());
  {
    auto transaction = Transaction::begin(db);
    ASSERT_TRUE(transaction.ok());
    ASSERT_TRUE(db.run("INSERT INTO t VALUES (1)").ok());
  }
  EXPECT_EQ(*db.number("SELECT count(*) FROM t"), 0);
  auto transaction = Transaction::begin(db, "matter");
  ASSERT_TRUE(db.run("INSERT INTO t VALUES (1)").ok());
  ASSERT_TRUE(transaction->commit().ok());
  EXPECT_EQ(*db.number("SELECT count(*) FROM t"), 1);
}

TEST_P(Sql, GoesOnAfterAStatementThatFails) {
  Connection db = open();
  ASSERT_TRUE(db.define("CREATE TABLE t (a TEXT PRIMARY KEY)").ok());
  ASSERT_TRUE(db.run("INSERT INTO t VALUES ('x')").ok());
  {
    auto transaction = Transaction::begin(db);
    ASSERT_TRUE(db.run("INSERT INTO t VALUES ('y')").ok());
    ASSERT_FALSE(db.run("INSERT INTO t VALUES ('x')").ok());
  }
  const Status wrong = db.run("SELECT nonsense FROM nowhere");
  ASSERT_FALSE(wrong.ok());
  EXPECT_THAT(wrong.error().message, HasSubstr("nowhere"));
  EXPECT_EQ(*db.number("SELECT count(*) FROM t"), 1);
}

TEST_P(Sql, SendsManyStatementsAndTellsTheFirstError) {
  Connection db = open();
  ASSERT_TRUE(db.define("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)").ok());
  constexpr std::int64_t kMany = 1200;
  {
    auto transaction = Transaction::begin(db);
    for (std::int64_t i = 1; i <= kMany; ++i)
      ASSERT_TRUE(db.send("INSERT INTO t VALUES ($1, $2)", {i, std::string(2000, 'x')}).ok());
    EXPECT_EQ(*db.number("SELECT count(*) FROM t"), kMany);  // what was sent is seen
    ASSERT_TRUE(db.send("DELETE FROM t WHERE a = $1", {std::int64_t{1}}).ok());
    ASSERT_TRUE(transaction->commit().ok());
  }
  EXPECT_EQ(*db.number("SELECT count(*) FROM t"), kMany - 1);
  {
    auto transaction = Transaction::begin(db);
    ASSERT_TRUE(db.send("INSERT INTO t VALUES ($1, 'y')", {kMany + 1}).ok());
    Status told = db.send("INSERT INTO t VALUES ($1, 'again')", {std::int64_t{2}});
    if (told.ok()) told = db.send("INSERT INTO t VALUES ($1, 'z')", {kMany + 2});
    if (told.ok()) told = transaction->commit();
    ASSERT_FALSE(told.ok());
    EXPECT_THAT(told.error().message, testing::AnyOf(testing::HasSubstr("UNIQUE"), testing::HasSubstr("unique")));
  }
  {
    auto transaction = Transaction::begin(db);  // nobody waits for what is sent here
    static_cast<void>(db.send("INSERT INTO t VALUES ($1, 'again')", {std::int64_t{2}}));
  }
  EXPECT_EQ(*db.number("SELECT count(*) FROM t"), kMany - 1);
  EXPECT_TRUE(db.send("INSERT INTO t VALUES ($1, 'w')", {kMany + 3}).ok());  // outside a transaction it is waited for
  EXPECT_FALSE(db.send("INSERT INTO t VALUES ($1, 'w')", {kMany + 3}).ok());
}

TEST_P(Sql, RefusesWritesWhenReadOnly) {
  { ASSERT_TRUE(open().define("CREATE TABLE t (a INTEGER)").ok()); }
  Connection db = open(Access::kReadOnly);
  EXPECT_FALSE(db.writable());
  const Status written = db.run("INSERT INTO t VALUES (1)");
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.error().code, ErrorCode::kInputOutput);
  EXPECT_THAT(written.error().message, HasSubstr("read-only"));
}

TEST_P(Sql, MigratesForwardOnceAndKeepsACopyOfTheOlder) {
  const std::vector<Migration> first{"CREATE TABLE a (x INTEGER)"};
  const std::vector<Migration> both{"CREATE TABLE a (x INTEGER)",
                                    {"", "CREATE TABLE b (x)", "CREATE TABLE b (x INT)"}};
  Connection db = open();
  ASSERT_TRUE(migrate(db, first).ok());
  ASSERT_TRUE(db.run("INSERT INTO a VALUES (1)").ok());
  ASSERT_TRUE(migrate(db, both).ok());
  ASSERT_TRUE(migrate(db, both).ok());
  EXPECT_EQ(*db.number("SELECT max(version) FROM schema_version"), 2);
  EXPECT_EQ(*db.number("SELECT count(*) FROM b"), 0);
  auto copy = Connection::open(is_postgres() ? path() + "_v1_bak" : path() + ".v1.bak", Access::kReadOnly);
  ASSERT_TRUE(copy.ok());
  EXPECT_EQ(*copy->number("SELECT count(*) FROM a"), 1);
  EXPECT_EQ(*copy->number("SELECT max(version) FROM schema_version"), 1);
  EXPECT_TRUE(migrate(*copy, first).ok()) << "an older program can still read the copy";
  const Status older = migrate(db, first);
  ASSERT_FALSE(older.ok());
  EXPECT_EQ(older.error().code, ErrorCode::kBadData);
}

TEST_P(Sql, LeavesNothingOfAFailedMigration) {
  const std::vector<Migration> bad{"CREATE TABLE a (x INTEGER)",
                                   "CREATE TABLE b (x INTEGER); CREATE TABLE b (y INTEGER)"};
  Connection db = open();
  EXPECT_FALSE(migrate(db, bad).ok());
  EXPECT_FALSE(*db.has_table("schema_version"));
  EXPECT_FALSE(*db.has_table("a"));
  EXPECT_FALSE(*db.has_table("b"));
}

TEST_P(Sql, ProgramsThatMigrateAtOnceDoItOnce) {
  const std::vector<Migration> migrations{"CREATE TABLE a (x INTEGER)", "ALTER TABLE a ADD COLUMN y TEXT"};
  const std::string address = path();
  std::vector<pid_t> children;
  for (int i = 0; i < 12; ++i) {
    const pid_t child = fork();
    if (child != 0) {
      children.push_back(child);
      continue;
    }
    auto db = Connection::open(address, Access::kReadWrite);
    _exit(db.ok() && migrate(*db, migrations).ok() ? 0 : 1);
  }
  for (const pid_t child : children) {
    int state = 0;
    waitpid(child, &state, 0);
    EXPECT_EQ(state, 0);
  }
  EXPECT_EQ(*open().number("SELECT count(*) FROM schema_version"), 2);
}

TEST_P(Sql, ChecksReferences) {
  Connection db = open();
  ASSERT_TRUE(db.define("CREATE TABLE a (number INTEGER PRIMARY KEY);"
                        "CREATE TABLE b (a INTEGER NOT NULL REFERENCES a (number))")
                  .ok());
  ASSERT_TRUE(db.script("INSERT INTO a VALUES (1); INSERT INTO b VALUES (1)").ok());
  EXPECT_TRUE(db.check().ok());
  ASSERT_FALSE(db.run("INSERT INTO b VALUES (2)").ok());
  // A row that belongs to nothing comes in where nobody looks.
  ASSERT_TRUE(
      db.script(is_postgres() ? "SET session_replication_role = replica" : "PRAGMA foreign_keys = OFF").ok());
  ASSERT_TRUE(db.run("INSERT INTO b VALUES (2)").ok());
  const Status found = db.check();
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().code, ErrorCode::kBadData);
  EXPECT_THAT(found.error().message, HasSubstr("a row of b"));
}

TEST_F(SqliteFile, RefusesWhatIsNoDatabase) {
  std::ofstream(path()) << std::string(4096, 'x');
  const auto db = Connection::open(path(), Access::kReadWrite);
  ASSERT_FALSE(db.ok());
  EXPECT_EQ(db.error().code, ErrorCode::kBadData);
  EXPECT_EQ(db.error().document, path());
}

TEST_F(SqliteFile, SaysThatItIsMissingWhenReading) {
  const auto db = Connection::open(path(), Access::kReadOnly);
  ASSERT_FALSE(db.ok());
  EXPECT_EQ(db.error().code, ErrorCode::kNotFound);
}

TEST_F(SqliteFile, KeepsTextWithNulInside) {
  auto db = Connection::open(path(), Access::kReadWrite);
  ASSERT_TRUE(db->script("CREATE TABLE t (a)").ok());
  const std::string text("nul\0inside", 10);
  ASSERT_TRUE(db->run("INSERT INTO t VALUES ($1)", {text}).ok());
  ASSERT_TRUE(db->query("SELECT a FROM t", {}, [&](const Row& row) { EXPECT_EQ(row.text(0), text); }).ok());
}

TEST_F(SqliteFile, ReportsAFullDiskAndKeepsWhatWasThere) {
  auto db = Connection::open(path(), Access::kReadWrite);
  ASSERT_TRUE(
      db->script("CREATE TABLE t (a); INSERT INTO t VALUES ('kept'); PRAGMA max_page_count = 4").ok());
  Status last;
  for (int i = 0; i < 100 && last.ok(); ++i)
    last = db->run("INSERT INTO t VALUES ($1)", {std::string(5000, 'x')});
  ASSERT_FALSE(last.ok());
  EXPECT_EQ(last.error().code, ErrorCode::kInputOutput);
  EXPECT_THAT(last.error().message, HasSubstr("full"));
  EXPECT_EQ(*db->number("SELECT count(*) FROM t WHERE a = 'kept'"), 1);
}

TEST_F(PostgresServer, RefusesTextThatItWouldCutShort) {
  auto db = Connection::open(path(), Access::kReadWrite);
  ASSERT_TRUE(db->define("CREATE TABLE t (a TEXT)").ok());
  const Status written = db->run("INSERT INTO t VALUES ($1)", {std::string("nul\0inside", 10)});
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.error().code, ErrorCode::kBadInput);
}

TEST_F(PostgresServer, ChangesNothingWhenNoCopyCanBeMade) {
  const std::vector<Migration> first{"CREATE TABLE a (x INTEGER)"}, both{"CREATE TABLE a (x INTEGER)", "DROP TABLE a"};
  auto owner = Connection::open(path(), Access::kReadWrite);
  const auto schema_of = [](Connection& db) {
    std::string schema;
    EXPECT_TRUE(db.query("SELECT current_schema()", {}, [&](const Row& row) { schema = row.text(0); }).ok());
    return schema;
  };
  const std::string schema = schema_of(*owner);
  ASSERT_TRUE(owner->script("DROP ROLE IF EXISTS limited; CREATE ROLE limited LOGIN; GRANT ALL ON SCHEMA " + schema +
                            " TO limited").ok());
  std::string address = path();
  address.replace(address.find("postgres@"), 9, "limited@");
  auto limited = Connection::open(address, Access::kReadWrite);
  ASSERT_TRUE(limited.ok()) << limited.error().text();
  ASSERT_TRUE(migrate(*limited, first).ok());
  const Status refused = migrate(*limited, both);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::kInputOutput);
  EXPECT_THAT(refused.error().message, HasSubstr("no copy of it can be made"));
  EXPECT_TRUE(*limited->has_table("a"));
  // Somebody who may says that there is a copy elsewhere.
  ASSERT_TRUE(owner->script("CREATE SCHEMA " + schema + "_v1_bak").ok());
  EXPECT_TRUE(migrate(*limited, both).ok());
  EXPECT_FALSE(*limited->has_table("a"));
  ASSERT_TRUE(limited->script("DROP OWNED BY limited").ok());
}

/// Opens what cannot be opened; no error may tell the password.
Error failure(const std::string& address) {
  const auto db = Connection::open(address, Access::kReadWrite);
  if (db.ok()) return {ErrorCode::kUsage, "was opened", "", {}};
  EXPECT_THAT(db.error().text(), Not(HasSubstr("secre")));
  EXPECT_THAT(db.error().text(), Not(HasSubstr("\n")));
  return db.error();
}

std::string over_tcp(const std::string& user, const std::string& database) {
  std::string address = test::variable("TAMGA_POSTGRES_TCP");
  address.replace(address.find("//") + 2, 0, user + "@");
  return address.substr(0, address.rfind('/') + 1) + database;
}

TEST_F(PostgresServer, LetsInWhoHasThePassword) {
  const auto db = Connection::open(over_tcp("postgres:secret", "postgres"), Access::kReadOnly);
  ASSERT_TRUE(db.ok()) << db.error().text();
  EXPECT_EQ(db->address(), over_tcp("postgres:***", "postgres"));
}

TEST_F(PostgresServer, SaysWhyItCannotBeOpened) {
  const Error wrong = failure(over_tcp("postgres:secret-not", "postgres"));
  EXPECT_EQ(wrong.code, ErrorCode::kInputOutput);
  EXPECT_THAT(wrong.message, HasSubstr("lets this user not in"));
  const Error missing = failure(over_tcp("postgres:secret", "nowhere"));
  EXPECT_EQ(missing.code, ErrorCode::kNotFound);
  EXPECT_THAT(missing.text(), HasSubstr("nowhere"));
  EXPECT_THAT(missing.text(), HasSubstr(":***@"));
  EXPECT_EQ(failure(over_tcp("postgres", "postgres")).code, ErrorCode::kInputOutput);
}

TEST(Address, SaysThatNobodyAnswers) {
  const Error error = failure("postgresql://a:secret@127.0.0.1:1/x");
  EXPECT_EQ(error.code, ErrorCode::kInputOutput);
  EXPECT_THAT(error.message, HasSubstr("cannot be reached"));
}

TEST(Address, ThatCannotBeReadIsAWrongArgument) {
  for (const char* address :
       {"postgresql://a:secret@[::1/x", "postgres://h/x?strange=1", "postgres://a:secret%ZZ@h/x"})
    EXPECT_EQ(failure(address).code, ErrorCode::kUsage) << address;
}

TEST(Address, IsShownWithoutPasswords) {
  EXPECT_EQ(without_passwords("a postgres://u:p@w/x@h/d b"), "a postgres://u:***@h/d b");
  EXPECT_EQ(without_passwords("postgresql://h:5432/d?user=u&password=p&sslpassword=q"),
            "postgresql://h:5432/d?user=u&password=***&sslpassword=***");
  EXPECT_EQ(without_passwords("postgres postgresql://u@h/d"), "postgres postgresql://u@h/d");
  EXPECT_TRUE(is_postgres("postgres://"));
  EXPECT_FALSE(is_postgres("postgres.ledger"));
}

}  // namespace
}  // namespace tamga::sql
