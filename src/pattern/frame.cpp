#include "pattern/frame.h"

#include <algorithm>
#include <utility>

namespace tamga::pattern {

using parse::Forest;
using parse::Upos;
using parse::WordId;

namespace {

bool is_nominal(Upos upos) {
  return upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kPron || upos == Upos::kNum ||
         upos == Upos::kAdj || upos == Upos::kX || upos == Upos::kSym || upos == Upos::kDet;
}

bool holds(const std::map<Operator, Words>& table, Operator op, std::string_view lemma) {
  const auto found = table.find(op);
  return found != table.end() && found->second.contains(lemma);
}

constexpr Operator kAll[] = {Operator::kFuture, Operator::kPossible, Operator::kConditional, Operator::kDenied,
                             Operator::kPurpose};

}  // namespace

std::optional<FrameId> Frames::of(WordId word) const {
  const auto found = by_word_.find(word.value);
  if (found == by_word_.end()) return std::nullopt;
  return FrameId{found->second};
}

/// Builds the frames of one forest, governors before what they govern.
class FrameBuilder {
 public:
  FrameBuilder(const Forest& forest, const Grammar& grammar, const Words& nouns)
      : forest_(forest), grammar_(grammar), nouns_(nouns) {}

  Frames build() {
    for (std::uint32_t i = 0; i < forest_.sentences().size(); ++i) {
      const WordId root = forest_.root_of(parse::SentenceId{i});
      collect(root);
    }
    std::vector<WordId> order = order_;  // top-down
    for (WordId word : order) own_arguments(at(word));
    for (WordId word : order) own_operators(at(word));
    for (WordId word : order) inherit(at(word));
    for (WordId word : order) at(word).range = range_of(at(word));
    share_light_ranges();
    sort_frames();
    return std::move(result_);
  }

 private:
  Frame& at(WordId word) { return result_.frames_[result_.by_word_.at(word.value)]; }
  Frame* find(WordId word) {
    const auto found = result_.by_word_.find(word.value);
    return found == result_.by_word_.end() ? nullptr : &result_.frames_[found->second];
  }

  std::optional<Kind> kind_of(WordId word) const {
    const std::string_view relation = forest_.plain_relation(word);
    if (relation == "aux" || relation == "cop") return std::nullopt;
    const Upos upos = forest_.word(word).upos;
    if ((upos == Upos::kNoun || upos == Upos::kPropn) && nouns_.contains(forest_.lemma(word)) && relation != "compound" &&
        relation != "flat") {
      return Kind::kNoun;
    }
    if (forest_.child(word, "cop")) return Kind::kCopula;
    if (upos == Upos::kVerb && relation != "amod" && relation != "compound" && relation != "case" && relation != "flat" &&
        relation != "fixed") {
      return Kind::kVerb;
    }
    if ((upos == Upos::kAdj || upos == Upos::kVerb) &&
        (forest_.child(word, "nsubj") || relation == "acl" || (relation == "root" && forest_.child(word, "xcomp")))) {
      return Kind::kCopula;
    }
    return std::nullopt;
  }

  void collect(WordId root) {
    std::vector<WordId> queue{root};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const WordId word = queue[i];
      if (const auto kind = kind_of(word)) {
        Frame frame;
        frame.word = word;
        frame.kind = *kind;
        frame.lemma = std::string(forest_.lemma(word));
        for (WordId child : forest_.children(word)) {
          if (forest_.relation_is(child, "compound:prt")) frame.lemma += " " + std::string(forest_.lemma(child));
        }
        result_.by_word_[word.value] = static_cast<std::uint32_t>(result_.frames_.size());
        result_.frames_.push_back(std::move(frame));
        order_.push_back(word);
      }
      for (WordId child : forest_.children(word)) queue.push_back(child);
    }
  }

  // ------------------------------------------------------------------ arguments

  /// Words joined by spaces: a case word with its fixed parts.
  std::string marker_of(WordId word) const {
    for (WordId child : forest_.children(word)) {
      if (!forest_.relation_is(child, "case")) continue;
      std::string marker(forest_.lemma(child));
      for (WordId part : forest_.children(child)) {
        if (forest_.relation_is(part, "fixed")) marker += " " + std::string(forest_.lemma(part));
      }
      return marker;
    }
    return {};
  }

  std::string_view oblique_role(WordId word, bool under_noun) {
    const std::string marker = marker_of(word);
    if (marker.empty()) return "time";
    const auto known = grammar_.markers.find(marker);
    const std::string& role = known == grammar_.markers.end() ? marker : known->second;
    if (under_noun) {
      if (const auto mapped = grammar_.noun_roles.find(role); mapped != grammar_.noun_roles.end()) return mapped->second;
    }
    return *roles_.insert(role).first;
  }

  std::string_view role_of(WordId child, const Frame& frame) {
    const std::string_view relation = forest_.relation(child);
    const std::string_view plain = forest_.plain_relation(child);
    const bool noun = frame.kind == Kind::kNoun;
    if (relation == "nsubj:pass" || relation == "csubj:pass") return "patient";
    if (plain == "nsubj" || plain == "csubj") return "agent";
    if (plain == "obj") return "patient";
    if (plain == "iobj") return "recipient";
    if (relation == "obl:agent") return "agent";
    if (plain == "obl") return oblique_role(child, noun);
    if (relation == "nmod:poss") return noun ? std::string_view("agent") : std::string_view("poss");
    if (plain == "nmod") return oblique_role(child, noun);
    if (plain == "compound" && relation != "compound:prt") return "compound";
    if (plain == "amod") return "modifier";
    if (plain == "ccomp" || plain == "xcomp") return "content";
    return {};
  }

  /// The word and what is coordinated with it.
  void add_argument(Frame& frame, std::string_view role, WordId word) {
    frame.arguments.push_back({role, word});
    if (role == "content" || role == "modifier") return;
    if (grammar_.transparent.contains(forest_.lemma(word))) {
      for (WordId child : forest_.children(word)) {
        if (forest_.relation_is(child, "nmod") && is_nominal(forest_.word(child).upos)) add_argument(frame, role, child);
      }
    }
    for (WordId child : forest_.children(word)) {
      if (forest_.relation_is(child, "conj") && is_nominal(forest_.word(child).upos)) add_argument(frame, role, child);
    }
  }

  void own_arguments(Frame& frame) {
    for (WordId child : forest_.children(frame.word)) {
      const std::string_view role = role_of(child, frame);
      if (forest_.relation_is(child, "nsubj:pass") || forest_.relation_is(child, "aux:pass")) frame.passive = true;
      if (!role.empty()) add_argument(frame, role, child);
    }
    if (forest_.relation_is(frame.word, "acl") && !forest_.relation_is(frame.word, "acl:relcl") &&
        forest_.feature(frame.word, "VerbForm") == "Part" && forest_.feature(frame.word, "Tense") == "Past") {
      frame.passive = true;
    }
    // a bare agent in a passive clause: "built by Rosatom" without the subtype of newer treebanks
    if (frame.passive && frame.kind == Kind::kVerb) {
      for (Argument& argument : frame.arguments) {
        if (argument.role == "by") argument.role = "agent";
      }
    }
  }

  static bool has_role(const Frame& frame, std::string_view role) {
    return std::any_of(frame.arguments.begin(), frame.arguments.end(), [&](const Argument& a) { return a.role == role; });
  }

  static void take(Frame& frame, const Frame& from, std::string_view role, std::string_view as) {
    if (has_role(frame, as)) return;
    std::vector<Argument> taken;
    for (const Argument& argument : from.arguments) {
      if (argument.role == role && argument.word != frame.word) taken.push_back({as, argument.word});
    }
    frame.arguments.insert(frame.arguments.end(), taken.begin(), taken.end());
  }

  // ------------------------------------------------------------------ operators

  void own_operators(Frame& frame) {
    bool infinitive = false, be = false;
    for (WordId child : forest_.children(frame.word)) {
      const std::string_view lemma = forest_.lemma(child);
      const std::string_view relation = forest_.plain_relation(child);
      if (relation == "aux") {
        be = be || (grammar_.infinitive_be.contains(lemma) && !forest_.relation_is(child, "aux:pass"));
        for (Operator op : kAll) {
          if (holds(grammar_.auxiliaries, op, lemma)) frame.operators.insert(op);
        }
      } else if (relation == "cop") {
        be = be || grammar_.infinitive_be.contains(lemma);
      } else if (relation == "advmod" || relation == "det" || relation == "cc" || relation == "discourse") {
        if (grammar_.negators.contains(lemma) || grammar_.negators.contains(forest_.form(child))) deny(frame);
        if (relation == "advmod") modify(frame, lemma);
      } else if (relation == "mark") {
        infinitive = infinitive || grammar_.infinitive_marks.contains(lemma);
        if (holds(grammar_.clause_marks, Operator::kConditional, lemma)) frame.operators.insert(Operator::kConditional);
        if (grammar_.negators.contains(lemma)) deny(frame);
      } else if (relation == "amod" && frame.kind == Kind::kNoun) {
        govern(frame, lemma);
      }
      if (relation == "nsubj" || relation == "obj") {
        if (negated_phrase(child)) deny(frame);
      }
      if (relation == "punct" && forest_.form(child) == "?") frame.operators.insert(Operator::kQuestion);
    }
    if (infinitive && be && !frame_governs(frame)) frame.operators.insert(Operator::kFuture);
  }

  /// "to" under another frame is that frame's complement, not "is to".
  bool frame_governs(const Frame& frame) {
    return forest_.relation_is(frame.word, "xcomp") || forest_.relation_is(frame.word, "acl");
  }

  static void deny(Frame& frame) { frame.operators.insert(Operator::kDenied); }

  void modify(Frame& frame, std::string_view lemma) {
    for (Operator op : kAll) {
      if (holds(grammar_.adverbs, op, lemma)) frame.operators.insert(op);
    }
  }

  void govern(Frame& frame, std::string_view lemma) {
    for (Operator op : {Operator::kFuture, Operator::kPossible}) {
      if (holds(grammar_.governors, op, lemma)) frame.operators.insert(op);
    }
  }

  bool negated_phrase(WordId word) const {
    if (grammar_.negators.contains(forest_.lemma(word))) return true;
    for (WordId child : forest_.children(word)) {
      const std::string_view relation = forest_.plain_relation(child);
      if ((relation == "det" || relation == "cc") && grammar_.negators.contains(forest_.lemma(child))) return true;
    }
    return false;
  }

  // ------------------------------------------------------------------ what comes from above

  void inherit(Frame& frame) {
    const WordId word = frame.word;
    if (forest_.is_root(word)) {
      mark_light(frame);
      return;
    }
    const WordId head = forest_.head(word);
    const std::string_view relation = forest_.plain_relation(word);
    if (relation == "conj") {
      inherit_coordination(frame, head);
    } else if (forest_.relation_is(word, "acl:relcl")) {
      inherit_relative(frame, head);
    } else if (relation == "acl") {
      inherit_participle(frame, head);
    } else if (relation == "xcomp" || relation == "ccomp" || relation == "csubj") {
      inherit_complement(frame, head, relation);
    } else if (relation == "advcl" || relation == "parataxis") {
      inherit_adverbial(frame, head, relation);
    } else if (frame.kind == Kind::kNoun) {
      inherit_nominal(frame);
    }
    mark_light(frame);
  }

  void inherit_coordination(Frame& frame, WordId head) {
    Frame* first = find(head);
    if (!first) return;
    if (frame.kind == Kind::kNoun && first->kind != Kind::kNoun) return;
    frame.governor = first->governor;
    frame.embedded = first->embedded;
    const bool own_subject = has_role(frame, frame.passive ? "patient" : "agent");
    if (own_subject && frame.kind != Kind::kNoun) {
      if (frame.embedded) pass_operators(frame, *first, false);
      return;
    }
    take(frame, *first, first->passive ? "patient" : "agent", frame.passive ? "patient" : "agent");
    bool own_auxiliary = false;
    for (WordId child : forest_.children(frame.word)) own_auxiliary |= forest_.plain_relation(child) == "aux";
    if (!own_auxiliary) pass_operators(frame, *first, false);
    if (frame.kind == Kind::kNoun) take(frame, *first, "with", "with");
  }

  void inherit_relative(Frame& frame, WordId antecedent) {
    for (Argument& argument : frame.arguments) {
      if (forest_.feature(argument.word, "PronType") == "Rel") {
        replace_by(frame, argument.word, antecedent);
        return;
      }
    }
    const bool subject = has_role(frame, frame.passive ? "patient" : "agent");
    add_argument(frame, subject && !frame.passive ? "patient" : frame.passive ? "patient" : "agent", antecedent);
  }

  void replace_by(Frame& frame, WordId pronoun, WordId antecedent) {
    std::vector<Argument> before;
    std::swap(before, frame.arguments);
    for (const Argument& argument : before) {
      if (argument.word == pronoun) {
        frame.arguments.push_back({argument.role, antecedent});
      } else {
        frame.arguments.push_back(argument);
      }
    }
  }

  void inherit_participle(Frame& frame, WordId noun) {
    Frame* governor = find(noun);
    const bool infinitive = forest_.feature(frame.word, "VerbForm") == "Inf" || has_infinitive_mark(frame.word);
    if (governor) {  // "an intention to build", "talks aimed at building"
      frame.governor = id_of(*governor);
      if (infinitive) {
        frame.embedded = true;
        pass_operators(frame, *governor, true);
        take(frame, *governor, "agent", "agent");
        return;
      }
    } else if (infinitive) {
      frame.operators.insert(Operator::kFuture);
      govern(frame, forest_.lemma(noun));
    }
    add_argument(frame, frame.passive ? "patient" : "agent", noun);
  }

  bool has_infinitive_mark(WordId word) const {
    for (WordId child : forest_.children(word)) {
      if (forest_.relation_is(child, "mark") && grammar_.infinitive_marks.contains(forest_.lemma(child))) return true;
    }
    return false;
  }

  void inherit_complement(Frame& frame, WordId head, std::string_view relation) {
    Frame* governor = find(head);
    if (!governor) return;
    frame.governor = id_of(*governor);
    const bool speech = grammar_.speech.contains(governor->lemma);
    frame.embedded = relation == "xcomp" || !speech;
    pass_operators(frame, *governor, !(speech && relation == "ccomp"));
    if (relation != "xcomp") return;
    const bool object_controls = has_role(*governor, "patient") && !grammar_.subject_control.contains(governor->lemma);
    const std::string_view own = frame.passive ? "patient" : "agent";
    if (governor->passive) {
      take(frame, *governor, "patient", own);
    } else {
      take(frame, *governor, object_controls ? "patient" : "agent", own);
      if (object_controls) take(frame, *governor, "agent", own);
    }
    if (!frame.passive) take(frame, *governor, "recipient", own);
  }

  void inherit_adverbial(Frame& frame, WordId head, std::string_view relation) {
    Frame* governor = find(head);
    if (!governor) return;
    frame.governor = id_of(*governor);
    if (relation == "parataxis") return;
    const std::string_view own = frame.passive ? "patient" : "agent";
    if (has_role(frame, own)) return;
    take(frame, *governor, governor->passive ? "patient" : "agent", own);
    if (has_infinitive_mark(frame.word)) {
      frame.operators.insert(Operator::kPurpose);
      frame.embedded = true;
      pass_operators(frame, *governor, false);
    }
  }

  /// A noun of an act within another frame: "in talks with", "the start of construction".
  void inherit_nominal(Frame& frame) {
    WordId up = frame.word;
    for (int steps = 0; steps < 4 && !forest_.is_root(up); ++steps) {
      const std::string_view relation = forest_.plain_relation(up);
      if (relation != "nmod" && relation != "obj" && relation != "obl" && relation != "nsubj" && relation != "conj" &&
          relation != "appos") {
        return;
      }
      const bool adjunct = relation == "obl";
      up = forest_.head(up);
      if (Frame* governor = find(up)) {
        frame.governor = id_of(*governor);
        frame.embedded = !adjunct && relation != "appos" && relation != "nsubj";
        if (governor->kind == Kind::kNoun) {
          pass_operators(frame, *governor, true);
          take(frame, *governor, "agent", "agent");
          take(frame, *governor, "with", "with");
        } else if (relation != "nsubj" && relation != "appos") {
          take_from_verb(frame, *governor, adjunct);
        }
        return;
      }
    }
  }

  /// "has a deal with", "is in talks with": what the verb has, the noun has, unless it only tells when.
  void take_from_verb(Frame& frame, const Frame& governor, bool adjunct) {
    if (governor.kind == Kind::kCopula || !adjunct) take(frame, governor, governor.passive ? "none" : "agent", "agent");
    if (!adjunct) pass_operators(frame, governor, true);
  }

  void pass_operators(Frame& frame, const Frame& governor, bool with_word) {
    for (Operator op : governor.operators) {
      if (op != Operator::kQuestion) frame.operators.insert(op);
    }
    if (!with_word) return;
    for (Operator op : {Operator::kFuture, Operator::kPossible, Operator::kDenied}) {
      if (holds(grammar_.governors, op, governor.lemma)) frame.operators.insert(op);
    }
    for (WordId child : forest_.children(governor.word)) {  // "has yet to start", "is due to", "is likely to"
      if (!forest_.relation_is(child, "advmod")) continue;
      for (Operator op : {Operator::kFuture, Operator::kPossible, Operator::kDenied}) {
        if (holds(grammar_.governors, op, forest_.lemma(child))) frame.operators.insert(op);
      }
    }
  }

  // ------------------------------------------------------------------ light verbs

  /// When the frame is a noun under its light verb, what the verb has goes to the noun.
  void mark_light(Frame& frame) {
    if (forest_.is_root(frame.word)) return;
    WordId head = forest_.head(frame.word);
    std::string_view relation = forest_.relation(frame.word);
    if (relation == "conj" && !forest_.is_root(head)) {
      relation = forest_.relation(head);
      head = forest_.head(head);
    }
    Frame* verb = find(head);
    if (!verb || verb->kind == Kind::kNoun) return;
    const auto entry = grammar_.light.find(verb->lemma);
    if (entry == grammar_.light.end()) return;
    const bool any = entry->second.contains("*");
    const bool object = relation == "obj" || relation == "nsubj:pass" || (any && relation == "xcomp") ||
                        (relation == "obl" && entry->second.contains(frame.lemma));
    const bool subject = any && relation == "nsubj" && !has_role(*verb, "patient") && frame.kind == Kind::kNoun;
    if (!(object || subject) || !(any || entry->second.contains(frame.lemma))) return;
    verb->light = true;
    frame.governor = id_of(*verb);
    frame.embedded = verb->embedded;
    for (Operator op : verb->operators) frame.operators.insert(op);
    for (const Argument& argument : std::vector<Argument>(verb->arguments)) {
      if (argument.word == frame.word || forest_.dominates(argument.word, frame.word)) continue;
      if (argument.role == "agent" && (relation == "nsubj:pass" || subject)) continue;
      if (argument.role == "patient" || argument.role == "content") continue;
      take_one(frame, argument);
    }
    if (relation == "nsubj:pass") take(frame, *verb, "agent", "agent");
    light_[frame.word.value] = head;
  }

  static void take_one(Frame& frame, const Argument& argument) {
    const bool known = std::any_of(frame.arguments.begin(), frame.arguments.end(),
                                   [&](const Argument& a) { return a.word == argument.word; });
    if (!known) frame.arguments.push_back(argument);
  }

  // ------------------------------------------------------------------ evidence

  text::ByteRange range_of(const Frame& frame) const {
    std::uint32_t first = frame.word.value, last = frame.word.value;
    widen(frame.word, frame, first, last);
    while (first < frame.word.value && forest_.word(WordId{first}).upos == Upos::kPunct) ++first;
    while (last > frame.word.value && forest_.word(WordId{last}).upos == Upos::kPunct) --last;
    return forest_.bytes(WordId{first}, WordId{last});
  }

  void widen(WordId word, const Frame& frame, std::uint32_t& first, std::uint32_t& last) const {
    for (WordId child : forest_.children(word)) {
      const std::string_view relation = forest_.plain_relation(child);
      const bool clause = relation == "parataxis" || relation == "advcl" || relation == "discourse" ||
                          relation == "vocative" || forest_.relation_is(child, "acl:relcl");
      const bool coordinated = relation == "conj" && word == frame.word && result_.by_word_.contains(child.value);
      const bool content = relation == "ccomp" && grammar_.speech.contains(forest_.lemma(word));
      if (clause || coordinated || content || (relation == "punct" && word == frame.word) ||
          (relation == "cc" && word == frame.word)) {
        continue;
      }
      first = std::min(first, child.value);
      last = std::max(last, child.value);
      widen(child, frame, first, last);
    }
  }

  /// The noun of a light verb is told by the whole clause.
  void share_light_ranges() {
    for (const auto& [noun, verb] : light_) {
      Frame& frame = result_.frames_[result_.by_word_.at(noun)];
      const Frame& over = at(verb);
      frame.range = {std::min(frame.range.begin, over.range.begin), std::max(frame.range.end, over.range.end)};
    }
  }

  FrameId id_of(const Frame& frame) const { return FrameId{result_.by_word_.at(frame.word.value)}; }

  void sort_frames() {
    std::vector<std::uint32_t> order(result_.frames_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return result_.frames_[a].word < result_.frames_[b].word;
    });
    std::vector<std::uint32_t> place(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    std::vector<Frame> frames;
    frames.reserve(order.size());
    for (std::uint32_t old : order) {
      Frame& frame = result_.frames_[old];
      if (frame.governor) frame.governor = FrameId{place[frame.governor->value]};
      result_.by_word_[frame.word.value] = static_cast<std::uint32_t>(frames.size());
      // role names live in the forest's symbols or in this builder: keep those of the builder alive in the result
      frames.push_back(std::move(frame));
    }
    result_.frames_ = std::move(frames);
    result_.roles_ = std::move(roles_);
  }

  const Forest& forest_;
  const Grammar& grammar_;
  const Words& nouns_;
  Frames result_;
  std::set<std::string, std::less<>> roles_;
  std::vector<WordId> order_;
  std::map<std::uint32_t, WordId> light_;
};

Frames find_frames(const Forest& forest, const Grammar& grammar, const Words& nouns) {
  return FrameBuilder(forest, grammar, nouns).build();
}

}  // namespace tamga::pattern
