/// A contest that never was: reports with claims about a pool of events, the same for the same seed on any machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/claim.h"

namespace tamga::bench {

/// splitmix64 with a few draws that no library may change.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  /// 0 to below `size`.
  std::size_t below(std::size_t size) { return static_cast<std::size_t>(next() % size); }
  /// Smaller numbers more often: the square of an even draw.
  std::size_t skewed(std::size_t size);
  bool percent(std::size_t of_hundred) { return below(100) < of_hundred; }

 private:
  std::uint64_t state_;
};

/// Hands out readings by number; every number can be asked for on its own, in any order.
class Contest {
 public:
  /// `reports` to come in all, over the years 2020 to 2026; five claims each on average.
  Contest(std::uint64_t seed, std::size_t reports);
  model::Reading reading(std::size_t number) const;

 private:
  struct Happening {
    std::size_t host, partner, sector, topic, stage, person, firm, host_person, host_firm, status, amount, place;
    std::int32_t day;
  };
  Happening happening(std::size_t number) const;
  model::Claim claim(const Happening& told, const std::string& id, std::int32_t published, Chance& chance) const;
  std::uint64_t seed_;
  std::size_t reports_, happenings_;
};

}  // namespace tamga::bench
