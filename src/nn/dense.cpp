#include "nn/dense.h"

#include <algorithm>
#include <cstdint>

#include "base/result.h"
#include "nn/detail/clones.h"

namespace tamga::nn {
namespace {

constexpr std::size_t kLanes = 16;
typedef float Vector __attribute__((vector_size(64)));

#define TAMGA_INLINE inline __attribute__((always_inline))

TAMGA_INLINE Vector load(const float* from) {
  Vector out;
  __builtin_memcpy(&out, from, sizeof out);
  return out;
}

TAMGA_INLINE float dot_of(const float* a, const float* b, std::size_t size) {
  Vector lanes{};
  std::size_t i = 0;
  for (; i + kLanes <= size; i += kLanes) lanes += load(a + i) * load(b + i);
  float out = 0;
  for (std::size_t lane = 0; lane < kLanes; ++lane) out += lanes[lane];
  for (; i < size; ++i) out += a[i] * b[i];
  return out;
}

TAMGA_CLONES float dot_cloned(const float* a, const float* b, std::size_t size) { return dot_of(a, b, size); }

/// What `width` vectors of columns give to left^T M right: M begins at the first of these columns.
template <std::size_t width>
TAMGA_INLINE Vector bilinear_tile(const float* left, const std::uint32_t* rows, std::size_t row_count,
                                  const float* matrix, std::size_t columns, const float* right) {
  Vector sums[width] = {};
  for (std::size_t i = 0; i < row_count; ++i)
    for (std::size_t v = 0; v < width; ++v)
      sums[v] += left[rows[i]] * load(matrix + rows[i] * columns + v * kLanes);
  Vector out{};
  for (std::size_t v = 0; v < width; ++v) out += sums[v] * load(right + v * kLanes);
  return out;
}

/// `rows`: those where left is not zero; after a ReLU about half.
TAMGA_CLONES float bilinear_cloned(const float* left, const std::uint32_t* rows, std::size_t row_count,
                                   const float* matrix, const float* right, std::size_t columns) {
  Vector lanes{};
  std::size_t at = 0;
  for (; at + 4 * kLanes <= columns; at += 4 * kLanes)
    lanes += bilinear_tile<4>(left, rows, row_count, matrix + at, columns, right + at);
  for (; at + kLanes <= columns; at += kLanes)
    lanes += bilinear_tile<1>(left, rows, row_count, matrix + at, columns, right + at);
  float out = 0;
  for (std::size_t lane = 0; lane < kLanes; ++lane) out += lanes[lane];
  for (; at < columns; ++at) {
    float sum = 0;
    for (std::size_t i = 0; i < row_count; ++i) sum += left[rows[i]] * matrix[rows[i] * columns + at];
    out += sum * right[at];
  }
  return out;
}

TAMGA_CLONES void project_cloned(const float* left, std::size_t rows, const float* matrix,
                                 std::size_t columns, float* out) {
  for (std::size_t i = 0; i < rows; ++i)
    if (left[i] != 0)
      for (std::size_t j = 0; j < columns; ++j) out[j] += left[i] * matrix[i * columns + j];
}

/// `rows` neighbouring rows of the answer in 16 of its columns, kept in registers. x begins at the first row
/// under the kernel; rows of x are `in` apart, so the taps of one row are one run of kernel * in floats.
template <std::size_t rows>
TAMGA_INLINE void convolve_tile(const float* x, std::size_t in, std::size_t taps, const float* weight,
                                std::size_t out, const float* bias, float* y) {
  Vector sums[rows];
  for (Vector& sum : sums) sum = load(bias);
  for (std::size_t i = 0; i < taps; ++i) {
    const Vector w = load(weight + i * out);
    for (std::size_t r = 0; r < rows; ++r) sums[r] += x[r * in + i] * w;
  }
  for (std::size_t r = 0; r < rows; ++r) {
    const Vector positive = sums[r] > 0.0F ? sums[r] : Vector{};
    __builtin_memcpy(y + r * out, &positive, sizeof positive);
  }
}

TAMGA_CLONES void convolve_cloned(const float* padded, std::size_t length, std::size_t in, std::size_t taps,
                                  const float* weight, const float* bias, std::size_t out, float* y) {
  constexpr std::size_t kRows = 6;
  for (std::size_t o = 0; o < out; o += kLanes) {
    std::size_t t = 0;
    for (; t + kRows <= length; t += kRows)
      convolve_tile<kRows>(padded + t * in, in, taps, weight + o, out, bias + o, y + t * out + o);
    for (; t < length; ++t)
      convolve_tile<1>(padded + t * in, in, taps, weight + o, out, bias + o, y + t * out + o);
  }
}

}  // namespace

float dot(std::span<const float> a, std::span<const float> b) {
  CHECK(a.size() == b.size());
  return dot_cloned(a.data(), b.data(), a.size());
}

Matrix bilinear(const Matrix& left, std::span<const float> tensor, const Matrix& right) {
  const std::size_t size = left.columns * right.columns;
  CHECK(size > 0 && tensor.size() % size == 0 && left.rows == right.rows);
  std::vector<std::vector<std::uint32_t>> rows(left.rows);
  for (std::size_t i = 0; i < left.rows; ++i)
    for (std::uint32_t k = 0; k < left.columns; ++k)
      if (left.row(i)[k] != 0) rows[i].push_back(k);
  Matrix out(left.rows, tensor.size() / size);
  for (std::size_t m = 0; m < out.columns; ++m)  // a matrix stays in the cache while all rows pass by
    for (std::size_t i = 0; i < left.rows; ++i)
      out.row(i)[m] = bilinear_cloned(left.row(i), rows[i].data(), rows[i].size(), tensor.data() + m * size,
                                      right.row(i), right.columns);
  return out;
}

std::vector<float> project(std::span<const float> left, std::span<const float> matrix, std::size_t columns) {
  CHECK(matrix.size() == left.size() * columns);
  std::vector<float> out(columns);
  project_cloned(left.data(), left.size(), matrix.data(), columns, out.data());
  return out;
}

std::vector<float> convolve_relu(std::span<const float> x, std::size_t in, std::span<const float> weight,
                                 std::span<const float> bias) {
  const std::size_t out = bias.size(), taps = weight.size() / out, kernel = taps / in, length = x.size() / in;
  CHECK(out % kLanes == 0 && kernel % 2 == 1 && weight.size() == kernel * in * out &&
        x.size() == length * in);
  std::vector<float> padded((length + kernel - 1) * in), y(length * out);
  std::copy(x.begin(), x.end(), padded.begin() + static_cast<std::ptrdiff_t>(kernel / 2 * in));
  convolve_cloned(padded.data(), length, in, taps, weight.data(), bias.data(), out, y.data());
  return y;
}

}  // namespace tamga::nn
