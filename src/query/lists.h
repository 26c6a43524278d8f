/// Lists side by side in memory.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tamga::query {

class Lists {
 public:
  std::span<const std::uint32_t> of(std::uint32_t number) const {
    return {items_.data() + starts_[number], items_.data() + starts_[number + 1]};
  }
  /// Adds to the list that is being made.
  void add(std::uint32_t item) { items_.push_back(item); }
  /// Ends it; the next one begins.
  void end() { starts_.push_back(static_cast<std::uint32_t>(items_.size())); }
  /// All items of all lists.
  std::vector<std::uint32_t>& items() { return items_; }
  void shrink() { items_.shrink_to_fit(), starts_.shrink_to_fit(); }
  std::size_t bytes() const { return (starts_.capacity() + items_.capacity()) * sizeof(std::uint32_t); }

 private:
  std::vector<std::uint32_t> starts_{0}, items_;
};

}  // namespace tamga::query
