#include "review/binding.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "text/utf8.h"

namespace tamga::review {
namespace {

using Strings = std::set<std::string>;

// What makes a claim the same as that of another reading; docs/review.md has the table.
constexpr double kLeastOverlap = 0.5;
constexpr double kActors = 0.35, kEvent = 0.2, kStage = 0.2, kMatter = 0.15, kStatus = 0.1;
constexpr double kEnough = 0.4;

double overlap(const model::Evidence& left, const model::Evidence& right) {
  const auto begin = std::max(left.begin, right.begin), end = std::min(left.end, right.end);
  if (begin >= end) return 0;
  const auto all = std::max(left.end, right.end) - std::min(left.begin, right.begin);
  return static_cast<double>(end - begin) / static_cast<double>(all);
}

double share(const Strings& left, const Strings& right) {
  if (left.empty() && right.empty()) return 1;
  const auto both =
      std::count_if(left.begin(), left.end(), [&](const auto& item) { return right.count(item) != 0; });
  return static_cast<double>(both) /
         static_cast<double>(left.size() + right.size() - static_cast<std::size_t>(both));
}

/// Participants by the words used here, which no pack changes.
Strings actors_of(const model::Claim& claim) {
  Strings out;
  for (const auto* side : {&claim.who, &claim.whom})
    for (const model::Party& party : *side)
      out.insert(text::name_key(party.evidence.words.empty() ? party.name : party.evidence.words));
  return out;
}

Strings matter_of(const model::Claim& claim) {
  Strings out(claim.sector.begin(), claim.sector.end());
  for (const model::Topic& topic : claim.about) out.insert(text::name_key(topic.name));
  return out;
}

struct Pair {
  double score;
  std::string key;
  std::uint32_t claim;
  auto order() const { return std::tuple(-score, key, claim); }
};

using Anchors = std::map<std::string, const model::Decided*>;

/// Binds the anchors of one reading in one source.
void bind_in(const merge::Source& source, std::uint32_t number, const Anchors& anchors, Binding& out) {
  std::vector<Pair> pairs;
  for (const auto& [key, decided] : anchors)
    for (std::uint32_t c = 0; c < source.claims.size(); ++c)
      if (const double score = likeness(decided->claim, source.claims[c]); score >= kEnough)
        pairs.push_back({score, key, c});
  std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.order() < b.order(); });
  std::set<std::uint32_t> taken;
  Strings bound;
  for (const Pair& pair : pairs) {
    if (taken.count(pair.claim) != 0 || bound.count(pair.key) != 0) continue;
    taken.insert(pair.claim), bound.insert(pair.key);
    out.places[pair.key].push_back({number, pair.claim});
  }
}

}  // namespace

double likeness(const model::Claim& then, const model::Claim& now) {
  const double words = overlap(then.evidence, now.evidence);
  if (then.report != now.report || words < kLeastOverlap) return 0;
  if (then == now) return 1;
  double said =
      kActors * share(actors_of(then), actors_of(now)) + kMatter * share(matter_of(then), matter_of(now));
  if (then.event == now.event) said += kEvent;
  if (then.stage == now.stage) said += kStage;
  if (then.status == now.status) said += kStatus;
  return words * said;
}

std::string key_of(const model::Decided& decided) {
  const model::Claim& claim = decided.claim;
  return claim.report + "|" + decided.read_with + "|" + claim.id + "|" +
         std::to_string(claim.evidence.begin) + "|" + std::to_string(claim.evidence.end);
}

std::vector<merge::ClaimRef> Binding::of(const model::Decided& decided) const {
  const auto found = places.find(key_of(decided));
  return found == places.end() ? std::vector<merge::ClaimRef>() : found->second;
}

bool Binding::is_orphaned(const model::Decided& decided) const {
  const auto found = seen.find(key_of(decided));
  return found != seen.end() && found->second && of(decided).empty();
}

Binding find_places(std::span<const merge::Source> sources, std::span<const model::Decision> decisions) {
  std::map<std::string, std::map<std::string, Anchors>> reports;  // by report, then by reading
  Binding out;
  for (const model::Decision& decision : decisions)
    for (const auto* side : {&decision.claims, &decision.others})
      for (const model::Decided& decided : *side) {
        reports[decided.claim.report][decided.read_with].emplace(key_of(decided), &decided);
        out.seen.emplace(key_of(decided), false);
      }
  if (reports.empty()) return out;
  for (std::uint32_t s = 0; s < sources.size(); ++s) {
    const auto found = reports.find(sources[s].report.id);
    if (found == reports.end()) continue;
    for (const auto& [reading, anchors] : found->second) {
      bind_in(sources[s], s, anchors, out);
      for (const auto& [key, decided] : anchors) out.seen[key] = true;
    }
  }
  return out;
}

}  // namespace tamga::review
