#include "http/message.h"

#include <algorithm>
#include <array>

#include "json/value.h"

namespace tamga::http {
namespace {

struct Named {
  int status;
  std::string_view reason;
};
constexpr std::array<Named, 22> kReasons{{{200, "OK"},
                                          {201, "Created"},
                                          {204, "No Content"},
                                          {304, "Not Modified"},
                                          {400, "Bad Request"},
                                          {401, "Unauthorized"},
                                          {403, "Forbidden"},
                                          {404, "Not Found"},
                                          {405, "Method Not Allowed"},
                                          {406, "Not Acceptable"},
                                          {408, "Request Timeout"},
                                          {413, "Content Too Large"},
                                          {414, "URI Too Long"},
                                          {415, "Unsupported Media Type"},
                                          {421, "Misdirected Request"},
                                          {422, "Unprocessable Content"},
                                          {429, "Too Many Requests"},
                                          {431, "Request Header Fields Too Large"},
                                          {500, "Internal Server Error"},
                                          {501, "Not Implemented"},
                                          {503, "Service Unavailable"},
                                          {505, "HTTP Version Not Supported"}}};

}  // namespace

std::string_view Request::header(std::string_view name) const {
  const auto found =
      std::find_if(headers.begin(), headers.end(), [&](const auto& field) { return field.first == name; });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view reason_of(int status) {
  const auto found = std::find_if(kReasons.begin(), kReasons.end(),
                                  [&](const Named& named) { return named.status == status; });
  return found == kReasons.end() ? std::string_view("Unknown") : found->reason;
}

Reply problem(int status, std::string_view code, std::string_view detail, std::string_view parameter) {
  json::Value out =
      json::Value::Object{{"type", "about:blank"}, {"title", reason_of(status)}, {"status", status}};
  if (!detail.empty()) out.set("detail", detail);
  out.set("code", code);
  if (!parameter.empty()) out.set("parameter", parameter);
  Reply reply;
  reply.status = status, reply.type = "application/problem+json", reply.body = json::dump(out) + "\n",
  reply.keep = false;
  return reply;
}

Reply problem(const Error& error) {
  switch (error.code) {
    case ErrorCode::kUsage:
      return problem(400, "bad-parameter",
                     error.document.empty() ? error.message : error.document + ": " + error.message);
    case ErrorCode::kNotFound:
      return problem(404, "not-found", "the ledger has no such thing");
    case ErrorCode::kBadInput:
      return problem(422, "unreadable", error.message);
    case ErrorCode::kLimit:
      return problem(413, "too-large", error.message);
    case ErrorCode::kBadData:
    case ErrorCode::kInputOutput:
      break;
  }
  return problem(500, "internal", "the ledger could not be asked; the server's log says why");
}

std::vector<std::string> listed(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find(',', from), text.size());
    if (to > from) out.emplace_back(text.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

}  // namespace tamga::http
