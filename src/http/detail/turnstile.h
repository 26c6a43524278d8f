/// Who asks is served in the order of coming, a few at a time: with as many at once as there are clients, each would
/// wait for all others, and the short for the long.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <list>
#include <mutex>
#include <set>
#include <string>

namespace tamga::http {

/// Lets `at_once` pass in the order of coming. Who has been inside for longer than `patience` no longer counts, so that a
/// few long questions do not bar the way. Any number of threads.
class Turnstile {
 public:
  using Clock = std::chrono::steady_clock;

  Turnstile(std::size_t at_once, Clock::duration patience) : at_once_(at_once), patience_(patience) {}

  class Pass {
   public:
    ~Pass() { turnstile_.leave(place_); }
    Pass(const Pass&) = delete;
    Pass& operator=(const Pass&) = delete;

   private:
    friend class Turnstile;
    Pass(Turnstile& turnstile, std::list<Clock::time_point>::iterator place) : turnstile_(turnstile), place_(place) {}
    Turnstile& turnstile_;
    std::list<Clock::time_point>::iterator place_;
  };
  /// Waits for its turn.
  Pass enter();

 private:
  void leave(std::list<Clock::time_point>::iterator place);
  /// When somebody may come in, if nobody leaves before.
  Clock::time_point next(Clock::time_point now) const;

  std::size_t at_once_;
  Clock::duration patience_;
  std::mutex mutex_;
  std::list<Clock::time_point> inside_;            // since when; the latest last
  std::list<std::condition_variable*> waiting_;  // the first first
};

/// Questions that are being answered. Who asks the same meanwhile waits for that answer. Any number of threads.
class Underway {
 public:
  class Claim {
   public:
    ~Claim() { underway_.end(question_); }
    Claim(const Claim&) = delete;
    Claim& operator=(const Claim&) = delete;

   private:
    friend class Underway;
    Claim(Underway& underway, std::string question) : underway_(underway), question_(std::move(question)) {}
    Underway& underway_;
    std::string question_;
  };
  /// Waits until nobody else answers the question.
  Claim begin(const std::string& question);

 private:
  void end(const std::string& question);

  std::mutex mutex_;
  std::condition_variable ended_;
  std::set<std::string> questions_;
};

}  // namespace tamga::http
