#include "http/guard.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <random>

namespace tamga::http {
namespace {

using Bytes = std::array<std::uint8_t, 16>;

/// IPv4 in the IPv6 space that maps it.
constexpr Bytes kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0};

std::optional<Bytes> bytes_of(std::string_view address) {
  const std::string text(address);
  Bytes out{};
  if (inet_pton(AF_INET6, text.c_str(), out.data()) == 1) return out;
  out = kMapped;
  if (inet_pton(AF_INET, text.c_str(), out.data() + 12) == 1) return out;
  return std::nullopt;
}

bool is_under(const Bytes& address, const Bytes& net, int bits) {
  for (int i = 0; i < bits; ++i) {
    const auto at = static_cast<std::size_t>(i / 8);
    if (((address[at] ^ net[at]) >> (7 - i % 8) & 1) != 0) return false;
  }
  return true;
}

struct Net {
  const char* address;
  int bits;
};
/// IANA's IPv4 special-purpose address registry, multicast and the reserved top.
constexpr Net kNot4[] = {{"0.0.0.0", 8},       {"10.0.0.0", 8},     {"100.64.0.0", 10},
                         {"127.0.0.0", 8},     {"169.254.0.0", 16}, {"172.16.0.0", 12},
                         {"192.0.0.0", 24},    {"192.0.2.0", 24},   {"192.31.196.0", 24},
                         {"192.52.193.0", 24}, {"192.88.99.0", 24}, {"192.168.0.0", 16},
                         {"192.175.48.0", 24}, {"198.18.0.0", 15},  {"198.51.100.0", 24},
                         {"203.0.113.0", 24},  {"224.0.0.0", 4},    {"240.0.0.0", 4}};
/// Of IPv6 only 2000::/3 is given out; these lie in it.
constexpr Net kNot6[] = {
    {"2001::", 23}, {"2001:db8::", 32}, {"2002::", 16}, {"3fff::", 20}, {"2620:4f:8000::", 48}};

}  // namespace

bool is_same_secret(std::string_view given, std::string_view secret) {
  unsigned difference = given.size() == secret.size() ? 0 : 1;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const char expected = secret.empty() ? '\0' : secret[i % secret.size()];
    difference |=
        static_cast<unsigned>(static_cast<unsigned char>(given[i]) ^ static_cast<unsigned char>(expected));
  }
  return difference == 0 && !secret.empty();
}

std::string_view bearer_token(std::string_view authorization) {
  constexpr std::string_view kScheme = "bearer ";
  if (authorization.size() < kScheme.size()) return {};
  for (std::size_t i = 0; i < kScheme.size(); ++i) {
    const char c = authorization[i];
    if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != kScheme[i]) return {};
  }
  return authorization.substr(kScheme.size());
}

std::string make_token() {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::random_device source;  // the kernel's
  std::string out;
  for (int i = 0; i < 32; ++i) out += kLetters[source() % kLetters.size()];
  return out;
}

bool is_loopback_name(std::string_view host) {
  return host == "localhost" || host == "::1" || (host.starts_with("127.") && bytes_of(host));
}

bool is_loopback_host_header(std::string_view host) {
  if (host.starts_with('[')) return is_loopback_name(host.substr(1, host.find(']') - 1));
  return is_loopback_name(host.substr(0, host.find(':')));
}

bool is_public_address(std::string_view address) {
  const auto bytes = bytes_of(address);
  if (!bytes) return false;
  if (is_under(*bytes, kMapped, 96))
    return std::none_of(std::begin(kNot4), std::end(kNot4), [&](const Net& net) {
      return is_under(*bytes, *bytes_of(net.address), 96 + net.bits);
    });
  const bool given_out = ((*bytes)[0] & 0xe0) == 0x20;
  return given_out && std::none_of(std::begin(kNot6), std::end(kNot6), [&](const Net& net) {
           return is_under(*bytes, *bytes_of(net.address), net.bits);
         });
}

bool Rates::allows(const std::string& client, std::chrono::steady_clock::time_point now) {
  if (each_second_ <= 0) return true;
  const double most = std::max(1.0, 2 * each_second_);
  const std::lock_guard lock(mutex_);
  // Full buckets are those of clients that were not heard for a while.
  if (buckets_.size() > 10'000)
    std::erase_if(buckets_, [&](const auto& one) {
      return std::chrono::duration<double>(now - one.second.filled).count() * each_second_ > most;
    });
  const auto [found, fresh] = buckets_.try_emplace(client, Bucket{most, now});
  Bucket& bucket = found->second;
  bucket.left =
      std::min(most, bucket.left + std::chrono::duration<double>(now - bucket.filled).count() * each_second_);
  bucket.filled = now;
  if (bucket.left < 1) return false;
  bucket.left -= 1;
  return true;
}

}  // namespace tamga::http
