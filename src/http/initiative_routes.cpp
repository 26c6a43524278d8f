// Threads over time.
#include <algorithm>

#include "http/detail/encode.h"
#include "http/detail/threads.h"
#include "query/initiatives.h"

namespace tamga::http {
namespace {

using json::Value;
using merge::Initiative;
using merge::Promise;

std::int64_t promises(const Initiative& one, Promise::State state) {
  return std::count_if(one.promises.begin(), one.promises.end(),
                       [&](const Promise& promise) { return promise.state == state; });
}

Value initiative_value(const Initiative& one) {
  return Value::Object{{"id", one.ids.front()},
                       {"host", one.host},
                       {"subject", one.subject},
                       {"name", one.name},
                       {"is_asset", one.is_asset},
                       {"partners", list_of(one.partners)},
                       {"sectors", list_of(one.sectors)},
                       {"stage", text_or_null(one.stage)},
                       {"claimed", text_or_null(one.claimed)},
                       {"evidenced", text_or_null(one.evidenced)},
                       {"trend", text_or_null(one.trend)},
                       {"stale", one.stale},
                       {"since", text_or_null(one.since)},
                       {"latest", text_or_null(one.latest)},
                       {"heard", text_or_null(one.heard)},
                       {"origins", static_cast<std::int64_t>(one.origins)},
                       {"moves", static_cast<std::int64_t>(one.moves.size())},
                       {"open_promises", promises(one, Promise::State::kOpen)},
                       {"overdue_promises", promises(one, Promise::State::kOverdue)}};
}

std::string title_of(const Context& context, const query::Catalog& catalog, const Initiative& one) {
  std::string out = one.name + ": ";
  for (std::size_t i = 0; i < one.partners.size(); ++i)
    out += (i ? ", " : "") + country_name(context, catalog, one.partners[i]);
  return out + " in " + country_name(context, catalog, one.host);
}

bool meets(const std::vector<std::string>& wanted, const std::vector<std::string>& has) {
  return wanted.empty() || std::any_of(has.begin(), has.end(), [&](const std::string& item) {
           return std::find(wanted.begin(), wanted.end(), item) != wanted.end();
         });
}

/// The threads of a question. Those of today are the view's; those as of another day are made for it.
struct Asked {
  ViewPointer view;
  std::vector<Initiative> made;
  std::vector<const Initiative*> list;
};

Result<Asked> threads_asked(Context& context, const Call& call) {
  Asked out;
  query::Question question;
  question.known_by = call["known_by"], question.recorded_by = call["recorded_by"],
  question.as_read = call.is("as_read");
  out.view = TRY(view_of(context, call, question));
  auto ledger = TRY(context.readers.lease());
  const std::vector<Initiative>* list = nullptr;
  if (call["as_of"].empty() && call["known_by"].empty()) {
    list = &TRY(out.view->threads(*ledger, context.today()))->list;
  } else {
    question.as_of = call["as_of"];
    out.made = std::move(TRY(query::initiatives(*ledger, question, context.today())).list);
    list = &out.made;
  }
  for (const Initiative& one : *list) out.list.push_back(&one);
  return out;
}

Reply list_initiatives(Context& context, const Call& call) {
  Asked asked = ANSWER(threads_asked(context, call));
  const auto hosts = listed(call["host"]), sectors = listed(call["sector"]),
             partners = listed(call["partner"]), assets = listed(call["asset"]),
             stages = listed(call["stage"]);
  std::erase_if(asked.list, [&](const Initiative* one) {
    return !meets(hosts, {one->host}) || !meets(sectors, one->sectors) || !meets(partners, one->partners) ||
           !meets(stages, {one->stage}) || !meets(assets, {one->is_asset ? one->subject : ""});
  });
  const auto page = page_of(call, asked.list.size());
  if (!page) return bad_cursor();
  Value list = Value::array();
  for (std::size_t i = page->from; i < page->to; ++i) list.push(initiative_value(*asked.list[i]));
  return json_reply(Value::Object{{"initiatives", std::move(list)},
                                  {"total", static_cast<std::int64_t>(asked.list.size())},
                                  {"next", text_or_null(page->next)}});
}

Reply get_initiative(Context& context, const Call& call) {
  const Asked asked = ANSWER(threads_asked(context, call));
  const auto found = std::find_if(asked.list.begin(), asked.list.end(), [&](const Initiative* one) {
    return std::find(one->ids.begin(), one->ids.end(), call.parts.at("id")) != one->ids.end();
  });
  if (found == asked.list.end()) return problem(404, "not-found", "the ledger has no such initiative");
  const Initiative& one = **found;
  const query::Catalog& catalog = *asked.view->catalog;
  Value moves = Value::array(), promised = Value::array();
  for (const merge::Move& move : one.moves) {
    const auto place = catalog.find(move.event);
    if (!place) continue;  // the view is of a moment before
    moves.push(Value::Object{{"event", event_value(catalog, catalog.events[*place])},
                             {"day", day_or_null(move.day)},
                             {"when", text_or_null(move.when)},
                             {"stage", text_or_null(move.stage)},
                             {"status", move.status},
                             {"evidence", list_of(move.evidence)},
                             {"rises", move.rises},
                             {"setback", move.setback}});
  }
  for (const Promise& promise : one.promises)
    promised.push(Value::Object{{"event", promise.event},
                                {"stage", text_or_null(promise.stage)},
                                {"when", text_or_null(promise.when)},
                                {"state", merge::name_of(promise.state)}});
  return json_reply(Value::Object{{"initiative", initiative_value(one)},
                                  {"title", title_of(context, catalog, one)},
                                  {"moves", std::move(moves)},
                                  {"promises", std::move(promised)}});
}

}  // namespace

Result<Value> threads_of(Context& context, const View& view, const std::string& event) {
  Value out = Value::array();
  auto ledger = TRY(context.readers.lease());
  // Of a large ledger they take long to make: an event does not wait for them.
  const Threads* threads = view.whole ? TRY(view.threads(*ledger, context.today())) : view.threads_made();
  if (threads == nullptr) return out;
  if (const auto found = threads->of_event.find(event); found != threads->of_event.end())
    for (const std::size_t place : found->second)
      out.push(Value::Object{{"id", threads->list[place].ids.front()},
                             {"name", title_of(context, *view.catalog, threads->list[place])}});
  return out;
}

Result<Value> initiatives_about(Context& context, const Call& call, const View&) {
  Value out = Value::array();
  for (const Initiative* one : TRY(threads_asked(context, call)).list)
    if (one->is_asset && one->subject == call.parts.at("id")) out.push(initiative_value(*one));
  return out;
}

void add_initiative_routes(Routes& routes) {
  routes["listInitiatives"] = list_initiatives, routes["getInitiative"] = get_initiative;
}

}  // namespace tamga::http
