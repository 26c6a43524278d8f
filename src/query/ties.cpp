#include "query/ties.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace tamga::query {

class Ties::Maker {
 public:
  Maker(const Catalog& catalog, bool countries, Ties& made) : catalog_(catalog), made_(made) {
    std::unordered_map<std::string, std::uint32_t> known;
    for (const ActorCard& actor : catalog.actors) {
      const std::string& id = countries ? actor.country : actor.id;
      if (id.empty()) {
        node_of_actor_.push_back(kNobody);
        continue;
      }
      const auto [node, fresh] = known.try_emplace(id, static_cast<std::uint32_t>(made.nodes_.size()));
      if (fresh) made.nodes_.push_back(id);
      node_of_actor_.push_back(node->second);
    }
  }

  void make() {
    for (const EventCard& event : catalog_.events) add(event);
    sort();
  }

 private:
  static constexpr std::uint32_t kNobody = 0xffffffff;
  using Nodes = std::vector<std::uint32_t>;

  void gather(Catalog::List actors, Nodes& out) const {
    out.clear();
    for (const std::uint32_t actor : actors) {
      const std::uint32_t node = node_of_actor_[actor];
      if (node != kNobody && std::find(out.begin(), out.end(), node) == out.end()) out.push_back(node);
    }
  }

  void add(const EventCard& event) {
    gather(catalog_.who(event), from_), gather(catalog_.whom(event), to_);
    if (!to_.empty()) {
      for (const std::uint32_t from : from_)
        for (const std::uint32_t to : to_)
          if (from != to) tie(from, to);
    } else {
      for (std::size_t i = 0; i < from_.size(); ++i)
        for (std::size_t j = i + 1; j < from_.size(); ++j) {
          const bool in_order = made_.nodes_[from_[i]] < made_.nodes_[from_[j]];
          tie(in_order ? from_[i] : from_[j], in_order ? from_[j] : from_[i]);
        }
    }
    made_.event_edges_.end();
    for (const std::uint32_t to : to_)
      if (std::find(from_.begin(), from_.end(), to) == from_.end()) from_.push_back(to);
    const Catalog::List edges = made_.event_edges_.last();
    const bool one = edges.size() == 1;
    for (const std::uint32_t node : from_) {
      const auto& [source, target] = one ? made_.edges_[edges.front()] : Edge{};
      if (!one || (node != source && node != target)) made_.event_nodes_.add(node);
    }
    made_.event_nodes_.end();
  }

  void tie(std::uint32_t source, std::uint32_t target) {
    const auto [known, fresh] = edges_.try_emplace(std::uint64_t{source} << 32 | target, static_cast<std::uint32_t>(made_.edges_.size()));
    if (fresh) made_.edges_.push_back({source, target});
    made_.event_edges_.add(known->second);
  }

  void sort() {
    std::vector<std::uint32_t> order(made_.edges_.size()), number(made_.edges_.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto key = [&](std::uint32_t edge) {
      return std::tie(made_.nodes_[made_.edges_[edge].source], made_.nodes_[made_.edges_[edge].target]);
    };
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    std::vector<Edge> sorted;
    for (std::uint32_t i = 0; i < order.size(); ++i) sorted.push_back(made_.edges_[order[i]]), number[order[i]] = i;
    made_.edges_ = std::move(sorted);
    made_.event_edges_.renumber(number);
    made_.event_edges_.shrink(), made_.event_nodes_.shrink();
  }

  const Catalog& catalog_;
  Ties& made_;
  Nodes node_of_actor_, from_, to_;
  std::unordered_map<std::uint64_t, std::uint32_t> edges_;
};

Ties::Ties(const Catalog& catalog, bool countries) { Maker(catalog, countries, *this).make(); }

std::size_t Ties::bytes() const {
  std::size_t out = event_edges_.bytes() + event_nodes_.bytes() + edges_.capacity() * sizeof(Edge);
  for (const std::string& node : nodes_) out += sizeof(std::string) + node.size();
  return out;
}

}  // namespace tamga::query
