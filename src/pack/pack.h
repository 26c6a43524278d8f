/// A pack: one file of named sections, memory-mapped. Sections are tables that other modules build and read
/// (names, codebook, languages); this module knows nothing of what they hold.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "base/result.h"
#include "json/value.h"

namespace tamga::pack {

/// An open pack. Sections are views into the map and live as long as the Pack. Const use is thread-safe.
///
/// File: "TAMGAPAK", u32 version, u32 section count, then per section {u32 name length, u32 0, u64 offset, u64 size,
/// name}, then the sections, each aligned to 64 bytes, little-endian; last 32 bytes: SHA-256 of all before.
class Pack {
 public:
  /// kBadData with the byte where the file is not a sound pack (truncated, other version, overlapping sections).
  static Result<Pack> open(const std::filesystem::path& path);

  /// The bytes of a section; kNotFound when the pack has none of that name.
  Result<std::string_view> section(std::string_view name) const;
  /// A JSON section, parsed.
  Result<json::Value> json(std::string_view name) const;
  bool has(std::string_view name) const { return sections_.contains(name); }
  std::vector<std::string> section_names() const;
  /// SHA-256 of the pack (hexadecimal), for the reading to say what it was read with.
  const std::string& hash() const { return hash_; }
  const std::filesystem::path& path() const { return file_.path(); }

 private:
  MappedFile file_;
  std::map<std::string, std::string_view, std::less<>> sections_;
  std::string hash_;
};

/// Writes a pack file: same sections, same bytes.
Status write_pack(const std::filesystem::path& path, const std::map<std::string, std::string>& sections);

/// Every `*.yaml` below `folder` as a JSON section named by its path without the ending ("when", "codebook/sign"),
/// prefixed. Errors name file, line and column.
Result<std::map<std::string, std::string>> yaml_sections(const std::filesystem::path& folder,
                                                         std::string_view prefix);

}  // namespace tamga::pack
