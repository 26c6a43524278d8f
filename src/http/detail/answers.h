/// Answers given before, for as long as nothing changes.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "http/message.h"

namespace tamga::http {

/// Any number of threads. What was not asked for longest goes first when there is too much.
class Answers {
 public:
  explicit Answers(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  using Kept = std::shared_ptr<const Reply>;
  /// `version`: of everything that the answer depends on. An answer of another version is forgotten.
  Kept find(const std::string& question, const std::string& version);
  void keep(const std::string& question, const std::string& version, Kept answer);

 private:
  struct Entry {
    std::string question, version;
    Kept answer;
    std::size_t bytes = 0;
  };
  using Place = std::list<Entry>::iterator;
  void forget(Place place);

  std::mutex mutex_;
  std::size_t most_bytes_, bytes_ = 0;
  std::list<Entry> entries_;  // the newest first
  std::unordered_map<std::string, Place> places_;
};

}  // namespace tamga::http
