#include "exchange/import.h"

#include <utility>

#include "base/files.h"
#include "json/value.h"
#include "model/json.h"
#include "text/utf8.h"

namespace tamga::exchange {
namespace {

using Whole = std::optional<store::WholeReading>;

Error bad(std::string message) { return {ErrorCode::kBadInput, std::move(message), "", {}}; }

/// Evidence is bytes of the text, or absent.
Status check_evidence(const model::Evidence& evidence, std::string_view text) {
  if (evidence.words.empty()) return {};
  const bool inside = evidence.begin <= evidence.end && evidence.end <= text.size();
  if (inside && text.substr(evidence.begin, evidence.end - evidence.begin) == evidence.words) return {};
  return bad("bytes " + std::to_string(evidence.begin) + " to " + std::to_string(evidence.end) +
             " of the text are not \"" + evidence.words + "\"");
}

Status check_claim(const model::Claim& claim, std::string_view text) {
  if (claim.id.empty() || claim.status.empty()) return bad("a claim without id or status");
  TRY(check_evidence(claim.evidence, text));
  if (claim.quote) TRY(check_evidence(*claim.quote, text));
  for (const auto* side : {&claim.who, &claim.whom})
    for (const model::Party& party : *side) TRY(check_evidence(party.evidence, text));
  for (const model::Hop& hop : claim.chain) TRY(check_evidence(hop.evidence, text));
  return {};
}

Result<model::Report> report_of(const json::Value& line) {
  model::Report report = TRY(model::report_from_json(line));
  if (report.text.empty()) return bad("a report without its text");
  if (text::first_invalid_byte(report.text)) return bad("a report whose text is not UTF-8");
  const std::string id = "sha256:" + sha256(text::normalise_for_id(report.text));
  if (report.id != id) return bad("the report's id is not that of its text, " + id);
  return report;
}

}  // namespace

Result<Assembled> Assembler::take(std::string_view line) {
  const auto value = json::parse(line);
  if (!value) return bad("not JSON: " + value.error().message);
  const std::string_view kind = (*value)["kind"].string_or("");
  if (kind == "report") return take_report(*value);
  if (kind == "decision") return take_decision(*value);
  if (kind != "mention" && kind != "claim" && kind != "remark")
    return bad("\"kind\" is none of report, mention, claim, remark, decision");
  TRY(take_part(*value, kind));
  return Assembled{};
}

Result<Assembled> Assembler::take_report(const json::Value& line) {
  auto report = report_of(line);
  Whole whole = finish();
  if (!report) {
    // The reading before it is whole all the same; it is given out by whatever comes next.
    current_ = std::move(whole);
    lost_ = std::string(line["id"].string_or(""));
    return report.error();
  }
  current_ = store::WholeReading{};
  current_->reading.report = std::move(*report);
  current_->reading.notes = line["notes"].strings();
  current_->recorded_at = std::string(line["recorded_at"].string_or(""));
  return Assembled{std::move(whole), std::nullopt};
}

Result<Assembled> Assembler::take_decision(const json::Value& line) {
  model::Decision decision = TRY(model::decision_from_json(line));
  return Assembled{finish(), std::move(decision)};
}

Status Assembler::take_part(const json::Value& line, std::string_view kind) {
  const std::string report(line["report"].string_or(""));
  if (lost_ && (*lost_ == report || lost_->empty())) {
    ++lost_lines_;
    return {};
  }
  if (!current_ || current_->reading.report.id != report) {
    lost_ = report;
    return bad("belongs to no report before it; so do other lines of the same");
  }
  model::Reading& reading = current_->reading;
  const std::string_view text = reading.report.text;
  if (kind == "mention") {
    model::Mention mention = TRY(model::mention_from_json(line));
    TRY(check_evidence(mention.evidence, text));
    reading.mentions.push_back(std::move(mention));
    return {};
  }
  if (kind == "claim") {
    model::Claim claim = TRY(model::claim_from_json(line));
    TRY(check_claim(claim, text));
    if (!seen_.insert("claim " + claim.id).second) return bad("the claim is there already: " + claim.id);
    reading.claims.push_back(std::move(claim));
    return {};
  }
  model::Remark remark = TRY(model::remark_from_json(line));
  TRY(check_evidence(remark.evidence, text));
  if (!seen_.insert("remark " + remark.id).second) return bad("the remark is there already: " + remark.id);
  reading.remarks.push_back(std::move(remark));
  return {};
}

Whole Assembler::finish() {
  seen_.clear();
  lost_.reset();
  return std::exchange(current_, std::nullopt);
}

}  // namespace tamga::exchange
