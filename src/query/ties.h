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
  /// The edges that the event at a place makes, each once, and the nodes that take part in it.
  Catalog::List edges_of(std::uint32_t place) const { return event_edges_.of(place); }
  Catalog::List nodes_of(std::uint32_t place) const { return event_nodes_.of(place); }
  std::size_t bytes() const;

 private:
  class Maker;

  std::vector<std::string> nodes_;
  std::vector<Edge> edges_;
  Lists event_edges_, event_nodes_;
};

}  // namespace tamga::query
