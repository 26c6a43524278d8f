/// What a catalog holds of an event, as text that the ledger keeps: so that a catalog is made without reading every claim.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "merge/event.h"
#include "merge/standing.h"
#include "query/catalog.h"

namespace tamga::query {

struct Card {
  /// A party, an asset or commodity, or a topic that may have a place: by review::entity_key or, for `spots`, by the pack's id.
  struct Thing {
    std::string id, name, type, country;
  };
  struct Spot {
    double latitude = 0, longitude = 0;
    std::string name;
  };

  std::string id, event, mode, stage, status, when, reported, sentence;
  std::optional<merge::DaySpan> days;
  bool dated = false;
  std::uint8_t conflicts = 0;  ///< bits by `kConflictFields`
  double confidence = 0;       ///< of the surest claim
  std::size_t origins = 0, reports = 0;
  std::vector<std::string> hosts, sectors, partners;
  std::vector<Thing> who, whom;  ///< nobody twice, who is in both in `who` only
  std::vector<Thing> topics;
  std::vector<Thing> outlets;  ///< id and name
  std::optional<Spot> spot;    ///< where a claim says it is
  std::vector<Thing> spots;    ///< id and name of topics whose place the pack may know, where no claim says
  std::vector<std::uint64_t> claims;  ///< claim_hash of their ids
  std::vector<merge::CellKey> cells;
};

Card card_of(const merge::Event& event, std::span<const merge::Source> sources);
/// Without the id.
std::string card_text(const Card& card);
/// kBadData for what is no such text.
Result<Card> card_from(std::string id, std::string_view text);

/// FNV-1a: the same on every machine.
std::uint64_t claim_hash(std::string_view id);

}  // namespace tamga::query
