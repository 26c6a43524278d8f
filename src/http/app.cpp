#include "http/app.h"

#include <libdeflate.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "http/detail/answers.h"
#include "http/detail/embedded.h"
#include "http/detail/metrics.h"
#include "http/detail/service.h"
#include "http/guard.h"

namespace tamga::http {
namespace {

using json::Value;

constexpr std::size_t kAnswerBytes = 64 * 1024 * 1024;
/// Few questions take longer.
constexpr auto kPatience = std::chrono::milliseconds(20);
constexpr std::size_t kWorthCompressing = 1024;

constexpr std::size_t kMostRoom = 4 * 1024 * 1024;

/// gzip, quick rather than small; nullopt where it would not help.
std::optional<std::string> compressed(const std::string& body) {
  struct Free {
    void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
  };
  // Making one costs as much as packing a small answer.
  thread_local const std::unique_ptr<libdeflate_compressor, Free> compressor(libdeflate_alloc_compressor(1));
  if (!compressor) return std::nullopt;
  // Kept as well: new memory for every answer would have to be cleared.
  thread_local std::string room;
  if (room.size() < body.size()) room.resize(body.size());
  const std::size_t size = libdeflate_gzip_compress(compressor.get(), body.data(), body.size(), room.data(), body.size());
  if (size == 0) return std::nullopt;  // it would not have become smaller
  std::string out(room, 0, size);
  if (room.size() > kMostRoom) std::string().swap(room);
  return out;
}

bool is_text(const std::string& type) {
  return type.starts_with("text/") || type.find("json") != std::string::npos ||
         type.find("xml") != std::string::npos;
}

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t out = 14695981039346656037ULL;
  for (const char c : text) out = (out ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return out;
}

std::string hexadecimal(std::uint64_t value) {
  std::string out(16, '0');
  for (int i = 15; i >= 0; --i, value >>= 4)
    out[static_cast<std::size_t>(i)] = "0123456789abcdef"[value & 15];
  return out;
}

bool matches(std::string_view if_none_match, const std::string& etag) {
  for (std::string given : listed(if_none_match)) {
    given.erase(0, given.find_first_not_of(" \t"));
    given.erase(given.find_last_not_of(" \t") + 1);
    if (given == "*" || given == etag || given == "W/" + etag || "W/" + given == etag) return true;
  }
  return false;
}

/// The console's files. Its page is given for every path that it draws itself.
Reply console(const Request& request) {
  const auto assets = console_assets();
  const auto named = [&](std::string_view path) {
    return std::find_if(assets.begin(), assets.end(), [&](const Asset& asset) { return asset.path == path; });
  };
  Reply reply;
  reply.keep = false;
  if (assets.empty()) {
    if (request.path != "/") return problem(404, "not-found", "there is nothing here");
    reply.type = "text/html; charset=utf-8";
    reply.body =
        "<!doctype html>\n<html lang=\"en\"><head><meta "
        "charset=\"utf-8\"><title>Tamga</title></head><body>\n<h1>Tamga</h1>\n"
        "<p>This program was built without its web console. The API is at <code>/api/v1</code>; "
        "<a href=\"/openapi.json\">/openapi.json</a> describes it.</p>\n</body></html>\n";
    return reply;
  }
  auto asset = named(request.path == "/" ? "/index.html" : request.path);
  const bool is_file = request.path.find('.') != std::string::npos;
  if (asset == assets.end() && !is_file && !request.path.starts_with("/api/")) asset = named("/index.html");
  if (asset == assets.end()) return problem(404, "not-found", "there is nothing here");
  const std::string etag = "\"" + hexadecimal(hash_of(asset->bytes)) + "\"";
  reply.type = asset->media_type;
  reply.headers = {{"ETag", etag},
                   {"Cache-Control", asset->hashed ? "public, max-age=31536000, immutable" : "no-cache"},
                   {"Vary", "Accept-Encoding"}};
  if (matches(request.header("if-none-match"), etag)) {
    reply.status = 304;
    return reply;
  }
  reply.compressed = request.accepts_gzip && !asset->gzip.empty();
  reply.body = reply.compressed ? asset->gzip : asset->bytes;
  return reply;
}

void add_security_headers(Reply& reply) {
  // Nothing comes from elsewhere, and nothing is written into the page.
  reply.headers.emplace_back("Content-Security-Policy",
                             "default-src 'none'; script-src 'self'; style-src 'self'; "
                             "img-src 'self' data: blob:; font-src 'self'; "
                             "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri "
                             "'none'; form-action 'none'; frame-ancestors 'none'");
  reply.headers.emplace_back("X-Content-Type-Options", "nosniff");
  reply.headers.emplace_back("X-Frame-Options", "DENY");
  reply.headers.emplace_back("Referrer-Policy", "no-referrer");
  reply.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  reply.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  reply.headers.emplace_back("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
}

}  // namespace

bool Settings::is_loopback() const { return is_loopback_name(host); }

const std::string& Call::operator[](const std::string& name) const {
  static const std::string kNone;
  const auto found = values.find(name);
  return found == values.end() ? kNone : found->second;
}

std::size_t Call::number(const std::string& name) const {
  std::size_t out = 0;
  for (const char c : (*this)[name])
    out = out * 10 + static_cast<std::size_t>(c - '0');  // checked by the contract
  return out;
}

Reply told(Context& context, const Error& error) {
  Reply reply = problem(error);
  if (reply.status >= 500) context.settings.log("tamga: " + error.text());
  return reply;
}

Reply json_reply(const Value& value, int status) {
  Reply reply;
  reply.status = status, reply.body = json::dump(value) + "\n";
  return reply;
}

Reply json_reply(json::Writer&& written) {
  Reply reply;
  reply.body = std::move(written).take();
  reply.body += '\n';
  return reply;
}

query::Question question_of(const Call& call) {
  query::Question out;
  out.as_of = call["as_of"], out.known_by = call["known_by"], out.recorded_by = call["recorded_by"],
  out.since = call["since"];
  out.host = call["host"], out.sector = call["sector"], out.partner = call["partner"];
  out.as_read = call.is("as_read");
  return out;
}

Result<ViewPointer> view_of(Context& context, const Call& call) { return view_of(context, call, question_of(call)); }

Result<ViewPointer> view_of(Context& context, const Call& call, const query::Question& question) {
  auto view = context.views.of(question);
  if (view.ok()) call.seen.push_back((*view)->marks);
  return view;
}

Service::Service(const Settings& settings, const Pack& pack, const Contract& contract, Readers& readers,
                 Views& views, Stream& stream, Writer& writer)
    : context_{settings, pack, contract, readers, views, stream, writer, metrics_},
      answers_(kAnswerBytes),
      turnstile_(std::max(2U, std::thread::hardware_concurrency()), kPatience),
      rates_(settings.rate) {
  for (const auto add : {add_brief_routes, add_contest_routes, add_event_routes, add_map_routes,
                         add_place_routes, add_network_routes, add_thing_routes, add_initiative_routes,
                         add_report_routes, add_review_routes, add_export_routes, add_server_routes})
    add(routes_);
}

std::vector<std::string> Service::unserved() const {
  std::vector<std::string> out;
  for (const Operation& operation : context_.contract.operations())
    if (routes_.count(operation.id) == 0) out.push_back(operation.id);
  return out;
}

std::optional<Reply> Service::turned_away(const Request& request, const Operation* operation) {
  const Settings& settings = context_.settings;
  // A page elsewhere whose name points here would be of the same origin as we are.
  if (settings.is_loopback() && !is_loopback_host_header(request.header("host")))
    return problem(421, "forbidden", "this server answers to localhost only");
  if (!rates_.allows(request.peer, std::chrono::steady_clock::now())) {
    Reply reply =
        problem(429, "rate-limited",
                "more than " + std::to_string(static_cast<int>(settings.rate)) + " requests a second");
    reply.headers.emplace_back("Retry-After", "1");
    return reply;
  }
  if (operation == nullptr || operation->open) return std::nullopt;
  if (!operation->writes && settings.is_loopback()) return std::nullopt;
  if (is_same_secret(bearer_token(request.header("authorization")), settings.token)) return std::nullopt;
  Reply reply = problem(401, "unauthorized", "this needs the server's token (Authorization: Bearer TOKEN)");
  reply.headers.emplace_back("WWW-Authenticate", "Bearer");
  return reply;
}

/// What the client asks for, with all that an answer depends on but the version.
std::string Service::question_text(const Call& call) {
  std::string out = call.operation.id + "\n" + call.gives;
  for (const auto& [name, value] : call.parts) out += "\n/" + name + "=" + value;
  for (const auto& [name, value] : call.values) out += "\n?" + name + "=" + value;
  const bool said = std::any_of(call.request.parameters.begin(), call.request.parameters.end(),
                                [](const auto& p) { return p.first == "limit"; });
  return out + (said ? "\nlimit" : "");
}

Reply Service::answered(const Call& call) {
  const Handler handler = routes_.at(call.operation.id);
  if (call.operation.method != "GET" || !call.operation.path.starts_with("/api/"))
    return handler(context_, call);
  const auto known = context_.views.marks();
  if (!known.ok()) return told(context_, known.error());
  const store::Marks marks = *known;
  // Trends, staleness and gaps are told as of a day.
  const std::string version =
      std::to_string(marks.readings) + "-" + std::to_string(marks.decisions) + "-" + context_.today();
  const std::string question = question_text(call);
  const std::string etag =
      "W/\"" + hexadecimal(hash_of(version + "\n" + context_.pack.file.hash() + "\n" + question)) + "\"";
  const bool live = call.operation.id == "streamEvents" || call.operation.id == "getSession";
  if (!live && matches(call.request.header("if-none-match"), etag)) {
    Reply reply;
    reply.status = 304, reply.headers.emplace_back("ETag", etag);
    return reply;
  }
  if (live) return handler(context_, call);
  const std::string key = question + (call.request.accepts_gzip ? "\ngzip" : "");
  const auto kept = [&]() -> std::optional<Reply> {
    const Answers::Kept found = answers_.find(key, version);
    if (!found) return std::nullopt;
    metrics_.hit();
    return *found;
  };
  if (auto known_answer = kept()) return std::move(*known_answer);
  const auto claim = underway_.begin(version + "\n" + key);
  if (auto known_answer = kept()) return std::move(*known_answer);  // of who asked the same just before
  const auto pass = turnstile_.enter();
  Reply reply = handler(context_, call);
  // While a large ledger's view is made anew, answers are of the one before: they must not pass for those of
  // now.
  const bool is_current = std::all_of(call.seen.begin(), call.seen.end(),
                                      [&](const store::Marks& seen) { return seen == marks; });
  if (reply.status != 200 || !is_current) return reply;
  reply.headers.emplace_back("ETag", etag);
  if (!reply.keep || reply.stream) return reply;
  metrics_.miss();
  compress(call.request, reply);
  answers_.keep(key, version, std::make_shared<const Reply>(reply));
  return reply;
}

void Service::compress(const Request& request, Reply& reply) {
  if (!request.accepts_gzip || reply.compressed || reply.body.size() < kWorthCompressing ||
      !is_text(reply.type))
    return;
  if (auto packed = compressed(reply.body)) reply.body = std::move(*packed), reply.compressed = true;
}

Reply Service::routed(const Request& request, std::string& operation) {
  const auto match = context_.contract.match(request.method, request.path);
  if (request.method == "OPTIONS" && match) {
    Reply reply;
    reply.status = 204, reply.keep = false,
    reply.headers.emplace_back("Allow", context_.contract.methods_of(request.path));
    return reply;
  }
  const Operation* asked = match ? match->operation : nullptr;
  if (auto away = turned_away(request, asked)) return std::move(*away);
  if (!match) {
    operation = "console";
    if (request.method != "GET" && request.method != "HEAD")
      return problem(405, "method-not-allowed", "only GET and HEAD here");
    return console(request);
  }
  if (asked == nullptr) {
    Reply reply = problem(405, "method-not-allowed", request.method + " is not for this path");
    reply.headers.emplace_back("Allow", context_.contract.methods_of(request.path));
    return reply;
  }
  operation = asked->id;
  if (routes_.count(asked->id) == 0) return problem(501, "not-served", "this operation is not served yet");
  Call call{request, *asked, match->parts, {}, {}, {}};
  for (const auto& [name, part] : call.parts)
    if (part.size() > 500 || part.find('\0') != std::string::npos)
      return problem(404, "not-found", "there is no such thing");
  if (auto wrong = context_.contract.check(*asked, request, call.values)) return std::move(*wrong);
  call.gives = preferred(asked->gives, request.header("accept"));
  if (call.gives.empty() && !asked->gives.empty())
    return problem(
        406, "not-acceptable", "this is given as " + [&] {
          std::string out;
          for (const std::string& type : asked->gives) out += (out.empty() ? "" : ", ") + type;
          return out;
        }());
  return answered(call);
}

void Service::add_origin_headers(const Request& request, Reply& reply) const {
  const std::string& origin = context_.settings.cors_origin;
  if (origin.empty() || request.header("origin") != origin) return;
  // Instead of the header that keeps pages elsewhere from reading us.
  std::erase_if(reply.headers,
                [](const auto& header) { return header.first == "Cross-Origin-Resource-Policy"; });
  reply.headers.emplace_back("Access-Control-Allow-Origin", origin);
  reply.headers.emplace_back("Vary", "Origin");
  reply.headers.emplace_back("Access-Control-Expose-Headers", "ETag, Retry-After");
  if (request.method != "OPTIONS") return;
  reply.headers.emplace_back("Access-Control-Allow-Methods", context_.contract.methods_of(request.path));
  reply.headers.emplace_back("Access-Control-Allow-Headers",
                             "Authorization, Content-Type, If-None-Match, Last-Event-ID");
  reply.headers.emplace_back("Access-Control-Max-Age", "600");
}

Reply Service::answer(const Request& request) {
  const auto start = std::chrono::steady_clock::now();
  std::string operation = "none";
  Reply reply;
  try {
    reply = routed(request, operation);
  } catch (const std::exception& thrown) {  // out of memory; nothing else is thrown here on purpose
    context_.settings.log(std::string("tamga: ") + operation + ": " + thrown.what());
    reply = problem(500, "internal", "the server's log says why");
  }
  if (!reply.stream) compress(request, reply);
  if (reply.compressed) reply.headers.emplace_back("Content-Encoding", "gzip");
  const auto has = [&](const char* name) {
    return std::any_of(reply.headers.begin(), reply.headers.end(),
                       [&](const auto& header) { return header.first == name; });
  };
  if (!has("Cache-Control"))
    reply.headers.emplace_back("Cache-Control", has("ETag") ? "no-cache" : "no-store");
  if (!has("Vary")) reply.headers.emplace_back("Vary", "Accept, Accept-Encoding, Authorization");
  add_security_headers(reply);
  add_origin_headers(request, reply);
  metrics_.count(operation, reply.status,
                 std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  return reply;
}

}  // namespace tamga::http
