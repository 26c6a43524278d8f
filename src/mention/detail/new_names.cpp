#include "mention/detail/new_names.h"

#include <algorithm>
#include <map>
#include <optional>

#include "mention/detail/noun_phrase.h"
#include "text/utf8.h"

namespace tamga::mention {

using parse::Upos;
using parse::WordId;

namespace {

/// Capitalised words in a row.
struct Run {
  WordId first, last;
  bool titled = false;  ///< a person's title stood before it
  std::uint32_t size() const { return last.value - first.value + 1; }
};

class NewNames {
 public:
  explicit NewNames(Draft& draft) : draft_(draft), forest_(draft.forest()), tables_(draft.tables()) {
    for (const Mention& mention : draft.mentions()) {
      remember(mention.referents.front());
      remember_short(mention);
    }
  }

  void find() {
    for (std::uint32_t i = 0; i < draft_.size();) {
      auto run = begins(WordId{i}) ? run_at(WordId{i}) : std::nullopt;
      if (!run) {
        ++i;
        continue;
      }
      i = run->last.value + 1;
      strip_titles(*run);
      if (draft_.is(run->last, tables_.person_nouns) || is_portfolio(*run))
        continue;  // a title without a name
      if (run->size() == 1 && (draft_.is(run->first, tables_.titles) || !draft_.capital(run->first)))
        continue;
      runs_.push_back(*run);
    }
    // long names first: a surname may stand in a headline before the full name
    for (const Run& run : runs_) {
      if (run.size() > 1) add(run);
    }
    for (const Run& run : runs_) {
      if (run.size() == 1) add(run);
    }
  }

 private:
  // ------------------------------------------------------------------ runs

  bool sentence_begins(WordId word) const {
    const WordId first = forest_.sentence_of(word).first;
    return first == word || (word.value == first.value + 1 && forest_.word(first).upos == Upos::kPunct);
  }
  bool letter(WordId word) const {
    return text::is_letter(
        text::code_point_at(draft_.document().text(), forest_.word(word).range.begin).value);
  }
  const parse::NamedSpan* span_over(WordId word) const {
    for (const parse::NamedSpan& span : forest_.names()) {
      if (span.first <= word && word <= span.last) return &span;
    }
    return nullptr;
  }
  bool excluded(WordId word) const {
    return tables_.calendar.contains(draft_.lower(word)) || tables_.not_names.contains(draft_.lower(word));
  }

  bool begins(WordId word) const {
    if (draft_.taken(word) || !draft_.capital(word) || draft_.shouting(word) || excluded(word)) return false;
    const Upos upos = forest_.word(word).upos;
    const bool named = span_over(word) != nullptr;
    if (sentence_begins(word)) return before_number(word) || upos == Upos::kPropn;
    if (upos == Upos::kPropn || before_number(word)) return true;
    if ((upos == Upos::kNoun || upos == Upos::kAdj) && before_place_noun(word)) return true;
    return (upos == Upos::kNoun || upos == Upos::kAdj || upos == Upos::kX) &&
           (named || goes_on_capitalised(word));
  }

  /// "Block 3", "Unit 2"
  bool before_number(WordId word) const {
    const WordId next{word.value + 1};
    return next.value < draft_.size() && forest_.word(next).upos == Upos::kNum &&
           forest_.head(next) == word && tables_.asset_heads.contains(draft_.lemma(word));
  }

  /// "Farish district"
  bool before_place_noun(WordId word) const {
    const WordId next{word.value + 1};
    return next.value < draft_.size() && forest_.head(word) == next && draft_.is(next, tables_.place_nouns);
  }

  bool goes_on_capitalised(WordId word) const {
    const WordId next{word.value + 1};
    return next.value < draft_.size() && forest_.word(next).sentence == forest_.word(word).sentence &&
           draft_.capital(next) && forest_.word(next).upos == Upos::kPropn && !excluded(next);
  }

  std::optional<Run> run_at(WordId first) const {
    Run run{first, first, false};
    const parse::Sentence& sentence = forest_.sentence_of(first);
    const std::uint32_t end = sentence.first.value + sentence.count;
    for (std::uint32_t i = first.value + 1; i < end; ++i) {
      const WordId word{i};
      if (draft_.taken(word) && !inside_span(run.first, word) && !draft_.helps_to_name(run.first, word)) break;
      if (is_persons(run.last, word)) break;
      if (continues(run, word)) {
        run.last = word;
        continue;
      }
      if (!joins(run, word, end)) break;
    }
    return run;
  }

  bool inside_span(WordId first, WordId word) const {
    const parse::NamedSpan* span = span_over(first);
    return span && word <= span->last && span->kind == parse::NameKind::kOrganisation;
  }

  /// A body's name ends where a person's begins.
  bool is_persons(WordId last, WordId word) const {
    if (!draft_.begins_person(word)) return false;
    const parse::NamedSpan* before = span_over(last);
    return draft_.is(last, tables_.name_endings) || (before && before->kind == parse::NameKind::kOrganisation);
  }

  bool continues(const Run& run, WordId word) const {
    if (excluded(word)) return false;
    // a word the tokeniser cut: "O‘" "zbekiston"
    if (forest_.word(word).range.begin == forest_.word(run.last).range.end && letter(word) &&
        forest_.word(word).upos != Upos::kPart)
      return true;
    const Upos upos = forest_.word(word).upos;
    const WordId before{word.value - 1};  // "Chang In-hwa"
    if (upos == Upos::kPropn && forest_.form(before) == "-" &&
        forest_.word(before).range.end == forest_.word(word).range.begin)
      return true;
    if (upos == Upos::kNum) {
      const std::string_view relation = forest_.plain_relation(word);
      if (run.last.value + 1 == word.value && before_number(run.last)) return true;
      return run.last.value + 1 == word.value && relation != "nummod" && forest_.head(word) < word;
    }
    return draft_.capital(word) && letter(word) && upos != Upos::kVerb && upos != Upos::kAux &&
           upos != Upos::kPron;
  }

  /// "Mining Industry and Geology" of "Minister of Mining Industry and Geology".
  bool is_portfolio(const Run& run) const {
    WordId word = draft_.head_of(run.first, run.last);
    for (int steps = 0; steps < 4; ++steps) {
      const std::string_view relation = forest_.plain_relation(word);
      if (relation != "nmod" && relation != "conj" && relation != "compound") return false;
      word = forest_.head(word);
      if (draft_.capital(word) && draft_.is(word, tables_.portfolio_titles)) return word < run.first;
    }
    return false;
  }

  /// Hyphens, ampersands and small words between capitalised ones.
  bool joins(const Run& run, WordId word, std::uint32_t end) const {
    if (word.value + 1 >= end) return false;
    const WordId next{word.value + 1};
    const std::string_view form = draft_.lower(word);
    const std::uint32_t touching = forest_.word(word).range.begin - forest_.word(run.last).range.end;
    if (form == "-") {
      const bool close = touching == 0 && forest_.word(next).range.begin == forest_.word(word).range.end;
      return close && !draft_.taken(next) && forest_.word(next).upos == Upos::kPropn;
    }
    if (!draft_.capital(next) || draft_.taken(next) || excluded(next)) return false;
    if (form == "&") return true;
    if (!tables_.name_joiners.contains(form)) return false;
    const parse::NamedSpan* span = span_over(word);
    return (span && run.last <= span->last && span->first <= run.last && next <= span->last) ||
           forest_.plain_relation(word) == "flat";
  }

  /// "Energy Minister Alparslan Bayraktar" is Alparslan Bayraktar with a title.
  void strip_titles(Run& run) const {
    constexpr std::uint32_t kLongestTitle = 5;
    for (std::uint32_t i = std::min(run.last.value, run.first.value + kLongestTitle);
         i-- > run.first.value;) {
      const WordId word{i};
      const bool title = draft_.is(word, tables_.person_nouns) || draft_.is(word, tables_.titles);
      if (!title) continue;
      run.first = WordId{i + 1};
      run.titled = true;
      skip_complement(run);
      return;
    }
    if (run.first.value > 0) {
      const WordId before{run.first.value - 1};
      run.titled = draft_.is(before, tables_.person_nouns) &&
                   forest_.word(before).sentence == forest_.word(run.first).sentence &&
                   forest_.feature(before, "Number") != "Plur";
    }
  }

  /// "Secretary of State Marco Rubio": the title goes on.
  void skip_complement(Run& run) const {
    if (!tables_.name_joiners.contains(draft_.lower(run.first))) return;
    constexpr std::uint32_t kComplement = 2;
    run.titled = run.size() > kComplement;
    if (run.titled)
      run.first.value += kComplement;
    else
      run.last = run.first;
  }

  // ------------------------------------------------------------------ what they name

  void add(Run run) {
    if (draft_.taken(run.first) && draft_.taken(run.last)) return;
    if (const auto known = part_of_known(run)) {
      mention(run, *known, 0.7F);
      return;
    }
    const auto type = type_of(run);
    if (!type) return;
    if (*type != Type::kPerson) absorb_before(run);
    Referent referent;
    referent.type = *type;
    referent.name = words_of(draft_, run.first, run.last);
    if (const auto same = draft_.named(referent.name)) {
      mention(run, *same, 0.7F);
      return;
    }
    referent.country = absorbed_country_;
    if (*type == Type::kOrganisation && referent.country.empty()) referent.country = owner_of(run);
    if (*type == Type::kAsset) {
      const auto own = tables_.asset_heads.find(draft_.lemma(run.last));
      if (own != tables_.asset_heads.end() && !own->second.empty()) referent.sectors = {own->second};
    }
    absorbed_country_.clear();
    const ReferentId id = draft_.add(std::move(referent));
    mention(run, id, 0.6F);
    remember(id);
  }

  void mention(const Run& run, ReferentId id, float confidence) {
    for (std::uint32_t i = run.first.value; i <= run.last.value; ++i) {
      if (const Mention* inner = draft_.headed_by(WordId{i});
          inner && run.first <= inner->first && inner->last <= run.last) {
        if (run.size() > 1) draft_.remove(WordId{i});
      }
    }
    draft_.add(run.first, run.last, Kind::kName, {id}, confidence);
  }

  /// "Shandong Yangguang": a place right before that belongs to the name.
  void absorb_before(Run& run) {
    absorbed_country_.clear();
    if (run.first.value == 0) return;
    const WordId before{run.first.value - 1};
    const Mention* known = draft_.headed_by(before);
    if (!known || known->kind != Kind::kName || known->last != before ||
        forest_.word(before).sentence != forest_.word(run.first).sentence)
      return;
    const WordId above = forest_.head(before);
    const bool belongs =
        run.first <= above && above <= run.last && forest_.plain_relation(before) == "compound";
    const Referent* referent = referent_of(draft_, before);
    if (!belongs || !referent || referent->type == Type::kPerson) return;
    absorbed_country_ = referent->country;
    run.first = known->first;
  }

  /// A surname, a first word or an abbreviation of somebody named in full elsewhere.
  std::optional<ReferentId> part_of_known(const Run& run) const {
    const std::string key = text::name_key(words_of(draft_, run.first, run.last));
    if (const auto whole = wholes_.find(key); whole != wholes_.end()) return whole->second;
    return in_brackets_after(run);
  }

  /// "Korea Institute of Geoscience (KIGAM)".
  std::optional<ReferentId> in_brackets_after(const Run& run) const {
    if (run.first.value < 2 || !draft_.all_capitals(run.first) || run.size() > 1) return std::nullopt;
    const WordId bracket{run.first.value - 1};
    if (draft_.lower(bracket) != "(" || run.last.value + 1 >= draft_.size() ||
        draft_.lower(WordId{run.last.value + 1}) != ")")
      return std::nullopt;
    const Mention* whole = draft_.over(WordId{bracket.value - 1});
    if (!whole || whole->kind != Kind::kName || whole->referents.size() != 1) return std::nullopt;
    const Type type = draft_.referent(whole->referents.front()).type;
    const bool body = type == Type::kOrganisation || type == Type::kBloc;
    return body ? std::optional(whole->referents.front()) : std::nullopt;
  }

  /// "Huayu" of "Huayu Mining", "Cove" of "Cove Capital": a known firm by what is its own of its name.
  void remember_short(const Mention& mention) {
    const bool firm = draft_.referent(mention.referents.front()).type == Type::kOrganisation;
    if (!firm || mention.kind != Kind::kName || mention.first == mention.last) return;
    if (!draft_.is(mention.last, tables_.name_endings) || tables_.body_kinds.contains(draft_.lower(mention.last))) return;
    const std::string key = text::name_key(words_of(draft_, mention.first, WordId{mention.last.value - 1}));
    wholes_.emplace(key, mention.referents.front());
  }

  /// Keeps by which parts of its name somebody may be called again.
  void remember(ReferentId id) {
    const Referent& referent = draft_.referent(id);
    const std::string key = text::name_key(referent.name);
    const std::size_t space = key.rfind(' ');
    if (referent.type == Type::kPerson && space != std::string::npos) {
      wholes_.emplace(key.substr(space + 1), id);
      wholes_.emplace(key.substr(0, key.find(' ')), id);  // a surname may stand first: "Kim Min-seok"
    }
    if (!referent.id.empty() || referent.type == Type::kPerson) return;
    for (std::size_t at = key.rfind(' '); at != std::string::npos && at > 0; at = key.rfind(' ', at - 1)) {
      if (key.find(' ') < at || referent.type == Type::kOrganisation) wholes_.emplace(key.substr(0, at), id);
    }
  }

  /// The noun beside the name that says what it is: before it, or in apposition.
  std::optional<WordId> noun_beside(const Run& run) const {
    const WordId head = draft_.head_of(run.first, run.last);
    for (WordId child : forest_.children(head)) {
      if (forest_.plain_relation(child) == "appos" && run.last < child) return child;
    }
    const WordId above = forest_.head(head);
    const bool outside = above < run.first || run.last < above;
    if (outside && forest_.plain_relation(head) == "appos") return above;
    if (outside && above.value + 1 == run.first.value && forest_.word(above).upos == Upos::kNoun)
      return above;
    if (run.first.value > forest_.sentence_of(run.first).first.value &&
        forest_.word(WordId{run.first.value - 1}).upos == Upos::kNoun) {
      return WordId{run.first.value - 1};
    }
    return std::nullopt;
  }

  /// "the head of the committee, Erlan Akbarov": the parse may hang the name on the nearer noun.
  bool of_person(WordId noun) const {
    for (int steps = 0; steps < 3; ++steps) {
      if (draft_.is(noun, tables_.person_nouns)) return true;
      if (forest_.plain_relation(noun) != "nmod") return false;
      noun = forest_.head(noun);
    }
    return false;
  }

  std::optional<Type> type_by_noun(WordId noun) const {
    if (draft_.is(noun, tables_.person_nouns)) return Type::kPerson;
    if (draft_.is(noun, tables_.outlet_nouns) && !tables_.body_kinds.contains(draft_.lemma(noun)))
      return Type::kOutlet;
    if (tables_.body_kinds.contains(draft_.lemma(noun))) return Type::kOrganisation;
    if (draft_.is(noun, tables_.place_nouns)) return Type::kPlace;
    if (tables_.asset_heads.contains(draft_.lemma(noun))) return Type::kAsset;
    return std::nullopt;
  }

  std::optional<Type> type_of(Run& run) const {
    if (run.titled) return Type::kPerson;
    if (run.size() == 2 && before_number(run.first)) return Type::kAsset;
    const WordId next{run.last.value + 1};
    const bool has_next =
        next.value < draft_.size() && forest_.word(next).sentence == forest_.word(run.last).sentence;
    if (has_next && !draft_.capital(next)) {
      const bool noun = forest_.head(run.last) == next || forest_.head(run.first) == next;
      if (noun && draft_.is(next, tables_.place_nouns)) return run.last = next, Type::kPlace;
      if (noun && tables_.asset_heads.contains(draft_.lemma(next))) return run.last = next, Type::kAsset;
    }
    if (draft_.is(run.last, tables_.place_nouns) && run.size() > 1) return Type::kPlace;
    if (run.size() > 1 && draft_.is(run.last, tables_.name_endings)) return Type::kOrganisation;
    if (run.size() > 1 && draft_.is(run.last, tables_.outlet_endings)) return Type::kOutlet;
    if (run.size() > 1 && is_trade(run.last)) return Type::kOrganisation;
    if (run.size() > 1 && draft_.is(run.first, tables_.named_bodies)) return Type::kOrganisation;
    if (const auto noun = noun_beside(run)) {
      if (type_by_model(run) == Type::kPerson && of_person(*noun)) return Type::kPerson;
      if (const auto type = type_by_noun(*noun)) return type;
    }
    const auto type = type_by_model(run);
    const bool body = type != Type::kPerson && !owner_of(run).empty() && is_party(draft_.head_of(run.first, run.last));
    return body ? std::optional(Type::kOrganisation) : type;
  }

  /// "Altynken Gold", "Astana Mining"
  bool is_trade(WordId word) const {
    const Referent* referent = forest_.word(word).upos == Upos::kPropn ? referent_of(draft_, word) : nullptr;
    return referent && (referent->type == Type::kSector || referent->type == Type::kCommodity);
  }

  /// "Canada's Centerra": the country whose it is; empty where none stands before it.
  std::string owner_of(const Run& run) const {
    const auto owner = forest_.child(draft_.head_of(run.first, run.last), "nmod:poss");
    const Referent* state = owner && *owner < run.first ? referent_of(draft_, *owner) : nullptr;
    return state && state->type == Type::kState ? state->country : std::string();
  }

  /// Who acts, or whom one acts with: places do neither.
  bool is_party(WordId head) const {
    if (forest_.plain_relation(head) == "nsubj" || forest_.relation_is(head, "obl:agent")) return true;
    const auto marker = forest_.child(head, "case");
    return marker && tables_.side_markers.contains(forest_.lemma(*marker));
  }

  std::optional<Type> type_by_model(const Run& run) const {
    const parse::NamedSpan* span = span_over(run.last);
    if (!span) span = span_over(run.first);
    const bool flat = run.size() >= 2 && run.size() <= 4 && forest_.plain_relation(run.last) == "flat";
    if (!span) return flat ? std::optional(Type::kPerson) : std::nullopt;
    constexpr float kSure = 0.5F;
    switch (span->kind) {
      case parse::NameKind::kPerson:
        return draft_.all_capitals(run.first) && run.size() == 1 ? Type::kOrganisation : Type::kPerson;
      case parse::NameKind::kOrganisation:
        return Type::kOrganisation;
      case parse::NameKind::kPlace:
        return Type::kPlace;
      case parse::NameKind::kMiscellaneous:
        break;
    }
    if (flat && span->score > kSure) return Type::kPerson;
    return std::nullopt;
  }

  Draft& draft_;
  const parse::Forest& forest_;
  const Language::Tables& tables_;
  std::vector<Run> runs_;
  std::map<std::string, ReferentId> wholes_;  // part of a name -> whose
  std::string absorbed_country_;
};

/// "(Northline)", "the Courier": one word of a longer name of an outlet.
bool own_part(const Draft& draft, WordId word, const std::vector<std::string>& parts) {
  if (word.value == 0 || word.value + 1 >= draft.size()) return false;
  const std::string_view before = draft.lower(WordId{word.value - 1}),
                         after = draft.lower(WordId{word.value + 1});
  if (draft.keys()[word.value] == parts.front()) return before == "(" && after == ")";
  const bool article = draft.forest().word(WordId{word.value - 1}).upos == Upos::kDet;
  return draft.keys()[word.value] == parts.back() && article &&
         draft.tables().outlet_endings.contains(parts.back());
}

}  // namespace

void find_own_outlet(Draft& draft) {
  const std::string key = text::name_key(draft.document().header().outlet);
  if (key.empty() || draft.lexicon().outlet(draft.document().header().outlet)) return;
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < key.size();) {
    const std::size_t end = std::min(key.find(' ', at), key.size());
    parts.push_back(key.substr(at, end - at));
    at = end + 1;
  }
  std::optional<ReferentId> id;
  for (std::uint32_t i = 0; i < draft.size(); ++i) {
    if (draft.taken(WordId{i}) || !draft.capital(WordId{i})) continue;
    std::size_t length = 0;
    while (length < parts.size() && i + length < draft.size() && draft.keys()[i + length] == parts[length])
      ++length;
    if (length < parts.size() && length < 2) length = own_part(draft, WordId{i}, parts) ? 1 : 0;
    if (length == 0) continue;
    if (!id) {
      Referent referent;
      referent.type = Type::kOutlet;
      referent.name = draft.document().header().outlet;
      id = draft.add(std::move(referent));
    }
    draft.add(WordId{i}, WordId{i + static_cast<std::uint32_t>(length) - 1}, Kind::kName, {*id}, 0.8F);
  }
}

void find_new_names(Draft& draft) { NewNames(draft).find(); }

}  // namespace tamga::mention
