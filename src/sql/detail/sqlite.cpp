#include "sql/detail/sqlite.h"

#include <sqlite3.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>
#include <unordered_map>

namespace tamga::sql::detail {
namespace {

constexpr int kBusyMilliseconds = 10'000;

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

Error error_of(sqlite3* database, int result, const std::string& path, std::string_view statement = {}) {
  const int code = result & 0xff;
  Error error{ErrorCode::kInputOutput, "", path, {}};
  switch (code) {
    case SQLITE_FULL:
      error.message = "the disk is full; nothing of this report was stored";
      break;
    case SQLITE_READONLY:
      error.message = "cannot be written: read-only";
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      error.message = "another program is writing to it";
      break;
    case SQLITE_CANTOPEN:
      error.message = "cannot be opened";
      break;
    case SQLITE_IOERR:
      error.message = "the disk failed";
      break;
    case SQLITE_PERM:
    case SQLITE_AUTH:
      error.message = "no permission";
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      error = {ErrorCode::kBadData, "damaged, or no SQLite database", path, {}};
      break;
    default:
      error = {ErrorCode::kBadData, "cannot be asked", path, {}};
      break;
  }
  if (database != nullptr) error.message += std::string(" (") + sqlite3_errmsg(database) + ")";
  if (code == SQLITE_ERROR && !statement.empty()) error.message += ": " + std::string(statement);
  return error;
}

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  std::string text(int column) const override {
    const unsigned char* bytes = sqlite3_column_text(statement_, column);
    if (bytes == nullptr) return {};
    return {reinterpret_cast<const char*>(bytes),
            static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
  double number(int column) const override { return sqlite3_column_double(statement_, column); }

 private:
  sqlite3_stmt* statement_;
};

std::string json_of(std::int64_t item) { return std::to_string(item); }

std::string json_of(const std::string& item) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : item) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20)
      out += std::string("\\u00") + kDigits[byte >> 4] + kDigits[byte & 15];
    else
      out += (c == '"' || c == '\\' ? "\\" : "") + std::string(1, c);
  }
  return out + "\"";
}

/// A list as json_each takes it.
template <class T>
std::string json_of(const std::vector<T>& items) {
  std::string out = "[";
  for (const T& item : items) out += (out.size() > 1 ? "," : "") + json_of(item);
  return out + "]";
}

int bind_text(sqlite3_stmt* statement, int at, const std::string& text) {
  return sqlite3_bind_text64(statement, at, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

int bind(sqlite3_stmt* statement, int at, const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return sqlite3_bind_int64(statement, at, *whole);
  if (const auto* real = std::get_if<double>(&value)) return sqlite3_bind_double(statement, at, *real);
  if (const auto* text = std::get_if<std::string>(&value)) return bind_text(statement, at, *text);
  if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&value)) return bind_text(statement, at, json_of(*numbers));
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) return bind_text(statement, at, json_of(*texts));
  return sqlite3_bind_null(statement, at);
}

class SqliteDriver final : public Driver {
 public:
  SqliteDriver(Database database, std::string path, bool writable)
      : path_(std::move(path)), writable_(writable), database_(std::move(database)) {}

  Status script(std::string_view statements) override {
    const int result =
        sqlite3_exec(database_.get(), std::string(statements).c_str(), nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) return error_of(database_.get(), result, path_, statements);
    return {};
  }

  Status query(std::string_view text, std::span<const Value> values, const Visitor& visit) override {
    sqlite3_stmt* statement = TRY(prepared(text));
    for (std::size_t i = 0; i < values.size(); ++i) {
      // $1 is a named parameter to SQLite; its index is the order of first appearance.
      const int at = sqlite3_bind_parameter_index(statement, ("$" + std::to_string(i + 1)).c_str());
      if (at == 0) continue;
      if (const int result = bind(statement, at, values[i]); result != SQLITE_OK)
        return error_of(database_.get(), result, path_, text);
    }
    int result = SQLITE_ROW;
    const SqliteRow row(statement);
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) visit(row);
    Status status;
    if (result != SQLITE_DONE) status = error_of(database_.get(), result, path_, text);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return status;
  }

  Status query_each(std::string_view text, std::span<const std::vector<Value>> rows, const EachVisitor& visit) override {
    for (std::size_t i = 0; i < rows.size(); ++i) TRY(query(text, rows[i], [&](const Row& row) { visit(i, row); }));
    return {};
  }

  std::string one_of(std::string_view column, std::string_view list) const override {
    return std::string(column) + " IN (SELECT value FROM json_each(" + std::string(list) + "))";
  }

  Status send(std::string_view text, std::span<const Value> values) override {
    return query(text, values, [](const Row&) {});
  }

  Kind kind() const override { return Kind::kSqlite; }
  bool writable() const override { return writable_; }
  Status begin(std::string_view) override { return script("BEGIN IMMEDIATE"); }
  Status begin_reading() override { return script("BEGIN"); }
  Status define(std::string_view statements) override { return script(statements); }

  Result<bool> has_table(std::string_view name) override {
    bool found = false;
    const std::vector<Value> values{std::string(name)};
    TRY(query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1", values,
              [&](const Row&) { found = true; }));
    return found;
  }

  Status keep_copy(std::int64_t version) override {
    const std::string copy = path_ + ".v" + std::to_string(version) + ".bak";
    std::error_code ignored;
    if (std::filesystem::exists(copy, ignored)) return {};  // kept by an earlier attempt that did not finish
    // Under a name of our own until it is whole: others may be copying too, and a killed program leaves half a copy.
    const std::string unfinished = copy + "." + std::to_string(getpid());
    std::filesystem::remove(unfinished, ignored);
    const std::vector<Value> values{unfinished};
    TRY(query("VACUUM INTO $1", values, [](const Row&) {}));
    std::error_code failed;
    std::filesystem::rename(unfinished, copy, failed);
    if (failed) return Error{ErrorCode::kInputOutput, "cannot be written: " + failed.message(), copy, {}};
    return {};
  }

  /// SQLite does not wait by itself when others switch a new file to its write-ahead log (sqlite.org/wal.html).
  Status use_write_ahead_log() {
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(kBusyMilliseconds);
    for (;;) {
      Status done = query("PRAGMA journal_mode = WAL", {}, [](const Row&) {});
      const bool busy = !done.ok() && (sqlite3_errcode(database_.get()) & 0xff) == SQLITE_BUSY;
      if (!busy || std::chrono::steady_clock::now() >= until) return done;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  Status check() override {
    std::string found;
    TRY(query("PRAGMA integrity_check", {}, [&](const Row& row) {
      if (row.text(0) != "ok") found += (found.empty() ? "" : "; ") + row.text(0);
    }));
    TRY(query("PRAGMA foreign_key_check", {}, [&](const Row& row) {
      if (found.empty()) found = "a row of " + row.text(0) + " belongs to nothing";
    }));
    if (!found.empty()) return Error{ErrorCode::kBadData, "damaged: " + found, path_, {}};
    return {};
  }

 private:
  Result<sqlite3_stmt*> prepared(std::string_view text) {
    if (const auto found = statements_.find(std::string(text)); found != statements_.end())
      return found->second.get();
    sqlite3_stmt* made = nullptr;
    const int result = sqlite3_prepare_v3(database_.get(), text.data(), static_cast<int>(text.size()),
                                          SQLITE_PREPARE_PERSISTENT, &made, nullptr);
    if (result != SQLITE_OK) return error_of(database_.get(), result, path_, text);
    return statements_.emplace(std::string(text), Statement(made)).first->second.get();
  }

  std::string path_;
  bool writable_;
  Database database_;  // outlives the statements below
  std::unordered_map<std::string, Statement> statements_;
};

/// Whether a database stands where nothing can be written, and nobody is in the middle of writing to it.
/// SQLite would want to make its shared-memory file beside it even for reading.
bool is_still(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  return ::access(path.c_str(), R_OK) == 0 && ::access(folder.empty() ? "." : folder.c_str(), W_OK) != 0 &&
         ::access((path + "-wal").c_str(), F_OK) != 0;
}

/// The URI by which SQLite takes the file for one that does not change (sqlite.org/uri.html).
std::string still_address(const std::string& path) {
  std::string out = "file:";
  for (const char c : path) {
    if (c == '%')
      out += "%25";
    else if (c == '?')
      out += "%3f";
    else if (c == '#')
      out += "%23";
    else
      out += c;
  }
  return out + "?immutable=1";
}

Status prepare(SqliteDriver& driver, Access access) {
  // Reading the schema is the first thing that notices a file that is no database.
  TRY(driver.query("SELECT count(*) FROM sqlite_master", {}, [](const Row&) {}));
  TRY(driver.script("PRAGMA foreign_keys = ON"));
  if (access == Access::kReadOnly) return {};
  // FULL: an accepted report survives a power cut, not only a killed program.
  TRY(driver.script("PRAGMA synchronous = FULL"));
  return driver.use_write_ahead_log();
}

}  // namespace

Result<std::unique_ptr<Driver>> open_sqlite(const std::string& path, Access access) {
  const bool still = access == Access::kReadOnly && is_still(path);
  const int flags =
      access == Access::kReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* opened = nullptr;
  const int result = sqlite3_open_v2(still ? still_address(path).c_str() : path.c_str(), &opened,
                                     // One thread at a time: SQLite need not lock for others.
                                     flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (still ? SQLITE_OPEN_URI : 0), nullptr);
  Database database(opened);
  if (result != SQLITE_OK) {
    Error error = error_of(opened, result, path);
    if (access == Access::kReadOnly && (result & 0xff) == SQLITE_CANTOPEN) error.code = ErrorCode::kNotFound;
    return error;
  }
  sqlite3_busy_timeout(opened, kBusyMilliseconds);
  const bool writable = access == Access::kReadWrite && sqlite3_db_readonly(opened, "main") == 0;
  auto driver = std::make_unique<SqliteDriver>(std::move(database), path, writable);
  if (access == Access::kReadWrite && !writable)
    return Error{ErrorCode::kInputOutput, "cannot be written: read-only", path, {}};
  TRY(prepare(*driver, access));
  return std::unique_ptr<Driver>(std::move(driver));
}

}  // namespace tamga::sql::detail
