#include "sql/detail/postgres_server.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdlib>
#include <cstring>

#include "sql/connection.h"
#include "sql/detail/address.h"

namespace tamga::sql::detail {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds kPatience{10};

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

/// What the SQLSTATEs mean to us (PostgreSQL's manual, appendix A), the longer beginnings first.
struct Meaning {
  std::string_view state;
  ErrorCode code;
  std::string_view message;
};
constexpr Meaning kMeanings[] = {
    {"08", ErrorCode::kInputOutput, "the connection was lost"},
    {"22021", ErrorCode::kBadInput, "holds a character that the database does not keep"},
    {"22P05", ErrorCode::kBadInput, "holds a character that the database does not keep"},
    {"25006", ErrorCode::kInputOutput, "cannot be written: read-only"},
    {"28", ErrorCode::kInputOutput, "lets this user not in"},
    {"3D000", ErrorCode::kNotFound, "the server has no such database"},
    {"3F000", ErrorCode::kNotFound, "the database has no such schema"},
    {"40", ErrorCode::kInputOutput, "another program changed the same at the same time; try again"},
    {"42501", ErrorCode::kInputOutput, "no permission"},
    {"53100", ErrorCode::kInputOutput, "the disk is full; nothing of this report was stored"},
    {"53", ErrorCode::kInputOutput, "the server has no room"},
    {"55P03", ErrorCode::kInputOutput, "another program is writing to it"},
    {"57", ErrorCode::kInputOutput, "the server stopped the work"},
    {"58", ErrorCode::kInputOutput, "the disk failed"},
    {"XX001", ErrorCode::kBadData, "damaged"},
    {"XX002", ErrorCode::kBadData, "damaged"},
};

std::string_view first_line(std::string_view text) {
  text = text.substr(0, text.find('\n'));
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) text.remove_suffix(1);
  return text;
}

const Meaning* meaning_of(std::string_view state) {
  for (const Meaning& meaning : kMeanings)
    if (state.starts_with(meaning.state)) return &meaning;
  return nullptr;
}

/// Whether this begins like "3D000: "; "FATAL: " has no digit.
bool is_state(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789", kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  const std::string_view word = text.substr(0, 5);
  return text.substr(word.size(), 2) == ": " && word.find_first_not_of(kLetters) == std::string_view::npos &&
         word.find_first_of(kDigits) != std::string_view::npos;
}

/// Why the server was not reached or did not let us in. libpq tells the SQLSTATE of that in words only:
/// "... failed: FATAL:  3D000: database "x" does not exist".
Error not_connected(PGconn* server, const std::string& address) {
  const std::string_view said = first_line(PQerrorMessage(server));
  for (std::size_t at = said.find(": "); at != std::string_view::npos; at = said.find(": ", at + 1)) {
    const std::size_t word = std::min(said.find_first_not_of(' ', at + 1), said.size());
    if (!is_state(said.substr(word))) continue;
    const Meaning* meaning = meaning_of(said.substr(word, 5));
    return {meaning != nullptr ? meaning->code : ErrorCode::kInputOutput,
            std::string(meaning != nullptr ? meaning->message : "cannot be opened") + " (" +
                std::string(said.substr(word + 7)) + ")",
            shown(address),
            {}};
  }
  return {ErrorCode::kInputOutput, "cannot be reached (" + without_passwords(said) + ")", shown(address), {}};
}

/// How long to wait for the server. kUsage when the address cannot be read; libpq's own words might show the
/// password.
Result<std::chrono::seconds> patience_of(const std::string& address) {
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(address.c_str(), nullptr));
  if (options == nullptr)
    return Error{ErrorCode::kUsage,
                 "is no PostgreSQL address: postgresql://user@host:port/database?setting=value",
                 shown(address),
                 {}};
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option)
    if (std::strcmp(option->keyword, "connect_timeout") == 0 && option->val != nullptr &&
        std::atoi(option->val) > 0)
      return std::chrono::seconds(std::atoi(option->val));
  return kPatience;
}

/// Goes through the steps of connecting; whether that came to an end in time.
bool wait_for(PGconn* server, std::chrono::seconds patience) {
  const auto deadline = Clock::now() + patience;
  PostgresPollingStatusType wanted = PGRES_POLLING_WRITING;
  while (wanted == PGRES_POLLING_READING || wanted == PGRES_POLLING_WRITING) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    pollfd waiting{PQsocket(server), static_cast<short>(wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT),
                   0};
    if (::poll(&waiting, 1, static_cast<int>(left)) > 0) wanted = PQconnectPoll(server);
  }
  return true;
}

}  // namespace

void CloseServer::operator()(pg_conn* server) const { PQfinish(server); }
void ClearAnswer::operator()(pg_result* answer) const { PQclear(answer); }

Result<Server> connect(const std::string& address) {
  const std::chrono::seconds patience = TRY(patience_of(address));
  const char* const keys[] = {"fallback_application_name", "dbname", "client_encoding", nullptr};
  const char* const values[] = {"tamga", address.c_str(), "UTF8", nullptr};
  Server server(PQconnectStartParams(keys, values, 1));
  if (server == nullptr) return Error{ErrorCode::kInputOutput, "no memory", shown(address), {}};
  PQsetErrorVerbosity(server.get(), PQERRORS_VERBOSE);  // else the SQLSTATE of a refusal is not told
  // What servers remark in passing would go to standard error.
  PQsetNoticeProcessor(
      server.get(), [](void*, const char*) {}, nullptr);
  if (PQstatus(server.get()) != CONNECTION_BAD && !wait_for(server.get(), patience))
    return Error{ErrorCode::kInputOutput,
                 "does not answer within " + std::to_string(patience.count()) + " seconds",
                 shown(address),
                 {}};
  if (PQstatus(server.get()) != CONNECTION_OK) return not_connected(server.get(), address);
  const char* encoding = PQparameterStatus(server.get(), "server_encoding");
  if (encoding == nullptr || std::string_view(encoding) != "UTF8")
    return Error{
        ErrorCode::kBadData,
        std::string("keeps text as ") + (encoding == nullptr ? "nobody knows" : encoding) + ", not as UTF8",
        shown(address),
        {}};
  return server;
}

Error error_of(PGconn* server, const PGresult* answer, const std::string& shown, std::string_view statement) {
  const char* state = answer == nullptr ? nullptr : PQresultErrorField(answer, PG_DIAG_SQLSTATE);
  const char* primary = answer == nullptr ? nullptr : PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
  const std::string said(primary != nullptr ? std::string_view(primary) : first_line(PQerrorMessage(server)));
  const std::string reason = said.empty() ? "" : " (" + std::string(first_line(said)) + ")";
  if (state == nullptr || PQstatus(server) == CONNECTION_BAD)
    return {ErrorCode::kInputOutput, "the connection was lost" + reason, shown, {}};
  if (const Meaning* meaning = meaning_of(state))
    return {meaning->code, std::string(meaning->message) + reason, shown, {}};
  return {ErrorCode::kBadData,
          "cannot be asked" + reason + (statement.empty() ? "" : ": " + std::string(statement)),
          shown,
          {}};
}

}  // namespace tamga::sql::detail
