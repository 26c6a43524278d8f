#include <algorithm>

#include "pattern/detail/workbench.h"

namespace tamga::pattern {

using parse::Forest;
using parse::Upos;
using parse::WordId;

namespace {

bool is_nominal(const Forest& forest, WordId word) {
  const Upos upos = forest.word(word).upos;
  return upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kPron || upos == Upos::kNum || upos == Upos::kSym;
}

/// Whether what the word governs is still to come, or will not: "ready to", "agree to", "refuse to".
bool governs(const Grammar& grammar, std::string_view lemma) {
  return std::any_of(grammar.governors.begin(), grammar.governors.end(), [&](const auto& entry) {
    return entry.first != Operator::kPossible && entry.second.contains(lemma);
  });
}

/// "Said on Monday that it would build": in what was said in the past the auxiliary tells what is to come, unless something has
/// to come true before.
void shift_back(const Workbench& bench, Frame& frame, const Frame& governor) {
  const Forest& forest = bench.forest;
  if (!bench.grammar.speech.contains(governor.lemma) || forest.feature(governor.word, "Tense") != "Past") return;
  for (WordId child : forest.children(frame.word)) {
    const bool clause = forest.relation_is(child, "advcl");
    const auto conditional = bench.grammar.clause_marks.find(Operator::kConditional);
    if (clause && conditional != bench.grammar.clause_marks.end() && bench.has_child(child, {"mark"}, conditional->second)) return;
  }
  for (const auto& [op, words] : bench.grammar.backshifted) {
    if (!bench.has_child(frame.word, {"aux"}, words)) continue;
    frame.operators.erase(Operator::kPossible);
    frame.operators.insert(op);
  }
}

// ------------------------------------------------------------------ coordination

/// Auxiliaries and negators of the first verb reach the second only in the form they ask for: "will sign and build",
/// but "did not sign and left". Conjunctions like "but" end a negation.
void pass_along(const Workbench& bench, Frame& frame, const Frame& first) {
  const Forest& forest = bench.forest;
  if (forest.child(frame.word, "aux")) return;
  const std::string_view form = forest.feature(frame.word, "VerbForm"), other = forest.feature(first.word, "VerbForm");
  const bool verbs = frame.kind == Kind::kVerb && first.kind == Kind::kVerb;
  if (verbs && forest.child(first.word, "aux") && !form.empty() && !other.empty() && form != other) return;
  const bool denied = frame.has(Operator::kDenied);
  pass_operators(bench, frame, first, false);
  const bool opposed = bench.has_child(frame.word, {"cc"}, bench.grammar.adversatives);
  if (opposed && !denied) frame.operators.erase(Operator::kDenied);
}

void inherit_coordination(Workbench& bench, Frame& frame, WordId head) {
  Frame* first = bench.find(head);
  if (!first || (frame.kind == Kind::kNoun && first->kind != Kind::kNoun)) return;
  frame.governor = first->governor;
  frame.embedded = first->embedded;
  if (frame.governor && !frame.embedded) shift_back(bench, frame, bench.frames[frame.governor->value]);
  const bool participles = bench.forest.feature(frame.word, "VerbForm") == "Part" &&
                           bench.forest.feature(frame.word, "Tense") == "Past";
  // "has been signed and published"
  frame.passive = frame.passive || (first->passive && participles && !bench.forest.child(frame.word, "aux"));
  if (has_role(frame, subject_role(frame)) && frame.kind != Kind::kNoun) {
    if (frame.embedded) pass_operators(bench, frame, *first, false);
    return;
  }
  take(frame, *first, controller_role(*first), subject_role(frame));
  if (frame.kind == Kind::kNoun) take(frame, *first, "with", "with");
  pass_along(bench, frame, *first);
}

// ------------------------------------------------------------------ clauses that hang on a noun

/// Whom a relative clause is about. When the verb stands between noun and clause, the parser has looked too far back:
/// the clause is about the noun just before it ("paid a visit to Astana, which announced").
WordId antecedent_of(const Workbench& bench, const Frame& frame, WordId head) {
  const Forest& forest = bench.forest;
  if (forest.is_root(head)) return head;
  const WordId above = forest.head(head), first = bench.first_of(frame.word);
  const WordId nearest = bench.phrase_head(bench.word_before(first));
  if (head < above && above < first) return is_nominal(forest, nearest) ? nearest : head;
  const Frame* act = bench.find(head);  // "paid a visit last week to Astana, which announced": acts say nothing
  const bool says = act && act->kind == Kind::kNoun && bench.grammar.speech.contains(frame.lemma);
  return says && forest.word(nearest).upos == Upos::kPropn ? nearest : head;
}

void inherit_relative(Workbench& bench, Frame& frame, WordId head) {
  const Forest& forest = bench.forest;
  const WordId antecedent = antecedent_of(bench, frame, head);
  const WordId first = bench.first_of(frame.word);
  const auto pronoun = std::find_if(frame.arguments.begin(), frame.arguments.end(), [&](const Argument& a) {
    const bool impersonal = forest.word(a.word).upos == Upos::kPron && forest.feature(a.word, "Person").empty();
    return forest.feature(a.word, "PronType") == "Rel" || (a.word == first && impersonal);
  });
  if (pronoun != frame.arguments.end()) {
    const std::string_view role = pronoun->role;
    frame.arguments.erase(pronoun);
    add_argument(bench, frame, role, antecedent);
    return;
  }
  if (bench.forest.word(first).upos == Upos::kAdv || bench.forest.word(first).upos == Upos::kSconj) return;  // "where"
  const bool subject = has_role(frame, subject_role(frame));
  add_argument(bench, frame, subject && !frame.passive ? "patient" : subject_role(frame), antecedent);
}

/// The frame the noun is an object or oblique of.
Frame* frame_above(Workbench& bench, WordId noun) {
  for (int steps = 0; steps < 3 && !bench.forest.is_root(noun); ++steps) {
    const std::string_view relation = bench.forest.plain_relation(noun);
    if (relation != "obj" && relation != "obl" && relation != "nmod" && relation != "conj") return nullptr;
    noun = bench.forest.head(noun);
    if (Frame* found = bench.find(noun)) return found;
  }
  return nullptr;
}

/// "a way to pay", "sums spent on building": who has the noun does what the clause says.
void take_holder(Workbench& bench, Frame& frame, WordId noun) {
  const Frame* holder = frame_above(bench, noun);
  if (!holder) return;
  take(frame, *holder, controller_role(*holder), "agent");
  std::erase_if(frame.arguments, [&](const Argument& a) { return a.role == "agent" && a.word == noun; });
}

void inherit_infinitive(Workbench& bench, Frame& frame, WordId noun) {
  Frame* governor = bench.find(noun);
  frame.operators.insert(Operator::kFuture);
  if (governor) {  // "an intention to build"
    frame.governor = bench.id_of(*governor);
    frame.embedded = true;
    pass_operators(bench, frame, *governor, true);
    take(frame, *governor, "agent", subject_role(frame));
    return;
  }
  add_governed(bench.grammar, frame, bench.forest.lemma(noun), {Operator::kPossible, Operator::kDenied});
  if (frame.passive) {  // "plants to be built"
    add_argument(bench, frame, "patient", noun);
    return;
  }
  take_holder(bench, frame, noun);  // and nobody else: the noun itself hardly ever acts ("the reason to visit")
}

/// "reports that it had sold", "the claim that it will build": a clause of its own that says what the noun holds.
bool is_content_of_noun(const Workbench& bench, const Frame& frame) {
  return bench.forest.child(frame.word, "mark") && bench.forest.child(frame.word, "nsubj") && !bench.is_infinitive(frame.word);
}

/// Who denies the reports denies what they say.
void inherit_content_of_noun(Workbench& bench, Frame& frame, WordId noun) {
  if (const Frame* governor = bench.find(noun)) {
    frame.governor = bench.id_of(*governor);
    pass_operators(bench, frame, *governor, true);
  } else {
    add_governed(bench.grammar, frame, bench.forest.lemma(noun), {Operator::kPossible});
  }
  const bool object = bench.forest.relation_is(noun, "obj") || bench.forest.relation_is(noun, "nsubj:pass");
  const Frame* above = object ? bench.find(bench.forest.head(noun)) : nullptr;
  if (!above) return;
  frame.governor = bench.id_of(*above);
  if (!above->has(Operator::kDenied)) add_governed(bench.grammar, frame, above->lemma, {Operator::kDenied});
}

void inherit_participle(Workbench& bench, Frame& frame, WordId noun) {
  if (is_content_of_noun(bench, frame)) return inherit_content_of_noun(bench, frame, noun);
  if (bench.is_infinitive(frame.word)) return inherit_infinitive(bench, frame, noun);
  Frame* governor = bench.find(noun);
  if (governor) frame.governor = bench.id_of(*governor);
  if (!frame.passive && bench.is_introduced(frame.word)) {  // "interest in building", "the possibility of building"
    frame.embedded = governor != nullptr;
    if (governor) {
      pass_operators(bench, frame, *governor, true);
      take(frame, *governor, "agent", "agent");
    } else {
      add_governed(bench.grammar, frame, bench.forest.lemma(noun), kGoverned);
      take_holder(bench, frame, noun);
    }
    return;
  }
  add_argument(bench, frame, subject_role(frame), noun);
  if (governor && frame.passive) join_light_participle(bench, *governor, frame);
}

// ------------------------------------------------------------------ clauses that hang on a predicate

/// Who does what the complement says: subject or object of the governor.
void take_controller(const Workbench& bench, Frame& frame, const Frame& governor) {
  const std::string_view own = subject_role(frame);
  if (governor.passive) return take(frame, governor, controller_role(governor), own);
  const bool reflexive = std::any_of(governor.arguments.begin(), governor.arguments.end(), [&](const Argument& a) {
    return a.role == "patient" && bench.forest.feature(a.word, "Reflex") == "Yes";
  });
  if (!reflexive && !bench.grammar.subject_control.contains(governor.lemma)) {
    take(frame, governor, "patient", own);
    take(frame, governor, "recipient", own);
  }
  take(frame, governor, "agent", own);
}

/// What somebody says stands by itself: a negated "say" denies nothing, though it no longer asserts either, unless the
/// verb takes for granted what it governs ("does not mention that").
void pass_through_speech(const Workbench& bench, Frame& frame, const Frame& governor) {
  const bool denied = frame.has(Operator::kDenied);
  pass_operators(bench, frame, governor, false);
  if (denied || !governor.has(Operator::kDenied)) return;
  frame.operators.erase(Operator::kDenied);
  if (!bench.grammar.factive.contains(governor.lemma)) frame.operators.insert(Operator::kPossible);
}

void inherit_complement(Workbench& bench, Frame& frame, const Frame& governor, std::string_view relation) {
  frame.governor = bench.id_of(governor);
  if (relation == "ccomp" && bench.grammar.speech.contains(governor.lemma)) {
    shift_back(bench, frame, governor);
    pass_through_speech(bench, frame, governor);
    return;
  }
  frame.embedded = true;
  pass_operators(bench, frame, governor, true);
  if (relation == "xcomp") take_controller(bench, frame, governor);
}

/// "Is about to leave, officials said": the parser hung the infinitive on the saying, beside the predicate it completes.
Frame* governor_before(Workbench& bench, const Frame& frame, WordId head) {
  if (!bench.is_infinitive(frame.word) || has_role(frame, subject_role(frame))) return nullptr;
  const WordId before = bench.word_before(bench.first_of(frame.word));
  Frame* governor = before < frame.word ? bench.find(before) : nullptr;
  const bool beside = governor && governor->kind != Kind::kNoun && !bench.forest.is_root(before) &&
                      bench.forest.head(before) == head && bench.forest.relation_is(before, "ccomp");
  return beside ? governor : nullptr;
}

/// "nuclear plants to be built": the noun just before a passive infinitive, wherever the parser hung it.
std::optional<WordId> noun_before(const Workbench& bench, const Frame& frame) {
  if (!frame.passive) return std::nullopt;
  const WordId before = bench.phrase_head(WordId{std::max(bench.first_of(frame.word).value, 1U) - 1});
  const bool inside = bench.forest.word(before).sentence == bench.forest.word(frame.word).sentence;
  if (!inside || before >= frame.word || !is_nominal(bench.forest, before)) return std::nullopt;
  return before;
}

void inherit_purpose(Workbench& bench, Frame& frame, const Frame& governor) {
  const bool chosen = bench.grammar.object_control.contains(governor.lemma) && has_role(governor, "patient");
  if (chosen || (governs(bench.grammar, governor.lemma) && !has_role(governor, "content"))) {
    // "picked Rosatom to build", "agreed in Samarkand to raise": complements that look like adverbials
    frame.operators.insert(Operator::kFuture);
    return inherit_complement(bench, frame, governor, "xcomp");
  }
  frame.embedded = true;
  if (const auto noun = noun_before(bench, frame)) {
    frame.operators.insert(Operator::kFuture);
    std::erase_if(frame.arguments, [](const Argument& a) { return a.role == "patient"; });
    add_argument(bench, frame, "patient", *noun);
    return;
  }
  take(frame, governor, controller_role(governor), subject_role(frame));
  frame.operators.insert(Operator::kPurpose);
  pass_operators(bench, frame, governor, false);
}

/// "Under the contract, signed in September, the station will": a past participle set off behind a noun is of that noun.
std::optional<WordId> noun_told_of(const Workbench& bench, const Frame& frame, const Frame& governor) {
  const Forest& forest = bench.forest;
  const bool participle = forest.feature(frame.word, "VerbForm") == "Part" && forest.feature(frame.word, "Tense") == "Past";
  if (!participle || forest.child(frame.word, "aux") || has_role(frame, "patient") || frame.word > governor.word) return std::nullopt;
  const WordId first = bench.first_of(frame.word);
  const WordId comma{std::max(first.value, 1U) - 1};
  if (first != frame.word || forest.form(comma) != ",") return std::nullopt;
  const WordId noun = bench.phrase_head(bench.word_before(first));
  return noun < first && forest.word(noun).upos == Upos::kNoun ? std::optional(noun) : std::nullopt;
}

void inherit_adverbial(Workbench& bench, Frame& frame, const Frame& governor) {
  frame.governor = bench.id_of(governor);
  if (const auto noun = noun_told_of(bench, frame, governor)) {
    frame.passive = true;
    return add_argument(bench, frame, "patient", *noun);
  }
  const bool finite = frame.has(Operator::kConditional) || bench.has_finite_auxiliary(frame.word);  // "if X were to"
  if (bench.is_infinitive(frame.word) && !finite) return inherit_purpose(bench, frame, governor);
  if (bench.has_child(frame.word, {"mark", "case"}, bench.grammar.complement_marks)) {  // "interested in building"
    frame.embedded = governs(bench.grammar, governor.lemma);
    pass_operators(bench, frame, governor, true);
  }
  take(frame, governor, controller_role(governor), subject_role(frame));
}

// ------------------------------------------------------------------ nouns of acts within other frames

/// "has not reached an agreement" denies it, "has not published the agreement" does not.
void pass_to_noun(const Workbench& bench, Frame& frame, const Frame& governor) {
  const bool denied = frame.has(Operator::kDenied);
  pass_operators(bench, frame, governor, true);
  if (!denied && bench.is_definite(frame.word)) frame.operators.erase(Operator::kDenied);
}

/// The verb that says of its subject that it begins or goes on: "construction is scheduled [to start] in 2026".
const Frame* phase_of(const Workbench& bench, const Frame& governor) {
  for (WordId child : bench.forest.children(governor.word)) {
    const Frame* phase = bench.forest.relation_is(child, "xcomp") ? bench.find(child) : nullptr;
    if (!phase || has_role(*phase, "patient")) continue;
    const auto entry = bench.grammar.light.find(phase->lemma);
    if (entry != bench.grammar.light.end() && entry->second.contains("*")) return phase;
  }
  return nullptr;
}

/// A subject: "construction is planned", "construction is due to start".
void inherit_from_own_verb(Workbench& bench, Frame& frame, const Frame& governor) {
  const Frame* phase = phase_of(bench, governor);
  if (!phase && !bench.forest.relation_is(frame.word, "nsubj:pass")) return;
  pass_to_noun(bench, frame, governor);
  if (!phase) return;
  for (const Argument& argument : phase->arguments) {
    if (argument.role != "agent") frame.arguments.push_back(argument);
  }
}

void inherit_from_predicate(Workbench& bench, Frame& frame, const Frame& governor, std::string_view relation) {
  if (relation == "nsubj") return inherit_from_own_verb(bench, frame, governor);
  if (relation == "appos") return;
  const bool adjunct = relation == "obl";
  const bool willing = governor.kind == Kind::kCopula && governs(bench.grammar, governor.lemma);  // "ready for talks"
  const bool meets = has_role(frame, "with");  // "at a meeting with X, Y said": Y met X
  if (!governor.passive && (!adjunct || willing || meets)) take(frame, governor, "agent", "agent");
  if (!adjunct || willing) pass_to_noun(bench, frame, governor);
}

/// A noun of an act within another frame: "in talks with", "the start of construction".
void inherit_nominal(Workbench& bench, Frame& frame) {
  const Forest& forest = bench.forest;
  WordId up = frame.word;
  bool direct = true;
  for (int steps = 0; steps < 4 && !forest.is_root(up); ++steps) {
    const std::string_view relation = forest.plain_relation(up);
    if (relation != "nmod" && relation != "obj" && relation != "obl" && relation != "nsubj" && relation != "conj" &&
        relation != "appos") {
      return;
    }
    up = forest.head(up);
    const Frame* governor = bench.find(up);
    if (!governor) {
      direct = direct && (relation == "conj" || bench.grammar.transparent.contains(forest.lemma(up)));
      continue;
    }
    frame.governor = bench.id_of(*governor);
    frame.embedded = relation != "obl" && relation != "appos" && relation != "nsubj";
    if (governor->kind == Kind::kNoun) {
      pass_to_noun(bench, frame, *governor);
      take(frame, *governor, "agent", "agent");
      take(frame, *governor, "with", "with");
    } else if (direct) {
      inherit_from_predicate(bench, frame, *governor, relation);
    }
    return;
  }
}

}  // namespace

void inherit(Workbench& bench, Frame& frame) {
  const Forest& forest = bench.forest;
  if (forest.is_root(frame.word)) return;
  const WordId head = forest.head(frame.word);
  const std::string_view relation = forest.plain_relation(frame.word);
  const Frame* governor = bench.find(head);
  if (relation == "conj") return inherit_coordination(bench, frame, head);
  if (forest.relation_is(frame.word, "acl:relcl")) return inherit_relative(bench, frame, head);
  if (relation == "acl") return inherit_participle(bench, frame, head);
  if (relation == "xcomp" || relation == "ccomp" || relation == "csubj") {
    if (const Frame* beside = relation == "ccomp" ? governor_before(bench, frame, head) : nullptr) {
      inherit_complement(bench, frame, *beside, "xcomp");
    } else if (governor) {
      inherit_complement(bench, frame, *governor, relation);
    } else {  // "has yet to be signed", where the parser made "yet" the governor
      add_governed(bench.grammar, frame, forest.lemma(head), kGoverned);
    }
  } else if (relation == "advcl") {
    if (governor) inherit_adverbial(bench, frame, *governor);
  } else if (relation == "parataxis") {
    if (governor) frame.governor = bench.id_of(*governor);
  } else if (frame.kind == Kind::kNoun) {
    inherit_nominal(bench, frame);
  }
}

}  // namespace tamga::pattern
