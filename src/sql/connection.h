/// Databases behind one small face: connections, statements with values, transactions, migrations. Statements are
/// written in the SQL that SQLite and PostgreSQL share, with $1, $2 ... for values.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace tamga::sql {

/// What goes into a statement: nothing, a whole number, a number, text.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

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

enum class Access : std::uint8_t { kReadWrite, kReadOnly };

namespace detail {
/// What a kind of database has to be able to do; SQLite's is in sqlite.cpp.
class Driver {
 public:
  virtual ~Driver() = default;
  virtual Status script(std::string_view statements) = 0;
  virtual Status query(std::string_view statement, std::span<const Value> values, const Visitor& visit) = 0;
  virtual Status backup(const std::string& path) = 0;
  virtual bool writable() const = 0;
};
}  // namespace detail

/// One connection, for one thread at a time. Errors name the database: kNotFound when a read-only one is missing,
/// kBadData when it is damaged or no database, kInputOutput when the disk is full, read-only or failing, or when
/// another program holds it for longer than ten seconds.
class Connection {
 public:
  /// Opens a database, making it unless read-only. `address` is the path of a file.
  static Result<Connection> open(const std::string& address, Access access);

  /// Runs one statement without an answer.
  Status run(std::string_view statement, std::span<const Value> values = {});
  Status run(std::string_view statement, std::initializer_list<Value> values);
  /// Runs one statement and shows each row to `visit`. Statements are compiled once and kept.
  Status query(std::string_view statement, std::initializer_list<Value> values, const Visitor& visit);
  Status query(std::string_view statement, std::span<const Value> values, const Visitor& visit);
  /// The first column of the first row as a number; 0 when there is no row.
  Result<std::int64_t> number(std::string_view statement, std::initializer_list<Value> values = {});
  /// Runs several statements, separated by semicolons.
  Status script(std::string_view statements);
  /// Writes a consistent copy to a new file.
  Status backup(const std::string& path);

  bool writable() const { return driver_->writable(); }
  const std::string& address() const { return address_; }

 private:
  Connection(std::string address, std::unique_ptr<detail::Driver> driver)
      : address_(std::move(address)), driver_(std::move(driver)) {}
  std::string address_;
  std::unique_ptr<detail::Driver> driver_;
};

/// All or nothing: what was done since `begin` is undone unless `commit` succeeds.
class Transaction {
 public:
  static Result<Transaction> begin(Connection& connection);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Status commit();

 private:
  explicit Transaction(Connection& connection) : connection_(&connection) {}
  Connection* connection_;
};

/// One step forward of a schema; steps are numbered 1, 2, 3 ... by their place in the list.
using Migration = std::string_view;

/// Brings a database to the newest version, each step in a transaction. A database that holds an older version is
/// copied to "<address>.v<old>.bak" first. kBadData when it is newer than this program; kInputOutput when it is older
/// and cannot be written.
Status migrate(Connection& connection, std::span<const Migration> migrations);

}  // namespace tamga::sql
