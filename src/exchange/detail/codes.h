/// Codes of other standards, out of the pack's section "exchange" (docs/packs.md).
#pragma once

#include <optional>
#include <string>

#include "json/value.h"
#include "merge/event.h"
#include "model/claim.h"

namespace tamga::exchange {

/// What CAMEO calls an event.
struct Cameo {
  std::string code;  ///< "0311"
  std::string base;  ///< "031"
  std::string root;  ///< "03"
  std::string quad;  ///< "1" to "4"
  std::string goldstein;
};

/// A view of the section; it must outlive this. Everything it does not know is empty.
class Codes {
 public:
  explicit Codes(const json::Value& section) : section_(section) {}

  /// The first row of the table "cameo" that fits; nullopt for what CAMEO has no code for.
  std::optional<Cameo> cameo(const merge::Event& event) const;
  /// Of a country: ISO 3166-1 alpha-2 or EU to "iso3", "fips" or "cameo".
  std::string country(const std::string& code, std::string_view system) const;
  /// What a word of ours is in a table of the section: ("languages", "en") -> "eng".
  std::string word(std::string_view table, std::string_view key) const;
  /// The FollowTheMoney schema of an organisation, by words of its name.
  std::string organisation_schema(const std::string& name) const;

 private:
  const json::Value& section_;
};

}  // namespace tamga::exchange
