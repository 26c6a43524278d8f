/// A connection to a PostgreSQL server: opening it, and what its errors mean. Only postgres*.cpp include
/// this.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct pg_conn;    // libpq's PGconn
struct pg_result;  // libpq's PGresult

namespace tamga::sql::detail {

struct CloseServer {
  void operator()(pg_conn* server) const;
};
struct ClearAnswer {
  void operator()(pg_result* answer) const;
};
using Server = std::unique_ptr<pg_conn, CloseServer>;
using Answer = std::unique_ptr<pg_result, ClearAnswer>;

/// Connects within ten seconds, or what the address has as connect_timeout; the server speaks UTF-8.
Result<Server> connect(const std::string& address);

/// What an answer that is no success means. `shown` is the address without its password.
Error error_of(pg_conn* server, const pg_result* answer, const std::string& shown,
               std::string_view statement);

}  // namespace tamga::sql::detail
