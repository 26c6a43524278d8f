// The ledger in the formats of other programs.
#include "exchange/exchange.h"
#include "http/detail/encode.h"

namespace tamga::http {
namespace {

bool asks_for_all(const query::Question& q) {
  return q.as_of.empty() && q.known_by.empty() && q.recorded_by.empty() && q.since.empty() &&
         q.host.empty() && q.sector.empty() && q.partner.empty() && !q.as_read;
}

Reply export_ledger(Context& context, const Call& call) {
  const exchange::Format* how = exchange::format_named(call.parts.at("format"));
  if (how == nullptr) return problem(404, "not-found", "there is no such format", "format");
  const query::Question question = question_of(call);
  Reply reply;
  reply.type = how->media_type;
  reply.keep = false;
  reply.headers.emplace_back("Content-Disposition",
                             "attachment; filename=\"tamga-" + std::string(how->name) + "\"");
  auto ledger = std::make_shared<Readers::Lease>(ANSWER(context.readers.lease()));
  if (how->write == exchange::write_jsonl && asks_for_all(question)) {
    reply.stream = [ledger](const Sink& sink) { return exchange::write_whole_ledger(**ledger, sink); };
    return reply;
  }
  auto state = std::make_shared<const query::State>(ANSWER(query::look(**ledger, question)));
  reply.stream = [ledger, state, how, &pack = context.pack, table = call["table"]](const Sink& sink) {
    return how->write({*state, **ledger, pack.codes, &pack.names, table}, sink);
  };
  return reply;
}

}  // namespace

void add_export_routes(Routes& routes) { routes["export"] = export_ledger; }

}  // namespace tamga::http
