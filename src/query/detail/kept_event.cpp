#include "query/detail/kept_event.h"

#include <charconv>
#include <set>

#include "query/detail/card.h"

namespace tamga::query {
namespace {

using json::Value;
using merge::DaySpan;

/// Neither is in any text that reports, packs or people give.
constexpr char kField = '\x1e', kItem = '\x1f';

std::string joined(const std::vector<std::string>& items, char with) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) out += (i ? std::string(1, with) : "") + items[i];
  return out;
}

std::int64_t number_of(const std::string& text) {
  std::int64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::string step_text(const merge::Step& step) {
  return joined({step.event, std::to_string(step.day), step.when, step.claimed, step.off, step.evidenced ? "1" : "",
                 joined(step.origins, kItem), joined(step.claims, kItem), joined(step.off_claims, kItem)},
                kField);
}

Value place_value(store::ClaimPlace place) { return Value::Array{Value(place.reading), Value(place.position)}; }
store::ClaimPlace place_from(const Value& value, std::size_t at = 0) {
  return {value[at].integer_or(0), value[at + 1].integer_or(0)};
}

std::string record_of(const merge::Event& event, const ClaimPlaces& places) {
  const auto place = [&](merge::ClaimRef ref) { return places[ref.source][ref.claim]; };
  Value claims = Value::array(), conflicts = Value::array(), links = Value::array();
  for (const merge::ClaimRef ref : event.claims) claims.push(place_value(place(ref)));
  for (const merge::Conflict& conflict : event.conflicts) {
    Value sides = Value::array();
    for (const auto& side : conflict.sides) {
      Value said = Value::array();
      for (const merge::ClaimRef ref : side.claims) said.push(place_value(place(ref)));
      sides.push(Value::Array{Value(side.value), std::move(said)});
    }
    conflicts.push(Value::Array{Value(conflict.field), std::move(sides)});
  }
  for (const auto& link : event.links) {
    const store::ClaimPlace left = place(link.left), right = place(link.right);
    links.push(Value::Array{Value(left.reading), Value(left.position), Value(right.reading), Value(right.position), Value(link.score)});
  }
  const auto list = [](const std::vector<std::string>& items) {
    Value out = Value::array();
    for (const std::string& item : items) out.push(item);
    return out;
  };
  Value out = Value::Object{{"event", event.event}, {"mode", event.mode}, {"stage", event.stage}, {"status", event.status},
                            {"when", event.when}, {"reports", static_cast<std::int64_t>(event.reports)}, {"host", list(event.host)},
                            {"sector", list(event.sector)}, {"origins", list(event.origins)}, {"claims", std::move(claims)},
                            {"conflicts", std::move(conflicts)}, {"links", std::move(links)}};
  if (event.days)
    out.set("days", Value::Array{Value(static_cast<std::int64_t>(event.days->first)), Value(static_cast<std::int64_t>(event.days->last))});
  return json::dump(out);
}

std::string text_of(const Value& value) { return std::string(value.string_or("")); }

}  // namespace

std::int64_t weight_of(const merge::Event& event) {
  const bool is_state = event.stage.empty() && event.mode.empty() && event.event.empty();
  return (event.stage == "mention" || is_state ? 2 : 0) + (event.status != "actual" ? 1 : 0);
}

store::MergedEvent kept_event(const merge::Event& event, std::span<const merge::Source> sources, const ClaimPlaces& places) {
  store::MergedEvent out;
  out.id = event.id;
  out.hosts = joined(event.host, ' '), out.sectors = joined(event.sector, ' ');
  std::set<std::string> partners;
  for (const std::string& host : event.host)
    for (const std::string& partner : merge::partners_of(event, sources, host)) partners.insert(partner);
  out.partners = joined({partners.begin(), partners.end()}, ' ');
  const merge::ClaimRef best = event.claims.front();
  const model::Claim& claim = sources[best.source].claims[best.claim];
  if (!claim.sector.empty()) out.home = claim.sector.front();
  out.weight = weight_of(event);
  out.day = event.days ? event.days->first : DaySpan::kOpenPast;
  out.last = event.days ? event.days->last : store::kAnyDay;
  out.planned = event.status == "future" || event.status == "possible";
  out.record = record_of(event, places);
  out.card = card_text(card_of(event, sources));
  out.step = step_text(merge::step_of(event, sources));
  for (const merge::ClaimRef ref : event.claims) out.claims.push_back(places[ref.source][ref.claim]);
  for (const merge::CellKey& key : merge::cells_of(event, sources)) out.cells.push_back(cell_text(key));
  return out;
}

std::vector<store::ClaimPlace> places_in(const Value& record) {
  std::vector<store::ClaimPlace> out;
  for (const Value& place : record["claims"].items()) out.push_back(place_from(place));
  return out;
}

merge::Event event_from(const std::string& id, const Value& value, const std::function<merge::ClaimRef(store::ClaimPlace)>& find) {
  merge::Event out;
  out.id = id;
  out.event = text_of(value["event"]), out.mode = text_of(value["mode"]);
  out.stage = text_of(value["stage"]), out.status = text_of(value["status"]);
  out.when = text_of(value["when"]), out.dated = !out.when.empty();
  out.host = value["host"].strings(), out.sector = value["sector"].strings(), out.origins = value["origins"].strings();
  out.reports = static_cast<std::size_t>(value["reports"].integer_or(0));
  if (value.has("days"))
    out.days = DaySpan{static_cast<std::int32_t>(value["days"][0].integer_or(0)), static_cast<std::int32_t>(value["days"][1].integer_or(0))};
  for (const Value& place : value["claims"].items()) out.claims.push_back(find(place_from(place)));
  for (const Value& conflict : value["conflicts"].items()) {
    merge::Conflict made{text_of(conflict[0]), {}};
    for (const Value& side : conflict[1].items()) {
      made.sides.push_back({text_of(side[0]), {}});
      for (const Value& place : side[1].items()) made.sides.back().claims.push_back(find(place_from(place)));
    }
    out.conflicts.push_back(std::move(made));
  }
  for (const Value& link : value["links"].items())
    out.links.push_back({find(place_from(link)), find(place_from(link, 2)), link[4].number_or(0)});
  return out;
}

std::string cell_text(const merge::CellKey& key) {
  // Less than all that is in names, so that cells come in the order of their parts.
  return std::get<0>(key) + "\t" + std::get<1>(key) + "\t" + std::get<2>(key);
}

merge::CellKey cell_from(const std::string& text) {
  auto parts = split(text, '\t');
  parts.resize(3);
  return {parts[0], parts[1], parts[2]};
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> out;
  if (text.empty()) return out;
  std::size_t from = 0;
  for (std::size_t next; (next = text.find(at, from)) != std::string::npos; from = next + 1) out.push_back(text.substr(from, next - from));
  out.push_back(text.substr(from));
  return out;
}

merge::Step step_from(const std::string& text) {
  auto parts = split(text, kField);
  parts.resize(9);
  return {parts[0], static_cast<std::int32_t>(number_of(parts[1])), parts[2], parts[3], parts[4], parts[5] == "1",
          split(parts[6], kItem), split(parts[7], kItem), split(parts[8], kItem)};
}

std::string summary_text(const merge::Standing& standing) {
  return joined({standing.stage, standing.claimed, standing.evidenced, std::to_string(standing.origins), standing.since, standing.latest,
                 standing.risen, standing.heard},
                kField);
}

merge::Standing standing_from(const std::string& cell, const std::string& summary, const std::string& claims) {
  merge::Standing out;
  std::tie(out.host, out.sector, out.partner) = cell_from(cell);
  auto parts = split(summary, kField);
  parts.resize(8);
  out.stage = parts[0], out.claimed = parts[1], out.evidenced = parts[2];
  out.origins = static_cast<std::size_t>(number_of(parts[3]));
  out.since = parts[4], out.latest = parts[5], out.risen = parts[6], out.heard = parts[7];
  out.claims = split(claims, ' ');
  return out;
}

std::string joined_ids(const std::vector<std::string>& ids) { return joined(ids, ' '); }

}  // namespace tamga::query
