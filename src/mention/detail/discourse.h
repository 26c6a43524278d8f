/// What has been talked about so far, and who of it a later word takes up.
#pragma once

#include <functional>
#include <vector>

#include "mention/detail/draft.h"

namespace tamga::mention {

/// One mention as later words see it.
struct Entry {
  std::vector<ReferentId> referents;
  parse::WordId word;
  Kind kind = Kind::kName;
  bool subject = false;
  bool speaks = false;  ///< subject of a verb of speaking
  std::uint32_t sentence = 0;
};

class Discourse {
 public:
  explicit Discourse(const Draft& draft) : draft_(draft) {}

  /// Puts a mention on record; mentions come in text order of their heads.
  void add(const Mention& mention);
  void replace(ReferentId from, ReferentId to);
  const std::vector<Entry>& entries() const { return entries_; }

  /// The latest referent that fits, looking back over so many sentences. Names come before adjectives of the
  /// same sentence, subjects before others of the sentence before. `points`: 0 for what does not fit, more
  /// for what fits better; a sentence back costs ten.
  using Points = std::function<int(ReferentId, const Entry&)>;
  std::optional<ReferentId> latest(parse::WordId at, std::uint32_t sentences, const Points& points) const;

  /// The last two different referents of this type, earlier first; empty when there are not two. `together`:
  /// both in one sentence.
  std::vector<ReferentId> latest_two(parse::WordId at, std::uint32_t sentences,
                                     const std::function<bool(const Referent&)>& fits) const;

 private:
  int demonym_cost(const Entry& entry) const;

  const Draft& draft_;
  std::vector<Entry> entries_;
};

/// Whether both are arguments of one verb: they are then not the same.
bool co_arguments(const Draft& draft, parse::WordId a, parse::WordId b);
/// The other arguments of the verb the word is an argument of.
std::vector<parse::WordId> other_arguments(const Draft& draft, parse::WordId word);
/// Whether the word is a subject whose verb is one of speaking.
bool speaks(const Draft& draft, parse::WordId word);
/// Whether the word is a subject (of an active or passive clause), itself or as one of several.
bool is_subject(const Draft& draft, parse::WordId word);

}  // namespace tamga::mention
