#pragma once

#include <string>
#include <string_view>

namespace tamga::sql::detail {

/// A PostgreSQL address without its passwords.
std::string shown(std::string_view address);

}  // namespace tamga::sql::detail
