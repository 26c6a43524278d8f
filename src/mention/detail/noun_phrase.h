/// The noun phrase around a noun: its words, its determiner, and the country its words tell.
#pragma once

#include <optional>
#include <vector>

#include "mention/detail/draft.h"

namespace tamga::mention {

struct NounPhrase {
  parse::WordId head;
  parse::WordId
      first;  ///< first of the words before the head that belong to it, without determiner and possessor
  parse::WordId
      last;  ///< the head, or the last word of an adjective after it ("people familiar with the talks")
  std::optional<parse::WordId> determiner;
  std::optional<parse::WordId> possessor;  ///< "Kazakhstan" of "Kazakhstan's first plant", "its"
  bool definite = false;                   ///< a definite or demonstrative determiner
  bool plural = false;
};

NounPhrase noun_phrase_at(const Draft& draft, parse::WordId head);

/// Whether the phrase has words of its own besides determiner and head.
inline bool is_bare(const NounPhrase& phrase) {
  return phrase.first == phrase.head && phrase.last == phrase.head;
}

/// The words as they stand: "low-power nuclear plant".
std::string words_of(const Draft& draft, parse::WordId first, parse::WordId last);

/// What a mention of one referent is a mention of; null for none or several.
const Referent* referent_of(const Draft& draft, parse::WordId head);

/// The country the phrase itself tells: by an adjective, a possessor, "of" or "in" a state. Empty when it
/// tells none or several.
std::string country_of(const Draft& draft, const NounPhrase& phrase);
/// Whether two or more countries are told.
bool of_several_countries(const Draft& draft, const NounPhrase& phrase);

/// The words joined: "head", "of", "state" stand at and after `word` (lemmas or forms).
bool stands_at(const Draft& draft, parse::WordId word, const std::vector<std::string>& words);

}  // namespace tamga::mention
