#include "mention/detail/metonymy.h"

namespace tamga::mention {

using parse::WordId;

bool is_dateline(const Draft& draft, WordId first, WordId last) {
  const parse::Sentence& sentence = draft.forest().sentence_of(first);
  const std::uint32_t next = last.value + 1, end = sentence.first.value + sentence.count;
  if (first != sentence.first || next + 1 >= end) return false;
  const std::string_view mark = draft.lower(WordId{next});
  if (draft.all_capitals(first) && draft.forest().word(WordId{next}).upos == parse::Upos::kPunct) return true;
  return mark == "(" || (mark == "," && draft.tables().calendar.contains(draft.lower(WordId{next + 1})));
}

bool means_government(const Draft& draft, WordId first, WordId last) {
  if (is_dateline(draft, first, last)) return false;
  if (first.value > 0 && draft.tables().place_markers.contains(draft.lower(WordId{first.value - 1})))
    return false;
  const parse::Forest& forest = draft.forest();
  const Language::Tables& tables = draft.tables();
  WordId head = draft.head_of(first, last);
  while (forest.plain_relation(head) == "conj" && !forest.is_root(head)) {
    // "in Kazakhstan and with Moscow": a preposition of its own decides
    if (forest.child(head, "case") && forest.relation(head) != "nmod:poss") break;
    head = forest.head(head);
  }
  for (WordId child : forest.children(head)) {  // "Ashgabat, the capital of Turkmenistan"
    if (forest.plain_relation(child) == "appos" && draft.is(child, tables.place_nouns)) return false;
  }
  if (forest.is_root(head)) return false;
  const WordId above = forest.head(head);
  if (tables.place_nouns.contains(forest.lemma(above))) return false;
  const bool travel = draft.is(above, tables.travel);
  const std::string_view relation = forest.relation(head);
  bool possessive = relation == "nmod:poss";
  for (WordId child : forest.children(head)) {
    if (forest.plain_relation(child) != "case" || possessive) continue;
    const std::string_view marker = draft.lower(child);
    if (tables.place_markers.contains(marker)) return false;
    return tables.metonym_markers.contains(marker) && !travel;
  }
  const bool object = relation == "obj" || relation == "iobj";
  return tables.metonym_relations.contains(relation) && !(travel && object);
}

}  // namespace tamga::mention
