/// JSON written as it is made, for long lists of small things.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "json/value.h"

namespace tamga::json {

/// Writes compact JSON; commas come by themselves. Whoever writes keeps beginnings and ends in pairs.
class Writer {
 public:
  Writer& object();
  Writer& end_object();
  Writer& array();
  Writer& end_array();
  /// Of an object's member. Plain ASCII without quotes or backslashes.
  Writer& key(std::string_view key);
  Writer& text(std::string_view text);
  /// null where it is empty.
  Writer& text_or_null(std::string_view text);
  Writer& number(std::int64_t number);
  Writer& boolean(bool value);
  Writer& value(const Value& value);
  std::string take() && { return std::move(out_); }

 private:
  class Piece;
  void comma();
  std::string out_;
  bool first_ = true;  ///< nothing stands before what comes next
};

}  // namespace tamga::json
