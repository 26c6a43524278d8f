// The server itself: health, readiness, metrics, its own description.
#include "http/detail/connections.h"
#include "http/detail/encode.h"
#include "http/detail/gauges.h"
#include "http/detail/metrics.h"
#include "http/detail/stream.h"
#include "http/guard.h"

namespace tamga::http {
namespace {

Reply plain(int status, std::string text) {
  Reply reply;
  reply.status = status, reply.type = "text/plain; charset=utf-8", reply.body = std::move(text),
  reply.keep = false;
  return reply;
}

Reply get_health(Context&, const Call&) { return plain(200, "alive\n"); }

Reply get_readiness(Context& context, const Call&) {
  const auto marks = context.views.marks();
  if (!marks.ok()) return plain(503, "the ledger cannot be read\n");
  return context.views.is_ready() ? plain(200, "ready\n") : plain(503, "loading\n");
}

Reply get_metrics(Context& context, const Call&) {
  Reply reply = plain(200, context.metrics.text(gauges_of(context)));
  reply.type = "text/plain; version=0.0.4; charset=utf-8";
  return reply;
}

Reply get_contract(Context& context, const Call&) {
  Reply reply;
  reply.body = context.contract.json() + "\n";
  return reply;
}

Reply get_session(Context& context, const Call& call) {
  const std::string_view given = bearer_token(call.request.header("authorization"));
  Reply reply = json_reply(json::Value::Object{{"program", "tamga"},
                                               {"version", TAMGA_VERSION},
                                               {"may_write", is_same_secret(given, context.settings.token)},
                                               {"needs_token", !context.settings.is_loopback()},
                                               {"may_fetch", context.settings.allow_fetch},
                                               {"body_limit", static_cast<std::int64_t>(Limits().body)}});
  reply.keep = false;
  return reply;
}

Reply stream_events(Context& context, const Call&) {
  if (!context.stream.has_room()) {
    Reply reply = problem(503, "too-busy", "too many listen already");
    reply.headers.emplace_back("Retry-After", "10");
    return reply;
  }
  Reply reply;
  reply.type = "text/event-stream", reply.events = true, reply.keep = false;
  return reply;
}

}  // namespace

void add_server_routes(Routes& routes) {
  routes["getHealth"] = get_health, routes["getReadiness"] = get_readiness,
  routes["getMetrics"] = get_metrics, routes["getOpenApi"] = get_contract;
  routes["getSession"] = get_session, routes["streamEvents"] = stream_events;
}

}  // namespace tamga::http
