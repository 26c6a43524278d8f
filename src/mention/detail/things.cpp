#include "mention/detail/things.h"

#include <algorithm>
#include <map>

#include "mention/detail/noun_phrase.h"
#include "text/utf8.h"

namespace tamga::mention {

using parse::Upos;
using parse::WordId;

namespace {

class Things {
 public:
  explicit Things(Draft& draft) : draft_(draft), forest_(draft.forest()), tables_(draft.tables()) {}

  void find() {
    for (std::uint32_t i = 0; i < draft_.size(); ++i) widen_name(WordId{i});
    for (std::uint32_t i = 0; i < draft_.size();) {
      const std::uint32_t words = phrase_at(i);
      i += std::max(words, 1U);
    }
    for (std::uint32_t i = 0; i < draft_.size(); ++i) add_headed(WordId{i});
  }

 private:
  // ------------------------------------------------------------------ "the Konchoch deposit"

  bool is_asset_noun(WordId word) const {
    return forest_.word(word).upos != Upos::kVerb && tables_.asset_heads.contains(draft_.lemma(word)) &&
           !draft_.headed_by(word);
  }

  void widen_name(WordId head) {
    const Mention* mention = draft_.headed_by(head);
    if (!mention || mention->kind != Kind::kName) return;
    const Referent* referent = referent_of(draft_, head);
    const WordId noun = forest_.head(head);
    if (!referent || referent->type != Type::kAsset || noun.value != mention->last.value + 1) return;
    if (forest_.plain_relation(head) != "compound" || !is_asset_noun(noun)) return;
    draft_.widen(head, mention->first, noun);
  }

  // ------------------------------------------------------------------ phrases of the sectors

  /// Words of the phrase that begins at `at`, hyphens between them skipped; 0 when it does not stand there.
  std::uint32_t length_of(std::uint32_t at, const SectorPhrase& phrase) const {
    std::uint32_t i = at;
    for (std::size_t k = 0; k < phrase.words.size(); ++k, ++i) {
      if (k > 0 && i < draft_.size() && forest_.form(WordId{i}) == "-") ++i;
      if (i >= draft_.size() || forest_.word(WordId{i}).sentence != forest_.word(WordId{at}).sentence)
        return 0;
      const WordId word{i};
      if (draft_.lower(word) != phrase.words[k] && draft_.lemma(word) != phrase.words[k]) return 0;
    }
    return i - at;
  }

  std::uint32_t phrase_at(std::uint32_t at) {
    const SectorPhrase* best = nullptr;
    std::uint32_t length = 0;
    for (std::string_view key : {draft_.lower(WordId{at}), draft_.lemma(WordId{at})}) {
      const auto found = tables_.phrases.find(key);
      if (found == tables_.phrases.end()) continue;
      for (const SectorPhrase& phrase : found->second) {
        const std::uint32_t here = length_of(at, phrase);
        if (here > length) best = &phrase, length = here;
      }
    }
    if (!best) return 0;
    const WordId first{at}, last{at + length - 1};
    const Upos upos = forest_.word(last).upos;
    if (upos == Upos::kVerb && best->type != Type::kSector) return 1;
    const Mention* covered = draft_.headed_by(last);
    if (covered && covered->kind != Kind::kThing) return length;
    if (draft_.taken(first) && !covered) return length;
    if (best->type == Type::kAsset)
      add_asset(draft_.head_of(first, last) == last ? last : draft_.head_of(first, last), best->sector);
    else
      add_plain(first, last, *best);
    return length;
  }

  /// A mineral or a sector: by its words alone; all mentions of a sector are one.
  void add_plain(WordId first, WordId last, const SectorPhrase& phrase) {
    for (std::uint32_t i = first.value; i <= last.value; ++i) {
      const Mention* inner = draft_.headed_by(WordId{i});
      if (inner && (inner->first < first || last < inner->last)) return;
      if (inner && phrase.type == Type::kCommodity) draft_.remove(WordId{i});
    }
    Referent referent;
    referent.type = phrase.type;
    referent.sectors = {phrase.sector};
    if (phrase.type == Type::kSector) {
      referent.name = tables_.sector_names.find(phrase.sector)->second;
      add_mention(first, last, sectors_, phrase.sector, std::move(referent), phrase.weak ? 0.4F : 0.8F);
    } else {
      referent.name = text::lower(words_of(draft_, first, last));
      std::string key(draft_.lemma(last));
      for (std::uint32_t i = last.value; i-- > first.value;)
        key = std::string(draft_.lower(WordId{i})) + " " + key;
      add_mention(first, last, commodities_, key, std::move(referent), 0.8F);
    }
  }

  void add_mention(WordId first, WordId last, std::map<std::string, ReferentId>& made, const std::string& key,
                   Referent referent, float confidence) {
    auto found = made.find(key);
    if (found == made.end()) {
      if (referent.type == Type::kSector) referent.id = "sector-" + key;
      found = made.emplace(key, draft_.add(std::move(referent))).first;
    }
    draft_.add(first, last, Kind::kThing, {found->second}, confidence);
  }

  // ------------------------------------------------------------------ works

  void add_asset(WordId head, const std::string& sector) {
    if (draft_.headed_by(head) || forest_.relation_is(head, "compound")) {
      if (!draft_.headed_by(head)) add_weak(head, sector);
      return;
    }
    const NounPhrase phrase = noun_phrase_at(draft_, head);
    if (is_heading(phrase)) return add_weak(head, sector);
    if (add_named(phrase)) return;
    std::vector<std::string> sectors = sectors_within(phrase);
    if (!sector.empty() && std::find(sectors.begin(), sectors.end(), sector) == sectors.end())
      sectors.push_back(sector);
    std::string country = country_of(draft_, phrase);
    if (country.empty() && !of_several_countries(draft_, phrase)) country = country_after(phrase);
    const ReferentId id = referent_for(phrase, std::move(sectors), country);
    if (Mention* made = draft_.add(phrase.first, head, Kind::kThing, {id}, 0.7F);
        made && made->head != head) {
      draft_.remove(made->head);
    }
  }

  /// "the Upper Kairakty and Northern Katpar tungsten deposits" are those two.
  bool add_named(const NounPhrase& phrase) {
    std::vector<ReferentId> named;
    for (std::uint32_t i = phrase.first.value; i < phrase.head.value; ++i) {
      const Mention* mention = draft_.headed_by(WordId{i});
      if (!mention || mention->kind != Kind::kName || mention->referents.size() != 1) continue;
      if (draft_.referent(mention->referents.front()).type == Type::kAsset)
        named.push_back(mention->referents.front());
    }
    if (named.empty()) return false;
    const Kind kind = named.size() > 1 ? Kind::kPlural : Kind::kThing;
    draft_.add(phrase.first, phrase.head, kind, std::move(named), 0.7F);
    return true;
  }

  /// "2. Railway." talks of no railway yet.
  bool is_heading(const NounPhrase& phrase) const {
    if (draft_.shouting(phrase.head)) return true;
    constexpr std::uint32_t kShort = 4;
    return forest_.is_root(phrase.head) && is_bare(phrase) && !phrase.determiner &&
           forest_.sentence_of(phrase.head).count <= kShort;
  }

  /// "reactor units": the word only shows the sector.
  void add_weak(WordId word, const std::string& sector) {
    Referent referent;
    referent.type = Type::kSector;
    referent.name = tables_.sector_names.find(sector)->second;
    referent.sectors = {sector};
    add_mention(word, word, sectors_, sector, std::move(referent), 0.4F);
  }

  std::vector<std::string> sectors_within(const NounPhrase& phrase) const {
    std::vector<std::string> sectors;
    for (std::uint32_t i = phrase.first.value; i < phrase.head.value; ++i) {
      const Referent* referent = referent_of(draft_, WordId{i});
      if (!referent || referent->type == Type::kOrganisation) continue;
      for (const std::string& sector : referent->sectors) {
        if (std::find(sectors.begin(), sectors.end(), sector) == sectors.end()) sectors.push_back(sector);
      }
    }
    return sectors;
  }

  /// "a plant in Kazakhstan", wherever the parse hangs the place.
  std::string country_after(const NounPhrase& phrase) const {
    const std::uint32_t marker = phrase.last.value + 1;
    if (marker + 1 >= draft_.size() || !tables_.place_markers.contains(draft_.lower(WordId{marker})))
      return {};
    if (forest_.word(WordId{marker}).sentence != forest_.word(phrase.head).sentence) return {};
    constexpr std::uint32_t kNear = 4;
    for (std::uint32_t i = marker + 1; i < std::min(marker + kNear, draft_.size()); ++i) {
      const Mention* place = draft_.headed_by(WordId{i});
      if (!place || place->kind == Kind::kThing || place->referents.size() != 1) continue;
      for (WordId child : forest_.children(WordId{i})) {
        if (forest_.plain_relation(child) == "conj") return {};
      }
      const Referent& referent = draft_.referent(place->referents.front());
      return referent.type == Type::kPerson ? std::string() : referent.country;
    }
    return {};
  }

  /// A thing of the same words and no other country is the same thing.
  ReferentId referent_for(const NounPhrase& phrase, std::vector<std::string> sectors,
                          const std::string& country) {
    WordId first = phrase.first;
    while (first < phrase.head && forest_.word(first).upos == Upos::kNum) ++first.value;
    while (first < phrase.head &&
           (draft_.headed_by(first) && draft_.headed_by(first)->kind == Kind::kDemonym))
      ++first.value;
    Referent referent;
    referent.type = Type::kAsset;
    referent.name = words_of(draft_, first, phrase.head);
    referent.country = country;
    referent.sectors = std::move(sectors);
    std::string key;
    for (std::uint32_t i = first.value; i < phrase.head.value; ++i) key += draft_.keys()[i] + " ";
    key += draft_.lemma(phrase.head);
    for (const auto& [made, id] : assets_) {
      const std::string& other = draft_.referent(id).country;
      if (made != key || (!country.empty() && !other.empty() && other != country)) continue;
      if (other.empty()) draft_.referent(id).country = country;
      return id;
    }
    const ReferentId id = draft_.add(std::move(referent));
    draft_.describe(id, draft_.lemma(phrase.head));
    assets_.emplace_back(key, id);
    return id;
  }

  // ------------------------------------------------------------------ "lithium deposit", "Pavlodar aluminium
  // plant"

  void add_headed(WordId head) {
    const Upos upos = forest_.word(head).upos;
    if ((upos != Upos::kNoun && upos != Upos::kPropn) || draft_.taken(head)) return;
    const auto noun = tables_.asset_heads.find(draft_.lemma(head));
    if (noun == tables_.asset_heads.end() || forest_.relation_is(head, "compound")) return;
    const NounPhrase phrase = noun_phrase_at(draft_, head);
    if (shows_thing(phrase)) add_asset(head, noun->second);
  }

  bool shows_thing(const NounPhrase& phrase) const {
    for (std::uint32_t i = phrase.first.value; i < phrase.head.value; ++i) {
      const Referent* referent = referent_of(draft_, WordId{i});
      if (!referent) continue;
      if (referent->type == Type::kCommodity || referent->type == Type::kAsset ||
          referent->type == Type::kSector)
        return true;
      if (referent->type == Type::kPlace && forest_.relation_is(WordId{i}, "compound")) return true;
    }
    for (WordId child : forest_.children(phrase.head)) {  // "a deposit of lithium"
      const Referent* referent = phrase.head < child && forest_.plain_relation(child) == "nmod"
                                     ? referent_of(draft_, child)
                                     : nullptr;
      if (referent && referent->type == Type::kCommodity) return true;
    }
    return false;
  }

  Draft& draft_;
  const parse::Forest& forest_;
  const Language::Tables& tables_;
  std::map<std::string, ReferentId> sectors_, commodities_;
  std::vector<std::pair<std::string, ReferentId>> assets_;
};

}  // namespace

void find_things(Draft& draft) { Things(draft).find(); }

void locate(Draft& draft, Mention& mention) {
  if (mention.referents.size() != 1) return;
  Referent& referent = draft.referent(mention.referents.front());
  if (!referent.country.empty() || !referent.id.empty()) return;
  const bool person = referent.type == Type::kPerson && mention.kind == Kind::kRole;
  if (!person && referent.type != Type::kAsset && referent.type != Type::kOrganisation &&
      referent.type != Type::kGroup)
    return;
  referent.country = country_of(draft, noun_phrase_at(draft, mention.head));
}

}  // namespace tamga::mention
