/// Which lemmas a language's word forms have, as its treebanks give them: models/<language>/lemmas.tsv.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "parse/forest.h"

namespace tamga::parse {

/// Keeps the tagger's edit scripts to words that exist ("signed" is "sign", not "signe").
class LemmaTable {
 public:
  /// Rows of part of speech, lower-case form and lemma, tab-separated. kBadData names the line.
  static Result<LemmaTable> load(std::string_view rows);

  /// `guesses`: lemmas by the tagger's scripts, likeliest first (at least one). A form the table knows gets one of its
  /// lemmas, the likeliest, but an adjective that the tagger leaves in capitals ("New York") stays so; another form the likeliest guess that is a lemma of its part of speech; another verb the
  /// longest guess that is a noun ("mined"); else the first guess.
  std::string choose(Upos upos, std::string_view form, const std::vector<std::string>& guesses) const;

 private:
  std::unordered_map<std::string, std::vector<std::string>> by_form_;  // "VERB\tsigned" -> most frequent first
  std::unordered_set<std::string> known_;                              // "VERB\tsign"
};

}  // namespace tamga::parse
