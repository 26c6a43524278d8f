/// Tables in the forms that views give them in. The first row has the heads.
#pragma once

#include <string>
#include <vector>

namespace tamga::query {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

std::string rows_markdown(const Rows& rows);
/// Comma-separated (RFC 4180).
std::string rows_csv(const Rows& rows);
/// Columns for a terminal.
std::string rows_text(const Rows& rows);

}  // namespace tamga::query
