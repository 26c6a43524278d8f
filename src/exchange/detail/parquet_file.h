/// Writes Apache Parquet files (format 2.x, data pages of version 1, not compressed): columns of text,
/// numbers and lists of text, any of which may be null. Rows are gathered into groups, so that memory stays
/// bounded whatever the file's size. docs/decisions/0002-own-parquet-writer.md says why it is our own.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "exchange/detail/tables.h"

namespace tamga::exchange {

class ParquetFile {
 public:
  using Sink = std::function<Status(std::string_view)>;
  /// So many rows, or so many bytes of cells, make a group.
  static constexpr std::size_t kRows = 16384, kBytes = std::size_t{32} << 20;

  ParquetFile(std::vector<Column> columns, Sink sink, std::size_t rows = kRows);

  /// A cell for each column, of its type or none. Errors are those of the sink.
  Status add(const Cells& row);
  /// The rest and the footer. Nothing may be added after it.
  Status finish();

 private:
  /// What a group holds of one column.
  struct Chunk {
    std::string definitions, repetitions;                  ///< levels, a byte each
    std::string plain;                                     ///< numbers as they are written
    std::unordered_map<std::string, std::uint32_t> known;  ///< texts by their place in `texts`
    std::vector<const std::string*> texts;
    std::vector<std::uint32_t> places;  ///< of each value in `texts`
  };
  struct Written {
    std::int64_t offset = 0, dictionary = -1, data = 0, size = 0, values = 0;
  };
  struct Group {
    std::vector<Written> chunks;
    std::int64_t rows = 0;
  };

  Status put(std::string_view bytes);
  void add_text(Chunk& chunk, const std::string& text);
  void add_cell(const Column& column, Chunk& chunk, const Cell& cell);
  Result<Written> write_chunk(const Column& column, const Chunk& chunk);
  Status flush();
  std::string footer() const;

  std::vector<Column> columns_;
  Sink sink_;
  std::size_t most_rows_;
  std::vector<Chunk> chunks_;
  std::size_t rows_ = 0, bytes_ = 0;
  std::int64_t written_ = 0;
  std::vector<Group> groups_;
};

}  // namespace tamga::exchange
