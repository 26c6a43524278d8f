#pragma once

#include <memory>
#include <string>

#include "sql/connection.h"

namespace tamga::sql::detail {

Result<std::unique_ptr<Driver>> open_postgres(const std::string& address, Access access);

}  // namespace tamga::sql::detail
