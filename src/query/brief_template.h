/// Briefs by templates (Mustache) that users can change: the data a template sees, and how it is filled in.
#pragma once

#include <map>
#include <string>

#include "base/result.h"
#include "json/value.h"
#include "query/views.h"

namespace tamga::query {

enum class Markup : std::uint8_t { kMarkdown, kHtml };

/// What a template can name: docs/briefs.md lists it. Texts are as they stand in reports; `render` escapes
/// them.
json::Value brief_data(const Brief& brief, const State& state);

/// A template and the parts that it may include by name. Parts include no parts.
struct Template {
  std::string name;  ///< for errors
  std::string text;
  std::map<std::string, std::string> parts;
};

/// Fills a template in. `{{name}}` is escaped, so that no text of a report becomes markup; `{{{name}}}` is
/// not. kBadInput where the template is not sound.
Result<std::string> render(const Template& form, const json::Value& data, Markup markup);

/// Text that HTML shows as it is, in attributes too.
std::string plain_html(const std::string& text);

}  // namespace tamga::query
