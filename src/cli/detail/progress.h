/// A line on a terminal's standard error while something takes long; nothing anywhere else.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>

#include "cli/detail/session.h"

namespace tamga::cli {

class Progress {
 public:
  /// `files`: how many there are, 0 when not known.
  Progress(Session& session, std::string doing, std::size_t files);
  /// Files taken in so far; any thread.
  void set_done(std::size_t files) { done_ = files; }
  /// Draws the line, from the second second on and ten times a second at most.
  void show(std::size_t reports);
  /// Takes the line away, so that other lines may be written.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  Session& session_;
  std::string doing_;
  std::size_t files_;
  std::atomic<std::size_t> done_ = 0;
  Clock::time_point began_ = Clock::now(), drawn_ = began_;
  bool visible_ = false;
};

}  // namespace tamga::cli
