/// Objects made in one go.
#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

#include "json/value.h"

namespace tamga::json {

struct Field {
  std::string_view key;
  mutable Value value;  // an initializer_list gives nothing away otherwise
};

/// An object of these members. What `Value::Object{...}` would copy is moved: lists of events have many.
inline Value object(std::initializer_list<Field> fields) {
  Value::Object out;
  out.reserve(fields.size());
  for (const Field& field : fields) out.emplace_back(field.key, std::move(field.value));
  return out;
}

}  // namespace tamga::json
