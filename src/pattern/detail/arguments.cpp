#include <algorithm>

#include "pattern/detail/workbench.h"

namespace tamga::pattern {

using parse::Forest;
using parse::Upos;
using parse::WordId;

namespace {

bool is_nominal(Upos upos) {
  return upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kPron || upos == Upos::kNum ||
         upos == Upos::kAdj || upos == Upos::kX || upos == Upos::kSym || upos == Upos::kDet;
}

/// Under a noun that tells of an act, "of" and "by" name its sides.
std::string_view noun_role(Workbench& bench, const Frame& frame, std::string_view role) {
  const auto mapped = bench.grammar.noun_roles.find(role);
  if (mapped == bench.grammar.noun_roles.end()) return bench.role(role);
  if (mapped->second == "patient" && bench.grammar.agent_nouns.contains(frame.lemma)) return "agent";
  return bench.role(mapped->second);
}

std::string_view oblique_role(Workbench& bench, const Frame& frame, WordId word) {
  const std::string role = bench.marked_role(word);
  const bool adverbial = bench.forest.plain_relation(word) == "obl" || bench.forest.relation(word) != "nmod";
  if (role.empty()) return adverbial ? "time" : "compound";
  return frame.kind == Kind::kNoun ? noun_role(bench, frame, role) : bench.role(role);
}

/// "Was picked over CNNC", where the parser saw an agent: another case word than those of who acts.
bool may_mark_agents(const Workbench& bench, WordId word) {
  const std::string role = bench.marked_role(word);
  if (role.empty()) return true;
  const auto mapped = bench.grammar.noun_roles.find(role);
  return mapped != bench.grammar.noun_roles.end() && mapped->second == "agent";
}

/// A name before a verb without a subject that no case word brings in: "Kassym-Jomart Tokayev received", where the parser took a
/// name that it had not seen for an adverbial.
bool is_subject_in_disguise(const Workbench& bench, const Frame& frame, WordId word) {
  const Forest& forest = bench.forest;
  if (frame.kind != Kind::kVerb || frame.passive || forest.relation(word) != "obl" || !(word < frame.word)) return false;
  if (forest.word(word).upos != Upos::kPropn || forest.child(word, "case") || forest.feature(frame.word, "VerbForm") != "Fin") return false;
  return !forest.child(frame.word, "nsubj") && !forest.child(frame.word, "csubj") && !forest.child(frame.word, "expl");
}

std::string_view role_of(Workbench& bench, const Frame& frame, WordId child) {
  const Forest& forest = bench.forest;
  const std::string_view relation = forest.relation(child);
  const std::string_view plain = forest.plain_relation(child);
  if (relation == "nmod:poss") return frame.kind == Kind::kNoun ? "agent" : "poss";
  if (forest.feature(child, "Poss") == "Yes") return {};  // "its stakes" torn apart by the parser
  if (relation == "nsubj:pass" || relation == "csubj:pass" || plain == "obj") return "patient";
  if (plain == "nsubj" || plain == "csubj") return "agent";
  if (plain == "iobj") return "recipient";
  if (relation == "obl:agent" && may_mark_agents(bench, child)) return forest.word(child).upos == Upos::kNum ? "time" : "agent";
  if (is_subject_in_disguise(bench, frame, child)) return "agent";
  if (plain == "obl" || plain == "nmod") return oblique_role(bench, frame, child);
  if (plain == "compound" && relation != "compound:prt") return "compound";
  if (plain == "amod") return "modifier";
  if (plain == "ccomp" || plain == "xcomp") return "content";
  return {};
}

/// Who did it stands beside a passive: "built by Rosatom", "held between the two sides".
void name_passive_agents(const Workbench& bench, Frame& frame) {
  for (Argument& argument : frame.arguments) {
    const auto mapped = bench.grammar.noun_roles.find(argument.role);
    const bool number = bench.forest.word(argument.word).upos == Upos::kNum;  // "by 2035"
    if (mapped != bench.grammar.noun_roles.end() && mapped->second == "agent" && !number) argument.role = "agent";
  }
  const bool object = bench.forest.child(frame.word, "obj").has_value();
  for (Argument& argument : frame.arguments) {  // "KIGAM was given rights"
    if (object && bench.forest.relation_is(argument.word, "nsubj:pass")) argument.role = "recipient";
  }
}

bool is_passive(const Forest& forest, WordId word) {
  if (forest.child(word, "nsubj:pass") || forest.child(word, "aux:pass")) return true;
  return forest.relation_is(word, "acl") && !forest.relation_is(word, "acl:relcl") && !forest.child(word, "nsubj") &&
         forest.feature(word, "VerbForm") == "Part" && forest.feature(word, "Tense") == "Past";
}

/// The sides that a noun within the clause names: "signed [a letter with the ministry]", "sold [its share of X to Y]".
void lift(Workbench& bench, Frame& frame, WordId noun, int depth) {
  const Frame* own = bench.find(noun);
  for (WordId child : bench.forest.children(noun)) {
    if (!bench.forest.relation_is(child, "nmod")) continue;
    const std::string role = bench.marked_role(child);
    const bool there = std::any_of(frame.arguments.begin(), frame.arguments.end(), [&](const Argument& a) {
      return a.role == role && bench.forest.head(a.word) == frame.word;
    });
    const bool side = role == "with" || (!own && bench.grammar.lifted.contains(role));
    if (side && !there && noun != frame.word) {
      add_argument(bench, frame, bench.role(role), child);
    } else if (depth > 0 && !role.empty()) {
      lift(bench, frame, child, depth - 1);
    }
  }
}

void lift_sides(Workbench& bench, Frame& frame) {
  constexpr int kDeepest = 2;
  if (frame.kind == Kind::kNoun) return lift(bench, frame, frame.word, kDeepest);
  if (frame.kind != Kind::kVerb) return;
  for (WordId child : bench.forest.children(frame.word)) {
    const bool object = bench.forest.relation_is(child, "obj") || bench.forest.relation_is(child, "nsubj:pass");
    const bool agent = bench.forest.relation_is(child, "obl:agent");  // "signed by [X with Y]"
    if (object || agent) lift(bench, frame, child, kDeepest);
  }
}

/// "It was a visit by the president", "it is the second deal with X": a thing that is an act, or the act itself, does nothing.
void drop_expletive(const Workbench& bench, Frame& frame) {
  const Forest& forest = bench.forest;
  if (frame.kind != Kind::kNoun) return;
  std::erase_if(frame.arguments, [&](const Argument& a) {
    const bool thing = forest.feature(a.word, "Gender") == "Neut" || forest.feature(a.word, "PronType") == "Dem";
    return thing && forest.word(a.word).upos == Upos::kPron && forest.relation_is(a.word, "nsubj");
  });
  const bool named = std::any_of(frame.arguments.begin(), frame.arguments.end(), [&](const Argument& a) {
    return a.role == "agent" && forest.relation(a.word) == "nmod" && forest.head(a.word) == frame.word;
  });
  if (!named) return;
  std::erase_if(frame.arguments, [&](const Argument& a) { return forest.relation_is(a.word, "nsubj"); });
}

/// "a delegation from Orano", "representatives of the ministry", "a Rosatom team": those who act through whom it names.
bool acts_for(const Workbench& bench, WordId delegate, WordId child) {
  const Forest& forest = bench.forest;
  if (!bench.grammar.delegates.contains(forest.lemma(delegate))) return false;
  if (forest.relation_is(child, "compound")) return forest.word(child).upos == Upos::kPropn;
  return forest.relation(child) == "nmod" && (bench.is_of(child) || bench.grammar.maker_markers.contains(bench.marked_role(child)));
}

}  // namespace

void add_argument(Workbench& bench, Frame& frame, std::string_view role, WordId word) {
  const Forest& forest = bench.forest;
  const std::size_t own = frame.arguments.size();
  frame.arguments.push_back({role, word});
  if (role == "content" || role == "modifier" || role == "compound") return;
  const bool transparent = bench.grammar.transparent.contains(forest.lemma(word));
  const bool common = forest.word(word).upos == Upos::kNoun;
  bool named = false, sent = false;
  for (WordId child : forest.children(word)) {
    const Upos upos = forest.word(child).upos;
    if (!is_nominal(upos)) continue;
    const bool stands_for = transparent && forest.relation(child) == "nmod" && bench.is_of(child);
    const bool names = common && !named && forest.relation_is(child, "appos") && upos == Upos::kPropn;
    const bool behind = acts_for(bench, word, child);
    named = named || names, sent = sent || behind;
    if (stands_for || names || behind || forest.relation_is(child, "conj")) add_argument(bench, frame, role, child);
  }
  if (sent) frame.arguments.erase(frame.arguments.begin() + static_cast<std::ptrdiff_t>(own));
}

void read_arguments(Workbench& bench, Frame& frame) {
  frame.passive = frame.kind == Kind::kVerb && is_passive(bench.forest, frame.word);
  for (WordId child : bench.forest.children(frame.word)) {
    const std::string_view role = role_of(bench, frame, child);
    if (!role.empty()) add_argument(bench, frame, role, child);
  }
  if (frame.passive) name_passive_agents(bench, frame);
  lift_sides(bench, frame);
  drop_expletive(bench, frame);
  // "is under construction": what is under it is not who does it
  if (frame.kind == Kind::kNoun && bench.grammar.passive_markers.contains(bench.marked_role(frame.word))) {
    for (Argument& argument : frame.arguments) {
      if (bench.forest.relation_is(argument.word, "nsubj")) argument.role = "patient";
    }
    const WordId head = bench.forest.head(frame.word);
    if (bench.forest.relation_is(frame.word, "nmod") && !has_role(frame, "patient")) {
      add_argument(bench, frame, "patient", head);
    }
  }
}

// ------------------------------------------------------------------ one subject a clause

namespace {

std::uint32_t distance(WordId a, WordId b) { return a > b ? a.value - b.value : b.value - a.value; }

void drop(Workbench& bench, Frame& frame, WordId subject) {
  const auto stands_below = [&](const Argument& a) {
    return a.role == subject_role(frame) && bench.forest.dominates(subject, a.word);
  };
  std::erase_if(frame.arguments, stands_below);
}

/// Who a subject that is one too many belongs to: the verb of saying it stands beside, or what that verb says.
Frame* owner_of(Workbench& bench, const Frame& frame, WordId subject) {
  const auto free = [&](const Frame* other) {
    return other && other->kind != Kind::kNoun && !bench.is_infinitive(other->word) &&
           !bench.forest.child(other->word, "nsubj");
  };
  if (bench.grammar.speech.contains(frame.lemma)) {
    for (WordId child : bench.forest.children(frame.word)) {
      Frame* said = bench.find(child);
      if (bench.forest.relation_is(child, "ccomp") && free(said) && subject < child) return said;
    }
    return nullptr;
  }
  if (bench.forest.is_root(frame.word)) return nullptr;
  Frame* above = bench.find(bench.forest.head(frame.word));
  const bool said = bench.forest.relation_is(frame.word, "ccomp") && free(above);
  return said && bench.grammar.speech.contains(above->lemma) && subject < above->word ? above : nullptr;
}

/// Whether the parser tore one name or phrase in two subjects: "Tau" and "Ken Samruk".
bool is_torn(const Workbench& bench, WordId left, WordId right) {
  if (right < left) std::swap(left, right);
  const Forest& forest = bench.forest;
  std::uint32_t last = forest.subtree_span(left).second.value;
  const std::uint32_t first = bench.first_of(right).value;
  if (first < left.value) return true;  // one phrase around the other
  while (last > left.value && forest.word(WordId{last}).upos == Upos::kPunct) --last;
  if (last >= first) return false;
  for (std::uint32_t at = last + 1; at < first; ++at) {  // only a hyphen without spaces may stand between
    const bool joint = forest.word(WordId{at - 1}).range.end == forest.word(WordId{at}).range.begin;
    if (!joint || forest.word(WordId{at}).upos != Upos::kPunct) return false;
  }
  return last + 1 == first || forest.word(WordId{first - 1}).range.end == forest.word(WordId{first}).range.begin;
}

/// "what the agency announced": a relative pronoun beside a subject is the object.
bool is_relative(const Workbench& bench, const Frame& frame, WordId subject) {
  return bench.forest.relation_is(frame.word, "acl:relcl") && bench.first_of(frame.word) == subject;
}

}  // namespace

void take_modifiers_as_agents(Frame& frame) {
  if (frame.kind != Kind::kNoun || has_role(frame, "agent")) return;
  std::vector<Argument> agents;
  for (const Argument& argument : frame.arguments) {
    if (argument.role == "compound" || argument.role == "modifier") agents.push_back({"agent", argument.word});
  }
  frame.arguments.insert(frame.arguments.end(), agents.begin(), agents.end());
}

void settle_subjects(Workbench& bench, Frame& frame) {
  if (frame.kind == Kind::kNoun) return;
  std::vector<WordId> subjects;
  for (WordId child : bench.forest.children(frame.word)) {
    const bool own = bench.forest.feature(child, "Poss") != "Yes";  // else "its" torn from its noun
    if (own && bench.forest.relation_is(child, "nsubj")) subjects.push_back(child);
  }
  if (subjects.size() < 2) return;
  const WordId own = *std::min_element(subjects.begin(), subjects.end(), [&](WordId a, WordId b) {
    return distance(a, frame.word) < distance(b, frame.word);
  });
  for (WordId subject : subjects) {
    const bool relative = is_relative(bench, frame, subject);
    if (subject == own || (!relative && is_torn(bench, subject, own))) continue;
    drop(bench, frame, subject);
    if (relative) {
      add_argument(bench, frame, "patient", subject);
      continue;
    }
    bench.moved.insert(subject.value);
    if (Frame* owner = owner_of(bench, frame, subject)) add_argument(bench, *owner, subject_role(*owner), subject);
  }
}

}  // namespace tamga::pattern
