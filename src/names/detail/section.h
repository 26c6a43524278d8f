/// Entities, names and offices as a builder holds them, and their bytes in a pack.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace tamga::names {

/// One entity while it is built; Entity in lexicon.h is what readers see.
struct BuiltEntity {
  std::string id, type, name, country, sectors, countries, within;
  std::uint32_t population = 0;
  float latitude = std::numeric_limits<float>::quiet_NaN();
  float longitude = std::numeric_limits<float>::quiet_NaN();
};

struct BuiltOffice {
  std::uint32_t person = 0;
  std::string role, organisation, country, start, end;
};

/// Everything a section holds, in the order in which it is written.
struct Section {
  std::vector<BuiltEntity> entities;
  std::map<std::string, std::uint32_t, std::less<>> by_id;
  /// Key, entity, kind with flags (layout.h).
  std::set<std::tuple<std::string, std::uint32_t, std::uint32_t>> aliases;
  std::vector<BuiltOffice> offices;
};

/// The bytes described in layout.h: the same section, the same bytes.
std::string to_bytes(const Section& section);

}  // namespace tamga::names
