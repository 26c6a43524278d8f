// The bytes of the section: header, entities, aliases sorted by key, ids sorted, offices, strings.
// Little-endian.
#pragma once

#include <cstdint>

namespace tamga::names::layout {

inline constexpr char kMagic[8] = {'T', 'N', 'A', 'M', 'E', 'S', '0', '2'};

struct Header {
  char magic[8];
  std::uint32_t entities, aliases, offices, strings;  // counts; `strings` is a size in bytes
};

inline constexpr std::uint32_t kKindBits = 0xFF;
inline constexpr std::uint32_t kOnlyInCapitals = 0x100;

// Strings are offsets into the pool, where each is a u32 length and its bytes.
struct Entity {
  std::uint32_t id, type, name, country, sectors, countries, within, population;
  float latitude, longitude;  // NaN: not known
};

struct Alias {
  std::uint32_t key, entity;
  std::uint32_t kind;  // NameKind, kOnlyInCapitals
};

struct Office {
  std::uint32_t person, role, organisation, country, start, end;
};

}  // namespace tamga::names::layout
