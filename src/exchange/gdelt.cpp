// GDELT 2.0: 61 columns an event, 16 a mention, tab-separated, without a header ("The GDELT Event Database Data Format
// Codebook V2.0", 19 February 2015). Columns that nothing here speaks of stay empty.
#include <cmath>
#include <cstdlib>
#include <set>

#include "base/files.h"
#include "exchange/detail/codes.h"
#include "exchange/detail/rows.h"
#include "exchange/detail/selection.h"
#include "exchange/exchange.h"

namespace tamga::exchange {
namespace {

/// 60 bits of a hash: GlobalEventID is an integer.
std::string number_of(const std::string& event_id) {
  return std::to_string(std::strtoll(sha256(event_id).substr(0, 15).c_str(), nullptr, 16));
}

std::string digits_of(const std::string& iso_day) {
  std::string out;
  for (const char c : iso_day)
    if (c != '-') out += c;
  return out;
}

/// "20250614000000" for the day an EDTF date ends with.
std::string stamp_of(const std::string& edtf) {
  const std::string day = digits_of(days_of(edtf).last);
  return day.empty() ? "" : day + "000000";
}

/// Day of the event, "2025-06-14": of its date, else of the earliest report.
std::string day_of(const merge::Event& event) {
  if (!event.days) return {};
  const std::string first = merge::day_text(event.days->first);
  return first.empty() ? merge::day_text(event.days->last) : first;
}

/// Day, MonthYear, Year, FractionDate. The fraction is as the codebook counts it: (month * 30 + day) / 365.
void add_day(Row& row, const std::string& day) {
  if (day.empty()) {
    row.insert(row.end(), 4, "");
    return;
  }
  const std::string digits = digits_of(day);
  const int month = std::atoi(digits.substr(4, 2).c_str()), date = std::atoi(digits.substr(6, 2).c_str());
  char fraction[32];
  std::snprintf(fraction, sizeof fraction, "%.4f", std::atoi(digits.substr(0, 4).c_str()) + (month * 30 + date) / 365.0);
  row.insert(row.end(), {digits, digits.substr(0, 6), digits.substr(0, 4), fraction});
}

/// The ten columns of an actor.
void add_actor(Row& row, const Codes& codes, const std::vector<model::Party>& side) {
  if (side.empty()) {
    row.insert(row.end(), 10, "");
    return;
  }
  const model::Party& party = side.front();
  const std::string country = codes.country(party.country, "cameo"), group = codes.country(party.country, "group"),
                    type = codes.word("actor_types", party.type);
  row.insert(row.end(), {country + group + type, party.name, country, group, "", "", "", type, "", ""});
}

/// The eight columns of a place. Type 4 is a place outside the USA, 3 one in it, 1 a country.
void add_geography(Row& row, const Codes& codes, const query::State& state, const std::optional<model::Place>& place) {
  if (!place || (!place->latitude && place->country.empty())) {
    row.insert(row.end(), 8, "");
    return;
  }
  const std::string fips = codes.country(place->country, "fips");
  if (!place->latitude || !place->longitude) {
    row.insert(row.end(), {"1", query::country_name(state, place->country), fips, fips, "", "", "", fips});
    return;
  }
  const std::string country = place->country.empty() ? "" : ", " + query::country_name(state, place->country);
  row.insert(row.end(), {fips == "US" ? "3" : "4", place->name + country, fips, "", "", number_text(*place->latitude),
                         number_text(*place->longitude), ""});
}

/// Where it happened: the claim's place, else the one host.
std::optional<model::Place> action_place(const merge::Event& event, const model::Claim& best) {
  if (best.where) return best.where;
  if (event.host.size() != 1) return std::nullopt;
  model::Place host;
  host.country = event.host.front();
  return host;
}

Row event_row(const Input& input, const merge::Event& event, const Cameo& cameo, const Codes& codes) {
  const query::State& state = input.state;
  const query::Line line = query::line_of(state, event);
  const model::Claim& best = best_claim(state, event);
  std::set<std::string> outlets;
  std::string url;
  for (const query::Telling& telling : line.tellings) {
    outlets.insert(telling.outlet);
    if (url.empty()) url = telling.url;
  }
  Row row{number_of(event.id)};
  add_day(row, day_of(event));
  add_actor(row, codes, best.who);
  add_actor(row, codes, best.whom);
  row.insert(row.end(), {"", cameo.code, cameo.base, cameo.root, cameo.quad, cameo.goldstein,
                         std::to_string(event.claims.size()), std::to_string(outlets.size()),
                         std::to_string(event.reports), ""});
  row.insert(row.end(), 16, "");  // where the actors are is not told apart from where they act
  add_geography(row, codes, state, action_place(event, best));
  row.insert(row.end(), {stamp_of(line.reported), url});
  return row;
}

/// The site of an address: "www.example.org".
std::string site_of(const std::string& url) {
  const std::size_t start = url.find("://");
  if (start == std::string::npos) return {};
  return url.substr(start + 3, url.find_first_of("/?#", start + 3) - start - 3);
}

/// Characters of the text before a byte.
std::size_t characters(std::string_view text, std::size_t bytes) {
  std::size_t count = 0;
  for (const char c : text.substr(0, bytes)) count += (c & 0xc0) != 0x80 ? 1 : 0;
  return count;
}

std::string offset_of(std::string_view text, const std::vector<model::Party>& side) {
  if (side.empty() || side.front().evidence.words.empty()) return {};
  return std::to_string(characters(text, side.front().evidence.begin));
}

/// Percent in steps of ten, ten at least.
std::string confidence_of(double confidence) {
  return std::to_string(std::max(10L, std::lround(confidence * 10) * 10));
}

Row mention_row(const merge::Event& event, const std::string& first_reported, const model::Report& report,
                const model::Claim& claim, std::string_view text) {
  const bool web = !report.url.empty();
  return {number_of(event.id), stamp_of(first_reported), stamp_of(report.published), web ? "1" : "2",
          web && !site_of(report.url).empty() ? site_of(report.url) : report.outlet, web ? report.url : report.id, "",
          offset_of(text, claim.who), offset_of(text, claim.whom), std::to_string(characters(text, claim.evidence.begin)),
          "1", confidence_of(claim.confidence), std::to_string(characters(text, text.size())), "", "", ""};
}

}  // namespace

Status write_gdelt_events(const Input& input, const Sink& sink) {
  const Codes codes(input.codes);
  for (const merge::Event& event : input.state.events)
    if (const auto cameo = codes.cameo(event)) TRY(sink(tsv_line(event_row(input, event, *cameo, codes))));
  return {};
}

Status write_gdelt_mentions(const Input& input, const Sink& sink) {
  const query::State& state = input.state;
  const Codes codes(input.codes);
  std::map<merge::ClaimRef, const merge::Event*> events;  // by report, so that each text is fetched once
  std::map<const merge::Event*, std::string> reported;
  for (const merge::Event& event : state.events) {
    if (!codes.cameo(event)) continue;
    reported.emplace(&event, query::line_of(state, event).reported);
    for (const merge::ClaimRef ref : event.claims) events.emplace(ref, &event);
  }
  std::string text, held;
  for (const auto& [ref, event] : events) {
    const model::Report& report = report_of(state, ref);
    if (held != report.id) text = TRY(input.ledger.report_text(report.id)), held = report.id;
    TRY(sink(tsv_line(mention_row(*event, reported.at(event), report, claim_of(state, ref), text))));
  }
  return {};
}

}  // namespace tamga::exchange
