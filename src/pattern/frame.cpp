#include "pattern/frame.h"

#include <algorithm>
#include <utility>

#include "pattern/detail/workbench.h"

namespace tamga::pattern {

std::optional<FrameId> Frames::of(parse::WordId word) const {
  const auto found = by_word_.find(word.value);
  if (found == by_word_.end()) return std::nullopt;
  return FrameId{found->second};
}

/// Builds the frames of one forest.
class FrameBuilder {
 public:
  static Frames build(const parse::Forest& forest, const Grammar& grammar, const Words& nouns) {
    Workbench bench(forest, grammar);
    for (std::uint32_t i = 0; i < forest.sentences().size(); ++i) {
      collect(bench, forest.root_of(parse::SentenceId{i}), nouns);
    }
    for (Frame& frame : bench.frames) read_arguments(bench, frame);
    for (Frame& frame : bench.frames) settle_subjects(bench, frame);
    for (Frame& frame : bench.frames) read_operators(bench, frame);
    for (Frame& frame : bench.frames) {
      inherit(bench, frame);
      join_light(bench, frame);
    }
    for (Frame& frame : bench.frames) take_modifiers_as_agents(frame);
    tell_ranges(bench);
    return in_text_order(std::move(bench));
  }

 private:
  static Frames in_text_order(Workbench bench) {
    std::vector<std::uint32_t> order(bench.frames.size()), place(bench.frames.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return bench.frames[a].word < bench.frames[b].word; });
    for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    Frames result;
    result.frames_.reserve(order.size());
    for (std::uint32_t old : order) {
      Frame& frame = bench.frames[old];
      if (frame.governor) frame.governor = FrameId{place[frame.governor->value]};
      result.by_word_[frame.word.value] = place[old];
      result.frames_.push_back(std::move(frame));
    }
    result.roles_ = std::move(bench.roles);  // the nodes stay where they are, and with them the role names
    return result;
  }
};

Frames find_frames(const parse::Forest& forest, const Grammar& grammar, const Words& nouns) {
  return FrameBuilder::build(forest, grammar, nouns);
}

}  // namespace tamga::pattern
