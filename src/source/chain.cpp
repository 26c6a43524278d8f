#include <algorithm>
#include <map>

#include "source/detail/tables.h"
#include "text/utf8.h"

namespace tamga::source {

using mention::ReferentId;
using parse::Upos;
using parse::WordId;

namespace {

/// Who speaks: hops origin first, and the referents behind them.
struct Speaker {
  std::vector<model::Hop> hops;
  std::vector<ReferentId> referents;

  void append(Speaker other) {
    for (auto& hop : other.hops) hops.push_back(std::move(hop));
    referents.insert(referents.end(), other.referents.begin(), other.referents.end());
  }
};

bool same_hop(const model::Hop& a, const model::Hop& b) {
  return a.id.empty() || b.id.empty() ? text::name_key(a.name) == text::name_key(b.name) : a.id == b.id;
}

std::string_view type_of(mention::Type type) {
  switch (type) {
    case mention::Type::kPerson: return "person";
    case mention::Type::kOutlet: return "outlet";
    case mention::Type::kGroup: return "group";
    default: return "organisation";
  }
}

bool is_nominal(Upos upos) { return upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kPron; }

}  // namespace

/// Finds the scopes of all sources of a report.
class Finder {
 public:
  Finder(const text::Document& document, const parse::Forest& forest, const mention::MentionTable& mentions,
         const Language::Tables& tables, const model::Hop& outlet)
      : document_(document), forest_(forest), mentions_(mentions), tables_(tables) {
    out_.text_ = document.text();
    out_.outlet_ = outlet;
    out_.boilerplate_ = find_boilerplate(document, forest, tables);
    out_.quotations_ = find_quotations(document.text());
  }

  Sources find() && {
    for (std::uint32_t i = 0; i < forest_.words().size(); ++i) {
      const WordId word{i};
      if (out_.boilerplate_[forest_.word(word).sentence.value]) continue;
      note_speech(word);
      note_source_phrase(word);
    }
    for (const Quotation& quotation : out_.quotations_) note_quotation(quotation);
    note_release();
    return std::move(out_);
  }

 private:
  using Cover = std::vector<bool>;

  // ---- words and trees

  std::string lemma(WordId word) const { return text::lower(forest_.lemma(word)); }
  bool is(WordId word, const Words& words) const {
    return words.contains(lemma(word)) || words.contains(forest_.form(word));
  }
  bool is_negated(WordId word) const {
    const auto children = forest_.children(word);
    return std::any_of(children.begin(), children.end(),
                       [&](WordId child) { return forest_.feature(child, "Polarity") == "Neg"; });
  }
  bool is_passive(WordId verb) const { return forest_.child(verb, "nsubj:pass") || forest_.child(verb, "aux:pass"); }

  void cover_subtree(Cover& cover, WordId word) const {
    cover[word.value] = true;
    for (WordId child : forest_.children(word)) cover_subtree(cover, child);
  }
  void uncover_subtree(Cover& cover, WordId word) const {
    cover[word.value] = false;
    for (WordId child : forest_.children(word)) uncover_subtree(cover, child);
  }
  Cover nothing() const { return Cover(forest_.words().size(), false); }

  /// The subject of a verb, shared over coordination.
  std::optional<WordId> subject_of(WordId verb) const {
    if (const auto own = forest_.child(verb, "nsubj")) return own;
    if (forest_.relation_is(verb, "conj")) return subject_of(forest_.head(verb));
    if (forest_.relation_is(verb, "acl:relcl")) return forest_.head(verb);
    if (forest_.relation_is(verb, "xcomp") || forest_.relation_is(verb, "advcl")) return subject_of(forest_.head(verb));
    return std::nullopt;
  }

  /// A relative pronoun stands for the noun its clause hangs on.
  WordId antecedent(WordId word) const {
    if (forest_.feature(word, "PronType").find("Rel") == std::string_view::npos) return word;
    for (WordId at = word; !forest_.is_root(at); at = forest_.head(at))
      if (forest_.relation_is(at, "acl")) return forest_.head(at);
    return word;
  }

  // ---- who speaks

  const mention::Mention* mention_of(WordId word) const {
    const auto id = mentions_.headed_by(word);
    return id ? &mentions_.mention(*id) : nullptr;
  }

  model::Evidence evidence(text::ByteRange range) const {
    return {range.begin, range.end, std::string(document_.words(range))};
  }

  /// Words of the noun phrase without clauses and without what follows a comma.
  text::ByteRange phrase(WordId head) const {
    WordId first = head, last = head;
    for (WordId child : forest_.children(head)) {
      if (forest_.relation_is(child, "acl") || forest_.relation_is(child, "appos") ||
          forest_.relation_is(child, "conj") || forest_.relation_is(child, "punct") ||
          forest_.relation_is(child, "case") || forest_.relation_is(child, "cc") ||
          forest_.relation_is(child, "parataxis"))
        continue;
      const auto [low, high] = forest_.subtree_span(child);
      first = std::min(first, low);
      last = std::max(last, high);
    }
    return forest_.bytes(first, last);
  }

  bool is_named(const mention::Mention& mention, const mention::Referent& referent) const {
    if (referent.type == mention::Type::kGroup) return false;
    if (!referent.id.empty()) return true;
    const ReferentId wanted = mention.referents.front();
    return std::any_of(mentions_.mentions().begin(), mentions_.mentions().end(), [&](const mention::Mention& other) {
      return other.kind == mention::Kind::kName && !other.referents.empty() && other.referents.front() == wanted;
    });
  }

  Speaker from_mention(const mention::Mention& mention) const {
    const mention::Referent& referent = mentions_.referent(mention.referents.front());
    model::Hop hop;
    hop.name = mention.kind == mention::Kind::kPlural ? std::string(document_.words(mention.range)) : referent.name;
    hop.id = referent.id;
    hop.type = type_of(referent.type);
    hop.named = is_named(mention, referent);
    hop.country = referent.country;
    hop.evidence = evidence(mention.range);
    return {{hop}, {mention.referents.front()}};
  }

  Speaker unnamed(WordId head) const {
    model::Hop hop;
    hop.evidence = evidence(phrase(head));
    hop.name = hop.evidence.words;
    hop.type = is(head, tables_.media_nouns) ? "outlet" : "group";
    return {{hop}, {}};
  }

  /// The source that a noun phrase names; none for a pronoun nobody is known for.
  std::optional<Speaker> speaker_at(WordId word) const {
    word = antecedent(word);
    const mention::Mention* mention = mention_of(word);
    const bool proper = mention && mention->kind == mention::Kind::kName;
    if (!proper && (is(word, tables_.documents) || is(word, tables_.occasions))) return document_speaker(word);
    if (mention && !mention->referents.empty()) {
      Speaker speaker = from_mention(*mention);
      append_agents(speaker, word);
      return speaker;
    }
    if (forest_.word(word).upos == Upos::kPron || !is_nominal(forest_.word(word).upos)) return std::nullopt;
    return unnamed(word);
  }

  /// Who published, filed or quoted: the agents of participles on a noun, one hop each.
  void append_agents(Speaker& speaker, WordId noun) const {
    for (WordId clause : forest_.children(noun))
      if (forest_.relation_is(clause, "acl") && !forest_.relation_is(clause, "acl:relcl"))
        append_agents_of_clause(speaker, clause);
  }

  void append_agents_of_clause(Speaker& speaker, WordId clause) const {
    if (const auto agent = agent_of(clause))
      if (auto found = speaker_at(*agent)) speaker.append(*std::move(found));
    for (WordId child : forest_.children(clause))
      if (forest_.relation_is(child, "conj")) append_agents_of_clause(speaker, child);
  }

  std::optional<WordId> agent_of(WordId verb) const { return forest_.child(verb, "obl:agent"); }

  /// A document speaks for its owner: "the ministry's statement", "accounts filed by the company".
  Speaker document_speaker(WordId noun) const {
    Speaker speaker;
    for (WordId child : forest_.children(noun)) {
      const bool owner = forest_.relation_is(child, "nmod") || forest_.relation_is(child, "compound") ||
                         forest_.relation_is(child, "amod");
      const mention::Mention* mention = owner ? mention_of(child) : nullptr;
      if (!mention || mention->referents.empty() || mention->kind == mention::Kind::kDemonym) continue;
      if (!speaks(mentions_.referent(mention->referents.front()).type)) continue;
      speaker.append(from_mention(*mention));
      break;
    }
    append_agents(speaker, noun);
    if (!speaker.hops.empty()) return speaker;
    const auto determiner = forest_.child(noun, "det");
    if (determiner && forest_.feature(*determiner, "Definite") == "Def" && last_speaker_) return *last_speaker_;
    return unnamed(noun);
  }

  static bool speaks(mention::Type type) {
    return type == mention::Type::kPerson || type == mention::Type::kOrganisation || type == mention::Type::kOutlet ||
           type == mention::Type::kState || type == mention::Type::kBloc || type == mention::Type::kGroup ||
           type == mention::Type::kBody;
  }

  // ---- through which medium

  bool is_outlet(WordId word) const {
    const mention::Mention* mention = mention_of(word);
    return mention && !mention->referents.empty() &&
           mentions_.referent(mention->referents.front()).type == mention::Type::kOutlet;
  }

  /// The outlet of "an interview with Le Figaro", "an interview that the channel broadcast", "a television interview".
  std::optional<Speaker> occasion_outlet(WordId noun) const {
    for (std::uint32_t i = noun.value + 1; i < forest_.words().size() && forest_.dominates(noun, WordId{i}); ++i)
      if (is_outlet(WordId{i})) return from_mention(*mention_of(WordId{i}));
    for (WordId child : forest_.children(noun)) {
      if (is_outlet(child)) return from_mention(*mention_of(child));
      if (is(child, tables_.media_words)) return unnamed(noun);
    }
    return std::nullopt;
  }

  std::optional<Speaker> channel_of(WordId verb) const {
    for (WordId child : forest_.children(verb)) {
      const bool object = forest_.relation_is(child, "obj") || forest_.relation_is(child, "iobj");
      const bool oblique = forest_.relation_is(child, "obl") && !forest_.relation_is(child, "obl:agent");
      if (!object && !oblique) continue;
      if (is_outlet(child)) return from_mention(*mention_of(child));
      if (oblique && is(child, tables_.occasions))
        if (auto found = occasion_outlet(child)) return found;
    }
    return std::nullopt;
  }

  /// "citing Y": Y is upstream.
  std::optional<Speaker> cited_by(WordId verb) const {
    const parse::Sentence& sentence = forest_.sentence_of(verb);
    for (std::uint32_t i = verb.value; i < sentence.first.value + sentence.count; ++i) {
      const WordId word{i};
      if (!is(word, tables_.citing_verbs)) continue;
      if (const auto object = forest_.child(word, "obj")) return speaker_at(*object);
    }
    return std::nullopt;
  }

  // ---- scopes

  void add_scope(Cover cover, Speaker speaker) {
    const auto size = static_cast<std::size_t>(std::count(cover.begin(), cover.end(), true));
    if (size == 0 || speaker.hops.empty()) return;
    last_speaker_ = speaker;
    out_.scopes_.push_back({std::move(cover), size, std::move(speaker.hops), std::move(speaker.referents)});
  }

  bool is_own_outlet(const Speaker& speaker) const {
    return !out_.outlet_.name.empty() && !speaker.hops.empty() && same_hop(speaker.hops.front(), out_.outlet_);
  }

  void note_speech(WordId verb) {
    if (forest_.word(verb).upos != Upos::kVerb || is_negated(verb)) return;
    if (is(verb, tables_.voicing_verbs)) return note_voicing(verb);
    if (!is(verb, tables_.speech_verbs)) return;
    auto speaker = speaker_of_verb(verb);
    if (!speaker) return;
    const auto cited = cited_by(verb);
    if (is_own_outlet(*speaker)) {
      if (cited && out_.whole_report_.empty()) out_.whole_report_ = cited->hops;
      return;
    }
    Cover cover = content_of(verb);
    Speaker whole = cited.value_or(Speaker{});
    whole.append(*std::move(speaker));
    append_channel(whole, verb);
    add_scope(std::move(cover), std::move(whole));
  }

  std::optional<Speaker> speaker_of_verb(WordId verb) const {
    if (is_passive(verb)) {
      const auto agent = agent_of(verb);
      return agent ? speaker_at(*agent) : std::nullopt;
    }
    const auto subject = subject_of(verb);
    return subject ? speaker_at(*subject) : std::nullopt;
  }

  /// The medium spoken to; the same speaker goes on speaking there.
  void append_channel(Speaker& speaker, WordId verb) {
    const bool known = !speaker.referents.empty();
    if (auto channel = channel_of(verb)) {
      if (known) channels_[speaker.referents.front()] = *channel;
      speaker.append(*std::move(channel));
    } else if (known && !forest_.child(verb, "obj") && channels_.contains(speaker.referents.front())) {
      speaker.append(channels_.at(speaker.referents.front()));
    }
  }

  /// What a speech verb says: its clauses, what it stands after or within, its object, the sentence before "so".
  Cover content_of(WordId verb) const {
    Cover cover = nothing();
    bool found = false;
    const bool free = !is(verb, tables_.only_with_clause);
    for (WordId child : forest_.children(verb)) {
      const bool clause = forest_.relation_is(child, "ccomp") || forest_.relation_is(child, "xcomp") ||
                          (forest_.relation_is(child, "parataxis") && child < verb);
      if (!clause && !(free && forest_.relation_is(child, "obj"))) continue;
      cover_subtree(cover, child);
      found = true;
    }
    if (!found && free && stands_beside(verb)) {
      cover_subtree(cover, forest_.head(verb));
      uncover_subtree(cover, verb);
      found = true;
    }
    if (found) cover[verb.value] = true;
    if (!found) cover_previous_sentence(cover, verb);
    return cover;
  }

  bool stands_beside(WordId verb) const {
    return forest_.relation_is(verb, "parataxis") ||
           (forest_.relation_is(verb, "advcl") && forest_.child(verb, "mark") && forest_.child(verb, "nsubj"));
  }

  void cover_previous_sentence(Cover& cover, WordId verb) const {
    const auto children = forest_.children(verb);
    const bool points_back = std::any_of(children.begin(), children.end(),
                                         [&](WordId child) { return is(child, tables_.content_anaphora); });
    const auto sentence = forest_.word(verb).sentence.value;
    if (!points_back || sentence == 0) return;
    const parse::Sentence& before = forest_.sentences()[sentence - 1];
    for (std::uint32_t i = 0; i < before.count; ++i) cover[before.first.value + i] = true;
  }

  /// Persons and groups that voice something are its source; states only where words are quoted.
  void note_voicing(WordId verb) {
    const auto subject = subject_of(verb);
    if (!subject || is_passive(verb)) return;
    auto speaker = speaker_at(*subject);
    if (!speaker || speaker->hops.empty()) return;
    const std::string& type = speaker->hops.front().type;
    const auto [first, last] = forest_.subtree_span(verb);
    const bool quoted = out_.quote(forest_.bytes(first, last)).has_value();
    if (type != "person" && type != "group" && !quoted) return;
    Cover cover = nothing();
    cover_subtree(cover, verb);
    for (WordId child : forest_.children(verb))
      if (forest_.relation_is(child, "parataxis") || forest_.relation_is(child, "conj")) uncover_subtree(cover, child);
    add_scope(std::move(cover), *std::move(speaker));
  }

  /// "according to the ministry", "first reported by Kursiv", "by its critics' count".
  void note_source_phrase(WordId word) {
    const bool named_by = tables_.source_prepositions.contains(preposition(word));
    const bool count = preposition(word) == "by" && is(word, tables_.documents);
    if (!named_by && !count) return;
    auto speaker = speaker_at(word);
    if (!speaker) return;
    Cover cover = nothing();
    cover_subtree(cover, clause_above(word));
    uncover_subtree(cover, word);
    add_scope(std::move(cover), *std::move(speaker));
  }

  /// The adposition of a noun with its fixed parts: "according to".
  std::string preposition(WordId word) const {
    std::string out;
    for (WordId child : forest_.children(word)) {
      if (!forest_.relation_is(child, "case")) continue;
      out = text::lower(forest_.form(child));
      for (WordId part : forest_.children(child))
        if (forest_.relation_is(part, "fixed")) out += " " + text::lower(forest_.form(part));
      break;
    }
    return out;
  }

  WordId clause_above(WordId word) const {
    WordId at = forest_.head(word);
    while (!forest_.is_root(at) && forest_.word(at).upos != Upos::kVerb && forest_.word(at).upos != Upos::kAdj)
      at = forest_.head(at);
    return at;
  }

  // ---- quotations

  bool inside(WordId word, text::ByteRange range) const { return range.contains(forest_.word(word).range); }

  std::vector<WordId> words_in(text::ByteRange range) const {
    std::vector<WordId> out;
    const auto words = forest_.words();
    auto at = std::lower_bound(words.begin(), words.end(), range.begin,
                               [](const parse::Word& word, std::uint32_t byte) { return word.range.begin < byte; });
    for (; at != words.end() && at->range.end <= range.end; ++at)
      out.push_back(WordId{static_cast<std::uint32_t>(at - words.begin())});
    return out;
  }

  /// A verb of speech in the sentence, outside the quotation, with a subject.
  std::optional<Speaker> speaker_in(const parse::Sentence& sentence, text::ByteRange quotation) const {
    for (std::uint32_t i = 0; i < sentence.count; ++i) {
      const WordId word{sentence.first.value + i};
      if (inside(word, quotation) || forest_.word(word).upos != Upos::kVerb) continue;
      if (!is(word, tables_.speech_verbs) && !is(word, tables_.voicing_verbs)) continue;
      auto speaker = speaker_of_verb(word);
      if (!speaker || is_own_outlet(*speaker)) continue;
      if (!speaker->referents.empty() && channels_.contains(speaker->referents.front()))
        speaker->append(channels_.at(speaker->referents.front()));
      return speaker;
    }
    return std::nullopt;
  }

  void note_quotation(const Quotation& quotation) {
    const auto words = words_in(quotation.range);
    if (words.size() < 2) return;
    const auto first = forest_.word(words.front()).sentence.value;
    const auto last = forest_.word(words.back()).sentence.value;
    auto speaker = quotation_speaker(quotation, first, last);
    if (!speaker) return;
    const auto paragraph = forest_.sentences()[last].paragraph;
    last_quoted_ = {paragraph, *speaker};
    Cover cover = nothing();
    for (WordId word : words) cover[word.value] = true;
    add_scope(std::move(cover), *std::move(speaker));
  }

  /// The speaker beside the quotation, or, where it stands alone, the one of the paragraph's quotation before.
  std::optional<Speaker> quotation_speaker(const Quotation& quotation, std::uint32_t first, std::uint32_t last) const {
    const auto sentences = forest_.sentences();
    for (std::uint32_t i = first; i <= last; ++i)
      if (auto speaker = speaker_in(sentences[i], quotation.range)) return speaker;
    if (last_quoted_ && last_quoted_->first == sentences[first].paragraph) return last_quoted_->second;
    if (last + 1 < sentences.size() && sentences[last + 1].paragraph == sentences[last].paragraph)
      return speaker_in(sentences[last + 1], quotation.range);
    return std::nullopt;
  }

  // ---- the whole report

  /// A company's own release: who speaks first speaks throughout.
  void note_release() {
    const std::string lower = text::lower(document_.text());
    const bool release = std::any_of(tables_.release_cues.begin(), tables_.release_cues.end(),
                                     [&](const std::string& cue) { return lower.find(cue) != std::string::npos; });
    if (!release || !out_.whole_report_.empty() || out_.scopes_.empty()) return;
    const auto first = std::min_element(out_.scopes_.begin(), out_.scopes_.end(), [](const auto& a, const auto& b) {
      return std::find(a.covers.begin(), a.covers.end(), true) - a.covers.begin() <
             std::find(b.covers.begin(), b.covers.end(), true) - b.covers.begin();
    });
    out_.whole_report_ = first->hops;
  }

  const text::Document& document_;
  const parse::Forest& forest_;
  const mention::MentionTable& mentions_;
  const Language::Tables& tables_;
  Sources out_;
  std::optional<Speaker> last_speaker_;
  std::optional<std::pair<std::uint32_t, Speaker>> last_quoted_;  // by paragraph
  std::map<ReferentId, Speaker> channels_;
};

std::vector<const Sources::Scope*> Sources::covering(WordId word) const {
  std::vector<const Scope*> out;
  for (const Scope& scope : scopes_)
    if (scope.covers[word.value]) out.push_back(&scope);
  std::stable_sort(out.begin(), out.end(), [](const Scope* a, const Scope* b) { return a->size < b->size; });
  return out;
}

std::vector<model::Hop> Sources::chain(WordId word) const {
  std::vector<model::Hop> out;
  const auto append = [&](const model::Hop& hop) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const model::Hop& h) { return same_hop(h, hop); });
    if (!known && !hop.name.empty()) out.push_back(hop);
  };
  for (const Scope* scope : covering(word))
    for (const model::Hop& hop : scope->hops) append(hop);
  if (out.empty() && whole_report_.empty()) out.push_back({.name = "author", .type = "group"});
  for (const model::Hop& hop : whole_report_) append(hop);
  append(outlet_);
  return out;
}

std::vector<ReferentId> Sources::speakers(WordId word) const {
  std::vector<ReferentId> out;
  for (const Scope* scope : covering(word))
    for (ReferentId referent : scope->speakers)
      if (std::find(out.begin(), out.end(), referent) == out.end()) out.push_back(referent);
  return out;
}

std::string Sources::said_by(const std::vector<model::Hop>& chain, const Contest& contest) const {
  if (chain.empty() || chain.front().name == "author" || chain.front().type == "outlet") return "author";
  const bool only_whole =
      !whole_report_.empty() && same_hop(chain.front(), whole_report_.front()) && !chain.front().named;
  if (only_whole) return "author";
  const std::string& country = chain.front().country;
  if (country.empty()) return "other";
  const bool host = std::find(contest.hosts.begin(), contest.hosts.end(), country) != contest.hosts.end();
  return host ? "host" : "partner";
}

std::optional<model::Evidence> Sources::quote(text::ByteRange range) const {
  const Quotation* best = nullptr;
  for (const Quotation& quotation : quotations_)
    if (quotation.range.overlaps(range) && (!best || quotation.range.size() > best->range.size())) best = &quotation;
  if (!best) return std::nullopt;
  return model::Evidence{best->range.begin, best->range.end, text_.substr(best->range.begin, best->range.size())};
}

Sources find_sources(const text::Document& document, const parse::Forest& forest,
                     const mention::MentionTable& mentions, const model::Hop& outlet, const Language& language) {
  return Finder(document, forest, mentions, language.tables(), outlet).find();
}

}  // namespace tamga::source
