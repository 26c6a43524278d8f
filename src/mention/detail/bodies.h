/// Bodies whose names are put together from words: "the Ministry of Energy of Kazakhstan", "the Uzbek trade ministry".
#pragma once

#include "mention/detail/draft.h"

namespace tamga::mention {

/// Finds them, and the pack's entity where one of that country has the same words in its name.
void find_named_bodies(Draft& draft);

/// The pack's body of that country whose name has the same words; without a country, the only one of the countries the
/// text talks about.
std::optional<std::uint32_t> body_in_pack(const Draft& draft, std::string_view name, const std::string& country);

}  // namespace tamga::mention
