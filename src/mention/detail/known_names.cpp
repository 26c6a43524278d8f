#include "mention/detail/known_names.h"

#include <algorithm>
#include <optional>
#include <set>

#include "mention/detail/metonymy.h"
#include "text/utf8.h"

namespace tamga::mention {

using names::Candidate;
using names::NameKind;
using parse::Upos;
using parse::WordId;

namespace {

constexpr std::uint32_t kLargeTown = 1000000, kTown = 100000, kVillage = 15000;

/// Words that are a name of the pack, with all who bear it.
struct Found {
  WordId first, last;
  std::vector<Candidate> candidates;
  std::optional<std::uint32_t> place;  ///< of several places of the name, the one the text means
  bool one_word() const { return first == last; }
};

class KnownNames {
 public:
  explicit KnownNames(Draft& draft) : draft_(draft), forest_(draft.forest()), tables_(draft.tables()) {}

  void find() {
    collect();
    for (const Found& found : found_) learn(found);
    choose_places();
    for (const Found& found : found_) {
      if (const auto chosen = choose(found)) add(found, *chosen);
    }
    draft_.describe_by_names();
  }

 private:
  names::Entity entity(const Candidate& candidate) const { return draft_.lexicon().entity(candidate.entity); }

  void collect() {
    for (std::uint32_t i = 0; i < draft_.size();) {
      auto match = draft_.lexicon().match(draft_.keys(), i);
      if (!match) {
        ++i;
        continue;
      }
      const WordId first{i}, last{i + static_cast<std::uint32_t>(match->words) - 1};
      ++i;
      if (forest_.word(first).sentence != forest_.word(last).sentence || draft_.taken(first)) continue;
      Found found{first, last, {}, {}};
      for (const Candidate& candidate : match->candidates) {
        if (written_as_name(found, candidate)) found.candidates.push_back(candidate);
      }
      if (found.candidates.empty()) continue;
      i = last.value + 1;
      found_.push_back(std::move(found));
    }
  }

  /// What the document talks about for certain: countries, people by their full names.
  void learn(const Found& found) {
    for (const Candidate& candidate : found.candidates) {
      const names::Entity e = entity(candidate);
      if (e.type == "person" && !found.one_word()) people_.insert(candidate.entity);
      if (found.candidates.size() > 1) continue;
      if (e.type != "outlet" && e.type != "person") countries_.insert(std::string(e.country));
      certain_.insert(candidate.entity);
    }
  }

  bool sentence_begins(WordId word) const { return forest_.sentence_of(word).first == word; }

  bool written_as_name(const Found& found, const Candidate& candidate) const {
    const WordId word = found.first;
    const bool noun = forest_.word(word).upos == Upos::kPropn || forest_.word(word).upos == Upos::kNoun;
    if (candidate.upper) {
      if (entity(candidate).type == "person")
        return draft_.capital(word) && forest_.word(word).upos == Upos::kPropn;
      if (draft_.all_capitals(word)) return !draft_.shouting(word);
      constexpr std::uint32_t kAbbreviation = 3;
      if (entity(candidate).type == "outlet" && draft_.capital(word) && after_outlet_noun(found)) return true;
      return draft_.capital(word) && !sentence_begins(word) && forest_.word(word).upos == Upos::kPropn &&
             forest_.word(word).range.size() > kAbbreviation;
    }
    if (entity(candidate).type == "commodity")
      return noun || !found.one_word() || forest_.word(word).upos == Upos::kAdj;
    if (!draft_.capital(word)) return false;
    // "Report", "Springs" at a sentence's beginning are words like others
    const bool common = found.one_word() && sentence_begins(word) && forest_.word(word).upos != Upos::kPropn;
    return !common || entity(candidate).type == "state" || entity(candidate).type == "bloc" ||
           candidate.kind == NameKind::kDemonym;
  }

  // ------------------------------------------------------------------ whom of several

  bool is_place(const Candidate& candidate) const {
    const std::string_view type = entity(candidate).type;
    return candidate.kind != NameKind::kMetonym && (type == "place" || type == "region");
  }

  /// Which place is meant where the name is that of several; all places and states of the text tell.
  void choose_places() {
    const auto several = [&](const Found& found) {
      return std::count_if(found.candidates.begin(), found.candidates.end(), [&](const Candidate& c) { return is_place(c); }) > 1;
    };
    if (std::none_of(found_.begin(), found_.end(), several)) return;
    std::vector<PlaceName> names;
    for (const Found& found : found_) {
      const text::ByteRange range = forest_.bytes(found.first, found.last);
      names.push_back({range.begin, range.end, {}});
      for (const Candidate& candidate : found.candidates) {
        if (is_place(candidate) || entity(candidate).type == "state") names.back().candidates.push_back(candidate);
      }
    }
    const auto chosen = resolve_places(draft_.document().text(), names, draft_.lexicon(), tables_.place_weights);
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (several(found_[i])) found_[i].place = chosen[i];
    }
  }

  /// A place of the name that is not the one meant.
  bool other_place(const Found& found, const Candidate& candidate) const {
    if (!found.place || *found.place == candidate.entity || !is_place(candidate)) return false;
    return draft_.lexicon().entity(*found.place).type != "state";
  }

  std::optional<Candidate> choose(const Found& found) const {
    const Candidate* best = nullptr;
    int best_rank = 0;
    for (const Candidate& candidate : found.candidates) {
      const int rank = rank_of(found, candidate);
      if (rank > best_rank) best = &candidate, best_rank = rank;
    }
    return best ? std::optional(*best) : std::nullopt;
  }

  /// How likely the bearer is meant; 0: not at all.
  int rank_of(const Found& found, const Candidate& candidate) const {
    const names::Entity e = entity(candidate);
    if (other_place(found, candidate)) return 0;
    const int known =
        (certain_.contains(candidate.entity) ? 3 : 0) + (countries_.contains(std::string(e.country)) ? 4 : 0);
    if (candidate.kind == NameKind::kMetonym) return rank_of_metonym(found, e) + known;
    if (e.type == "person") return rank_of_person(found, candidate) + known;
    if (e.type == "place") return rank_of_place(found, e) + known;
    if (e.type == "outlet")
      return within_longer_name(found) && found.one_word() ? 0 : (speaks(found) ? 60 : 45) + known;
    if (e.type == "asset") return (beside_asset_noun(found) ? 70 : 45) + known;
    if (candidate.kind == NameKind::kShort) return within_longer_name(found) ? 0 : 30 + known;
    if (e.type == "commodity" && within_longer_name(found)) return 0;
    return (e.type == "state" || e.type == "bloc" ? 60 : 50) + known;
  }

  int rank_of_metonym(const Found& found, const names::Entity& e) const {
    if (!means_government(draft_, found.first, found.last)) return has_place(found) ? 10 : 40;
    return e.type == "bloc" ? 87 : e.type == "state" ? 85 : 60;
  }

  bool has_place(const Found& found) const {
    return std::any_of(found.candidates.begin(), found.candidates.end(),
                       [&](const Candidate& c) { return entity(c).type == "place"; });
  }

  int rank_of_person(const Found& found, const Candidate& candidate) const {
    if (!found.one_word()) return is_title(found.first) && before_name(found.last) ? 0 : 70;
    if (after_given_name(found.first) || before_name(found.last)) return 0;
    if (people_.contains(candidate.entity)) return 70;
    if (candidate.upper || candidate.kind != NameKind::kShort) return candidate.upper ? 0 : 50;
    return current_office(candidate.entity) ? 40 : 20;
  }

  /// "Akylbek Japarov" when only Sadyr Japarov is known.
  bool after_given_name(WordId word) const {
    if (sentence_begins(word)) return false;
    const WordId before{word.value - 1};
    if (forest_.word(before).upos != Upos::kPropn || !draft_.capital(before) || draft_.taken(before))
      return false;
    const std::string_view form = draft_.lower(before);
    if (form.ends_with(".") || form.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == 1) return false;
    return !is_title(before);
  }

  bool is_title(WordId word) const {
    return draft_.is(word, tables_.titles) || draft_.is(word, tables_.person_nouns) ||
           draft_.is(word, tables_.place_nouns) || tables_.calendar.contains(draft_.lower(word)) ||
           tables_.outlet_nouns.contains(draft_.lower(word)) ||
           tables_.body_kinds.contains(draft_.lower(word));
  }

  /// "Nazarbayev University": a name that goes on.
  bool before_name(WordId word) const {
    const WordId next{word.value + 1};
    return next.value < draft_.size() && forest_.word(next).sentence == forest_.word(word).sentence &&
           forest_.word(next).upos == Upos::kPropn && draft_.capital(next) &&
           !tables_.calendar.contains(draft_.lower(next)) && !draft_.all_capitals(next);
  }

  bool current_office(std::uint32_t person) const {
    for (const names::Office& office : draft_.lexicon().offices_of(person)) {
      if (draft_.holds_at_report(office)) return true;
    }
    return false;
  }

  int rank_of_place(const Found& found, const names::Entity& e) const {
    const bool plausible = countries_.contains(std::string(e.country)) || named_place(found);
    if (within_longer_name(found) && e.population < kLargeTown) return 0;
    if (e.population < kVillage && !plausible) return 0;
    return e.population >= kLargeTown ? 45 : e.population >= kTown ? 40 : 35;
  }

  bool named_place(const Found& found) const {
    for (const parse::NamedSpan& span : forest_.names()) {
      if (span.first <= found.first && found.last <= span.last) return span.kind == parse::NameKind::kPlace;
    }
    return false;
  }

  /// "York" in "New York": capitalised words on either side that belong to it and are no titles.
  bool within_longer_name(const Found& found) const {
    const auto touches = [&](WordId word) {
      return forest_.word(word).sentence == forest_.word(found.first).sentence &&
             forest_.word(word).upos == Upos::kPropn && draft_.capital(word) && !draft_.taken(word) &&
             !is_title(word) && !draft_.lexicon().match(draft_.keys(), word.value);
    };
    if (draft_.shouting(found.first)) return false;
    if (found.first.value > 0 && touches(WordId{found.first.value - 1})) return true;
    return found.last.value + 1 < draft_.size() && touches(WordId{found.last.value + 1});
  }

  bool beside_asset_noun(const Found& found) const {
    const std::uint32_t next = found.last.value + 1;
    return next < draft_.size() && tables_.asset_heads.contains(draft_.lemma(WordId{next}));
  }

  /// "Fergana reported", "the portal Fergana".
  bool speaks(const Found& found) const {
    const WordId head = draft_.head_of(found.first, found.last);
    if (forest_.relation_is(head, "nsubj") && draft_.is(forest_.head(head), tables_.speech_verbs))
      return true;
    return after_outlet_noun(found);
  }

  bool after_outlet_noun(const Found& found) const {
    if (found.first.value == 0) return false;
    const WordId before{found.first.value - 1};
    return draft_.is(before, tables_.outlet_nouns) || draft_.is(before, tables_.also_bodies);
  }

  // ------------------------------------------------------------------ adding

  void add(const Found& found, const Candidate& candidate) {
    const names::Entity e = entity(candidate);
    WordId last = found.last;
    ReferentId referent;
    if (e.type == "organisation" && candidate.kind != NameKind::kMetonym && goes_on(last)) {
      referent = longer_name(found.first, last, e);
    } else {
      referent = draft_.known(candidate.entity);
    }
    const Kind kind = candidate.kind == NameKind::kDemonym ? Kind::kDemonym
                      : e.type == "commodity"              ? Kind::kThing
                                                           : Kind::kName;
    const float confidence =
        e.type == "person" && found.one_word() && !people_.contains(candidate.entity) ? 0.6F : 0.9F;
    if (e.type == "asset") last = with_number(last);
    if (Mention* mention = draft_.add(found.first, last, kind, {referent}, confidence)) {
      mention->metonym = candidate.kind == NameKind::kMetonym;
    }
  }

  /// "Yoshlik-1": the number of a work belongs to its name.
  WordId with_number(WordId last) const {
    const WordId hyphen{last.value + 1}, number{last.value + 2};
    if (number.value >= draft_.size() || forest_.form(hyphen) != "-" ||
        forest_.word(number).upos != Upos::kNum)
      return last;
    const bool touching = forest_.word(hyphen).range.begin == forest_.word(last).range.end &&
                          forest_.word(number).range.begin == forest_.word(hyphen).range.end;
    return touching ? number : last;
  }

  /// "PowerChina SEPCO1": the name goes on with words of its own.
  bool goes_on(WordId last) const {
    const WordId next{last.value + 1};
    if (next.value >= draft_.size() || forest_.word(next).sentence != forest_.word(last).sentence)
      return false;
    if (forest_.word(next).upos != Upos::kPropn || !draft_.capital(next) || is_title(next) ||
        draft_.shouting(next))
      return false;
    if (draft_.forest().word(next).range.begin != forest_.word(last).range.end + 1) return false;
    if (tables_.not_names.contains(draft_.lower(next)) || draft_.begins_person(next)) return false;
    return draft_.helps_to_name(last, next) || !draft_.lexicon().match(draft_.keys(), next.value);
  }

  ReferentId longer_name(WordId first, WordId& last, const names::Entity& inner) {
    while (goes_on(last)) ++last.value;
    std::string name(draft_.document().words(forest_.bytes(first, last)));
    if (const auto same = draft_.named(name)) return *same;
    Referent referent;
    referent.type = Type::kOrganisation;
    referent.name = std::move(name);
    referent.country = inner.country;
    return draft_.add(std::move(referent));
  }

  Draft& draft_;
  const parse::Forest& forest_;
  const Language::Tables& tables_;
  std::vector<Found> found_;
  std::set<std::uint32_t> people_, certain_;
  std::set<std::string> countries_;
};

}  // namespace

void find_known_names(Draft& draft) { KnownNames(draft).find(); }

}  // namespace tamga::mention
