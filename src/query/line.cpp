#include "query/line.h"

#include <algorithm>
#include <set>

#include "query/review.h"

namespace tamga::query {
namespace {

constexpr std::size_t kMostNames = 4;

std::string lower_ascii(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::string joined(const std::vector<std::string>& items, std::size_t most = kMostNames) {
  std::string out;
  for (std::size_t i = 0; i < items.size() && i < most; ++i) out += (i ? ", " : "") + items[i];
  if (items.size() > most) out += " and " + std::to_string(items.size() - most) + " more";
  return out;
}

void add_once(std::vector<std::string>& items, const std::string& item) {
  if (!item.empty() && std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
}

/// States go by their name alone; everybody else with the country, and a person with the office.
std::string party_words(const model::Party& party) {
  std::string out = party.name;
  const bool plain = party.type == "state" || party.type == "bloc" || party.country.empty();
  if (!party.role.empty())
    out += ", " + party.role;
  else if (!plain)
    out += " (" + party.country + ")";
  return out;
}

std::vector<std::string> names_of(const std::vector<model::Party>& parties) {
  std::vector<std::string> out;
  for (const model::Party& party : parties) add_once(out, party_words(party));
  return out;
}

std::string chain_words(const model::Claim& claim) {
  std::vector<std::string> hops;
  for (const model::Hop& hop : claim.chain) {
    if (!hop.named && hop.name == "author") continue;
    add_once(hops, hop.name + (hop.how.empty() ? "" : " (" + hop.how + ")"));
  }
  std::string out;
  for (const std::string& hop : hops) out += (out.empty() ? "" : " ← ") + hop;
  return out;
}

Telling telling_of(const merge::Source& source, const model::Claim& claim) {
  const model::Report& r = source.report;
  return {claim.id,
          r.id,
          r.outlet,
          r.title,
          r.published,
          r.url,
          claim.evidence.words,
          chain_words(claim),
          claim.status,
          claim.stage,
          claim.confidence};
}

Dispute dispute_of(const State& state, const merge::Conflict& conflict) {
  Dispute out{conflict.field, {}};
  for (const auto& side : conflict.sides) {
    std::set<std::string> outlets;
    for (const merge::ClaimRef ref : side.claims) outlets.insert(state.sources[ref.source].report.outlet);
    out.sides.push_back({side.value, {outlets.begin(), outlets.end()}});
  }
  return out;
}

/// What people decided about the claims of an event, each decision once.
std::vector<std::string> reviews_of(const State& state, const merge::Event& event) {
  std::set<std::uint32_t> numbers;
  if (state.review.about.empty()) return {};
  for (const merge::ClaimRef ref : event.claims)
    if (const auto found = state.review.about.find(ref); found != state.review.about.end())
      numbers.insert(found->second.begin(), found->second.end());
  std::vector<std::string> out;
  for (const std::uint32_t number : numbers) out.push_back(decision_words(state.review.standing[number]));
  return out;
}

std::string status_words(const std::string& status) {
  if (status == "future") return "planned";
  return status == "actual" ? "" : status;
}

}  // namespace

std::string sentence_of(const model::Claim& claim) {
  std::vector<std::string> topics, amounts;
  for (const model::Topic& topic : claim.about) add_once(topics, topic.name);
  for (const model::Amount& amount : claim.amounts) add_once(amounts, amount.words);
  std::string out = joined(names_of(claim.who));
  if (!claim.whom.empty()) out += (out.empty() ? "" : " → ") + joined(names_of(claim.whom));
  if (!topics.empty()) out += (out.empty() ? "" : ": ") + joined(topics, 3);
  if (!amounts.empty()) out += (out.empty() ? "" : "; ") + joined(amounts, 3);
  if (claim.where && !claim.where->name.empty())
    out += (out.empty() ? "" : ", ") + std::string("at ") + claim.where->name;
  return out.empty() ? claim.evidence.words : out;
}

Line line_of(const State& state, const merge::Event& event) {
  Line out;
  out.id = event.id;
  out.what = !event.stage.empty() ? event.stage : !event.mode.empty() ? event.mode : lower_ascii(event.event);
  if (out.what.empty()) out.what = "state";
  out.status = event.status;
  out.when = event.when;
  out.host = event.host, out.sector = event.sector;
  out.origins = event.origins.size(), out.reports = event.reports;
  for (const merge::ClaimRef ref : event.claims) {
    const merge::Source& source = state.sources[ref.source];
    const model::Claim& claim = source.claims[ref.claim];
    if (out.sentence.empty()) out.sentence = sentence_of(claim);
    const std::string& published = source.report.published;
    if (!published.empty() && (out.reported.empty() || published < out.reported)) out.reported = published;
    out.tellings.push_back(telling_of(source, claim));
  }
  for (const merge::Conflict& conflict : event.conflicts) out.disputes.push_back(dispute_of(state, conflict));
  out.reviews = reviews_of(state, event);
  return out;
}

std::string country_name(const State& state, const std::string& code) {
  const auto found = state.country_names.find(code);
  if (found != state.country_names.end()) return found->second;
  return code == "region" ? "The region as a whole" : code;
}

std::string country_list(const State& state, const std::vector<std::string>& codes) {
  std::vector<std::string> names;
  for (const std::string& code : codes) names.push_back(country_name(state, code));
  std::sort(names.begin(), names.end());
  return joined(names, names.size());
}

std::string date_words(const std::string& edtf) {
  if (const std::size_t slash = edtf.find('/'); slash != std::string::npos) {
    const std::string from = edtf.substr(0, slash), to = edtf.substr(slash + 1);
    if (from.empty() || from == "..") return "by " + date_words(to);
    if (to.empty() || to == "..") return "from " + date_words(from);
    return date_words(from) + " to " + date_words(to);
  }
  if (!edtf.empty() && (edtf.back() == '~' || edtf.back() == '%'))
    return "about " + edtf.substr(0, edtf.size() - 1);
  return edtf;
}

std::string count_words(const Line& line) {
  const auto many = [](std::size_t count, const std::string& word) {
    return std::to_string(count) + " " + word + (count == 1 ? "" : "s");
  };
  return many(line.origins, "origin") + (line.reports > 1 ? " in " + many(line.reports, "report") : "");
}

std::string what_words(const Line& line, bool markdown) {
  const std::string status = status_words(line.status);
  return (markdown ? "**" + line.what + "**" : line.what) + (status.empty() ? "" : ", " + status);
}

std::string dispute_words(const Dispute& dispute) {
  std::string out = dispute.field + ": ";
  for (std::size_t i = 0; i < dispute.sides.size(); ++i) {
    const auto& side = dispute.sides[i];
    out += (i ? " or " : "") + (dispute.field == "date" ? date_words(side.value) : side.value) + " (" +
           joined(side.outlets) + ")";
  }
  return out;
}

std::string plain_markdown(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' || c == '\r' || c == '\t')
      out += ' ';
    else if (std::string_view("\\`*_[]<>|").find(c) != std::string_view::npos)
      out += std::string("\\") + c;
    else
      out += c;
  }
  return out;
}

json::Value text_or_null(std::string_view text) { return text.empty() ? json::Value() : json::Value(text); }

namespace {

json::Value to_json(const Telling& t) {
  return json::Value::Object{{"claim", t.claim},
                             {"report", t.report},
                             {"outlet", text_or_null(t.outlet)},
                             {"title", text_or_null(t.title)},
                             {"published", text_or_null(t.published)},
                             {"url", text_or_null(t.url)},
                             {"words", t.words},
                             {"chain", text_or_null(t.chain)},
                             {"stage", text_or_null(t.stage)},
                             {"status", t.status},
                             {"confidence", t.confidence}};
}

json::Value to_json(const Dispute& dispute) {
  json::Value sides = json::Value::array();
  for (const auto& side : dispute.sides)
    sides.push(json::Value::Object{{"value", side.value}, {"outlets", list_of(side.outlets)}});
  return json::Value::Object{{"field", dispute.field}, {"sides", std::move(sides)}};
}

}  // namespace

json::Value to_json(const Line& line) {
  json::Value tellings = json::Value::array(), disputes = json::Value::array();
  for (const Telling& telling : line.tellings) tellings.push(to_json(telling));
  for (const Dispute& dispute : line.disputes) disputes.push(to_json(dispute));
  json::Value out = json::Value::Object{{"id", line.id},
                                        {"what", line.what},
                                        {"status", line.status},
                                        {"when", text_or_null(line.when)},
                                        {"reported", text_or_null(line.reported)},
                                        {"sentence", line.sentence},
                                        {"host", list_of(line.host)},
                                        {"sector", list_of(line.sector)},
                                        {"origins", static_cast<std::int64_t>(line.origins)},
                                        {"reports", static_cast<std::int64_t>(line.reports)},
                                        {"told_by", std::move(tellings)},
                                        {"conflicts", std::move(disputes)}};
  if (!line.reviews.empty()) out.set("reviews", list_of(line.reviews));
  return out;
}

}  // namespace tamga::query
