/// Claims into groups that speak of one event each: blocks, pairs worth a look, the strongest pairs joined first.
#pragma once

#include <cstdint>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "merge/detail/compare.h"
#include "merge/event.h"

namespace tamga::merge::detail {

/// Groups that only ever grow; the smallest member stands for each.
class Groups {
 public:
  explicit Groups(std::size_t size) : parents_(size) { std::iota(parents_.begin(), parents_.end(), 0U); }
  std::uint32_t find(std::uint32_t item) {
    while (parents_[item] != item) item = parents_[item] = parents_[parents_[item]];
    return item;
  }
  std::uint32_t join(std::uint32_t left, std::uint32_t right) {
    const std::uint32_t a = find(left), b = find(right);
    return parents_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parents_;
};

/// A claim in its place among all; `merge_claims` sorts them so that nothing depends on the order of arrival.
struct Item {
  ClaimRef ref;
  const Source* source;
  const model::Claim* claim;
  Features features;
};

/// A pair of items that was joined, and how strongly they speak of one event.
struct Edge {
  double score;
  std::uint32_t left, right;
  auto order() const { return std::tuple(-score, left, right); }
};

struct Grouping {
  std::vector<std::vector<std::uint32_t>> groups;  ///< items, sorted
  std::vector<Edge> joined;                        ///< pairs that brought groups together, by their left item
  std::vector<std::uint32_t> components;           ///< of each item: equal where pairs that score enough lead from one to the other
};

Grouping group(std::span<const Item> items, const Ties& ties);

}  // namespace tamga::merge::detail
