/// JSON documents, and YAML read into the same shape. The only place that knows the JSON and YAML libraries.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace tamga::json {

/// A JSON value. Objects keep the order of their keys. Looking up what is not there gives a null value, so chains
/// like `value["a"]["b"].string_or("")` are safe on any input.
class Value {
 public:
  using Array = std::vector<Value>;
  using Member = std::pair<std::string, Value>;
  using Object = std::vector<Member>;

  Value() = default;
  Value(std::nullptr_t) {}
  Value(bool value) : state_(value) {}
  Value(double value) : state_(value) {}
  Value(std::int64_t value) : state_(value) {}
  Value(int value) : state_(static_cast<std::int64_t>(value)) {}
  Value(std::uint32_t value) : state_(static_cast<std::int64_t>(value)) {}
  Value(std::string value) : state_(std::move(value)) {}
  Value(std::string_view value) : state_(std::string(value)) {}
  Value(const char* value) : state_(std::string(value)) {}
  Value(Array value) : state_(std::move(value)) {}
  Value(Object value) : state_(std::move(value)) {}
  static Value array() { return Array{}; }
  static Value object() { return Object{}; }

  bool is_null() const { return state_.index() == 0; }
  bool is_bool() const { return state_.index() == 1; }
  bool is_number() const { return state_.index() == 2 || state_.index() == 3; }
  bool is_string() const { return state_.index() == 4; }
  bool is_array() const { return state_.index() == 5; }
  bool is_object() const { return state_.index() == 6; }

  bool bool_or(bool otherwise) const;
  double number_or(double otherwise) const;
  std::int64_t integer_or(std::int64_t otherwise) const;
  std::string_view string_or(std::string_view otherwise) const;

  /// Elements; empty for what is no array.
  const Array& items() const;
  /// Members in order; empty for what is no object.
  const Object& members() const;
  /// Strings of an array, or the one string itself; everything else is skipped.
  std::vector<std::string> strings() const;

  const Value& operator[](std::string_view key) const;
  const Value& operator[](std::size_t index) const;
  bool has(std::string_view key) const { return !(*this)[key].is_null(); }
  std::size_t size() const;

  /// Appends to an array (a null becomes one).
  Value& push(Value value);
  /// Sets a member, replacing one of the same key (a null becomes an object).
  Value& set(std::string_view key, Value value);

  bool operator==(const Value&) const = default;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> state_;
};

/// Reads one JSON text (RFC 8259). Errors carry the byte.
Result<Value> parse(std::string_view text);

/// Reads one YAML 1.2 document; plain scalars become null, bool, numbers or strings, quoted ones strings.
/// Errors carry line and column in the message.
Result<Value> parse_yaml(std::string_view text);

/// Compact JSON; bytes that are not UTF-8 become U+FFFD. `indent` > 0: pretty, that many spaces.
std::string dump(const Value& value, int indent = 0);

}  // namespace tamga::json
