// Greedy longest-match word pieces of a word, lower-cased and without marks (Devlin et al. 2019, uncased).
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "json/value.h"

namespace tamga::parse {

class WordPieces {
 public:
  /// `vocabulary`: one piece a line. `config`: char_map and longest_word of the model.
  static Result<WordPieces> load(std::string_view vocabulary, const json::Value& config);
  std::vector<std::uint32_t> of(std::string_view form) const;
  std::uint32_t first() const { return first_; }
  std::uint32_t last() const { return last_; }
  std::size_t size() const { return count_; }

 private:
  void split_run(const std::string& run, std::vector<std::uint32_t>& out) const;
  std::string normalise(std::string_view form) const;

  std::unordered_map<std::string, std::uint32_t> ids_;
  std::unordered_map<std::string, std::string> char_map_;
  std::uint32_t unknown_ = 0, first_ = 0, last_ = 0;
  std::size_t longest_ = 16, count_ = 0;
};

/// 0 no letters, 1 lower, 2 Title, 3 UPPER, 4 single upper letter, 5 Mixed, 6 begins with a digit.
std::uint32_t shape_of(std::string_view form);

/// Maximum spanning arborescence with a single root (Chu & Liu 1965, Edmonds 1967): scores [n][n + 1], the last
/// column for the root. Returns the head of each word, n for the root.
std::vector<std::size_t> maximum_tree(const std::vector<float>& scores, std::size_t n);

}  // namespace tamga::parse
