// Any bytes as a weight file: an error, or tensors that lie within it.
#include <cstdint>
#include <string>

#include "bytes_as_file.h"
#include "nn/encoder.h"
#include "nn/tensor_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tamga;
  const BytesAsFile bytes(data, size);
  const auto file = nn::TensorFile::open(bytes.path());
  if (!file.ok()) return 0;
  float sum = 0;
  for (const char* name : {"a.weight", "a.scale", "a.bias"}) {
    const auto floats = file->floats(name, file->shape(name));
    if (floats.ok())
      for (const float value : *floats) sum += value;
    const auto whole = file->bytes(name, file->shape(name));
    if (whole.ok())
      for (const std::int8_t value : *whole) sum += value;
  }
  const auto linear = nn::Linear::load(*file, "a", 4);
  if (linear.ok()) linear->apply(nn::Matrix(3, 4));
  (void)nn::Encoder::load(*file);
  [[maybe_unused]] volatile const float read = sum;  // so that the reads above are not left out
  return 0;
}
