// The bytes of a file with every shape of cell, in several groups. tests/exports has two other programs read
// the same file. TAMGA_UPDATE=1 src/exchange/exchange_test --gtest_filter=ParquetFile* writes it anew.
#include "exchange/detail/parquet_file.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>

#include "exchange/detail/thrift.h"

namespace tamga::exchange {
namespace {

/// Rows by number, so that the reader can make them, too: nulls, empty texts and lists, null items, repeated
/// and single texts.
Cells row(std::int64_t i) {
  Cells out(5);
  if (i % 7 != 0) out[0] = i % 5 == 0 ? std::string() : "однажды " + std::to_string(i % 11);
  if (i % 6 != 1) out[1] = "ұ漢字🙂 " + std::to_string(i * 7919);
  if (i % 4 != 2) out[2] = i % 2 == 0 ? -i : std::numeric_limits<std::int64_t>::max() - i;
  if (i % 3 != 0) out[3] = static_cast<double>(i) / 8;
  if (i % 10 == 3) return out;
  Texts list;
  for (std::int64_t item = 0; item < i % 5; ++item)
    list.push_back(item == 2 ? std::nullopt : std::optional("п" + std::to_string(item * i % 300)));
  out[4] = list;
  return out;
}

const std::vector<Column> kColumns{{"often", ColumnType::kText},
                                   {"once", ColumnType::kText},
                                   {"whole", ColumnType::kWhole},
                                   {"number", ColumnType::kNumber},
                                   {"list", ColumnType::kTexts}};

std::string written(std::int64_t rows, std::size_t group) {
  std::string out;
  ParquetFile file(
      kColumns,
      [&](std::string_view bytes) -> Status {
        out += bytes;
        return {};
      },
      group);
  for (std::int64_t i = 0; i < rows; ++i) EXPECT_TRUE(file.add(row(i)).ok());
  EXPECT_TRUE(file.finish().ok());
  return out;
}

TEST(ParquetFile, IsTheOneThatOthersRead) {
  const auto path = std::filesystem::path(TAMGA_SOURCE_DIR) / "tests/exports/parquet/shapes.parquet";
  const std::string now = written(1000, 300);
  if (std::getenv("TAMGA_UPDATE") != nullptr) std::ofstream(path, std::ios::binary) << now;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream golden;
  golden << file.rdbuf();
  EXPECT_TRUE(now == golden.str());
}

TEST(ParquetFile, IsSoundWithoutRows) {
  const std::string empty = written(0, 300);
  EXPECT_EQ(empty.substr(0, 4) + empty.substr(empty.size() - 4), "PAR1PAR1");
}

TEST(ParquetFile, EndsWithTheFirstErrorOfItsSink) {
  ParquetFile file(kColumns, [](std::string_view) -> Status {
    return Error{ErrorCode::kInputOutput, "disk full", "", {}};
  });
  EXPECT_EQ(file.add(row(0)).error().message, "disk full");
}

TEST(Thrift, WritesTheCompactProtocol) {
  Thrift out;
  out.i32(1, 150);  // zigzag 300, as varint AC 02; field 1 of type i32 in one byte
  out.i64(17, -1);  // a step of 16 does not fit beside the type
  out.begin_list_of_i32(18, 2);
  out.item(1), out.item(-1);
  out.binary(19, "ab");
  out.end_struct();
  EXPECT_EQ(out.bytes(), std::string("\x15\xac\x02\x06\x22\x01\x19\x25\x02\x01\x18\x02"
                                     "ab\x00",
                                     15));
}

}  // namespace
}  // namespace tamga::exchange
