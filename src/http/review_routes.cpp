// What needs a person, and what people decide.
#include <algorithm>
#include <limits>
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

/// The beginning of a queue; of a ledger that is not held whole, it is made part by part.
Result<query::Queue> queue_of(Context& context, const View& view, const query::Question& question, std::size_t most) {
  const auto core = context.pack.core_sectors();
  if (view.whole && question.host.empty() && question.sector.empty() && question.partner.empty()) {
    query::Queue out{query::queue(*view.whole, core), 0};
    out.total = out.worst.size();
    return out;
  }
  auto ledger = TRY(context.readers.lease());
  return query::queue_of(*ledger, question, core, most);
}

Reply get_queue(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call, {}));
  const auto asked = page_of(call, std::numeric_limits<std::size_t>::max());
  if (!asked) return bad_cursor();
  const query::Queue queue = ANSWER(queue_of(context, *view, question_of(call), asked->to));
  const auto page = page_of(call, queue.total);
  Value list = Value::array();
  for (std::size_t i = page->from; i < std::min(page->to, queue.worst.size()); ++i)
    if (auto doubt = doubt_value(*view, queue.worst[i])) list.push(std::move(*doubt));
  return json_reply(Value::Object{{"queue", std::move(list)},
                                  {"total", static_cast<std::int64_t>(queue.total)},
                                  {"next", text_or_null(page->next)}});
}

std::size_t shared(Catalog::List left, Catalog::List right) {
  return static_cast<std::size_t>(std::count_if(left.begin(), left.end(), [&](std::uint32_t one) {
    return std::find(right.begin(), right.end(), one) != right.end();
  }));
}

/// Events of a catalog that may have most in common with one of it, those likeliest first: of the same days and hosts, by
/// how many parties and topics they share.
std::vector<std::uint32_t> likely_alternatives(const Catalog& catalog, std::uint32_t self, std::size_t most) {
  constexpr std::int32_t kDaysApart = 45;  // merge's own limit for what is not dated
  const query::EventCard& event = catalog.events[self];
  query::Choice choice;
  for (const std::uint32_t host : catalog.hosts(event)) choice.host.emplace_back(catalog.texts[host]);
  if (event.first != merge::DaySpan::kOpenPast) choice.from = event.first - kDaysApart;
  if (event.last != merge::DaySpan::kOpenFuture) choice.to = event.last + kDaysApart;
  std::vector<std::pair<std::size_t, std::uint32_t>> found;
  for (const std::uint32_t place : query::choose(catalog, choice).list()) {
    const query::EventCard& other = catalog.events[place];
    const std::size_t parties = shared(catalog.who(event), catalog.who(other)) + shared(catalog.whom(event), catalog.whom(other)) +
                                shared(catalog.partners(event), catalog.partners(other));
    if (place == self || parties == 0) continue;
    found.emplace_back(2 * parties + shared(catalog.topics_of(event), catalog.topics_of(other)) + (event.stage == other.stage ? 1 : 0), place);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::uint32_t> out;
  for (std::size_t i = 0; i < found.size() && i < most; ++i) out.push_back(found[i].second);
  return out;
}

using Alternatives = std::vector<std::pair<std::uint32_t, double>>;

/// What an event may be the same as, by places in the catalog. Of a ledger that is not held whole, the likeliest are compared.
Result<Alternatives> alternatives_of(const View& view, store::Ledger& ledger, const query::State& state, std::uint32_t self) {
  constexpr std::size_t kCompared = 30, kMost = 5;
  const Catalog& catalog = *view.catalog;
  const std::string id(catalog.id(catalog.events[self]));
  Alternatives out;
  if (view.whole) {
    for (const query::Alternative& other : query::alternatives(state, id))
      if (const auto place = catalog.find(other.line.id)) out.emplace_back(*place, other.sameness);
    return out;
  }
  const merge::Event* event = event_in(state, id);
  if (event == nullptr) return out;
  for (const std::uint32_t place : likely_alternatives(catalog, self, kCompared)) {
    const std::string other_id(catalog.id(catalog.events[place]));
    const Part part = TRY(part_of(ledger, view, other_id));
    const merge::Event* other = event_in(*part.state, other_id);
    if (other == nullptr) continue;  // a change has come in between
    if (const double sameness = query::sameness(state, *event, *part.state, *other); sameness > 0) out.emplace_back(place, sameness);
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  out.resize(std::min(out.size(), kMost));
  return out;
}

Result<Value> doubt_in(Context& context, const View& view, store::Ledger& ledger, const query::State& state, const std::string& id) {
  const auto core = context.pack.core_sectors();
  if (!view.whole) {
    const auto doubt = TRY(query::doubt_of(ledger, state, id, core));
    return doubt ? doubt_value(view, *doubt).value_or(Value()) : Value();
  }
  for (const query::Doubt& one : query::queue(state, core))
    if (one.line.id == id) return doubt_value(view, one).value_or(Value());
  return Value();
}

Reply get_doubt(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call, {}));
  const std::string& id = call.parts.at("id");
  const auto place = view->catalog->find(id);
  if (!place) return problem(404, "not-found", "the ledger has no such event");
  auto ledger = ANSWER(context.readers.lease());
  const Part part = ANSWER(part_of(*ledger, *view, id));
  Value doubt = ANSWER(doubt_in(context, *view, *ledger, *part.state, id));
  Value alternatives = Value::array();
  for (const auto& [other, sameness] : ANSWER(alternatives_of(*view, *ledger, *part.state, *place)))
    alternatives.push(Value::Object{{"event", event_value(*view->catalog, view->catalog->events[other])}, {"sameness", sameness}});
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
