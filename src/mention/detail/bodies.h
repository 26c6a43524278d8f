/// Bodies whose names are put together from words: "the Ministry of Energy of Kazakhstan", "the Uzbek trade
/// ministry".
#pragma once

#include <map>
#include <set>

#include "mention/detail/draft.h"

namespace tamga::mention {

/// The pack's bodies by the words of their names, whatever their order: "energy ministry", "Ministry of
/// Energy".
class BodyIndex {
 public:
  explicit BodyIndex(const Draft& draft);
  /// The body of that country whose name has the same words; without a country, the only one of the countries
  /// the text talks about.
  std::optional<std::uint32_t> find(const Draft& draft, std::string_view name,
                                    const std::string& country) const;

 private:
  std::map<std::vector<std::string>, std::set<std::uint32_t>> bodies_;
};

/// Finds bodies, and the pack's entity where one of that country has the same words in its name.
void find_named_bodies(Draft& draft, const BodyIndex& index);

}  // namespace tamga::mention
