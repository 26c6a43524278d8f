/// Typed indices: what gets passed around instead of pointers.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace tamga {

/// An index into a table; `Tag` tells tables apart at compile time.
template <class Tag>
struct Id {
  std::uint32_t value = 0;
  auto operator<=>(const Id&) const = default;
};

}  // namespace tamga

template <class Tag>
struct std::hash<tamga::Id<Tag>> {
  std::size_t operator()(tamga::Id<Tag> id) const noexcept { return id.value; }
};
