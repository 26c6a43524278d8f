/// Rows of comma- or tab-separated tables.
#pragma once

#include <string>
#include <vector>

namespace tamga::exchange {

using Row = std::vector<std::string>;

/// One row after RFC 4180: cells with commas, quotes or line ends are quoted; ends with CR LF.
std::string csv_line(const Row& cells);
/// One row for formats that cannot quote: tabs, line ends and other control characters become spaces; ends with LF.
std::string tsv_line(const Row& cells);
/// Items parted by `separator`, empty ones left out.
std::string joined(const std::vector<std::string>& items, const std::string& separator = "; ");

}  // namespace tamga::exchange
