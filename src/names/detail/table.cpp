#include "names/detail/table.h"

#include <algorithm>

#include "base/files.h"
#include "text/utf8.h"

namespace tamga::names {
namespace {

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    cells.emplace_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return cells;
}

Status take_columns(Table& table, const Row& row) {
  table.columns = row.cells;
  std::vector<std::string> sorted = row.cells;
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice != sorted.end()) return table.wrong(row, "two columns are called \"" + *twice + "\"");
  return {};
}

Status take_line(Table& table, std::string_view line, std::size_t number) {
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  Row row{number, {}};
  if (const auto bad = text::first_invalid_byte(line)) {
    return table.wrong(row, "byte " + std::to_string(*bad + 1) + " of the line is not UTF-8");
  }
  if (line.empty() || line.front() == '#') return {};
  row.cells = cells_of(line);
  if (table.columns.empty()) return take_columns(table, row);
  if (row.cells.size() > table.columns.size()) {
    return table.wrong(row, std::to_string(row.cells.size()) + " cells in a table of " +
                                std::to_string(table.columns.size()) + " columns");
  }
  row.cells.resize(table.columns.size());
  table.rows.push_back(std::move(row));
  return {};
}

}  // namespace

Result<std::size_t> Table::column(std::string_view name) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  if (found != columns.end()) return static_cast<std::size_t>(found - columns.begin());
  return Error{ErrorCode::kBadData, "there is no column \"" + std::string(name) + "\"", path.string(), {}};
}

Error Table::wrong(const Row& row, const std::string& what) const {
  return {ErrorCode::kBadData, "line " + std::to_string(row.line) + ": " + what, path.string(), {}};
}

Result<Table> read_table(const std::filesystem::path& path) {
  const std::string text = TRY(read_file(path));
  Table table;
  table.path = path;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    TRY(take_line(table, std::string_view(text).substr(begin, end - begin), ++number));
    begin = end + 1;
  }
  if (table.columns.empty())
    return Error{ErrorCode::kBadData, "there is no line of columns", path.string(), {}};
  return table;
}

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    const std::string_view part = text.substr(begin, end - begin);
    const auto first = part.find_first_not_of(' ');
    if (first != std::string_view::npos)
      parts.emplace_back(part.substr(first, part.find_last_not_of(' ') - first + 1));
    begin = end + 1;
  }
  return parts;
}

}  // namespace tamga::names
