/// Which events of a catalog have what, so that choosing among them does not look at every one.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "query/catalog.h"
#include "query/places.h"

namespace tamga::query {

class Index {
 public:
  /// What an event may be chosen by; the numbers are those of the card.
  enum class Field { kHost, kSector, kPartner, kStage, kStatus, kEvent, kMode, kActor, kTopic, kOutlet };

  /// Of the events of `catalog`, which are in order.
  explicit Index(const Catalog& catalog);

  /// nullptr where no event has it.
  const Places* of(Field field, std::uint32_t number) const;
  const Places& located() const { return located_; }
  /// Events that begin on that day or before.
  Places begun_by(const Catalog& catalog, std::int32_t day) const;
  /// Events that end on that day or later.
  Places over_from(const Catalog& catalog, std::int32_t day) const;
  std::size_t bytes() const;

 private:
  static constexpr std::size_t kFields = 10;
  std::array<std::unordered_map<std::uint32_t, Places>, kFields> fields_;
  Places located_;
  std::vector<std::pair<std::uint32_t, std::int32_t>> wide_;  ///< events that last long, in order, and their last days
};

}  // namespace tamga::query
