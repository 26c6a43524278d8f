/// Many reports through one step, by several threads, in the order they came in.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace tamga::pipeline {

struct RunOptions {
  std::size_t threads = 1;
  /// When set by somebody, nothing new is begun; what is under way ends and is given out.
  const std::atomic<bool>* stop = nullptr;
};

/// Calls `next()` (one thread at a time) until it gives nullopt, `work(item)` on `threads` threads, and `give(result)`
/// on the calling thread in the order of `next`, until it returns false. At most four results a thread wait for an
/// earlier one, so memory stays bounded however many items there are.
template <class Next, class Work, class Give>
void run_in_order(Next next, Work work, Give give, const RunOptions& options) {
  using Item = typename decltype(next())::value_type;
  using Out = decltype(work(std::declval<Item>()));
  const std::size_t threads = options.threads == 0 ? 1 : options.threads;
  const std::size_t window = 4 * threads;
  std::mutex state, source;
  std::condition_variable changed;
  std::map<std::size_t, Out> done;
  std::size_t taken = 0, given = 0, working = threads;
  bool ended = false;

  const auto stopped = [&] { return options.stop != nullptr && options.stop->load(); };
  const auto take = [&]() -> std::optional<std::pair<std::size_t, Item>> {
    const std::lock_guard reading(source);
    std::unique_lock lock(state);
    changed.wait(lock, [&] { return ended || taken - given < window; });
    if (ended || stopped()) return std::nullopt;
    lock.unlock();
    std::optional<Item> item = next();
    lock.lock();
    if (!item) {
      ended = true;
      return std::nullopt;
    }
    return std::pair(taken++, std::move(*item));
  };
  const auto worker = [&] {
    while (auto item = take()) {
      Out out = work(std::move(item->second));
      const std::lock_guard lock(state);
      done.emplace(item->first, std::move(out));
      changed.notify_all();
    }
    const std::lock_guard lock(state);
    --working;
    changed.notify_all();
  };

  std::vector<std::jthread> pool;
  for (std::size_t i = 0; i < threads; ++i) pool.emplace_back(worker);
  std::unique_lock lock(state);
  while (true) {
    changed.wait(lock, [&] { return done.contains(given) || working == 0; });
    const auto found = done.find(given);
    if (found == done.end()) break;
    Out out = std::move(found->second);
    done.erase(found);
    lock.unlock();
    const bool go_on = give(std::move(out));
    lock.lock();
    ++given;
    if (!go_on) ended = true;
    changed.notify_all();
    if (!go_on) break;
  }
  lock.unlock();
}

}  // namespace tamga::pipeline
