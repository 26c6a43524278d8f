#include "extract/detail/settings.h"

#include <algorithm>

namespace tamga::extract {
namespace {

Names names_of(const json::Value& value) {
  Names names;
  for (std::string& name : value.strings()) names.insert(std::move(name));
  return names;
}

Table table_of(const json::Value& value) {
  Table table;
  for (const auto& [from, to] : value.members()) table[from] = to.string_or("");
  return table;
}

Error missing(std::string_view section, std::string_view key) {
  return Error{ErrorCode::kBadData, std::string(section) + ": has no " + std::string(key), {}, {}};
}

}  // namespace

bool Settings::is_host(std::string_view country) const {
  return std::find(contest.hosts.begin(), contest.hosts.end(), country) != contest.hosts.end();
}

bool Settings::is_core(std::string_view sector) const {
  return std::find(core_sectors.begin(), core_sectors.end(), sector) != core_sectors.end();
}

Result<Settings> Settings::load(const json::Value& pack, const json::Value& contest) {
  for (const char* key : {"hosts", "region", "core_sectors"}) {
    if (!pack.has(key)) return missing("pack", key);
  }
  for (const char* key : {"not_yet", "gate_sectors", "place_roles", "party_types"}) {
    if (!contest.has(key)) return missing("contest", key);
  }
  Settings out;
  out.every_event = pack["every_event"].bool_or(false);
  out.contest.hosts = pack["hosts"].strings();
  out.region = pack["region"].string_or("");
  out.region_entities = names_of(pack["region_entities"]);
  out.core_sectors = pack["core_sectors"].strings();
  out.gate_sectors = names_of(contest["gate_sectors"]);
  out.soft_sectors = names_of(contest["soft_sectors"]);
  out.without_sector = names_of(contest["without_sector"]);
  out.declared_stages = names_of(contest["declared_stages"]);
  out.place_roles = names_of(contest["place_roles"]);
  out.travel_roles = names_of(contest["travel_roles"]);
  out.during_roles = names_of(contest["during_roles"]);
  out.between_parties = names_of(contest["between_parties"]);
  out.reach_of_context = static_cast<std::uint32_t>(contest["reach_of_context"].integer_or(600));
  out.joint_events = names_of(contest["joint_events"]);
  out.party_types = names_of(contest["party_types"]);
  out.look_inside = contest["look_inside"].bool_or(false);
  out.not_yet_events = table_of(contest["not_yet"]["events"]);
  out.not_yet_stages = table_of(contest["not_yet"]["stages"]);
  out.possible_stages = table_of(contest["possible"]["stages"]);
  out.keeps_stage_with_date = names_of(contest["not_yet"]["keeps_stage_with_date"]);
  return out;
}

}  // namespace tamga::extract
