// Events: lists of them, one with all its evidence, single claims.
#include <algorithm>
#include <charconv>
#include <set>

#include "http/detail/details.h"
#include "http/detail/encode.h"
#include "model/json.h"
#include "query/line.h"

namespace tamga::http {
namespace {

using json::Value;
using query::Catalog;
using query::EventCard;

/// A cursor is the day and id of the last event given out, so that events which come in meanwhile neither
/// repeat others nor hide them.
std::string cursor_of(const Catalog& catalog, const EventCard& event) {
  return std::to_string(event.first) + "." + std::string(catalog.id(event));
}

/// Where the next page begins among events in order; nullopt for a cursor that is none.
std::optional<std::size_t> start_of(const Catalog& catalog, const std::vector<std::uint32_t>& order,
                                    const std::string& cursor, bool newest) {
  if (cursor.empty()) return 0;
  std::int32_t day = 0;
  const char* end = cursor.data() + cursor.size();
  const auto [stop, error] = std::from_chars(cursor.data(), end, day);
  if (error != std::errc() || stop == end || *stop != '.') return std::nullopt;
  const std::pair<std::int32_t, std::string_view> last(
      day, std::string_view(stop + 1, static_cast<std::size_t>(end - stop - 1)));
  const auto key = [&](std::uint32_t place) {
    const EventCard& event = catalog.events[place];
    return std::pair<std::int32_t, std::string_view>(event.first, catalog.id(event));
  };
  const auto found = std::partition_point(order.begin(), order.end(), [&](std::uint32_t place) {
    return newest ? !(key(place) < last) : !(last < key(place));
  });
  return static_cast<std::size_t>(found - order.begin());
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

/// A cell of a table for spreadsheets, which must not take a report's words for a formula.
std::string safe_cell(const Value& value) {
  std::string out;
  if (value.is_array())
    for (const Value& item : value.items())
      out += (out.empty() ? "" : "; ") +
             std::string(item.is_string() ? item.string_or("") : item["name"].string_or(""));
  else if (value.is_string())
    out = value.string_or("");
  else if (!value.is_null())
    out = json::dump(value);
  if (value.is_string() && !out.empty() &&
      std::string_view("=+-@\t\r").find(out.front()) != std::string_view::npos)
    out = "'" + out;
  return csv_cell(out);
}

constexpr std::string_view kColumns[] = {
    "id",     "what",    "event",    "mode",     "stage",  "status",    "when",       "first",
    "last",   "dated",   "reported", "sentence", "host",   "sector",    "partners",   "actors",
    "assets", "outlets", "origins",  "reports",  "claims", "conflicts", "confidence", "decided"};

std::string csv_line(const Value& event) {
  std::string out;
  for (const std::string_view column : kColumns) out += (out.empty() ? "" : ",") + safe_cell(event[column]);
  return out + ",\"" + (event["point"].is_null() ? "" : json::dump(event["point"]["lat"])) + "\",\"" +
         (event["point"].is_null() ? "" : json::dump(event["point"]["lon"])) + "\"\r\n";
}

std::string csv_head() {
  std::string out;
  for (const std::string_view column : kColumns) out += (out.empty() ? "" : ",") + std::string(column);
  return out + ",lat,lon\r\n";
}

/// All chosen events, written one by one.
Reply streamed(const ViewPointer& view, std::vector<std::uint32_t> order, const std::string& type) {
  Reply reply;
  reply.type = type == "text/csv" ? "text/csv; charset=utf-8" : type;
  reply.stream = [view, order = std::move(order), type](const Sink& sink) -> Status {
    const Catalog& catalog = *view->catalog;
    constexpr std::size_t kPiece = 64 * 1024;
    std::string piece = type == "text/csv"               ? csv_head()
                        : type == "application/geo+json" ? "{\"type\":\"FeatureCollection\",\"features\":["
                                                         : "";
    bool first = true;
    for (const std::uint32_t place : order) {
      const EventCard& event = catalog.events[place];
      if (type == "text/csv")
        piece += csv_line(event_value(catalog, event));
      else if (type == "application/jsonl")
        piece += json::dump(event_value(catalog, event)) + "\n";
      else
        piece +=
            std::string(std::exchange(first, false) ? "\n" : ",\n") + json::dump(map_feature(catalog, event));
      if (piece.size() < kPiece) continue;
      TRY(sink(piece));
      piece.clear();
    }
    if (type == "application/geo+json") piece += "\n],\"total\":" + std::to_string(order.size()) + "}\n";
    return piece.empty() ? Status() : sink(piece);
  };
  return reply;
}

Reply list_events(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  const Catalog& catalog = *view->catalog;
  std::vector<std::uint32_t> order = query::choose(catalog, ANSWER(choice_of(context, call, catalog)));
  const bool newest = call["order"] == "newest";
  if (newest) std::reverse(order.begin(), order.end());
  const auto start = start_of(catalog, order, call["cursor"], newest);
  if (!start) return bad_cursor();
  const std::size_t total = order.size();
  const bool asks_limit = std::any_of(call.request.parameters.begin(), call.request.parameters.end(),
                                      [](const auto& p) { return p.first == "limit"; });
  const bool page = call.gives == "application/json";
  order.erase(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(*start));
  const std::size_t left = order.size();
  if (page || asks_limit) order.resize(std::min(left, call.number("limit")));
  if (!page) return streamed(view, std::move(order), call.gives);
  const std::string next =
      order.size() < left && !order.empty() ? cursor_of(catalog, catalog.events[order.back()]) : "";
  return json_reply(Value::Object{{"events", events_value(catalog, order)},
                                  {"total", static_cast<std::int64_t>(total)},
                                  {"next", text_or_null(next)}});
}

/// First day of the year, quarter, month or day that a day is in.
std::string bin_of(std::int32_t day, const std::string& span) {
  const std::string text = merge::day_text(day);
  if (text.empty() || span == "day") return text;
  const std::string year = text.substr(0, text.size() - 6);
  if (span == "year") return year + "-01-01";
  if (span == "month") return text.substr(0, text.size() - 2) + "01";
  const int month = (text[text.size() - 5] - '0') * 10 + (text[text.size() - 4] - '0');
  const int first = (month - 1) / 3 * 3 + 1;
  return year + (first < 10 ? "-0" : "-") + std::to_string(first) + "-01";
}

struct Bin {
  std::int64_t events = 0, planned = 0;
  std::map<std::string, std::int64_t> stages;
};

Reply get_timeline(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  const Catalog& catalog = *view->catalog;
  const auto places = query::choose(catalog, ANSWER(choice_of(context, call, catalog)));
  std::map<std::string, std::map<std::string, Bin>> lanes;
  std::map<std::string, std::int64_t> totals;
  for (const std::uint32_t place : places) {
    const EventCard& event = catalog.events[place];
    // What is open at its beginning stands where it ends.
    const std::string bin =
        bin_of(event.first == merge::DaySpan::kOpenPast ? event.last : event.first, call["span"]);
    if (bin.empty()) continue;
    const std::string_view status = catalog.texts[event.status];
    const auto lane = call["lane"] == "host"     ? catalog.hosts(event)
                      : call["lane"] == "sector" ? catalog.sectors(event)
                                                 : catalog.partners(event);
    for (const std::uint32_t number : lane) {
      const std::string id(catalog.texts[number]);
      Bin& into = lanes[id][bin];
      ++into.events, ++totals[id];
      if (status == "future" || status == "possible") ++into.planned;
      if (event.stage != 0) ++into.stages[std::string(catalog.texts[event.stage])];
    }
  }
  std::vector<std::pair<std::string, std::int64_t>> order(totals.begin(), totals.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  Value list = Value::array();
  for (const auto& [id, count] : order) {
    Value bins = Value::array();
    for (const auto& [day, bin] : lanes[id]) {
      Value stages = Value::object();
      for (const auto& [stage, times] : bin.stages) stages.set(stage, times);
      bins.push(Value::Object{
          {"day", day}, {"events", bin.events}, {"planned", bin.planned}, {"stages", std::move(stages)}});
    }
    const std::string name = call["lane"] == "sector" ? id : country_name(context, catalog, id);
    list.push(Value::Object{{"id", id}, {"name", name}, {"events", count}, {"bins", std::move(bins)}});
  }
  return json_reply(Value::Object{{"lane", call["lane"]},
                                  {"span", call["span"]},
                                  {"lanes", std::move(list)},
                                  {"total", static_cast<std::int64_t>(places.size())}});
}

Reply get_event(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  const std::string& id = call.parts.at("id");
  auto place = view->catalog->find(id);
  if (!place) place = view->catalog->event_of_claim(id);
  if (!place) return problem(404, "not-found", "the ledger has no such event");
  auto ledger = ANSWER(context.readers.lease());
  return json_reply(ANSWER(event_detail(context, *ledger, *view, view->catalog->events[*place])));
}

Reply get_claim(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  auto ledger = ANSWER(context.readers.lease());
  const auto detail = ANSWER(claim_detail(context, *ledger, *view, call.parts.at("id")));
  return detail ? json_reply(*detail) : problem(404, "not-found", "the ledger has no such claim");
}

}  // namespace

void add_event_routes(Routes& routes) {
  routes["listEvents"] = list_events, routes["getTimeline"] = get_timeline, routes["getEvent"] = get_event,
  routes["getClaim"] = get_claim;
}

}  // namespace tamga::http
