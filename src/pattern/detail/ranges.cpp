#include <algorithm>

#include "pattern/detail/workbench.h"

namespace tamga::pattern {

using parse::Forest;
using parse::Upos;
using parse::WordId;

namespace {

/// Whether the dependent tells of something else: a clause of its own, or a word the parser hung on the wrong verb.
bool stands_apart(const Workbench& bench, WordId word, WordId child, WordId predicate) {
  const Forest& forest = bench.forest;
  const std::string_view relation = forest.plain_relation(child);
  if (relation == "parataxis" || relation == "advcl" || relation == "discourse" || relation == "vocative" ||
      forest.relation_is(child, "acl:relcl")) {
    return true;
  }
  if (bench.moved.contains(child.value)) return true;
  if (relation == "ccomp") return bench.grammar.speech.contains(forest.lemma(word));
  if (word != predicate) return false;
  return relation == "punct" || relation == "cc" || (relation == "conj" && bench.find(child));
}

void widen(const Workbench& bench, WordId word, WordId predicate, std::uint32_t& first, std::uint32_t& last) {
  for (WordId child : bench.forest.children(word)) {
    if (stands_apart(bench, word, child, predicate)) continue;
    first = std::min(first, child.value);
    last = std::max(last, child.value);
    widen(bench, child, predicate, first, last);
  }
}

text::ByteRange range_of(const Workbench& bench, const Frame& frame) {
  const Forest& forest = bench.forest;
  std::uint32_t first = frame.word.value, last = frame.word.value;
  widen(bench, frame.word, frame.word, first, last);
  for (const Argument& argument : frame.arguments) {  // a subject given back by settle_subjects
    if (argument.role != subject_role(frame) || !bench.moved.contains(argument.word.value)) continue;
    first = std::min(first, bench.first_of(argument.word).value);
  }
  while (first < frame.word.value && forest.word(WordId{first}).upos == Upos::kPunct) ++first;
  while (last > frame.word.value && forest.word(WordId{last}).upos == Upos::kPunct) --last;
  return forest.bytes(WordId{first}, WordId{last});
}

}  // namespace

void tell_ranges(Workbench& bench) {
  for (Frame& frame : bench.frames) frame.range = range_of(bench, frame);
  for (const auto& [noun, verb] : bench.light) {  // the noun of a light verb is told by the whole clause
    Frame& frame = *bench.find(WordId{noun});
    const Frame& over = *bench.find(verb);
    frame.range = {std::min(frame.range.begin, over.range.begin), std::max(frame.range.end, over.range.end)};
  }
}

}  // namespace tamga::pattern
