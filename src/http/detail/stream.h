/// Server-sent events: one thread that watches the ledger and writes to all who listen.
#pragma once

#include <atomic>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>

#include "http/message.h"
#include "http/views.h"
#include "json/value.h"

namespace tamga::http {

class Stream {
 public:
  Stream(Readers& readers, Views& views) : readers_(readers), views_(views) {}
  ~Stream() { stop(); }

  /// False when too many listen already.
  bool has_room() const { return listeners_count_ < kMost; }
  /// Takes a connection whose head is written.
  void take(int socket, const Request& request);
  /// A step of a report that is being read.
  void reading(const char* step, const std::string& report);
  void start();
  /// Ends all streams.
  void stop();
  std::size_t listeners() const { return listeners_count_; }

 private:
  static constexpr std::size_t kMost = 64;
  struct Listener {
    int socket = -1;
    store::Marks seen;
    std::string waiting;  ///< bytes that the client has not taken yet
    bool gone = false;
  };
  void run();
  void begin(Listener& listener, const std::string& last_id);
  void tell_news();
  Status news_of(Listener& listener, const store::Marks& now);
  void send(Listener& listener, const std::string& id, const char* event, const json::Value& data);
  void flush(Listener& listener);
  json::Value version();

  Readers& readers_;
  Views& views_;
  std::mutex mutex_;
  std::list<Listener> listeners_;
  std::vector<std::pair<std::string, std::string>> steps_;
  std::atomic<std::size_t> listeners_count_ = 0;
  std::atomic<bool> ended_ = false;
  std::thread thread_;
};

}  // namespace tamga::http
