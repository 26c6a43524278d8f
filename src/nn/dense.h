/// Products of plain floats, for what is too small or too delicate for 8 bits. Every sum has one order,
/// whatever the width of the processor's vectors.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "nn/matrix.h"

namespace tamga::nn {

/// Sum of a[i] * b[i]; both of one size.
float dot(std::span<const float> a, std::span<const float> b);

/// left.row(i)^T M right.row(i) for every i and each of the matrices M of `tensor`,
/// [count][left.columns][right.columns] row-major: left.rows x count.
Matrix bilinear(const Matrix& left, std::span<const float> tensor, const Matrix& right);

/// left^T matrix, with matrix [left.size()][columns] row-major.
std::vector<float> project(std::span<const float> left, std::span<const float> matrix, std::size_t columns);

/// A convolution over rows that keeps their number (zeros stand beyond the ends), then max(y, 0).
/// x [length][in] -> [length][out]; weight [kernel][in][out] with `kernel` odd, bias [out], `out` a multiple
/// of 16.
std::vector<float> convolve_relu(std::span<const float> x, std::size_t in, std::span<const float> weight,
                                 std::span<const float> bias);

}  // namespace tamga::nn
