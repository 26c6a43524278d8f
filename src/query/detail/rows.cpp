#include "query/detail/rows.h"

#include <algorithm>

#include "query/line.h"

namespace tamga::query {
namespace {

/// Characters of UTF-8, for columns; wide letters are rare in names of countries.
std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace

std::string rows_markdown(const Rows& rows) {
  std::string out;
  for (const Row& row : rows) {
    for (const std::string& cell : row) out += "| " + plain_markdown(cell) + " ";
    out += "|\n";
    if (&row != &rows.front()) continue;
    for (std::size_t i = 0; i < row.size(); ++i) out += "|---";
    out += "|\n";
  }
  return out;
}

std::string rows_csv(const Rows& rows) {
  std::string out;
  for (const Row& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i)
      out += csv_cell(row[i]) + (i + 1 < row.size() ? "," : "\r\n");
  return out;
}

std::string rows_text(const Rows& rows) {
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const Row& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  std::string out;
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += row[i] + std::string(widths[i] - width(row[i]) + 2, ' ');
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

}  // namespace tamga::query
