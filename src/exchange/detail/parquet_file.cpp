#include "exchange/detail/parquet_file.h"

#include <bit>
#include <cstring>

#include "exchange/detail/thrift.h"

namespace tamga::exchange {
namespace {

// Numbers of parquet.thrift (apache/parquet-format 2.10).
enum Type : std::int32_t { kInt64 = 2, kDouble = 5, kByteArray = 6 };
enum Encoding : std::int32_t { kPlain = 0, kRle = 3, kRleDictionary = 8 };
enum Page : std::int32_t { kDataPage = 0, kDictionaryPage = 2 };
enum Repetition : std::int32_t { kOptional = 1, kRepeated = 2 };
enum Converted : std::int32_t { kUtf8 = 0, kList = 3 };

constexpr std::string_view kMagic = "PAR1";

// Definition levels: how much of the path list.element is there. A list that is null has 0, an empty one 1,
// an item that is null 2; columns without lists have 0 for null and 1 for a value.
constexpr char kNull = 0, kValue = 1, kEmptyList = 1, kNullItem = 2, kItem = 3;

bool is_text(ColumnType type) { return type == ColumnType::kText || type == ColumnType::kTexts; }

std::int32_t type_of(ColumnType type) {
  return is_text(type) ? kByteArray : type == ColumnType::kWhole ? kInt64 : kDouble;
}

template <class Number>
void add_little_endian(std::string& out, Number number) {
  static_assert(std::endian::native == std::endian::little);
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  out.append(bytes, sizeof number);
}

void add_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

/// Levels of a page, as runs of one value, with their length before them.
void add_levels(std::string& out, std::string_view levels) {
  std::string runs;
  for (std::size_t at = 0; at < levels.size();) {
    std::size_t end = at + 1;
    while (end < levels.size() && levels[end] == levels[at]) ++end;
    add_varint(runs, (end - at) << 1);
    runs += levels[at];
    at = end;
  }
  add_little_endian(out, static_cast<std::uint32_t>(runs.size()));
  out += runs;
}

/// Places in a dictionary, packed: a byte with the bits of each, then one run of groups of eight.
void add_places(std::string& out, const std::vector<std::uint32_t>& places, std::size_t texts) {
  const unsigned width = texts < 2 ? 1 : static_cast<unsigned>(std::bit_width(texts - 1));
  out += static_cast<char>(width);
  const std::size_t groups = (places.size() + 7) / 8;
  add_varint(out, groups << 1 | 1);
  std::uint64_t bits = 0;
  unsigned held = 0;
  for (std::size_t i = 0; i < groups * 8; ++i) {
    bits |= static_cast<std::uint64_t>(i < places.size() ? places[i] : 0) << held;
    for (held += width; held >= 8; held -= 8, bits >>= 8) out += static_cast<char>(bits & 0xff);
  }
}

void add_byte_array(std::string& out, const std::string& text) {
  add_little_endian(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

std::string page_header(Page page, std::size_t size, std::size_t values, Encoding encoding) {
  Thrift out;
  out.i32(1, page);
  out.i32(2, static_cast<std::int32_t>(size));
  out.i32(3, static_cast<std::int32_t>(size));
  out.begin_struct(page == kDataPage ? 5 : 7);
  out.i32(1, static_cast<std::int32_t>(values));
  out.i32(2, encoding);
  if (page == kDataPage) out.i32(3, kRle), out.i32(4, kRle);
  out.end_struct();
  out.end_struct();
  return out.bytes();
}

// A struct with neither fields nor anything else to say: STRING and LIST of the union LogicalType.
void add_logical_type(Thrift& out, int which) {
  out.begin_struct(10);
  out.begin_struct(which);
  out.end_struct();
  out.end_struct();
}

void add_leaf(Thrift& out, const std::string& name, ColumnType type) {
  out.begin_item();
  out.i32(1, type_of(type));
  out.i32(3, kOptional);
  out.binary(4, name);
  if (is_text(type)) {
    out.i32(6, kUtf8);
    add_logical_type(out, 1);
  }
  out.end_struct();
}

/// name (LIST) { repeated list { element } }, as LogicalTypes.md has it.
void add_list(Thrift& out, const std::string& name) {
  out.begin_item();
  out.i32(3, kOptional), out.binary(4, name), out.i32(5, 1), out.i32(6, kList);
  add_logical_type(out, 3);
  out.end_struct();
  out.begin_item();
  out.i32(3, kRepeated), out.binary(4, "list"), out.i32(5, 1);
  out.end_struct();
  add_leaf(out, "element", ColumnType::kText);
}

void add_schema(Thrift& out, const std::vector<Column>& columns) {
  std::size_t elements = 1;
  for (const Column& column : columns) elements += column.type == ColumnType::kTexts ? 3 : 1;
  out.begin_list_of_structs(2, elements);
  out.begin_item();
  out.binary(4, "schema"), out.i32(5, static_cast<std::int32_t>(columns.size()));
  out.end_struct();
  for (const Column& column : columns)
    column.type == ColumnType::kTexts ? add_list(out, column.name) : add_leaf(out, column.name, column.type);
}

}  // namespace

ParquetFile::ParquetFile(std::vector<Column> columns, Sink sink, std::size_t rows)
    : columns_(std::move(columns)), sink_(std::move(sink)), most_rows_(rows), chunks_(columns_.size()) {}

Status ParquetFile::put(std::string_view bytes) {
  TRY(sink_(bytes));
  written_ += static_cast<std::int64_t>(bytes.size());
  return {};
}

void ParquetFile::add_text(Chunk& chunk, const std::string& text) {
  const auto [known, is_new] = chunk.known.emplace(text, static_cast<std::uint32_t>(chunk.texts.size()));
  if (is_new) chunk.texts.push_back(&known->first);  // stays where it is whatever else comes in
  chunk.places.push_back(known->second);
  bytes_ += sizeof(std::uint32_t) + (is_new ? text.size() : 0);
}

void ParquetFile::add_cell(const Column& column, Chunk& chunk, const Cell& cell) {
  const bool is_list = column.type == ColumnType::kTexts;
  ++bytes_;
  if (const auto* list = std::get_if<Texts>(&cell)) {
    if (list->empty()) chunk.definitions += kEmptyList, chunk.repetitions += '\0';
    for (std::size_t i = 0; i < list->size(); ++i) {
      chunk.definitions += (*list)[i] ? kItem : kNullItem;
      chunk.repetitions += i == 0 ? '\0' : '\1';
      if ((*list)[i]) add_text(chunk, *(*list)[i]);
    }
    return;
  }
  chunk.definitions += std::holds_alternative<std::monostate>(cell) ? kNull : kValue;
  if (is_list) chunk.repetitions += '\0';
  if (const auto* text = std::get_if<std::string>(&cell)) add_text(chunk, *text);
  if (const auto* whole = std::get_if<std::int64_t>(&cell))
    add_little_endian(chunk.plain, *whole), bytes_ += sizeof *whole;
  if (const auto* number = std::get_if<double>(&cell))
    add_little_endian(chunk.plain, *number), bytes_ += sizeof *number;
}

Status ParquetFile::add(const Cells& row) {
  if (written_ == 0) TRY(put(kMagic));
  for (std::size_t i = 0; i < columns_.size(); ++i) add_cell(columns_[i], chunks_[i], row[i]);
  return ++rows_ >= most_rows_ || bytes_ >= kBytes ? flush() : Status();
}

Result<ParquetFile::Written> ParquetFile::write_chunk(const Column& column, const Chunk& chunk) {
  // Where most texts come once, a dictionary of them would only be longer.
  const bool dictionary = !chunk.texts.empty() && chunk.texts.size() * 2 <= chunk.places.size();
  Written out;
  out.offset = written_, out.values = static_cast<std::int64_t>(chunk.definitions.size());
  std::string page;
  if (dictionary) {
    for (const std::string* text : chunk.texts) add_byte_array(page, *text);
    out.dictionary = written_;
    TRY(put(page_header(kDictionaryPage, page.size(), chunk.texts.size(), kPlain)));
    TRY(put(page));
    page.clear();
  }
  if (column.type == ColumnType::kTexts) add_levels(page, chunk.repetitions);
  add_levels(page, chunk.definitions);
  if (dictionary)
    add_places(page, chunk.places, chunk.texts.size());
  else if (is_text(column.type))
    for (const std::uint32_t place : chunk.places) add_byte_array(page, *chunk.texts[place]);
  else
    page += chunk.plain;
  out.data = written_;
  TRY(put(
      page_header(kDataPage, page.size(), chunk.definitions.size(), dictionary ? kRleDictionary : kPlain)));
  TRY(put(page));
  out.size = written_ - out.offset;
  return out;
}

Status ParquetFile::flush() {
  if (rows_ == 0) return {};
  Group group;
  group.rows = static_cast<std::int64_t>(rows_);
  for (std::size_t i = 0; i < columns_.size(); ++i)
    group.chunks.push_back(TRY(write_chunk(columns_[i], chunks_[i])));
  groups_.push_back(std::move(group));
  chunks_.assign(columns_.size(), {});
  rows_ = bytes_ = 0;
  return {};
}

std::string ParquetFile::footer() const {
  Thrift out;
  std::int64_t rows = 0;
  for (const Group& group : groups_) rows += group.rows;
  out.i32(1, 2);
  add_schema(out, columns_);
  out.i64(3, rows);
  out.begin_list_of_structs(4, groups_.size());
  for (const Group& group : groups_) {
    std::int64_t size = 0;
    out.begin_item();
    out.begin_list_of_structs(1, group.chunks.size());
    for (std::size_t i = 0; i < group.chunks.size(); ++i) {
      const Written& chunk = group.chunks[i];
      const bool is_list = columns_[i].type == ColumnType::kTexts, dictionary = chunk.dictionary >= 0;
      out.begin_item();
      out.i64(2, chunk.offset);
      out.begin_struct(3);
      out.i32(1, type_of(columns_[i].type));
      out.begin_list_of_i32(2, dictionary ? 3 : 2);
      out.item(kPlain), out.item(kRle);
      if (dictionary) out.item(kRleDictionary);
      out.begin_list_of_binary(3, is_list ? 3 : 1);
      out.item(columns_[i].name);
      if (is_list) out.item("list"), out.item("element");
      out.i32(4, 0);  // not compressed
      out.i64(5, chunk.values), out.i64(6, chunk.size), out.i64(7, chunk.size), out.i64(9, chunk.data);
      if (dictionary) out.i64(11, chunk.dictionary);
      out.end_struct();
      out.end_struct();
      size += chunk.size;
    }
    out.i64(2, size), out.i64(3, group.rows);
    out.end_struct();
  }
  out.binary(6, "tamga");
  out.end_struct();
  return out.bytes();
}

Status ParquetFile::finish() {
  if (written_ == 0) TRY(put(kMagic));
  TRY(flush());
  std::string end = footer();
  add_little_endian(end, static_cast<std::uint32_t>(end.size()));
  return put(end + std::string(kMagic));
}

}  // namespace tamga::exchange
