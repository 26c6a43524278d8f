#include "mention/detail/pronouns.h"

#include <algorithm>

#include "mention/detail/noun_phrase.h"

namespace tamga::mention {

using parse::Upos;
using parse::WordId;

namespace {

constexpr std::uint32_t kReach = 3;  // sentences
constexpr int kUnsure = 66;          // points that are not enough

/// The predicate of the clause a word stands in.
WordId clause_of(const parse::Forest& forest, WordId word) {
  for (int steps = 0; steps < 64 && !forest.is_root(word); ++steps) {
    const std::string_view relation = forest.plain_relation(word);
    word = forest.head(word);
    if (relation == "nsubj" || relation == "obj" || relation == "iobj" || relation == "obl" ||
        relation == "ccomp" || relation == "advcl" || relation == "xcomp") {
      return word;
    }
  }
  return word;
}

}  // namespace

Pronouns::Pronouns(Draft& draft, const Discourse& discourse)
    : draft_(draft), forest_(draft.forest()), tables_(draft.tables()), discourse_(discourse) {}

bool Pronouns::is_pronoun(WordId word) const {
  const Upos upos = forest_.word(word).upos;
  if (upos != Upos::kPron && upos != Upos::kDet) return false;
  const std::string_view form = draft_.lower(word);
  if (tables_.relative_pronouns.contains(form)) return upos == Upos::kPron;
  return tables_.person_pronouns.contains(form) || tables_.thing_pronouns.contains(form) ||
         tables_.several_pronouns.contains(form);
}

std::vector<ReferentId> Pronouns::meaning_of(WordId word) {
  const std::string_view form = draft_.lower(word);
  if (tables_.relative_pronouns.contains(form)) return antecedent(word);
  if (tables_.several_pronouns.contains(form)) return several(word);
  if (empty_subject(word)) return {};
  return one(word);
}

/// "it is clear that", "it takes time to".
bool Pronouns::empty_subject(WordId word) const {
  if (forest_.plain_relation(word) == "expl") return true;
  if (forest_.plain_relation(word) != "nsubj" || !tables_.thing_pronouns.contains(draft_.lower(word)))
    return false;
  const WordId predicate = forest_.head(word);
  if (forest_.child(predicate, "csubj")) return true;
  const bool adjective = forest_.word(predicate).upos == Upos::kAdj && forest_.child(predicate, "cop");
  return adjective && (forest_.child(predicate, "ccomp") || forest_.child(predicate, "advcl"));
}

/// 1: a woman, 2: a man, 0: not told.
int Pronouns::gender_of(ReferentId id) const {
  for (const std::string& word : draft_.descriptions(id)) {
    if (tables_.feminine.contains(word)) return 1;
    if (tables_.masculine.contains(word)) return 2;
  }
  return 0;
}

void Pronouns::learn_gender(WordId word, ReferentId id) {
  if (gender_of(id) == 0 && tables_.person_pronouns.contains(draft_.lower(word)))
    draft_.describe(id, draft_.lower(word));
}

bool Pronouns::may_mean(WordId word, ReferentId id) const {
  const Type type = draft_.referent(id).type;
  const std::string_view form = draft_.lower(word);
  if (tables_.person_pronouns.contains(form)) {
    const int gender = gender_of(id), wanted = tables_.feminine.contains(form)    ? 1
                                               : tables_.masculine.contains(form) ? 2
                                                                                  : 0;
    return type == Type::kPerson && (gender == 0 || wanted == 0 || gender == wanted);
  }
  const bool actor =
      type == Type::kOrganisation || type == Type::kState || type == Type::kBloc || type == Type::kOutlet;
  if (speaks(draft_, word)) return actor;
  return actor || type == Type::kAsset || type == Type::kPlace;
}

/// "The committee said that it": one body that the pack does not know.
bool Pronouns::may_mean_body(WordId word, const Entry& entry) const {
  return draft_.referent(entry.referents.front()).type == Type::kGroup && entry.kind == Kind::kGroup &&
         forest_.feature(entry.word, "Number") == "Sing" && !tables_.person_pronouns.contains(draft_.lower(word));
}

/// Who acts and who is acted upon in one clause are two, however named; nobody is within his own phrase.
bool Pronouns::excluded(WordId word, const Entry& entry) const {
  if (forest_.head(word) == entry.word) return true;
  if (forest_.relation(word) == "nmod:poss") return false;
  for (WordId other : other_arguments(draft_, word)) {
    const Mention* mention = draft_.headed_by(other);
    if (!mention) continue;
    for (ReferentId id : mention->referents) {
      if (std::find(entry.referents.begin(), entry.referents.end(), id) != entry.referents.end()) return true;
    }
  }
  return false;
}

int Pronouns::score(WordId word, const Entry& entry) const {
  const std::uint32_t here = forest_.word(word).sentence.value, back = here - entry.sentence;
  int points = 100 - 20 * static_cast<int>(back);
  if (entry.subject) points += 12;
  if (entry.kind == Kind::kDemonym) points -= 15;
  if (speaks(draft_, word) && entry.speaks) points += 30;
  const bool same_clause = back == 0 && clause_of(forest_, word) == clause_of(forest_, entry.word);
  if (same_clause && entry.subject) points += 10;
  // a subject goes on as the subject
  if (forest_.plain_relation(word) == "nsubj" && entry.subject) points += 6;
  const Type type = draft_.referent(entry.referents.front()).type;
  if (type == Type::kPlace || (type == Type::kOutlet && !speaks(draft_, word))) points -= 25;
  // "European Commission" in "European Commission President" only qualifies
  if (forest_.plain_relation(entry.word) == "compound") points -= 25;
  const bool object = forest_.relation(word) != "nmod:poss" && forest_.plain_relation(word) != "nsubj";
  if (object && type != Type::kAsset && tables_.thing_pronouns.contains(draft_.lower(word))) points -= 45;
  return points;
}

std::vector<ReferentId> Pronouns::one(WordId word) {
  const std::uint32_t here = forest_.word(word).sentence.value;
  const Entry* best = nullptr;
  int best_score = kUnsure;
  const auto& entries = discourse_.entries();
  for (std::size_t i = entries.size(); i-- > 0;) {
    const Entry& entry = entries[i];
    if (here - entry.sentence > kReach) break;
    if (entry.referents.size() != 1 || excluded(word, entry)) continue;
    if (!may_mean(word, entry.referents.front()) && !may_mean_body(word, entry)) continue;
    if (entry.kind == Kind::kThing && forest_.feature(entry.word, "Number") == "Plur") continue;
    const int points = score(word, entry);
    if (points > best_score) best = &entry, best_score = points;
  }
  if (!best) return {};
  learn_gender(word, best->referents.front());
  return best->referents;
}

/// The referents of a mention and of all that stand beside it.
std::vector<ReferentId> Pronouns::with_conjuncts(const Entry& entry) const {
  std::vector<ReferentId> all = entry.referents;
  for (WordId child : forest_.children(entry.word)) {
    const Mention* other = forest_.plain_relation(child) == "conj" ? draft_.headed_by(child) : nullptr;
    if (!other) continue;
    for (ReferentId id : other->referents) {
      if (std::find(all.begin(), all.end(), id) == all.end()) all.push_back(id);
    }
  }
  return all;
}

std::vector<ReferentId> Pronouns::several(WordId word) const {
  const std::uint32_t here = forest_.word(word).sentence.value;
  std::vector<ReferentId> best;
  int best_score = 0;
  const auto& entries = discourse_.entries();
  for (std::size_t i = entries.size(); i-- > 0;) {
    const Entry& entry = entries[i];
    if (here - entry.sentence > kReach) break;
    if (excluded(word, entry) || forest_.plain_relation(entry.word) == "conj") continue;
    std::vector<ReferentId> all = with_conjuncts(entry);
    const Type type = draft_.referent(all.front()).type;
    const bool plural =
        all.size() > 1 || (type == Type::kGroup && forest_.feature(entry.word, "Number") != "Sing");
    if (!plural || type == Type::kCommodity || type == Type::kSector || type == Type::kPlace) continue;
    const int points = score(word, entry) + (all.size() > 1 ? 3 : 0);
    if (points > best_score) best = std::move(all), best_score = points;
  }
  return best;
}

/// "Shen paid a visit to Kazakhstan, which ...": a thing's relative does not go with a person, whatever the
/// parse says.
const Mention* Pronouns::thing_before(WordId word, WordId noun) const {
  const Referent* parsed = referent_of(draft_, noun);
  if (!tables_.relative_things.contains(draft_.lower(word)) || !parsed || parsed->type != Type::kPerson)
    return nullptr;
  for (std::uint32_t i = word.value; i-- > forest_.sentence_of(word).first.value;) {
    const Mention* mention = draft_.headed_by(WordId{i});
    if (mention && mention->referents.size() == 1 &&
        draft_.referent(mention->referents.front()).type != Type::kPerson)
      return mention;
    if (forest_.word(WordId{i}).upos == Upos::kVerb) break;
  }
  return nullptr;
}

/// "China, which has": the noun the clause hangs on.
std::vector<ReferentId> Pronouns::antecedent(WordId word) const {
  WordId up = word;
  for (int steps = 0; steps < 8 && !forest_.is_root(up); ++steps) {
    const bool clause = forest_.relation(up) == "acl:relcl" || forest_.relation(up) == "acl";
    up = forest_.head(up);
    if (!clause) continue;
    if (const Mention* before = thing_before(word, up)) return before->referents;
    const Mention* mention = up < word ? draft_.headed_by(up) : nullptr;
    return mention ? mention->referents : std::vector<ReferentId>();
  }
  return {};
}

}  // namespace tamga::mention
