// Events: lists of them, one with all its evidence, single claims.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <set>
#include <span>

#include "http/detail/details.h"
#include "http/detail/encode.h"
#include "json/object.h"
#include "json/writer.h"
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

/// How many of the chosen events stand before the next page; nullopt for a cursor that is none.
std::optional<std::size_t> start_of(const Catalog& catalog, const query::Places& chosen, const std::string& cursor,
                                    bool newest) {
  if (cursor.empty()) return 0;
  std::int32_t day = 0;
  const char* end = cursor.data() + cursor.size();
  const auto [stop, error] = std::from_chars(cursor.data(), end, day);
  if (error != std::errc() || stop == end || *stop != '.') return std::nullopt;
  const std::pair<std::int32_t, std::string_view> last(
      day, std::string_view(stop + 1, static_cast<std::size_t>(end - stop - 1)));
  const auto found = std::partition_point(catalog.events.begin(), catalog.events.end(), [&](const EventCard& event) {
    const std::pair<std::int32_t, std::string_view> key(event.first, catalog.id(event));
    return newest ? key < last : !(last < key);
  });
  const std::size_t before = chosen.rank(static_cast<std::uint32_t>(found - catalog.events.begin()));
  return newest ? chosen.size() - before : before;
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

std::string event_line(const Catalog& catalog, const EventCard& event) {
  json::Writer out;
  write_event(out, catalog, event);
  return std::move(out).take() + "\n";
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
        piece += event_line(catalog, event);
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
  const query::Places chosen = query::choose(catalog, ANSWER(choice_of(context, call, catalog)));
  const bool newest = call["order"] == "newest";
  const auto start = start_of(catalog, chosen, call["cursor"], newest);
  if (!start) return bad_cursor();
  const std::size_t total = chosen.size();
  const bool asks_limit = std::any_of(call.request.parameters.begin(), call.request.parameters.end(),
                                      [](const auto& p) { return p.first == "limit"; });
  const bool page = call.gives == "application/json";
  const std::size_t left = total - *start, count = page || asks_limit ? std::min(left, call.number("limit")) : left;
  std::vector<std::uint32_t> order = newest ? chosen.slice(left - count, left) : chosen.slice(*start, *start + count);
  if (newest) std::reverse(order.begin(), order.end());
  if (!page) return streamed(view, std::move(order), call.gives);
  const std::string next = count < left && !order.empty() ? cursor_of(catalog, catalog.events[order.back()]) : "";
  json::Writer out;
  out.object().key("events").array();
  for (const std::uint32_t place : order) write_event(out, catalog, catalog.events[place]);
  out.end_array().key("total").number(static_cast<std::int64_t>(total)).key("next").text_or_null(next).end_object();
  return json_reply(std::move(out));
}

/// The number of the year, quarter, month or day that a day is in.
std::int32_t bin_of(std::int32_t day, const std::string& span) {
  if (span == "day") return day;
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  const auto year = static_cast<std::int32_t>(static_cast<int>(date.year()));
  const auto month = static_cast<std::int32_t>(static_cast<unsigned>(date.month())) - 1;
  return span == "year" ? year : span == "month" ? year * 12 + month : year * 4 + month / 3;
}

/// The first day of it.
std::int32_t first_day(std::int32_t bin, const std::string& span) {
  if (span == "day") return bin;
  const std::int32_t months = span == "year" ? bin * 12 : span == "month" ? bin : bin * 3;
  const std::int32_t year = months >= 0 ? months / 12 : (months - 11) / 12;
  const auto date = std::chrono::year(year) / (months - year * 12 + 1) / 1;
  return static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count());
}

/// Counts of the events of a row in a span of time: all, those planned, then by place in `Catalog::stages`.
using Counts = std::span<const std::uint32_t>;
constexpr std::size_t kAll = 0, kPlanned = 1, kStages = 2;

struct Row {
  std::uint32_t code = 0, events = 0;
  std::vector<std::int32_t> bins;     ///< numbers of the spans, in order
  std::vector<std::uint32_t> counts;  ///< of each of these, one behind the other

  /// Nearly always after the last one: events come by day, but for those that are open at their beginning.
  void add(std::int32_t bin, Counts more) {
    events += more[kAll];
    const auto at = std::lower_bound(bins.begin(), bins.end(), bin);
    const auto of_bin = counts.begin() + (at - bins.begin()) * static_cast<std::ptrdiff_t>(more.size());
    if (at == bins.end() || *at != bin)
      counts.insert(of_bin, more.begin(), more.end()), bins.insert(at, bin);
    else
      std::transform(more.begin(), more.end(), of_bin, of_bin, std::plus<>());
  }
  Counts counts_of(std::size_t bin) const {
    const std::size_t width = counts.size() / bins.size();
    return Counts(counts).subspan(bin * width, width);
  }
};

/// The fullest first.
std::vector<Row> rows_of(const Catalog& catalog, const query::Places& chosen, const query::Lane& lane, const std::string& span) {
  std::vector<Row> out(lane.codes.size());
  for (std::uint32_t code = 0; code < out.size(); ++code) out[code].code = code;
  const std::size_t width = kStages + catalog.stages.size();
  std::vector<std::uint32_t> counts(out.size() * width);  // of all rows in the bin that is being filled
  const auto count = [&](std::uint32_t place) {
    const std::size_t stage = catalog.columns.stage_of(place);
    const std::uint32_t planned = catalog.columns.is_planned(place) ? 1 : 0;
    for (const std::uint32_t code : lane.of_event.of(place)) {
      std::uint32_t* const of_row = counts.data() + code * width;
      ++of_row[kAll], of_row[kPlanned] += planned, ++of_row[kStages + stage];
    }
  };
  const auto put_away = [&](std::int32_t bin) {
    for (Row& row : out) {
      const std::span of_row(counts.data() + row.code * width, width);
      if (of_row[kAll] == 0) continue;
      row.add(bin, of_row);
      std::fill(of_row.begin(), of_row.end(), 0);
    }
  };
  const std::vector<std::uint32_t> places = chosen.list();
  const std::vector<std::int32_t> &first = catalog.columns.first, &last = catalog.columns.last;
  auto place = places.begin();
  for (; place != places.end() && first[*place] == merge::DaySpan::kOpenPast; ++place)  // what is open stands where it ends
    if (last[*place] != merge::DaySpan::kOpenFuture) count(*place), put_away(bin_of(last[*place], span));
  // Events come by day: where a bin ends among them need be found once only.
  while (place != places.end() && first[*place] != merge::DaySpan::kOpenFuture) {
    const std::int32_t bin = bin_of(first[*place], span);
    for (const std::uint32_t end = catalog.columns.begun_before(first_day(bin + 1, span)); place != places.end() && *place < end; ++place)
      count(*place);
    put_away(bin);
  }
  std::erase_if(out, [](const Row& row) { return row.events == 0; });
  std::sort(out.begin(), out.end(), [&](const Row& a, const Row& b) {
    return a.events != b.events ? a.events > b.events : catalog.texts[lane.codes[a.code]] < catalog.texts[lane.codes[b.code]];
  });
  return out;
}

/// Places of stages in `Catalog::stages`, by name, without the first, which is none.
using StageKeys = std::vector<std::pair<std::uint16_t, json::Writer::Key>>;

StageKeys stage_keys(const Catalog& catalog) {
  std::vector<std::pair<std::string_view, std::uint16_t>> names;
  for (std::size_t stage = 1; stage < catalog.stages.size(); ++stage)
    names.emplace_back(catalog.texts[catalog.stages[stage]], static_cast<std::uint16_t>(stage));
  std::sort(names.begin(), names.end());
  StageKeys out;
  for (const auto& [name, stage] : names) out.emplace_back(stage, json::Writer::Key(name));
  return out;
}

void write_bin(json::Writer& out, const StageKeys& stages, const std::string& day, Counts counts) {
  out.object().key("day").text(day).key("events").number(counts[kAll]).key("planned").number(counts[kPlanned]);
  out.key("stages").object();
  for (const auto& [stage, key] : stages)
    if (const std::uint32_t count = counts[kStages + stage]; count != 0) out.key(key).number(count);
  out.end_object().end_object();
}

Reply get_timeline(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  const Catalog& catalog = *view->catalog;
  const query::Places chosen = query::choose(catalog, ANSWER(choice_of(context, call, catalog)));
  const std::string &span = call["span"], &by = call["lane"];
  const query::Lane& lane = by == "host" ? catalog.by_host : by == "sector" ? catalog.by_sector : catalog.by_partner;
  const StageKeys stages = stage_keys(catalog);
  json::Writer out;
  out.object().key("lane").text(by).key("span").text(span).key("lanes").array();
  for (const Row& row : rows_of(catalog, chosen, lane, span)) {
    const std::string id(catalog.texts[lane.codes[row.code]]);
    out.object().key("id").text(id).key("name").text(by == "sector" ? id : country_name(context, catalog, id));
    out.key("events").number(row.events).key("bins").array();
    for (std::size_t bin = 0; bin < row.bins.size(); ++bin) write_bin(out, stages, merge::day_text(first_day(row.bins[bin], span)), row.counts_of(bin));
    out.end_array().end_object();
  }
  out.end_array().key("total").number(static_cast<std::int64_t>(chosen.size())).end_object();
  return json_reply(std::move(out));
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
