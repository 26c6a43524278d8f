/// Text in parts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tamga::text {

/// What stands between the separators; nothing for what is empty: "a  b" by ' ' is "a", "b".
std::vector<std::string> split(std::string_view text, char separator);

}  // namespace tamga::text
