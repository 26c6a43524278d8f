#include "mention/detail/known_names.h"

#include <optional>

#include "text/utf8.h"

namespace tamga::mention {

using names::Candidate;
using names::NameKind;
using parse::WordId;

namespace {

class KnownNames {
 public:
  explicit KnownNames(Draft& draft) : draft_(draft) {}

  void find() {
    for (std::uint32_t i = 0; i < draft_.size();) {
      const auto match = draft_.lexicon().match(draft_.keys(), i);
      const auto chosen = match ? choose(i, *match) : std::nullopt;
      if (!chosen) {
        ++i;
        continue;
      }
      add(WordId{i}, WordId{i + static_cast<std::uint32_t>(match->words) - 1}, *chosen);
      i += static_cast<std::uint32_t>(match->words);
    }
  }

 private:
  std::optional<Candidate> choose(std::uint32_t at, const names::Match& match) const {
    const Candidate* best = nullptr;
    int best_rank = -1;
    for (const Candidate& candidate : match.candidates) {
      if (!written_so(WordId{at}, candidate)) continue;
      const int rank = rank_of(candidate);
      if (rank > best_rank) best = &candidate, best_rank = rank;
    }
    return best ? std::optional(*best) : std::nullopt;
  }

  bool written_so(WordId word, const Candidate& candidate) const {
    const names::Entity entity = draft_.lexicon().entity(candidate.entity);
    if (candidate.upper) return draft_.all_capitals(word) && !draft_.shouting(word);
    return entity.type == "commodity" || draft_.capital(word);
  }

  int rank_of(const Candidate& candidate) const {
    const names::Entity entity = draft_.lexicon().entity(candidate.entity);
    int rank = candidate.kind == NameKind::kMetonym ? 10 : candidate.kind == NameKind::kShort ? 30 : 50;
    if (entity.type == "place") rank -= entity.population >= 1000000 ? 5 : entity.population >= 100000 ? 15 : 25;
    return rank;
  }

  void add(WordId first, WordId last, const Candidate& candidate) {
    const Kind kind = candidate.kind == NameKind::kDemonym ? Kind::kDemonym
                      : draft_.lexicon().entity(candidate.entity).type == "commodity" ? Kind::kThing
                                                                                      : Kind::kName;
    draft_.add(first, last, kind, {draft_.known(candidate.entity)}, 0.9F);
  }

  Draft& draft_;
};

}  // namespace

void find_known_names(Draft& draft) { KnownNames(draft).find(); }

}  // namespace tamga::mention
