#include "http/fetch.h"

#include <httplib.h>
#include <netdb.h>

#include <algorithm>
#include <charconv>

#include "http/guard.h"

namespace tamga::http {
namespace {

Error refused(std::string message, std::string_view address) {
  return {ErrorCode::kBadInput, std::move(message), std::string(address.substr(0, 200)), {}};
}

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_';
}

Result<std::vector<std::string>> addresses_of(const std::string& host) {
  addrinfo hints{}, *found = nullptr;
  hints.ai_socktype = SOCK_STREAM;
  if (getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0)
    return refused("the host has no address", host);
  std::vector<std::string> out;
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
    char text[NI_MAXHOST] = "";
    if (getnameinfo(one->ai_addr, one->ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST) == 0)
      out.emplace_back(text);
  }
  freeaddrinfo(found);
  return out;
}

template <class Client>
Result<Answered> ask_with(Client& client, const Address& address, const std::string& ip,
                          const FetchLimits& limits) {
  // The address was checked; looking the name up again could give another.
  client.set_hostname_addr_map({{address.host, ip}});
  client.set_connection_timeout(limits.seconds / 2, 0), client.set_read_timeout(limits.seconds / 2, 0),
      client.set_write_timeout(5, 0);
  client.set_follow_location(false), client.set_keep_alive(false);
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(limits.seconds);
  Answered out;
  bool too_large = false, too_slow = false;
  const httplib::Headers headers{{"User-Agent", "tamga"}, {"Accept", "text/html, text/plain;q=0.9"}};
  const auto result = client.Get(
      address.target, headers,
      [&](const httplib::Response& response) {
        out.status = response.status, out.type = response.get_header_value("Content-Type"),
        out.location = response.get_header_value("Location");
        return true;
      },
      [&](const char* data, std::size_t size) {
        out.body.append(data, size);
        too_large = out.body.size() > limits.bytes, too_slow = std::chrono::steady_clock::now() > until;
        return !too_large && !too_slow;
      });
  if (too_large)
    return refused("the page is larger than " + std::to_string(limits.bytes) + " bytes", address.host);
  if (too_slow)
    return refused("the page took longer than " + std::to_string(limits.seconds) + " seconds", address.host);
  if (!result)
    return refused("the page could not be fetched (" + httplib::to_string(result.error()) + ")",
                   address.host);
  return out;
}

std::string media_type(std::string_view header) {
  std::string out(header.substr(0, header.find(';')));
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

}  // namespace

Result<Answered> ask_server(const Address& address, const std::string& ip, const FetchLimits& limits) {
  if (address.secure) {
    httplib::SSLClient client(address.host, address.port);
    client.enable_server_certificate_verification(true);
    return ask_with(client, address, ip, limits);
  }
  httplib::ClientImpl client(address.host, address.port);
  return ask_with(client, address, ip, limits);
}

Result<Address> parse_address(std::string_view address) {
  Address out;
  if (address.size() > 2000) return refused("the address is too long", address);
  if (std::any_of(address.begin(), address.end(),
                  [](char c) { return c <= ' ' || c >= '\x7f' || c == '\\'; }))
    return refused("the address has characters that belong encoded", address);
  if (address.starts_with("https://"))
    out.secure = true, address.remove_prefix(8);
  else if (address.starts_with("http://"))
    address.remove_prefix(7);
  else
    return refused("only http and https are fetched", address);
  out.port = out.secure ? 443 : 80;
  const std::size_t end = std::min(address.find_first_of("/?#"), address.size());
  std::string_view authority = address.substr(0, end);
  std::string_view target = address.substr(end);
  target = target.substr(0, target.find('#'));
  out.target = target.starts_with('/') ? std::string(target) : "/" + std::string(target);
  if (authority.find('@') != std::string_view::npos)
    return refused("addresses with user names are not fetched", address);
  if (const std::size_t colon = authority.find(':'); colon != std::string_view::npos) {
    const std::string_view port = authority.substr(colon + 1);
    const auto [stop, error] = std::from_chars(port.data(), port.data() + port.size(), out.port);
    if (error != std::errc() || stop != port.data() + port.size())
      return refused("the address has no sound port", address);
    authority = authority.substr(0, colon);
  }
  if (out.port != 80 && out.port != 443 && out.port != 8080 && out.port != 8443)
    return refused("only the ports 80, 443, 8080 and 8443 are fetched from", address);
  out.host = authority;
  if (out.host.empty() || !std::all_of(out.host.begin(), out.host.end(), is_host_character))
    return refused("the address has no sound host", address);
  return out;
}

Result<std::string> resolved_address(std::string_view from, std::string_view location) {
  const Address base = TRY(parse_address(from));
  std::string out(location);
  const std::string origin =
      std::string(base.secure ? "https://" : "http://") + base.host + ":" + std::to_string(base.port);
  if (location.starts_with("//"))
    out = std::string(base.secure ? "https:" : "http:") + std::string(location);
  else if (location.starts_with("/"))
    out = origin + std::string(location);
  else if (location.find("://") == std::string_view::npos)
    out = origin + base.target.substr(0, base.target.find('?')).substr(0, base.target.rfind('/') + 1) +
          std::string(location);
  TRY(parse_address(out));
  return out;
}

Result<Fetched> fetch(std::string_view address, const Resolve& resolve, const Ask& ask,
                      const FetchLimits& limits) {
  std::string at(address);
  for (int hop = 0; hop <= limits.redirects; ++hop) {
    const Address to = TRY(parse_address(at));
    const std::vector<std::string> addresses = TRY(resolve(to.host));
    // All of them have to be public: which one is used is not for the name's owner to choose.
    if (addresses.empty() || !std::all_of(addresses.begin(), addresses.end(),
                                          [](const std::string& ip) { return is_public_address(ip); }))
      return refused("the host is not on the public Internet", to.host);
    Answered answered = TRY(ask(to, addresses.front(), limits));
    if (answered.status >= 300 && answered.status < 400 && !answered.location.empty()) {
      at = TRY(resolved_address(at, answered.location));
      continue;
    }
    if (answered.status != 200)
      return refused("the page's server answers " + std::to_string(answered.status), to.host);
    const std::string type = media_type(answered.type);
    if (type != "text/html" && type != "application/xhtml+xml" && type != "text/plain")
      return refused("what is there is no page (" + type.substr(0, 60) + ")", to.host);
    if (answered.body.size() > limits.bytes)
      return refused("the page is larger than " + std::to_string(limits.bytes) + " bytes", to.host);
    return Fetched{at, std::move(answered.body), type == "text/plain"};
  }
  return refused("the page redirects too often", address);
}

Result<Fetched> fetch(std::string_view address) { return fetch(address, addresses_of, ask_server); }

}  // namespace tamga::http
