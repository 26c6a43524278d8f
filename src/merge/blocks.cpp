#include <algorithm>

#include "merge/detail/features.h"
#include "merge/event.h"

namespace tamga::merge {
namespace {

/// Two claims that may be one event have first days fewer than twice as far apart.
constexpr std::int32_t kBucketDays = 46;
constexpr std::int32_t kNear = 2;

std::int64_t hash_of(std::string_view text) {  // FNV-1a: the same on every machine, for it is stored
  std::uint64_t out = 14695981039346656037ULL;
  for (const char c : text) out = (out ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return static_cast<std::int64_t>(out >> 1);
}

/// A block without its number.
Block time_of(const Source& source, const model::Claim& claim) {
  Block out;
  out.bucket = Block::kWide;
  std::optional<DaySpan> span = claim.when ? days_of(claim.when->edtf) : std::nullopt;
  out.dated = span.has_value();
  if (!span) span = days_of(source.report.published);
  if (!span || !span->is_closed() || span->last - span->first >= kBucketDays) return out;
  out.days = *span;
  const std::int32_t day = span->first;
  out.bucket = day >= 0 ? day / kBucketDays : (day - kBucketDays + 1) / kBucketDays;
  return out;
}

}  // namespace

bool Block::near(std::int32_t left, std::int32_t right) {
  return left == kWide || right == kWide || std::max(left, right) - std::min(left, right) <= kNear;
}

std::vector<Block> blocks_of(const Source& source, const model::Claim& claim) {
  std::vector<std::string> where;
  for (const auto* side : {&claim.who, &claim.whom})
    for (const model::Party& party : *side)
      if (!party.country.empty()) where.push_back(party.country);
  if (where.empty()) where = claim.host;
  if (where.empty())
    for (const auto* side : {&claim.who, &claim.whom})
      for (const model::Party& party : *side) where.push_back("=" + detail::key_of(party.id, party.name));
  std::sort(where.begin(), where.end());
  where.erase(std::unique(where.begin(), where.end()), where.end());
  const char* reality = claim.status == "future" || claim.status == "possible" ? "|open" : "|so";
  Block made = time_of(source, claim);
  std::vector<Block> out;
  for (const std::string& place : where)
    for (const std::string* kind : {&claim.event, &claim.stage})
      if (!kind->empty()) made.block = hash_of(place + "|" + *kind + reality), out.push_back(made);
  return out;
}

}  // namespace tamga::merge
