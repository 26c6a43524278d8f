/// Who is tied to whom by the events of a catalog.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "query/catalog.h"
#include "query/lists.h"

namespace tamga::query {

/// Those who act are tied to those who are acted upon; those who act together, with nobody acted upon, to each other. Const use
/// by any number of threads.
class Ties {
 public:
  /// Numbers of nodes. In what has no direction `source` is the one whose id comes first.
  struct Edge {
    std::uint32_t source = 0, target = 0;
  };

  /// Between the countries of the parties, or between the parties themselves.
  Ties(const Catalog& catalog, bool countries);

  /// Ids of countries or actors.
  const std::vector<std::string>& nodes() const { return nodes_; }
  /// By the ids of source and target.
  const std::vector<Edge>& edges() const { return edges_; }
  /// The edges that the event at a place makes, each once.
  Catalog::List edges_of(std::uint32_t place) const { return event_edges_.of(place); }
  /// Calls `each` once with every node that takes part in the event at a place.
  template <class Each>
  void each_node(std::uint32_t place, Each each) const {
    for (const std::uint32_t node : event_nodes_.of(place)) each(node);
    const Catalog::List edges = edges_of(place);
    if (edges.size() != 1) return;
    each(edges_[edges.front()].source), each(edges_[edges.front()].target);
  }
  std::size_t bytes() const;

 private:
  class Maker;

  std::vector<std::string> nodes_;
  std::vector<Edge> edges_;
  Lists event_edges_;
  Lists event_nodes_;  ///< all, but for the ends of the edge of those that make one
};

}  // namespace tamga::query
