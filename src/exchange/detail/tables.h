/// The tables that csv and parquet give: the same columns, the one as text, the other with types.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "query/state.h"

namespace tamga::exchange {

enum class ColumnType : std::uint8_t { kText, kWhole, kNumber, kTexts };

struct Column {
  std::string name;
  ColumnType type = ColumnType::kText;
};

/// Of a kTexts column: what is not known of one of them keeps its place.
using Texts = std::vector<std::optional<std::string>>;
/// One of them for each column, or monostate where nothing is known.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double, Texts>;
using Cells = std::vector<Cell>;

struct Table {
  std::string_view name;
  std::vector<Column> columns;
  /// Gives every row; ends with the first error.
  Status (*each_row)(const query::State& state, const std::function<Status(const Cells&)>& give);
};

/// "claims", "events", "standings", "reports"; the first where the name is none of them.
const Table& table_named(std::string_view name);
std::vector<std::string_view> table_names();

}  // namespace tamga::exchange
