#include "query/detail/rows.h"
#include "query/views.h"

namespace tamga::query {
namespace {

Row row_of(const State& state, const merge::Standing& cell, std::int32_t today) {
  return {country_name(state, cell.host),
          cell.sector,
          country_name(state, cell.partner),
          cell.stage,
          cell.claimed,
          cell.evidenced,
          std::to_string(cell.origins),
          cell.since,
          cell.latest,
          merge::trend_of(cell, today),
          merge::is_stale(cell, today) ? "stale" : ""};
}

const Row kHeads{"host", "sector", "partner", "stage", "claimed", "evidenced", "origins", "since", "latest", "trend", "stale"};

json::Value cell_json(const merge::Standing& cell, std::int32_t today) {
  return json::Value::Object{{"host", cell.host},
                             {"sector", cell.sector},
                             {"partner", cell.partner},
                             {"stage", cell.stage},
                             {"claimed", text_or_null(cell.claimed)},
                             {"evidenced", text_or_null(cell.evidenced)},
                             {"origins", static_cast<std::int64_t>(cell.origins)},
                             {"since", text_or_null(cell.since)},
                             {"latest", text_or_null(cell.latest)},
                             {"trend", merge::trend_of(cell, today)},
                             {"stale", merge::is_stale(cell, today)},
                             {"claims", list_of(cell.claims)}};
}

Rows rows_of(const State& state, const std::string& today) {
  Rows rows{kHeads};
  for (const merge::Standing& cell : state.cells) rows.push_back(row_of(state, cell, last_day(state.question, today)));
  return rows;
}

}  // namespace

std::string standings_json(const State& state, const std::string& today) {
  json::Value cells = json::Value::array();
  for (const merge::Standing& cell : state.cells) cells.push(cell_json(cell, last_day(state.question, today)));
  return json::dump(json::Value::Object{{"as_of", text_or_null(state.question.as_of)},
                                        {"known_by", text_or_null(state.question.known_by)},
                                        {"cells", std::move(cells)}}) +
         "\n";
}

std::string standings_markdown(const State& state, const std::string& today) { return rows_markdown(rows_of(state, today)); }

std::string standings_csv(const State& state, const std::string& today) { return rows_csv(rows_of(state, today)); }

std::string standings_table(const State& state, const std::string& today) { return rows_text(rows_of(state, today)); }

}  // namespace tamga::query
