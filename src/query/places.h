/// Sets of places in a catalog's events, small and quick to cut with each other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

struct roaring_bitmap_s;

namespace tamga::query {

/// Whole numbers in order (Roaring bitmaps; Lemire et al., "Roaring Bitmaps: Implementation of an Optimized Software Library",
/// 2018). Const use by any number of threads.
class Places {
 public:
  Places();
  /// All from `from` up to but not with `to`.
  static Places range(std::size_t from, std::size_t to);
  /// In any order, repeated or not.
  static Places of(std::span<const std::uint32_t> places);
  Places(const Places& other);
  Places& operator=(const Places& other);
  Places(Places&&) noexcept = default;
  Places& operator=(Places&&) noexcept = default;
  ~Places() = default;

  Places& operator&=(const Places& other);
  Places& operator|=(const Places& other);
  bool has(std::uint32_t place) const;
  std::size_t size() const;
  bool empty() const;
  /// How many are less.
  std::size_t rank(std::uint32_t place) const;
  /// Those from the `from`th up to but not with the `to`th, in order; `to` is at most `size`.
  std::vector<std::uint32_t> slice(std::size_t from, std::size_t to) const;
  std::vector<std::uint32_t> list() const;
  /// Bytes held.
  std::size_t bytes() const;

 private:
  struct Free {
    void operator()(roaring_bitmap_s* bitmap) const;
  };
  using Bitmap = std::unique_ptr<roaring_bitmap_s, Free>;
  explicit Places(roaring_bitmap_s* bitmap);
  Bitmap bitmap_;
};

}  // namespace tamga::query
