/// JSON written as it is made, for long lists of small things.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "json/value.h"

namespace tamga::json {

/// Writes compact JSON; commas come by themselves. Whoever writes keeps beginnings and ends in pairs.
class Writer {
 public:
  Writer();
  ~Writer();
  Writer(Writer&&) = default;
  Writer& operator=(Writer&&) = delete;

  /// A key that is written again and again: short ones are copied by a number of bytes that is known beforehand.
  class Key {
   public:
    /// Plain ASCII without quotes or backslashes.
    explicit Key(std::string_view key) : written_('"' + std::string(key) + "\":") {
      std::memcpy(padded_, written_.data(), std::min(written_.size(), sizeof padded_));
    }

   private:
    friend class Writer;
    std::string written_;
    char padded_[32] = {};
  };

  Writer& object() { return open('{'); }
  Writer& end_object() { return close('}'); }
  Writer& array() { return open('['); }
  Writer& end_array() { return close(']'); }
  /// Of an object's member. Plain ASCII without quotes or backslashes.
  Writer& key(std::string_view key) {
    char* at = quoted(begin(key.size() + 4), key);
    *at++ = ':';
    end(at), first_ = true;
    return *this;
  }
  Writer& key(const Key& key) {
    const std::size_t size = key.written_.size();
    char* const at = begin(std::max(size, sizeof key.padded_));
    if (size <= sizeof key.padded_)
      std::memcpy(at, key.padded_, sizeof key.padded_);
    else
      std::memcpy(at, key.written_.data(), size);
    end(at + size), first_ = true;
    return *this;
  }
  Writer& text(std::string_view text);
  /// null where it is empty.
  Writer& text_or_null(std::string_view text) { return text.empty() ? word("null") : this->text(text); }
  Writer& number(std::int64_t number) {
    if (number < 0 || number > 9) return longer_number(number);
    char* const at = begin(1);
    *at = static_cast<char>('0' + number);
    end(at + 1);
    return *this;
  }
  Writer& boolean(bool value) { return value ? word("true") : word("false"); }
  Writer& value(const Value& value);
  std::string take() && { return std::string(bytes_.get(), size_); }

 private:
  // Lists of tens of thousands of short texts: what a std::string checks for every piece that is added would be half of the work.
  void grow(std::size_t by);
  Writer& longer_number(std::int64_t number);
  /// Where to write up to `most` bytes and a comma, which stands there already if one is due.
  char* begin(std::size_t most) {
    if (room_ - size_ < most + 1) grow(most + 1);
    char* at = bytes_.get() + size_;
    if (!std::exchange(first_, false)) *at++ = ',';
    return at;
  }
  void end(const char* at) { size_ = static_cast<std::size_t>(at - bytes_.get()); }
  static char* quoted(char* at, std::string_view plain) {
    *at++ = '"';
    std::memcpy(at, plain.data(), plain.size());
    at += plain.size();
    *at++ = '"';
    return at;
  }
  Writer& open(char c) {
    char* at = begin(1);
    *at++ = c;
    end(at), first_ = true;
    return *this;
  }
  Writer& close(char c) {
    first_ = true;
    char* at = begin(1);
    *at++ = c;
    end(at);
    return *this;
  }
  /// As it is.
  Writer& word(std::string_view word) {
    char* at = begin(word.size());
    std::memcpy(at, word.data(), word.size());
    end(at + word.size());
    return *this;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0, room_ = 0;
  bool first_ = true;  ///< nothing stands before what comes next
};

}  // namespace tamga::json
