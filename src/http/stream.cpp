#include "http/detail/stream.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <set>

#include "http/detail/encode.h"
#include "model/json.h"
#include "review/decisions.h"

namespace tamga::http {
namespace {

using json::Value;
using Clock = std::chrono::steady_clock;

constexpr auto kPause = std::chrono::milliseconds(100);
constexpr auto kHeartbeat = std::chrono::seconds(15);
/// A client that is so many bytes behind is let go; it comes back with the id of the last message that it
/// had.
constexpr std::size_t kMostWaiting = 4 << 20;
/// Readings told at once; the rest follows.
constexpr std::size_t kAtOnce = 200;

std::string id_of(const store::Marks& marks) {
  return std::to_string(marks.readings) + "-" + std::to_string(marks.decisions);
}

std::optional<store::Marks> marks_of(const std::string& text) {
  store::Marks out;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, out.readings);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != '-') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, out.decisions);
  if (second.ec != std::errc() || second.ptr != end) return std::nullopt;
  return out;
}

}  // namespace

void Stream::start() {
  thread_ = std::thread([this] { run(); });
}

void Stream::stop() {
  ended_ = true;
  if (thread_.joinable()) thread_.join();
}

void Stream::take(int socket, const Request& request) {
  Listener listener;
  listener.socket = socket;
  const std::string last_id(request.header("last-event-id"));
  const auto marks = views_.marks();
  if (marks.ok()) listener.seen = *marks;
  const std::lock_guard lock(mutex_);
  if (ended_) {
    ::close(socket);
    return;
  }
  listeners_.push_back(std::move(listener));
  ++listeners_count_;
  begin(listeners_.back(), last_id);
}

void Stream::begin(Listener& listener, const std::string& last_id) {
  const auto last = marks_of(last_id);
  if (last && last->readings <= listener.seen.readings && last->decisions <= listener.seen.decisions)
    listener.seen = *last;
  listener.waiting += "retry: 2000\n\n";
  send(listener, id_of(listener.seen), "hello", version());
  flush(listener);
}

Value Stream::version() {
  const auto view = views_.of({});
  if (!view.ok()) return Value::object();
  const View& now = **view;
  return Value::Object{{"version", now.version},
                       {"readings", static_cast<std::int64_t>(now.catalog->reports.size())},
                       {"claims", static_cast<std::int64_t>(now.catalog->claims)},
                       {"events", static_cast<std::int64_t>(now.catalog->events.size())},
                       {"decisions", static_cast<std::int64_t>(now.decisions)}};
}

void Stream::send(Listener& listener, const std::string& id, const char* event, const Value& data) {
  // JSON has no line breaks of its own.
  listener.waiting +=
      (id.empty() ? "" : "id: " + id + "\n") + "event: " + event + "\ndata: " + json::dump(data) + "\n\n";
}

void Stream::flush(Listener& listener) {
  while (!listener.waiting.empty() && !listener.gone) {
    const ssize_t sent = ::send(listener.socket, listener.waiting.data(), listener.waiting.size(),
                                MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0)
      listener.waiting.erase(0, static_cast<std::size_t>(sent));
    else if (sent < 0 && errno == EINTR)
      continue;
    else if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
      break;
    else
      listener.gone = true;
  }
  if (listener.waiting.size() > kMostWaiting) listener.gone = true;
  char ignored[256];
  const ssize_t got = ::recv(listener.socket, ignored, sizeof ignored, MSG_DONTWAIT);
  if (got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR))
    listener.gone = true;
}

void Stream::reading(const char* step, const std::string& report) {
  const std::lock_guard lock(mutex_);
  if (!listeners_.empty() && steps_.size() < 1000) steps_.emplace_back(step, report);
}

Status Stream::news_of(Listener& listener, const store::Marks& now) {
  auto ledger = TRY(readers_.lease());
  std::size_t told = 0;
  Status status;
  store::Marks seen = listener.seen;
  std::vector<store::Head> heads;
  TRY(store::each_head_after(*ledger, listener.seen.readings, [&](const store::Head& head) {
    if (told++ < kAtOnce) heads.push_back(head);
  }));
  for (const store::Head& head : heads) {
    seen.readings = head.reading.number;
    send(listener, "", "report",
         Value::Object{{"report", report_ref(head.reading.report)},
                       {"claims", static_cast<std::int64_t>(head.claims)},
                       {"remarks", static_cast<std::int64_t>(head.remarks)}});
    for (const model::Claim& claim : TRY(store::claims_of(*ledger, head.reading.number)))
      send(listener, "", "claim", to_json(claim));
  }
  if (now.decisions != seen.decisions) {
    const std::vector<model::Decision> all = TRY(ledger->decisions());
    std::set<std::string> stand;
    for (const model::Decision& decision : review::standing(all)) stand.insert(decision.id);
    for (std::size_t i = static_cast<std::size_t>(seen.decisions); i < all.size(); ++i)
      send(listener, "", "decision", decision_value(all[i], stand.count(all[i].id) != 0));
    seen.decisions = now.decisions;
  }
  // The id comes last: who had all of this begins behind it.
  send(listener, id_of(seen), "version", version());
  listener.seen = seen;
  return status;
}

void Stream::tell_news() {
  std::vector<std::pair<std::string, std::string>> steps;
  {
    const std::lock_guard lock(mutex_);
    if (listeners_.empty()) return;
    steps.swap(steps_);
  }
  const auto now = views_.marks();
  const std::lock_guard lock(mutex_);
  for (Listener& listener : listeners_) {
    for (const auto& [step, report] : steps)
      send(listener, "", "reading", Value::Object{{"step", step}, {"report", text_or_null(report)}});
    // A ledger that cannot be asked now is asked again after the pause.
    if (now.ok() && !(listener.seen == *now)) static_cast<void>(news_of(listener, *now));
    flush(listener);
  }
}

void Stream::run() {
  auto beat = Clock::now();
  while (!ended_) {
    tell_news();
    const bool due = Clock::now() - beat > kHeartbeat;
    if (due) beat = Clock::now();
    {
      const std::lock_guard lock(mutex_);
      for (auto listener = listeners_.begin(); listener != listeners_.end();) {
        if (due) listener->waiting += ": still here\n\n", flush(*listener);
        if (listener->gone) {
          ::close(listener->socket);
          listener = listeners_.erase(listener), --listeners_count_;
        } else {
          ++listener;
        }
      }
    }
    std::this_thread::sleep_for(kPause);
  }
  const std::lock_guard lock(mutex_);
  for (Listener& listener : listeners_) ::shutdown(listener.socket, SHUT_RDWR), ::close(listener.socket);
  listeners_.clear(), listeners_count_ = 0;
}

}  // namespace tamga::http
