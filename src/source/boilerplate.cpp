#include "source/detail/tables.h"
#include "text/utf8.h"

namespace tamga::source {
namespace {

/// The line of the text a sentence stands in.
std::string_view line_around(std::string_view text, text::ByteRange range) {
  const auto before = range.begin == 0 ? std::string_view::npos : text.rfind('\n', range.begin - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
}

std::size_t count_words(std::string_view line) {
  std::size_t count = 0;
  bool inside = false;
  for (char c : line) {
    const bool space = c == ' ' || c == '\t';
    count += !space && !inside ? 1U : 0U;
    inside = !space;
  }
  return count;
}

bool has_cue(const std::string& line, const std::vector<std::string>& cues) {
  for (const std::string& cue : cues) {
    if (cue.starts_with('~') ? line.find(cue.substr(1)) != std::string::npos : line.starts_with(cue)) return true;
  }
  return false;
}

}  // namespace

std::vector<bool> find_boilerplate(const text::Document& document, const parse::Forest& forest,
                                   const Language::Tables& tables) {
  std::vector<bool> out;
  out.reserve(forest.sentences().size());
  for (const parse::Sentence& sentence : forest.sentences()) {
    const std::string_view line = line_around(document.text(), sentence.range);
    const std::string_view words = document.words(sentence.range);
    out.push_back((count_words(line) <= tables.boilerplate_longest &&
                   has_cue(text::lower(line), tables.boilerplate_cues)) ||
                  (count_words(words) <= tables.boilerplate_longest &&
                   has_cue(text::lower(words), tables.boilerplate_cues)));
  }
  return out;
}

}  // namespace tamga::source
