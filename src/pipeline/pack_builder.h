/// Tables and rules to one pack file (docs/packs.md).
#pragma once

#include <filesystem>

#include "base/result.h"

namespace tamga::pipeline {

/// `folder`: packs/<contest>, with pack.yaml and the names tables. `languages`: the folder with one folder of word
/// lists a language; those that pack.yaml lists are taken. The same tables give the same bytes.
///
/// The pack is tried out before it replaces an older one, so what is written can be read with. Errors
/// (kBadData) name file and line of a table, or section and rule of the codebook; kNotFound names a folder that is
/// missing.
Status build_pack(const std::filesystem::path& folder, const std::filesystem::path& languages,
                  const std::filesystem::path& out);

}  // namespace tamga::pipeline
