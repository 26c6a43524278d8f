/// Frames of a drawing by the English grammar, written so that a test can compare them. For tests that link
/// tamga_pattern.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "json/value.h"
#include "pattern/frame.h"
#include "support/drawing.h"

namespace tamga::test {

/// packs/languages/en/grammar.yaml
inline const pattern::Grammar& english() {
  static const pattern::Grammar grammar = [] {
    const std::string yaml = *read_file(std::string(TAMGA_SOURCE_DIR) + "/packs/languages/en/grammar.yaml");
    return *pattern::Grammar::load(*json::parse_yaml(yaml));
  }();
  return grammar;
}

class Drawn {
 public:
  /// `nouns`: lemmas of nouns that are predicates.
  explicit Drawn(std::string_view drawing,
                 pattern::Words nouns = {"agreement", "construction", "contract", "meeting", "plan", "signing", "talk", "visit"})
      : parsed_(draw(drawing)), frames_(pattern::find_frames(parsed_.forest, english(), nouns)) {}

  const parse::Forest& forest() const { return parsed_.forest; }
  const pattern::Frames& frames() const { return frames_; }
  bool has_frame(std::string_view form) const { return frames_.of(word(forest(), form)).has_value(); }
  const pattern::Frame& frame(std::string_view form) const { return frames_.frame(*frames_.of(word(forest(), form))); }
  std::string range(std::string_view form) const { return std::string(parsed_.document.words(frame(form).range)); }

  /// "agent=Rosatom patient=contract; future denied": arguments but modifiers in the order of the alphabet.
  std::string says(std::string_view form) const {
    std::vector<std::string> arguments;
    for (const pattern::Argument& argument : frame(form).arguments) {
      if (argument.role == "modifier") continue;
      arguments.push_back(std::string(argument.role) + "=" + std::string(forest().form(argument.word)));
    }
    std::sort(arguments.begin(), arguments.end());
    std::string out;
    for (const std::string& argument : arguments) out += (out.empty() ? "" : " ") + argument;
    if (!frame(form).operators.empty()) out += ";";
    constexpr std::string_view kNames[] = {"future", "possible", "conditional", "denied", "purpose", "question"};
    for (const pattern::Operator op : frame(form).operators) out += " " + std::string(kNames[static_cast<int>(op)]);
    return out;
  }

 private:
  parse::Parsed parsed_;
  pattern::Frames frames_;
};

}  // namespace tamga::test
