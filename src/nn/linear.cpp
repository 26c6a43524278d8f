#include "nn/linear.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <algorithm>
#include <bit>
#include <cmath>

#include "nn/detail/clones.h"

namespace tamga::nn {
namespace {

constexpr std::size_t kLanes = 16;
constexpr std::size_t kRows = 4;  // rows of x that share a pass over the weights
constexpr std::size_t kBlocks = 4;

TAMGA_CLONES float largest_magnitude(const float* x, std::size_t size) {
  float lanes[kLanes] = {};
  std::size_t i = 0;
  for (; i + kLanes <= size; i += kLanes)
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const float magnitude = std::fabs(x[i + lane]);
      lanes[lane] = magnitude > lanes[lane] ? magnitude : lanes[lane];
    }
  float largest = *std::max_element(lanes, lanes + kLanes);
  for (; i < size; ++i) largest = std::max(largest, std::fabs(x[i]));
  return largest;
}

/// Rounds half to even: a float of 1.5 * 2^23 and more has whole numbers only, and its last bits are the
/// number.
TAMGA_CLONES void round_row(const float* x, std::size_t size, float inverse, std::uint8_t* out) {
  constexpr float kWhole = 12582912.0F;
  constexpr auto kZero = std::bit_cast<std::int32_t>(kWhole);
  for (std::size_t i = 0; i < size; ++i)
    out[i] = static_cast<std::uint8_t>(std::bit_cast<std::int32_t>(x[i] * inverse + kWhole) - kZero + 128);
}

/// One row of x as bytes and its scale.
float quantise_row(const float* x, std::size_t size, std::uint8_t* out) {
  const float largest = largest_magnitude(x, size);
  const float scale = largest > 0 ? largest / 127.0F : 1.0F;
  round_row(x, size, 1.0F / scale, out);
  return scale;
}

/// sums[row][16 * block + lane] for up to kRows rows and kBlocks blocks.
using Accumulators = std::int32_t[kRows][kBlocks * kLanes];

void dot_portable(const std::uint8_t* x, std::size_t rows, std::size_t stride, const std::int8_t* w,
                  std::size_t blocks, std::size_t quads, Accumulators& sums) {
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

#if defined(__x86_64__)

/// Bytes are widened to 16 bits, whose products add up in pairs without loss: 8-bit sums would saturate.
template <std::size_t rows>
__attribute__((target("avx2"))) void dot_block_avx2(const std::uint8_t* x, std::size_t stride,
                                                    const std::int8_t* w, std::size_t quads,
                                                    std::int32_t* sums, std::size_t sums_stride) {
  __m256i acc[rows][4];  // of four outputs each, two halves of a sum side by side
  for (auto& line : acc)
    for (auto& cell : line) cell = _mm256_setzero_si256();
  for (std::size_t q = 0; q < quads; ++q) {
    __m256i four[rows];
    for (std::size_t r = 0; r < rows; ++r) {
      std::int32_t bytes;
      __builtin_memcpy(&bytes, x + r * stride + q * 4, 4);
      four[r] = _mm256_broadcastq_epi64(_mm_cvtepu8_epi16(_mm_cvtsi32_si128(bytes)));
    }
    for (std::size_t part = 0; part < 4; ++part) {
      const __m256i weights = _mm256_cvtepi8_epi16(
          _mm_loadu_si128(reinterpret_cast<const __m128i*>(w + q * kLanes * 4 + part * 16)));
      for (std::size_t r = 0; r < rows; ++r)
        acc[r][part] = _mm256_add_epi32(acc[r][part], _mm256_madd_epi16(four[r], weights));
    }
  }
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t part = 0; part < 4; ++part) {
      std::int32_t halves[8];
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(halves), acc[r][part]);
      for (std::size_t i = 0; i < 4; ++i)
        sums[r * sums_stride + part * 4 + i] = halves[2 * i] + halves[2 * i + 1];
    }
}

void dot_avx2(const std::uint8_t* x, std::size_t rows, std::size_t stride, const std::int8_t* w,
              std::size_t blocks, std::size_t quads, Accumulators& sums) {
  for (std::size_t b = 0; b < blocks; ++b) {
    const std::int8_t* weights = w + b * quads * kLanes * 4;
    std::size_t r = 0;
    for (; r + 2 <= rows; r += 2)
      dot_block_avx2<2>(x + r * stride, stride, weights, quads, &sums[r][b * kLanes], kBlocks * kLanes);
    if (r < rows)
      dot_block_avx2<1>(x + r * stride, stride, weights, quads, &sums[r][b * kLanes], kBlocks * kLanes);
  }
}

template <std::size_t rows, std::size_t blocks>
__attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni"))) void dot_tile(
    const std::uint8_t* x, std::size_t stride, const std::int8_t* w, std::size_t quads, Accumulators& sums) {
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

void dot_vnni(const std::uint8_t* x, std::size_t rows, std::size_t stride, const std::int8_t* w,
              std::size_t blocks, std::size_t quads, Accumulators& sums) {
  if (rows == kRows && blocks == kBlocks) return dot_tile<kRows, kBlocks>(x, stride, w, quads, sums);
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t b = 0; b < blocks; ++b) {
      Accumulators one;
      dot_tile<1, 1>(x + r * stride, stride, w + b * quads * kLanes * 4, quads, one);
      std::copy_n(one[0], kLanes, &sums[r][b * kLanes]);
    }
}

#endif

using Dot = void (*)(const std::uint8_t* x, std::size_t rows, std::size_t stride, const std::int8_t* w,
                     std::size_t blocks, std::size_t quads, Accumulators& sums);

Dot dot_of(Kernel kernel) {
#if defined(__x86_64__)
  if (kernel == Kernel::kAvx512Vnni) return dot_vnni;
  if (kernel == Kernel::kAvx2) return dot_avx2;
#endif
  return dot_portable;
}

TAMGA_CLONES void scale_row(const std::int32_t* sums, const std::int32_t* offsets, float row_scale,
                            const float* scale, const float* bias, std::size_t count, float* out) {
  for (std::size_t o = 0; o < count; ++o)
    out[o] = static_cast<float>(sums[o] - 128 * offsets[o]) * (row_scale * scale[o]) + bias[o];
}

}  // namespace

std::vector<Kernel> known_kernels() {
  std::vector<Kernel> out = {Kernel::kPortable};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) out.push_back(Kernel::kAvx2);
  if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl"))
    out.push_back(Kernel::kAvx512Vnni);
#endif
  return out;
}

Kernel best_kernel() {
  static const Kernel best = known_kernels().back();
  return best;
}

const char* name_of(Kernel kernel) {
  switch (kernel) {
    case Kernel::kAvx512Vnni:
      return "avx512-vnni";
    case Kernel::kAvx2:
      return "avx2";
    case Kernel::kPortable:
      break;
  }
  return "portable";
}

Quantised::Quantised(const Matrix& x)
    : rows(x.rows), columns(x.columns), bytes(rows * columns), scales(rows) {
  for (std::size_t r = 0; r < rows; ++r)
    scales[r] = quantise_row(x.row(r), columns, bytes.data() + r * columns);
}

Result<Linear> Linear::load(const TensorFile& file, const std::string& name, std::size_t in) {
  const auto shape = file.shape(name + ".weight");
  if (shape.size() != 2 || shape[1] != in || in % 4 != 0)
    return Error{ErrorCode::kBadData,
                 "no sound weight file: tensor " + name + ".weight is missing or misshapen",
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

Matrix Linear::apply(const Quantised& x, Kernel kernel) const {
  CHECK(x.columns == in_);
  Matrix y(x.rows, out_);
  const Dot dot = dot_of(kernel);
  const std::size_t quads = in_ / 4;
  Accumulators sums;
  for (std::size_t b = 0; b < blocks_; b += kBlocks) {
    const std::size_t blocks = std::min(kBlocks, blocks_ - b);
    const std::int8_t* weights = packed_.data() + b * quads * kLanes * 4;
    const std::size_t first = b * kLanes, count = std::min(blocks * kLanes, out_ - first);
    for (std::size_t r = 0; r < x.rows; r += kRows) {
      const std::size_t rows = std::min(kRows, x.rows - r);
      dot(x.bytes.data() + r * in_, rows, in_, weights, blocks, quads, sums);
      for (std::size_t i = 0; i < rows; ++i)
        scale_row(sums[i], sums_.data() + first, x.scales[r + i], scale_.data() + first, bias_.data() + first,
                  count, y.row(r + i) + first);
    }
  }
  return y;
}

}  // namespace tamga::nn
