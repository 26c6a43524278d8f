#include "parse/detail/dateline.h"

#include <algorithm>

#include "text/utf8.h"

namespace tamga::parse {
namespace {

constexpr std::size_t kLongest = 16;  // words

bool is_dash(std::string_view word) { return word == "-" || word == "--" || word == "–" || word == "—"; }

bool begins_like_a_sentence(std::string_view word) {
  const char32_t first = text::code_point_at(word, 0).value;
  return text::is_upper(first) || first == U'"' || first == U'“' || first == U'«' || first == U'„';
}

/// "ASTANA", "SAN FRANCISCO", but no "EU".
bool begins_in_capitals(std::span<const std::string_view> words) {
  constexpr std::size_t kLetters = 4;
  std::size_t letters = 0;
  for (const std::string_view word : words) {
    const std::size_t more = capitals(word);
    if (more == 0) break;
    letters += more;
  }
  return letters >= kLetters;
}

std::string_view category_of(std::string_view word) { return text::category(text::code_point_at(word, 0).value); }

/// Names, figures and marks; a small word between names in capitals ("NEW YORK and ASTANA"); a month after a figure ("14 juin").
bool may_stand_in_it(std::span<const std::string_view> words, std::size_t at) {
  const std::string_view category = category_of(words[at]);
  if (category == "Lu" || category == "Lo" || category == "Nd" || category.starts_with('P')) return true;
  if (at == 0 || category != "Ll") return false;
  const bool joins = at + 1 < words.size() && capitals(words[at - 1]) > 0 && capitals(words[at + 1]) > 0;
  return joins || category_of(words[at - 1]) == "Nd";
}

}  // namespace

std::size_t capitals(std::string_view word) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size(); ++letters) {
    const auto [code, size] = text::code_point_at(word, at);
    if (!text::is_upper(code)) return 0;
    at += size;
  }
  return letters;
}

std::size_t dateline_at(std::span<const std::string_view> words) {
  const auto reach = words.first(std::min(words.size(), kLongest));
  const auto dash = std::find_if(reach.begin(), reach.end(), is_dash);
  if (dash == reach.begin() || dash == reach.end()) return 0;
  const auto count = static_cast<std::size_t>(dash - reach.begin()) + 1;
  if (count == words.size() || !begins_like_a_sentence(words[count])) return 0;
  const auto before = reach.first(count - 1);
  bool place = begins_in_capitals(before);
  for (std::size_t at = 0; place && at < before.size(); ++at) place = may_stand_in_it(before, at);
  const bool agency = before.back() == ")" && text::is_upper(text::code_point_at(before.front(), 0).value) &&
                      std::find(before.begin(), before.end(), "(") != before.end();
  return place || agency ? count : 0;
}

}  // namespace tamga::parse
