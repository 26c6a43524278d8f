/// Claims of many reports put together into events. The answer depends on the claims, never on their order.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "merge/day_span.h"
#include "model/claim.h"
#include "text/fingerprint.h"

namespace tamga::merge {

/// A report with what it says; the text is not needed.
struct Source {
  model::Report report;
  text::Fingerprint fingerprint;
  std::vector<model::Claim> claims;
  /// Claims, by place, that a person disputes: they stay in their events and lift no standing.
  std::vector<std::uint32_t> disputed = {};
};

/// A claim by its place in the sources that were given.
struct ClaimRef {
  std::uint32_t source = 0;
  std::uint32_t claim = 0;
  auto operator<=>(const ClaimRef&) const = default;
};

/// What people decided about pairs of claims; it goes before all that claims share.
struct Ties {
  using Pair = std::pair<ClaimRef, ClaimRef>;
  std::vector<Pair> together;  ///< of one event, the weightiest first; not where it would join a pair kept apart
  std::vector<Pair> apart;     ///< of two events
};

/// Values of one field that do not agree, each with who says so.
struct Conflict {
  struct Side {
    std::string value;
    std::vector<ClaimRef> claims;
  };
  std::string field;  ///< "date", "stage", "status", "amount"
  std::vector<Side> sides;
};

/// What several claims say happened, or will, or did not.
struct Event {
  std::string id;  ///< "e" and the smallest id of its claims
  std::string event, mode, stage, status;  ///< the values most claims have
  std::vector<ClaimRef> claims;            ///< the best told first
  std::vector<std::string> host, sector;
  std::string when;             ///< EDTF, the narrowest date most claims agree on; empty when nobody gives one
  /// Of `when`, or else of the earliest publication. What was so by a day ("../2025-01-27") counts from that day.
  std::optional<DaySpan> days;
  bool dated = false;           ///< `days` are from `when`
  /// Keys of the independent origins: a speaker cited ten times is one; wire copies are one.
  std::vector<std::string> origins;
  std::size_t reports = 0;  ///< that tell it, copies too
  std::vector<Conflict> conflicts;
  /// What brought its claims together, pair by pair; `reasons` says why. A score of 0: one text printed twice, or a
  /// person's decision.
  struct Link {
    ClaimRef left, right;
    double score = 0;
  };
  std::vector<Link> links;
  /// Equal for events that were decided upon together: claims of different components never meet, so each component
  /// can be merged again by itself. Numbers mean nothing beyond one call.
  std::uint32_t component = 0;
};

/// Groups of texts that are copies or close rewrites of each other, by number; outlets whose texts are of one group
/// count as one voice where their authors speak.
std::vector<std::uint32_t> copy_groups(std::span<const text::Fingerprint* const> prints);

/// Where a claim is looked for when others of its event come in: claims that may be one event have a block in common in
/// which one of them at least is active, and near days. Blocks are the same on every machine and may be stored.
struct Block {
  std::int64_t block = 0;  ///< a host and an outsider, or one country, or an actor; a kind of event or stage; plan or fact
  bool active = false;     ///< pairs are sought for it here; others only find it
  bool dated = false;      ///< `days` are the claim's own, not those of its report's publication
  bool wide = false;       ///< `days` are many, or open, or not known at all
  DaySpan days = {};
  /// Whether the days and the active ones allow the two to be one event.
  static bool may_meet(const Block& left, const Block& right);
};
/// Days of what is not wide are fewer than this.
inline constexpr std::int32_t kWideDays = 46;
/// Two reports of one event without a date come out within this many days.
inline constexpr std::int32_t kNewsDays = 45;
std::vector<Block> blocks_of(const Source& source, const model::Claim& claim);

/// How strongly two claims speak of the same event: the sum of what they share. nullopt where they cannot.
/// docs/ledger.md has the table of weights.
std::optional<double> sameness(const Source& left_source, const model::Claim& left, const Source& right_source,
                               const model::Claim& right);

/// What two claims share or differ in, with the weight of each; empty where they cannot be one event.
struct Reason {
  std::string what;  ///< "participants", "other stage"
  double weight = 0;
};
std::vector<Reason> reasons(const Source& left_source, const model::Claim& left, const Source& right_source,
                            const model::Claim& right);

/// All claims in events, every claim in exactly one; ordered by id.
std::vector<Event> merge_claims(std::span<const Source> sources, const Ties& ties = {});

}  // namespace tamga::merge
