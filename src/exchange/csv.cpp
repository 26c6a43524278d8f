// Tables for spreadsheets and statistics: RFC 4180, UTF-8, a header line.
#include <algorithm>
#include <map>

#include "exchange/detail/rows.h"
#include "exchange/detail/selection.h"
#include "exchange/exchange.h"

namespace tamga::exchange {
namespace {

using Strings = std::vector<std::string>;

template <class T, class Of>
std::string cells(const std::vector<T>& items, Of of) {
  Strings out;
  for (const T& item : items) out.push_back(of(item));
  return joined(out);
}

std::string amount_text(const model::Amount& a) {
  return number_text(a.value) + (a.upper ? "-" + number_text(*a.upper) : "") + (a.unit.empty() ? "" : " " + a.unit);
}

void add_side(Row& row, const std::vector<model::Party>& side) {
  row.push_back(cells(side, [](const model::Party& p) { return p.name; }));
  row.push_back(cells(side, [](const model::Party& p) { return p.id; }));
  row.push_back(cells(side, [](const model::Party& p) { return p.country; }));
}

void add_place(Row& row, const std::optional<model::Place>& place) {
  const bool located = place && place->latitude && place->longitude;
  row.push_back(place ? place->name : "");
  row.push_back(place ? place->country : "");
  row.push_back(located ? number_text(*place->latitude) : "");
  row.push_back(located ? number_text(*place->longitude) : "");
}

const Row kClaimHead{"id", "event_id", "report", "outlet", "published", "title", "url", "event", "mode", "stage", "status",
                     "who", "who_ids", "who_countries", "whom", "whom_ids", "whom_countries", "about", "about_ids",
                     "sector", "host", "when", "when_basis", "where", "where_country", "lat", "lon", "amounts", "chain",
                     "said_by", "quote", "evidence_begin", "evidence_end", "evidence", "confidence", "rule"};

Row claim_row(const model::Report& report, const model::Claim& c, const std::string& event_id) {
  Row row{c.id, event_id, report.id, report.outlet, report.published, report.title, report.url, c.event, c.mode, c.stage,
          c.status};
  add_side(row, c.who);
  add_side(row, c.whom);
  row.push_back(cells(c.about, [](const model::Topic& t) { return t.name; }));
  row.push_back(cells(c.about, [](const model::Topic& t) { return t.id; }));
  row.insert(row.end(), {joined(c.sector), joined(c.host), c.when ? c.when->edtf : "", c.when ? c.when->basis : ""});
  add_place(row, c.where);
  row.push_back(cells(c.amounts, amount_text));
  row.push_back(cells(c.chain, [](const model::Hop& h) { return h.name; }));
  row.insert(row.end(), {c.said_by, c.quote ? c.quote->words : "", std::to_string(c.evidence.begin),
                         std::to_string(c.evidence.end), c.evidence.words, number_text(c.confidence), c.rule});
  return row;
}

Status write_claims(const query::State& state, const Sink& sink) {
  TRY(sink(csv_line(kClaimHead)));
  std::map<merge::ClaimRef, std::string> events;
  for (const merge::Event& event : state.events)
    for (const merge::ClaimRef ref : event.claims) events.emplace(ref, event.id);
  for (const auto& [ref, event] : events)
    TRY(sink(csv_line(claim_row(report_of(state, ref), claim_of(state, ref), event))));
  return {};
}

const Row kEventHead{"id", "event", "mode", "stage", "status", "when", "reported", "host", "sector", "who", "who_ids",
                     "who_countries", "whom", "whom_ids", "whom_countries", "about", "where", "where_country", "lat",
                     "lon", "sentence", "origins", "reports", "outlets", "conflicts", "claims"};

Row event_row(const query::State& state, const merge::Event& event) {
  const query::Line line = query::line_of(state, event);
  const model::Claim& best = best_claim(state, event);
  Row row{event.id, event.event, event.mode, event.stage, event.status, event.when, line.reported, joined(event.host),
          joined(event.sector)};
  std::vector<model::Party> acting, others;
  for (const Participant& p : participants_of(state, event)) (p.acting ? acting : others).push_back(p.party);
  add_side(row, acting);
  add_side(row, others);
  row.push_back(cells(best.about, [](const model::Topic& t) { return t.name; }));
  add_place(row, best.where);
  Strings outlets, claims;
  for (const query::Telling& telling : line.tellings) {
    if (std::find(outlets.begin(), outlets.end(), telling.outlet) == outlets.end()) outlets.push_back(telling.outlet);
    claims.push_back(telling.claim);
  }
  row.insert(row.end(), {line.sentence, std::to_string(event.origins.size()), std::to_string(event.reports),
                         joined(outlets), cells(line.disputes, query::dispute_words), joined(claims)});
  return row;
}

Status write_events(const query::State& state, const Sink& sink) {
  TRY(sink(csv_line(kEventHead)));
  for (const merge::Event& event : state.events) TRY(sink(csv_line(event_row(state, event))));
  return {};
}

Status write_standings(const query::State& state, const Sink& sink) {
  TRY(sink(csv_line({"host", "sector", "partner", "stage", "claimed", "evidenced", "origins", "since", "latest", "claims",
                     "events"})));
  for (const merge::Standing& cell : state.cells)
    TRY(sink(csv_line({cell.host, cell.sector, cell.partner, cell.stage, cell.claimed, cell.evidenced,
                       std::to_string(cell.origins), cell.since, cell.latest, joined(cell.claims), joined(cell.events)})));
  return {};
}

Status write_reports(const query::State& state, const Sink& sink) {
  TRY(sink(csv_line({"id", "outlet", "outlet_id", "published", "title", "url", "lang", "claims", "remarks", "pack",
                     "model"})));
  const Selection chosen = selection_of(state);
  for (const std::uint32_t source : chosen.sources) {
    const model::Report& r = state.sources[source].report;
    TRY(sink(csv_line({r.id, r.outlet, r.outlet_id, r.published, r.title, r.url, r.language,
                       std::to_string(chosen.claims[source].size()), std::to_string(state.remarks[source].size()),
                       r.pack, r.model})));
  }
  return {};
}

}  // namespace

Status write_csv(const Input& input, const Sink& sink) {
  if (input.table == "events") return write_events(input.state, sink);
  if (input.table == "standings") return write_standings(input.state, sink);
  if (input.table == "reports") return write_reports(input.state, sink);
  return write_claims(input.state, sink);
}

}  // namespace tamga::exchange
