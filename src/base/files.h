/// Files: read whole, memory-mapped, written so that a reader sees the old or the new file and nothing between.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tamga {

/// The bytes of a file. `limit`: kLimit when the file is larger (bytes).
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t limit = UINT64_MAX);

/// Writes beside the target, syncs and renames. On failure the old file is untouched.
Status write_file(const std::filesystem::path& path, std::string_view bytes);

/// A file's bytes, read-only, shared between processes. Moves, never copies.
class MappedFile {
 public:
  static Result<MappedFile> open(const std::filesystem::path& path);
  MappedFile() = default;
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  std::span<const std::byte> bytes() const { return {data_, size_}; }
  std::string_view text() const { return {reinterpret_cast<const char*>(data_), size_}; }
  const std::filesystem::path& path() const { return path_; }

 private:
  const std::byte* data_ = nullptr;
  std::size_t size_ = 0;
  std::filesystem::path path_;
};

/// SHA-256 in lower-case hexadecimal (FIPS 180-4).
std::string sha256(std::string_view bytes);

}  // namespace tamga
