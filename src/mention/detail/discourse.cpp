#include "mention/detail/discourse.h"

#include <algorithm>

namespace tamga::mention {

using parse::WordId;

namespace {

constexpr int kBase = 100000;  // more than all sentences of a report cost

/// The first of the words that stand beside one another.
WordId first_conjunct(const parse::Forest& forest, WordId word) {
  while (forest.plain_relation(word) == "conj" && !forest.is_root(word)) word = forest.head(word);
  return word;
}

bool is_argument(const parse::Forest& forest, WordId word) {
  const std::string_view relation = forest.plain_relation(word);
  return relation == "nsubj" || relation == "obj" || relation == "iobj" || relation == "obl";
}

}  // namespace

bool is_subject(const Draft& draft, WordId word) {
  return draft.forest().plain_relation(first_conjunct(draft.forest(), word)) == "nsubj";
}

bool speaks(const Draft& draft, WordId word) {
  const parse::Forest& forest = draft.forest();
  const WordId first = first_conjunct(forest, word);
  return forest.plain_relation(first) == "nsubj" && draft.is(forest.head(first), draft.tables().speech_verbs);
}

bool co_arguments(const Draft& draft, WordId a, WordId b) {
  const parse::Forest& forest = draft.forest();
  const WordId first = first_conjunct(forest, a), second = first_conjunct(forest, b);
  return forest.head(first) == forest.head(second) && is_argument(forest, first) &&
         is_argument(forest, second);
}

std::vector<WordId> other_arguments(const Draft& draft, WordId word) {
  const parse::Forest& forest = draft.forest();
  const WordId first = first_conjunct(forest, word);
  std::vector<WordId> others;
  if (!is_argument(forest, first)) return others;
  for (WordId other : forest.children(forest.head(first))) {
    if (other == first || !is_argument(forest, other)) continue;
    others.push_back(other);
    for (WordId beside : forest.children(other)) {
      if (forest.plain_relation(beside) == "conj") others.push_back(beside);
    }
  }
  return others;
}

void Discourse::add(const Mention& mention) {
  if (mention.referents.empty()) return;
  entries_.push_back({mention.referents, mention.head, mention.kind, is_subject(draft_, mention.head),
                      speaks(draft_, mention.head), draft_.forest().word(mention.head).sentence.value});
}

void Discourse::replace(ReferentId from, ReferentId to) {
  for (Entry& entry : entries_) std::replace(entry.referents.begin(), entry.referents.end(), from, to);
}

/// "Kazakh officials said the country": an adjective counts nearly as a name where its noun acts for the
/// state.
int Discourse::demonym_cost(const Entry& entry) const {
  if (entry.kind != Kind::kDemonym) return 0;
  const WordId noun = draft_.forest().head(entry.word);
  const auto kind = draft_.tables().body_kinds.find(draft_.lemma(noun));
  const bool official = draft_.is(noun, draft_.tables().person_nouns) ||
                        (kind != draft_.tables().body_kinds.end() && kind->second == "authority");
  return official && is_subject(draft_, noun) ? 3 : 14;
}

std::optional<ReferentId> Discourse::latest(WordId at, std::uint32_t sentences, const Points& points) const {
  const std::uint32_t here = draft_.forest().word(at).sentence.value;
  std::optional<ReferentId> best;
  int best_rank = 0;
  for (std::size_t i = entries_.size(); i-- > 0;) {
    const Entry& entry = entries_[i];
    const std::uint32_t back = here - entry.sentence;
    if (back > sentences) break;
    for (ReferentId id : entry.referents) {
      const int fit = points(id, entry);
      if (fit == 0) continue;
      const int rank = kBase + fit - 10 * static_cast<int>(back) - demonym_cost(entry) -
                       (draft_.forest().relation(entry.word) == "nmod:poss" ? 4 : 0) +
                       (entry.subject && back > 0 ? 3 : 0);
      if (rank > best_rank) best = id, best_rank = rank;
    }
  }
  return best;
}

std::vector<ReferentId> Discourse::latest_two(WordId at, std::uint32_t sentences,
                                              const std::function<bool(const Referent&)>& fits) const {
  const std::uint32_t here = draft_.forest().word(at).sentence.value;
  std::vector<ReferentId> found;
  for (std::size_t i = entries_.size(); i-- > 0 && found.size() < 2;) {
    if (here - entries_[i].sentence > sentences) break;
    for (std::size_t k = entries_[i].referents.size(); k-- > 0 && found.size() < 2;) {
      const ReferentId id = entries_[i].referents[k];
      if (!fits(draft_.referent(id)) || std::find(found.begin(), found.end(), id) != found.end()) continue;
      found.push_back(id);
    }
  }
  if (found.size() < 2) return {};
  std::reverse(found.begin(), found.end());
  return found;
}

}  // namespace tamga::mention
