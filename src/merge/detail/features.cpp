#include "merge/detail/features.h"

#include <algorithm>
#include <cstdio>

#include "merge/standing.h"
#include "text/utf8.h"

namespace tamga::merge::detail {
namespace {

/// Shorter quotations are alike by chance.
constexpr std::size_t kQuoteBytes = 40;

void sort_once(Ids& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

std::string amount_key(const model::Amount& amount) {
  char value[40];
  std::snprintf(value, sizeof value, "%.6g", amount.value);
  return std::string("amount ") + value + " " + amount.unit;
}

bool is_one(const model::Party& party) { return party.type == "person" || party.type == "organisation"; }

}  // namespace

Id Symbols::of(const std::string& text) {
  if (text.empty()) return 0;
  return numbers_.emplace(text, static_cast<Id>(numbers_.size() + 1)).first->second;
}

std::string key_of(const std::string& id, const std::string& name) { return id.empty() ? text::name_key(name) : id; }

std::optional<DaySpan> known_by_day(const model::Claim& claim) {
  const auto span = claim.when && claim.status == "actual" ? days_of(claim.when->edtf) : std::nullopt;
  if (!span || span->first != DaySpan::kOpenPast || span->last == DaySpan::kOpenFuture) return std::nullopt;
  return DaySpan{span->last, span->last};
}

Features features_of(Symbols& symbols, const Source& source, const model::Claim& claim) {
  Features out;
  for (const std::string& host : claim.host) out.hosts.push_back(symbols.of(host));
  for (const std::string& sector : claim.sector) out.sectors.push_back(symbols.of(sector));
  for (const auto* side : {&claim.who, &claim.whom})
    for (const model::Party& party : *side) {
      out.actors.push_back(symbols.of(key_of(party.id, party.name)));
      if (party.type == "person") out.persons.push_back(out.actors.back());
      if (party.country.empty()) continue;
      const Id country = symbols.of(party.country);
      out.countries.push_back(country);
      if (side == &claim.who) out.movers.push_back(country);
      if (std::find(out.hosts.begin(), out.hosts.end(), country) == out.hosts.end()) out.foreign.push_back(country);
    }
  out.own_host = out.countries.empty() && !out.hosts.empty();
  if (out.own_host) out.countries = out.hosts;
  for (const model::Topic& topic : claim.about) out.subjects.push_back(symbols.of(key_of(topic.id, topic.name)));
  for (const model::Amount& amount : claim.amounts) out.amounts.push_back(symbols.of(amount_key(amount)));
  for (Ids* ids : {&out.actors, &out.persons, &out.countries, &out.foreign, &out.movers, &out.subjects, &out.amounts, &out.hosts, &out.sectors})
    sort_once(*ids);
  out.event = symbols.of(claim.event), out.mode = symbols.of(claim.mode);
  out.stage = symbols.of(claim.stage), out.status = symbols.of(claim.status);
  if (claim.where) out.place = symbols.of(key_of(claim.where->id, claim.where->name));
  if (claim.quote && claim.quote->words.size() >= kQuoteBytes) out.quote = symbols.of(text::name_key(claim.quote->words));
  out.rung = rung_of(claim.stage);
  out.open = claim.status == "future" || claim.status == "possible";
  out.meets = std::any_of(claim.whom.begin(), claim.whom.end(), is_one);
  out.visits = claim.mode == "visit" || claim.mode == "meet";
  out.published = known_by_day(claim);
  if (!out.published) {
    if (claim.when) out.when = days_of(claim.when->edtf);
    out.published = days_of(source.report.published);
  }
  return out;
}

}  // namespace tamga::merge::detail
