#include "http/detail/connections.h"

#include <fcntl.h>
#include <httplib.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

namespace tamga::http {
namespace {

using Clock = std::chrono::steady_clock;

/// For `Connection::needed`: of a body in chunks nobody knows.
constexpr std::size_t kChunked = ~std::size_t{0};

/// The header by which a reply tells the stream below to leave the connection open; it never goes out.
constexpr std::string_view kDetach = "Tamga-Detach: yes\r\n";

/// A connection and what of it has not been worked on yet.
struct Connection {
  int socket = -1;
  std::string peer;
  std::string bytes;
  Clock::time_point until;
  bool continued = false;  // a 100 was sent for the request that is coming
  bool refused =
      false;  // answered; what still comes is thrown away, so that the answer arrives before the end does
  std::size_t needed = 0;  // no use in looking before so many bytes have come

  ~Connection() {
    if (socket >= 0) ::close(socket);
  }
};
using Held = std::unique_ptr<Connection>;

/// Writes all, waiting for a slow reader no longer than `seconds` at a time.
bool write_all(int socket, std::string_view bytes, int seconds) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
      continue;
    }
    if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return false;
    pollfd wait{socket, POLLOUT, 0};
    if (::poll(&wait, 1, seconds * 1000) <= 0) return false;
  }
  return true;
}

/// One request as the library reads it, and the socket as it writes its answer.
class Exchange final : public httplib::Stream {
 public:
  Exchange(std::string_view request, Connection& connection, int write_seconds, Traffic& traffic)
      : request_(request), connection_(connection), write_seconds_(write_seconds), traffic_(traffic) {}

  bool detached() const { return detached_; }

  bool is_readable() const override { return !request_.empty(); }
  bool is_writable() const override { return true; }
  ssize_t read(char* out, std::size_t size) override {
    const std::size_t count = std::min(size, request_.size());
    std::memcpy(out, request_.data(), count);
    request_.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* data, std::size_t size) override {
    std::string_view bytes(data, size);
    std::string head;
    if (!std::exchange(begun_, true)) head = without_our_own(bytes), bytes = head;
    if (detached_ && begun_body_) return static_cast<ssize_t>(size);
    begun_body_ = true;
    if (!write_all(connection_.socket, bytes, write_seconds_)) return -1;
    traffic_.bytes_out += bytes.size();
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override { ip = connection_.peer, port = 0; }
  void get_local_ip_and_port(std::string& ip, int& port) const override { ip.clear(), port = 0; }
  socket_t socket() const override { return connection_.socket; }

 private:
  /// The head of an answer without what only we read. A stream, and a 304, has no length.
  std::string without_our_own(std::string_view bytes) {
    std::string out(bytes);
    const auto cut = [&](std::string_view line) {
      const std::size_t at = out.find(line);
      if (at != std::string::npos) out.erase(at, line.size());
      return at != std::string::npos;
    };
    detached_ = cut(kDetach);
    if (detached_ || out.starts_with("HTTP/1.1 304")) cut("Content-Length: 0\r\n");
    return out;
  }

  std::string_view request_;
  Connection& connection_;
  int write_seconds_;
  Traffic& traffic_;
  bool begun_ = false, begun_body_ = false, detached_ = false;
};

/// Threads that work on whole requests.
class Pool final {
 public:
  explicit Pool(std::size_t threads) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
  }
  void enqueue(std::function<void()> task) {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
    changed_.notify_one();
  }
  void shutdown() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
      changed_.notify_all();
    }
    for (std::thread& thread : threads_)
      if (thread.joinable()) thread.join();
  }
  std::size_t waiting() {
    const std::lock_guard lock(mutex_);
    return tasks_.size();
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return ended_ || !tasks_.empty(); });
      if (tasks_.empty()) return;
      auto task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      task();
      lock.lock();
    }
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> tasks_;
  std::vector<std::thread> threads_;
  bool ended_ = false;
};

/// What the library hands new sockets to; the pool outlives it.
class Forward final : public httplib::TaskQueue {
 public:
  explicit Forward(Pool& pool) : pool_(pool) {}
  void enqueue(std::function<void()> task) override { pool_.enqueue(std::move(task)); }
  void shutdown() override {}

 private:
  Pool& pool_;
};

std::string peer_of(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  char name[NI_MAXHOST] = "";
  if (getpeername(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0)
    getnameinfo(reinterpret_cast<sockaddr*>(&address), size, name, sizeof name, nullptr, 0, NI_NUMERICHOST);
  return name;
}

Request request_of(const httplib::Request& from) {
  Request out;
  out.method = from.method, out.path = from.path, out.body = from.body, out.peer = from.remote_addr;
  for (const auto& [name, value] : from.params) out.parameters.emplace_back(name, value);
  for (const auto& [name, value] : from.headers) {
    out.headers.emplace_back(name, value);
    for (char& c : out.headers.back().first)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  out.accepts_gzip = out.header("tamga-gzip") == "yes";
  return out;
}

void put(const Reply& reply, httplib::Response& out) {
  out.status = reply.status;
  for (const auto& [name, value] : reply.headers) out.set_header(name.c_str(), value);
  if (reply.events) out.set_header("Tamga-Detach", "yes");
  if (reply.stream) {
    out.set_chunked_content_provider(
        reply.type, [stream = reply.stream](std::size_t, httplib::DataSink& sink) {
          const Status done = stream([&](std::string_view bytes) -> Status {
            if (sink.write(bytes.data(), bytes.size())) return {};
            return Error{ErrorCode::kInputOutput, "the client has gone", "", {}};
          });
          if (done.ok()) sink.done();
          return done.ok();  // else the connection ends without the last chunk, which tells the client
        });
  } else if (!reply.body.empty() || reply.events) {
    out.set_content(reply.body, reply.type);
  }
}

class Server final : public Connections, private httplib::Server {
 public:
  Server(const Connections::Options& options, Answer answer, Handover handover)
      : options_(options),
        answer_(std::move(answer)),
        handover_(std::move(handover)),
        pool_(options.threads) {
    epoll_ = epoll_create1(EPOLL_CLOEXEC), wake_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    epoll_event event{};
    event.events = EPOLLIN, event.data.fd = wake_;
    epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event);
    new_task_queue = [this]() -> httplib::TaskQueue* { return new Forward(pool_); };  // the library's
    set_keep_alive_timeout(options.timing.idle_seconds);
    set_keep_alive_max_count(1000);
    set_payload_max_length(options.limits.body);
    set_tcp_nodelay(true);
    // The library's own choice lets two servers listen at one port, each getting some of the requests.
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    // A body is read only after this; requests that have one are answered below.
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      if (request.method == "POST") return HandlerResponse::Unhandled;
      put(answer_(request_of(request)), response);
      return HandlerResponse::Handled;
    });
    httplib::Server::Post(".*", [this](const httplib::Request& request, httplib::Response& response) {
      put(answer_(request_of(request)), response);
    });
  }
  ~Server() override {
    pool_.shutdown();
    ::close(epoll_), ::close(wake_);
  }

  bool bind() {
    if (!is_valid()) return false;
    if (options_.port == 0) {
      port_ = bind_to_any_port(options_.host);
    } else {
      port_ = bind_to_port(options_.host, options_.port) ? options_.port : -1;
    }
    // The library lets five clients wait at the door; the sixth that comes at once would try again after a second.
    return port_ > 0 && ::listen(svr_sock_, static_cast<int>(options_.most)) == 0;
  }
  int port() const override { return port_; }
  const Traffic& traffic() const override { return traffic_; }

  void run() override {
    std::thread watcher([this] { watch(); });
    if (!stopping_) listen_after_bind();  // ends with the pool's last task
    stopping_ = true;
    wake();
    watcher.join();
    pool_.shutdown();
  }
  void stop() override {
    stopping_ = true;
    wake();
    httplib::Server::stop();
  }

 private:
  /// A new socket, on a thread of the pool: the library means it to be served here from its first request to
  /// its last. It is only handed to the watcher.
  bool process_and_close_socket(socket_t socket) override {
    ++traffic_.accepted;
    auto held = std::make_unique<Connection>();
    held->socket = socket;
    if (stopping_ || traffic_.open >= static_cast<std::int64_t>(options_.most)) {
      refuse(*held, 503, "too-busy", "too many connections");
      return false;
    }
    fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK);
    held->peer = peer_of(socket);
    ++traffic_.open;
    give_back(std::move(held));
    return true;
  }

  void wake() const {
    const std::uint64_t one = 1;
    static_cast<void>(!::write(wake_, &one, sizeof one));
  }

  void give_back(Held held) {
    held->until = Clock::now() + std::chrono::seconds(held->bytes.empty() ? options_.timing.idle_seconds
                                                                          : options_.timing.head_seconds);
    const std::lock_guard lock(mutex_);
    arriving_.push_back(std::move(held));
    wake();
  }

  void refuse(Connection& connection, int status, const std::string& code, const std::string& reason) {
    ++traffic_.refused;
    const Reply reply = problem(status, code, reason);
    write_all(connection.socket,
              "HTTP/1.1 " + std::to_string(status) + " " + std::string(reason_of(status)) +
                  "\r\nContent-Type: application/problem+json\r\nX-Content-Type-Options: "
                  "nosniff\r\nConnection: close\r\nContent-Length: " +
                  std::to_string(reply.body.size()) + "\r\n\r\n" + reply.body,
              1);
    ::shutdown(connection.socket, SHUT_WR);
  }

  void drop(Held held) {
    held.reset();
    --traffic_.open;
  }

  // --- The watcher's thread ---

  void watch() {
    std::vector<epoll_event> events(64);
    while (!stopping_ || !watched_.empty() || !is_idle()) {
      const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 200);
      take_arrivals();
      for (int i = 0; i < count; ++i) {
        if (events[static_cast<std::size_t>(i)].data.fd == wake_) {
          std::uint64_t ignored = 0;
          static_cast<void>(!::read(wake_, &ignored, sizeof ignored));
        } else if (const auto found = watched_.find(events[static_cast<std::size_t>(i)].data.fd);
                   found != watched_.end()) {
          receive(found->second);
        }
      }
      expire();
      if (stopping_ && given_up()) break;
    }
    for (auto& [socket, held] : watched_) drop(std::move(held));
    watched_.clear();
  }

  bool is_idle() {
    const std::lock_guard lock(mutex_);
    return arriving_.empty() && traffic_.busy == 0;
  }

  /// A server that stops waits for requests that have begun, but not for long.
  bool given_up() {
    if (!stopped_at_) stopped_at_ = Clock::now();
    return Clock::now() - *stopped_at_ > std::chrono::seconds(5) && traffic_.busy == 0;
  }

  void take_arrivals() {
    std::vector<Held> arrived;
    {
      const std::lock_guard lock(mutex_);
      arrived.swap(arriving_);
    }
    for (Held& held : arrived) {
      const int socket = held->socket;
      epoll_event event{};
      event.events = EPOLLIN | EPOLLRDHUP, event.data.fd = socket;
      epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event);
      Held& kept = watched_[socket] = std::move(held);
      if (!kept->bytes.empty()) consider(kept);  // the next request came with the last one
    }
  }

  Held take(Held& held) {
    Held out = std::move(held);
    epoll_ctl(epoll_, EPOLL_CTL_DEL, out->socket, nullptr);
    watched_.erase(out->socket);
    return out;
  }

  void receive(Held& held) {
    char buffer[64 * 1024];
    const std::size_t most = options_.limits.head + 2 * options_.limits.body + 1024;
    const bool fresh = held->bytes.empty();
    for (;;) {
      const ssize_t got = ::recv(held->socket, buffer, sizeof buffer, 0);
      if (got > 0 && held->refused) continue;
      if (got > 0) {
        held->bytes.append(buffer, static_cast<std::size_t>(got));
        if (held->bytes.size() > most) break;
        continue;
      }
      if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
      if (got < 0 && errno == EINTR) continue;
      return drop(take(held));  // gone, and what it asked for last is not whole
    }
    if (held->bytes.empty() || held->refused) return;
    if (fresh) held->until = Clock::now() + std::chrono::seconds(options_.timing.head_seconds);
    // Chunks are read from the first one on: of a large body only when it may be whole.
    const bool may_end = held->bytes.size() < 65536 || held->bytes.ends_with("0\r\n\r\n");
    if (held->needed == kChunked ? may_end : held->bytes.size() >= held->needed) consider(held);
  }

  void consider(Held& held) {
    Passage passage = inspect(held->bytes, options_.limits);
    if (passage.what == Passage::What::kMore) {
      held->needed = passage.chunked ? kChunked : passage.needed;
      if (passage.wants_continue && !std::exchange(held->continued, true)) {
        write_all(held->socket, "HTTP/1.1 100 Continue\r\n\r\n", 1);
        held->until = Clock::now() + std::chrono::seconds(3 * options_.timing.head_seconds);
      }
      return;
    }
    if (passage.what == Passage::What::kRefused) {
      refuse(*held, passage.status, passage.code, passage.reason);
      held->refused = true, held->until = Clock::now() + std::chrono::seconds(2);
      return;
    }
    Held whole = take(held);
    whole->bytes.erase(0, passage.used);
    whole->continued = false, whole->needed = 0;
    if (pool_.waiting() > options_.waiting) {
      refuse(*whole, 503, "too-busy", "too many requests wait");
      --traffic_.open;
      return;
    }
    ++traffic_.busy;
    auto shared = std::make_shared<Held>(std::move(whole));  // what a task holds has to be copyable
    auto request = std::make_shared<Passage>(std::move(passage));
    pool_.enqueue([this, shared, request] { serve(std::move(*shared), *request); });
  }

  void expire() {
    const auto now = Clock::now();
    for (auto next = watched_.begin(); next != watched_.end();) {
      Held& held = (next++)->second;
      const bool idle = held->bytes.empty();
      if (held->until > now && !(stopping_ && idle)) continue;
      const Held gone = take(held);
      if (!idle && !gone->refused) refuse(*gone, 408, "timeout", "the request took too long to come");
      --traffic_.open;
    }
  }

  // --- The pool's threads ---

  void serve(Held held, const Passage& passage) {
    Exchange exchange(passage.request, *held, options_.timing.write_seconds, traffic_);
    bool closed = false;
    const bool last = !passage.keep_alive || stopping_;
    const bool sound = process_request(exchange, last, closed, [](httplib::Request&) {});
    if (sound && exchange.detached()) {
      const int socket = std::exchange(held->socket, -1);
      --traffic_.open;
      handover_(socket, stream_request(passage.request, held->peer));
    } else if (sound && !closed && !last) {
      give_back(std::move(held));
    } else {
      ::shutdown(held->socket, SHUT_WR);
      drop(std::move(held));
    }
    --traffic_.busy;
    wake();
  }

  /// What the stream of events needs of its request: the header that says where it begins.
  static Request stream_request(const std::string& bytes, const std::string& peer) {
    Request out;
    out.peer = peer;
    constexpr std::string_view kName = "\r\nlast-event-id: ";
    if (const std::size_t at = bytes.find(kName); at != std::string::npos)
      out.headers.emplace_back(
          "last-event-id", bytes.substr(at + kName.size(), bytes.find("\r\n", at + 2) - at - kName.size()));
    return out;
  }

  Connections::Options options_;
  Answer answer_;
  Handover handover_;
  Pool pool_;
  int epoll_ = -1, wake_ = -1, port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::optional<Clock::time_point> stopped_at_;
  std::mutex mutex_;
  std::vector<Held> arriving_;
  std::map<int, Held> watched_;  // the watcher's
  Traffic traffic_;
};

}  // namespace

Result<std::unique_ptr<Connections>> Connections::open(const Options& options, Answer answer,
                                                       Handover handover) {
  auto server = std::make_unique<Server>(options, std::move(answer), std::move(handover));
  if (!server->bind())
    return Error{ErrorCode::kInputOutput,
                 "cannot listen there (" + std::string(std::strerror(errno)) + ")",
                 options.host + ":" + std::to_string(options.port),
                 {}};
  return std::unique_ptr<Connections>(std::move(server));
}

}  // namespace tamga::http
