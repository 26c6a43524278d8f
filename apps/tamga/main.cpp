// The program: its surroundings are gathered here, everything else is in cli.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "cli/cli.h"

namespace {

std::atomic<bool> stop_wanted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

/// The first Ctrl-C ends the program in order, the second one at once.
extern "C" void on_interrupt(int number) {
  stop_wanted = true;
  std::signal(number, SIG_DFL);
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

/// ISO 8601 in UTC to the millisecond: what is decided, undone and decided again within a second stays apart.
std::string now() {
  const auto instant = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto milliseconds = instant.time_since_epoch().count();
  const std::time_t seconds = static_cast<std::time_t>(milliseconds / 1000);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[32], whole[40];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
  std::snprintf(whole, sizeof whole, "%s.%03dZ", text, static_cast<int>(milliseconds % 1000));
  return whole;
}

std::filesystem::path executable(const char* called) {
  std::error_code error;
  const auto path = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::filesystem::absolute(called, error) : path;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves shows as EPIPE
  std::signal(SIGXFSZ, SIG_IGN);  // a file-size limit shows as EFBIG, like a full disk
  tamga::cli::Surroundings surroundings;
  surroundings.executable = executable(argv[0]);
  surroundings.variable = variable;
  surroundings.now = now;
  surroundings.stop = &stop_wanted;
  surroundings.out = stdout;
  surroundings.error = stderr;
  surroundings.out_is_terminal = isatty(STDOUT_FILENO) == 1;
  surroundings.error_is_terminal = isatty(STDERR_FILENO) == 1;
  surroundings.processors = std::max(1U, std::thread::hardware_concurrency());
  return tamga::cli::run(std::vector<std::string>(argv + 1, argv + argc), surroundings);
}
