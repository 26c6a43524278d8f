/// Where text goes: standard output and standard error, with what can happen to them.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tamga::cli {

/// A stream that remembers what went wrong with it. A reader that has gone away (`tamga ... | head`) is no failure:
/// nothing more is written, and nothing is said.
class Output {
 public:
  Output(std::FILE* file, bool colours) : file_(file), colours_(colours) {}

  /// False when there is no use in writing more.
  bool write(std::string_view text);
  /// Everything is with the system, or why not: kInputOutput.
  Status finish();
  bool reader_left() const { return reader_left_; }
  bool colours() const { return colours_; }

 private:
  void fail();

  std::FILE* file_;
  bool colours_;
  bool reader_left_ = false;
  int failure_ = 0;  // errno
};

/// Text with terminal colours where `on`.
struct Style {
  bool on = false;
  std::string bold(std::string_view text) const { return wrap("1", text); }
  std::string dim(std::string_view text) const { return wrap("2", text); }
  std::string red(std::string_view text) const { return wrap("31", text); }
  std::string green(std::string_view text) const { return wrap("32", text); }
  std::string yellow(std::string_view text) const { return wrap("33", text); }
  std::string cyan(std::string_view text) const { return wrap("36", text); }

 private:
  std::string wrap(const char* code, std::string_view text) const;
};

}  // namespace tamga::cli
