/// Pages by address, for reports that are dropped: only http and https, only public addresses, only so much,
/// only so long.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tamga::http {

struct Fetched {
  std::string address;  ///< after redirects
  std::string body;
  bool is_plain = false;  ///< text/plain
};

struct Address {
  bool secure = false;
  std::string host;
  int port = 80;
  std::string target;  ///< path and query
};

struct FetchLimits {
  std::size_t bytes = 8 * 1024 * 1024;
  int seconds = 20;
  int redirects = 5;
};

/// kBadInput for what is no address that is fetched: another scheme, a user name, a port but 80, 443, 8080
/// and 8443, control characters.
Result<Address> parse_address(std::string_view address);
/// The address that a redirect leads to from another. Errors as `parse_address`.
Result<std::string> resolved_address(std::string_view from, std::string_view location);

/// Addresses of a host.
using Resolve = std::function<Result<std::vector<std::string>>(const std::string& host)>;
/// One answer from a server, of which the address was chosen: no name is looked up again.
struct Answered {
  int status = 0;
  std::string type, location, body;
};
using Ask =
    std::function<Result<Answered>(const Address& address, const std::string& ip, const FetchLimits& limits)>;

/// Fetches a page, following redirects, each checked as the first. kBadInput says what is wrong: not public,
/// no page, too large, too slow.
Result<Fetched> fetch(std::string_view address, const Resolve& resolve, const Ask& ask,
                      const FetchLimits& limits = {});
/// Asks the server at `ip`, over TLS where the address says so, as `limits` allow. kBadInput says why there is no answer.
Result<Answered> ask_server(const Address& address, const std::string& ip, const FetchLimits& limits);

/// From the Internet.
Result<Fetched> fetch(std::string_view address);

}  // namespace tamga::http
