#include "http/detail/turnstile.h"

#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <thread>
#include <vector>

namespace tamga::http {
namespace {

using namespace std::chrono_literals;

TEST(Turnstile, LetsNoMoreInThanItSays) {
  Turnstile turnstile(2, 1h);
  std::atomic<int> inside = 0, most = 0, served = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 16; ++i)
    clients.emplace_back([&] {
      for (int question = 0; question < 50; ++question) {
        const auto pass = turnstile.enter();
        const int now = ++inside;
        for (int known = most; now > known && !most.compare_exchange_weak(known, now);) {
        }
        std::this_thread::yield();
        --inside, ++served;
      }
    });
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(served, 16 * 50);
  EXPECT_LE(most, 2);
}

TEST(Turnstile, ServesInTheOrderOfComing) {
  Turnstile turnstile(1, 1h);
  std::mutex mutex;
  std::vector<int> order;
  std::vector<std::thread> clients;
  {
    const auto first = turnstile.enter();
    for (int i = 0; i < 5; ++i) {
      clients.emplace_back([&, i] {
        const auto pass = turnstile.enter();
        const std::lock_guard lock(mutex);
        order.push_back(i);
      });
      std::this_thread::sleep_for(30ms);  // so that it has come before the next one
    }
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4}));
}

TEST(Turnstile, LongOnesDoNotBarTheWay) {
  Turnstile turnstile(1, 5ms);
  const auto longest = turnstile.enter();
  // Would wait for ever if the first had to leave.
  const auto second = turnstile.enter();
  const auto third = turnstile.enter();
}

TEST(Underway, TheSameIsAnsweredOnceAtATimeAndOthersBeside) {
  Underway underway;
  std::atomic<int> answering = 0, most = 0;
  std::vector<std::thread> clients;
  const auto other = underway.begin("another");
  for (int i = 0; i < 8; ++i)
    clients.emplace_back([&] {
      const auto claim = underway.begin("the same");
      const int now = ++answering;
      for (int known = most; now > known && !most.compare_exchange_weak(known, now);) {
      }
      std::this_thread::sleep_for(1ms);
      --answering;
    });
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(most, 1);
}

}  // namespace
}  // namespace tamga::http
