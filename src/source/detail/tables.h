// The compiled words of a language (packs/languages/<tag>/attribution.yaml and remarks.yaml).
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "source/source.h"

namespace tamga::source {

using Words = std::set<std::string, std::less<>>;

/// One place of a remark pattern: any of some words, or a gap.
struct PatternItem {
  Words words;
  bool gap = false;
};
using RemarkPattern = std::vector<PatternItem>;

struct RemarkRule {
  std::string remark;
  std::vector<RemarkPattern> patterns;
  std::vector<std::string> examples, counterexamples;
};

struct Language::Tables {
  Words speech_verbs, only_with_clause, addressee_verbs, estimating_verbs, judging_verbs, denying_verbs, voicing_verbs, passive_agents;
  Words source_prepositions, count_prepositions, citing_verbs, plan_auxiliaries;
  Words documents, opinions, occasions, media_words, media_nouns, outsider_nouns, platforms;
  Words owner_prepositions, medium_prepositions, content_anaphora, manner_marks, source_labels;
  std::map<std::string, std::string, std::less<>> estimating_at;  // verb -> preposition
  std::vector<std::string> release_cues;
  std::size_t boilerplate_longest = 0;
  std::vector<std::string> boilerplate_cues;
  std::size_t gap = 5;
  std::vector<RemarkRule> remark_rules;
};

/// Sentences that are lines of page furniture.
std::vector<bool> find_boilerplate(const text::Document& document, const parse::Forest& forest,
                                   const Language::Tables& tables);

/// Quotations in pairs of quotation marks of any script, marks left out; an unclosed one ends with its paragraph.
std::vector<Quotation> find_quotations(std::string_view text);

}  // namespace tamga::source
