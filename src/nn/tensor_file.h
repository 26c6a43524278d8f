/// Weight files: safetensors (an 8-byte length, a JSON header, raw little-endian data), memory-mapped.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "base/result.h"
#include "json/value.h"

namespace tamga::nn {

/// A tensor in the file. `shape` is row-major.
struct TensorView {
  std::string type;  ///< "F32", "I8"
  std::vector<std::size_t> shape;
  std::span<const std::byte> bytes;

  std::size_t size() const;
};

/// An open weight file; views live as long as it does. Damaged or truncated files give kBadData with the byte.
class TensorFile {
 public:
  static Result<TensorFile> open(const std::filesystem::path& path);

  /// The tensor of that name, type and shape; kBadData when it is missing or another.
  Result<std::span<const float>> floats(const std::string& name, const std::vector<std::size_t>& shape) const;
  Result<std::span<const std::int8_t>> bytes(const std::string& name, const std::vector<std::size_t>& shape) const;
  /// Shape of a tensor, empty when there is none.
  std::vector<std::size_t> shape(const std::string& name) const;
  /// The JSON text under `__metadata__.config`, parsed.
  const json::Value& config() const { return config_; }
  const std::filesystem::path& path() const { return file_.path(); }
  std::string_view whole() const { return file_.text(); }

 private:
  Result<const TensorView*> find(const std::string& name, std::string_view type,
                                 const std::vector<std::size_t>& shape) const;
  MappedFile file_;
  std::map<std::string, TensorView> tensors_;
  json::Value config_;
};

}  // namespace tamga::nn
