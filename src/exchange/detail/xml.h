/// Text inside XML 1.0.
#pragma once

#include <string>
#include <string_view>

namespace tamga::exchange {

/// Text as it may stand in elements and quoted attributes. Characters that XML 1.0 has no way to write are left out.
std::string xml_text(std::string_view text);
/// `<name>text</name>`, or nothing where the text is empty.
std::string xml_element(std::string_view name, std::string_view text);

}  // namespace tamga::exchange
