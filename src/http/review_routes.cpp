// What needs a person, and what people decide.
#include <algorithm>
#include <set>

#include "http/detail/details.h"
#include "http/detail/encode.h"
#include "http/detail/writer.h"
#include "query/review.h"
#include "review/decisions.h"

namespace tamga::http {
namespace {

using json::Value;
using query::Catalog;

std::optional<Value> doubt_value(const View& view, const query::Doubt& doubt) {
  const auto place = view.catalog->find(doubt.line.id);
  if (!place || doubt.line.tellings.empty()) return std::nullopt;
  const query::Telling& best = doubt.line.tellings.front();
  const auto outlet = view.catalog->outlets_of(view.catalog->events[*place]);
  model::Report report;
  report.id = best.report, report.outlet = best.outlet, report.published = best.published,
  report.title = best.title, report.url = best.url;
  Value source = report_ref(report), reasons = Value::array();
  for (const std::uint32_t number : outlet)
    if (view.catalog->outlets[number].name == best.outlet)
      source.set("outlet_id", view.catalog->outlets[number].id);
  for (const std::string& reason : doubt.reasons) reasons.push(reason);
  return Value::Object{{"event", event_value(*view.catalog, view.catalog->events[*place])},
                       {"words", best.words},
                       {"source", std::move(source)},
                       {"score", doubt.score},
                       {"doubt", doubt.doubt},
                       {"importance", doubt.importance},
                       {"reasons", std::move(reasons)}};
}

/// The state that a queue is made of; the view's own where it has all.
Result<Part> state_of(Context& context, const View& view, const query::Question& question) {
  if (view.whole && question.host.empty() && question.sector.empty() && question.partner.empty())
    return Part{nullptr, view.whole.get()};
  auto ledger = TRY(context.readers.lease());
  Part out;
  out.loaded = std::make_unique<const query::State>(TRY(query::look(*ledger, question)));
  out.state = out.loaded.get();
  return out;
}

Reply get_queue(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call, {}));
  const Part part = ANSWER(state_of(context, *view, question_of(call)));
  const auto core = context.pack.core_sectors();
  const auto queue = query::queue(*part.state, core);
  const auto page = page_of(call, queue.size());
  if (!page) return bad_cursor();
  Value list = Value::array();
  for (std::size_t i = page->from; i < page->to; ++i)
    if (auto doubt = doubt_value(*view, queue[i])) list.push(std::move(*doubt));
  return json_reply(Value::Object{{"queue", std::move(list)},
                                  {"total", static_cast<std::int64_t>(queue.size())},
                                  {"next", text_or_null(page->next)}});
}

Reply get_doubt(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call, {}));
  const std::string& id = call.parts.at("id");
  const auto place = view->catalog->find(id);
  if (!place) return problem(404, "not-found", "the ledger has no such event");
  const Part part = ANSWER(state_of(context, *view, {}));
  const auto core = context.pack.core_sectors();
  Value doubt;
  for (const query::Doubt& one : query::queue(*part.state, core))
    if (one.line.id == id) doubt = doubt_value(*view, one).value_or(Value());
  Value alternatives = Value::array();
  for (const query::Alternative& other : query::alternatives(*part.state, id))
    if (const auto at = view->catalog->find(other.line.id))
      alternatives.push(Value::Object{{"event", event_value(*view->catalog, view->catalog->events[*at])},
                                      {"sameness", other.sameness}});
  auto ledger = ANSWER(context.readers.lease());
  return json_reply(
      Value::Object{{"doubt", std::move(doubt)},
                    {"detail", ANSWER(event_detail(context, *ledger, *view, view->catalog->events[*place]))},
                    {"alternatives", std::move(alternatives)}});
}

std::set<std::string> standing_ids(const std::vector<model::Decision>& all) {
  std::set<std::string> out;
  for (const model::Decision& decision : review::standing(all)) out.insert(decision.id);
  // An undoing stands while no other undoes it.
  std::set<std::string> undone;
  for (const model::Decision& decision : all)
    if (!decision.undoes.empty()) undone.insert(decision.undoes);
  for (const model::Decision& decision : all)
    if (decision.kind == "undo" && undone.count(decision.id) == 0) out.insert(decision.id);
  return out;
}

Reply list_decisions(Context& context, const Call& call) {
  auto ledger = ANSWER(context.readers.lease());
  std::vector<model::Decision> all = ANSWER(ledger->decisions(call["recorded_by"]));
  const std::set<std::string> stand = standing_ids(all);
  std::reverse(all.begin(), all.end());
  const auto page = page_of(call, all.size());
  if (!page) return bad_cursor();
  Value list = Value::array();
  for (std::size_t i = page->from; i < page->to; ++i)
    list.push(decision_value(all[i], stand.count(all[i].id) != 0));
  return json_reply(Value::Object{{"decisions", std::move(list)},
                                  {"total", static_cast<std::int64_t>(all.size())},
                                  {"next", text_or_null(page->next)}});
}

Reply decided(Context& context, const query::Wish& wish) {
  const std::vector<model::Decision> made = ANSWER(context.writer.decide(wish));
  Value list = Value::array();
  for (const model::Decision& decision : made) list.push(decision_value(decision, true));
  return json_reply(Value::Object{{"decisions", std::move(list)}}, 201);
}

/// A text of the body, trimmed; a reply where it is missing or of another kind.
std::optional<Reply> take(const Value& body, const char* key, std::size_t longest, bool required,
                          std::string& into) {
  const Value& value = body[key];
  if (!value.is_string() && !value.is_null())
    return problem(400, "bad-body", std::string(key) + " is no text", key);
  into = value.string_or("");
  if (into.size() > longest)
    return problem(400, "bad-body",
                   std::string(key) + " is longer than " + std::to_string(longest) + " bytes", key);
  if (into.find('\0') != std::string::npos)
    return problem(400, "bad-body", std::string(key) + " has a NUL character", key);
  if (required && into.find_first_not_of(" \t\r\n") == std::string::npos)
    return problem(400, "bad-body", std::string(key) + " is missing", key);
  return std::nullopt;
}

std::optional<Reply> take(const Value& body, const char* key, std::size_t most, std::size_t longest,
                          std::vector<std::string>& into) {
  const Value& list = body[key];
  if (list.is_null()) return std::nullopt;
  if (!list.is_array() || list.size() > most)
    return problem(400, "bad-body", std::string(key) + " is no list of at most " + std::to_string(most), key);
  for (const Value& item : list.items()) {
    const std::string text(item.string_or(""));
    if (text.empty() || text.size() > longest || text.find('\0') != std::string::npos)
      return problem(400, "bad-body", std::string(key) + " has an entry that is none", key);
    into.push_back(text);
  }
  return std::nullopt;
}

std::optional<Reply> unknown_keys(const Value& body, std::initializer_list<std::string_view> known) {
  for (const auto& [key, ignored] : body.members())
    if (std::find(known.begin(), known.end(), key) == known.end())
      return problem(400, "bad-body", "the body has a field that is not known: " + key.substr(0, 100),
                     key.substr(0, 100));
  return std::nullopt;
}

std::optional<Reply> read_body(const Call& call, Value& out) {
  if (!call.request.header("content-type").starts_with("application/json"))
    return problem(415, "unsupported-media-type", "the body has to be application/json");
  auto body = json::parse(call.request.body);
  if (!body.ok() || !body->is_object()) return problem(400, "bad-body", "the body is no JSON object");
  out = std::move(*body);
  return std::nullopt;
}

Reply decide(Context& context, const Call& call) {
  Value body;
  query::Wish wish;
  if (auto wrong = read_body(call, body)) return std::move(*wrong);
  if (auto wrong = unknown_keys(body, {"kind", "ids", "fields", "author", "reason"}))
    return std::move(*wrong);
  if (auto wrong = take(body, "kind", 20, true, wish.kind)) return std::move(*wrong);
  static constexpr std::string_view kKinds[] = {"accept",  "correct", "merge",   "split",
                                                "dispute", "retract", "same-as", "not-same-as"};
  if (std::find(std::begin(kKinds), std::end(kKinds), wish.kind) == std::end(kKinds))
    return problem(400, "bad-body", "kind is none", "kind");
  if (auto wrong = take(body, "reason", 2000, wish.kind != "accept", wish.reason)) return std::move(*wrong);
  if (auto wrong = take(body, "author", 200, true, wish.author)) return std::move(*wrong);
  if (auto wrong = take(body, "ids", 1000, 300, wish.ids)) return std::move(*wrong);
  if (auto wrong = take(body, "fields", 50, 10'000, wish.fields)) return std::move(*wrong);
  if (wish.ids.empty()) return problem(400, "bad-body", "ids are missing", "ids");
  return decided(context, wish);
}

Reply undo(Context& context, const Call& call) {
  Value body;
  query::Wish wish;
  wish.kind = "undo", wish.ids = {call.parts.at("id")};
  if (auto wrong = read_body(call, body)) return std::move(*wrong);
  if (auto wrong = unknown_keys(body, {"author", "reason"})) return std::move(*wrong);
  if (auto wrong = take(body, "reason", 2000, true, wish.reason)) return std::move(*wrong);
  if (auto wrong = take(body, "author", 200, true, wish.author)) return std::move(*wrong);
  return decided(context, wish);
}

}  // namespace

void add_review_routes(Routes& routes) {
  routes["getQueue"] = get_queue, routes["getDoubt"] = get_doubt, routes["listDecisions"] = list_decisions,
  routes["decide"] = decide, routes["undo"] = undo;
}

}  // namespace tamga::http
