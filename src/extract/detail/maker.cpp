#include "extract/detail/maker.h"

#include <algorithm>

#include "base/files.h"
#include "extract/detail/circumstance.h"
#include "when/edtf.h"

namespace tamga::extract {

using pattern::Frame;
using pattern::Operator;
using pattern::Rule;

namespace {

bool has(const std::vector<Operator>& list, Operator op) { return std::find(list.begin(), list.end(), op) != list.end(); }

/// "Future, possible, denied": what stands over the predicate, unless the rule has settled it.
std::string status_of(const Rule& rule, const Frame& frame) {
  if (rule.final && !rule.status.empty()) return rule.status;
  if (frame.has(Operator::kDenied) && !has(rule.only, Operator::kDenied)) return "denied";
  if (frame.has(Operator::kConditional) || frame.has(Operator::kQuestion)) return "possible";
  if (!rule.status.empty()) return rule.status;
  if (frame.has(Operator::kPossible)) return "possible";
  return frame.has(Operator::kFuture) || frame.has(Operator::kPurpose) ? "future" : "actual";
}

void sort_by_place(std::vector<model::Claim>& claims) {
  std::stable_sort(claims.begin(), claims.end(), [](const model::Claim& a, const model::Claim& b) {
    return std::pair(a.evidence.begin, a.evidence.end) < std::pair(b.evidence.begin, b.evidence.end);
  });
}

void append(std::string& out, std::string_view text) { out.append(text); }

/// What was told of as over on that day was so by then.
std::optional<model::Date> until(model::Date told) {
  const auto span = when::span_of(told.edtf);
  if (!span || span->last == when::kLatest) return std::nullopt;
  told.edtf = "../" + when::day_text(span->last);
  told.basis = std::string(when::name_of(when::Basis::kContext));
  return told;
}

std::string_view name_of(Operator op) {
  switch (op) {
    case Operator::kFuture: return "future";
    case Operator::kPossible: return "possible";
    case Operator::kConditional: return "conditional";
    case Operator::kDenied: return "denied";
    case Operator::kPurpose: return "purpose";
    case Operator::kQuestion: return "question";
  }
  return "";
}

void remove_known(std::vector<model::Party>& parties, const std::vector<model::Party>& known) {
  std::erase_if(parties, [&](const model::Party& party) {
    return std::any_of(known.begin(), known.end(), [&](const model::Party& other) { return same_party(party, other); });
  });
}

/// Of "It is not, and no price has been named": the part behind "and".
bool is_in_further_clause(const parse::Forest& forest, parse::WordId word, parse::WordId root) {
  for (; word != root; word = forest.head(word)) {
    const bool further = forest.relation_is(word, "conj") || forest.relation_is(word, "parataxis");
    const bool own = forest.child(word, "nsubj") || forest.child(word, "nsubj:pass");  // hung on the "not" of the first
    if (further && (forest.head(word) == root || own)) return true;
  }
  return false;
}

/// What a word refers to, as the codebook's conditions name it: a type of mention, or "money".
std::string_view type_at(const Analysis& analysis, const Settings& settings, parse::WordId word) {
  const auto id = analysis.mentions.headed_by(word);
  if (id && !analysis.mentions.mention(*id).referents.empty()) {
    const auto& referent = analysis.mentions.referent(analysis.mentions.mention(*id).referents.front());
    return settings.region_entities.contains(referent.id) ? std::string_view("bloc") : mention::name_of(referent.type);
  }
  for (const quantity::AmountMention& amount : analysis.amounts.amounts) {
    const bool currency = amount.unit.size() == 3 && std::all_of(amount.unit.begin(), amount.unit.end(),
                                                                 [](char c) { return c >= 'A' && c <= 'Z'; });
    if (currency && amount.first <= word && word <= amount.last) return "money";
  }
  return {};
}

std::size_t parties_in(const model::Claim& claim) { return claim.who.size() + claim.whom.size(); }

/// The same thing told by two predicates of one sentence: "held a meeting", "meeting".
bool says_the_same(const model::Claim& a, const model::Claim& b) {
  const auto same = [](const std::vector<model::Party>& x, const std::vector<model::Party>& y) {
    return x.size() == y.size() && std::equal(x.begin(), x.end(), y.begin(), same_party);
  };
  const bool near = a.evidence.begin < b.evidence.end && b.evidence.begin < a.evidence.end;
  if (!near || a.event != b.event || a.stage != b.stage || a.status != b.status) return false;
  const bool bare = (a.who.empty() && a.whom.empty()) || (b.who.empty() && b.whom.empty());
  return bare || (same(a.who, b.who) && same(a.whom, b.whom));
}

}  // namespace

Maker::Maker(const Analysis& analysis, const Settings& settings, const pattern::Grammar& grammar,
             const pattern::Codebook& codebook)
    : analysis_(analysis),
      settings_(settings),
      grammar_(grammar),
      frames_(pattern::find_frames(analysis.forest, grammar, codebook.nouns())),
      matter_(analysis, settings),
      dateline_(own_dateline(analysis)) {
  const pattern::TypeOf type_of = [&](parse::WordId word) { return type_at(analysis, settings, word); };
  for (const Frame& one : frames_.frames()) {
    rules_.push_back(codebook.match(analysis.forest, one, type_of));
    clauses_.push_back(clause_of(analysis, frames_, one, grammar.speech));
  }
  fates_.assign(rules_.size(), Fate::kUnknown);
}

// ---------------------------------------------------------------- which predicates speak

void Maker::decide() {
  for (Index i = 0; i < fates_.size(); ++i) {
    if (rules_[i] && rules_[i]->weak) continue;
    fate_of(i);
  }
  // weak rules last, governors before what they govern
  std::vector<Index> weak;
  for (Index i = 0; i < fates_.size(); ++i) {
    if (fates_[i] == Fate::kUnknown) weak.push_back(i);
  }
  std::stable_sort(weak.begin(), weak.end(), [&](Index a, Index b) { return rules_[a]->confidence > rules_[b]->confidence; });
  for (Index i : weak) fates_[i] = weak_fate(i);
}

Maker::Fate Maker::fate_of(Index i) {
  if (fates_[i] == Fate::kUnknown) fates_[i] = strong_fate(i);
  return fates_[i];
}

/// "Under the headline ‘Firm wins mine’": what is quoted there is only named.
bool Maker::is_title(Index i) const {
  const auto& forest = analysis_.forest;
  const auto quote = analysis_.sources.quote(forest.word(frame(i).word).range);
  if (!quote) return false;
  constexpr std::uint32_t kReach = 3;  // words between: a quotation mark, a colon
  std::uint32_t first = frame(i).word.value;
  while (first > 0 && forest.word(parse::WordId{first - 1}).range.end > quote->begin) --first;
  for (std::uint32_t back = 1; back <= kReach && back <= first; ++back) {
    const parse::WordId before{first - back};
    if (forest.word(before).upos == parse::Upos::kPunct) continue;
    return grammar_.titles.contains(forest.lemma(before)) || grammar_.titles.contains(forest.form(before));
  }
  return false;
}

/// "Neither side has announced the meeting": what nobody speaks of is not told by that.
bool Maker::is_left_unsaid(Index i) const {
  if (frame(i).kind != pattern::Kind::kNoun || !frame(i).governor) return false;
  const Frame& above = frames_.frame(*frame(i).governor);
  return above.has(Operator::kDenied) && grammar_.speech.contains(above.lemma);
}

bool Maker::is_mute(Index i) const {
  const parse::WordId word = frame(i).word;
  if (is_title(i) || is_left_unsaid(i)) return true;
  return analysis_.sources.is_boilerplate(analysis_.forest.word(word).sentence) || frame(i).has(Operator::kQuestion);
}

Maker::Fate Maker::strong_fate(Index i) {
  if (!rules_[i]) return Fate::kNoRule;
  if (is_mute(i)) return Fate::kSilent;
  if (frame(i).light && noun_speaks_for(i)) return Fate::kWithin;
  const bool open = frame(i).has(Operator::kPurpose) || frame(i).has(Operator::kFuture) || frame(i).has(Operator::kPossible);
  if (frame(i).embedded && (!rules_[i]->standalone || open) && governor_speaks(i)) return Fate::kWithin;
  if (!rules_[i]->standalone && purpose_of_told(i)) return Fate::kWithin;
  return rules_[i]->standalone || asserts(i) ? Fate::kSpeaks : Fate::kSilent;
}

/// "Granted the right to explore": the infinitive of an argument of what makes a claim.
bool Maker::purpose_of_told(Index i) {
  const auto& forest = analysis_.forest;
  const parse::WordId word = frame(i).word;
  if (!forest.relation_is(word, "acl") || forest.feature(word, "VerbForm") != "Inf") return false;
  for (parse::WordId up = forest.head(word); !forest.is_root(up); up = forest.head(up)) {
    const auto above = frames_.of(forest.head(up));
    if (!above) continue;
    return rules_[above->value] && !rules_[above->value]->weak && fate_of(above->value) == Fate::kSpeaks;
  }
  return false;
}

/// Whether a claim is made by what the predicate is embedded in.
bool Maker::governor_speaks(Index i) {
  for (int steps = 0; steps < 8 && frame(i).governor; ++steps) {
    const Index above = frame(i).governor->value;
    if (rules_[above] && !rules_[above]->weak && !frame(above).light && fate_of(above) == Fate::kSpeaks) return true;
    if (!frame(above).embedded) return false;
    i = above;
  }
  return false;
}

bool Maker::noun_speaks_for(Index light_verb) const {
  for (Index i = 0; i < rules_.size(); ++i) {
    if (rules_[i] && frame(i).kind == pattern::Kind::kNoun && frame(i).governor &&
        frame(i).governor->value == light_verb) {
      return true;
    }
  }
  return false;
}

/// "Putin in Bishkek: building a plant is being studied"
bool Maker::is_behind_colon(Index i) const {
  parse::WordId first = frame(i).word;
  while (first.value > 0 && analysis_.forest.word(first).range.begin > frame(i).range.begin) --first.value;
  if (first.value == 0) return false;
  const std::string_view before = analysis_.forest.form(parse::WordId{first.value - 1});
  return before == ":" || before == "：";
}

/// "In the construction of", "on building": what stands behind a case word is named, not told; so is what somebody
/// does something else to ("backed the construction"), unless the words say whose act it is ("weighed EDF's offer").
bool Maker::asserts(Index i) const {
  const auto& forest = analysis_.forest;
  const parse::WordId word = frame(i).word;
  if (frame(i).kind == pattern::Kind::kNoun) {
    const bool carried = frame(i).governor && frames_.frame(*frame(i).governor).light;
    if (carried || forest.child(word, "nsubj")) return true;
    if (forest.relation_is(word, "nsubj")) {  // "the memorandum expired": the verb tells
      const auto verb = frames_.of(forest.head(word));
      const Rule* told = verb ? rules_[verb->value] : nullptr;
      if (told && !told->weak && !frames_.frame(*verb).light) return false;
    }
    if (forest.relation_is(word, "obl") || forest.relation_is(word, "nmod")) return false;
    const bool object = forest.relation_is(word, "obj") || forest.relation_is(word, "nsubj:pass");
    const auto agents = arguments_of(frame(i), {"agent"});
    return !object || std::any_of(agents.begin(), agents.end(), [&](parse::WordId agent) {
      return forest.dominates(word, agent) && analysis_.mentions.headed_by(agent);
    });
  }
  if (forest.feature(word, "VerbForm") != "Ger") return true;
  return !forest.child(word, "mark") && !forest.child(word, "case") && !is_behind_colon(i);
}

/// Infinitives and gerunds assert nothing by themselves.
bool Maker::is_finite(Index i) const {
  const auto& forest = analysis_.forest;
  if (frame(i).kind == pattern::Kind::kNoun) return true;
  const auto form = forest.feature(frame(i).word, "VerbForm");
  if (form.empty() || form == "Fin") return true;
  for (parse::WordId child : forest.children(frame(i).word)) {  // "is building", "has built", "was built"
    const bool auxiliary = forest.plain_relation(child) == "aux" || forest.plain_relation(child) == "cop";
    if (auxiliary && forest.feature(child, "VerbForm") == "Fin") return true;
  }
  return forest.relation_is(frame(i).word, "conj") && form == "Part";
}

/// A weak rule speaks where nothing around it does, and only about a topic of the contest.
Maker::Fate Maker::weak_fate(Index i) const {
  if (is_mute(i) || !is_finite(i)) return Fate::kSilent;
  if (frame(i).light && noun_speaks_for(i)) return Fate::kWithin;
  const bool any = rules_[i]->fallback;  // the rule for want of a better one
  const bool content = any || !arguments_of(frame(i), {"content"}).empty();
  if (grammar_.speech.contains(frame(i).lemma) && content) return Fate::kSilent;
  if (any && (frame(i).has(Operator::kDenied) || analysis_.forest.relation_is(frame(i).word, "acl"))) return Fate::kSilent;
  if (!matter_.names_topic(clauses_[i]) || !asserts(i)) return Fate::kSilent;
  Index at = i;
  for (int steps = 0; steps < 8 && frame(at).governor; ++steps) {
    at = frame(at).governor->value;
    const bool same_clause = clauses_[at].holds(frame(i).word);
    if (same_clause && fates_[at] == Fate::kSpeaks) return Fate::kWithin;
  }
  for (Index below = 0; below < fates_.size(); ++below) {
    if (below != i && fates_[below] == Fate::kSpeaks && clauses_[i].holds(frame(below).word)) return Fate::kWithin;
  }
  return Fate::kSpeaks;
}

// ---------------------------------------------------------------- claims

std::vector<model::Claim> Maker::claims() {
  std::vector<model::Claim> claims;
  if (!matter_.in_contest()) return claims;
  decide();
  if (!tells_the_contest()) return claims;
  for (Index i = 0; i < fates_.size(); ++i) {
    if (fates_[i] != Fate::kSpeaks) continue;
    auto claim = make(i);
    if (!claim) continue;
    const auto same = std::find_if(claims.begin(), claims.end(),
                                   [&](const model::Claim& other) { return says_the_same(other, *claim); });
    if (same == claims.end()) {
      claims.push_back(*std::move(claim));
    } else if (parties_in(*claim) > parties_in(*same) ||
               (parties_in(*claim) == parties_in(*same) && claim->confidence > same->confidence)) {
      *same = *std::move(claim);
    }
  }
  sort_by_place(claims);
  fill_from_before(claims);
  refute(claims);
  deny(claims);
  name_claims(claims);
  return claims;
}

/// Figures of speech name mines and power stations too: somebody must do or be something in the contest, by a rule
/// that asks for more than any verb.
bool Maker::tells_the_contest() const {
  for (Index i = 0; i < fates_.size(); ++i) {
    if (fates_[i] != Fate::kSpeaks || rules_[i]->fallback) continue;
    if (matter_.names_topic(clauses_[i])) return true;
    if (matter_.sentence_names_topic(clauses_[i]) && has_known_power(i)) return true;
  }
  return false;
}

/// Whether a state, bloc, body or person that the pack knows takes part, or people of a country act.
bool Maker::has_known_power(Index i) const {
  return std::any_of(frame(i).arguments.begin(), frame(i).arguments.end(), [&](const pattern::Argument& argument) {
    const auto id = analysis_.mentions.headed_by(argument.word);
    if (!id || analysis_.mentions.mention(*id).referents.empty()) return false;
    const auto& referent = analysis_.mentions.referent(analysis_.mentions.mention(*id).referents.front());
    const bool power = referent.type == mention::Type::kState || referent.type == mention::Type::kBloc ||
                       referent.type == mention::Type::kOrganisation || referent.type == mention::Type::kPerson;
    // "Uzbek officials met", but not "signed their striker"
    const bool people = argument.role == "agent" && referent.type == mention::Type::kGroup && !referent.country.empty();
    return (power && !referent.id.empty()) || people;
  });
}

/// "Prospects were discussed at the meeting", "the signing took place in Paris": an act between parties that names
/// none is that of the parties told of just before, on their day.
void Maker::fill_from_before(std::vector<model::Claim>& claims) const {
  for (std::size_t i = 1; i < claims.size(); ++i) {
    model::Claim& claim = claims[i];
    const bool nobody = claim.who.empty() && claim.whom.empty() && claim.status == "actual";
    if (!nobody || !settings_.between_parties.contains(claim.event)) continue;
    for (std::size_t j = i; j-- > 0;) {
      const model::Claim& before = claims[j];
      if (claim.evidence.begin - before.evidence.begin > settings_.reach_of_context) break;
      if (before.event != claim.event || before.who.empty() || before.whom.empty()) continue;
      claim.who = before.who;
      claim.whom = before.whom;
      if (!claim.when && before.when) {
        claim.when = before.when;
        claim.when->basis = std::string(when::name_of(when::Basis::kContext));
      }
      claim.confidence *= 0.8;
      break;
    }
  }
}

/// A sentence that only says "It is not" or "That was a mistake" refutes what the sentence before it reports.
void Maker::refute(std::vector<model::Claim>& claims) const {
  const auto sentences = analysis_.forest.sentences();
  for (std::uint32_t s = 1; s < sentences.size(); ++s) {
    if (!refutes(parse::SentenceId{s})) continue;
    const text::ByteRange own = sentences[s].range, before = sentences[s - 1].range;
    const text::ByteRange refutation = analysis_.forest.word(analysis_.forest.root_of(parse::SentenceId{s})).range;
    std::erase_if(claims, [&](const model::Claim& claim) {
      return own.contains({claim.evidence.begin, claim.evidence.end}) &&
             text::ByteRange{claim.evidence.begin, claim.evidence.end}.contains(refutation);
    });
    for (model::Claim& claim : claims) {
      if (before.contains({claim.evidence.begin, claim.evidence.end})) claim.status = "denied";
    }
  }
}

/// "The finance ministry denied this": what the sentence before tells is not so, according to the ministry.
void Maker::deny(std::vector<model::Claim>& claims) const {
  const auto sentences = analysis_.forest.sentences();
  std::vector<model::Claim> denials;
  for (Index i = 0; i < fates_.size(); ++i) {
    const std::uint32_t here = analysis_.forest.word(frame(i).word).sentence.value;
    if (here == 0 || sentences[here].paragraph != sentences[here - 1].paragraph || !denies_before(i)) continue;
    const text::ByteRange before = sentences[here - 1].range, word = analysis_.forest.word(frame(i).word).range;
    std::erase_if(claims, [&](const model::Claim& claim) {
      return claim.event.empty() && text::ByteRange{claim.evidence.begin, claim.evidence.end}.contains(word);
    });
    for (const model::Claim& claim : claims) {
      const bool told = before.contains({claim.evidence.begin, claim.evidence.end}) && claim.status != "denied";
      const auto weak = [&](const Rule* rule) { return rule && rule->weak && rule->id == claim.rule; };
      if (!told || std::any_of(rules_.begin(), rules_.end(), weak)) continue;
      model::Claim denial = claim;
      denial.status = "denied";
      denial.evidence = {frame(i).range.begin, frame(i).range.end, std::string(analysis_.document.words(frame(i).range))};
      denial.chain = analysis_.sources.chain(frame(i).word);
      denial.said_by = analysis_.sources.said_by(denial.chain, settings_.contest);
      denial.quote.reset();
      denial.confidence *= 0.8;
      denials.push_back(std::move(denial));
    }
  }
  claims.insert(claims.end(), std::make_move_iterator(denials.begin()), std::make_move_iterator(denials.end()));
  sort_by_place(claims);
}

bool Maker::denies_before(Index i) const {
  const Frame& denying = frame(i);
  const auto& forest = analysis_.forest;
  const auto refuted = [&](parse::WordId child) { return child > denying.word && grammar_.refutations.contains(forest.lemma(child)); };
  const auto parts = forest.children(denying.word);
  const bool judged = grammar_.judges.contains(denying.lemma) && std::any_of(parts.begin(), parts.end(), refuted);
  if (denying.kind != pattern::Kind::kVerb || denying.has(Operator::kDenied)) return false;
  if (!judged && !grammar_.deniers.contains(denying.lemma)) return false;
  const auto object = forest.child(denying.word, "obj");
  if (!object || !forest.child(denying.word, "nsubj")) return false;
  const bool thing = forest.feature(*object, "Gender") == "Neut" || forest.feature(*object, "PronType") == "Dem";
  if (forest.word(*object).upos == parse::Upos::kPron) return thing;
  const auto clause = [&](parse::WordId child) { return forest.plain_relation(child) == "acl" || forest.plain_relation(child) == "nmod"; };
  const auto children = forest.children(*object);
  return grammar_.denied_nouns.contains(forest.lemma(*object)) && std::none_of(children.begin(), children.end(), clause);
}

bool Maker::refutes(parse::SentenceId sentence) const {
  const auto& forest = analysis_.forest;
  const parse::WordId root = forest.root_of(sentence);
  const auto subject = forest.child(root, "nsubj");
  const bool points_back = (subject && forest.word(*subject).upos == parse::Upos::kPron) ||
                           forest.word(root).upos == parse::Upos::kPron;
  if (!points_back) return false;
  if (grammar_.refutations.contains(forest.lemma(root))) return true;
  std::uint32_t content = 0;
  bool negated = false;
  const parse::Sentence& line = forest.sentence(sentence);
  for (std::uint32_t i = 0; i < line.count; ++i) {
    const parse::WordId word{line.first.value + i};
    if (is_in_further_clause(forest, word, root)) continue;
    const parse::Upos upos = forest.word(word).upos;
    negated = negated || grammar_.negators.contains(forest.lemma(word)) || grammar_.negators.contains(forest.form(word));
    if (upos != parse::Upos::kPunct && upos != parse::Upos::kPron && upos != parse::Upos::kAux &&
        upos != parse::Upos::kPart && upos != parse::Upos::kAdv && upos != parse::Upos::kVerb) {
      ++content;
    }
    if (upos == parse::Upos::kVerb && !grammar_.infinitive_be.contains(forest.lemma(word))) ++content;
  }
  return negated && content == 0;
}

std::optional<model::Claim> Maker::make(Index i) const {
  const Rule& rule = *rules_[i];
  model::Claim claim = draft(i);
  if (!why_not(claim, rule, i).empty()) return std::nullopt;
  fill_time_and_place(claim, i);
  // "Will sign it during the visit in December": a noun has no tense, its date tells.
  // "Lavrov visits Tashkent next week": nor need the present tense.
  const bool untensed = frame(i).kind == pattern::Kind::kNoun || tense(i) == "Pres";
  if (!rule.final && claim.status == "actual" && untensed && lies_ahead(claim.when)) claim.status = "future";
  if (!rule.final) settle_stage(claim);
  settle_event(claim);
  claim.amounts = amounts_of(analysis_, clauses_[i]);
  claim.chain = analysis_.sources.chain(frame(i).word);
  claim.said_by = analysis_.sources.said_by(claim.chain, settings_.contest);
  claim.quote = analysis_.sources.quote(frame(i).range);
  claim.confidence = confidence(rule, i);
  return claim;
}

model::Claim Maker::draft(Index i) const {
  const Rule& rule = *rules_[i];
  model::Claim claim;
  claim.report = analysis_.document.id();
  claim.rule = rule.id;
  claim.evidence = {frame(i).range.begin, frame(i).range.end, std::string(analysis_.document.words(frame(i).range))};
  claim.event = rule.event;
  claim.mode = rule.mode;
  claim.stage = rule.stage;
  claim.status = status_of(rule, frame(i));
  fill_parties(claim, rule, i);
  if (!rule.who.empty() || !rule.whom.empty()) fill_from_complement(claim, i);
  if (settings_.look_inside) look_inside(claim, rule, i);
  claim.about = matter_.about(clauses_[i]);
  claim.sector = matter_.sectors(clauses_[i]);
  std::vector<model::Party> parties = claim.who;
  parties.insert(parties.end(), claim.whom.begin(), claim.whom.end());
  claim.host = matter_.hosts(clauses_[i], parties);
  return claim;
}

/// "Israeli airstrikes", "criticised the closing of schools in Peru", "fired rockets at Lima": who stands inside
/// what acts and is acted upon, where nobody stands there by itself.
void Maker::look_inside(model::Claim& claim, const Rule& rule, Index i) const {
  if (claim.who.empty()) {
    std::vector<std::string> makers;
    for (const std::string& role : rule.who) makers.push_back(role.ends_with("'s") ? role : role + "'s");
    claim.who = parties_of(analysis_, grammar_, settings_.party_types, frame(i), makers);
    remove_known(claim.who, claim.whom);
  }
  if (claim.whom.empty()) {
    claim.whom = parties_inside(analysis_, settings_.party_types, frame(i), rule.whom, claim.who);
  }
  if (claim.whom.empty()) {
    claim.whom = parties_of(analysis_, grammar_, {"place"}, frame(i), rule.whom);
  }
}

void Maker::fill_parties(model::Claim& claim, const Rule& rule, Index i) const {
  claim.who = parties_of(analysis_, grammar_, settings_.party_types, frame(i), rule.who);
  claim.whom = parties_of(analysis_, grammar_, settings_.party_types, frame(i), rule.whom);
  remove_known(claim.whom, claim.who);
  if (rule.reciprocal && claim.whom.empty() && claim.who.size() == 2) {
    claim.whom.push_back(claim.who.back());
    claim.who.pop_back();
  }
}

/// "Plans to sign a contract with Rosatom", "ready to help Tajikistan develop": what is declared takes over whom the
/// declared act is done with, or for.
void Maker::fill_from_complement(model::Claim& claim, Index i) const {
  for (Index below = 0; below < rules_.size() && claim.whom.empty(); ++below) {
    if (below == i || !frame(below).embedded || fates_[below] == Fate::kSpeaks) continue;
    if (!is_below(below, i)) continue;
    const Rule* rule = rules_[below];
    if (rule && !rule->whom.empty()) {
      claim.whom = parties_of(analysis_, grammar_, settings_.party_types, frame(below), rule->whom);
      remove_known(claim.whom, claim.who);
    }
    if (claim.whom.empty()) {
      claim.whom = parties_of(analysis_, grammar_, settings_.party_types, frame(below), {"agent"});
      remove_known(claim.whom, claim.who);
    }
    if (claim.whom.empty() || !claim.event.empty() || !rule || rule->event.empty()) continue;
    const auto later = settings_.not_yet_events.find(rule->event);
    claim.event = later == settings_.not_yet_events.end() ? rule->event : later->second;
  }
}

/// Whether a frame is embedded in the other through frames that say nothing themselves.
bool Maker::is_below(Index below, Index above) const {
  for (int steps = 0; steps < 4 && frame(below).embedded && frame(below).governor; ++steps) {
    below = frame(below).governor->value;
    if (below == above) return true;
    if (fates_[below] == Fate::kSpeaks) return false;
  }
  return false;
}

void Maker::fill_time_and_place(model::Claim& claim, Index i) const {
  claim.when = date_for(claim, i);
  claim.where = place_of(analysis_, settings_, grammar_, clauses_[i], claim.mode == "visit");
}

std::optional<model::Date> Maker::date_for(const model::Claim& claim, Index i) const {
  if (auto own = date_of(analysis_, clauses_[i])) return own;
  if (auto before = date_before_inquit(i)) return before;
  if (auto occasion = date_of_occasion(i)) return occasion;
  if (auto lasting = date_of_containing(i)) return lasting;
  if (auto strayed = date_of_purpose(i)) return strayed;
  if (auto shared = date_of_first(i)) return shared;
  Index at = i;
  for (int steps = 0; steps < 8 && frame(at).governor; ++steps) {
    const Index above = frame(at).governor->value;
    const bool speech = grammar_.speech.contains(frame(above).lemma);
    const bool declared = speech && (settings_.declared_stages.contains(claim.stage) || tense(i) == "Pres");
    const bool told = speech && claim.status == "actual" && tense(i) == "Past";
    const bool same_act = frame(above).light || (!speech && (frame(at).embedded || fates_[above] != Fate::kSpeaks));
    if (!declared && !told && !same_act) break;
    auto date = date_of(analysis_, clauses_[above]);
    if (!date && same_act) date = date_of_first(above);
    if (date) return declared || same_act ? date : until(*date);
    at = above;
  }
  if (claim.status != "actual" || claim.event.empty()) return std::nullopt;
  return dateline_ ? dateline_ : live_date(analysis_, clauses_[i]);
}

/// Of the finite word: "Pres" for "said today that they have signed", "Past" for "that they had signed"; empty for nouns.
std::string_view Maker::tense(Index i) const {
  const auto& forest = analysis_.forest;
  const auto finite = [&](parse::WordId word) { return forest.feature(word, "VerbForm") == "Fin"; };
  if (finite(frame(i).word)) return forest.feature(frame(i).word, "Tense");
  for (const parse::WordId word : forest.children(frame(i).word))
    if (forest.word(word).upos == parse::Upos::kAux && finite(word)) return forest.feature(word, "Tense");
  return {};
}

bool Maker::lies_ahead(const std::optional<model::Date>& date) const {
  const auto day = when::span_of(analysis_.dates.published);
  const auto span = date && day ? when::span_of(date->edtf) : std::nullopt;
  return span && span->first > day->last;
}

/// "Approved a loan to modernise the smelter on Wednesday": what is still to be done has no day that is over; it is the day of
/// what was done for it.
std::optional<model::Date> Maker::date_of_purpose(Index i) const {
  const auto published = when::span_of(analysis_.dates.published);
  if (!published || frame(i).has(Operator::kFuture) || frame(i).has(Operator::kPurpose)) return std::nullopt;
  for (Index below = 0; below < rules_.size(); ++below) {
    const bool to_come = frame(below).has(Operator::kPurpose) || frame(below).has(Operator::kFuture);
    if (below == i || !to_come || frame(below).word < frame(i).word || !is_below(below, i)) continue;
    auto date = date_of(analysis_, clauses_[below]);
    const auto span = date ? when::span_of(date->edtf) : std::nullopt;
    if (span && span->first == span->last && span->last <= published->last) return date;
  }
  return std::nullopt;
}

/// "Held talks in Paris on Monday, his press service said": a date between what is told and the comma is of what is told.
std::optional<model::Date> Maker::date_before_inquit(Index i) const {
  Index at = i;
  while (frame(at).governor && !grammar_.speech.contains(frame(at).lemma)) at = frame(at).governor->value;
  const Frame& above = frame(at);
  if (!grammar_.speech.contains(above.lemma) || above.word < frame(i).word) return std::nullopt;
  const auto& forest = analysis_.forest;
  for (const when::DateMention& date : analysis_.dates.dates) {
    const parse::WordId next{date.last.value + 1};
    const bool between = frame(i).word < date.first && next < above.word;
    const bool ends = between && forest.word(next).upos == parse::Upos::kPunct && forest.dominates(above.word, date.head);
    const bool begins = between && forest.word(parse::WordId{date.first.value - 1}).upos == parse::Upos::kPunct;
    if (ends && !begins && !date.edtf.empty()) return to_model(analysis_, date);
  }
  return std::nullopt;
}

/// Of "On Monday X met Y and signed Z" the second.
std::optional<model::Date> Maker::date_of_first(Index i) const {
  if (!analysis_.forest.relation_is(frame(i).word, "conj")) return std::nullopt;
  const auto first = frames_.of(analysis_.forest.head(frame(i).word));
  if (!first) return std::nullopt;
  if (auto shared = shared_date(analysis_, clauses_[first->value])) return shared;
  return date_of_occasion(first->value);
}

/// "At the summit, held last Friday, they signed": the day of what it was done at.
std::optional<model::Date> Maker::date_of_occasion(Index i) const {
  for (const pattern::Argument& argument : frame(i).arguments)
    if (settings_.during_roles.contains(argument.role))
      if (auto date = date_under(analysis_, argument.word)) return date;
  return std::nullopt;
}

/// "signed on May 27 during a visit": what something happens during has its date.
std::optional<model::Date> Maker::date_of_containing(Index i) const {
  if (frame(i).kind != pattern::Kind::kNoun || !frame(i).governor) return std::nullopt;
  const Index above = frame(i).governor->value;
  for (const pattern::Argument& argument : frame(above).arguments) {
    if (argument.word == frame(i).word && settings_.during_roles.contains(argument.role)) {
      return date_of(analysis_, clauses_[above]);
    }
  }
  return std::nullopt;
}

/// What is to come is no act yet: meetings and signings to come are agreements (PLOVER manual, AGREE), works to come
/// are intents; a step with a date of its own stays that step.
void Maker::settle_stage(model::Claim& claim) const {
  if (claim.status != "future" && claim.status != "possible") return;
  if (const auto later = settings_.not_yet_events.find(claim.event); later != settings_.not_yet_events.end()) {
    claim.event = later->second;
    claim.mode.clear();
    if (claim.stage.empty()) claim.stage = "intent";
  }
  if (claim.status == "possible") {
    if (const auto less = settings_.possible_stages.find(claim.stage); less != settings_.possible_stages.end()) {
      claim.stage = less->second;
      return;
    }
  }
  if (claim.when && settings_.keeps_stage_with_date.contains(claim.stage)) return;
  if (const auto later = settings_.not_yet_stages.find(claim.stage); later != settings_.not_yet_stages.end()) {
    claim.stage = later->second;
  }
}

/// Working together takes two: what nobody is said to do, or a host does by itself, has a stage and no event.
void Maker::settle_event(model::Claim& claim) const {
  if (!settings_.joint_events.contains(claim.event) || claim.stage.empty() || !claim.whom.empty()) return;
  const bool alone = std::all_of(claim.who.begin(), claim.who.end(),
                                 [&](const model::Party& party) { return settings_.is_host(party.country); });
  if (alone) claim.event.clear();
}

/// Why a claim is none of the contest's; empty where it is.
/// "Letters of interest are not loans": the subject of a noun, one of no article, is a kind of thing and no act.
bool Maker::is_defined(Index i) const {
  const auto& forest = analysis_.forest;
  const parse::WordId word = frame(i).word;
  if (frame(i).kind != pattern::Kind::kNoun || !forest.relation_is(word, "nsubj") || forest.child(word, "det")) return false;
  const parse::WordId said = forest.head(word);
  return forest.child(said, "cop") && !forest.child(said, "case") && forest.word(said).upos == parse::Upos::kNoun && forest.feature(word, "Number") == "Plur";
}

std::string_view Maker::why_not(const model::Claim& claim, const Rule& rule, Index i) const {
  if (settings_.every_event) return claim.who.empty() && claim.whom.empty() ? "nobody" : "";
  if (claim.who.empty() && claim.whom.empty() && is_defined(i)) return "a definition";
  if (claim.host.empty()) return "no host";
  if (matter_.is_elsewhere(clauses_[i])) return "elsewhere";
  const bool host_acts = matter_.names_host(clauses_[i]) ||
                         std::any_of(claim.who.begin(), claim.who.end(),
                                     [&](const model::Party& p) { return settings_.is_host(p.country); });
  if (settings_.without_sector.contains(claim.event) && !claim.who.empty()) {
    return host_acts || !claim.sector.empty() ? "" : "no host, no sector";
  }
  if (claim.sector.empty()) return "no sector";
  const bool bare = claim.about.empty() && !claim.when && !matter_.names_host(clauses_[i]);  // "Orano declined to comment"
  if (rule.fallback && (claim.who.empty() || bare) && amounts_of(analysis_, clauses_[i]).empty()) return "says little";
  return !rule.weak || !claim.who.empty() || !claim.about.empty() ? "" : "nobody and nothing";
}

/// The rule's, less where the tree or the names are unsure.
double Maker::confidence(const Rule& rule, Index i) const {
  double sure = 1;
  for (const pattern::Argument& argument : frame(i).arguments) {
    sure = std::min(sure, static_cast<double>(analysis_.forest.word(argument.word).head_score));
    if (const auto id = analysis_.mentions.headed_by(argument.word)) {
      sure = std::min(sure, static_cast<double>(analysis_.mentions.mention(*id).confidence));
    }
  }
  return rule.confidence * (0.5 + 0.5 * sure);
}

/// Ids that stay the same for the same report, pack and model.
void Maker::name_claims(std::vector<model::Claim>& claims) const {
  for (std::size_t i = 0; i < claims.size(); ++i) {
    model::Claim& claim = claims[i];
    const std::string key = claim.report + "|" + std::to_string(claim.evidence.begin) + "|" +
                            std::to_string(claim.evidence.end) + "|" + claim.rule + "|" + std::to_string(i);
    claim.id = sha256(key).substr(0, 16);
  }
}

// ---------------------------------------------------------------- for people

std::string Maker::explain() {
  decide();
  std::string out;
  const auto& forest = analysis_.forest;
  for (Index i = 0; i < fates_.size(); ++i) {
    constexpr std::string_view kFates[] = {"?", "no rule", "claim", "within another", "silent"};
    append(out, frame(i).lemma);
    append(out, "  [");
    append(out, rules_[i] ? rules_[i]->id : std::string("-"));
    append(out, rules_[i] && rules_[i]->fallback ? ", for want of a better" : "");
    append(out, ": ");
    append(out, kFates[static_cast<std::size_t>(fates_[i])]);
    if (fates_[i] == Fate::kSpeaks) {
      const std::string_view reason = why_not(draft(i), *rules_[i], i);
      if (!reason.empty()) append(out, " left out: " + std::string(reason));
    }
    append(out, frame(i).embedded ? ", embedded" : "");
    append(out, frame(i).light ? ", light" : "");
    append(out, frame(i).passive ? ", passive" : "");
    for (Operator op : frame(i).operators) {
      append(out, ", ");
      append(out, name_of(op));
    }
    append(out, "]");
    if (frame(i).governor) append(out, " under " + frames_.frame(*frame(i).governor).lemma);
    append(out, "\n");
    for (const pattern::Argument& argument : frame(i).arguments) {
      append(out, "    ");
      append(out, argument.role);
      append(out, ": ");
      append(out, forest.form(argument.word));
      if (const auto id = analysis_.mentions.headed_by(argument.word)) {
        for (mention::ReferentId referent : analysis_.mentions.mention(*id).referents) {
          append(out, " = ");
          append(out, analysis_.mentions.referent(referent).name);
          append(out, " (");
          append(out, mention::name_of(analysis_.mentions.referent(referent).type));
          append(out, ")");
        }
      }
      append(out, "\n");
    }
    append(out, "    “");
    append(out, analysis_.document.words(frame(i).range));
    append(out, "”\n");
  }
  return out;
}

}  // namespace tamga::extract
