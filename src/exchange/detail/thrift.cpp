#include "exchange/detail/thrift.h"

namespace tamga::exchange {

void Thrift::varint(std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
  out_ += static_cast<char>(value);
}

void Thrift::zigzag(std::int64_t value) {
  varint((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
}

void Thrift::head(int field, Type type) {
  const int step = field - last_.back();
  if (step > 0 && step <= 15) {
    out_ += static_cast<char>(step << 4 | type);
  } else {
    out_ += static_cast<char>(type);
    zigzag(field);
  }
  last_.back() = field;
}

void Thrift::i16(int field, std::int16_t value) { head(field, kI16), zigzag(value); }
void Thrift::i32(int field, std::int32_t value) { head(field, kI32), zigzag(value); }
void Thrift::i64(int field, std::int64_t value) { head(field, kI64), zigzag(value); }
void Thrift::binary(int field, std::string_view bytes) { head(field, kBinary), item(bytes); }

void Thrift::item(std::string_view bytes) {
  varint(bytes.size());
  out_ += bytes;
}

void Thrift::begin_struct(int field) {
  head(field, kStruct);
  last_.push_back(0);
}

void Thrift::end_struct() {
  out_ += '\0';
  last_.pop_back();
}

void Thrift::begin_list(int field, std::size_t size, Type of) {
  head(field, kList);
  constexpr std::size_t kShort = 15;
  if (size < kShort) {
    out_ += static_cast<char>(size << 4 | of);
  } else {
    out_ += static_cast<char>(0xf0 | of);
    varint(size);
  }
}

}  // namespace tamga::exchange
