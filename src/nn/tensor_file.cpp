#include "nn/tensor_file.h"

#include <cstring>
#include <functional>
#include <numeric>

namespace tamga::nn {
namespace {

std::size_t width_of(std::string_view type) {
  if (type == "F32" || type == "I32") return 4;
  if (type == "F16" || type == "BF16") return 2;
  return type == "I8" || type == "U8" ? 1 : 0;
}

Error damaged(const std::filesystem::path& path, std::string message, std::uint64_t byte) {
  return {ErrorCode::kBadData, "no sound weight file: " + std::move(message), path.string(), byte};
}

}  // namespace

std::size_t TensorView::size() const {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

Result<TensorFile> TensorFile::open(const std::filesystem::path& path) {
  TensorFile out;
  out.file_ = TRY(MappedFile::open(path));
  const auto bytes = out.file_.bytes();
  std::uint64_t header_size = 0;
  if (bytes.size() < sizeof header_size) return damaged(path, "truncated", bytes.size());
  std::memcpy(&header_size, bytes.data(), sizeof header_size);
  if (header_size > bytes.size() - sizeof header_size) return damaged(path, "truncated header", bytes.size());
  const auto header = json::parse(out.file_.text().substr(sizeof header_size, header_size));
  if (!header.ok()) return damaged(path, header.error().message, sizeof header_size);
  const auto data = bytes.subspan(sizeof header_size + header_size);
  for (const auto& [name, value] : header->members()) {
    if (name == "__metadata__") continue;
    TensorView view{std::string(value["dtype"].string_or("")), {}, {}};
    for (const auto& size : value["shape"].items()) view.shape.push_back(static_cast<std::size_t>(size.integer_or(0)));
    const auto begin = static_cast<std::uint64_t>(value["data_offsets"][0].integer_or(-1));
    const auto end = static_cast<std::uint64_t>(value["data_offsets"][1].integer_or(-1));
    const std::uint64_t at = sizeof header_size + header_size + begin;
    if (begin > end || end > data.size()) return damaged(path, "tensor " + name + " passes the end: truncated", bytes.size());
    if (view.size() * width_of(view.type) != end - begin || begin % 4 != 0)
      return damaged(path, "tensor " + name + ": size and shape differ", at);
    view.bytes = data.subspan(begin, end - begin);
    out.tensors_.emplace(name, std::move(view));
  }
  const auto config = json::parse((*header)["__metadata__"]["config"].string_or("{}"));
  if (!config.ok()) return damaged(path, "config: " + config.error().message, sizeof header_size);
  out.config_ = *config;
  return out;
}

Result<const TensorView*> TensorFile::find(const std::string& name, std::string_view type,
                                           const std::vector<std::size_t>& shape) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) return damaged(path(), "no tensor " + name, 0);
  if (found->second.type != type || found->second.shape != shape)
    return damaged(path(), "tensor " + name + " has another type or shape", 0);
  return &found->second;
}

Result<std::span<const float>> TensorFile::floats(const std::string& name,
                                                  const std::vector<std::size_t>& shape) const {
  const TensorView* view = TRY(find(name, "F32", shape));
  if (reinterpret_cast<std::uintptr_t>(view->bytes.data()) % alignof(float) != 0)
    return damaged(path(), "tensor " + name + " is not aligned", 0);
  return std::span(reinterpret_cast<const float*>(view->bytes.data()), view->size());
}

Result<std::span<const std::int8_t>> TensorFile::bytes(const std::string& name,
                                                       const std::vector<std::size_t>& shape) const {
  const TensorView* view = TRY(find(name, "I8", shape));
  return std::span(reinterpret_cast<const std::int8_t*>(view->bytes.data()), view->size());
}

std::vector<std::size_t> TensorFile::shape(const std::string& name) const {
  const auto found = tensors_.find(name);
  return found == tensors_.end() ? std::vector<std::size_t>{} : found->second.shape;
}

}  // namespace tamga::nn
