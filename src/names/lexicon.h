/// The gazetteer: people with their offices, organisations, states, places, things, and all their names.
/// Built once from plain tables (build.h), read from the mapped pack without parsing.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tamga::names {

/// How a name names. Short: a surname or a first word; metonym: a seat that stands for who sits there.
enum class NameKind : std::uint8_t { kFull, kShort, kAbbreviation, kDemonym, kMetonym };

/// One entity; views into the pack. Empty strings for what is not known.
struct Entity {
  std::uint32_t index = 0;
  std::string_view id;
  std::string_view type;  ///< person organisation state bloc place region asset commodity outlet
  std::string_view name;
  std::string_view country;    ///< ISO 3166-1 alpha-2 or EU
  std::string_view sectors;    ///< separated by spaces
  std::string_view countries;  ///< of a region or body: its members, separated by spaces
  std::string_view within;     ///< ids of the areas a place lies in, separated by spaces
  std::optional<double> latitude, longitude;
  std::uint32_t population = 0;
};

/// An office held. Dates are EDTF, empty when not known.
struct Office {
  std::uint32_t person = 0;  ///< entity index
  std::string_view role;     ///< "President of Kazakhstan"
  std::string_view organisation;
  std::string_view country;
  std::string_view start, end;
};

struct Candidate {
  std::uint32_t entity = 0;
  NameKind kind = NameKind::kFull;
  bool upper = false;  ///< counts only when written in capitals ("IT", "US")
};

/// One name of one entity.
struct Name {
  std::string_view key;  ///< text::name_key of the name
  Candidate candidate;
};

struct Match {
  std::size_t words = 0;  ///< keys covered, empty ones included
  std::vector<Candidate> candidates;
};

/// Views into the bytes of a pack's section "names". Const use is thread-safe.
class Lexicon {
 public:
  /// kBadData with the byte where the section is damaged. The bytes must outlive the lexicon.
  static Result<Lexicon> open(std::string_view section);

  std::size_t size() const { return entities_; }
  Entity entity(std::uint32_t index) const;
  std::optional<Entity> by_id(std::string_view id) const;
  /// Longest name that starts at `at`. `keys`: text::name_key of consecutive words; punctuation has an empty key and
  /// may stand inside a name, not at its ends.
  std::optional<Match> match(std::span<const std::string> keys, std::size_t at) const;
  /// All names, sorted by key; `index` below `name_count()`.
  std::size_t name_count() const { return aliases_; }
  Name name(std::size_t index) const { return {alias_key(index), candidate(index)}; }
  /// All entities of that whole name.
  std::vector<Candidate> find(std::string_view name) const;
  std::optional<Entity> outlet(std::string_view name) const;
  std::span<const Office> offices() const { return offices_; }
  std::vector<Office> offices_of(std::uint32_t person) const;

 private:
  std::string_view text(std::uint32_t offset) const;
  std::string_view alias_key(std::size_t index) const;
  std::size_t lower_bound(std::string_view key) const;
  Candidate candidate(std::size_t index) const;

  std::string_view bytes_;
  std::size_t entities_ = 0, aliases_ = 0, entities_at_ = 0, aliases_at_ = 0, ids_at_ = 0, strings_at_ = 0;
  std::vector<Office> offices_;
};

/// What states and blocs are called, by their codes.
std::map<std::string, std::string> country_names(const Lexicon& lexicon);

}  // namespace tamga::names
