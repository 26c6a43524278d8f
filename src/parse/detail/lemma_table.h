/// Which lemmas a language's word forms have, as its treebanks give them: models/<language>/lemmas.tsv.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
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
  /// lemmas, the likeliest, but an adjective that the tagger leaves in capitals ("New York") stays so; another form the
  /// likeliest guess that is a lemma of its part of speech; another verb the longest guess that is a noun ("mined"); else the
  /// first guess.
  std::string choose(Upos upos, std::string_view form, const std::vector<std::string>& guesses) const;

 private:
  struct Row {
    std::uint32_t begin;
    std::uint16_t key, lemma;  // sizes in bytes; a tab between
  };
  std::string_view key_of(const Row& row) const { return std::string_view(text_).substr(row.begin, row.key); }
  std::string_view lemma_of(const Row& row) const { return std::string_view(text_).substr(row.begin + row.key + 1U, row.lemma); }
  /// The rows of a key ("VERB\tsigned"), most frequent first.
  std::span<const Row> rows_of(std::string_view key) const;
  bool is_lemma(Upos upos, std::string_view word) const;

  std::string text_;
  std::vector<Row> rows_;             // by key
  std::vector<std::uint32_t> lemmas_;  // rows of `rows_` by part of speech and lemma, one of each
};

}  // namespace tamga::parse
