#include "nn/linear.h"

#include <immintrin.h>

#include <algorithm>
#include <cmath>

namespace tamga::nn {
namespace {

constexpr std::size_t kLanes = 16;
constexpr std::size_t kRows = 4;  // rows of x that share a pass over the weights
constexpr std::size_t kBlocks = 4;

/// One row of x as bytes 1..255 (128 is zero) and its scale.
float quantise_row(const float* x, std::size_t size, std::uint8_t* out) {
  float largest = 0;
  for (std::size_t i = 0; i < size; ++i) largest = std::max(largest, std::fabs(x[i]));
  const float scale = largest > 0 ? largest / 127.0F : 1.0F;
  const float inverse = 1.0F / scale;
  for (std::size_t i = 0; i < size; ++i)
    out[i] = static_cast<std::uint8_t>(static_cast<int>(std::nearbyintf(x[i] * inverse)) + 128);
  return scale;
}

/// sums[row][16 * block + lane] for up to kRows rows and kBlocks blocks.
using Accumulators = std::int32_t[kRows][kBlocks * kLanes];

void dot_portable(const std::uint8_t* x, std::size_t rows, std::size_t stride, const std::int8_t* w, std::size_t blocks,
                  std::size_t quads, Accumulators& sums) {
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t b = 0; b < blocks; ++b)
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        std::int32_t sum = 0;
        for (std::size_t q = 0; q < quads; ++q)
          for (std::size_t i = 0; i < 4; ++i)
            sum += x[r * stride + q * 4 + i] * w[((b * quads + q) * kLanes + lane) * 4 + i];
        sums[r][b * kLanes + lane] = sum;
      }
}

template <std::size_t rows, std::size_t blocks>
__attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni"))) void dot_tile(const std::uint8_t* x, std::size_t stride,
                                                                           const std::int8_t* w, std::size_t quads,
                                                                           Accumulators& sums) {
  __m512i acc[rows][blocks];
  for (auto& line : acc)
    for (auto& cell : line) cell = _mm512_setzero_si512();
  for (std::size_t q = 0; q < quads; ++q) {
    __m512i weights[blocks];
    for (std::size_t b = 0; b < blocks; ++b)
      weights[b] = _mm512_loadu_si512(w + (b * quads + q) * kLanes * 4);
    for (std::size_t r = 0; r < rows; ++r) {
      std::int32_t four;
      __builtin_memcpy(&four, x + r * stride + q * 4, 4);
      const __m512i value = _mm512_set1_epi32(four);
      for (std::size_t b = 0; b < blocks; ++b) acc[r][b] = _mm512_dpbusd_epi32(acc[r][b], value, weights[b]);
    }
  }
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t b = 0; b < blocks; ++b) _mm512_storeu_si512(&sums[r][b * kLanes], acc[r][b]);
}

void dot_vnni(const std::uint8_t* x, std::size_t rows, std::size_t stride, const std::int8_t* w, std::size_t blocks,
              std::size_t quads, Accumulators& sums) {
  if (rows == kRows && blocks == kBlocks) return dot_tile<kRows, kBlocks>(x, stride, w, quads, sums);
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t b = 0; b < blocks; ++b) {
      Accumulators one;
      dot_tile<1, 1>(x + r * stride, stride, w + b * quads * kLanes * 4, quads, one);
      std::copy_n(one[0], kLanes, &sums[r][b * kLanes]);
    }
}

}  // namespace

Kernel best_kernel() {
  static const Kernel best = __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
                                     __builtin_cpu_supports("avx512vl")
                                 ? Kernel::kAvx512Vnni
                                 : Kernel::kPortable;
  return best;
}

Result<Linear> Linear::load(const TensorFile& file, const std::string& name, std::size_t in) {
  const auto shape = file.shape(name + ".weight");
  if (shape.size() != 2 || shape[1] != in || in % 4 != 0)
    return Error{ErrorCode::kBadData, "no sound weight file: tensor " + name + ".weight is missing or misshapen",
                 file.path().string(), 0};
  Linear out;
  out.in_ = in;
  out.out_ = shape[0];
  out.blocks_ = (out.out_ + kLanes - 1) / kLanes;
  const auto weight = TRY(file.bytes(name + ".weight", shape));
  const auto scale = TRY(file.floats(name + ".scale", {out.out_}));
  const auto bias = TRY(file.floats(name + ".bias", {out.out_}));
  const std::size_t padded = out.blocks_ * kLanes, quads = in / 4;
  out.packed_.assign(padded * in, 0);
  out.scale_.assign(padded, 0);
  out.bias_.assign(padded, 0);
  out.sums_.assign(padded, 0);
  std::copy(scale.begin(), scale.end(), out.scale_.begin());
  std::copy(bias.begin(), bias.end(), out.bias_.begin());
  for (std::size_t o = 0; o < out.out_; ++o) {
    const std::int8_t* row = weight.data() + o * in;
    std::int8_t* block = out.packed_.data() + (o / kLanes) * quads * kLanes * 4 + (o % kLanes) * 4;
    std::int32_t sum = 0;
    for (std::size_t q = 0; q < quads; ++q) {
      __builtin_memcpy(block + q * kLanes * 4, row + q * 4, 4);
      sum += row[q * 4] + row[q * 4 + 1] + row[q * 4 + 2] + row[q * 4 + 3];
    }
    out.sums_[o] = sum;
  }
  return out;
}

Matrix Linear::apply(const Matrix& x, Kernel kernel) const {
  CHECK(x.columns == in_);
  Matrix y(x.rows, out_);
  std::vector<std::uint8_t> bytes(x.rows * in_);
  std::vector<float> scales(x.rows);
  for (std::size_t r = 0; r < x.rows; ++r) scales[r] = quantise_row(x.row(r), in_, bytes.data() + r * in_);
  const std::size_t quads = in_ / 4;
  Accumulators sums;
  for (std::size_t b = 0; b < blocks_; b += kBlocks) {
    const std::size_t blocks = std::min(kBlocks, blocks_ - b);
    const std::int8_t* weights = packed_.data() + b * quads * kLanes * 4;
    for (std::size_t r = 0; r < x.rows; r += kRows) {
      const std::size_t rows = std::min(kRows, x.rows - r);
      (kernel == Kernel::kAvx512Vnni ? dot_vnni : dot_portable)(bytes.data() + r * in_, rows, in_, weights, blocks,
                                                                quads, sums);
      const std::size_t first = b * kLanes, count = std::min(blocks * kLanes, out_ - first);
      for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t o = 0; o < count; ++o)
          y.row(r + i)[first + o] =
              static_cast<float>(sums[i][o] - 128 * sums_[first + o]) * (scales[r + i] * scale_[first + o]) +
              bias_[first + o];
    }
  }
  return y;
}

}  // namespace tamga::nn
