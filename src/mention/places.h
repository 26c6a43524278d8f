/// Which place each name of a text means: "Alexandria" is in Louisiana where the text is about Louisiana.
/// Decided for all names of a text together, from the areas their bearers lie in, what stands behind them
/// ("Alexandria, La."), how near they are to one another and how many people live there.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "names/lexicon.h"

namespace tamga::mention {

/// How much each kind of evidence counts, all in the same unit: one ten times more people weigh `population`.
/// A pack's section "places" (docs/packs.md); what it leaves out is as here.
struct PlaceWeights {
  double population = 0.7;  ///< times the decimal logarithm of the people
  double state = 2.0;       ///< a state rather than a place in another
  double area = -1.0;       ///< an area (type region) rather than a town of its name
  double chief = 1.0;       ///< the name is the entity's chief name, not another one
  double contained = 6.0;   ///< the name of an area it lies in stands right behind it or before it
  double country = 2.0;     ///< times the share of the other names that may be in the same country
  double first_area = 6.0;  ///< the same for the outermost area of a country
  double inner_area = 4.0;  ///< the same for the areas within it
  double near = 2.0;        ///< times how near the other names' places are, 1 for the same spot
  double near_km = 100.0;   ///< at which distance that has fallen to a third
  double doubt = 1.0;       ///< the higher, the longer unlikely bearers keep their say
  int rounds = 3;           ///< how often the names are weighed against each other
  bool operator==(const PlaceWeights&) const = default;
};

/// kBadData names a key nobody knows or a value that is no number.
Result<PlaceWeights> read_place_weights(const json::Value& section);

/// A name in a text that may be a place, with all who bear it.
struct PlaceName {
  std::uint32_t begin = 0, end = 0;  ///< bytes
  std::vector<names::Candidate> candidates;
};

/// For each name the entity meant, null where nobody bears it. `names` in text order; two names of the same
/// words mean the same unless an area stands beside one of them. The same text and names give the same
/// answer.
std::vector<std::optional<std::uint32_t>> resolve_places(std::string_view text,
                                                         std::span<const PlaceName> names,
                                                         const names::Lexicon& lexicon,
                                                         const PlaceWeights& weights);

}  // namespace tamga::mention
