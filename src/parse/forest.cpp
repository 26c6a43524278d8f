#include "parse/forest.h"

#include <algorithm>
#include <array>

namespace tamga::parse {
namespace {

constexpr std::array<std::string_view, 17> kUposNames = {"ADJ",  "ADP",   "ADV",  "AUX",   "CCONJ", "DET",
                                                         "INTJ", "NOUN",  "NUM",  "PART",  "PRON",  "PROPN",
                                                         "PUNCT", "SCONJ", "SYM", "VERB",  "X"};

}  // namespace

bool is_tree(std::span<const ForestBuilder::NewWord> words) {
  std::size_t roots = 0;
  for (std::size_t start = 0; start < words.size(); ++start) {
    roots += words[start].head == 0 ? 1U : 0U;
    std::size_t at = start;
    for (std::size_t steps = 0; words[at].head != 0; ++steps) {
      if (words[at].head > words.size() || steps > words.size()) return false;
      at = words[at].head - 1;
    }
  }
  return roots == 1;
}

std::string_view name_of(Upos upos) { return kUposNames[static_cast<std::size_t>(upos)]; }

std::optional<Upos> upos_of(std::string_view name) {
  const auto found = std::find(kUposNames.begin(), kUposNames.end(), name);
  if (found == kUposNames.end()) return std::nullopt;
  return static_cast<Upos>(found - kUposNames.begin());
}

std::string_view Forest::plain_relation(WordId id) const {
  const std::string_view whole = relation(id);
  return whole.substr(0, whole.find(':'));
}

std::string_view Forest::feature(WordId id, std::string_view name) const {
  std::string_view rest = features(id);
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('|'));
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
      return pair.substr(name.size() + 1);
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
  }
  return {};
}

std::span<const WordId> Forest::children(WordId id) const {
  const auto begin = children_begin_[id.value], end = children_begin_[id.value + 1];
  return std::span(children_).subspan(begin, end - begin);
}

bool Forest::relation_is(WordId id, std::string_view wanted) const {
  const std::string_view found = relation(id);
  return found == wanted || (found.starts_with(wanted) && found[wanted.size()] == ':');
}

std::optional<WordId> Forest::child(WordId id, std::string_view wanted) const {
  for (WordId child : children(id))
    if (relation_is(child, wanted)) return child;
  return std::nullopt;
}

bool Forest::dominates(WordId ancestor, WordId id) const {
  while (id != ancestor) {
    if (is_root(id)) return false;
    id = head(id);
  }
  return true;
}

std::pair<WordId, WordId> Forest::subtree_span(WordId id) const {
  WordId first = id, last = id;
  for (WordId child : children(id)) {
    const auto [low, high] = subtree_span(child);
    first = std::min(first, low);
    last = std::max(last, high);
  }
  return {first, last};
}

text::ByteRange Forest::bytes(WordId first, WordId last) const {
  return {word(first).range.begin, word(last).range.end};
}

WordId Forest::root_of(SentenceId id) const {
  WordId at = sentence(id).first;
  while (!is_root(at)) at = head(at);
  return at;
}

std::uint32_t ForestBuilder::symbol(std::string_view text) {
  const auto [place, fresh] = index_.try_emplace(std::string(text), static_cast<std::uint32_t>(index_.size()));
  if (fresh) forest_.symbols_.emplace_back(text);
  return place->second;
}

SentenceId ForestBuilder::add_sentence(std::span<const NewWord> words, std::uint32_t paragraph) {
  CHECK(!words.empty() && is_tree(words));
  const SentenceId id{static_cast<std::uint32_t>(forest_.sentences_.size())};
  const auto first = static_cast<std::uint32_t>(forest_.words_.size());
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    const NewWord& word = words[i];
    forest_.words_.push_back({.range = word.range,
                              .head = WordId{word.head == 0 ? first + i : first + word.head - 1},
                              .form = symbol(word.form),
                              .lemma = symbol(word.lemma),
                              .relation = symbol(word.relation),
                              .features = symbol(word.features),
                              .upos = word.upos,
                              .sentence = id,
                              .head_score = word.head_score,
                              .upos_score = word.upos_score});
  }
  forest_.sentences_.push_back({.range = {words.front().range.begin, words.back().range.end},
                                .first = WordId{first},
                                .count = static_cast<std::uint32_t>(words.size()),
                                .paragraph = paragraph});
  return id;
}

Forest ForestBuilder::build() && {
  const auto& words = forest_.words_;
  auto& begin = forest_.children_begin_;
  begin.assign(words.size() + 1, 0);
  for (std::uint32_t i = 0; i < words.size(); ++i)
    if (words[i].head.value != i) ++begin[words[i].head.value + 1];
  for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
  forest_.children_.resize(begin.back());
  std::vector<std::uint32_t> next(begin.begin(), begin.end());
  for (std::uint32_t i = 0; i < words.size(); ++i)
    if (words[i].head.value != i) forest_.children_[next[words[i].head.value]++] = WordId{i};
  return std::move(forest_);
}

}  // namespace tamga::parse
