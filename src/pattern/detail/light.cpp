#include <algorithm>

#include "pattern/detail/workbench.h"

namespace tamga::pattern {

using parse::Forest;
using parse::WordId;

namespace {

/// The nouns the verb is light for, null when none: by its lemma, or with its object ("take place").
const Words* nouns_of(const Workbench& bench, const Frame& verb, bool& with_object) {
  const auto& light = bench.grammar.light;
  if (const auto object = bench.forest.child(verb.word, "obj")) {
    const auto found = light.find(verb.lemma + " " + std::string(bench.forest.lemma(*object)));
    with_object = found != light.end();
    if (with_object) return &found->second;
  }
  const auto found = light.find(verb.lemma);
  return found == light.end() ? nullptr : &found->second;
}

/// The word that hangs on the verb in the noun's stead: the first of coordinated nouns, "series" in "a series of
/// talks".
WordId carrier_of(const Workbench& bench, WordId noun) {
  const Forest& forest = bench.forest;
  while (!forest.is_root(noun)) {
    const WordId head = forest.head(noun);
    const bool through = forest.relation(noun) == "nmod" && bench.is_of(noun) &&
                         bench.grammar.transparent.contains(forest.lemma(head));
    if (forest.relation_is(noun, "conj") ? bench.find(head) && bench.find(head)->kind != Kind::kNoun : !through) break;
    noun = head;
  }
  return noun;
}

/// Whether what hangs on the verb as `carrier` is the act itself.
bool carries(const Workbench& bench, const Frame& frame, const Frame& verb, WordId carrier) {
  bool with_object = false;
  const Words* nouns = nouns_of(bench, verb, with_object);
  if (!nouns) return false;
  const bool any = nouns->contains("*");
  if (!any && !nouns->contains(frame.lemma)) return false;
  const Forest& forest = bench.forest;
  if (forest.relation_is(carrier, "obj") || forest.relation_is(carrier, "nsubj:pass")) return !with_object;
  if (forest.relation_is(carrier, "obl")) return !any;
  if (forest.relation_is(carrier, "xcomp")) return any;
  const bool idle = with_object || !has_role(verb, "patient");
  return any && idle && forest.relation_is(carrier, "nsubj") && frame.kind == Kind::kNoun;
}

/// An argument of the verb in the role it has at the noun: "held between A and B" names who talks.
std::string_view role_at_noun(const Workbench& bench, std::string_view role) {
  const auto mapped = bench.grammar.noun_roles.find(role);
  return mapped != bench.grammar.noun_roles.end() && mapped->second == "agent" ? std::string_view("agent") : role;
}

void give(const Workbench& bench, Frame& noun, const Argument& argument) {
  const bool known = argument.word == noun.word ||
                     std::any_of(noun.arguments.begin(), noun.arguments.end(),
                                 [&](const Argument& a) { return a.word == argument.word; });
  if (!known) noun.arguments.push_back({role_at_noun(bench, argument.role), argument.word});
}

void give_arguments(const Workbench& bench, Frame& noun, const Frame& verb, WordId carrier) {
  const bool subject = bench.forest.relation_is(carrier, "nsubj") && !verb.passive;
  for (const Argument& argument : verb.arguments) {
    if (bench.forest.dominates(carrier, argument.word) && argument.role != "with") continue;
    if (argument.role == "patient" || argument.role == "content" || (subject && argument.role == "agent")) continue;
    give(bench, noun, argument);
  }
}

/// "a round of talks": the round says nothing that the talks do not.
bool join_outer(Workbench& bench, Frame& frame) {
  const Forest& forest = bench.forest;
  if (forest.is_root(frame.word) || forest.relation(frame.word) != "nmod" || !bench.is_of(frame.word)) return false;
  Frame* outer = bench.find(forest.head(frame.word));
  if (!outer || outer->kind != Kind::kNoun || !bench.grammar.transparent.contains(outer->lemma)) return false;
  outer->light = true;
  frame.governor = bench.id_of(*outer);
  frame.embedded = outer->embedded;
  frame.operators.insert(outer->operators.begin(), outer->operators.end());
  give_arguments(bench, frame, *outer, frame.word);
  const auto verb = bench.light.find(outer->word.value);
  bench.light.emplace(frame.word.value, verb == bench.light.end() ? outer->word : verb->second);
  return true;
}

}  // namespace

void join_light(Workbench& bench, Frame& frame) {
  if (frame.kind == Kind::kNoun && join_outer(bench, frame)) return;
  const Forest& forest = bench.forest;
  const WordId carrier = carrier_of(bench, frame.word);
  if (carrier != frame.word && bench.find(carrier) && bench.find(carrier)->kind == Kind::kCopula) {
    Frame& predicate = *bench.find(carrier);  // "is at the initial stage of talks": the stage says nothing itself
    predicate.light = true;
    for (const Argument& argument : predicate.arguments) {
      if (!forest.dominates(argument.word, frame.word)) give(bench, frame, argument);
    }
    frame.embedded = predicate.embedded;
    bench.light.emplace(frame.word.value, carrier);
    return;
  }
  if (forest.is_root(carrier)) return;
  Frame* verb = bench.find(forest.head(carrier));
  if (!verb || verb->kind == Kind::kNoun || !carries(bench, frame, *verb, carrier)) return;
  verb->light = true;
  frame.governor = bench.id_of(*verb);
  frame.embedded = verb->embedded;
  for (Operator op : kGoverned) {  // "ordered the arrest": what the verb carries is done, not asked for
    const auto over = bench.grammar.governors.find(op);
    if (over != bench.grammar.governors.end() && over->second.contains(verb->lemma)) frame.operators.erase(op);
  }
  frame.operators.insert(verb->operators.begin(), verb->operators.end());
  give_arguments(bench, frame, *verb, carrier);
  bench.light.emplace(frame.word.value, verb->word);
}

void join_light_participle(Workbench& bench, Frame& noun, Frame& participle) {
  bool with_object = false;
  const Words* nouns = nouns_of(bench, participle, with_object);
  if (!nouns || with_object || !(nouns->contains("*") || nouns->contains(noun.lemma))) return;
  participle.embedded = true;
  noun.operators.insert(participle.operators.begin(), participle.operators.end());
  for (const Argument& argument : participle.arguments) {
    if (argument.role != "patient" && argument.role != "content") give(bench, noun, argument);
  }
}

}  // namespace tamga::pattern
