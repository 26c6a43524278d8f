/// Numbers in rows and columns.
#pragma once

#include <cstddef>
#include <vector>

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

}  // namespace tamga::nn
