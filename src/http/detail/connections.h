/// The server's sockets: many connections watched by one thread, whole requests worked on by a few.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "http/gate.h"
#include "http/message.h"

namespace tamga::http {

struct Timing {
  int head_seconds = 10;   ///< for a request's bytes to come, from the first of them on
  int idle_seconds = 60;   ///< between requests
  int write_seconds = 20;  ///< without progress
};

/// Takes over a connection whose answer's head is written; it closes `socket`.
using Handover = std::function<void(int socket, const Request& request)>;
using Answer = std::function<Reply(const Request&)>;

/// Numbers for the metrics.
struct Traffic {
  std::atomic<std::uint64_t> accepted = 0, refused = 0, bytes_out = 0;
  std::atomic<std::int64_t> open = 0, busy = 0;
};

class Connections {
 public:
  struct Options {
    std::string host;
    int port = 0;  ///< 0: any that is free
    std::size_t threads = 8;
    std::size_t most = 1024;    ///< connections
    std::size_t waiting = 512;  ///< requests that wait for a thread
    Limits limits;
    Timing timing;
  };

  /// Listens. kInputOutput where the address cannot be had.
  static Result<std::unique_ptr<Connections>> open(const Options& options, Answer answer, Handover handover);
  virtual ~Connections() = default;
  virtual int port() const = 0;
  /// Serves until `stop` is called, from any thread, and requests under way are answered.
  virtual void run() = 0;
  virtual void stop() = 0;
  virtual const Traffic& traffic() const = 0;
};

}  // namespace tamga::http
