#include "exchange/detail/rows.h"

namespace tamga::exchange {
namespace {

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string tsv_cell(const std::string& text) {
  std::string out = text;
  for (char& c : out)
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = ' ';
  return out;
}

std::string line_of(const Row& cells, std::string (*cell)(const std::string&), char separator, const char* end) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += separator;
    out += cell(cells[i]);
  }
  return out + end;
}

}  // namespace

std::string csv_line(const Row& cells) { return line_of(cells, csv_cell, ',', "\r\n"); }
std::string tsv_line(const Row& cells) { return line_of(cells, tsv_cell, '\t', "\n"); }

std::string joined(const std::vector<std::string>& items, const std::string& separator) {
  std::string out;
  for (const std::string& item : items)
    if (!item.empty()) out += (out.empty() ? "" : separator) + item;
  return out;
}

}  // namespace tamga::exchange
