#include "http/gate.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

namespace tamga::http {
namespace {

using Header = std::pair<std::string, std::string_view>;  // name in lower case

Passage refused(int status, std::string code, std::string reason) {
  Passage out;
  out.what = Passage::What::kRefused, out.status = status, out.code = std::move(code),
  out.reason = std::move(reason);
  return out;
}

Passage bad(std::string reason) { return refused(400, "bad-request", std::move(reason)); }

bool is_token(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is_token(c); });
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Digits of a base and nothing else.
std::optional<std::uint64_t> number(std::string_view text, int base) {
  if (text.empty() || text.size() > 15) return std::nullopt;
  std::uint64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out, base);
  if (error != std::errc() || end != text.data() + text.size() || text.front() == '-') return std::nullopt;
  return out;
}

struct Head {
  std::string_view method, target, version;
  std::vector<Header> headers;

  std::vector<std::string_view> all(std::string_view name) const {
    std::vector<std::string_view> out;
    for (const auto& [known, value] : headers)
      if (known == name) out.push_back(value);
    return out;
  }
};

std::optional<Passage> read_request_line(std::string_view line, const Limits& limits, Head& head) {
  const std::size_t first = line.find(' '), last = line.rfind(' ');
  if (first == std::string_view::npos || first == last || line.find(' ', first + 1) != last)
    return bad("the request line has no three parts");
  head.method = line.substr(0, first), head.target = line.substr(first + 1, last - first - 1),
  head.version = line.substr(last + 1);
  if (!is_token(head.method) || head.method.size() > 16) return bad("the method is none");
  if (head.version != "HTTP/1.1" && head.version != "HTTP/1.0")
    return refused(505, "bad-request", "only HTTP/1.1 and HTTP/1.0 are spoken here");
  if (head.target.size() > limits.target)
    return refused(414, "too-large", "the target is longer than " + std::to_string(limits.target) + " bytes");
  if (!head.target.starts_with('/') || head.target.starts_with("//")) return bad("the target is no path");
  if (!std::all_of(head.target.begin(), head.target.end(), [](char c) { return c > ' ' && c < '\x7f'; }))
    return bad("the target has characters that belong encoded");
  return std::nullopt;
}

std::optional<Passage> read_header(std::string_view line, Head& head) {
  if (line.starts_with(' ') || line.starts_with('\t')) return bad("a header goes over several lines");
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
    return bad("a header has no sound name");
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (std::any_of(value.begin(), value.end(),
                  [](char c) { return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == '\x7f'; }))
    return bad("a header has control characters");
  head.headers.emplace_back(lower(line.substr(0, colon)), value);
  return std::nullopt;
}

std::optional<Passage> read_head(std::string_view text, const Limits& limits, Head& head) {
  for (std::size_t from = 0, row = 0; from < text.size(); ++row) {
    const std::size_t to = text.find("\r\n", from);
    const std::string_view line = text.substr(from, to - from);
    if (line.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos)
      return bad("a line ends in other than CR LF");
    if (row > limits.headers)
      return refused(431, "too-large", "more than " + std::to_string(limits.headers) + " headers");
    if (auto wrong = row == 0 ? read_request_line(line, limits, head) : read_header(line, head)) return wrong;
    from = to + 2;
  }
  const auto hosts = head.all("host");
  if (hosts.size() > 1 || (hosts.empty() && head.version == "HTTP/1.1"))
    return bad("there has to be one Host");
  return std::nullopt;
}

/// The body as its length or its chunks have it.
struct Body {
  std::string bytes;
  std::size_t used = 0;
  bool whole = false;
};

std::optional<Passage> read_chunks(std::string_view text, const Limits& limits, Body& body) {
  const Passage too_large =
      refused(413, "too-large", "the body is larger than " + std::to_string(limits.body) + " bytes");
  std::size_t at = 0;
  for (;;) {
    const std::size_t end = text.find("\r\n", at);
    if (end == std::string_view::npos)
      return text.size() - at > 16 ? std::optional(bad("a chunk has no sound size")) : std::nullopt;
    // Extensions mean nothing here, and some read their end otherwise: they are refused with all else that is
    // no size.
    const auto size = number(text.substr(at, end - at), 16);
    if (!size) return bad("a chunk has no sound size");
    if (*size > limits.body || body.bytes.size() + *size > limits.body) return too_large;
    at = end + 2;
    if (text.size() - at < *size + 2) return std::nullopt;
    if (text.substr(at + *size, 2) != "\r\n")
      return bad(*size == 0 ? "a body has trailers" : "a chunk is longer than it says");
    body.bytes += text.substr(at, *size);
    at += *size + 2;
    if (*size == 0) {
      body.used = at, body.whole = true;
      return std::nullopt;
    }
  }
}

std::optional<Passage> read_body(const Head& head, std::string_view text, const Limits& limits, Body& body) {
  const auto codings = head.all("transfer-encoding"), lengths = head.all("content-length");
  // RFC 9112, 6.1: both of them is an attempt at smuggling, or looks like one.
  if (!codings.empty() && !lengths.empty()) return bad("both Transfer-Encoding and Content-Length");
  if (lengths.size() > 1 || codings.size() > 1) return bad("the length of the body is given twice");
  if (!head.all("content-encoding").empty())
    return refused(415, "unsupported-media-type", "bodies are not taken encoded");
  if (!codings.empty()) {
    if (head.version == "HTTP/1.0") return bad("Transfer-Encoding in HTTP/1.0");
    if (lower(codings.front()) != "chunked")
      return refused(501, "bad-request", "no Transfer-Encoding but chunked");
    return read_chunks(text, limits, body);
  }
  std::size_t length = 0;
  if (!lengths.empty()) {
    const bool digits = std::all_of(lengths.front().begin(), lengths.front().end(),
                                    [](char c) { return c >= '0' && c <= '9'; });
    const auto given = number(lengths.front(), 10);
    if (!digits || !given) return bad("Content-Length is no number");
    if (*given > limits.body)
      return refused(413, "too-large", "the body is larger than " + std::to_string(limits.body) + " bytes");
    length = static_cast<std::size_t>(*given);
  }
  body.used = length, body.whole = text.size() >= length;
  if (body.whole) body.bytes = text.substr(0, length);
  return std::nullopt;
}

/// Headers that were dealt with here, and those that nobody but us may set.
bool goes_on(std::string_view name) {
  static constexpr std::array<std::string_view, 9> kStay{
      "transfer-encoding", "content-length", "content-encoding", "expect",    "te",
      "trailer",           "range",          "accept-encoding",  "connection"};
  return std::find(kStay.begin(), kStay.end(), name) == kStay.end() && !name.starts_with("tamga-");
}

bool says(const Head& head, std::string_view name, std::string_view what) {
  const auto values = head.all(name);
  return std::any_of(values.begin(), values.end(),
                     [&](std::string_view value) { return lower(value).find(what) != std::string::npos; });
}

std::string rewritten(const Head& head, const Body& body) {
  std::string out = std::string(head.method) + " " + std::string(head.target) + " HTTP/1.1\r\n";
  for (const auto& [name, value] : head.headers)
    if (goes_on(name)) out += name + ": " + std::string(value) + "\r\n";
  if (says(head, "accept-encoding", "gzip") && !says(head, "accept-encoding", "gzip;q=0"))
    out += "tamga-gzip: yes\r\n";
  if (head.method == "POST" || !body.bytes.empty())
    out += "content-length: " + std::to_string(body.bytes.size()) + "\r\n";
  return out + "\r\n" + body.bytes;
}

}  // namespace

Passage inspect(std::string_view bytes, const Limits& limits) {
  // Some clients send an empty line behind a body (RFC 9112, 2.2).
  const std::size_t skipped = bytes.starts_with("\r\n") ? 2 : 0;
  const std::string_view text = bytes.substr(skipped);
  const std::size_t end = text.substr(0, limits.head + 4).find("\r\n\r\n");
  if (end == std::string_view::npos) {
    if (text.size() > limits.head)
      return refused(431, "too-large", "the head is larger than " + std::to_string(limits.head) + " bytes");
    if (text.find('\n') != std::string_view::npos && text.find("\n\n") != std::string_view::npos)
      return bad("a line ends in other than CR LF");
    return {};
  }
  Head head;
  if (auto wrong = read_head(text.substr(0, end + 2), limits, head)) return std::move(*wrong);
  Body body;
  if (auto wrong = read_body(head, text.substr(end + 4), limits, body)) return std::move(*wrong);
  if (body.used > 0 && (head.method == "GET" || head.method == "HEAD"))
    return bad("a body where none belongs");
  Passage out;
  out.wants_continue = head.version == "HTTP/1.1" && says(head, "expect", "100-continue");
  out.chunked = !head.all("transfer-encoding").empty();
  if (!body.whole) {
    out.needed = skipped + end + 4 + body.used;
    return out;
  }
  out.what = Passage::What::kWhole;
  out.used = skipped + end + 4 + body.used;
  out.request = rewritten(head, body);
  out.keep_alive = head.version == "HTTP/1.1" && !says(head, "connection", "close");
  return out;
}

}  // namespace tamga::http
