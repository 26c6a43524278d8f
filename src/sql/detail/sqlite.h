#pragma once

#include <memory>
#include <string>

#include "sql/connection.h"

namespace tamga::sql::detail {

Result<std::unique_ptr<Driver>> open_sqlite(const std::string& path, Access access);

}  // namespace tamga::sql::detail
