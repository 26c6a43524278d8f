#include <algorithm>
#include <limits>

#include "parse/detail/word_pieces.h"

namespace tamga::parse {
namespace {

constexpr float kNever = -1e30F;

/// Chu-Liu/Edmonds on a dense graph of `n` nodes, node 0 the root: score[dependent][head].
class Edmonds {
 public:
  explicit Edmonds(std::vector<std::vector<float>> score) : score_(std::move(score)) {}

  std::vector<std::size_t> solve() {
    const std::size_t n = score_.size();
    std::vector<std::size_t> head(n, 0);
    for (std::size_t d = 1; d < n; ++d) {
      std::size_t top = d == 1 && n > 2 ? 2 : 0;
      for (std::size_t h = 0; h < n; ++h)
        if (h != d && score_[d][h] > score_[d][top]) top = h;
      head[d] = top == d ? 0 : top;
    }
    const auto cycle = find_cycle(head);
    return cycle.empty() ? head : contract(head, cycle);
  }

 private:
  static std::vector<std::size_t> find_cycle(const std::vector<std::size_t>& head) {
    std::vector<int> color(head.size(), 0);
    for (std::size_t start = 1; start < head.size(); ++start) {
      std::size_t at = start;
      while (at != 0 && color[at] == 0) {
        color[at] = static_cast<int>(start) + 1;
        at = head[at];
      }
      if (at == 0 || color[at] != static_cast<int>(start) + 1) continue;
      std::vector<std::size_t> cycle{at};
      for (std::size_t next = head[at]; next != at; next = head[next]) cycle.push_back(next);
      return cycle;
    }
    return {};
  }

  std::vector<std::size_t> contract(const std::vector<std::size_t>& head, const std::vector<std::size_t>& cycle) const {
    const std::size_t n = score_.size();
    std::vector<bool> in_cycle(n, false);
    for (std::size_t node : cycle) in_cycle[node] = true;
    std::vector<std::size_t> outside;  // new index -> old
    for (std::size_t i = 0; i < n; ++i)
      if (!in_cycle[i]) outside.push_back(i);
    const std::size_t merged = outside.size();
    std::vector<std::vector<float>> small(merged + 1, std::vector<float>(merged + 1, kNever));
    std::vector<std::size_t> leaves(merged, 0), enters(merged, 0);
    for (std::size_t a = 0; a < merged; ++a) {
      const std::size_t node = outside[a];
      for (std::size_t b = 0; b < merged; ++b) small[a][b] = score_[node][outside[b]];
      leaves[a] = *std::max_element(cycle.begin(), cycle.end(), [&](std::size_t x, std::size_t y) { return score_[node][x] < score_[node][y]; });
      small[a][merged] = node == 0 ? kNever : score_[node][leaves[a]];
      const auto gain = [&](std::size_t d) { return score_[d][node] - score_[d][head[d]]; };
      enters[a] = *std::max_element(cycle.begin(), cycle.end(), [&](std::size_t x, std::size_t y) { return gain(x) < gain(y); });
      small[merged][a] = gain(enters[a]);
    }
    const auto solved = Edmonds(std::move(small)).solve();
    std::vector<std::size_t> out = head;
    for (std::size_t a = 1; a < merged; ++a) out[outside[a]] = solved[a] == merged ? leaves[a] : outside[solved[a]];
    const std::size_t from = solved[merged];
    out[enters[from]] = outside[from];
    return out;
  }

  std::vector<std::vector<float>> score_;
};

}  // namespace

std::vector<std::size_t> maximum_tree(const std::vector<float>& scores, std::size_t n) {
  const auto graph = [&](std::size_t only_root) {
    std::vector<std::vector<float>> out(n + 1, std::vector<float>(n + 1, kNever));
    for (std::size_t d = 0; d < n; ++d) {
      for (std::size_t h = 0; h < n; ++h) out[d + 1][h + 1] = d == h ? kNever : scores[d * (n + 1) + h];
      out[d + 1][0] = only_root == n || only_root == d ? scores[d * (n + 1) + n] : kNever;
    }
    return out;
  };
  const auto to_heads = [&](const std::vector<std::size_t>& solved) {
    std::vector<std::size_t> heads(n);
    for (std::size_t d = 0; d < n; ++d) heads[d] = solved[d + 1] == 0 ? n : solved[d + 1] - 1;
    return heads;
  };
  auto heads = to_heads(Edmonds(graph(n)).solve());
  if (std::count(heads.begin(), heads.end(), n) == 1) return heads;
  // Several roots: keep the one that costs least.
  std::size_t best_root = 0;
  for (std::size_t d = 1; d < n; ++d)
    if (scores[d * (n + 1) + n] > scores[best_root * (n + 1) + n]) best_root = d;
  return to_heads(Edmonds(graph(best_root)).solve());
}

}  // namespace tamga::parse
