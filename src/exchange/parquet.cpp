// The tables of csv with types, lists and nulls: Apache Parquet.
#include "exchange/detail/parquet_file.h"
#include "exchange/exchange.h"

namespace tamga::exchange {

Status write_parquet(const Input& input, const Sink& sink) {
  const Table& table = table_named(input.table);
  ParquetFile file(table.columns, sink);
  TRY(table.each_row(input.state, [&](const Cells& row) { return file.add(row); }));
  return file.finish();
}

}  // namespace tamga::exchange
