/// What one entry of names.yaml says about a table: which column is which property, which columns hold names.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "names/detail/table.h"
#include "names/lexicon.h"

namespace tamga::names {

/// A column of names; several in a cell are parted by the plan's separator.
struct NameColumn {
  std::size_t column = 0;
  NameKind kind = NameKind::kFull;
  bool by_language = false;  ///< "en=Astana|Nur-Sultan;ru=Астана"
};

/// The properties a column can give, in the order of `kProperties` in plan.cpp.
enum class Property : std::uint8_t {
  kId,
  kName,
  kCountry,
  kCountries,
  kLatitude,
  kLongitude,
  kPopulation,
  kRole,
  kOrganisation,
  kStart,
  kEnd,
  kLanguage,
  kWithin
};
inline constexpr std::size_t kPropertyCount = 13;

/// One entry of `tables:`, checked against the table it is about.
struct Plan {
  /// kBadData for keys nobody knows (a slip of the pen would go unnoticed) and for columns the table has not.
  static Result<Plan> make(const json::Value& entry, const Table& table);

  bool adds_names_only() const { return type == "alias"; }
  bool has(Property property) const { return columns[static_cast<std::size_t>(property)].has_value(); }
  /// The cell of that property; empty where the table has no such column.
  const std::string& cell(const Row& row, Property property) const;

  std::string type;
  std::string id_prefix;  ///< before the id in the table
  std::optional<std::string>
      joins;  ///< a row is the entity of this id prefix that has its type, country and name
  std::string separator = "|";
  std::string add_sector;        ///< every entity of the table has it
  std::string otherwise_sector;  ///< entities of which no sector is known have it
  std::string population;        ///< for rows that give none
  bool lower = false;            ///< names are common nouns: canonical names in lower case
  bool skip_nameless = false;    ///< rows without a name are left out; otherwise they are errors
  std::set<std::string, std::less<>> skip;
  std::optional<std::size_t> columns[kPropertyCount];
  std::vector<std::size_t> sector_columns;  ///< the first that has a known word decides
  std::vector<NameColumn> names;

 private:
  Status take(std::string_view key, const json::Value& value, const Table& table);
  Status take_names(const json::Value& value, const Table& table, bool by_language);
  Status take_columns(const json::Value& value, const Table& table);
};

}  // namespace tamga::names
