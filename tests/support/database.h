/// Databases for one test, on either kind, empty at first and gone afterwards. Tests of what both kinds do
/// are parametrised by `Database::Kind`; those on PostgreSQL want the server of tests/support/postgres.py.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "sql/connection.h"

namespace tamga::test {

inline std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// A folder for SQLite files, and schemas for PostgreSQL.
class Databases {
 public:
  explicit Databases(sql::Kind kind) : kind_(kind), server_(variable("TAMGA_POSTGRES")) {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    std::string test = info->name();
    for (char& c : test) c = c == '/' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    name_ = "t" + std::to_string(getpid()) + "_" + test.substr(0, 30);
    folder_ = std::filesystem::temp_directory_path() / ("tamga_" + name_);
    std::filesystem::create_directories(folder_);
  }
  Databases(const Databases&) = delete;
  Databases& operator=(const Databases&) = delete;
  ~Databases() { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder() const { return folder_; }

  /// The address of a database of that name; an empty schema is made where there is none yet.
  std::string address(const std::string& name = "a") const { return address(name, kind_); }
  std::string address(const std::string& name, sql::Kind kind) const {
    if (kind == sql::Kind::kSqlite) return (folder_ / (name + ".db")).string();
    const std::string schema = name_ + "_" + name;
    auto server = sql::Connection::open(server_, sql::Access::kReadWrite);
    EXPECT_TRUE(server.ok()) << "no server: run this by tests/support/postgres.py";
    if (!server.ok()) return "";
    EXPECT_TRUE(server->script("CREATE SCHEMA IF NOT EXISTS " + schema).ok());
    return server_ + "?options=-csearch_path%3D" + schema;
  }

 private:
  sql::Kind kind_;
  std::string server_, name_;
  std::filesystem::path folder_;
};

inline std::string kind_name(const testing::TestParamInfo<sql::Kind>& info) {
  return info.param == sql::Kind::kSqlite ? "Sqlite" : "Postgres";
}

}  // namespace tamga::test
