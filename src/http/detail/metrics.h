/// Counters of the server, in the text format of Prometheus.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace tamga::http {

class Metrics {
 public:
  /// One answered request of an operation.
  void count(const std::string& operation, int status, double seconds);
  void hit() { add("hit"); }
  void miss() { add("miss"); }
  /// Text exposition format 0.0.4; `gauges` are values that others keep, by name.
  std::string text(const std::map<std::string, double>& gauges);

 private:
  static constexpr std::array<double, 11> kBounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                  0.1,   0.25,   0.5,   1,    5};
  struct Histogram {
    std::array<std::uint64_t, kBounds.size()> below{};
    std::uint64_t count = 0;
    double sum = 0;
  };
  void add(const std::string& outcome);

  std::mutex mutex_;
  std::map<std::pair<std::string, int>, std::uint64_t> requests_;
  std::map<std::string, Histogram> times_;
  std::map<std::string, std::uint64_t> cache_;
};

}  // namespace tamga::http
