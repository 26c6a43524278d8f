#include "mention/detail/noun_phrase.h"

#include <set>

namespace tamga::mention {

using parse::Upos;
using parse::WordId;

namespace {

/// The child of `head` that `word` hangs under; nothing when it does not.
std::optional<WordId> branch(const parse::Forest& forest, WordId head, WordId word) {
  for (int steps = 0; steps < 64; ++steps) {
    const WordId up = forest.head(word);
    if (up == head) return word == head ? std::nullopt : std::optional(word);
    if (up == word) return std::nullopt;
    word = up;
  }
  return std::nullopt;
}

bool premodifies(const parse::Forest& forest, WordId child) {
  const std::string_view relation = forest.plain_relation(child);
  if (forest.relation(child) == "nmod:poss") return false;
  return relation == "amod" || relation == "compound" || relation == "nummod" || relation == "flat" ||
         relation == "nmod" || relation == "advmod";
}

bool is_determiner(const parse::Forest& forest, WordId word) {
  const Upos upos = forest.word(word).upos;
  return upos == Upos::kDet || (forest.plain_relation(word) == "det");
}

/// First word before the head that goes with it.
WordId first_of(const parse::Forest& forest, WordId head) {
  WordId first = head;
  const std::uint32_t begin = forest.sentence_of(head).first.value;
  for (std::uint32_t i = head.value; i-- > begin;) {
    const WordId word{i};
    const auto child = branch(forest, head, word);
    if (!child || head < *child || is_determiner(forest, word) || forest.plain_relation(word) == "case")
      break;
    if (forest.word(word).upos == Upos::kPunct) {
      const std::uint32_t end = forest.word(word).range.end;
      if (forest.form(word) != "-" || forest.word(WordId{i + 1}).range.begin != end) break;
      continue;
    }
    if (!premodifies(forest, *child)) break;
    if (forest.word(word).upos != Upos::kCconj) first = word;
  }
  return first;
}

/// "training Kazakh specialists" is no kind of specialists: nothing verbal stands before a country's
/// adjective.
WordId without_gerund(const Draft& draft, WordId first, WordId head) {
  const parse::Forest& forest = draft.forest();
  const auto doing = [&](WordId word) {
    return forest.word(word).upos == Upos::kVerb || forest.word(word).upos == Upos::kNoun;
  };
  while (first.value + 1 < head.value && doing(first)) {
    const Mention* next = draft.headed_by(WordId{first.value + 1});
    if (!next || next->kind != Kind::kDemonym) break;
    ++first.value;
  }
  return first;
}

/// "people familiar with the talks": an adjective right after the noun, with its words.
WordId last_of(const parse::Forest& forest, WordId head) {
  for (WordId child : forest.children(head)) {
    if (child.value == head.value + 1 && forest.plain_relation(child) == "amod" &&
        forest.word(child).upos == Upos::kAdj) {
      return forest.subtree_span(child).second;
    }
  }
  return head;
}

void add_country(const Draft& draft, WordId head, std::set<std::string>& countries) {
  const Mention* mention = draft.headed_by(head);
  if (!mention) return;
  for (ReferentId id : mention->referents) {
    if (const std::string& country = draft.referent(id).country; !country.empty()) countries.insert(country);
  }
}

/// "on Uzbek soil"
void add_modifiers(const Draft& draft, WordId noun, std::set<std::string>& countries) {
  for (WordId child : draft.forest().children(noun)) {
    if (child < noun && draft.headed_by(child)) add_country(draft, child, countries);
  }
}

std::set<std::string> countries_of(const Draft& draft, const NounPhrase& phrase) {
  const parse::Forest& forest = draft.forest();
  std::set<std::string> countries;
  for (std::uint32_t i = phrase.first.value; i < phrase.head.value; ++i)
    add_country(draft, WordId{i}, countries);
  if (countries.empty() && phrase.possessor) add_country(draft, *phrase.possessor, countries);
  if (!countries.empty()) return countries;
  for (WordId child : forest.children(phrase.head)) {
    if (child < phrase.head || forest.plain_relation(child) != "nmod") continue;
    const Referent* of = referent_of(draft, child);
    if (!of && forest.word(child).upos == Upos::kNoun) add_modifiers(draft, child, countries);
    if (!of || of->type == Type::kPerson || of->type == Type::kCommodity) continue;
    add_country(draft, child, countries);
    for (WordId other : forest.children(child)) {
      if (forest.plain_relation(other) == "conj") add_country(draft, other, countries);
    }
  }
  return countries;
}

}  // namespace

NounPhrase noun_phrase_at(const Draft& draft, WordId head) {
  const parse::Forest& forest = draft.forest();
  NounPhrase phrase{
      head, without_gerund(draft, first_of(forest, head), head), last_of(forest, head), {}, {}, false, false};
  phrase.plural = forest.feature(head, "Number") == "Plur";
  for (WordId child : forest.children(head)) {
    if (head < child) break;
    if (forest.relation(child) == "nmod:poss") phrase.possessor = child;
    if (!is_determiner(forest, child)) continue;
    phrase.determiner = child;
    phrase.definite |=
        forest.feature(child, "Definite") == "Def" || forest.feature(child, "PronType") == "Dem";
  }
  return phrase;
}

std::string words_of(const Draft& draft, WordId first, WordId last) {
  std::string out;
  for (char c : draft.document().words(draft.forest().bytes(first, last))) {
    const bool space = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!space)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return out;
}

const Referent* referent_of(const Draft& draft, WordId head) {
  const Mention* mention = draft.headed_by(head);
  return mention && mention->referents.size() == 1 ? &draft.referent(mention->referents.front()) : nullptr;
}

std::string country_of(const Draft& draft, const NounPhrase& phrase) {
  const std::set<std::string> countries = countries_of(draft, phrase);
  return countries.size() == 1 ? *countries.begin() : std::string();
}

bool of_several_countries(const Draft& draft, const NounPhrase& phrase) {
  return countries_of(draft, phrase).size() > 1;
}

bool stands_at(const Draft& draft, WordId word, const std::vector<std::string>& words) {
  for (const std::string& wanted : words) {
    if (word.value >= draft.size()) return false;
    if (draft.lower(word) != wanted && draft.lemma(word) != wanted) return false;
    ++word.value;
  }
  return true;
}

}  // namespace tamga::mention
