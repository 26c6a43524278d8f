#include "sql/detail/address.h"

#include <algorithm>

#include "sql/connection.h"

namespace tamga::sql {
namespace {

constexpr std::string_view kEndsAddress = " \t\r\n\"'";

/// Hides what stands between the user's name and the host. A password that was not escaped may hold any
/// character, so the last "@" is taken.
std::string without_user_password(std::string_view address) {
  const std::size_t user = address.find("://") + 3;
  const std::size_t colon = address.find(':', user), at = address.rfind('@');
  if (colon == std::string_view::npos || at == std::string_view::npos || colon > at)
    return std::string(address);
  return std::string(address.substr(0, colon)) + ":***" + std::string(address.substr(at));
}

/// Hides "password=..." and "sslpassword=..." among the settings behind "?".
std::string without_settings_password(std::string address) {
  constexpr std::string_view kSetting = "password=";
  for (std::size_t at = 0; (at = address.find(kSetting, at)) != std::string::npos;) {
    at += kSetting.size();
    address.replace(at, std::min(address.find('&', at), address.size()) - at, "***");
  }
  return address;
}

}  // namespace

std::string detail::shown(std::string_view address) {
  return without_settings_password(without_user_password(address));
}

bool is_postgres(std::string_view address) {
  return address.starts_with("postgres://") || address.starts_with("postgresql://");
}

std::string without_passwords(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find("postgres", at), text.size());
    out += text.substr(at, next - at);
    at = next;
    if (!is_postgres(text.substr(at))) {
      if (at < text.size()) out += text[at++];
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(kEndsAddress, at), text.size());
    out += detail::shown(text.substr(at, end - at));
    at = end;
  }
  return out;
}

}  // namespace tamga::sql
