#include <algorithm>

#include "merge/detail/features.h"
#include "merge/event.h"

namespace tamga::merge {
namespace {

using Texts = std::vector<std::string>;

std::int64_t hash_of(std::string_view text) {  // FNV-1a: the same on every machine, for it is stored
  std::uint64_t out = 14695981039346656037ULL;
  for (const char c : text) out = (out ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return static_cast<std::int64_t>(out >> 1);
}

void sort_once(Texts& texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

/// A block without its name.
Block time_of(const Source& source, const model::Claim& claim) {
  Block out;
  std::optional<DaySpan> span = detail::known_by_day(claim);
  if (!span && claim.when) {
    span = days_of(claim.when->edtf);
    out.dated = span.has_value();
  }
  if (!span) span = days_of(source.report.published);
  if (span) out.days = *span;
  out.wide = !out.days.is_closed() || out.days.last - out.days.first >= kWideDays;
  return out;
}

/// Places where it is active, and where it is only found. Two that both name hosts and outsiders have to share one of
/// each; all others share a country, or an actor where there is none.
struct Where {
  Texts active, passive;
};

Where where_of(const model::Claim& claim) {
  Where out;
  Texts countries, foreign;
  for (const auto* side : {&claim.who, &claim.whom})
    for (const model::Party& party : *side) {
      if (party.country.empty()) continue;
      countries.push_back(party.country);
      if (std::find(claim.host.begin(), claim.host.end(), party.country) == claim.host.end()) foreign.push_back(party.country);
    }
  if (countries.empty()) countries = claim.host;
  if (countries.empty()) {
    for (const auto* side : {&claim.who, &claim.whom})
      for (const model::Party& party : *side) out.active.push_back("=" + detail::key_of(party.id, party.name));
  } else if (foreign.empty() || claim.host.empty()) {
    out.active = countries;
  } else {
    for (const std::string& outsider : foreign)
      for (const std::string& host : claim.host) out.active.push_back(outsider + ">" + host);
    out.passive = countries;
  }
  sort_once(out.active);
  sort_once(out.passive);
  return out;
}

}  // namespace

bool Block::may_meet(const Block& left, const Block& right) {
  if (!left.active && !right.active) return false;
  if (left.dated && right.dated)
    return left.days.first <= (right.days.is_closed() ? right.days.last + 1 : right.days.last) &&
           right.days.first <= (left.days.is_closed() ? left.days.last + 1 : left.days.last);
  if (!left.days.is_closed() || !right.days.is_closed()) return true;
  return std::max(left.days.first, right.days.first) - std::min(left.days.last, right.days.last) <= kNewsDays;
}

std::vector<Block> blocks_of(const Source& source, const model::Claim& claim) {
  const char* reality = claim.status == "future" || claim.status == "possible" ? "|open" : "|so";
  const Where where = where_of(claim);
  Block made = time_of(source, claim);
  std::vector<Block> out;
  for (const Texts* places : {&where.active, &where.passive})
    for (const std::string& place : *places)
      for (const std::string* kind : {&claim.event, &claim.stage}) {
        if (kind->empty()) continue;
        made.active = places == &where.active;
        made.block = hash_of(place + "|" + *kind + reality);
        out.push_back(made);
      }
  return out;
}

}  // namespace tamga::merge
