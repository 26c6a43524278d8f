// Finds what each source of a report speaks about.
#include <algorithm>
#include <set>

#include "source/detail/scope.h"
#include "source/detail/speaker.h"
#include "text/utf8.h"

namespace tamga::source {

using parse::SentenceId;
using parse::Upos;
using parse::WordId;

class Finder {
 public:
  Finder(const text::Document& document, const parse::Forest& forest, const mention::MentionTable& mentions,
         const Language::Tables& tables, const model::Hop& outlet)
      : document_(document), forest_(forest), mentions_(mentions), tables_(tables), syntax_(forest),
        speakers_(document, syntax_, mentions, tables) {
    out_.text_ = document.text();
    out_.outlet_ = outlet;
    out_.boilerplate_ = find_boilerplate(document, forest, tables);
    out_.quotations_ = find_quotations(document.text());
  }

  Sources find() && {
    for (std::uint32_t i = 0; i < forest_.sentences().size(); ++i) read_sentence({i});
    note_continuations();
    note_release();
    std::sort(out_.covers_.begin(), out_.covers_.end());
    return std::move(out_);
  }

 private:
  const parse::Sentence& sentence(std::uint32_t i) const { return forest_.sentences()[i]; }

  void read_sentence(SentenceId id) {
    const parse::Sentence& words = forest_.sentence(id);
    if (!out_.is_boilerplate(id)) {
      note_source_line(words);
      note_label(words);
      for (WordId word : syntax_.sentence(id)) {
        note_speech(word);
        note_source_phrase(word);
        note_parenthesis(word);
      }
    }
    for (; next_quotation_ < out_.quotations_.size() &&
           out_.quotations_[next_quotation_].range.begin < words.range.end;
         ++next_quotation_)
      note_quotation(out_.quotations_[next_quotation_]);
  }

  // ---- scopes

  void add_scope(const Cover& cover, Speaker speaker) {
    if (cover.empty() || speaker.hops.empty()) return;
    speakers_.remember(speaker);
    const auto scope = static_cast<std::uint32_t>(out_.scopes_.size());
    for (WordId word : cover) {
      out_.covers_.emplace_back(word, scope);
      if (forest_.is_root(word)) main_[forest_.word(word).sentence.value] = speaker;
    }
    out_.scopes_.push_back({cover.size(), std::move(speaker.hops), std::move(speaker.referents)});
  }

  bool is_own_outlet(const Speaker& speaker) const {
    return !out_.outlet_.name.empty() && !speaker.hops.empty() && same_hop(speaker.hops.front(), out_.outlet_);
  }

  // ---- verbs

  void note_speech(WordId verb) {
    if (!syntax_.is_verb(verb) || syntax_.is_negated(verb)) return;
    if (syntax_.is_passive(verb)) return note_passive(verb);
    if (syntax_.is(verb, tables_.voicing_verbs)) return note_voicing(verb);
    if (denies_before(verb)) return note_denial(verb);
    if (!syntax_.is(verb, tables_.speech_verbs) && !estimates_by_itself(verb)) return;
    auto speaker = speakers_.of_verb(verb);
    if (!speaker) return;
    const auto cited = speakers_.cited_beside(verb);
    if (is_own_outlet(*speaker)) {
      if (cited && out_.whole_report_.empty()) out_.whole_report_ = cited->hops;
      return;
    }
    Cover cover = content_of(syntax_, verb, tables_);
    if (cover.empty() && estimates_by_itself(verb)) cover = syntax_.subtree(verb);
    if (cover.empty()) return;
    speaker->hops.front().how = speakers_.manner(verb);
    if (const auto subject = syntax_.subject_of(verb)) speakers_.remember_document(*subject, *speaker);
    Speaker whole = cited.value_or(Speaker{});
    whole.append(*std::move(speaker));
    speakers_.append_channel(whole, verb);
    add_scope(cover, std::move(whole));
  }

  /// "The ministry denied this", "Rosatom dismissed the report": nothing is said but that it is not so.
  bool denies_before(WordId verb) const {
    const auto object = syntax_.is(verb, tables_.denying_verbs) ? forest_.child(verb, "obj") : std::nullopt;
    return object && !forest_.child(*object, "acl") && !forest_.child(verb, "ccomp");
  }

  void note_denial(WordId verb) {
    auto speaker = speakers_.of_verb(verb);
    if (!speaker || speaker->hops.empty()) return;
    speaker->hops.front().how = speakers_.manner(verb);
    add_scope({verb}, *std::move(speaker));
  }

  /// "Analysts expected 9 million pounds": a figure of somebody's. What a state expects is its plan, not its estimate.
  bool estimates_by_itself(WordId verb) const {
    if (!forest_.child(verb, "obj")) return false;
    if (!syntax_.is(verb, tables_.estimating_verbs) && !estimates_at(verb)) return false;
    const auto subject = syntax_.subject_of(verb);
    const mention::Referent* referent = subject ? speakers_.referent_of(syntax_.antecedent(*subject)) : nullptr;
    return !referent || referent->type != mention::Type::kState;
  }

  /// "It puts the resources at 83,100 tonnes".
  bool estimates_at(WordId verb) const {
    const auto known = tables_.estimating_at.find(syntax_.lemma(verb));
    if (known == tables_.estimating_at.end()) return false;
    const Cover clause = syntax_.subtree(verb);
    return std::any_of(clause.begin(), clause.end(),
                       [&](WordId word) { return syntax_.preposition(word) == known->second; });
  }

  /// "The plan was announced by the ministry": the agent says all of the clause.
  void note_passive(WordId verb) {
    const auto agent = syntax_.agent_of(verb);
    if (!agent || !syntax_.is(verb, tables_.passive_agents)) return;
    auto speaker = speakers_.of_verb(verb);
    if (!speaker || is_own_outlet(*speaker)) return;
    speaker->hops.front().how = text::lower(forest_.form(verb));
    add_scope(syntax_.subtree(verb, agent), *std::move(speaker));
  }

  /// Persons and groups that voice something are its source; others only where words are quoted.
  void note_voicing(WordId verb) {
    auto speaker = speakers_.of_verb(verb);
    if (!speaker || speaker->hops.empty() || is_own_outlet(*speaker)) return;
    const std::string& type = speaker->hops.front().type;
    const auto [first, last] = forest_.subtree_span(verb);
    if (type != "person" && type != "group" && !out_.quote(forest_.bytes(first, last))) return;
    speaker->hops.front().how = text::lower(forest_.form(verb));
    add_scope(voiced(verb, {}), *std::move(speaker));
  }

  /// The verb with its objects and what is quoted of it, not the statements beside it nor time and place.
  Cover voiced(WordId verb, const Cover& quoted) const {
    Cover cover{verb};
    for (WordId child : forest_.children(verb)) {
      const Cover part = syntax_.subtree(child);
      const bool holds_quotation = std::any_of(part.begin(), part.end(), [&](WordId w) { return covers(quoted, w); });
      if (forest_.relation_is(child, "obj") || forest_.relation_is(child, "ccomp") || holds_quotation)
        cover = join(std::move(cover), part);
    }
    return cover;
  }

  // ---- phrases

  /// "according to the ministry", "by its critics' count", "in the agency's view".
  void note_source_phrase(WordId word) {
    const std::string preposition = syntax_.preposition(word);
    if (preposition.empty()) return;
    const bool named_by = tables_.source_prepositions.contains(preposition);
    const bool opinion = tables_.count_prepositions.contains(preposition) && syntax_.is(word, tables_.opinions);
    if (!named_by && !opinion) return;
    auto speaker = opinion ? holder(word) : speakers_.at(word);
    if (!speaker || speaker->hops.empty()) return;
    speaker->hops.front().how = named_by ? preposition : std::string();
    if (named_by) append_reporters(*speaker, word);
    speakers_.remember_document(word, *speaker);
    add_scope(clause_beside(syntax_, word), *std::move(speaker));
  }

  /// "according to accounts filed by the company and first reported by Kursiv": Kursiv, where the parser hung it
  /// elsewhere.
  void append_reporters(Speaker& speaker, WordId document) const {
    const parse::Sentence& words = forest_.sentence_of(document);
    for (WordId verb = document; verb.value < words.first.value + words.count; ++verb.value) {
      if (!syntax_.is(verb, tables_.passive_agents) || forest_.child(verb, "nsubj")) continue;
      if (forest_.dominates(document, verb)) continue;
      if (const auto agent = syntax_.agent_of(verb))
        if (auto reporter = speakers_.at(*agent)) speaker.append(*std::move(reporter));
    }
  }

  /// Whose view it is.
  std::optional<Speaker> holder(WordId opinion) const {
    for (WordId child : forest_.children(opinion))
      if (forest_.relation_is(child, "nmod"))
        if (auto speaker = speakers_.at(child)) return speaker;
    return std::nullopt;
  }

  /// "(TASS)": an outlet in brackets is where the sentence before it comes from; after the place of a dateline, the
  /// whole report.
  void note_parenthesis(WordId word) {
    if (word.value == 0 || word.value + 1 >= forest_.words().size()) return;
    if (!speakers_.is_outlet(word) || forest_.form({word.value - 1}) != "(") return;
    const auto id = mentions_.headed_by(word);
    const WordId after{(id ? mentions_.mention(*id).last : word).value + 1};
    if (after.value >= forest_.words().size() || forest_.form(after) != ")") return;
    auto speaker = speakers_.at(word);
    if (!speaker || is_own_outlet(*speaker)) return;
    if (is_dateline(after)) {
      if (out_.whole_report_.empty()) out_.whole_report_ = speaker->hops;
      return;
    }
    add_scope(before(word), *std::move(speaker));
  }

  bool is_dateline(WordId bracket) const {
    if (forest_.word(bracket).sentence.value != 0 || bracket.value + 1 >= forest_.words().size()) return false;
    const std::string_view next = forest_.form({bracket.value + 1});
    return next == "-" || next == "–" || next == "—" || next == "--";
  }

  /// The words of the sentence up to here.
  Cover before(WordId word) const {
    Cover cover;
    for (WordId at = forest_.sentence_of(word).first; at < word; ++at.value) cover.push_back(at);
    return cover;
  }

  /// "Tokayev: Kazakhstan will build": who stands alone before a colon says the rest of the line.
  void note_label(const parse::Sentence& words) {
    for (WordId at = words.first; at.value < words.first.value + words.count; ++at.value) {
      if (forest_.form(at) != ":") continue;
      const WordId last{words.first.value + words.count - 1};
      if (at == words.first || at == last) return;
      const auto id = mentions_.covering(words.first);
      if (!id || mentions_.mention(*id).last.value + 1 != at.value) return;
      const mention::Mention& mention = mentions_.mention(*id);
      if (mention.referents.empty()) return;
      if (mentions_.referent(mention.referents.front()).type != mention::Type::kPerson) return;
      if (auto speaker = speakers_.at(mention.head)) {
        Cover cover;
        for (WordId word{at.value + 1}; word <= last; ++word.value) cover.push_back(word);
        add_scope(cover, *std::move(speaker));
      }
      return;
    }
  }

  /// A line "Source: Kursiv" is about the whole report.
  void note_source_line(const parse::Sentence& words) {
    if (words.count < 3 || forest_.form({words.first.value + 1}) != ":") return;
    if (!syntax_.is(words.first, tables_.source_labels) || !out_.whole_report_.empty()) return;
    for (std::uint32_t i = 2; i < words.count; ++i) {
      const WordId word{words.first.value + i};
      if (!mentions_.headed_by(word)) continue;
      const auto speaker = speakers_.at(word);
      if (speaker && !is_own_outlet(*speaker)) out_.whole_report_ = speaker->hops;
      return;
    }
  }

  // ---- quotations

  void note_quotation(const Quotation& quotation) {
    const Cover words = syntax_.words_in(quotation.range);
    if (words.size() < 2) return;
    const auto first = forest_.word(words.front()).sentence.value;
    const auto last = forest_.word(words.back()).sentence.value;
    auto speaker = quotation_speaker(quotation, words, first, last);
    if (!speaker) return note_partial_quotation(words);
    last_quoted_ = {sentence(last).paragraph, *speaker};
    add_scope(words, *std::move(speaker));
  }

  /// The speaker beside the quotation. Where whole sentences stand alone in quotation marks: the one of the paragraph's
  /// quotation before, or of the sentence after, or of the sentence before.
  std::optional<Speaker> quotation_speaker(const Quotation& quotation, const Cover& words, std::uint32_t first,
                                           std::uint32_t last) const {
    for (std::uint32_t i = first; i <= last; ++i)
      if (auto speaker = speaker_in(i, quotation.range)) return speaker;
    if (!stands_alone(quotation, words)) return std::nullopt;
    const auto paragraph = sentence(first).paragraph;
    if (last_quoted_ && last_quoted_->first == paragraph) return last_quoted_->second;
    if (last + 1 < forest_.sentences().size() && sentence(last + 1).paragraph == sentence(last).paragraph)
      if (auto speaker = speaker_in(last + 1, quotation.range)) return speaker;
    if (first > 0 && sentence(first - 1).paragraph == paragraph && main_.contains(first - 1)) return main_.at(first - 1);
    return std::nullopt;
  }

  bool stands_alone(const Quotation& quotation, const Cover& words) const {
    const char last = out_.text_[quotation.range.end - 1];
    const bool whole = last == '.' || last == '!' || last == '?';
    return std::any_of(words.begin(), words.end(), [&](WordId word) {
      return forest_.is_root(word) || (whole && syntax_.is_verb(word));
    });
  }

  /// The verb of speech that governs the quotation, or any in the sentence outside it.
  std::optional<Speaker> speaker_in(std::uint32_t i, text::ByteRange quotation) const {
    const Cover words = syntax_.sentence({i});
    const auto quoted = std::find_if(words.begin(), words.end(), [&](WordId word) {
      return quotation.contains(forest_.word(word).range);
    });
    for (WordId at = quoted == words.end() ? words.front() : *quoted; !forest_.is_root(at); at = forest_.head(at))
      if (auto speaker = speaker_by(forest_.head(at), quotation)) return speaker;
    for (WordId word : words)
      if (auto speaker = speaker_by(word, quotation)) return speaker;
    return std::nullopt;
  }

  std::optional<Speaker> speaker_by(WordId verb, text::ByteRange quotation) const {
    if (quotation.contains(forest_.word(verb).range) || !syntax_.is_verb(verb) || syntax_.is_negated(verb)) return std::nullopt;
    if (!syntax_.is(verb, tables_.speech_verbs) && !syntax_.is(verb, tables_.voicing_verbs)) return std::nullopt;
    auto speaker = speakers_.of_verb(verb);
    if (!speaker || is_own_outlet(*speaker)) return std::nullopt;
    speaker->hops.front().how = speakers_.manner(verb);
    if (auto channel = speakers_.channel_of(verb))
      speaker->append(*std::move(channel));
    else
      speakers_.append_known_channel(*speaker);
    return speaker;
  }

  /// Part of a sentence in quotation marks and no verb of speech: the words of the person who acts. Two words, or words
  /// that begin with a capital, may as well be a name or a phrase held at arm's length.
  void note_partial_quotation(const Cover& words) {
    if (words.size() < kShortestQuotedPart || forest_.word(words.front()).upos == Upos::kPropn) return;
    WordId verb = syntax_.clause_above(words.front());
    while (!forest_.is_root(verb) && (covers(words, verb) || !syntax_.subject_of(verb)))
      verb = syntax_.clause_above(verb);
    if (!syntax_.is_verb(verb) || covers(words, verb)) return;
    const auto subject = syntax_.subject_of(verb);
    auto speaker = subject ? speakers_.at(*subject, true) : std::nullopt;
    if (!speaker || speaker->hops.front().type != "person") return;
    add_scope(voiced(verb, words), *std::move(speaker));
  }
  static constexpr std::size_t kShortestQuotedPart = 3;

  // ---- sentences that go on telling

  /// Sentences without a source of their own go on where the one before in the paragraph left off: between two of the
  /// same speaker, or when they tell plans or say more of the same matter.
  void note_continuations() {
    const Speaker* speaker = nullptr;
    const std::map<std::uint32_t, Speaker> own = main_;
    const std::vector<bool> touched = sentences_with_a_source();
    for (std::uint32_t i = 0; i < forest_.sentences().size(); ++i) {
      if (i > 0 && sentence(i).paragraph != sentence(i - 1).paragraph) speaker = nullptr;
      if (const auto found = own.find(i); found != own.end()) {
        speaker = &found->second;
        continue;
      }
      if (!speaker) continue;
      if (out_.is_boilerplate({i}) || touched[i] || !goes_on(i, *speaker, own)) {
        speaker = nullptr;
        continue;
      }
      Speaker same = *speaker;
      for (model::Hop& hop : same.hops) hop.how.clear();
      add_scope(syntax_.sentence({i}), std::move(same));
    }
  }

  std::vector<bool> sentences_with_a_source() const {
    std::vector<bool> out(forest_.sentences().size(), false);
    for (const auto& [word, scope] : out_.covers_) out[forest_.word(word).sentence.value] = true;
    return out;
  }

  bool goes_on(std::uint32_t i, const Speaker& speaker, const std::map<std::uint32_t, Speaker>& own) const {
    const WordId root = forest_.root_of({i});
    const auto subject = forest_.child(root, "nsubj");
    if (!subject || speaks_for_author(*subject)) return false;
    if (const auto next = own.find(i + 1);
        next != own.end() && sentence(i + 1).paragraph == sentence(i).paragraph && same_speaker(next->second, speaker))
      return true;
    if (syntax_.is_negated(root)) return false;
    return is_plan(root) || says_more(i, *subject, speaker);
  }

  bool speaks_for_author(WordId subject) const {
    const std::string_view person = forest_.feature(subject, "Person");
    return person == "1" || person == "2";
  }

  /// Reporters seldom foretell: "will", "should", "is to" after a speaker are still the speaker's.
  bool is_plan(WordId root) const {
    for (WordId child : forest_.children(root)) {
      if (syntax_.is(child, tables_.plan_auxiliaries)) return true;
      const bool to = forest_.relation_is(child, "mark") && forest_.word(child).upos == Upos::kPart;
      if (to && (forest_.child(root, "aux") || forest_.child(root, "cop"))) return true;
    }
    return false;
  }

  /// A pronoun or a common noun for subject and no date: no new matter. Not "That is ...", which comments, nor a
  /// sentence about what the speaker himself did.
  bool says_more(std::uint32_t i, WordId subject, const Speaker& speaker) const {
    if (forest_.feature(subject, "PronType") == "Dem" || forest_.child(subject, "nummod")) return false;
    if (is_new_group(subject)) return false;
    const auto id = mentions_.headed_by(subject);
    if (id) {
      const mention::Mention& mention = mentions_.mention(*id);
      if (mention.kind == mention::Kind::kName || mention.metonym) return false;
      for (auto referent : mention.referents)
        if (std::find(speaker.referents.begin(), speaker.referents.end(), referent) != speaker.referents.end())
          return false;
    }
    const Cover words = syntax_.sentence({i});
    return std::none_of(words.begin(), words.end(), [&](WordId word) { return is_date_part(word); });
  }

  /// "Residents of the town blocked the road": several of whom nothing was said before.
  bool is_new_group(WordId subject) const {
    const bool plural = forest_.word(subject).upos == Upos::kNoun && forest_.feature(subject, "Number") == "Plur";
    return plural && !forest_.child(subject, "det") && !forest_.child(subject, "nmod:poss") && mentions_.headed_by(subject);
  }

  /// A year, or a figure beside a name ("December 27").
  bool is_date_part(WordId word) const {
    if (forest_.word(word).upos != Upos::kNum) return false;
    const std::string_view form = forest_.form(word);
    const bool digits = std::all_of(form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) return false;
    if (form.size() == 4 && (form[0] == '1' || form[0] == '2')) return true;
    const auto beside = [&](std::uint32_t at) {
      return at < forest_.words().size() && forest_.words()[at].sentence == forest_.word(word).sentence &&
             forest_.words()[at].upos == Upos::kPropn;
    };
    return form.size() <= 2 && (beside(word.value + 1) || (word.value > 0 && beside(word.value - 1)));
  }

  // ---- the whole report

  /// A company's own release: who speaks first speaks throughout.
  void note_release() {
    const std::string lower = text::lower(document_.text());
    const bool release = std::any_of(tables_.release_cues.begin(), tables_.release_cues.end(),
                                     [&](const std::string& cue) { return lower.find(cue) != std::string::npos; });
    if (!release || !out_.whole_report_.empty() || out_.covers_.empty()) return;
    const auto first = std::min_element(out_.covers_.begin(), out_.covers_.end());
    out_.whole_report_ = out_.scopes_[first->second].hops;
  }

  const text::Document& document_;
  const parse::Forest& forest_;
  const mention::MentionTable& mentions_;
  const Language::Tables& tables_;
  Syntax syntax_;
  Speakers speakers_;
  Sources out_;
  std::size_t next_quotation_ = 0;
  std::map<std::uint32_t, Speaker> main_;  // by sentence: who says its main clause
  std::optional<std::pair<std::uint32_t, Speaker>> last_quoted_;  // by paragraph
};

Sources find_sources(const text::Document& document, const parse::Forest& forest,
                     const mention::MentionTable& mentions, const model::Hop& outlet, const Language& language) {
  return Finder(document, forest, mentions, language.tables(), outlet).find();
}

}  // namespace tamga::source
