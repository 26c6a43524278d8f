#include "nn/encoder.h"

#include <algorithm>
#include <cmath>

#include "nn/detail/clones.h"

namespace tamga::nn {
namespace {

// Vectors of fixed width, so that sums have one order everywhere.
constexpr std::size_t kLanes = 16;
typedef float Vector __attribute__((vector_size(64)));
typedef std::int32_t IntVector __attribute__((vector_size(64)));

#define TAMGA_INLINE inline __attribute__((always_inline))

TAMGA_INLINE Vector load(const float* from) {
  Vector out;
  __builtin_memcpy(&out, from, sizeof out);
  return out;
}
TAMGA_INLINE void store(float* to, const Vector& v) { __builtin_memcpy(to, &v, sizeof v); }

TAMGA_INLINE float sum_of(const Vector& v) {
  float out = 0;
  for (std::size_t i = 0; i < kLanes; ++i) out += v[i];
  return out;
}

/// e^x for x <= 0 and moderate x, Cephes polynomial, relative error 2e-7.
TAMGA_INLINE Vector exponential(Vector x) {
  x = x < -87.0F ? Vector{} - 87.0F : x;
  const Vector scaled = x * 1.44269504088896341F;
  const IntVector whole =
      __builtin_convertvector(scaled + (scaled < 0.0F ? Vector{} - 0.5F : Vector{} + 0.5F), IntVector);
  const Vector n = __builtin_convertvector(whole, Vector);
  x = x - n * 0.693359375F + n * 2.12194440e-4F;
  Vector y = x * 1.9875691500E-4F + 1.3981999507E-3F;
  y = y * x + 8.3334519073E-3F;
  y = y * x + 4.1665795894E-2F;
  y = y * x + 1.6666665459E-1F;
  y = y * x + 5.0000001201E-1F;
  y = y * x * x + x + 1.0F;
  union {
    IntVector i;
    Vector f;
  } power;
  power.i = (whole + 127) << 23;
  return y * power.f;
}

TAMGA_CLONES void layer_norm(float* x, std::size_t width, const float* weight, const float* bias) {
  Vector total{};
  for (std::size_t i = 0; i < width; i += kLanes) total += load(x + i);
  const float mean = sum_of(total) / static_cast<float>(width);
  Vector squares{};
  for (std::size_t i = 0; i < width; i += kLanes) {
    const Vector d = load(x + i) - mean;
    squares += d * d;
  }
  const float inverse = 1.0F / std::sqrt(sum_of(squares) / static_cast<float>(width) + 1e-12F);
  for (std::size_t i = 0; i < width; i += kLanes) {
    store(x + i, (load(x + i) - mean) * inverse * load(weight + i) + load(bias + i));
  }
}

TAMGA_CLONES void add(float* x, const float* y, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) x[i] += y[i];
}

/// Abramowitz & Stegun 7.1.26.
TAMGA_INLINE Vector erf_of(Vector x) {
  const Vector sign = x < 0.0F ? Vector{} - 1.0F : Vector{} + 1.0F;
  x = x * sign;
  const Vector t = 1.0F / (x * 0.3275911F + 1.0F);
  Vector y = t * 1.061405429F - 1.453152027F;
  y = y * t + 1.421413741F;
  y = y * t - 0.284496736F;
  y = y * t + 0.254829592F;
  return sign * (1.0F - y * t * exponential(Vector{} - x * x));
}

TAMGA_CLONES void gelu_row(float* x, std::size_t size) {
  for (std::size_t i = 0; i < size; i += kLanes) {
    const Vector v = load(x + i);
    store(x + i, v * 0.5F * (erf_of(v * 0.70710678F) + 1.0F));
  }
}

/// Scores to e^(score - largest), zero past the length; returns their sum.
TAMGA_INLINE float soften(float* scores, std::size_t length, std::size_t padded) {
  float largest = scores[0];
  for (std::size_t j = 1; j < length; ++j) largest = scores[j] > largest ? scores[j] : largest;
  for (std::size_t j = length; j < padded; ++j) scores[j] = largest - 1000.0F;
  Vector total{};
  for (std::size_t j = 0; j < padded; j += kLanes) {
    Vector v = exponential(load(scores + j) - largest);
    if (j + kLanes > length)
      for (std::size_t lane = 0; lane < kLanes; ++lane)
        if (j + lane >= length) v[lane] = 0;
    store(scores + j, v);
    total += v;
  }
  return sum_of(total);
}

/// Scores of some queries against all keys (already scaled), softmax, weighted sums of values, for one head.
/// queries: [count][size], keys: [size][padded] (transposed), values and out: rows `stride` apart, scores:
/// [count][padded]. Several queries at once share every load; the order of each sum stays the same.
template <std::size_t count>
TAMGA_INLINE void attend_to(const float* queries, const float* keys, const float* values, std::size_t length,
                            std::size_t padded, std::size_t size, std::size_t stride, float* scores,
                            float* out) {
  for (std::size_t j = 0; j < padded; j += kLanes) {
    Vector sums[count] = {};
    for (std::size_t d = 0; d < size; ++d) {
      const Vector key = load(keys + d * padded + j);
      for (std::size_t q = 0; q < count; ++q) sums[q] += queries[q * size + d] * key;
    }
    for (std::size_t q = 0; q < count; ++q) store(scores + q * padded + j, sums[q]);
  }
  float inverse[count];
  for (std::size_t q = 0; q < count; ++q) inverse[q] = 1.0F / soften(scores + q * padded, length, padded);
  for (std::size_t d = 0; d < size; d += kLanes) {
    Vector sums[count] = {};
    for (std::size_t j = 0; j < length; ++j) {
      const Vector value = load(values + j * stride + d);
      for (std::size_t q = 0; q < count; ++q) sums[q] += scores[q * padded + j] * value;
    }
    for (std::size_t q = 0; q < count; ++q) store(out + q * stride + d, sums[q] * inverse[q]);
  }
}

constexpr std::size_t kQueries = 6;

/// All queries of one head, [length][size].
TAMGA_CLONES void attend(const float* queries, const float* keys, const float* values, std::size_t length,
                         std::size_t padded, std::size_t size, std::size_t stride, float* scores,
                         float* out) {
  std::size_t i = 0;
  for (; i + kQueries <= length; i += kQueries)
    attend_to<kQueries>(queries + i * size, keys, values, length, padded, size, stride, scores,
                        out + i * stride);
  for (; i < length; ++i)
    attend_to<1>(queries + i * size, keys, values, length, padded, size, stride, scores, out + i * stride);
}

/// Multi-head attention of one sequence: rows [begin, begin + length) of q, k, v -> out.
void attention(const Matrix& q, const Matrix& k, const Matrix& v, std::size_t begin, std::size_t length,
               std::size_t heads, Matrix& out) {
  const std::size_t size = q.columns / heads, padded = (length + kLanes - 1) / kLanes * kLanes;
  const float scale = 1.0F / std::sqrt(static_cast<float>(size));
  std::vector<float> keys(size * padded), scores(kQueries * padded), queries(length * size);
  for (std::size_t h = 0; h < heads; ++h) {
    for (std::size_t j = 0; j < length; ++j)
      for (std::size_t d = 0; d < size; ++d) {
        keys[d * padded + j] = k.row(begin + j)[h * size + d];
        queries[j * size + d] = q.row(begin + j)[h * size + d] * scale;
      }
    attend(queries.data(), keys.data(), v.row(begin) + h * size, length, padded, size, v.columns,
           scores.data(), out.row(begin) + h * size);
  }
}

void add_and_norm(Matrix& x, const Matrix& y, std::span<const float> weight, std::span<const float> bias) {
  add(x.values.data(), y.values.data(), x.values.size());
  for (std::size_t i = 0; i < x.rows; ++i) layer_norm(x.row(i), x.columns, weight.data(), bias.data());
}

}  // namespace

void relu(Matrix& y) {
  for (float& value : y.values) value = value > 0 ? value : 0;
}

void gelu(Matrix& y) {
  CHECK(y.columns % kLanes == 0);
  for (std::size_t i = 0; i < y.rows; ++i) gelu_row(y.row(i), y.columns);
}

std::size_t best(std::span<const float> row) {
  return static_cast<std::size_t>(std::max_element(row.begin(), row.end()) - row.begin());
}

float probability(std::span<const float> row, std::size_t index) {
  const float largest = *std::max_element(row.begin(), row.end());
  float total = 0;
  for (const float value : row) total += std::exp(value - largest);
  return std::exp(row[index] - largest) / total;
}

Result<Encoder::Norm> Encoder::load_norm(const TensorFile& file, const std::string& name, std::size_t width) {
  return Norm{TRY(file.floats(name + ".weight", {width})), TRY(file.floats(name + ".bias", {width}))};
}

Result<Encoder> Encoder::load(const TensorFile& file) {
  Encoder out;
  const json::Value& config = file.config();
  out.width_ = static_cast<std::size_t>(config["width"].integer_or(0));
  out.heads_ = static_cast<std::size_t>(config["heads"].integer_or(0));
  const auto layers = static_cast<std::size_t>(config["layers"].integer_or(0));
  if (out.heads_ == 0 || out.width_ == 0 || out.width_ % (out.heads_ * kLanes) != 0 || layers > 64)
    return Error{ErrorCode::kBadData, "no sound weight file: config without width, heads, layers",
                 file.path().string(), 8};
  const auto pieces = file.shape("pieces.weight"), positions = file.shape("positions"),
             shapes = file.shape("shapes");
  out.vocabulary_ = pieces.empty() ? 0 : pieces[0];
  out.longest_ = positions.empty() ? 0 : positions[0];
  out.shape_count_ = shapes.empty() ? 0 : shapes[0];
  out.pieces_ = TRY(file.bytes("pieces.weight", {out.vocabulary_, out.width_}));
  out.piece_scale_ = TRY(file.floats("pieces.scale", {out.vocabulary_}));
  out.positions_ = TRY(file.floats("positions", {out.longest_, out.width_}));
  out.shapes_ = TRY(file.floats("shapes", {out.shape_count_, out.width_}));
  out.norm_ = TRY(load_norm(file, "norm", out.width_));
  const std::size_t width = out.width_;
  for (std::size_t i = 0; i < layers; ++i) {
    const std::string at = "layers." + std::to_string(i) + ".";
    Layer layer{TRY(Linear::load(file, at + "query", width)), TRY(Linear::load(file, at + "key", width)),
                TRY(Linear::load(file, at + "value", width)), TRY(Linear::load(file, at + "out", width)),
                TRY(Linear::load(file, at + "up", width)),    {},
                TRY(load_norm(file, at + "norm1", width)),    TRY(load_norm(file, at + "norm2", width))};
    layer.down = TRY(Linear::load(file, at + "down", layer.up.out()));
    const bool fits = layer.query.out() == width && layer.key.out() == width && layer.value.out() == width &&
                      layer.out.out() == width && layer.down.out() == width && layer.up.out() % kLanes == 0;
    if (!fits)
      return Error{ErrorCode::kBadData, "no sound weight file: layer sizes differ", file.path().string(), 8};
    out.layers_.push_back(std::move(layer));
  }
  return out;
}

Matrix Encoder::embed(std::span<const Sequence> sequences) const {
  std::size_t total = 0;
  for (const Sequence& s : sequences) total += s.pieces.size();
  Matrix x(total, width_);
  std::size_t row = 0;
  for (const Sequence& s : sequences) {
    CHECK(s.pieces.size() <= longest_ && s.shapes.size() == s.pieces.size());
    for (std::size_t i = 0; i < s.pieces.size(); ++i, ++row) {
      CHECK(s.pieces[i] < vocabulary_ && s.shapes[i] < shape_count_);
      const std::int8_t* piece = pieces_.data() + s.pieces[i] * width_;
      const float scale = piece_scale_[s.pieces[i]];
      for (std::size_t d = 0; d < width_; ++d)
        x.row(row)[d] = static_cast<float>(piece[d]) * scale + positions_[i * width_ + d] +
                        shapes_[s.shapes[i] * width_ + d];
      layer_norm(x.row(row), width_, norm_.weight.data(), norm_.bias.data());
    }
  }
  return x;
}

Matrix Encoder::apply(std::span<const Sequence> sequences) const {
  Matrix x = embed(sequences);
  Matrix mixed(x.rows, width_);
  for (const Layer& layer : layers_) {
    const Quantised x8(x);
    const Matrix q = layer.query.apply(x8), k = layer.key.apply(x8), v = layer.value.apply(x8);
    std::size_t begin = 0;
    for (const Sequence& s : sequences) {
      attention(q, k, v, begin, s.pieces.size(), heads_, mixed);
      begin += s.pieces.size();
    }
    add_and_norm(x, layer.out.apply(mixed), layer.norm1.weight, layer.norm1.bias);
    Matrix inner = layer.up.apply(x);
    gelu(inner);
    add_and_norm(x, layer.down.apply(inner), layer.norm2.weight, layer.norm2.bias);
  }
  return x;
}

}  // namespace tamga::nn
