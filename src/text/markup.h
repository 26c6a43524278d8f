/// Text within XML.
#pragma once

#include <string>
#include <string_view>

namespace tamga::text {

/// Text that may stand between tags and within quotes of an XML document: markup escaped, characters that XML 1.0 does not
/// allow (production 2) left out.
std::string xml_text(std::string_view text);

}  // namespace tamga::text
