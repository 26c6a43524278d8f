#include "extract/detail/clause.h"

#include <algorithm>
#include <span>

#include "text/utf8.h"

namespace tamga::extract {

using parse::Forest;
using parse::WordId;

namespace {

/// Clauses that say something by themselves are not the predicate's own words.
bool stands_alone(const Forest& forest, WordId child, WordId head, const pattern::Frames& frames,
                  const pattern::Words& speech) {
  const std::string_view relation = forest.plain_relation(child);
  if (relation == "parataxis" || relation == "advcl" || relation == "discourse" || relation == "vocative") return true;
  if (forest.relation_is(child, "acl:relcl")) return true;
  if (relation == "conj") return frames.of(child).has_value() && frames.of(head).has_value();
  return relation == "ccomp" && speech.contains(forest.lemma(head));
}

/// A subject that the tree hangs on this predicate and the frames gave to another.
bool is_moved(const Forest& forest, const pattern::Frame& frame, WordId child) {
  if (!forest.relation_is(child, "nsubj") || forest.head(child) != frame.word) return false;
  return std::none_of(frame.arguments.begin(), frame.arguments.end(),
                      [&](const pattern::Argument& argument) { return argument.word == child; });
}

void gather(const Forest& forest, WordId word, const pattern::Frames& frames, const pattern::Words& speech,
            std::vector<WordId>& out) {
  out.push_back(word);
  for (WordId child : forest.children(word)) {
    if (!stands_alone(forest, child, word, frames, speech)) gather(forest, child, frames, speech, out);
  }
}

model::Party party_of(const Analysis& analysis, const mention::Mention& mention, const mention::Referent& referent) {
  model::Party party;
  party.id = referent.id;
  party.type = std::string(mention::name_of(referent.type));
  party.name = referent.name;
  party.country = referent.country;
  party.role = referent.role;
  party.evidence = {mention.range.begin, mention.range.end, std::string(analysis.document.words(mention.range))};
  if (party.type == "outlet" || party.type == "body") party.type = "organisation";
  return party;
}

}  // namespace

bool Clause::holds(WordId word) const { return std::binary_search(words.begin(), words.end(), word); }

Clause clause_of(const Analysis& analysis, const pattern::Frames& frames, const pattern::Frame& frame,
                 const pattern::Words& speech) {
  Clause clause;
  clause.frame = &frame;
  clause.words.push_back(frame.word);
  for (WordId child : analysis.forest.children(frame.word)) {
    if (stands_alone(analysis.forest, child, frame.word, frames, speech) || is_moved(analysis.forest, frame, child)) continue;
    gather(analysis.forest, child, frames, speech, clause.words);
  }
  if (frame.governor) {
    const pattern::Frame& governor = frames.frame(*frame.governor);
    if (governor.light) gather(analysis.forest, governor.word, frames, speech, clause.words);
  }
  for (const pattern::Argument& argument : frame.arguments) {  // by control, coordination and the like
    const auto begin = clause.words.begin();
    if (std::find(begin, clause.words.end(), argument.word) == clause.words.end() &&
        !analysis.forest.dominates(argument.word, frame.word)) {
      gather(analysis.forest, argument.word, frames, speech, clause.words);
    }
  }
  std::sort(clause.words.begin(), clause.words.end());
  clause.words.erase(std::unique(clause.words.begin(), clause.words.end()), clause.words.end());
  const auto mentions = analysis.mentions.mentions();
  for (std::uint32_t i = 0; i < mentions.size(); ++i) {
    if (clause.holds(mentions[i].head)) clause.mentions.push_back(mention::MentionId{i});
  }
  return clause;
}

namespace {

/// "A Russian proposal", "Kazakhstan's plan", "an offer from EDF": who a thing comes from; of a clause, who does it.
void add_makers(const Forest& forest, const pattern::Grammar& grammar, WordId thing, std::vector<WordId>& out) {
  for (WordId child : forest.children(thing)) {
    const std::string_view relation = forest.plain_relation(child);
    const bool subject = forest.relation_is(child, "nsubj");
    const auto add = [&](WordId maker) {  // "bids from CNNC, EDF and KHNP"
      out.push_back(maker);
      for (WordId other : forest.children(maker))
        if (forest.relation_is(other, "conj")) out.push_back(other);
    };
    if (subject || forest.relation_is(child, "nmod:poss") || relation == "amod" || relation == "compound") add(child);
    if (relation != "nmod" || forest.relation_is(child, "nmod:poss")) continue;
    const auto marker = forest.child(child, "case");
    if (marker && grammar.maker_markers.contains(forest.lemma(*marker))) add(child);
  }
}

}  // namespace

std::vector<WordId> arguments_of(const pattern::Frame& frame, const std::vector<std::string>& roles) {
  std::vector<WordId> words;
  for (const pattern::Argument& argument : frame.arguments) {
    if (std::find(roles.begin(), roles.end(), argument.role) != roles.end()) words.push_back(argument.word);
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

bool same_party(const model::Party& a, const model::Party& b) {
  if (!a.id.empty() || !b.id.empty()) return a.id == b.id;
  return text::name_key(a.name) == text::name_key(b.name);
}

namespace {

/// Adds whom the words refer to, nobody twice.
void add_parties(const Analysis& analysis, const Names& types, std::span<const WordId> words,
                 std::vector<model::Party>& parties) {
  for (WordId word : words) {
    const auto id = analysis.mentions.headed_by(word);
    if (!id) continue;
    const mention::Mention& mention = analysis.mentions.mention(*id);
    for (mention::ReferentId referent_id : mention.referents) {
      const mention::Referent& referent = analysis.mentions.referent(referent_id);
      if (!types.contains(mention::name_of(referent.type))) continue;
      model::Party party = party_of(analysis, mention, referent);
      const bool known = std::any_of(parties.begin(), parties.end(),
                                     [&](const model::Party& other) { return same_party(other, party); });
      if (!known) parties.push_back(std::move(party));
    }
  }
}

/// What stands one step inside these words: no clauses that tell of something else.
std::vector<WordId> inside(const Forest& forest, std::span<const WordId> words) {
  std::vector<WordId> out;
  for (WordId word : words) {
    for (WordId child : forest.children(word)) {
      const bool tells = forest.relation_is(child, "acl:relcl") || forest.plain_relation(child) == "advcl" ||
                         forest.plain_relation(child) == "parataxis";
      if (!tells) out.push_back(child);
    }
  }
  return out;
}

}  // namespace

std::vector<model::Party> parties_of(const Analysis& analysis, const pattern::Grammar& grammar, const Names& types,
                                     const pattern::Frame& frame, const std::vector<std::string>& roles) {
  std::vector<WordId> words = arguments_of(frame, roles);
  for (const std::string& role : roles) {
    if (!role.ends_with("'s")) continue;
    for (WordId thing : arguments_of(frame, {role.substr(0, role.size() - 2)})) {
      add_makers(analysis.forest, grammar, thing, words);
    }
  }
  std::vector<model::Party> parties;
  add_parties(analysis, types, words, parties);
  return parties;
}

std::vector<model::Party> parties_inside(const Analysis& analysis, const Names& types, const pattern::Frame& frame,
                                         const std::vector<std::string>& roles, const std::vector<model::Party>& but) {
  constexpr int kDeepest = 3;  // "the end of a quarrel between Kenya and Chad"
  std::vector<WordId> words = arguments_of(frame, roles);
  for (int depth = 0; depth < kDeepest && !words.empty(); ++depth) {
    words = inside(analysis.forest, words);
    for (std::size_t i = 0; i < words.size(); ++i) {  // and what is coordinated with it
      for (WordId child : analysis.forest.children(words[i])) {
        if (analysis.forest.relation_is(child, "conj")) words.push_back(child);
      }
    }
    std::vector<model::Party> parties;
    add_parties(analysis, types, words, parties);
    std::erase_if(parties, [&](const model::Party& party) {
      return std::any_of(but.begin(), but.end(), [&](const model::Party& other) { return same_party(party, other); });
    });
    if (!parties.empty()) return parties;
  }
  return {};
}

}  // namespace tamga::extract
