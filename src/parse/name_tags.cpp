#include "parse/detail/name_tags.h"

#include <algorithm>
#include <limits>

namespace tamga::parse {
namespace {

bool may_follow(const std::string& before, const std::string& tag) {
  return !tag.starts_with("I-") || (before.size() == tag.size() && before.ends_with(tag.substr(1)));
}

}  // namespace

std::vector<std::size_t> best_name_tags(const nn::Matrix& scores, std::size_t first, std::size_t last,
                                        const std::vector<std::string>& labels) {
  const std::size_t count = labels.size();
  constexpr float kNever = -std::numeric_limits<float>::infinity();
  std::vector<float> best(count, kNever);
  std::vector<std::size_t> from((last - first) * count, 0);
  for (std::size_t at = first; at < last; ++at) {
    std::vector<float> next(count, kNever);
    for (std::size_t tag = 0; tag < count; ++tag) {
      if (at == first) {
        next[tag] = may_follow("O", labels[tag]) ? scores.row(at)[tag] : kNever;
        continue;
      }
      std::size_t& before = from[(at - first) * count + tag];
      float highest = kNever;
      for (std::size_t i = 0; i < count; ++i)
        if (best[i] > highest && may_follow(labels[i], labels[tag])) highest = best[before = i];
      next[tag] = highest + scores.row(at)[tag];
    }
    best = std::move(next);
  }
  std::vector<std::size_t> out(last - first);
  std::size_t tag = static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (std::size_t i = out.size(); i-- > 0;) {
    out[i] = tag;
    tag = from[i * count + tag];
  }
  return out;
}

}  // namespace tamga::parse
