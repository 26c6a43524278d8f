/// Lists side by side in memory.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tamga::query {

/// Most lists have one item or none: such a one is looked up at one place of memory.
class Lists {
 public:
  std::span<const std::uint32_t> of(std::uint32_t number) const {
    const std::uint32_t& head = heads_[number];
    if (head < kNone) return {&head, 1};
    if (head == kNone) return {};
    const std::uint32_t* const longer = longer_.data() + (head - kLonger);
    return {longer + 1, *longer};
  }
  /// The list that was ended last.
  std::span<const std::uint32_t> last() const { return of(static_cast<std::uint32_t>(heads_.size() - 1)); }
  /// Adds to the list that is being made; less than 2^31 - 1.
  void add(std::uint32_t item) { made_.push_back(item); }
  /// Ends it; the next one begins.
  void end() {
    if (made_.empty()) {
      heads_.push_back(kNone);
    } else if (made_.size() == 1) {
      heads_.push_back(made_.front());
    } else {
      heads_.push_back(kLonger + static_cast<std::uint32_t>(longer_.size()));
      longer_.push_back(static_cast<std::uint32_t>(made_.size()));
      longer_.insert(longer_.end(), made_.begin(), made_.end());
    }
    made_.clear();
  }
  /// Puts what `number` says in the place of each item.
  void renumber(const std::vector<std::uint32_t>& number) {
    for (std::uint32_t& head : heads_)
      if (head < kNone) head = number[head];
    for (std::size_t at = 0; at < longer_.size();) {
      const std::size_t end = at + 1 + longer_[at];
      for (++at; at < end; ++at) longer_[at] = number[longer_[at]];
    }
  }
  void shrink() { heads_.shrink_to_fit(), longer_.shrink_to_fit(); }
  std::size_t bytes() const { return (heads_.capacity() + longer_.capacity()) * sizeof(std::uint32_t); }

 private:
  static constexpr std::uint32_t kNone = 0x7fffffff, kLonger = 0x80000000;
  std::vector<std::uint32_t> heads_;   ///< the only item, kNone, or kLonger and a place in `longer_`
  std::vector<std::uint32_t> longer_;  ///< the number of items, then these
  std::vector<std::uint32_t> made_;
};

}  // namespace tamga::query
