/// Files read piece by piece: lines of bounded length, and standard input that can be interrupted.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "text/document.h"

namespace tamga::pipeline {

/// A JSON text may need six bytes for one of the report's, but hardly for all of them.
inline constexpr std::uint64_t kLargestLine = 2 * text::kLargestText;

/// All of standard input. kLimit above `limit` bytes; kInputOutput when `stop` was set before its end.
Result<std::string> read_stream(std::uint64_t limit, const std::atomic<bool>* stop);

/// Lines without their ends. A line longer than kLargestLine is given cut to one byte more than that, and its rest is
/// skipped. When `stop` is set, the end comes.
class LineReader {
 public:
  /// "-" is standard input.
  static Result<LineReader> open(const std::string& path, const std::atomic<bool>* stop);
  LineReader(LineReader&& other) noexcept;
  LineReader& operator=(LineReader&&) = delete;
  ~LineReader();

  /// nullopt after the last line. After an error the end comes.
  std::optional<Result<std::string>> next();
  /// Number of the line that was given last, from 1, and the byte it begins at.
  std::uint64_t line() const { return line_; }
  std::uint64_t offset() const { return offset_; }

 private:
  LineReader(int file, const std::atomic<bool>* stop) : file_(file), stop_(stop) {}
  Result<bool> fill();

  int file_;
  const std::atomic<bool>* stop_;
  std::string block_;
  std::size_t at_ = 0;  // in block_
  bool ended_ = false;
  std::uint64_t line_ = 0, offset_ = 0, next_offset_ = 0;
};

}  // namespace tamga::pipeline
