#include "query/places.h"

#include <roaring/roaring.h>

#include <new>

namespace tamga::query {
namespace {

roaring_bitmap_t* made(roaring_bitmap_t* bitmap) {
  if (bitmap == nullptr) throw std::bad_alloc();
  return bitmap;
}

}  // namespace

void Places::Free::operator()(roaring_bitmap_s* bitmap) const { roaring_bitmap_free(bitmap); }

Places::Places(roaring_bitmap_s* bitmap) : bitmap_(made(bitmap)) {}

Places::Places() : Places(roaring_bitmap_create()) {}

Places Places::range(std::size_t from, std::size_t to) {
  // The library has no empty range.
  return from < to ? Places(roaring_bitmap_from_range(from, to, 1)) : Places();
}

Places Places::of(std::span<const std::uint32_t> places) {
  Places out(roaring_bitmap_of_ptr(places.size(), places.data()));
  roaring_bitmap_run_optimize(out.bitmap_.get());
  roaring_bitmap_shrink_to_fit(out.bitmap_.get());
  return out;
}

Places::Places(const Places& other) : Places(roaring_bitmap_copy(other.bitmap_.get())) {}

Places& Places::operator=(const Places& other) {
  if (this != &other) bitmap_.reset(made(roaring_bitmap_copy(other.bitmap_.get())));
  return *this;
}

Places& Places::operator&=(const Places& other) {
  roaring_bitmap_and_inplace(bitmap_.get(), other.bitmap_.get());
  return *this;
}

Places& Places::operator|=(const Places& other) {
  roaring_bitmap_or_inplace(bitmap_.get(), other.bitmap_.get());
  return *this;
}

bool Places::has(std::uint32_t place) const { return roaring_bitmap_contains(bitmap_.get(), place); }

std::size_t Places::size() const { return roaring_bitmap_get_cardinality(bitmap_.get()); }

bool Places::empty() const { return roaring_bitmap_is_empty(bitmap_.get()); }

std::size_t Places::rank(std::uint32_t place) const {
  return place == 0 ? 0 : roaring_bitmap_rank(bitmap_.get(), place - 1);
}

std::vector<std::uint32_t> Places::slice(std::size_t from, std::size_t to) const {
  std::vector<std::uint32_t> out(to > from ? to - from : 0);
  if (!out.empty()) roaring_bitmap_range_uint32_array(bitmap_.get(), from, out.size(), out.data());
  return out;
}

std::vector<std::uint32_t> Places::list() const {
  std::vector<std::uint32_t> out(size());
  roaring_bitmap_to_uint32_array(bitmap_.get(), out.data());
  return out;
}

std::size_t Places::bytes() const { return roaring_bitmap_size_in_bytes(bitmap_.get()); }

}  // namespace tamga::query
