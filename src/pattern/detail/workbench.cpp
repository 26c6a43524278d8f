#include "pattern/detail/workbench.h"

#include <algorithm>

namespace tamga::pattern {

using parse::Upos;
using parse::WordId;

Frame* Workbench::find(WordId word) {
  const auto found = by_word.find(word.value);
  return found == by_word.end() ? nullptr : &frames[found->second];
}

const Frame* Workbench::find(WordId word) const {
  const auto found = by_word.find(word.value);
  return found == by_word.end() ? nullptr : &frames[found->second];
}

bool Workbench::has_child(WordId word, std::initializer_list<std::string_view> relations, const Words& words) const {
  const auto children = forest.children(word);
  return std::any_of(children.begin(), children.end(), [&](WordId child) {
    const auto same = [&](std::string_view relation) { return forest.relation_is(child, relation); };
    return std::any_of(relations.begin(), relations.end(), same) &&
           (words.contains(forest.lemma(child)) || words.contains(forest.form(child)));
  });
}

bool Workbench::is_infinitive(WordId word) const {
  return has_child(word, {"mark"}, grammar.infinitive_marks);
}

bool Workbench::has_finite_auxiliary(WordId word) const {
  const auto children = forest.children(word);
  return std::any_of(children.begin(), children.end(), [&](WordId child) {
    return forest.relation_is(child, "aux") && forest.feature(child, "VerbForm") == "Fin";
  });
}

std::string Workbench::marked_role(WordId word) const {
  std::string marker;
  for (WordId child : forest.children(word)) {
    if (!forest.relation_is(child, "case")) continue;
    marker = forest.lemma(child);
    for (WordId part : forest.children(child)) {
      if (forest.relation_is(part, "fixed")) marker += " " + std::string(forest.lemma(part));
    }
    break;
  }
  const auto known = grammar.markers.find(marker);
  return known == grammar.markers.end() ? marker : known->second;
}

bool Workbench::is_of(WordId word) const {
  const auto mapped = grammar.noun_roles.find(marked_role(word));
  return mapped != grammar.noun_roles.end() && mapped->second == "patient";
}

bool Workbench::is_introduced(WordId word) const {
  return !is_infinitive(word) && (forest.child(word, "mark") || forest.child(word, "case"));
}

bool Workbench::is_definite(WordId word) const {
  for (WordId child : forest.children(word)) {
    if (forest.relation_is(child, "nmod:poss")) return true;
    if (!forest.relation_is(child, "det")) continue;
    const std::string_view kind = forest.feature(child, "PronType");
    if (forest.feature(child, "Definite") == "Def" || kind == "Dem") return true;
  }
  return false;
}

WordId Workbench::phrase_head(WordId word) const {
  while (!forest.is_root(word) &&
         (forest.relation_is(word, "flat") || forest.relation_is(word, "compound") ||
          forest.relation_is(word, "fixed"))) {
    word = forest.head(word);
  }
  return word;
}

WordId Workbench::word_before(WordId word) const {
  const std::uint32_t first = forest.sentence_of(word).first.value;
  for (std::uint32_t at = word.value; at > first; --at) {
    if (forest.word(WordId{at - 1}).upos != Upos::kPunct) return WordId{at - 1};
  }
  return word;
}

WordId Workbench::first_of(WordId word) const {
  WordId first = forest.subtree_span(word).first;
  while (first < word && forest.word(first).upos == Upos::kPunct) ++first.value;
  return first;
}

bool has_role(const Frame& frame, std::string_view role) {
  return std::any_of(frame.arguments.begin(), frame.arguments.end(), [&](const Argument& a) { return a.role == role; });
}

void take(Frame& frame, const Frame& from, std::string_view role, std::string_view as) {
  if (has_role(frame, as)) return;
  std::vector<Argument> taken;
  for (const Argument& argument : from.arguments) {
    if (argument.role == role && argument.word != frame.word) taken.push_back({as, argument.word});
  }
  frame.arguments.insert(frame.arguments.end(), taken.begin(), taken.end());
}

}  // namespace tamga::pattern
