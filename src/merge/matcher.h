/// Comparing many claims with each other, each prepared once.
#pragma once

#include <cstdint>
#include <memory>

#include "merge/event.h"

namespace tamga::merge {

class Matcher {
 public:
  Matcher();
  ~Matcher();
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;

  /// Takes a claim in; its number counts from 0.
  std::uint32_t add(const Source& source, const model::Claim& claim);
  /// Whether the two score enough for one event.
  bool is_match(std::uint32_t left, std::uint32_t right) const;

 private:
  struct Prepared;
  std::unique_ptr<Prepared> prepared_;
};

}  // namespace tamga::merge
