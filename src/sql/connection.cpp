#include "sql/connection.h"

#include <filesystem>

#include "sql/detail/sqlite.h"

namespace tamga::sql {

Result<Connection> Connection::open(const std::string& address, Access access) {
  return Connection(address, TRY(detail::open_sqlite(address, access)));
}

Status Connection::run(std::string_view statement, std::span<const Value> values) {
  return query(statement, values, [](const Row&) {});
}

Status Connection::run(std::string_view statement, std::initializer_list<Value> values) {
  return run(statement, std::span(values.begin(), values.size()));
}

Status Connection::query(std::string_view statement, std::initializer_list<Value> values, const Visitor& visit) {
  return query(statement, std::span(values.begin(), values.size()), visit);
}

Status Connection::query(std::string_view statement, std::span<const Value> values, const Visitor& visit) {
  return driver_->query(statement, values, visit);
}

Result<std::int64_t> Connection::number(std::string_view statement, std::initializer_list<Value> values) {
  std::int64_t found = 0;
  bool first = true;
  TRY(query(statement, values, [&](const Row& row) {
    if (std::exchange(first, false)) found = row.integer(0);
  }));
  return found;
}

Status Connection::script(std::string_view statements) { return driver_->script(statements); }

Status Connection::backup(const std::string& path) { return driver_->backup(path); }

Result<Transaction> Transaction::begin(Connection& connection) {
  TRY(connection.script("BEGIN IMMEDIATE"));
  return Transaction(connection);
}

Transaction::Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}

Transaction::~Transaction() {
  // A failed statement may have undone the transaction already; that answer tells nothing new.
  if (connection_ != nullptr) static_cast<void>(connection_->script("ROLLBACK"));
}

Status Transaction::commit() {
  TRY(connection_->script("COMMIT"));
  connection_ = nullptr;
  return {};
}

namespace {

Result<std::int64_t> version_of(Connection& connection) {
  const std::int64_t known =
      TRY(connection.number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'"));
  if (known == 0) return std::int64_t{0};
  return connection.number("SELECT coalesce(max(version), 0) FROM schema_version");
}

Status keep_a_copy(Connection& connection, std::int64_t version) {
  const std::string copy = connection.address() + ".v" + std::to_string(version) + ".bak";
  std::error_code ignored;
  if (std::filesystem::exists(copy, ignored)) return {};  // kept by an earlier attempt that did not finish
  return connection.backup(copy);
}

Status step(Connection& connection, std::int64_t version, Migration migration) {
  Transaction transaction = TRY(Transaction::begin(connection));
  // Another program may have been quicker.
  if (TRY(version_of(connection)) >= version) return {};
  if (version == 1) TRY(connection.script("CREATE TABLE schema_version (version INTEGER PRIMARY KEY)"));
  TRY(connection.script(migration));
  TRY(connection.run("INSERT INTO schema_version (version) VALUES ($1)", {version}));
  return transaction.commit();
}

}  // namespace

Status migrate(Connection& connection, std::span<const Migration> migrations) {
  const auto newest = static_cast<std::int64_t>(migrations.size());
  const std::int64_t version = TRY(version_of(connection));
  if (version > newest)
    return Error{ErrorCode::kBadData,
                 "was written by a newer program (schema " + std::to_string(version) + ", this one knows " +
                     std::to_string(newest) + ")",
                 connection.address(),
                 {}};
  if (version == newest) return {};
  if (!connection.writable())
    return Error{version == 0 ? ErrorCode::kBadData : ErrorCode::kInputOutput,
                 version == 0 ? "is no ledger" : "is of an older version and cannot be brought forward read-only",
                 connection.address(),
                 {}};
  if (version > 0) TRY(keep_a_copy(connection, version));
  for (std::int64_t next = version + 1; next <= newest; ++next)
    TRY(step(connection, next, migrations[static_cast<std::size_t>(next - 1)]));
  return {};
}

}  // namespace tamga::sql
