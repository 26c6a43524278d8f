#include "sql/connection.h"

#include "sql/detail/address.h"
#include "sql/detail/postgres.h"
#include "sql/detail/sqlite.h"

namespace tamga::sql {

Result<Connection> Connection::open(const std::string& address, Access access) {
  auto driver = TRY(is_postgres(address) ? detail::open_postgres(address, access)
                                         : detail::open_sqlite(address, access));
  return Connection(is_postgres(address) ? detail::shown(address) : address, std::move(driver));
}

Status Connection::run(std::string_view statement, std::span<const Value> values) {
  return query(statement, values, [](const Row&) {});
}

Status Connection::run(std::string_view statement, std::initializer_list<Value> values) {
  return run(statement, std::span(values.begin(), values.size()));
}

Status Connection::send(std::string_view statement, std::initializer_list<Value> values) {
  CHECK(!answering_);
  return driver_->send(statement, std::span(values.begin(), values.size()));
}

Status Connection::query(std::string_view statement, std::initializer_list<Value> values,
                         const Visitor& visit) {
  return query(statement, std::span(values.begin(), values.size()), visit);
}

Status Connection::query(std::string_view statement, std::span<const Value> values, const Visitor& visit) {
  CHECK(!answering_);  // a server answers one question at a time
  answering_ = true;
  Status status = driver_->query(statement, values, visit);
  answering_ = false;
  return status;
}

Status Connection::query_each(std::string_view statement, std::span<const std::vector<Value>> rows,
                              const EachVisitor& visit) {
  CHECK(!answering_);
  answering_ = true;
  Status status = driver_->query_each(statement, rows, visit);
  answering_ = false;
  return status;
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

Status Connection::define(std::string_view statements) { return driver_->define(statements); }

Result<bool> Connection::has_table(std::string_view name) { return driver_->has_table(name); }

Status Connection::keep_copy(std::int64_t version) { return driver_->keep_copy(version); }

Status Connection::check() { return driver_->check(); }

Result<Transaction> Transaction::begin(Connection& connection, std::string_view matter) {
  TRY(connection.driver_->begin(matter));
  return Transaction(connection);
}

Transaction::Transaction(Transaction&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)) {}

Transaction::~Transaction() {
  // A failed statement may have undone the transaction already; that answer tells nothing new.
  if (connection_ == nullptr) return;
  // What was sent and never waited for may be what failed: the first then only tells so.
  if (!connection_->script("ROLLBACK").ok()) static_cast<void>(connection_->script("ROLLBACK"));
}

Status Transaction::commit() {
  TRY(connection_->script("COMMIT"));
  connection_ = nullptr;
  return {};
}

Result<Snapshot> Snapshot::begin(Connection& connection) {
  TRY(connection.driver_->begin_reading());
  return Snapshot(connection);
}

Snapshot::~Snapshot() {
  // Nothing was written, so that it does not matter how it ends.
  if (connection_ != nullptr) static_cast<void>(connection_->script("ROLLBACK"));
}

namespace {

Result<std::int64_t> version_of(Connection& connection) {
  if (!TRY(connection.has_table("schema_version"))) return std::int64_t{0};
  return connection.number("SELECT coalesce(max(version), 0) FROM schema_version");
}

Status step(Connection& connection, std::int64_t version, const Migration& migration) {
  if (version == 1) TRY(connection.define("CREATE TABLE schema_version (version INTEGER PRIMARY KEY)"));
  TRY(connection.define(migration.shared));
  TRY(connection.define(connection.kind() == Kind::kSqlite ? migration.sqlite : migration.postgres));
  return connection.run("INSERT INTO schema_version (version) VALUES ($1)", {version});
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
    return Error{
        version == 0 ? ErrorCode::kBadData : ErrorCode::kInputOutput,
        version == 0 ? "is no ledger" : "is of an older version and cannot be brought forward read-only",
        connection.address(),
        {}};
  // SQLite cannot copy inside a transaction; a server's copy is made in it, so that nothing is added between the two.
  const bool is_file = connection.kind() == Kind::kSqlite;
  if (version > 0 && is_file) TRY(connection.keep_copy(version));
  // All steps at once: nobody finds a ledger that is half made.
  Transaction transaction = TRY(Transaction::begin(connection));
  const std::int64_t found = TRY(version_of(connection));  // another program may have been quicker
  if (found >= newest) return {};
  if (found > 0 && !is_file) TRY(connection.keep_copy(found));
  for (std::int64_t next = found + 1; next <= newest; ++next)
    TRY(step(connection, next, migrations[static_cast<std::size_t>(next - 1)]));
  return transaction.commit();
}

}  // namespace tamga::sql
