#include <algorithm>

#include "query/views.h"

namespace tamga::query {
namespace {

using Row = std::vector<std::string>;

Row row_of(const State& state, const merge::Standing& cell) {
  return {country_name(state, cell.host),
          cell.sector,
          country_name(state, cell.partner),
          cell.stage,
          cell.claimed,
          cell.evidenced,
          std::to_string(cell.origins),
          cell.since,
          cell.latest};
}

const Row kHeads{"host", "sector", "partner", "stage", "claimed", "evidenced", "origins", "since", "latest"};

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

json::Value cell_json(const merge::Standing& cell) {
  return json::Value::Object{{"host", cell.host},
                             {"sector", cell.sector},
                             {"partner", cell.partner},
                             {"stage", cell.stage},
                             {"claimed", text_or_null(cell.claimed)},
                             {"evidenced", text_or_null(cell.evidenced)},
                             {"origins", static_cast<std::int64_t>(cell.origins)},
                             {"since", text_or_null(cell.since)},
                             {"claims", list_of(cell.claims)}};
}

std::vector<Row> rows_of(const State& state) {
  std::vector<Row> rows{kHeads};
  for (const merge::Standing& cell : state.cells) rows.push_back(row_of(state, cell));
  return rows;
}

}  // namespace

std::string standings_json(const State& state) {
  json::Value cells = json::Value::array();
  for (const merge::Standing& cell : state.cells) cells.push(cell_json(cell));
  return json::dump(json::Value::Object{{"as_of", text_or_null(state.question.as_of)},
                                        {"known_by", text_or_null(state.question.known_by)},
                                        {"cells", std::move(cells)}}) +
         "\n";
}

std::string standings_markdown(const State& state) {
  std::string out;
  bool first = true;
  for (const Row& row : rows_of(state)) {
    for (const std::string& cell : row) out += "| " + plain_markdown(cell) + " ";
    out += "|\n";
    if (std::exchange(first, false)) {
      for (std::size_t i = 0; i < row.size(); ++i) out += "|---";
      out += "|\n";
    }
  }
  return out;
}

std::string standings_csv(const State& state) {
  std::string out;
  for (const Row& row : rows_of(state))
    for (std::size_t i = 0; i < row.size(); ++i)
      out += csv_cell(row[i]) + (i + 1 < row.size() ? "," : "\r\n");
  return out;
}

std::string standings_table(const State& state) {
  const std::vector<Row> rows = rows_of(state);
  std::vector<std::size_t> widths(kHeads.size(), 0);
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
