/// A page's tree in flat form: nodes in document order, so that every walk is a loop.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace tamga::page {

struct Node {
  std::uint32_t parent = 0;  ///< the root is its own parent
  std::uint32_t end = 0;     ///< one past the last node inside: the subtree is [self, end)
  std::string tag;           ///< lower case; empty for text
  std::string text;          ///< of a text node, entities resolved
  std::vector<std::pair<std::string, std::string>> attributes;

  bool is_text() const { return tag.empty(); }
  /// The attribute's value; empty when it is not there.
  std::string_view attribute(std::string_view name) const;
  bool has(std::string_view name) const;
};

/// Never empty: node 0 is `<html>`.
using Dom = std::vector<Node>;

/// Parses well-formed UTF-8 as HTML5. Broken markup is mended as browsers mend it. Fails with kLimit on
/// markup made to exhaust time or memory: nested without end, or thousands of attributes in a tag.
Result<Dom> parse_html(std::string_view html);

}  // namespace tamga::page
