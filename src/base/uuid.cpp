#include "base/uuid.h"

#include <openssl/evp.h>

#include <array>

#include "base/result.h"

namespace tamga {
namespace {

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// The sixteen bytes of a UUID's text.
std::string bytes_of(std::string_view uuid) {
  std::string out;
  int high = -1;
  for (const char c : uuid) {
    if (c == '-') continue;
    const int digit = digit_of(c);
    CHECK(digit >= 0);
    if (high < 0) {
      high = digit;
      continue;
    }
    out += static_cast<char>(high * 16 + digit);
    high = -1;
  }
  CHECK(out.size() == 16 && high < 0);
  return out;
}

}  // namespace

std::string uuid5(std::string_view space, std::string_view name) {
  const std::string bytes = bytes_of(space) + std::string(name);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  CHECK(EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha1(), nullptr) == 1);
  digest[6] = static_cast<unsigned char>((digest[6] & 0x0fU) | 0x50U);  // version 5
  digest[8] = static_cast<unsigned char>((digest[8] & 0x3fU) | 0x80U);  // variant of RFC 9562
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += kDigits[digest[i] >> 4U];
    out += kDigits[digest[i] & 15U];
  }
  return out;
}

}  // namespace tamga
