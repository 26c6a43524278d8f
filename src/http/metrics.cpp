#include "http/detail/metrics.h"

#include <cstdio>

namespace tamga::http {
namespace {

std::string figure(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.9g", value);
  return text.data();
}

void head(std::string& out, const std::string& name, const char* help, const char* type) {
  out += "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
}

}  // namespace

void Metrics::count(const std::string& operation, int status, double seconds) {
  const std::lock_guard lock(mutex_);
  ++requests_[{operation, status}];
  Histogram& times = times_[operation];
  ++times.count, times.sum += seconds;
  for (std::size_t i = 0; i < kBounds.size(); ++i)
    if (seconds <= kBounds[i]) ++times.below[i];
}

void Metrics::add(const std::string& outcome) {
  const std::lock_guard lock(mutex_);
  ++cache_[outcome];
}

std::string Metrics::text(const std::map<std::string, double>& gauges) {
  const std::lock_guard lock(mutex_);
  std::string out;
  head(out, "tamga_http_requests_total", "Answered requests.", "counter");
  for (const auto& [key, count] : requests_)
    out += "tamga_http_requests_total{operation=\"" + key.first + "\",status=\"" +
           std::to_string(key.second) + "\"} " + std::to_string(count) + "\n";
  head(out, "tamga_http_request_seconds", "Time to make an answer, without sending it.", "histogram");
  for (const auto& [operation, times] : times_) {
    const std::string label = "{operation=\"" + operation + "\"";
    for (std::size_t i = 0; i < kBounds.size(); ++i)
      out += "tamga_http_request_seconds_bucket" + label + ",le=\"" + figure(kBounds[i]) + "\"} " +
             std::to_string(times.below[i]) + "\n";
    out +=
        "tamga_http_request_seconds_bucket" + label + ",le=\"+Inf\"} " + std::to_string(times.count) + "\n";
    out += "tamga_http_request_seconds_sum" + label + "} " + figure(times.sum) + "\n";
    out += "tamga_http_request_seconds_count" + label + "} " + std::to_string(times.count) + "\n";
  }
  head(out, "tamga_answers_kept_total",
       "Questions asked before since the ledger changed (hit) or not (miss).", "counter");
  for (const auto& [outcome, count] : cache_)
    out += "tamga_answers_kept_total{outcome=\"" + outcome + "\"} " + std::to_string(count) + "\n";
  for (const auto& [name, value] : gauges) {
    head(out, name, name.ends_with("_total") ? "Since the start." : "Now.",
         name.ends_with("_total") ? "counter" : "gauge");
    out += name + " " + figure(value) + "\n";
  }
  return out;
}

}  // namespace tamga::http
