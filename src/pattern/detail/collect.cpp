#include "pattern/detail/workbench.h"

namespace tamga::pattern {

using parse::Forest;
using parse::Upos;
using parse::WordId;

namespace {

bool is_verb(const Workbench& bench, WordId word) {
  const Forest& forest = bench.forest;
  const std::string_view relation = forest.plain_relation(word);
  if (forest.word(word).upos != Upos::kVerb) return false;
  // "is to build", or an auxiliary the parser took for a copula: no predicate noun has an object
  if (forest.child(word, "cop")) return bench.is_infinitive(word) || forest.child(word, "obj");
  return relation != "amod" && relation != "compound" && relation != "case" && relation != "flat" &&
         relation != "fixed";
}

bool is_copula(const Workbench& bench, WordId word) {
  const Forest& forest = bench.forest;
  if (forest.child(word, "cop")) return true;
  const Upos upos = forest.word(word).upos;
  // "remains the main buyer", "became the owner": the noun is what is said
  const bool said = forest.relation_is(word, "xcomp") && bench.grammar.copular.contains(forest.lemma(forest.head(word)));
  if (said && (upos == Upos::kNoun || upos == Upos::kPropn)) return true;
  if (upos != Upos::kAdj && upos != Upos::kVerb) return false;
  const std::string_view relation = forest.plain_relation(word);
  return forest.child(word, "nsubj") || relation == "acl" || relation == "xcomp" || relation == "ccomp" ||
         (relation == "root" && forest.child(word, "xcomp"));
}

std::optional<Kind> kind_of(const Workbench& bench, WordId word, const Words& nouns) {
  const Forest& forest = bench.forest;
  const std::string_view relation = forest.plain_relation(word);
  if (relation == "aux" || relation == "cop") return std::nullopt;
  const Upos upos = forest.word(word).upos;
  if ((upos == Upos::kNoun || upos == Upos::kPropn) && nouns.contains(forest.lemma(word)) && relation != "compound" &&
      relation != "flat") {
    return Kind::kNoun;
  }
  if (is_verb(bench, word)) return Kind::kVerb;
  if (is_copula(bench, word)) return Kind::kCopula;
  return std::nullopt;
}

}  // namespace

void collect(Workbench& bench, WordId root, const Words& nouns) {
  std::vector<WordId> queue{root};
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const WordId word = queue[i];
    const auto children = bench.forest.children(word);
    queue.insert(queue.end(), children.begin(), children.end());
    const auto kind = kind_of(bench, word, nouns);
    if (!kind) continue;
    Frame frame;
    frame.word = word;
    frame.kind = *kind;
    frame.lemma = std::string(bench.forest.lemma(word));
    for (WordId child : children) {
      if (bench.forest.relation_is(child, "compound:prt")) frame.lemma += " " + std::string(bench.forest.lemma(child));
    }
    bench.by_word[word.value] = static_cast<std::uint32_t>(bench.frames.size());
    bench.frames.push_back(std::move(frame));
  }
}

}  // namespace tamga::pattern
