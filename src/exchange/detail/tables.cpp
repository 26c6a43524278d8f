#include "exchange/detail/tables.h"

#include <algorithm>
#include <map>

#include "exchange/detail/selection.h"

namespace tamga::exchange {
namespace {

using enum ColumnType;
using Give = std::function<Status(const Cells&)>;

Cell text(const std::string& value) { return value.empty() ? Cell() : Cell(value); }
Cell whole(std::size_t value) { return static_cast<std::int64_t>(value); }

Texts texts(const std::vector<std::string>& items) { return {items.begin(), items.end()}; }

template <class T, class Of>
Texts texts(const std::vector<T>& items, Of of) {
  Texts out;
  for (const T& item : items) {
    const std::string value = of(item);
    out.push_back(value.empty() ? std::nullopt : std::optional(value));
  }
  return out;
}

std::string amount_text(const model::Amount& a) {
  return number_text(a.value) + (a.upper ? "-" + number_text(*a.upper) : "") +
         (a.unit.empty() ? "" : " " + a.unit);
}

void add(Cells& row, std::initializer_list<Cell> cells) { row.insert(row.end(), cells); }

void add_side(Cells& row, const std::vector<model::Party>& side) {
  add(row, {texts(side, [](const model::Party& p) { return p.name; }),
            texts(side, [](const model::Party& p) { return p.id; }),
            texts(side, [](const model::Party& p) { return p.country; })});
}

void add_place(Cells& row, const std::optional<model::Place>& place) {
  const bool located = place && place->latitude && place->longitude;
  add(row, {text(place ? place->name : ""), text(place ? place->country : ""),
            located ? Cell(*place->latitude) : Cell(), located ? Cell(*place->longitude) : Cell()});
}

Cells claim_row(const model::Report& report, const model::Claim& c, const std::string& event_id) {
  Cells row{text(c.id),          text(event_id),         text(report.id),
            text(report.outlet), text(report.published), text(report.title),
            text(report.url),    text(c.event),          text(c.mode),
            text(c.stage),       text(c.status)};
  add_side(row, c.who);
  add_side(row, c.whom);
  add(row, {texts(c.about, [](const model::Topic& t) { return t.name; }),
            texts(c.about, [](const model::Topic& t) { return t.id; }), texts(c.sector), texts(c.host),
            text(c.when ? c.when->edtf : ""), text(c.when ? c.when->basis : "")});
  add_place(row, c.where);
  add(row, {texts(c.amounts, amount_text), texts(c.chain, [](const model::Hop& h) { return h.name; }),
            text(c.said_by), text(c.quote ? c.quote->words : ""), whole(c.evidence.begin),
            whole(c.evidence.end), text(c.evidence.words), c.confidence, text(c.rule)});
  return row;
}

Status each_claim(const query::State& state, const Give& give) {
  std::map<merge::ClaimRef, std::string> events;
  for (const merge::Event& event : state.events)
    for (const merge::ClaimRef ref : event.claims) events.emplace(ref, event.id);
  for (const auto& [ref, event] : events)
    TRY(give(claim_row(report_of(state, ref), claim_of(state, ref), event)));
  return {};
}

Cells event_row(const query::State& state, const merge::Event& event) {
  const query::Line line = query::line_of(state, event);
  const model::Claim& best = best_claim(state, event);
  Cells row{text(event.id),   text(event.event),   text(event.mode),  text(event.stage),  text(event.status),
            text(event.when), text(line.reported), texts(event.host), texts(event.sector)};
  std::vector<model::Party> acting, others;
  for (const Participant& p : participants_of(state, event)) (p.acting ? acting : others).push_back(p.party);
  add_side(row, acting);
  add_side(row, others);
  row.push_back(texts(best.about, [](const model::Topic& t) { return t.name; }));
  add_place(row, best.where);
  std::vector<std::string> outlets, claims;
  for (const query::Telling& telling : line.tellings) {
    if (!telling.outlet.empty() && std::find(outlets.begin(), outlets.end(), telling.outlet) == outlets.end())
      outlets.push_back(telling.outlet);
    claims.push_back(telling.claim);
  }
  add(row, {text(line.sentence), whole(event.origins.size()), whole(event.reports), texts(outlets),
            texts(line.disputes, query::dispute_words), texts(claims)});
  return row;
}

Status each_event(const query::State& state, const Give& give) {
  for (const merge::Event& event : state.events) TRY(give(event_row(state, event)));
  return {};
}

Status each_standing(const query::State& state, const Give& give) {
  for (const merge::Standing& cell : state.cells)
    TRY(give({text(cell.host), text(cell.sector), text(cell.partner), text(cell.stage), text(cell.claimed),
              text(cell.evidenced), whole(cell.origins), text(cell.since), text(cell.latest),
              texts(cell.claims), texts(cell.events)}));
  return {};
}

Status each_report(const query::State& state, const Give& give) {
  const Selection chosen = selection_of(state);
  for (const std::uint32_t source : chosen.sources) {
    const model::Report& r = state.sources[source].report;
    TRY(give({text(r.id), text(r.outlet), text(r.outlet_id), text(r.published), text(r.title), text(r.url),
              text(r.language), whole(chosen.claims[source].size()), whole(state.remarks[source].size()),
              text(r.pack), text(r.model)}));
  }
  return {};
}

std::vector<Column> with_sides(std::vector<Column> before, const std::vector<Column>& after) {
  for (const char* name : {"who", "who_ids", "who_countries", "whom", "whom_ids", "whom_countries"})
    before.push_back({name, kTexts});
  before.insert(before.end(), after.begin(), after.end());
  return before;
}

const std::vector<Table>& all() {
  static const std::vector<Table> kTables{{"claims",
                                           with_sides({{"id"},
                                                       {"event_id"},
                                                       {"report"},
                                                       {"outlet"},
                                                       {"published"},
                                                       {"title"},
                                                       {"url"},
                                                       {"event"},
                                                       {"mode"},
                                                       {"stage"},
                                                       {"status"}},
                                                      {{"about", kTexts},
                                                       {"about_ids", kTexts},
                                                       {"sector", kTexts},
                                                       {"host", kTexts},
                                                       {"when"},
                                                       {"when_basis"},
                                                       {"where"},
                                                       {"where_country"},
                                                       {"lat", kNumber},
                                                       {"lon", kNumber},
                                                       {"amounts", kTexts},
                                                       {"chain", kTexts},
                                                       {"said_by"},
                                                       {"quote"},
                                                       {"evidence_begin", kWhole},
                                                       {"evidence_end", kWhole},
                                                       {"evidence"},
                                                       {"confidence", kNumber},
                                                       {"rule"}}),
                                           each_claim},
                                          {"events",
                                           with_sides({{"id"},
                                                       {"event"},
                                                       {"mode"},
                                                       {"stage"},
                                                       {"status"},
                                                       {"when"},
                                                       {"reported"},
                                                       {"host", kTexts},
                                                       {"sector", kTexts}},
                                                      {{"about", kTexts},
                                                       {"where"},
                                                       {"where_country"},
                                                       {"lat", kNumber},
                                                       {"lon", kNumber},
                                                       {"sentence"},
                                                       {"origins", kWhole},
                                                       {"reports", kWhole},
                                                       {"outlets", kTexts},
                                                       {"conflicts", kTexts},
                                                       {"claims", kTexts}}),
                                           each_event},
                                          {"standings",
                                           {{"host"},
                                            {"sector"},
                                            {"partner"},
                                            {"stage"},
                                            {"claimed"},
                                            {"evidenced"},
                                            {"origins", kWhole},
                                            {"since"},
                                            {"latest"},
                                            {"claims", kTexts},
                                            {"events", kTexts}},
                                           each_standing},
                                          {"reports",
                                           {{"id"},
                                            {"outlet"},
                                            {"outlet_id"},
                                            {"published"},
                                            {"title"},
                                            {"url"},
                                            {"lang"},
                                            {"claims", kWhole},
                                            {"remarks", kWhole},
                                            {"pack"},
                                            {"model"}},
                                           each_report}};
  return kTables;
}

}  // namespace

const Table& table_named(std::string_view name) {
  const auto found =
      std::find_if(all().begin(), all().end(), [&](const Table& table) { return table.name == name; });
  return found == all().end() ? all().front() : *found;
}

std::vector<std::string_view> table_names() {
  std::vector<std::string_view> out;
  for (const Table& table : all()) out.push_back(table.name);
  return out;
}

}  // namespace tamga::exchange
