#include "http/detail/turnstile.h"

#include <algorithm>

namespace tamga::http {

Turnstile::Clock::time_point Turnstile::next(Clock::time_point now) const {
  if (inside_.size() < at_once_) return now;
  // Of the `at_once_` that came last the first must have been inside for long.
  const auto first = std::prev(inside_.end(), static_cast<std::ptrdiff_t>(at_once_));
  return std::max(now, *first + patience_);
}

Turnstile::Pass Turnstile::enter() {
  std::unique_lock lock(mutex_);
  auto now = Clock::now();
  if (!waiting_.empty() || next(now) > now) {
    std::condition_variable turn;
    const auto place = waiting_.insert(waiting_.end(), &turn);
    while (true) {
      if (place != waiting_.begin())
        turn.wait(lock);
      else if (const auto when = next(now); when > now)
        turn.wait_until(lock, when);
      else
        break;
      now = Clock::now();
    }
    waiting_.pop_front();
    if (!waiting_.empty()) waiting_.front()->notify_one();
  }
  return {*this, inside_.insert(inside_.end(), now)};
}

void Turnstile::leave(std::list<Clock::time_point>::iterator place) {
  const std::lock_guard lock(mutex_);
  inside_.erase(place);
  if (!waiting_.empty()) waiting_.front()->notify_one();
}

Underway::Claim Underway::begin(const std::string& question) {
  std::unique_lock lock(mutex_);
  ended_.wait(lock, [&] { return questions_.count(question) == 0; });
  questions_.insert(question);
  return {*this, question};
}

void Underway::end(const std::string& question) {
  {
    const std::lock_guard lock(mutex_);
    questions_.erase(question);
  }
  ended_.notify_all();
}

}  // namespace tamga::http
