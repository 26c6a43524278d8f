#include "cli/detail/progress.h"

#include <utility>

namespace tamga::cli {
namespace {

constexpr std::size_t kBarWidth = 30;

}  // namespace

Progress::Progress(Session& session, std::string doing, std::size_t files)
    : session_(session), doing_(std::move(doing)), files_(files) {}

void Progress::show(std::size_t reports) {
  using namespace std::chrono_literals;
  const auto now = Clock::now();
  if (!session_.surroundings.error_is_terminal || now - began_ < 2s || now - drawn_ < 100ms) return;
  drawn_ = now;
  std::string line = "\r" + doing_ + " ";
  if (files_ > 1) {
    const std::size_t done = std::min<std::size_t>(done_, files_);
    const std::size_t full = kBarWidth * done / files_;
    line += "[" + std::string(full, '#') + std::string(kBarWidth - full, '.') + "] " + std::to_string(done) + "/" +
            std::to_string(files_) + " files, ";
  }
  session_.error.write(line + std::to_string(reports) + " reports");
  session_.error.finish().ok();
  visible_ = true;
}

void Progress::clear() {
  if (visible_) session_.error.write("\r\x1b[K");
  visible_ = false;
}

}  // namespace tamga::cli
