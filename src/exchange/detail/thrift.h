/// The compact protocol of Apache Thrift, as much of it as the headers and the footer of Parquet files need:
/// written, never read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::exchange {

/// Writes fields of structs in the order of their numbers. Structs and lists are ended by who began them.
class Thrift {
 public:
  void i16(int field, std::int16_t value);
  void i32(int field, std::int32_t value);
  void i64(int field, std::int64_t value);
  void binary(int field, std::string_view bytes);
  void begin_struct(int field);
  /// Ends a struct that is a field or an item, or the outermost one.
  void end_struct();
  /// Items follow as `item` or `begin_item` ... `end_struct`, as many as are said here.
  void begin_list_of_structs(int field, std::size_t size) { begin_list(field, size, kStruct); }
  void begin_list_of_i32(int field, std::size_t size) { begin_list(field, size, kI32); }
  void begin_list_of_binary(int field, std::size_t size) { begin_list(field, size, kBinary); }
  void begin_item() { last_.push_back(0); }
  void item(std::int32_t value) { zigzag(value); }
  void item(std::string_view bytes);

  const std::string& bytes() const { return out_; }

 private:
  enum Type : std::uint8_t { kI16 = 4, kI32 = 5, kI64 = 6, kBinary = 8, kList = 9, kStruct = 12 };
  void head(int field, Type type);
  void begin_list(int field, std::size_t size, Type of);
  void varint(std::uint64_t value);
  void zigzag(std::int64_t value);

  std::string out_;
  std::vector<int> last_{0};  ///< number of the last field, by depth
};

}  // namespace tamga::exchange
