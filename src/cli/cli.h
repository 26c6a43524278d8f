/// The program `tamga` but for its surroundings: arguments in, exit code out. One file a command.
#pragma once

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace tamga::cli {

/// What a process stands in; filled by apps/tamga, or by a test.
struct Surroundings {
  std::filesystem::path executable;  ///< packs and models are looked for beside it
  std::function<std::string(const char* name)> variable;  ///< of the environment, empty when not set
  std::function<std::string()> now;                       ///< ISO 8601, UTC: "2026-03-01T09:30:00Z"
  const std::atomic<bool>* stop = nullptr;                ///< set when the user wants the program to end (SIGINT)
  std::FILE* out = nullptr;
  std::FILE* error = nullptr;
  bool out_is_terminal = false;
  bool error_is_terminal = false;
  std::size_t processors = 1;
};

/// Runs one command. Data goes to `out`, everything else to `error`. Returns the exit code (docs/exit-codes.md).
int run(const std::vector<std::string>& arguments, const Surroundings& surroundings);

}  // namespace tamga::cli
