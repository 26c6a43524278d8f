/// What a client asks and what it is answered, without the library that carries them.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace tamga::http {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method, path;  ///< path: decoded
  Fields parameters;         ///< of the query, decoded, in order
  Fields headers;            ///< names in lower case
  std::string body;
  std::string peer;  ///< address of the client
  bool accepts_gzip = false;

  /// The first of that name; empty when there is none.
  std::string_view header(std::string_view name) const;
};

/// Takes bytes of an answer; its error means that the client has gone.
using Sink = std::function<Status(std::string_view)>;

struct Reply {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  Fields headers;
  std::function<Status(const Sink&)> stream;  ///< writes the body instead, where it may be large
  bool events = false;                        ///< the connection goes on as a stream of events
  bool compressed = false;                    ///< `body` is gzip
  bool keep = true;  ///< the same question may be answered by this while nothing changes
};

/// application/problem+json (RFC 9457). `code` is for programs; `parameter` where one is wrong.
Reply problem(int status, std::string_view code, std::string_view detail, std::string_view parameter = {});
/// What an error of the ledger means to a client. What only the operator may know is left out.
Reply problem(const Error& error);

/// "Not Found" for 404.
std::string_view reason_of(int status);

/// Splits at commas; empty pieces are left out.
std::vector<std::string> listed(std::string_view text);

}  // namespace tamga::http
