#include "parse/detail/settle.h"

#include <algorithm>

namespace tamga::parse {
namespace {

/// The first dependent of `head` with this relation; the number of words when there is none.
std::size_t child(const DraftTree& tree, std::size_t head, std::string_view relation) {
  for (std::size_t i = 0; i < tree.heads.size(); ++i)
    if (tree.heads[i] == head && tree.relations[i] == relation) return i;
  return tree.heads.size();
}

bool has(const DraftTree& tree, std::size_t head, std::string_view relation) {
  return child(tree, head, relation) < tree.heads.size();
}

bool shows(const DraftTree& tree, std::size_t word, std::string_view feature) {
  return tree.features[word].find(feature) != std::string_view::npos;
}

bool has_a_subject(const DraftTree& tree, std::size_t verb) {
  return has(tree, verb, "nsubj") || has(tree, verb, "nsubj:pass") || has(tree, verb, "csubj") || has(tree, verb, "expl");
}

/// Whether a verb may do without a subject of its own.
bool needs_none(const DraftTree& tree, std::size_t verb) {
  const std::string_view relation = tree.relations[verb];
  return relation == "conj" || relation == "acl:relcl" || shows(tree, verb, "Mood=Imp");
}

/// "A, B and C" before the verb: B and C, wherever the parser hung C.
std::vector<std::size_t> further(const DraftTree& tree, std::size_t first, std::size_t verb) {
  std::vector<std::size_t> out;
  const auto take = [&](std::size_t head) {
    for (std::size_t i = head + 1; i < verb; ++i)
      if (tree.heads[i] == head && tree.relations[i] == "conj") out.push_back(i);
  };
  take(first);
  if (out.size() == 1) take(out.front());
  return out;
}

void find_subject_in_place(DraftTree& tree, std::size_t verb) {
  for (std::size_t place = 0; place < verb; ++place) {
    if (tree.heads[place] != verb || tree.relations[place] != "obl" || child(tree, place, "case") > place) continue;
    const std::vector<std::size_t> others = further(tree, place, verb);
    if (others.size() < 2 || !has(tree, others.back(), "cc")) continue;
    if (has(tree, others.front(), "cc") || has(tree, others.front(), "case")) continue;
    tree.heads[others.front()] = verb, tree.relations[others.front()] = "nsubj";
    for (std::size_t i = 1; i < others.size(); ++i) tree.heads[others[i]] = others.front();
    return;
  }
}

}  // namespace

void settle_content_clauses(DraftTree& tree) {
  const std::size_t n = tree.heads.size();
  for (std::size_t i = 0; i < n; ++i) {
    const bool conjunction = tree.relations[i] == "mark" && tree.upos[i] == Upos::kSconj && tree.heads[i] < n;
    if (conjunction && tree.relations[tree.heads[i]] == "acl:relcl") tree.relations[tree.heads[i]] = "acl";
  }
}

void settle_titles(DraftTree& tree) {
  const std::size_t n = tree.heads.size();
  for (std::size_t title = 0; title < n; ++title) {
    const std::size_t name = tree.heads[title];
    if (name >= n || title > name || tree.upos[name] != Upos::kPropn) continue;
    if (tree.relations[title] != "nmod:desc" && tree.relations[title] != "compound") continue;
    for (std::size_t word = 0; word < n; ++word) {
      const bool misplaced = word > name || (word < title && tree.relations[word] == "case");
      if (tree.heads[word] == title && misplaced) tree.heads[word] = name;
    }
  }
}

void settle_subjects(DraftTree& tree) {
  for (std::size_t verb = 0; verb < tree.heads.size(); ++verb) {
    if (!shows(tree, verb, "VerbForm=Fin") || tree.relations[verb] == "aux" || tree.relations[verb] == "cop") continue;
    const std::size_t passive = child(tree, verb, "nsubj:pass");
    if (passive < tree.heads.size() && !has(tree, verb, "aux:pass")) tree.relations[passive] = "nsubj";
    if (!has_a_subject(tree, verb) && !needs_none(tree, verb)) find_subject_in_place(tree, verb);
  }
}

}  // namespace tamga::parse
