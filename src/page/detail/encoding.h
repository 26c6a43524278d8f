/// Which encoding a page is in, and its bytes as UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tamga::page {

/// The encoding label a `<meta>` or the XML declaration of the first kilobytes names, lower case; null when
/// none does.
std::optional<std::string> declared_encoding(std::string_view bytes);

/// The page as UTF-8 without byte order mark. Fails with kBadInput on a label that is not in our table and,
/// naming the byte, on bytes that are not in their encoding or that decode to NUL.
Result<std::string> to_utf8(std::string_view bytes);

}  // namespace tamga::page
