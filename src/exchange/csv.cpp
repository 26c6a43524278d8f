// Tables for spreadsheets and statistics: RFC 4180, UTF-8, a header line.
#include "exchange/detail/rows.h"
#include "exchange/detail/selection.h"
#include "exchange/detail/tables.h"
#include "exchange/exchange.h"

namespace tamga::exchange {
namespace {

struct InWords {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const { return number_text(number); }
  std::string operator()(const Texts& texts) const {
    std::vector<std::string> known;
    for (const auto& text : texts) known.push_back(text.value_or(""));
    return joined(known);
  }
};

}  // namespace

Status write_csv(const Input& input, const Sink& sink) {
  const Table& table = table_named(input.table);
  Row row;
  for (const Column& column : table.columns) row.push_back(column.name);
  TRY(sink(csv_line(row)));
  return table.each_row(input.state, [&](const Cells& cells) -> Status {
    row.clear();
    for (const Cell& cell : cells) row.push_back(std::visit(InWords(), cell));
    return sink(csv_line(row));
  });
}

}  // namespace tamga::exchange
