/// A post-norm transformer encoder (Devlin et al. 2019) over ids; it knows nothing of what they stand for.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nn/linear.h"
#include "nn/tensor_file.h"

namespace tamga::nn {

/// Ids of one sequence: `pieces` and `shapes` are of one length, at most Encoder::longest().
struct Sequence {
  std::vector<std::uint32_t> pieces;
  std::vector<std::uint32_t> shapes;
};

class Encoder {
 public:
  static Result<Encoder> load(const TensorFile& file);

  std::size_t width() const { return width_; }
  std::size_t longest() const { return longest_; }
  /// Hidden states of all sequences, one below the other: total length x width. No padding; sequences do not see one
  /// another. Thread-safe.
  Matrix apply(std::span<const Sequence> sequences) const;

 private:
  struct Norm {
    std::span<const float> weight, bias;
  };
  struct Layer {
    Linear query, key, value, out, up, down;
    Norm norm1, norm2;
  };
  Matrix embed(std::span<const Sequence> sequences) const;
  static Result<Norm> load_norm(const TensorFile& file, const std::string& name, std::size_t width);

  std::size_t width_ = 0, heads_ = 0, longest_ = 0;
  std::span<const std::int8_t> pieces_;
  std::span<const float> piece_scale_, positions_, shapes_;
  std::size_t vocabulary_ = 0, shape_count_ = 0;
  Norm norm_;
  std::vector<Layer> layers_;
};

/// y = max(y, 0)
void relu(Matrix& y);
/// y = y * Phi(y), the exact GELU (Hendrycks & Gimpel 2016) with erf to 1e-6.
void gelu(Matrix& y);
/// Index of the largest value of a row; the first of equals.
std::size_t best(std::span<const float> row);
/// Probability of `index` under the softmax of the row.
float probability(std::span<const float> row, std::size_t index);

}  // namespace tamga::nn
