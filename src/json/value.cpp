#include "json/value.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "json/writer.h"

namespace tamga::json {
namespace {

// Deeper than any sound document; values are walked and freed by recursion.
constexpr int kDeepest = 200;
// Aliases let a small YAML document unfold without end.
constexpr std::size_t kMostYamlNodes = 200'000;

/// The byte at which JSON brackets open deeper than we accept; null when they do not.
std::optional<std::size_t> too_deep(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') quoted = !quoted;
    if (quoted) {
      if (c == '\\') ++i;
      continue;
    }
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (depth > kDeepest) return i;
  }
  return std::nullopt;
}

const Value kNull;
const Value::Array kNoItems;
const Value::Object kNoMembers;

/// Takes what the library reads and makes the value of it at once; its own would be a second copy of everything.
class Maker {
 public:
  using number_integer_t = std::int64_t;
  using number_unsigned_t = std::uint64_t;
  using number_float_t = double;
  using string_t = std::string;
  using binary_t = nlohmann::json::binary_t;

  bool null() { return put({}); }
  bool boolean(bool value) { return put(value); }
  bool number_integer(number_integer_t value) { return put(value); }
  bool number_unsigned(number_unsigned_t value) { return put(static_cast<std::int64_t>(value)); }
  bool number_float(number_float_t value, const string_t&) { return put(value); }
  bool string(string_t& value) { return put(std::move(value)); }
  bool binary(binary_t&) { return false; }  // not in JSON
  bool start_object(std::size_t) { return open(Value::object()); }
  bool start_array(std::size_t) { return open(Value::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(string_t& key) {
    key_ = std::move(key);
    return true;
  }
  template <class Exception>
  bool parse_error(std::size_t, const std::string&, const Exception& error) {
    throw error;
  }

  Value finish() { return std::move(made_); }

 private:
  bool put(Value value) {
    place(std::move(value));
    return true;
  }
  /// What is open stays where it is until it is closed: only the innermost grows.
  bool open(Value value) {
    open_.push_back(&place(std::move(value)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }
  Value& place(Value value) {
    if (open_.empty()) return made_ = std::move(value);
    if (open_.back()->is_array()) return open_.back()->push(std::move(value));
    return open_.back()->set(key_, std::move(value));
  }

  Value made_;
  std::vector<Value*> open_;
  std::string key_;
};

nlohmann::ordered_json to(const Value& value) {
  if (value.is_bool()) return value.bool_or(false);
  if (value.is_string()) return std::string(value.string_or(""));
  if (value.is_number()) {
    const double number = value.number_or(0);
    const auto whole = value.integer_or(0);
    if (static_cast<double>(whole) == number) return whole;
    return number;
  }
  if (value.is_array()) {
    auto out = nlohmann::ordered_json::array();
    for (const Value& item : value.items()) out.push_back(to(item));
    return out;
  }
  if (value.is_object()) {
    auto out = nlohmann::ordered_json::object();
    for (const auto& [key, member] : value.members()) out[key] = to(member);
    return out;
  }
  return nullptr;
}

template <class Number>
bool whole_number(const std::string& text, Number& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && !text.empty();
}

/// The core schema of YAML 1.2 (section 10.3): only plain scalars are typed.
Value scalar(const YAML::Node& node) {
  const std::string& text = node.Scalar();
  if (node.Tag() == "!") return text;
  if (text.empty() || text == "~" || text == "null") return {};
  if (text == "true") return true;
  if (text == "false") return false;
  std::int64_t whole = 0;
  if (whole_number(text, whole)) return whole;
  double real = 0;
  if (text.find_first_not_of("+-.0123456789eE") == std::string::npos && whole_number(text, real)) return real;
  return text;
}

Value from(const YAML::Node& node, int depth, std::size_t& nodes) {
  if (depth > kDeepest || ++nodes > kMostYamlNodes)
    throw YAML::Exception(node.Mark(), "nested too deep, or aliases that unfold too far");
  if (node.IsScalar()) return scalar(node);
  if (node.IsSequence()) {
    Value out = Value::array();
    for (const auto& item : node) out.push(from(item, depth + 1, nodes));
    return out;
  }
  if (node.IsMap()) {
    Value out = Value::object();
    for (const auto& member : node) out.set(member.first.Scalar(), from(member.second, depth + 1, nodes));
    return out;
  }
  return {};
}

}  // namespace

bool Value::bool_or(bool otherwise) const { return is_bool() ? std::get<1>(state_) : otherwise; }

double Value::number_or(double otherwise) const {
  if (const auto* whole = std::get_if<std::int64_t>(&state_)) return static_cast<double>(*whole);
  const auto* real = std::get_if<double>(&state_);
  return real ? *real : otherwise;
}

std::int64_t Value::integer_or(std::int64_t otherwise) const {
  if (const auto* whole = std::get_if<std::int64_t>(&state_)) return *whole;
  const auto* real = std::get_if<double>(&state_);
  return real && *real > -9e18 && *real < 9e18 ? static_cast<std::int64_t>(*real) : otherwise;
}

std::string_view Value::string_or(std::string_view otherwise) const {
  const auto* text = std::get_if<std::string>(&state_);
  return text ? std::string_view(*text) : otherwise;
}

const Value::Array& Value::items() const {
  const auto* array = std::get_if<Array>(&state_);
  return array ? *array : kNoItems;
}

const Value::Object& Value::members() const {
  const auto* object = std::get_if<Object>(&state_);
  return object ? *object : kNoMembers;
}

std::vector<std::string> Value::strings() const {
  std::vector<std::string> out;
  if (is_string()) out.emplace_back(string_or(""));
  for (const Value& item : items())
    if (item.is_string()) out.emplace_back(item.string_or(""));
  return out;
}

const Value& Value::operator[](std::string_view key) const {
  for (const Member& member : members())
    if (member.first == key) return member.second;
  return kNull;
}

const Value& Value::operator[](std::size_t index) const {
  return index < items().size() ? items()[index] : kNull;
}

std::size_t Value::size() const { return is_array() ? items().size() : members().size(); }

Value& Value::push(Value value) {
  if (is_null()) state_ = Array{};
  return std::get<Array>(state_).emplace_back(std::move(value));
}

Value& Value::set(std::string_view key, Value value) {
  if (is_null()) state_ = Object{};
  auto& object = std::get<Object>(state_);
  for (Member& member : object)
    if (member.first == key) return member.second = std::move(value);
  return object.emplace_back(std::string(key), std::move(value)).second;
}

Result<Value> parse(std::string_view text) {
  if (const auto byte = too_deep(text)) return Error{ErrorCode::kBadInput, "not JSON we read: nested too deep", "", *byte};
  try {
    Maker maker;
    nlohmann::ordered_json::sax_parse(text, &maker);
    return maker.finish();
  } catch (const nlohmann::json::parse_error& error) {
    return Error{ErrorCode::kBadInput, std::string("not JSON: ") + error.what(), "",
                 error.byte > 0 ? error.byte - 1 : 0};
  } catch (const nlohmann::json::exception& error) {
    return Error{ErrorCode::kBadInput, std::string("not JSON: ") + error.what(), "", {}};
  }
}

Result<Value> parse_yaml(std::string_view text) {
  try {
    std::size_t nodes = 0;
    return from(YAML::Load(std::string(text)), 0, nodes);
  } catch (const YAML::Exception& error) {
    return Error{ErrorCode::kBadInput,
                 "not YAML: line " + std::to_string(error.mark.line + 1) + ", column " +
                     std::to_string(error.mark.column + 1) + ": " + error.msg,
                 "", static_cast<std::uint64_t>(error.mark.pos < 0 ? 0 : error.mark.pos)};
  }
}

namespace {

/// Length of the sound UTF-8 sequence that begins there (RFC 3629: no overlong forms, no surrogates); 0 for none.
std::size_t sequence_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned first = byte(at), second = byte(at + 1);
  const auto follows = [&](std::size_t i) { return (byte(at + i) & 0xc0) == 0x80; };
  if (first >= 0xc2 && first <= 0xdf) return follows(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const bool sound = !(first == 0xe0 && second < 0xa0) && !(first == 0xed && second > 0x9f);
    return sound && follows(1) && follows(2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const bool sound = !(first == 0xf0 && second < 0x90) && !(first == 0xf4 && second > 0x8f);
    return sound && follows(1) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

/// The library's form of a text; it alone replaces what is not UTF-8 and writes escapes.
std::string library_text(std::string_view text) {
  return nlohmann::ordered_json(text).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// A byte that stands for itself in a JSON text.
bool is_plain(char c) { return c >= 0x20 && c != '"' && c != '\\' && static_cast<unsigned char>(c) < 0x80; }

/// Looks at all bytes rather than stopping at the first: most texts are plain, and this way several are looked at at once.
bool is_plain(std::string_view text) {
  bool plain = true;
  for (const char c : text) plain &= is_plain(c);
  return plain;
}

void write(std::string_view text, std::string& out) {
  const std::size_t start = out.size();
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 0;
    while (at + length < text.size() && is_plain(text[at + length])) ++length;
    if (length == 0) length = sequence_at(text, at);
    if (length == 0) {  // seldom: written by the library from its beginning
      out.resize(start);
      out += library_text(text);
      return;
    }
    out.append(text, at, length);
    at += length;
  }
  out += '"';
}

void write(std::int64_t number, std::string& out) {
  std::array<char, 24> digits;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end);
}

/// What `to(value).dump()` gives, without a second copy of everything: lists of events are large.
void write(const Value& value, std::string& out) {
  if (value.is_string()) return write(value.string_or(""), out);
  if (value.is_array()) {
    out += '[';
    for (std::size_t i = 0; i < value.items().size(); ++i) {
      if (i > 0) out += ',';
      write(value.items()[i], out);
    }
    out += ']';
  } else if (value.is_object()) {
    out += '{';
    for (std::size_t i = 0; i < value.members().size(); ++i) {
      if (i > 0) out += ',';
      write(std::string_view(value.members()[i].first), out);
      out += ':';
      write(value.members()[i].second, out);
    }
    out += '}';
  } else if (value.is_null()) {
    out += "null";
  } else if (value.is_bool()) {
    out += value.bool_or(false) ? "true" : "false";
  } else if (const auto whole = value.integer_or(0); static_cast<double>(whole) == value.number_or(0)) {
    write(whole, out);
  } else {
    out += to(value).dump();
  }
}

}  // namespace

std::string dump(const Value& value, int indent) {
  if (indent <= 0) {
    std::string out;
    write(value, out);
    return out;
  }
  return to(value).dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

namespace {

/// What the last writer of this thread wrote in: growing anew for every answer takes as long as a third of the writing.
struct Room {
  std::unique_ptr<char[]> bytes;
  std::size_t size = 0;
};
Room& spare_room() {
  thread_local Room room;
  return room;
}

}  // namespace

Writer::Writer() {
  Room spare = std::exchange(spare_room(), {});
  bytes_ = std::move(spare.bytes), room_ = spare.size;
}

Writer::~Writer() {
  constexpr std::size_t kMostKept = 4 * 1024 * 1024;
  if (bytes_ && room_ <= kMostKept) spare_room() = {std::move(bytes_), room_};
}

void Writer::grow(std::size_t by) {
  constexpr std::size_t kLeast = 4096;
  const std::size_t room = std::max({kLeast, size_ + by, 2 * room_});
  auto bytes = std::make_unique_for_overwrite<char[]>(room);
  if (size_ > 0) std::memcpy(bytes.get(), bytes_.get(), size_);
  bytes_ = std::move(bytes), room_ = room;
}

Writer& Writer::text(std::string_view text) {
  if (is_plain(text)) {
    end(quoted(begin(text.size() + 2), text));
    return *this;
  }
  std::string escaped;
  write(text, escaped);
  return word(escaped);
}

Writer& Writer::longer_number(std::int64_t number) {
  constexpr std::size_t kMost = 20;  // -9223372036854775808
  char* at = begin(kMost);
  end(std::to_chars(at, at + kMost, number).ptr);
  return *this;
}

Writer& Writer::value(const Value& value) {
  std::string written;
  write(value, written);
  return word(written);
}

}  // namespace tamga::json
