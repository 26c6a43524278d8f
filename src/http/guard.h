/// Who may do what: tokens, rates, addresses.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace tamga::http {

/// Compares in a time that depends on the length of `given` only.
bool is_same_secret(std::string_view given, std::string_view secret);
/// The token of "Bearer TOKEN"; empty when it is none.
std::string_view bearer_token(std::string_view authorization);
/// 32 characters that nobody can guess.
std::string make_token();

/// "127.0.0.1", "::1", "localhost".
bool is_loopback_name(std::string_view host);
/// Whether a Host header names a loopback address: a page elsewhere that has its name point here does not
/// ("DNS rebinding").
bool is_loopback_host_header(std::string_view host);

/// An address that anybody on the Internet may have: no private, loopback, link-local, multicast,
/// documentation or otherwise reserved one (IANA's special-purpose registries), also where it is mapped into
/// or tunnelled in IPv6.
bool is_public_address(std::string_view address);

/// So many requests a second for each client, with twice as many at once. Any number of threads.
class Rates {
 public:
  explicit Rates(double each_second) : each_second_(each_second) {}
  bool allows(const std::string& client, std::chrono::steady_clock::time_point now);

 private:
  struct Bucket {
    double left = 0;
    std::chrono::steady_clock::time_point filled;
  };
  double each_second_;
  std::mutex mutex_;
  std::map<std::string, Bucket> buckets_;
};

}  // namespace tamga::http
