/// Builds the section "names" of a pack from plain tables (docs/packs.md).
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace tamga::names {

/// `folder` holds names.yaml and names/*.tsv. Same tables, same bytes. Errors name file and line.
Result<std::string> build(const std::filesystem::path& folder);

}  // namespace tamga::names
