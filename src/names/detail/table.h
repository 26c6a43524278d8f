/// Plain tables: a `#` line with source and licence, a line of columns, rows; tabs between cells.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tamga::names {

/// Cells of one line, as many as the table has columns.
struct Row {
  std::size_t line = 0;
  std::vector<std::string> cells;
};

/// A table read whole.
struct Table {
  std::filesystem::path path;
  std::vector<std::string> columns;
  std::vector<Row> rows;

  /// The column of that name; kBadData names the file where there is none.
  Result<std::size_t> column(std::string_view name) const;
  /// What is wrong with a row, naming file and line.
  Error wrong(const Row& row, const std::string& what) const;
};

/// Reads a table. Rows may leave out empty cells at their end. kBadData names file and line for text that is
/// not UTF-8, more cells than columns, and columns of the same name.
Result<Table> read_table(const std::filesystem::path& path);

/// Parts between any of the separators, without the spaces around them; empty parts are left out.
std::vector<std::string> split(std::string_view text, std::string_view separators);

}  // namespace tamga::names
