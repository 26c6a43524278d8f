/// Who, what and where a text talks about: spans that refer, and what they refer to.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/id.h"
#include "parse/forest.h"
#include "text/document.h"

namespace tamga::mention {

using ReferentId = Id<struct ReferentTag>;
using MentionId = Id<struct MentionTag>;

/// What sort of thing is referred to; the contract's mention types.
enum class Type : std::uint8_t {
  kPerson,
  kOrganisation,
  kState,
  kBloc,
  kGroup,
  kOutlet,
  kPlace,
  kRegion,
  kAsset,
  kCommodity,
  kSector,
  kBody,
  kRole
};
std::string_view name_of(Type type);
/// The type of that name, where somebody of it can act; nullopt for places, things and what is no type.
std::optional<Type> acting_type(std::string_view name);

/// One person, body, state, thing of this document, however often and by whatever words it is mentioned.
struct Referent {
  Type type = Type::kGroup;
  std::string id;       ///< the pack's, empty for what the pack does not know
  std::string name;     ///< canonical, or the longest words the text uses
  std::string country;  ///< ISO 3166-1 alpha-2 or "EU"; empty when not known
  std::string role;     ///< office held at the report's date; empty when not known
  std::optional<double> latitude, longitude;
  std::vector<std::string> sectors;    ///< what the pack says it has to do with: "nuclear", "uranium", ...
  std::vector<std::string> countries;  ///< of a region or body: its members
};

/// How a mention refers.
enum class Kind : std::uint8_t {
  kName,     ///< "Shavkat Mirziyoyev", "Rosatom"
  kRole,     ///< "the Kazakh leader", "the agency", "the company": a role or common noun that stands for
             ///< somebody
  kPronoun,  ///< "he", "it", "they"
  kDemonym,  ///< "Kazakh" as an adjective
  kGroup,    ///< "French companies", "Russian officials": nobody the pack knows, several or one
  kPlural,   ///< "both countries", "the two sides": several known referents
  kThing,    ///< "a small nuclear power plant in Tajikistan", "critical minerals"
};

struct Mention {
  parse::WordId head;   ///< the word whose arguments the mention is
  parse::WordId first;  ///< words [first, last]
  parse::WordId last;
  text::ByteRange range;
  Kind kind = Kind::kName;
  /// Whom it means: one for most, several for "both countries", none for a pronoun nothing fits.
  std::vector<ReferentId> referents;
  /// A place name that stands for its government here ("Tashkent will engage French companies").
  bool metonym = false;
  float confidence = 1;
};

/// Mentions in text order; at most one mention has a given head word, nested ones ("Kazakh" in "the Kazakh
/// leader") have heads of their own.
class MentionTable {
 public:
  std::span<const Mention> mentions() const { return mentions_; }
  std::span<const Referent> referents() const { return referents_; }
  const Mention& mention(MentionId id) const { return mentions_[id.value]; }
  const Referent& referent(ReferentId id) const { return referents_[id.value]; }
  /// The mention headed by this word.
  std::optional<MentionId> headed_by(parse::WordId word) const;
  /// The smallest mention that covers this word.
  std::optional<MentionId> covering(parse::WordId word) const;

  /// Makes headed_by() quick; called once the mentions are all there. Without it, every question scans the table.
  void index_heads();

  std::vector<Mention> mentions_;  // filled by the finder, in text order
  std::vector<Referent> referents_;

 private:
  std::vector<std::pair<parse::WordId, std::uint32_t>> heads_;  // head and place of each mention, by head
};

}  // namespace tamga::mention
