#include "merge/detail/groups.h"

#include <algorithm>
#include <map>
#include <set>

namespace tamga::merge::detail {
namespace {

/// An item under one of its blocks.
struct Entry {
  std::int64_t block;
  std::int32_t bucket;
  std::uint32_t item;
  auto order() const { return std::tie(block, bucket, item); }
};

std::vector<Entry> entries_of(std::span<const Item> items) {
  std::vector<Entry> out;
  for (std::uint32_t i = 0; i < items.size(); ++i)
    for (const Block& block : blocks_of(*items[i].source, *items[i].claim)) out.push_back({block.block, block.bucket, i});
  std::sort(out.begin(), out.end(), [](const Entry& a, const Entry& b) { return a.order() < b.order(); });
  return out;
}

/// Pairs of one block and near buckets that score enough.
std::vector<Edge> edges_of(std::span<const Item> items) {
  const std::vector<Entry> entries = entries_of(items);
  std::vector<Edge> out;
  const auto consider = [&](std::uint32_t a, std::uint32_t b) {
    if (a == b) return;
    const auto weights = compare(items[a].features, items[b].features);
    if (weights && weights->sum() >= kEnough) out.push_back({weights->sum(), std::min(a, b), std::max(a, b)});
  };
  for (std::size_t i = 0; i < entries.size(); ++i)
    for (std::size_t j = i + 1; j < entries.size() && entries[j].block == entries[i].block; ++j) {
      // Buckets are sorted and the wide one comes first, so it is near to all behind it.
      if (!Block::near(entries[i].bucket, entries[j].bucket)) break;
      consider(entries[i].item, entries[j].item);
    }
  std::sort(out.begin(), out.end(), [](const Edge& a, const Edge& b) { return a.order() < b.order(); });
  out.erase(std::unique(out.begin(), out.end(), [](const Edge& a, const Edge& b) { return a.order() == b.order(); }), out.end());
  return out;
}

/// Ties by the places of the items.
struct Forced {
  using Pair = std::pair<std::uint32_t, std::uint32_t>;
  std::vector<Pair> together;
  std::set<Pair> apart;
};

Forced forced_of(std::span<const Item> items, const Ties& ties) {
  Forced out;
  if (ties.together.empty() && ties.apart.empty()) return out;
  std::map<ClaimRef, std::uint32_t> places;
  for (std::uint32_t i = 0; i < items.size(); ++i) places[items[i].ref] = i;
  const auto pair_of = [&](const Ties::Pair& pair) { return std::minmax({places.at(pair.first), places.at(pair.second)}); };
  for (const Ties::Pair& pair : ties.together) out.together.push_back(pair_of(pair));
  for (const Ties::Pair& pair : ties.apart) out.apart.insert(pair_of(pair));
  return out;
}

/// Grows groups; remembers why.
class Joiner {
 public:
  Joiner(std::span<const Item> items, const Forced& forced) : items_(items), forced_(forced), groups_(items.size()), members_(items.size()) {
    for (std::uint32_t i = 0; i < items.size(); ++i) members_[i] = {i};
  }

  bool together(std::uint32_t left, std::uint32_t right) { return groups_.find(left) == groups_.find(right); }

  void join(const Edge& edge) {
    const std::uint32_t left = groups_.find(edge.left), right = groups_.find(edge.right);
    const std::uint32_t into = groups_.join(left, right), from = into == left ? right : left;
    members_[into].insert(members_[into].end(), members_[from].begin(), members_[from].end());
    members_[from].clear();
    joined_.push_back(edge);
  }

  /// A person keeps two of their members apart.
  bool kept_apart(std::uint32_t left, std::uint32_t right) {
    return !forced_.apart.empty() && any_pair(left, right, [&](std::uint32_t a, std::uint32_t b) {
      return forced_.apart.count(std::minmax({a, b})) != 0;
    });
  }

  /// No two of their members exclude each other.
  bool may_join(std::uint32_t left, std::uint32_t right) {
    return !kept_apart(left, right) && !any_pair(left, right, [&](std::uint32_t a, std::uint32_t b) {
      return !compare(items_[a].features, items_[b].features);
    });
  }

  Grouping finish() {
    std::erase_if(members_, [](const auto& group) { return group.empty(); });
    for (auto& group : members_) std::sort(group.begin(), group.end());
    std::sort(joined_.begin(), joined_.end(),
              [](const Edge& a, const Edge& b) { return std::tie(a.left, a.right) < std::tie(b.left, b.right); });
    return {std::move(members_), std::move(joined_), {}};
  }

 private:
  template <class Test>
  bool any_pair(std::uint32_t left, std::uint32_t right, Test test) {
    for (const std::uint32_t a : members_[groups_.find(left)])
      for (const std::uint32_t b : members_[groups_.find(right)])
        if (test(a, b)) return true;
    return false;
  }

  std::span<const Item> items_;
  const Forced& forced_;
  Groups groups_;
  std::vector<std::vector<std::uint32_t>> members_;
  std::vector<Edge> joined_;
};

}  // namespace

Grouping group(std::span<const Item> items, const Ties& ties) {
  const Forced forced = forced_of(items, ties);
  Joiner joiner(items, forced);
  Groups components(items.size());
  for (std::uint32_t i = 1; i < items.size(); ++i) {  // one text printed by two outlets
    if (items[i].claim->id != items[i - 1].claim->id) continue;
    components.join(i - 1, i);
    if (!joiner.kept_apart(i - 1, i)) joiner.join({0, i - 1, i});
  }
  const std::vector<Edge> edges = edges_of(items);
  for (const Edge& edge : edges) components.join(edge.left, edge.right);
  for (const Edge& edge : edges)
    if (!joiner.together(edge.left, edge.right) && joiner.may_join(edge.left, edge.right)) joiner.join(edge);
  // Last, so that what a person put together excludes no claim that comes later.
  for (const auto& [left, right] : forced.together) {
    components.join(left, right);
    if (!joiner.together(left, right) && !joiner.kept_apart(left, right)) joiner.join({0, left, right});
  }
  Grouping out = joiner.finish();
  for (std::uint32_t i = 0; i < items.size(); ++i) out.components.push_back(components.find(i));
  return out;
}

}  // namespace tamga::merge::detail
