/// Files that are part of the program: made by tools/embed.py when it is built.
#pragma once

#include <span>
#include <string_view>

namespace tamga::http {

/// A file of the console.
struct Asset {
  std::string_view path;  ///< "/assets/index-B3x9.js"
  std::string_view media_type;
  bool hashed = false;  ///< the name changes with the content
  std::string_view bytes;
  std::string_view gzip;  ///< the same compressed; empty where that does not help
};

/// By path; empty where the program was built without a console.
std::span<const Asset> console_assets();
/// openapi.yaml.
std::string_view contract_text();

}  // namespace tamga::http
