// The contract's own JSON Lines (docs/formats.md), with what a second ledger needs beside it.
#include "exchange/detail/selection.h"
#include "exchange/exchange.h"
#include "model/decision.h"
#include "model/json.h"

namespace tamga::exchange {
namespace {

std::string line_of(const json::Value& value) { return json::dump(value) + "\n"; }

/// The report's line, and beside the contract's keys its text, when it was recorded, and the reader's notes.
std::string report_line(const store::WholeReading& whole) {
  const model::Report& report = whole.reading.report;
  json::Value line = model::to_json(report);
  if (!report.input.empty()) line.set("input", report.input);
  line.set("recorded_at", whole.recorded_at);
  if (!whole.reading.notes.empty()) line.set("notes", query::list_of(whole.reading.notes));
  line.set("text", report.text);
  return line_of(line);
}

Status write_reading(const store::WholeReading& whole, const Sink& sink) {
  std::string lines = report_line(whole);
  for (const model::Mention& m : whole.reading.mentions) lines += line_of(model::to_json(m, whole.reading.report.id));
  for (const model::Claim& claim : whole.reading.claims) lines += line_of(model::to_json(claim));
  for (const model::Remark& remark : whole.reading.remarks) lines += line_of(model::to_json(remark));
  return sink(lines);
}

}  // namespace

Status write_whole_ledger(store::Ledger& ledger, const Sink& sink) {
  TRY(ledger.each_reading([&](const store::WholeReading& whole) { return write_reading(whole, sink); }));
  for (const model::Decision& decision : TRY(ledger.decisions())) TRY(sink(line_of(model::to_json(decision))));
  return {};
}

Status write_jsonl(const Input& input, const Sink& sink) {
  const query::State& state = input.state;
  const Selection chosen = selection_of(state);
  for (const std::uint32_t source : chosen.sources) {
    store::WholeReading whole = TRY(input.ledger.whole_reading(state.sources[source].report));
    whole.reading.claims.clear();
    for (const std::uint32_t claim : chosen.claims[source])
      whole.reading.claims.push_back(state.sources[source].claims[claim]);
    whole.reading.remarks = state.remarks[source];
    TRY(write_reading(whole, sink));
  }
  return {};
}

}  // namespace tamga::exchange
