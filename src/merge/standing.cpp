#include "merge/standing.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace tamga::merge {
namespace {

// Contract: the stage ladder, low to high, and the states off it.
constexpr std::array<std::string_view, 13> kLadder{"mention",    "interest",      "offer",     "talks",     "intent",
                                                   "memorandum", "selected",      "agreement", "effective", "groundwork",
                                                   "construction", "commissioning", "operation"};
constexpr std::array<std::string_view, 6> kOffLadder{"stalled", "lapsed", "cancelled", "superseded", "retired", "disputed"};

const model::Claim& claim_of(std::span<const Source> sources, ClaimRef ref) {
  return sources[ref.source].claims[ref.claim];
}

bool is_disputed(std::span<const Source> sources, ClaimRef ref) {
  const auto& disputed = sources[ref.source].disputed;
  return std::find(disputed.begin(), disputed.end(), ref.claim) != disputed.end();
}

/// The furthest stage that claims of the event say is so; a stage that others deny or only plan does not count.
std::string claimed_stage(const Event& event, std::span<const Source> sources) {
  std::string best;
  for (const ClaimRef ref : event.claims) {
    const model::Claim& claim = claim_of(sources, ref);
    if (claim.status == "actual" && rung_of(claim.stage) > rung_of(best) && !is_disputed(sources, ref)) best = claim.stage;
  }
  return best;
}

bool is_dated_by_text(const model::Claim& claim) {
  return claim.when && (claim.when->basis == "text" || claim.when->basis == "computed");
}

/// A stage that is a paper with signatures.
bool is_instrument(std::string_view stage) {
  return stage == "memorandum" || stage == "agreement" || stage == "effective";
}

bool says_off_ladder(const Event& event, std::span<const Source> sources) {
  return is_off_ladder(event.stage) && event.status == "actual" &&
         std::any_of(event.claims.begin(), event.claims.end(), [&](ClaimRef ref) { return !is_disputed(sources, ref); });
}

/// Adds what the steps at the shown stage bring: origins, claims, the first date.
void add_support(Standing& standing, const std::vector<const Step*>& support, bool ended) {
  std::set<std::string> origins, claims;
  const Step* first = nullptr;
  for (const Step* step : support) {
    origins.insert(step->origins.begin(), step->origins.end());
    const auto& ids = ended ? step->off_claims : step->claims;
    claims.insert(ids.begin(), ids.end());
    if (!step->when.empty() && (first == nullptr || step->day < first->day)) first = step;
  }
  standing.origins = origins.size();
  standing.claims.assign(claims.begin(), claims.end());
  if (first != nullptr) standing.since = first->when;
}

/// Ids of the claims that say `stage` is so.
std::vector<std::string> claims_at(const Event& event, std::span<const Source> sources, const std::string& stage) {
  std::set<std::string> out;
  for (const ClaimRef ref : event.claims) {
    const model::Claim& claim = claim_of(sources, ref);
    if (claim.status == "actual" && claim.stage == stage && !is_disputed(sources, ref)) out.insert(claim.id);
  }
  return {out.begin(), out.end()};
}

}  // namespace

int rung_of(std::string_view stage) {
  const auto found = std::find(kLadder.begin(), kLadder.end(), stage);
  return found == kLadder.end() ? -1 : static_cast<int>(found - kLadder.begin());
}

bool is_off_ladder(std::string_view stage) {
  return std::find(kOffLadder.begin(), kOffLadder.end(), stage) != kOffLadder.end();
}

std::vector<std::string> partners_of(const Event& event, std::span<const Source> sources, std::string_view host) {
  std::set<std::string> partners;
  bool own = false;
  for (const ClaimRef ref : event.claims) {
    const model::Claim& claim = claim_of(sources, ref);
    for (const auto* side : {&claim.who, &claim.whom})
      for (const model::Party& party : *side) {
        const bool is_host = std::find(claim.host.begin(), claim.host.end(), party.country) != claim.host.end();
        if (party.country == host) own = true;
        // Where several hosts act side by side, none is the partner of another.
        else if (!party.country.empty() && (!is_host || claim.host.size() == 1)) partners.insert(party.country);
      }
  }
  if (partners.empty() && own) partners.insert(std::string(host));
  return {partners.begin(), partners.end()};
}

bool is_stale(std::string_view stage, std::optional<std::int32_t> heard, std::optional<std::int32_t> risen, std::int32_t today) {
  constexpr std::int32_t kStaleDays = 730;
  if (stage == "operation" || is_off_ladder(stage) || !heard) return false;
  return today - std::max(*heard, risen.value_or(*heard)) > kStaleDays;
}

std::string_view trend_of(std::string_view stage, std::optional<std::int32_t> heard, std::optional<std::int32_t> risen,
                          std::int32_t today) {
  constexpr std::int32_t kYear = 365;
  if (is_off_ladder(stage)) return "down";
  if (is_stale(stage, heard, risen, today)) return "stalled";
  return risen && today - *risen <= kYear ? "up" : "steady";
}

namespace {

std::optional<std::int32_t> last_of(const std::string& edtf) {
  const auto days = days_of(edtf);
  return days ? std::optional(days->last) : std::nullopt;
}

}  // namespace

bool is_stale(const Standing& standing, std::int32_t today) {
  return is_stale(standing.stage, last_of(standing.heard), last_of(standing.risen), today);
}

std::string trend_of(const Standing& standing, std::int32_t today) {
  return std::string(trend_of(standing.stage, last_of(standing.heard), last_of(standing.risen), today));
}

std::vector<std::string> evidence_of(const Event& event, std::span<const Source> sources) {
  std::set<std::string> out;
  bool denied = false;
  for (const ClaimRef ref : event.claims) {
    const model::Claim& claim = claim_of(sources, ref);
    if (is_disputed(sources, ref)) continue;
    if (claim.status != "actual") {
      denied = true;
      continue;
    }
    if (is_dated_by_text(claim)) out.insert("date");
    if (is_dated_by_text(claim) && claim.event == "SUPPORT" && is_instrument(claim.stage)) out.insert("instrument");
    const bool party = claim.said_by == "host" || claim.said_by == "partner";
    if (party && !claim.chain.empty() && claim.chain.front().named) out.insert("party");
  }
  // Who says that it is not so is an origin, too, but none that speaks for it.
  if (event.origins.size() >= 2 && !denied) out.insert("origins");
  return {out.begin(), out.end()};
}

std::vector<CellKey> cells_of(const Event& event, std::span<const Source> sources) {
  std::vector<CellKey> out;
  for (const std::string& host : event.host)
    for (const std::string& partner : partners_of(event, sources, host))
      for (const std::string& sector : event.sector) out.push_back({host, sector, partner});
  return out;
}

Step step_of(const Event& event, std::span<const Source> sources) {
  Step out;
  out.event = event.id;
  out.day = event.days ? event.days->first : DaySpan::kOpenPast;
  if (event.dated) out.when = event.when;
  out.claimed = claimed_stage(event, sources);
  if (says_off_ladder(event, sources)) out.off = event.stage;
  out.evidenced = !out.claimed.empty() && !evidence_of(event, sources).empty();
  out.origins = event.origins;
  if (!out.claimed.empty()) out.claims = claims_at(event, sources, out.claimed);
  if (!out.off.empty()) out.off_claims = claims_at(event, sources, out.off);
  return out;
}

std::optional<Standing> standing_of(const CellKey& key, std::span<const Step* const> steps) {
  Standing out;
  std::tie(out.host, out.sector, out.partner) = key;
  const Step* off = nullptr;
  std::int32_t last_step = DaySpan::kOpenPast, latest = DaySpan::kOpenPast, heard = DaySpan::kOpenPast;
  for (const Step* step : steps) {
    out.events.push_back(step->event);
    if (!step->claimed.empty()) last_step = std::max(last_step, step->day);
    if (!step->claimed.empty() || !step->off.empty()) latest = std::max(latest, step->day);
    if (step->evidenced) heard = std::max(heard, step->day);
    if (rung_of(step->claimed) > rung_of(out.claimed)) out.claimed = step->claimed;
    if (step->evidenced && rung_of(step->claimed) > rung_of(out.evidenced)) out.evidenced = step->claimed;
    if (!step->off.empty() && (off == nullptr || step->day > off->day)) off = step;
  }
  const bool ended = off != nullptr && off->day >= last_step;
  out.stage = ended ? off->off : out.claimed;
  if (out.stage.empty()) return std::nullopt;
  std::vector<const Step*> support;
  for (const Step* step : steps)
    if ((ended ? step->off : step->claimed) == out.stage) support.push_back(step);
  add_support(out, support, ended);
  std::int32_t risen = DaySpan::kOpenFuture;
  for (const Step* step : steps)
    if (!out.claimed.empty() && step->claimed == out.claimed) risen = std::min(risen, step->day);
  out.latest = day_text(latest), out.risen = day_text(risen);
  out.heard = heard == DaySpan::kOpenPast ? out.latest : day_text(heard);
  return out;
}

std::vector<Standing> standings(std::span<const Event> events, std::span<const Source> sources, std::string_view as_of) {
  const auto limit = days_of(as_of);
  const std::int32_t until = limit ? limit->last : DaySpan::kOpenFuture;
  std::vector<Step> steps;
  steps.reserve(events.size());
  std::map<CellKey, std::vector<const Step*>> cells;
  for (const Event& event : events) {
    if (event.days && event.days->first > until) continue;
    steps.push_back(step_of(event, sources));
    for (const CellKey& key : cells_of(event, sources)) cells[key].push_back(&steps.back());
  }
  std::vector<Standing> out;
  for (const auto& [key, members] : cells)
    if (auto standing = standing_of(key, members)) out.push_back(std::move(*standing));
  return out;
}

}  // namespace tamga::merge
