#include "cli/detail/output.h"

#include <cerrno>
#include <cstring>

namespace tamga::cli {

void Output::fail() {
  if (errno == EPIPE)
    reader_left_ = true;
  else
    failure_ = errno == 0 ? EIO : errno;
}

bool Output::write(std::string_view text) {
  if (reader_left_ || failure_ != 0) return false;
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
  return !reader_left_ && failure_ == 0;
}

Status Output::finish() {
  if (!reader_left_ && failure_ == 0 && std::fflush(file_) != 0) fail();
  if (failure_ == 0) return {};
  return Error{ErrorCode::kInputOutput, std::string("cannot be written: ") + std::strerror(failure_), "standard output",
               {}};
}

std::string Style::wrap(const char* code, std::string_view text) const {
  if (!on || text.empty()) return std::string(text);
  return std::string("\x1b[") + code + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace tamga::cli
