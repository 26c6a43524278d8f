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

/// Dated by the text, told by a party to it that is named, or by two origins that do not depend on each other.
bool is_evidenced(const Event& event, std::span<const Source> sources) {
  if (event.origins.size() >= 2) return true;
  return std::any_of(event.claims.begin(), event.claims.end(), [&](ClaimRef ref) {
    const model::Claim& claim = claim_of(sources, ref);
    if (is_disputed(sources, ref)) return false;
    if (claim.when && (claim.when->basis == "text" || claim.when->basis == "computed")) return true;
    const bool party = claim.said_by == "host" || claim.said_by == "partner";
    return party && !claim.chain.empty() && claim.chain.front().named;
  });
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

bool says_off_ladder(const Event& event, std::span<const Source> sources) {
  return is_off_ladder(event.stage) && event.status == "actual" &&
         std::any_of(event.claims.begin(), event.claims.end(), [&](ClaimRef ref) { return !is_disputed(sources, ref); });
}

struct Cell {
  std::vector<const Event*> events;
};

using CellKey = std::tuple<std::string, std::string, std::string>;

std::map<CellKey, Cell> cells_of(std::span<const Event> events, std::span<const Source> sources, std::int32_t until) {
  std::map<CellKey, Cell> out;
  for (const Event& event : events) {
    if (event.days && event.days->first > until) continue;
    for (const std::string& host : event.host)
      for (const std::string& partner : partners_of(event, sources, host))
        for (const std::string& sector : event.sector) out[{host, sector, partner}].events.push_back(&event);
  }
  return out;
}

std::int32_t day_of(const Event& event) { return event.days ? event.days->first : DaySpan::kOpenPast; }

/// Adds what the events at the shown stage bring: origins, claims, the first date.
void add_support(Standing& standing, const std::vector<const Event*>& support, std::span<const Source> sources) {
  std::set<std::string> origins, claims;
  const Event* first = nullptr;
  for (const Event* event : support) {
    origins.insert(event->origins.begin(), event->origins.end());
    for (const ClaimRef ref : event->claims) {
      const model::Claim& claim = claim_of(sources, ref);
      if (claim.status == "actual" && claim.stage == standing.stage && !is_disputed(sources, ref)) claims.insert(claim.id);
    }
    if (event->dated && (first == nullptr || day_of(*event) < day_of(*first))) first = event;
  }
  standing.origins = origins.size();
  standing.claims.assign(claims.begin(), claims.end());
  if (first != nullptr) standing.since = first->when;
}

/// nullopt for a cell in which nothing is so yet.
std::optional<Standing> standing_of(const CellKey& key, const Cell& cell, std::span<const Source> sources) {
  Standing out;
  std::tie(out.host, out.sector, out.partner) = key;
  const Event* off = nullptr;
  std::int32_t last_step = DaySpan::kOpenPast, latest = DaySpan::kOpenPast;
  for (const Event* event : cell.events) {
    out.events.push_back(event->id);
    const std::string stage = claimed_stage(*event, sources);
    if (!stage.empty()) last_step = std::max(last_step, day_of(*event));
    if (!stage.empty() || says_off_ladder(*event, sources)) latest = std::max(latest, day_of(*event));
    if (rung_of(stage) > rung_of(out.claimed)) out.claimed = stage;
    if (rung_of(stage) > rung_of(out.evidenced) && is_evidenced(*event, sources)) out.evidenced = stage;
    if (says_off_ladder(*event, sources) && (off == nullptr || day_of(*event) > day_of(*off))) off = event;
  }
  const bool ended = off != nullptr && day_of(*off) >= last_step;
  out.stage = ended ? off->stage : out.claimed;
  if (out.stage.empty()) return std::nullopt;
  std::vector<const Event*> support;
  for (const Event* event : cell.events)
    if (ended ? says_off_ladder(*event, sources) && event->stage == out.stage : claimed_stage(*event, sources) == out.stage)
      support.push_back(event);
  add_support(out, support, sources);
  out.latest = day_text(latest);
  return out;
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

std::vector<Standing> standings(std::span<const Event> events, std::span<const Source> sources, std::string_view as_of) {
  const auto limit = days_of(as_of);
  std::vector<Standing> out;
  for (const auto& [key, cell] : cells_of(events, sources, limit ? limit->last : DaySpan::kOpenFuture))
    if (auto standing = standing_of(key, cell, sources)) out.push_back(std::move(*standing));
  return out;
}

}  // namespace tamga::merge
