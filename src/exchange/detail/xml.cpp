#include "exchange/detail/xml.h"

namespace tamga::exchange {

std::string xml_element(std::string_view name, std::string_view text) {
  if (text.empty()) return {};
  const std::string tag(name);
  return "<" + tag + ">" + xml_text(text) + "</" + tag + ">";
}

}  // namespace tamga::exchange
