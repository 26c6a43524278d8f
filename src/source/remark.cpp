#include <algorithm>
#include <optional>

#include "base/files.h"
#include "source/detail/tables.h"
#include "text/utf8.h"

namespace tamga::source {
namespace {

using parse::WordId;

/// Matches patterns over the words of one sentence, by lemma or lower-case form.
class SentenceMatcher {
 public:
  SentenceMatcher(const parse::Forest& forest, const parse::Sentence& sentence, std::size_t gap)
      : gap_(gap), first_(sentence.first.value) {
    for (std::uint32_t i = 0; i < sentence.count; ++i) {
      const WordId id{first_ + i};
      lemmas_.push_back(text::lower(forest.lemma(id)));
      forms_.push_back(text::lower(forest.form(id)));
    }
  }

  /// First and last word of the first place where the pattern matches.
  std::optional<std::pair<WordId, WordId>> find(const RemarkPattern& pattern) const {
    for (std::size_t start = 0; start < lemmas_.size(); ++start)
      if (const auto end = match(pattern, 0, start))
        return std::pair{WordId{first_ + static_cast<std::uint32_t>(start)},
                         WordId{first_ + static_cast<std::uint32_t>(*end)}};
    return std::nullopt;
  }

 private:
  std::optional<std::size_t> match(const RemarkPattern& pattern, std::size_t item, std::size_t at) const {
    if (pattern[item].gap) {
      for (std::size_t skip = 0; skip <= gap_; ++skip)
        if (const auto end = match(pattern, item + 1, at + skip)) return end;
      return std::nullopt;
    }
    if (at >= lemmas_.size()) return std::nullopt;
    const Words& words = pattern[item].words;
    if (!words.contains(lemmas_[at]) && !words.contains(forms_[at])) return std::nullopt;
    return item + 1 == pattern.size() ? std::optional(at) : match(pattern, item + 1, at + 1);
  }

  std::size_t gap_;
  std::uint32_t first_;
  std::vector<std::string> lemmas_, forms_;
};

/// Who is said to be silent or alone: the subject of the nearest verb above the matched words.
std::string source_of(const parse::Forest& forest, const mention::MentionTable& mentions, WordId word) {
  for (WordId at = word;; at = forest.head(at)) {
    for (const std::string_view relation : {"nsubj", "nsubj:pass"}) {
      const auto subject = forest.child(at, relation);
      if (!subject) continue;
      const auto mention = mentions.headed_by(*subject);
      if (mention && !mentions.mention(*mention).referents.empty())
        return mentions.referent(mentions.mention(*mention).referents.front()).name;
    }
    if (forest.is_root(at)) return {};
  }
}

std::optional<std::pair<WordId, WordId>> first_match(const SentenceMatcher& matcher, const RemarkRule& rule) {
  for (const RemarkPattern& pattern : rule.patterns)
    if (const auto words = matcher.find(pattern)) return words;
  return std::nullopt;
}

/// The same words make one remark: the first rule's.
bool overlaps(const std::vector<std::pair<WordId, WordId>>& taken, std::pair<WordId, WordId> words) {
  return std::any_of(taken.begin(), taken.end(),
                     [&](const auto& other) { return other.first <= words.second && words.first <= other.second; });
}

model::Remark make_remark(const text::Document& document, const parse::Forest& forest,
                          const mention::MentionTable& mentions, const parse::Sentence& sentence,
                          const std::string& kind, std::pair<WordId, WordId> words) {
  model::Remark remark;
  remark.report = document.id();
  remark.remark = kind;
  remark.source = source_of(forest, mentions, words.first);
  remark.evidence = {sentence.range.begin, sentence.range.end, std::string(document.words(sentence.range))};
  remark.confidence = 0.8;
  remark.id = sha256(remark.report + "\n" + kind + "\n" + std::to_string(remark.evidence.begin)).substr(0, 16);
  return remark;
}

}  // namespace

std::vector<model::Remark> find_remarks(const text::Document& document, const parse::Forest& forest,
                                        const mention::MentionTable& mentions, const Sources& sources,
                                        const Language& language) {
  const Language::Tables& tables = language.tables();
  std::vector<model::Remark> out;
  for (std::uint32_t i = 0; i < forest.sentences().size(); ++i) {
    if (sources.is_boilerplate({i})) continue;
    const parse::Sentence& sentence = forest.sentences()[i];
    const SentenceMatcher matcher(forest, sentence, tables.gap);
    std::vector<std::pair<WordId, WordId>> taken;
    for (const RemarkRule& rule : tables.remark_rules) {
      const auto words = first_match(matcher, rule);
      if (!words || overlaps(taken, *words)) continue;
      taken.push_back(*words);
      out.push_back(make_remark(document, forest, mentions, sentence, rule.remark, *words));
    }
  }
  return out;
}

}  // namespace tamga::source
