/// Affine maps with 8-bit weights. Integer sums are exact, so every kernel gives the same bits.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "nn/tensor_file.h"

namespace tamga::nn {

/// A row-major matrix of floats: rows x columns.
struct Matrix {
  std::size_t rows = 0, columns = 0;
  std::vector<float> values;

  Matrix() = default;
  Matrix(std::size_t r, std::size_t c) : rows(r), columns(c), values(r * c) {}
  float* row(std::size_t i) { return values.data() + i * columns; }
  const float* row(std::size_t i) const { return values.data() + i * columns; }
};

enum class Kernel : std::uint8_t { kPortable, kAvx512Vnni };
/// The fastest kernel this processor runs.
Kernel best_kernel();

/// y = x W^T + b with W int8 per output row (symmetric) and x quantised per row to 8 bits at run time.
/// File: NAME.weight I8 [out, in], NAME.scale F32 [out], NAME.bias F32 [out].
class Linear {
 public:
  static Result<Linear> load(const TensorFile& file, const std::string& name, std::size_t in);

  std::size_t in() const { return in_; }
  std::size_t out() const { return out_; }
  /// x: rows x in -> rows x out. Thread-safe.
  Matrix apply(const Matrix& x, Kernel kernel = best_kernel()) const;

 private:
  std::size_t in_ = 0, out_ = 0, blocks_ = 0;  // blocks of 16 outputs
  std::vector<std::int8_t> packed_;            // [block][in / 4][16][4]
  std::vector<float> scale_, bias_;            // padded to blocks * 16
  std::vector<std::int32_t> sums_;             // of each output row's weights, for the offset of 128
};

}  // namespace tamga::nn
