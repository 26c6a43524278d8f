/// Text inside XML 1.0.
#pragma once

#include <string>
#include <string_view>

#include "text/markup.h"

namespace tamga::exchange {

using text::xml_text;
/// `<name>text</name>`, or nothing where the text is empty.
std::string xml_element(std::string_view name, std::string_view text);

}  // namespace tamga::exchange
