#include "merge/detail/groups.h"

#include <algorithm>
#include <map>
#include <set>

namespace tamga::merge::detail {
namespace {

/// An item under one of its blocks.
struct Entry {
  Block block;
  std::uint32_t item;
  auto order() const { return std::tuple(block.block, !block.active, !block.wide, block.days.first, item); }
};

using Entries = std::span<const Entry>;

std::vector<Entry> entries_of(std::span<const Item> items) {
  std::vector<Entry> out;
  for (std::uint32_t i = 0; i < items.size(); ++i)
    for (const Block& block : blocks_of(*items[i].source, *items[i].claim)) out.push_back({block, i});
  std::sort(out.begin(), out.end(), [](const Entry& a, const Entry& b) { return a.order() < b.order(); });
  return out;
}

/// Those of one block that are equally active, the wide ones first, then the others by their first day.
struct Rank {
  Entries wide, narrow;
};

Rank rank_of(Entries entries, bool active) {
  const auto begin = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.block.active == active; });
  const auto end = std::find_if(begin, entries.end(), [&](const Entry& e) { return e.block.active != active; });
  const auto narrow = std::find_if(begin, end, [](const Entry& e) { return !e.block.wide; });
  return {{begin, narrow}, {narrow, end}};
}

/// Calls `consider` for those of `among` whose days may meet those of `entry`.
template <class Consider>
void each_near(const Entry& entry, Entries among, bool sorted, Consider consider) {
  auto at = among.begin();
  std::int64_t until = DaySpan::kOpenFuture;
  if (sorted && !entry.block.wide) {
    const std::int64_t from = std::int64_t{entry.block.days.first} - kWideDays - kNewsDays;
    until = std::int64_t{entry.block.days.last} + kNewsDays;
    at = std::lower_bound(among.begin(), among.end(), from, [](const Entry& e, std::int64_t day) { return e.block.days.first < day; });
  }
  for (; at != among.end() && (!sorted || at->block.days.first <= until); ++at)
    if (Block::may_meet(entry.block, at->block)) consider(*at);
}

/// Pairs of one block that score enough; one of each pair is active.
class Pairs {
 public:
  explicit Pairs(std::span<const Item> items) : items_(items) {}

  void seek(Entries block) {
    const Rank active = rank_of(block, true), passive = rank_of(block, false);
    for (const Entries& part : {active.wide, active.narrow})
      for (const Entry& entry : part) {
        const auto once = [&](const Entry& other) {
          if (entry.item < other.item) consider(entry.item, other.item);
        };
        const auto always = [&](const Entry& other) { consider(entry.item, other.item); };
        each_near(entry, active.wide, false, once);
        each_near(entry, active.narrow, true, once);
        each_near(entry, passive.wide, false, always);
        each_near(entry, passive.narrow, true, always);
      }
  }

  std::vector<Edge> finish() {
    std::sort(found_.begin(), found_.end(), [](const Edge& a, const Edge& b) { return a.order() < b.order(); });
    const auto same = [](const Edge& a, const Edge& b) { return a.order() == b.order(); };
    found_.erase(std::unique(found_.begin(), found_.end(), same), found_.end());
    return std::move(found_);
  }

 private:
  void consider(std::uint32_t a, std::uint32_t b) {
    const auto weights = compare(items_[a].features, items_[b].features);
    if (weights && weights->sum() >= kEnough) found_.push_back({weights->sum(), std::min(a, b), std::max(a, b)});
  }

  std::span<const Item> items_;
  std::vector<Edge> found_;
};

std::vector<Edge> edges_of(std::span<const Item> items) {
  const std::vector<Entry> entries = entries_of(items);
  Pairs pairs(items);
  for (std::size_t from = 0, to = 0; from < entries.size(); from = to) {
    while (to < entries.size() && entries[to].block.block == entries[from].block.block) ++to;
    pairs.seek(Entries(entries).subspan(from, to - from));
  }
  return pairs.finish();
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
