#include "exchange/detail/codes.h"

#include <algorithm>

#include "exchange/detail/selection.h"
#include "text/utf8.h"

namespace tamga::exchange {
namespace {

/// A condition of a row: absent fits everything; else one of its values must be the event's.
bool fits(const json::Value& condition, const std::string& value) {
  if (condition.is_null()) return true;
  const auto allowed = condition.strings();
  return std::find(allowed.begin(), allowed.end(), value) != allowed.end();
}

bool fits(const json::Value& row, const merge::Event& event) {
  return fits(row["event"], event.event) && fits(row["mode"], event.mode) && fits(row["stage"], event.stage) &&
         fits(row["status"], event.status);
}

bool has_word(const std::string& padded_name, const std::string& word) {
  return padded_name.find(" " + text::name_key(word) + " ") != std::string::npos;
}

}  // namespace

std::optional<Cameo> Codes::cameo(const merge::Event& event) const {
  for (const json::Value& row : section_["cameo"].items()) {
    if (!fits(row, event)) continue;
    const std::string code(row["code"].string_or(""));
    if (code.size() < 3) return std::nullopt;
    const json::Value& scale = section_["goldstein"][code];
    return Cameo{code, code.substr(0, 3), code.substr(0, 2), word("quad", code.substr(0, 2)),
                 scale.is_number() ? number_text(scale.number_or(0)) : ""};
  }
  return std::nullopt;
}

std::string Codes::country(const std::string& code, std::string_view system) const {
  const json::Value& row = section_["countries"][code];
  // CAMEO's codes are ISO's three letters but for a few.
  const bool iso = system == "cameo" && !row.has("cameo");
  return std::string(row[iso ? "iso3" : system].string_or(""));
}

std::string Codes::word(std::string_view table, std::string_view key) const {
  return std::string(section_[table][key].string_or(""));
}

std::string Codes::organisation_schema(const std::string& name) const {
  const std::string padded = " " + text::name_key(name) + " ";
  for (const auto& [schema, words] : section_["organisation_schemas"].members()) {
    const auto listed = words.strings();
    if (std::any_of(listed.begin(), listed.end(), [&](const std::string& w) { return has_word(padded, w); }))
      return schema;
  }
  return "Organization";
}

}  // namespace tamga::exchange
