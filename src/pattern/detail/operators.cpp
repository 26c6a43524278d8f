#include "pattern/detail/workbench.h"

namespace tamga::pattern {

using parse::Forest;
using parse::WordId;

namespace {

constexpr Operator kAll[] = {Operator::kFuture, Operator::kPossible, Operator::kConditional, Operator::kDenied,
                             Operator::kPurpose};

bool holds(const std::map<Operator, Words>& table, Operator op, std::string_view lemma) {
  const auto found = table.find(op);
  return found != table.end() && found->second.contains(lemma);
}

void add(const std::map<Operator, Words>& table, Frame& frame, std::string_view lemma) {
  for (Operator op : kAll) {
    if (holds(table, op, lemma)) frame.operators.insert(op);
  }
}

/// A negator that negates: not the one of "not only".
bool negates(const Workbench& bench, WordId word) {
  const Forest& forest = bench.forest;
  const Words& negators = bench.grammar.negators;
  if (!negators.contains(forest.lemma(word)) && !negators.contains(forest.form(word))) return false;
  const WordId next{word.value + 1};
  return next.value >= forest.words().size() || !bench.grammar.not_negated.contains(forest.lemma(next));
}

bool negated_by_child(const Workbench& bench, WordId word, std::initializer_list<std::string_view> relations) {
  for (WordId child : bench.forest.children(word)) {
    for (std::string_view relation : relations) {
      if (bench.forest.relation_is(child, relation) && negates(bench, child)) return true;
    }
  }
  return false;
}

/// "No official said", "signed nothing", "know of no resource"
bool is_negated_argument(const Workbench& bench, WordId child) {
  const std::string_view relation = bench.forest.plain_relation(child);
  if (relation != "nsubj" && relation != "obj" && relation != "obl") return false;
  return negates(bench, child) || negated_by_child(bench, child, {"det", "cc"});
}

/// What a predicate's auxiliaries and markers say together.
struct Verbal {
  bool infinitive = false;       ///< "to"
  bool be = false;               ///< "is"
  bool finite_be = false;        ///< "is" beside ...
  bool infinitive_aux = false;   ///< ... "be": "is (due) to be built"
};

void read_auxiliary(const Workbench& bench, Frame& frame, WordId child, Verbal& verbal) {
  const Forest& forest = bench.forest;
  const std::string_view lemma = forest.lemma(child), form = forest.feature(child, "VerbForm");
  const bool be = bench.grammar.infinitive_be.contains(lemma);
  verbal.be = verbal.be || (be && !forest.relation_is(child, "aux:pass"));
  verbal.finite_be = verbal.finite_be || (be && form == "Fin");
  verbal.infinitive_aux = verbal.infinitive_aux || form == "Inf";
  if (forest.plain_relation(child) == "aux") add(bench.grammar.auxiliaries, frame, lemma);
}

/// One dependent's part.
void read_child(const Workbench& bench, Frame& frame, WordId child, Verbal& verbal) {
  const Forest& forest = bench.forest;
  const Grammar& grammar = bench.grammar;
  const std::string_view lemma = forest.lemma(child), relation = forest.plain_relation(child);
  if (relation == "aux" || relation == "cop") {
    read_auxiliary(bench, frame, child, verbal);
  } else if (relation == "advmod") {
    add(grammar.adverbs, frame, lemma);
    const bool compared = forest.feature(child, "Degree") == "Cmp" ||
                          holds(grammar.governors, Operator::kDenied, lemma);
    if (compared && negated_by_child(bench, child, {"advmod", "det"})) {  // "no longer", but not "not long ago"
      frame.operators.insert(Operator::kDenied);
    }
  } else if (relation == "mark" || (relation == "case" && forest.word(frame.word).upos == parse::Upos::kVerb)) {
    verbal.infinitive = verbal.infinitive || grammar.infinitive_marks.contains(lemma);
    add(grammar.clause_marks, frame, lemma);
    add_governed(grammar, frame, lemma, kGoverned);  // "due to visit", where the parser made "due" a marker
  } else if (relation == "amod" && frame.kind == Kind::kNoun) {
    add_governed(grammar, frame, lemma, {Operator::kFuture, Operator::kPossible});
  } else if (relation == "punct" && forest.form(child) == "?") {
    frame.operators.insert(Operator::kQuestion);
  }
  const bool bound = relation == "advmod" || relation == "det" || relation == "cc" || relation == "discourse" ||
                     relation == "mark" || relation == "case";
  if ((bound && negates(bench, child)) || is_negated_argument(bench, child)) frame.operators.insert(Operator::kDenied);
}

/// "to" under another frame is that frame's complement, not "is to".
bool is_complement(const Forest& forest, WordId word) {
  return forest.relation_is(word, "xcomp") ||
         (forest.relation_is(word, "acl") && !forest.relation_is(word, "acl:relcl"));
}

/// "has yet to be signed": the adverb governs the infinitive it hangs on.
void read_governing_adverbs(const Workbench& bench, Frame& frame, const Frame& over) {
  for (WordId child : bench.forest.children(over.word)) {
    if (!bench.forest.relation_is(child, "advmod")) continue;
    add_governed(bench.grammar, frame, bench.forest.lemma(child), kGoverned);
  }
}

}  // namespace

void add_governed(const Grammar& grammar, Frame& frame, std::string_view lemma,
                  std::initializer_list<Operator> wanted) {
  for (Operator op : wanted) {
    if (holds(grammar.governors, op, lemma)) frame.operators.insert(op);
  }
}

namespace {

/// "which company will build it", "when it was signed": a question that another clause asks.
bool is_asked(const Workbench& bench, WordId word) {
  const Forest& forest = bench.forest;
  if (!forest.relation_is(word, "ccomp") && !forest.relation_is(word, "advcl") && !forest.relation_is(word, "acl")) return false;
  // "it is not known who will build it": no relative stands in what is known
  const bool content = forest.relation_is(word, "ccomp");
  const auto interrogative = [&](WordId at) {
    const std::string_view type = forest.feature(at, "PronType");
    return type == "Int" || (content && type == "Rel");
  };
  for (WordId child : forest.children(word)) {
    if (child > word) continue;
    if (interrogative(child)) return true;
    for (WordId part : forest.children(child)) {
      if (forest.relation_is(part, "det") && interrogative(part)) return true;
    }
  }
  return false;
}

}  // namespace

void read_operators(const Workbench& bench, Frame& frame) {
  if (is_asked(bench, frame.word)) frame.operators.insert(Operator::kQuestion);
  Verbal verbal;
  for (WordId child : bench.forest.children(frame.word)) read_child(bench, frame, child, verbal);
  if (verbal.infinitive) read_governing_adverbs(bench, frame, frame);
  const bool free = !is_complement(bench.forest, frame.word) && !frame.has(Operator::kDenied);
  const bool due = (verbal.infinitive && verbal.be) || (verbal.finite_be && verbal.infinitive_aux);
  if (due && free) frame.operators.insert(Operator::kFuture);
  if (frame.kind == Kind::kNoun && bench.grammar.ahead_markers.contains(bench.marked_role(frame.word)))
    frame.operators.insert(Operator::kFuture);
}

void pass_operators(const Workbench& bench, Frame& frame, const Frame& governor, bool with_word) {
  for (Operator op : governor.operators) {
    if (op != Operator::kQuestion) frame.operators.insert(op);
  }
  if (!with_word) return;
  // "is Seoul about to drop out?" asks of the dropping out; "who said that they will sign?" not of the signing
  const bool asked = governor.has(Operator::kQuestion) && bench.forest.relation_is(frame.word, "xcomp");
  if (asked) frame.operators.insert(Operator::kQuestion);
  add_governed(bench.grammar, frame, governor.lemma, kGoverned);
  read_governing_adverbs(bench, frame, governor);
}

}  // namespace tamga::pattern
