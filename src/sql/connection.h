/// Databases behind one small face: connections, statements with values, transactions, migrations. Statements
/// are written in the SQL that SQLite and PostgreSQL share, with $1, $2 ... for values.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace tamga::sql {

/// What goes into a statement: nothing, a whole number, a number, text; a list, for Connection::one_of.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, std::vector<std::int64_t>, std::vector<std::string>>;

/// One row of an answer, valid while its visitor runs. Columns count from 0; a null reads as "" or 0.
class Row {
 public:
  virtual ~Row() = default;
  virtual bool is_null(int column) const = 0;
  virtual std::string text(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual double number(int column) const = 0;
};

using Visitor = std::function<void(const Row&)>;
/// Of the answer to one of several rows of values: which, and one row of it.
using EachVisitor = std::function<void(std::size_t which, const Row&)>;

enum class Access : std::uint8_t { kReadWrite, kReadOnly };

/// The kinds of database. Statements seldom need to know: full-text search is what the two do not share.
enum class Kind : std::uint8_t { kSqlite, kPostgres };

/// Whether this is the address of a PostgreSQL database: "postgres://..." or "postgresql://...".
bool is_postgres(std::string_view address);
/// The text with the passwords of all addresses in it replaced by "***", to be shown.
std::string without_passwords(std::string_view text);

namespace detail {
/// What a kind of database has to be able to do; detail/sqlite.cpp and detail/postgres.cpp.
class Driver {
 public:
  virtual ~Driver() = default;
  virtual Kind kind() const = 0;
  virtual bool writable() const = 0;
  virtual Status script(std::string_view statements) = 0;
  virtual Status query(std::string_view statement, std::span<const Value> values, const Visitor& visit) = 0;
  virtual Status query_each(std::string_view statement, std::span<const std::vector<Value>> rows, const EachVisitor& visit) = 0;
  virtual std::string one_of(std::string_view column, std::string_view list) const = 0;
  virtual Status send(std::string_view statement, std::span<const Value> values) = 0;
  virtual Status begin(std::string_view matter) = 0;
  virtual Status begin_reading() = 0;
  virtual Status define(std::string_view statements) = 0;
  virtual Result<bool> has_table(std::string_view name) = 0;
  virtual Status keep_copy(std::int64_t version) = 0;
  virtual Status check() = 0;
};
}  // namespace detail

/// One connection, for one thread at a time. Errors name the database, without its password: kNotFound when a
/// read-only file or a server's database is missing, kBadData when it is damaged or no database, kInputOutput
/// when the disk is full, read-only or failing, when a server cannot be reached or lets nobody in, or when
/// another program holds it for longer than ten seconds.
class Connection {
 public:
  /// Opens a database. `address` is the path of an SQLite file, which is made unless it is read only, or a
  /// PostgreSQL URL as libpq has it ("postgresql://user@host/name?sslmode=verify-full"), whose database has
  /// to be there.
  static Result<Connection> open(const std::string& address, Access access);

  /// Runs one statement without an answer.
  Status run(std::string_view statement, std::span<const Value> values = {});
  Status run(std::string_view statement, std::initializer_list<Value> values);
  /// As run, for many statements of one transaction: a server gets them without being waited for, so that an error
  /// may come only with the next statement that is waited for, the commit at the latest. Nothing behind it is done.
  Status send(std::string_view statement, std::initializer_list<Value> values);
  /// Runs one statement and shows each row to `visit`, which must not use the connection. Statements are
  /// compiled once and kept.
  Status query(std::string_view statement, std::initializer_list<Value> values, const Visitor& visit);
  Status query(std::string_view statement, std::span<const Value> values, const Visitor& visit);
  /// Asks one statement once for each row of values, and shows the answers in the order of these rows, each in memory at
  /// once. A server is not waited for between them.
  Status query_each(std::string_view statement, std::span<const std::vector<Value>> rows, const EachVisitor& visit);
  /// The condition that a column holds one of a list, which is the value `list` ("$1") of the statement.
  std::string one_of(std::string_view column, std::string_view list) const { return driver_->one_of(column, list); }
  /// The first column of the first row as a number; 0 when there is no row.
  Result<std::int64_t> number(std::string_view statement, std::initializer_list<Value> values = {});
  /// Runs several statements, separated by semicolons.
  Status script(std::string_view statements);
  /// Runs statements that define tables, written for SQLite. PostgreSQL takes INTEGER for 64 bits, "INTEGER
  /// PRIMARY KEY" for a number that is given when none is, REAL for a double, and compares TEXT byte by byte
  /// as SQLite does.
  Status define(std::string_view statements);
  Result<bool> has_table(std::string_view name);
  /// Keeps a copy of what is there, as version `version`, unless there is one: SQLite in the file
  /// "<address>.v<version>.bak", PostgreSQL in the schema "<schema>_v<version>_bak".
  Status keep_copy(std::int64_t version);
  /// Reads every page and every reference. kBadData names what is damaged.
  Status check();

  Kind kind() const { return driver_->kind(); }
  bool writable() const { return driver_->writable(); }
  /// The address as it may be shown: without a password.
  const std::string& address() const { return address_; }

 private:
  friend class Transaction;
  friend class Snapshot;
  Connection(std::string address, std::unique_ptr<detail::Driver> driver)
      : address_(std::move(address)), driver_(std::move(driver)) {}
  std::string address_;
  std::unique_ptr<detail::Driver> driver_;
  bool answering_ = false;
};

/// All or nothing: what was done since `begin` is undone unless `commit` succeeds.
class Transaction {
 public:
  /// Waits for other writers: in PostgreSQL for those whose `matter` is the same, or that have none; in
  /// SQLite, and without a matter, for all. kInputOutput after ten seconds.
  static Result<Transaction> begin(Connection& connection, std::string_view matter = {});
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Status commit();

 private:
  explicit Transaction(Connection& connection) : connection_(&connection) {}
  Connection* connection_;
};

/// Until it goes, the connection sees the database as it was when the first question after `begin` was asked, whatever
/// others write meanwhile. Nothing is written in it, and no transaction is under way.
class Snapshot {
 public:
  static Result<Snapshot> begin(Connection& connection);
  Snapshot(Snapshot&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
  Snapshot& operator=(Snapshot&&) = delete;
  ~Snapshot();

 private:
  explicit Snapshot(Connection& connection) : connection_(&connection) {}
  Connection* connection_;
};

/// One step forward of a schema; steps are numbered 1, 2, 3 ... by their place in the list.
struct Migration {
  constexpr Migration(const char* both, std::string_view only_sqlite = {},
                      std::string_view only_postgres = {})
      : shared(both), sqlite(only_sqlite), postgres(only_postgres) {}
  std::string_view shared;    ///< for Connection::define, as the others
  std::string_view sqlite;    ///< after it in SQLite
  std::string_view postgres;  ///< after it in PostgreSQL
};

/// Brings a database to the newest version, each step in a transaction, one program at a time. Of a database
/// that holds an older version a copy is kept first (Connection::keep_copy). kBadData when it is newer than
/// this program; kInputOutput when it is older and cannot be written, or when no copy can be made.
Status migrate(Connection& connection, std::span<const Migration> migrations);

}  // namespace tamga::sql
