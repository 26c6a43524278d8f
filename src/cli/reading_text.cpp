#include "cli/detail/reading_text.h"

#include <cstdio>
#include <vector>

namespace tamga::cli {
namespace {

std::string joined(const std::vector<std::string>& items, std::string_view between) {
  std::string out;
  for (const std::string& item : items) {
    if (item.empty()) continue;
    if (!out.empty()) out += between;
    out += item;
  }
  return out;
}

/// White space, line ends among it, as single spaces.
std::string on_one_line(const std::string& words) {
  std::string out;
  for (const char c : words) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) out += c;
    if (space && !out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

std::string party_text(const model::Party& party) {
  const bool is_state = party.type == "state" || party.type == "bloc" || party.country.empty();
  return is_state ? party.name : party.name + " (" + party.country + ")";
}

std::string parties_text(const std::vector<model::Party>& parties) {
  std::vector<std::string> names;
  for (const model::Party& party : parties) names.push_back(party_text(party));
  return joined(names, ", ");
}

std::string topics_text(const std::vector<model::Topic>& topics) {
  std::vector<std::string> names;
  for (const model::Topic& topic : topics) names.push_back(topic.name);
  return joined(names, ", ");
}

std::string amounts_text(const std::vector<model::Amount>& amounts) {
  std::vector<std::string> words;
  for (const model::Amount& amount : amounts) words.push_back(on_one_line(amount.words));
  return joined(words, ", ");
}

std::string chain_text(const std::vector<model::Hop>& chain) {
  std::vector<std::string> hops;
  for (const model::Hop& hop : chain) hops.push_back(hop.how.empty() ? hop.name : hop.name + " (" + hop.how + ")");
  return joined(hops, " ← ");
}

std::string confidence_text(double confidence) {
  char text[16];
  std::snprintf(text, sizeof text, "%.2f", confidence);
  return text;
}

std::string status_text(const std::string& status, Style style) {
  if (status == "denied") return style.red(status);
  return status == "actual" ? style.green(status) : style.yellow(status);
}

std::string field_text(std::string_view name, const std::string& value, Style style) {
  if (value.empty()) return {};
  const std::string padding(name.size() < 8 ? 8 - name.size() : 0, ' ');
  return "    " + style.dim(name) + padding + value + "\n";
}

std::string arrow_text(const model::Claim& claim) {
  const std::string who = parties_text(claim.who), whom = parties_text(claim.whom);
  return whom.empty() ? who : (who.empty() ? "?" : who) + " → " + whom;
}

std::string where_text(const model::Claim& claim) {
  return claim.where ? joined({claim.where->name, claim.where->country}, ", ") : "";
}

std::string head_text(const model::Report& report, Style style) {
  const std::string title = report.title.empty() ? report.input : report.title;
  const std::string from = joined({report.outlet, report.published, report.language}, ", ");
  return style.bold(title) + "\n" + style.dim(joined({from, report.input, report.id.substr(0, 19)}, "  ")) + "\n";
}

std::string remark_text(const model::Remark& remark, Style style) {
  const std::string about = joined({remark.source, remark.about}, ", ");
  return "  " + style.yellow(remark.remark) + (about.empty() ? "" : "  " + about) + "\n" +
         field_text("words", "“" + on_one_line(remark.evidence.words) + "”", style);
}

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace

std::string claim_text(const model::Claim& claim, Style style) {
  const std::string kind = joined({claim.event, claim.mode}, " ");
  std::string out = "  " + style.bold(claim.stage.empty() ? kind : claim.stage);
  if (!claim.stage.empty() && !kind.empty()) out += "  " + kind;
  out += "  " + status_text(claim.status, style);
  if (claim.when) out += "  " + claim.when->edtf;
  out += "  " + style.dim(confidence_text(claim.confidence)) + "\n";
  out += field_text("who", arrow_text(claim), style);
  out += field_text("about", topics_text(claim.about), style);
  out += field_text("in", joined({joined(claim.host, " "), joined(claim.sector, " ")}, ": "), style);
  out += field_text("where", where_text(claim), style);
  out += field_text("amount", amounts_text(claim.amounts), style);
  out += field_text("said", chain_text(claim.chain), style);
  out += field_text("words", "“" + on_one_line(claim.evidence.words) + "”", style);
  return out;
}

std::string reading_text(const model::Reading& reading, Style style) {
  std::string out = head_text(reading.report, style) + "\n";
  for (const model::Claim& claim : reading.claims) out += claim_text(claim, style) + "\n";
  for (const model::Remark& remark : reading.remarks) out += remark_text(remark, style) + "\n";
  return out + counted(reading.claims.size(), "claim") + ", " + counted(reading.remarks.size(), "remark") + "\n\n";
}

}  // namespace tamga::cli
