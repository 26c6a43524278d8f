/// Affine maps with 8-bit weights. Integer sums are exact, so every kernel gives the same bits.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "nn/matrix.h"
#include "nn/tensor_file.h"

namespace tamga::nn {

enum class Kernel : std::uint8_t { kPortable, kAvx2, kAvx512Vnni };
/// The fastest kernel this processor runs.
Kernel best_kernel();
/// All kernels this processor runs, the portable one first.
std::vector<Kernel> known_kernels();
const char* name_of(Kernel kernel);

/// Rows of a matrix as bytes 1..255 (128 is zero), each with its scale. Several maps of one matrix share it.
struct Quantised {
  std::size_t rows = 0, columns = 0;
  std::vector<std::uint8_t> bytes;  ///< rows x columns
  std::vector<float> scales;        ///< rows

  explicit Quantised(const Matrix& x);
};

/// y = x W^T + b with W int8 per output row (symmetric) and x quantised per row to 8 bits at run time.
/// File: NAME.weight I8 [out, in], NAME.scale F32 [out], NAME.bias F32 [out].
class Linear {
 public:
  static Result<Linear> load(const TensorFile& file, const std::string& name, std::size_t in);

  std::size_t in() const { return in_; }
  std::size_t out() const { return out_; }
  /// x: rows x in -> rows x out. Thread-safe.
  Matrix apply(const Quantised& x, Kernel kernel = best_kernel()) const;
  Matrix apply(const Matrix& x) const { return apply(Quantised(x)); }

 private:
  std::size_t in_ = 0, out_ = 0, blocks_ = 0;  // blocks of 16 outputs
  std::vector<std::int8_t> packed_;            // [block][in / 4][16][4]
  std::vector<float> scale_, bias_;            // padded to blocks * 16
  std::vector<std::int32_t> sums_;             // of each output row's weights, for the offset of 128
};

}  // namespace tamga::nn
