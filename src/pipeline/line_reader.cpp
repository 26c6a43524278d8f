#include "pipeline/detail/line_reader.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace tamga::pipeline {
namespace {

constexpr std::size_t kBlock = 1U << 16U;
constexpr int kPatience = 200;  // milliseconds between looks at `stop`

bool is_set(const std::atomic<bool>* stop) { return stop != nullptr && stop->load(); }

Error read_error() { return {ErrorCode::kInputOutput, std::string("cannot be read: ") + std::strerror(errno), "", {}}; }

/// Reads a block; 0 bytes at the end, or when `stop` is set while there is nothing to read.
Result<std::size_t> read_block(int file, char* to, const std::atomic<bool>* stop) {
  while (true) {
    if (is_set(stop)) return std::size_t{0};
    pollfd waiting{file, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, kPatience);
    if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
    const ssize_t count = ::read(file, to, kBlock);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR && errno != EAGAIN) return read_error();
  }
}

}  // namespace

Result<std::string> read_stream(std::uint64_t limit, const std::atomic<bool>* stop) {
  std::string bytes;
  while (true) {
    const std::size_t size = bytes.size();
    bytes.resize(size + kBlock);
    const std::size_t count = TRY(read_block(STDIN_FILENO, bytes.data() + size, stop));
    bytes.resize(size + count);
    if (is_set(stop)) return Error{ErrorCode::kInputOutput, "interrupted", "", {}};
    if (count == 0) return bytes;
    if (bytes.size() > limit) return Error{ErrorCode::kLimit, "larger than " + std::to_string(limit) + " bytes", "", limit};
  }
}

Result<LineReader> LineReader::open(const std::string& path, const std::atomic<bool>* stop) {
  const int file = path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    const auto code = errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kInputOutput;
    return Error{code, std::string("cannot be opened: ") + std::strerror(errno), path, {}};
  }
  return LineReader(file, stop);
}

LineReader::LineReader(LineReader&& other) noexcept
    : file_(std::exchange(other.file_, -1)),
      stop_(other.stop_),
      block_(std::move(other.block_)),
      at_(other.at_),
      ended_(other.ended_),
      line_(other.line_),
      offset_(other.offset_),
      next_offset_(other.next_offset_) {}

LineReader::~LineReader() {
  if (file_ >= 0) ::close(file_);
}

Result<bool> LineReader::fill() {
  if (ended_) return false;
  block_.resize(kBlock);
  at_ = 0;
  const auto count = read_block(file_, block_.data(), stop_);
  block_.resize(count.ok() ? *count : 0);
  ended_ = block_.empty();
  if (!count.ok()) return count.error();
  return !ended_;
}

std::optional<Result<std::string>> LineReader::next() {
  std::string line;
  bool any = false;
  offset_ = next_offset_;
  while (true) {
    if (at_ == block_.size()) {
      const auto more = fill();
      if (!more.ok()) return more.error();
      // What an interruption cut off is no line.
      if (!*more && (!any || is_set(stop_))) return std::nullopt;
      if (!*more) break;
    }
    const std::size_t end = std::min(block_.find('\n', at_), block_.size());
    const std::size_t room = kLargestLine + 1 - std::min<std::size_t>(line.size(), kLargestLine + 1);
    line.append(block_, at_, std::min(end - at_, room));
    any = true;
    const bool complete = end < block_.size();
    next_offset_ += end - at_ + (complete ? 1 : 0);
    at_ = end + (complete ? 1 : 0);
    if (complete) break;
  }
  ++line_;
  return line;
}

}  // namespace tamga::pipeline
