#include <algorithm>
#include <map>

#include "merge/detail/groups.h"
#include "merge/event.h"

namespace tamga::merge {
namespace {

/// Texts that have this share of their runs of words in common are copies or close rewrites.
constexpr double kCopy = 0.5;
/// Up to so many texts, every pair is looked at.
constexpr std::size_t kFew = 64;
/// Bands of two values: texts that are alike by half share one of 32 with a chance of 0.9999.
constexpr std::size_t kBand = 2;

using Prints = std::span<const text::Fingerprint* const>;

void join_copies(Prints prints, std::uint32_t left, std::uint32_t right, detail::Groups& groups) {
  if (groups.find(left) != groups.find(right) && prints[left]->likeness(*prints[right]) >= kCopy) groups.join(left, right);
}

void join_by_band(Prints prints, std::size_t at, detail::Groups& groups) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> buckets;
  for (std::uint32_t i = 0; i < prints.size(); ++i) buckets[{prints[i]->values[at], prints[i]->values[at + 1]}].push_back(i);
  for (const auto& [band, bucket] : buckets)
    for (std::size_t i = 1; i < bucket.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) join_copies(prints, bucket[i], bucket[j], groups);
}

}  // namespace

std::vector<std::uint32_t> copy_groups(Prints prints) {
  detail::Groups groups(prints.size());
  if (prints.size() <= kFew) {
    for (std::uint32_t i = 1; i < prints.size(); ++i)
      for (std::uint32_t j = 0; j < i; ++j) join_copies(prints, i, j, groups);
  } else {
    for (std::size_t at = 0; at < text::Fingerprint::kSize; at += kBand) join_by_band(prints, at, groups);
  }
  std::vector<std::uint32_t> out(prints.size());
  for (std::uint32_t i = 0; i < prints.size(); ++i) out[i] = groups.find(i);
  return out;
}

}  // namespace tamga::merge
