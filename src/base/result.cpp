#include "base/result.h"

namespace tamga {

std::string Error::text() const {
  std::string out;
  if (!document.empty()) out += document + ": ";
  if (byte) out += "byte " + std::to_string(*byte) + ": ";
  return out + message;
}

Error Error::in(std::string_view name) const& {
  Error copy = *this;
  if (copy.document.empty()) copy.document = name;
  return copy;
}

void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: broken promise: %s\n", file, line, condition);
  std::abort();
}

}  // namespace tamga
