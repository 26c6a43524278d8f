// The contest's settings: what the pack says about hosts, sectors, and what becomes of acts that are still to come.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "source/source.h"

namespace tamga::extract {

using Names = std::set<std::string, std::less<>>;
using Table = std::map<std::string, std::string, std::less<>>;

struct Settings {
  source::Contest contest;                ///< hosts, ISO 3166-1 alpha-2
  bool every_event = false;               ///< no contest: whatever anybody does counts
  std::string region;                     ///< the host of what concerns all hosts without naming one
  Names region_entities;                  ///< ids of what names the region
  std::vector<std::string> core_sectors;  ///< in the order in which they decide
  Names gate_sectors;                     ///< a report must name one of these, and a host
  Names soft_sectors;                     ///< sectors that need a harder one beside them: money, trade
  Names without_sector;                   ///< events that count though no sector is named
  Names declared_stages;                  ///< stages whose date is that of the words, where nothing else gives one
  Names place_roles, travel_roles;        ///< roles of arguments that tell where; of a visit, where to
  Names during_roles;                     ///< of what has the date of what it happens during
  Names between_parties;                  ///< events that take their parties from just before where they name none
  std::uint32_t reach_of_context = 600;   ///< how far "just before" reaches (bytes)
  Names joint_events;                     ///< events that take two sides
  Names party_types;                      ///< mention types that act
  bool look_inside = false;               ///< where nobody stands in the roles of whom, who stands inside them is meant
  Table not_yet_events, not_yet_stages;   ///< what an act to come is
  Table possible_stages;                  ///< what a step that is only possible is
  Names keeps_stage_with_date;            ///< steps that stay what they are when a date is set for them

  bool is_host(std::string_view country) const;
  bool is_core(std::string_view sector) const;

  /// `pack` and `contest` are the sections of those names. kBadData names the key that is missing.
  static Result<Settings> load(const json::Value& pack, const json::Value& contest);
};

}  // namespace tamga::extract
