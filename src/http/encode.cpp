#include "http/detail/encode.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "json/object.h"
#include "model/json.h"
#include "query/review.h"

namespace tamga::http {
namespace {

using json::Value;
using query::Catalog;
using query::EventCard;

void write_names(json::Writer& out, const Catalog& catalog, Catalog::List list) {
  out.array();
  for (const std::uint32_t number : list) out.text(catalog.texts[number]);
  out.end_array();
}

void write_actors(json::Writer& out, const Catalog& catalog, Catalog::List list, std::string_view side) {
  for (const std::uint32_t number : list) {
    const query::ActorCard& actor = catalog.actors[number];
    out.object().key("id").text(actor.id).key("name").text(actor.name).key("type").text(actor.type);
    out.key("country").text_or_null(actor.country).key("side").text(side).end_object();
  }
}

void write_point(json::Writer& out, const Catalog& catalog, const EventCard& event) {
  if (event.located == query::LocatedBy::kNothing) {
    out.text_or_null("");
    return;
  }
  out.object().key("lat").value(degrees(event.latitude)).key("lon").value(degrees(event.longitude));
  out.key("name").text_or_null(catalog.texts[event.place]);
  out.key("by").text(event.located == query::LocatedBy::kPlace ? "place" : "asset").end_object();
}

std::optional<std::int32_t> last_day(const std::string& edtf) {
  const auto span = merge::days_of(edtf);
  return span ? std::optional(span->last) : std::nullopt;
}

/// What a search finds is cut off here; it takes words that nearly everything has to come to so many.
constexpr std::size_t kMostHits = 20'000;

Value ids_of(const std::vector<model::Decided>& claims) {
  Value out = Value::array();
  std::set<std::string> seen;
  for (const model::Decided& decided : claims)
    if (seen.insert(decided.claim.id).second) out.push(decided.claim.id);
  return out;
}

}  // namespace

double degrees(float value) { return std::round(static_cast<double>(value) * 1e5) / 1e5; }

Value day_or_null(std::int32_t day) { return text_or_null(merge::day_text(day)); }

void write_event(json::Writer& out, const Catalog& catalog, const EventCard& event) {
  const auto text = [&](std::uint32_t number) { return catalog.texts[number]; };
  out.object().key("id").text(catalog.id(event)).key("what").text(catalog.what(event));
  out.key("event").text_or_null(text(event.event)).key("mode").text_or_null(text(event.mode));
  out.key("stage").text_or_null(text(event.stage)).key("status").text(text(event.status));
  out.key("when").text_or_null(text(event.when)).key("first").text_or_null(merge::day_text(event.first));
  out.key("last").text_or_null(merge::day_text(event.last)).key("dated").boolean(event.dated);
  out.key("reported").text_or_null(text(event.reported)).key("sentence").text(catalog.sentence(event));
  write_names(out.key("host"), catalog, catalog.hosts(event));
  write_names(out.key("sector"), catalog, catalog.sectors(event));
  write_names(out.key("partners"), catalog, catalog.partners(event));
  out.key("actors").array();
  write_actors(out, catalog, catalog.who(event), "who");
  write_actors(out, catalog, catalog.whom(event), "whom");
  out.end_array().key("assets").array();
  for (const std::uint32_t number : catalog.topics_of(event)) {
    const query::TopicCard& topic = catalog.topics[number];
    out.object().key("id").text(topic.id).key("name").text(topic.name).key("type").text(topic.type).end_object();
  }
  out.end_array().key("outlets").array();
  for (const std::uint32_t number : catalog.outlets_of(event)) out.text(catalog.outlets[number].id);
  out.end_array();
  write_point(out.key("point"), catalog, event);
  out.key("origins").number(event.origins).key("reports").number(event.reports).key("claims").number(event.claims);
  out.key("conflicts").array();
  for (std::size_t i = 0; i < std::size(query::kConflictFields); ++i)
    if ((event.conflicts >> i & 1) != 0) out.text(query::kConflictFields[i]);
  out.end_array().key("confidence").value(std::round(static_cast<double>(event.confidence) * 1000) / 1000);
  out.key("decided").boolean(event.decided).end_object();
}

Value event_value(const Catalog& catalog, const EventCard& event) {
  json::Writer out;
  write_event(out, catalog, event);
  auto parsed = json::parse(std::move(out).take());
  return parsed.ok() ? std::move(*parsed) : Value();
}

Value events_value(const Catalog& catalog, std::span<const std::uint32_t> places) {
  Value out = Value::array();
  for (const std::uint32_t place : places) out.push(event_value(catalog, catalog.events[place]));
  return out;
}

void write_standing(json::Writer& out, const merge::CellKey& key, const query::CellNow& now, std::int32_t today,
                    const std::vector<std::string>* claims) {
  const auto& [host, sector, partner] = key;
  const auto day = [](std::int32_t d) {
    const bool is_day = d != merge::DaySpan::kOpenPast && d != merge::DaySpan::kOpenFuture;
    return is_day ? std::optional(d) : std::nullopt;
  };
  const auto risen = day(now.risen), heard = day(now.heard);
  out.object().key("host").text(host).key("sector").text(sector).key("partner").text(partner);
  out.key("stage").text(now.stage).key("claimed").text_or_null(now.claimed).key("evidenced").text_or_null(now.evidenced);
  out.key("origins").number(now.origins).key("since").text_or_null(now.since);
  out.key("latest").text_or_null(merge::day_text(now.latest)).key("risen").text_or_null(merge::day_text(now.risen));
  out.key("heard").text_or_null(merge::day_text(now.heard)).key("trend").text(merge::trend_of(now.stage, heard, risen, today));
  out.key("stale").boolean(merge::is_stale(now.stage, heard, risen, today)).key("claim_count").number(now.claims);
  if (claims != nullptr) {
    out.key("claims").array();
    for (const std::string& id : *claims) out.text(id);
    out.end_array();
  }
  out.end_object();
}

Value report_ref(const model::Report& r) {
  return json::object({{"id", r.id},
                       {"outlet", text_or_null(r.outlet)},
                       {"outlet_id", text_or_null(query::outlet_key(r))},
                       {"published", text_or_null(r.published)},
                       {"title", text_or_null(r.title)},
                       {"url", text_or_null(r.url)}});
}

Value report_value(const store::Head& head) {
  Value out = report_ref(head.reading.report);
  out.set("lang", text_or_null(head.reading.report.language));
  out.set("claims", static_cast<std::int64_t>(head.claims));
  out.set("remarks", static_cast<std::int64_t>(head.remarks));
  out.set("recorded_at", head.reading.recorded_at);
  return out;
}

Value decision_value(const model::Decision& d, bool stands) {
  Value entities = Value::array();
  for (const std::string& entity : d.entities) entities.push(entity);
  return json::object({{"id", d.id},
                       {"kind", d.kind},
                       {"author", d.author},
                       {"reason", text_or_null(d.reason)},
                       {"made_at", d.made_at},
                       {"words", query::decision_words(d)},
                       {"stands", stands},
                       {"claims", ids_of(d.claims)},
                       {"others", ids_of(d.others)},
                       {"field", text_or_null(d.field)},
                       {"value", text_or_null(d.value)},
                       {"entities", std::move(entities)},
                       {"undoes", text_or_null(d.undoes)}});
}

Value Counts::value(std::size_t most) const {
  std::vector<std::pair<std::string, std::pair<std::string, std::size_t>>> sorted(counts_.begin(),
                                                                                  counts_.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second.second > b.second.second; });
  Value out = Value::array();
  for (std::size_t i = 0; i < sorted.size() && i < most; ++i)
    out.push(json::object({{"id", sorted[i].first},
                           {"name", sorted[i].second.first},
                           {"count", static_cast<std::int64_t>(sorted[i].second.second)}}));
  return out;
}

std::string country_name(const Context& context, const Catalog& catalog, const std::string& code) {
  if (code == context.pack.contest["region"].string_or("")) return "The region as a whole";
  if (const auto known = context.pack.countries.find(code); known != context.pack.countries.end())
    return known->second;
  const auto named = catalog.country_names.find(code);
  return named == catalog.country_names.end() ? code : named->second;
}

Result<query::Choice> choice_of(Context& context, const Call& call, const Catalog& catalog) {
  query::Choice out;
  out.host = listed(call["host"]), out.sector = listed(call["sector"]), out.partner = listed(call["partner"]);
  out.actor = listed(call["actor"]), out.topic = listed(call["asset"]), out.outlet = listed(call["outlet"]);
  out.stage = listed(call["stage"]), out.status = listed(call["status"]), out.event = listed(call["event"]);
  out.mode = listed(call["mode"]), out.ids = listed(call["ids"]);
  out.as_of = last_day(call["as_of"]), out.to = last_day(call["to"]);
  if (const auto from = merge::days_of(call["from"])) out.from = from->first;
  if (const auto box = listed(call["bbox"]); box.size() == 4) {
    out.box.emplace();
    for (std::size_t i = 0; i < 4; ++i)
      std::from_chars(box[i].data(), box[i].data() + box[i].size(), (*out.box)[i]);
  }
  if (!call["text"].empty()) {
    auto ledger = TRY(context.readers.lease());
    out.among.emplace();
    for (const store::Hit& hit : TRY(ledger->find(call["text"], kMostHits)))
      if (const auto place = hit.kind == "claim" ? catalog.event_of_claim(hit.id) : std::nullopt)
        out.among->push_back(*place);
  }
  return out;
}

std::optional<Page> page_of(const Call& call, std::size_t size) {
  Page out;
  const std::string& cursor = call["cursor"];
  if (!cursor.empty()) {
    const char* begin = cursor.data() + 1;
    const char* end = cursor.data() + cursor.size();
    const auto [stop, error] = std::from_chars(begin, end, out.from);
    if (cursor.front() != 'n' || error != std::errc() || stop != end) return std::nullopt;
  }
  out.from = std::min(out.from, size);
  out.to = std::min(size, out.from + call.number("limit"));
  if (out.to < size) out.next = "n" + std::to_string(out.to);
  return out;
}

Reply bad_cursor() {
  return problem(400, "bad-parameter", "cursor is none that was given out here", "cursor");
}

}  // namespace tamga::http
