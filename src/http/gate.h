/// The bytes of a connection before anything acts on them: whole requests pass, everything doubtful is
/// refused (RFC 9112). What passes is written anew, so that whatever reads it behind the gate finds one
/// request of one length.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tamga::http {

struct Limits {
  std::size_t head = 16 * 1024;  ///< request line and headers
  std::size_t target = 8000;     ///< of the request line
  std::size_t headers = 64;      ///< how many
  std::size_t body = 8 * 1024 * 1024;
};

struct Passage {
  enum class What : unsigned char { kMore, kRefused, kWhole };
  What what = What::kMore;
  std::size_t used = 0;         ///< whole: bytes of the connection that the request took
  std::string request;          ///< whole: head and body, as they go on
  bool keep_alive = false;      ///< the client may ask again on this connection
  bool wants_continue = false;  ///< more: the client waits for a 100 before it sends its body
  std::size_t needed = 0;       ///< more: there is no use in looking before so many bytes have come
  bool chunked = false;         ///< more: of a body in chunks
  int status = 400;             ///< refused
  std::string code, reason;     ///< refused
};

/// Looks at what has come. kMore where that is the beginning of a request that may be sound.
Passage inspect(std::string_view bytes, const Limits& limits);

}  // namespace tamga::http
