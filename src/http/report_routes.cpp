// Reports: lists of them, one with everything that was read in it, new ones, words looked for.
#include <algorithm>
#include <set>
#include <span>

#include "http/detail/details.h"
#include "http/detail/encode.h"
#include "http/detail/reports.h"
#include "http/detail/stream.h"
#include "http/detail/writer.h"
#include "http/fetch.h"
#include "json/object.h"
#include "model/json.h"
#include "pipeline/inputs.h"
#include "query/views.h"
#include "review/enact.h"
#include "store/merged.h"

namespace tamga::http {

using json::Value;

Result<Value> reports_value(store::Ledger& ledger, const std::vector<std::int64_t>& numbers) {
  Value out = Value::array();
  for (const store::Head& head : TRY(store::heads(ledger, numbers))) out.push(report_value(head));
  return out;
}

Value mentions_value(const std::vector<model::Mention>& mentions, const std::string& report) {
  Value out = Value::array();
  for (const model::Mention& mention : mentions) out.push(to_json(mention, report));
  return out;
}

Value claims_value(const std::vector<model::Claim>& claims) {
  Value out = Value::array();
  for (const model::Claim& claim : claims) out.push(to_json(claim));
  return out;
}

Value remarks_value(const std::vector<model::Remark>& remarks) {
  Value out = Value::array();
  for (const model::Remark& remark : remarks) out.push(to_json(remark));
  return out;
}

namespace {

using query::Catalog;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

using Reports = std::span<const query::ReportCard>;

/// The reports between two dates, by day.
Reports between(const Catalog& catalog, const std::string& from, const std::string& to) {
  const auto at = [&](std::int64_t day) {
    return std::partition_point(catalog.reports.begin(), catalog.reports.end(),
                                [&](const query::ReportCard& report) { return report.day < day; });
  };
  const auto first = merge::days_of(from), last = merge::days_of(to);
  const auto begin = first ? at(first->first) : catalog.reports.begin();
  const auto end = last ? at(static_cast<std::int64_t>(last->last) + 1) : catalog.reports.end();
  return begin < end ? Reports(begin, end) : Reports();
}

/// Those of some outlets and with some words in their titles.
std::vector<query::ReportCard> sifted(const Catalog& catalog, Reports reports, const Call& call) {
  std::set<std::uint32_t> outlets;
  const bool any_outlet = call["outlet"].empty();
  for (const std::string& id : listed(call["outlet"]))
    if (const auto number = catalog.outlet(id)) outlets.insert(*number);
  const std::string title = lower(call["title"]);
  std::vector<query::ReportCard> out;
  for (const query::ReportCard& report : reports)
    if ((any_outlet || outlets.count(report.outlet) != 0) &&
        (title.empty() || lower(catalog.texts[report.title]).find(title) != std::string::npos))
      out.push_back(report);
  return out;
}

Reply list_reports(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  Reports chosen = between(*view->catalog, call["from"], call["to"]);
  std::vector<query::ReportCard> few;
  if (!call["outlet"].empty() || !call["title"].empty()) few = sifted(*view->catalog, chosen, call), chosen = few;
  const auto page = page_of(call, chosen.size());
  if (!page) return bad_cursor();
  std::vector<std::int64_t> numbers;  // the newest first
  for (std::size_t i = page->from; i < page->to; ++i) numbers.push_back(chosen[chosen.size() - 1 - i].number);
  auto ledger = ANSWER(context.readers.lease());
  return json_reply(json::object({{"reports", ANSWER(reports_value(*ledger, numbers))},
                                  {"total", static_cast<std::int64_t>(chosen.size())},
                                  {"next", text_or_null(page->next)}}));
}

/// The claims of a report as they are after what people decided, and the event of each.
struct Said {
  std::vector<model::Claim> claims;
  Value events = Value::object();
};

Result<Said> said_by(store::Ledger& ledger, const View& view, const store::Head& head) {
  Said out;
  const std::string& id = head.reading.report.id;
  const Part part = TRY(part_of(ledger, view, id));
  const query::State& state = *part.state;
  const auto is_same = [&](const model::Report& r) {
    return r.id == id && r.outlet == head.reading.report.outlet &&
           r.published == head.reading.report.published && r.url == head.reading.report.url &&
           r.title == head.reading.report.title;
  };
  for (const merge::Source& source : state.sources)
    if (is_same(source.report)) out.claims = source.claims;
  for (const model::Claim& claim : out.claims)
    if (const auto place = view.catalog->event_of_claim(claim.id))
      out.events.set(claim.id, view.catalog->id(view.catalog->events[*place]));
  return out;
}

Reply get_report(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  auto ledger = ANSWER(context.readers.lease());
  std::string id = call.parts.at("id");
  if (!id.starts_with("sha256:")) id = "sha256:" + id;
  const auto heads = ANSWER(store::heads_of(*ledger, id, view->question.recorded_by));
  if (heads.empty()) return problem(404, "not-found", "the ledger has no such report");
  const std::string text = ANSWER(ledger->report_text(id));
  if (call.gives == "text/plain") {
    Reply reply;
    reply.type = "text/plain; charset=utf-8", reply.body = text;
    return reply;
  }
  const store::Head& head = heads.front();
  store::Merged kept(*ledger);
  const auto mentions = ANSWER(ledger->mentions(head.reading.number));
  const auto remarks = ANSWER(kept.remarks(head.reading.number));
  const Said said = ANSWER(said_by(*ledger, *view, head));
  Value appearances = Value::array();
  for (const store::Head& other : heads) appearances.push(report_ref(other.reading.report));
  return json_reply(
      json::object({{"report", report_value(head)},
                    {"text", text},
                    {"mentions", mentions_value(mentions, id)},
                    {"claims", claims_value(said.claims)},
                    {"remarks", remarks_value(remarks)},
                    {"events", said.events},
                    {"appearances", std::move(appearances)},
                    {"readings", static_cast<std::int64_t>(ANSWER(store::times_read(*ledger, id)))},
                    {"pack", head.reading.report.pack},
                    {"model", head.reading.report.model}}));
}

/// What a client sent: the report's bytes and what it says of them.
struct Dropped {
  std::string bytes, fetch, url, outlet, published, title, language;
  bool is_page = false;
};

std::string media_type(std::string_view header) {
  std::string out = lower(header.substr(0, header.find(';')));
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

std::optional<Reply> read_json(const std::string& body, Dropped& out) {
  const auto value = json::parse(body);
  if (!value.ok() || !value->is_object()) return problem(400, "bad-body", "the body is no JSON object");
  std::string text, html;
  const std::pair<const char*, std::string*> fields[] = {
      {"text", &text},       {"html", &html},         {"fetch", &out.fetch},
      {"url", &out.url},     {"outlet", &out.outlet}, {"published", &out.published},
      {"title", &out.title}, {"lang", &out.language}};
  for (const auto& [key, member] : value->members()) {
    const auto field = std::find_if(std::begin(fields), std::end(fields),
                                    [&, &name = key](const auto& one) { return name == one.first; });
    if (field == std::end(fields))
      return problem(400, "bad-body", "the body has a field that is not known: " + key.substr(0, 100),
                     key.substr(0, 100));
    if (!member.is_string() && !member.is_null()) return problem(400, "bad-body", key + " is no text", key);
    *field->second = member.string_or("");
  }
  if ((text.empty() ? 0 : 1) + (html.empty() ? 0 : 1) + (out.fetch.empty() ? 0 : 1) != 1)
    return problem(400, "bad-body", "the body needs one of text, html and fetch");
  out.is_page = !html.empty(), out.bytes = out.is_page ? html : text;
  return std::nullopt;
}

std::optional<Reply> read_body(const Context& context, const Call& call, Dropped& out) {
  const std::string type = media_type(call.request.header("content-type"));
  if (type == "application/json") {
    if (auto wrong = read_json(call.request.body, out)) return wrong;
  } else if (type == "text/plain" || type == "text/html") {
    out.bytes = call.request.body, out.is_page = type == "text/html";
    out.outlet = call["outlet"], out.published = call["published"], out.title = call["title"],
    out.url = call["url"];
  } else {
    return problem(415, "unsupported-media-type",
                   "a report comes as text/plain, text/html or application/json");
  }
  if (!out.published.empty() && !merge::days_of(out.published))
    return problem(400, "bad-body", "published is no date", "published");
  if (!out.fetch.empty() && !context.settings.allow_fetch)
    return problem(403, "forbidden", "this server fetches no pages; it was started without --allow-fetch",
                   "fetch");
  if (out.fetch.empty() && out.bytes.find_first_not_of(" \t\r\n") == std::string::npos)
    return problem(400, "bad-body", "the report is empty");
  return std::nullopt;
}

Result<text::Document> document_of(const Dropped& dropped) {
  pipeline::RawReport raw;
  raw.name = dropped.url.empty() ? "dropped report" : dropped.url;
  raw.format = dropped.is_page ? pipeline::Format::kHtml : pipeline::Format::kText;
  raw.bytes = dropped.bytes;
  const text::Document out = TRY(pipeline::decode(raw));
  text::Header header = out.header();
  for (const auto& [field, value] : {std::pair(&header.url, &dropped.url),
                                     {&header.outlet, &dropped.outlet},
                                     {&header.published, &dropped.published},
                                     {&header.title, &dropped.title},
                                     {&header.language, &dropped.language}})
    if (!value->empty()) *field = *value;
  return text::Document(out.input(), header, out.text());
}

Value added_value(const model::Reading& reading, const char* outcome, Value events) {
  Value notes = Value::array();
  for (const std::string& note : reading.notes) notes.push(note);
  return json::object({{"outcome", outcome},
                       {"report", report_ref(reading.report)},
                       {"text", reading.report.text},
                       {"mentions", mentions_value(reading.mentions, reading.report.id)},
                       {"claims", claims_value(reading.claims)},
                       {"remarks", remarks_value(reading.remarks)},
                       {"notes", std::move(notes)},
                       {"events", std::move(events)}});
}

const char* outcome_name(store::AddOutcome outcome) {
  return outcome == store::AddOutcome::kAdded   ? "added"
         : outcome == store::AddOutcome::kKnown ? "known"
                                                : "reread";
}

Reply fetch_failed(Context& context, const Error& error) {
  context.stream.reading("failed", "");
  return problem(422, "unreadable", error.message);
}

Reply add_report(Context& context, const Call& call) {
  Dropped dropped;
  if (auto wrong = read_body(context, call, dropped)) return std::move(*wrong);
  context.stream.reading("received", "");
  if (!dropped.fetch.empty()) {
    auto page = fetch(dropped.fetch);
    if (!page.ok()) return fetch_failed(context, page.error());
    dropped.bytes = std::move(page->body), dropped.is_page = !page->is_plain, dropped.url = page->address;
  }
  const auto document = document_of(dropped);
  if (!document.ok()) return fetch_failed(context, document.error());
  const auto reading = context.writer.read(*document);
  if (!reading.ok() && reading.error().code == ErrorCode::kBadInput)
    return fetch_failed(context, reading.error());
  const model::Reading& read = ANSWER(reading);
  context.stream.reading("read", read.report.id);
  if (!call["keep"].empty() && !call.is("keep"))
    return json_reply(added_value(read, "read", Value::object()));
  const store::AddOutcome outcome = ANSWER(context.writer.add(read));
  context.stream.reading("kept", read.report.id);
  Value events = Value::object();
  const ViewPointer view = ANSWER(view_of(context, call, {}));
  for (const model::Claim& claim : read.claims)
    if (const auto place = view->catalog->event_of_claim(claim.id))
      events.set(claim.id, view->catalog->id(view->catalog->events[*place]));
  context.stream.reading("merged", read.report.id);
  return json_reply(added_value(read, outcome_name(outcome), std::move(events)),
                    outcome == store::AddOutcome::kKnown ? 200 : 201);
}

Reply find_words(Context& context, const Call& call) {
  auto ledger = ANSWER(context.readers.lease());
  const ViewPointer view = ANSWER(view_of(context, call));
  const auto hits = ANSWER(query::find(*ledger, call["q"], call.number("limit"), call.is("as_read")));
  Value list = Value::array();
  for (const store::Hit& hit : hits) {
    const auto place = hit.kind == "claim" ? view->catalog->event_of_claim(hit.id) : std::nullopt;
    list.push(
        json::object({{"kind", hit.kind},
                      {"id", hit.id},
                      {"words", hit.words},
                      {"outlet", text_or_null(hit.outlet)},
                      {"published", text_or_null(hit.published)},
                      {"event", place ? Value(view->catalog->id(view->catalog->events[*place])) : Value()}}));
  }
  return json_reply(json::object({{"hits", std::move(list)}}));
}

}  // namespace

void add_report_routes(Routes& routes) {
  routes["listReports"] = list_reports, routes["getReport"] = get_report, routes["addReport"] = add_report,
  routes["find"] = find_words;
}

}  // namespace tamga::http
