#include "source/detail/speaker.h"

#include <algorithm>

#include "text/utf8.h"

namespace tamga::source {

using mention::ReferentId;
using parse::Upos;
using parse::WordId;

namespace {

std::string_view hop_type(mention::Type type) {
  switch (type) {
    case mention::Type::kPerson: return "person";
    case mention::Type::kOutlet: return "outlet";
    case mention::Type::kGroup:
    case mention::Type::kRole: return "group";
    default: return "organisation";
  }
}

/// Words between an owner's mark and what is owned: "'s own latest figures".
constexpr std::uint32_t kFarthestPossessor = 4;

bool can_speak(mention::Type type) {
  switch (type) {
    case mention::Type::kPlace:
    case mention::Type::kRegion:
    case mention::Type::kAsset:
    case mention::Type::kCommodity:
    case mention::Type::kSector: return false;
    default: return true;
  }
}

}  // namespace

void Speaker::append(Speaker other) {
  for (model::Hop& hop : other.hops) hops.push_back(std::move(hop));
  referents.insert(referents.end(), other.referents.begin(), other.referents.end());
}

bool same_hop(const model::Hop& a, const model::Hop& b) {
  return a.id.empty() || b.id.empty() ? text::name_key(a.name) == text::name_key(b.name) : a.id == b.id;
}

bool same_speaker(const Speaker& a, const Speaker& b) {
  return !a.hops.empty() && !b.hops.empty() && same_hop(a.hops.front(), b.hops.front());
}

Speakers::Speakers(const text::Document& document, const Syntax& syntax, const mention::MentionTable& mentions,
                   const Language::Tables& tables)
    : document_(document), syntax_(syntax), forest_(syntax.forest()), mentions_(mentions), tables_(tables) {
  for (const mention::Mention& mention : mentions.mentions())
    if (mention.kind == mention::Kind::kName)
      for (ReferentId referent : mention.referents) has_name_.insert(referent);
}

// ---- mentions

/// The mention that the word heads, or, where the finder chose another head for it, the smallest one whose topmost
/// word it is.
const mention::Mention* Speakers::mention_of(WordId word) const {
  if (const auto id = mentions_.headed_by(word)) return &mentions_.mention(*id);
  const auto id = mentions_.covering(word);
  if (!id) return nullptr;
  const mention::Mention& mention = mentions_.mention(*id);
  return forest_.dominates(word, mention.head) ? &mention : nullptr;
}

bool Speakers::speaks(const mention::Mention& mention) const {
  return !mention.referents.empty() && can_speak(mentions_.referent(mention.referents.front()).type);
}

/// "Rosatom's head, Alexei Likhachev", "the portal Orient": the name that stands beside a common noun.
const mention::Mention* Speakers::name_beside(WordId noun) const {
  for (WordId child : forest_.children(noun)) {
    if (!forest_.relation_is(child, "appos") && !forest_.relation_is(child, "flat")) continue;
    const mention::Mention* mention = mention_of(child);
    if (mention && mention->kind == mention::Kind::kName && speaks(*mention)) return mention;
  }
  return nullptr;
}

const mention::Referent* Speakers::referent_of(WordId word) const {
  const mention::Mention* mention = mention_of(word);
  return mention && !mention->referents.empty() ? &mentions_.referent(mention->referents.front()) : nullptr;
}

bool Speakers::is_outlet(WordId word) const {
  const mention::Referent* referent = referent_of(word);
  return referent && referent->type == mention::Type::kOutlet && !is_platform(word);
}

// ---- hops

model::Evidence Speakers::evidence(text::ByteRange range) const {
  return {range.begin, range.end, std::string(document_.words(range))};
}

/// The noun phrase without its clauses, its appositions and what else stands apart from it.
text::ByteRange Speakers::phrase(WordId head) const {
  WordId first = head, last = head;
  for (WordId child : forest_.children(head)) {
    const std::string_view relation = forest_.plain_relation(child);
    if (relation == "acl" || relation == "appos" || relation == "conj" || relation == "punct" || relation == "case" ||
        relation == "cc" || relation == "parataxis")
      continue;
    const auto [low, high] = forest_.subtree_span(child);
    first = std::min(first, low);
    last = std::max(last, high);
  }
  return forest_.bytes(first, last);
}

Speaker Speakers::from_mention(const mention::Mention& mention) const {
  const mention::Referent& referent = mentions_.referent(mention.referents.front());
  model::Hop hop;
  hop.evidence = evidence(mention.range);
  hop.name = referent.name;
  for (std::size_t i = 1; i < mention.referents.size(); ++i)
    hop.name += ", " + mentions_.referent(mention.referents[i]).name;
  if (hop.name.empty()) hop.name = hop.evidence.words;
  hop.id = mention.referents.size() == 1 ? referent.id : std::string();
  hop.type = hop_type(referent.type);
  hop.named = hop.type != "group" && (!referent.id.empty() || has_name_.contains(mention.referents.front()));
  if (!syntax_.is(mention.head, tables_.outsider_nouns)) hop.country = referent.country;
  return {{hop}, mention.referents};
}

Speaker Speakers::unnamed(WordId head) const {
  model::Hop hop;
  hop.evidence = evidence(phrase(head));
  hop.name = hop.evidence.words;
  hop.type = syntax_.is(head, tables_.media_nouns) ? "outlet" : "group";
  return {{hop}, {}};
}

// ---- noun phrases

std::optional<Speaker> Speakers::at(WordId noun, bool must_be_known) const {
  noun = syntax_.antecedent(noun);
  auto speaker = single(noun, must_be_known);
  if (!speaker) return std::nullopt;
  for (WordId child : forest_.children(noun))
    if (forest_.relation_is(child, "conj") && syntax_.is_noun(child))
      if (auto other = single(child, true)) speaker->append(*std::move(other));
  if (auto upstream = cited_within(noun)) {  // "Reuters, which cited two officials"
    upstream->append(*std::move(speaker));
    return upstream;
  }
  return speaker;
}

/// Whom the noun cites, as a relative clause on it says.
std::optional<Speaker> Speakers::cited_within(WordId noun) const {
  for (WordId clause : forest_.children(noun)) {
    if (!forest_.relation_is(clause, "acl:relcl") || !syntax_.is(clause, tables_.citing_verbs) || syntax_.is_passive(clause)) continue;
    const auto subject = syntax_.subject_of(clause);
    const bool own = subject && forest_.feature(*subject, "PronType") == "Rel";
    if (const auto object = forest_.child(clause, "obj"); own && object) return single(*object, false);
  }
  return std::nullopt;
}

std::optional<Speaker> Speakers::single(WordId noun, bool must_be_known) const {
  if (is_platform(noun)) return std::nullopt;
  if (forest_.word(noun).upos == Upos::kPron) return pronoun(noun);
  const mention::Mention* mention = mention_of(noun);
  if (!mention || mention->kind != mention::Kind::kName) {
    if (const mention::Mention* name = name_beside(noun)) return named(noun, *name);
    if (syntax_.is(noun, tables_.documents) || syntax_.is(noun, tables_.occasions)) return document(noun);
    if (auto firm = employer(noun)) return firm;
  }
  if (mention && !mention->referents.empty()) return named(noun, *mention);
  if (!syntax_.is_noun(noun)) return std::nullopt;
  const bool known = mention || syntax_.is(noun, tables_.outsider_nouns) || syntax_.is(noun, tables_.media_nouns);
  if (must_be_known && !known) return std::nullopt;
  Speaker speaker = unnamed(noun);
  append_agents(speaker, noun);
  return speaker;
}

std::optional<Speaker> Speakers::named(WordId noun, const mention::Mention& mention) const {
  if (!speaks(mention)) return std::nullopt;
  Speaker speaker = from_mention(mention);
  append_agents(speaker, noun);
  return speaker;
}

/// "BMO analysts": the house speaks through them, and takes no side by its country.
std::optional<Speaker> Speakers::employer(WordId noun) const {
  if (!syntax_.is(noun, tables_.outsider_nouns)) return std::nullopt;
  for (WordId child : forest_.children(noun)) {
    if (!forest_.relation_is(child, "compound") && !forest_.relation_is(child, "nmod")) continue;
    const mention::Mention* mention = mention_of(child);
    if (!mention || mention->kind != mention::Kind::kName || mention->referents.empty()) continue;
    if (mentions_.referent(mention->referents.front()).type != mention::Type::kOrganisation) continue;
    Speaker speaker = from_mention(*mention);
    speaker.hops.front().country.clear();
    return speaker;
  }
  return std::nullopt;
}

/// Whom a pronoun means, as the mentions have it; where they have nobody who can speak, whoever spoke last.
std::optional<Speaker> Speakers::pronoun(WordId word) const {
  if (const mention::Mention* mention = mention_of(word); mention && speaks(*mention)) return from_mention(*mention);
  const std::string_view person = forest_.feature(word, "Person");
  const bool somebody = forest_.feature(word, "PronType") == "Prs" && person != "1" && person != "2";
  return somebody ? last_ : std::nullopt;
}

/// Who published, filed or quoted: the agents of participles on a noun, one hop each.
void Speakers::append_agents(Speaker& speaker, WordId noun) const {
  for (WordId clause : forest_.children(noun))
    if (forest_.relation_is(clause, "acl") && !forest_.relation_is(clause, "acl:relcl"))
      append_agents_of_clause(speaker, clause);
}

void Speakers::append_agents_of_clause(Speaker& speaker, WordId clause) const {
  if (const auto agent = syntax_.agent_of(clause))
    if (auto found = single(*agent, false)) speaker.append(*std::move(found));
  for (WordId child : forest_.children(clause))
    if (forest_.relation_is(child, "conj")) append_agents_of_clause(speaker, child);
}

// ---- documents

/// A document speaks for its owner: "the ministry's statement", "accounts filed by the company". Without one it may
/// have been spoken of before; if not, it stands for itself.
std::optional<Speaker> Speakers::document(WordId noun) const {
  Speaker speaker;
  if (auto found = owner(noun)) speaker.append(*std::move(found));
  append_agents(speaker, noun);
  if (auto found = medium_of_document(noun)) speaker.append(*std::move(found));
  if (!speaker.hops.empty()) return speaker;
  if (auto found = known_document(noun)) return found;
  return unnamed(noun);
}

std::optional<Speaker> Speakers::owner(WordId noun) const {
  for (WordId child : forest_.children(noun)) {
    const std::string_view relation = forest_.plain_relation(child);
    if (relation != "nmod" && relation != "compound" && relation != "amod") continue;
    if (relation == "nmod" && !tables_.owner_prepositions.contains(syntax_.preposition(child)) &&
        !forest_.relation_is(child, "nmod:poss"))
      continue;
    if (is_platform(child)) continue;
    const mention::Mention* mention = mention_of(child);
    if (mention && mention->kind == mention::Kind::kDemonym) continue;
    if (mention && speaks(*mention)) return from_mention(*mention);
    if (relation == "nmod" && syntax_.is_noun(child) && forest_.word(child).upos != Upos::kPron)
      if (auto found = single(child, true)) return found;
  }
  return possessor_before(noun);
}

/// "the combine's own figures": the owner by its mark, where the parser hung it elsewhere.
std::optional<Speaker> Speakers::possessor_before(WordId noun) const {
  const WordId first = forest_.sentence_of(noun).first;
  for (std::uint32_t back = 1; back <= kFarthestPossessor && noun.value >= first.value + back; ++back) {
    const WordId mark{noun.value - back};
    if (!forest_.relation_is(mark, "case") || !tables_.owner_prepositions.contains(forest_.form(mark))) continue;
    const WordId owner = forest_.head(mark);
    return owner < mark && forest_.head(owner) != noun ? single(owner, true) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<Speaker> Speakers::medium_of_document(WordId noun) const {
  for (WordId child : forest_.children(noun))
    if (forest_.relation_is(child, "nmod") && tables_.medium_prepositions.contains(syntax_.preposition(child)) &&
        is_outlet(child))
      return from_mention(*mention_of(child));
  return std::nullopt;
}

std::optional<Speaker> Speakers::known_document(WordId noun) const {
  const auto determiner = forest_.child(noun, "det");
  if (!determiner || forest_.feature(*determiner, "Definite") != "Def") return std::nullopt;
  const auto found = documents_.find(syntax_.lemma(noun));
  return found == documents_.end() ? last_ : found->second;
}

void Speakers::remember_document(WordId noun, const Speaker& speaker) {
  if (syntax_.is(noun, tables_.documents)) documents_[syntax_.lemma(noun)] = speaker;
}

// ---- verbs

std::optional<Speaker> Speakers::of_verb(WordId verb) const {
  const bool must_be_known = syntax_.is(verb, tables_.only_with_clause);
  if (syntax_.is_passive(verb)) {
    const auto agent = syntax_.agent_of(verb);
    return agent ? at(*agent, must_be_known) : std::nullopt;
  }
  const auto subject = syntax_.subject_of(verb);
  if (!subject) return std::nullopt;
  auto speaker = at(*subject, must_be_known);
  // "was quoted by TASS as saying": TASS is downstream of whoever was quoted.
  if (speaker && !forest_.is_root(verb) && syntax_.is_passive(forest_.head(verb)))
    if (const auto agent = syntax_.agent_of(forest_.head(verb)))
      if (auto quoting = at(*agent)) speaker->append(*std::move(quoting));
  return speaker;
}

std::optional<Speaker> Speakers::cited_beside(WordId verb) const {
  const parse::Sentence& sentence = forest_.sentence_of(verb);
  for (std::uint32_t i = 0; i < sentence.count; ++i) {
    const WordId word{sentence.first.value + i};
    if (!syntax_.is(word, tables_.citing_verbs) || syntax_.is_passive(word) || forest_.child(word, "nsubj")) continue;
    // "cut its target, citing shortages, and announced a contract": that is a reason, of something else
    const bool of_other = word < verb && forest_.head(word) != verb;
    if (const auto object = forest_.child(word, "obj")) return at(*object, of_other);
  }
  return std::nullopt;
}

// ---- media

/// The outlet of "an interview with Le Figaro", "an interview that the channel broadcast", "a television interview".
std::optional<Speaker> Speakers::occasion(WordId noun) const {
  for (WordId word : syntax_.subtree(noun))
    if (word > noun && is_outlet(word)) return from_mention(*mention_of(word));
  for (WordId child : forest_.children(noun)) {
    if (is_outlet(child)) return from_mention(*mention_of(child));
    if (syntax_.is(child, tables_.media_words)) return unnamed(noun);
  }
  return std::nullopt;
}

std::optional<WordId> Speakers::occasion_of(WordId verb) const {
  for (WordId child : forest_.children(verb))
    if (forest_.relation_is(child, "obl") && syntax_.is(child, tables_.occasions)) return child;
  return std::nullopt;
}

/// "on its Telegram channel": no medium but one's own.
bool Speakers::says_on_platform(WordId noun) const {
  const auto children = forest_.children(noun);
  return is_platform(noun) || std::any_of(children.begin(), children.end(), [&](WordId child) {
           return is_platform(child) || forest_.relation_is(child, "nmod:poss");
         });
}

std::optional<Speaker> Speakers::channel_of(WordId verb) const {
  for (WordId child : forest_.children(verb)) {
    if (says_on_platform(child)) continue;
    const bool object = forest_.relation_is(child, "obj") || forest_.relation_is(child, "iobj");
    const bool oblique = forest_.relation_is(child, "obl") && !forest_.relation_is(child, "obl:agent");
    if (!object && !oblique) continue;
    if (is_outlet(child)) return from_mention(*mention_of(child));
    if (const mention::Mention* name = name_beside(child);
        name && mentions_.referent(name->referents.front()).type == mention::Type::kOutlet)
      return from_mention(*name);
    if (oblique && syntax_.is(child, tables_.occasions))
      if (auto found = occasion(child)) return found;
  }
  return std::nullopt;
}

std::string Speakers::manner(WordId verb) const {
  std::string out = text::lower(forest_.form(verb));
  const auto noun = occasion_of(verb);
  if (!noun) return out;
  const WordId first = forest_.subtree_span(*noun).first;
  return out + " " + std::string(document_.words(forest_.bytes(std::min(first, *noun), *noun)));
}

void Speakers::append_channel(Speaker& speaker, WordId verb) {
  if (auto channel = channel_of(verb)) {
    if (!speaker.referents.empty()) channels_[speaker.referents.front()] = *channel;
    speaker.append(*std::move(channel));
  } else if (!forest_.child(verb, "obj") && !occasion_of(verb)) {
    append_known_channel(speaker);
  }
}

void Speakers::append_known_channel(Speaker& speaker) const {
  if (speaker.referents.empty()) return;
  const auto known = channels_.find(speaker.referents.front());
  if (known != channels_.end()) speaker.append(known->second);
}

}  // namespace tamga::source
