#include "nn/linear.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>

#include "nn/encoder.h"

namespace tamga::nn {
namespace {

/// A safetensors file with one linear map of small whole numbers.
std::filesystem::path linear_file(std::size_t out, std::size_t in, std::mt19937& random) {
  std::string weight(out * in, '\0');
  for (char& c : weight) c = static_cast<char>(static_cast<int>(random() % 255) - 127);
  std::string scale, bias;
  for (std::size_t i = 0; i < out; ++i) {
    const float s = 0.01F * static_cast<float>(i % 7 + 1), b = static_cast<float>(i % 5) - 2;
    scale.append(reinterpret_cast<const char*>(&s), 4);
    bias.append(reinterpret_cast<const char*>(&b), 4);
  }
  const auto entry = [](const char* name, const char* type, std::string shape, std::size_t begin,
                        std::size_t end) {
    return std::string("\"") + name + "\":{\"dtype\":\"" + type + "\",\"shape\":[" + shape +
           "],\"data_offsets\":[" + std::to_string(begin) + "," + std::to_string(end) + "]}";
  };
  const std::size_t w = weight.size(), s = w + scale.size(), b = s + bias.size();
  std::string header = "{" + entry("a.weight", "I8", std::to_string(out) + "," + std::to_string(in), 0, w) +
                       "," + entry("a.scale", "F32", std::to_string(out), w, s) + "," +
                       entry("a.bias", "F32", std::to_string(out), s, b) + "}";
  header.resize((header.size() + 7) / 8 * 8, ' ');
  const std::uint64_t size = header.size();
  const auto path = std::filesystem::temp_directory_path() / ("tamga_nn_" + std::to_string(random()));
  const std::string bytes =
      std::string(reinterpret_cast<const char*>(&size), 8) + header + weight + scale + bias;
  EXPECT_TRUE(write_file(path, bytes).ok());
  return path;
}

TEST(Linear, KernelsGiveTheSameBits) {
  const std::vector<Kernel> kernels = known_kernels();
  if (kernels.size() == 1) GTEST_SKIP() << "this processor has only the portable kernel";
  std::mt19937 random(7);
  for (const auto& [out, in, rows] : {std::array<std::size_t, 3>{5, 8, 1}, {70, 128, 9}, {384, 384, 6}}) {
    const auto path = linear_file(out, in, random);
    const auto file = TensorFile::open(path);
    ASSERT_TRUE(file.ok()) << file.error().text();
    const auto linear = Linear::load(*file, "a", in);
    ASSERT_TRUE(linear.ok()) << linear.error().text();
    Matrix x(rows, in);
    for (float& value : x.values) value = static_cast<float>(random() % 2000) / 500.0F - 2.0F;
    const Quantised x8(x);
    for (const Kernel kernel : kernels)
      EXPECT_EQ(linear->apply(x8, Kernel::kPortable).values, linear->apply(x8, kernel).values)
          << name_of(kernel);
    std::filesystem::remove(path);
  }
}

TEST(Quantised, RoundsHalfToEvenAndKeepsTheLargest) {
  Matrix x(2, 20);
  x.values[0] = 127, x.values[1] = -127, x.values[2] = 0.5F, x.values[3] = 1.5F, x.values[4] = -2.5F,
  x.values[19] = 3.4F;
  const Quantised q(x);
  EXPECT_EQ(q.scales[0], 1.0F);
  EXPECT_EQ(std::vector<int>(q.bytes.begin(), q.bytes.begin() + 5),
            (std::vector<int>{255, 1, 128, 130, 126}));
  EXPECT_EQ(q.bytes[19], 131);
  EXPECT_EQ(q.bytes[20], 128) << "a row of zeros";
}

TEST(Linear, IsCloseToTheExactProduct) {
  std::mt19937 random(3);
  const auto path = linear_file(20, 64, random);
  const auto file = TensorFile::open(path);
  const auto linear = Linear::load(*file, "a", 64);
  const auto weight = *file->bytes("a.weight", {20, 64});
  Matrix x(1, 64);
  for (float& value : x.values) value = static_cast<float>(random() % 2000) / 1000.0F - 1.0F;
  const Matrix y = linear->apply(x);
  for (std::size_t o = 0; o < 20; ++o) {
    double exact = static_cast<double>(o % 5) - 2;
    for (std::size_t i = 0; i < 64; ++i)
      exact += x.values[i] * weight[o * 64 + i] * 0.01 * static_cast<double>(o % 7 + 1);
    EXPECT_NEAR(y.values[o], exact, 0.5) << o;  // 64 products, each off by at most 127 * 0.07 / 254
  }
  std::filesystem::remove(path);
}

TEST(TensorFile, AnyTruncationIsAnErrorThatNamesTheFile) {
  std::mt19937 random(5);
  const auto path = linear_file(4, 8, random);
  const std::string whole = *read_file(path);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    ASSERT_TRUE(write_file(path, whole.substr(0, size)).ok());
    const auto file = TensorFile::open(path);
    ASSERT_FALSE(file.ok()) << size;
    EXPECT_EQ(file.error().code, ErrorCode::kBadData);
    EXPECT_EQ(file.error().document, path.string());
  }
  std::filesystem::remove(path);
}

TEST(Gelu, FollowsTheDefinition) {
  Matrix x(1, 16);
  for (std::size_t i = 0; i < 16; ++i) x.values[i] = static_cast<float>(i) * 0.5F - 4.0F;
  Matrix y = x;
  gelu(y);
  for (std::size_t i = 0; i < 16; ++i)
    EXPECT_NEAR(y.values[i], x.values[i] * 0.5 * (1 + std::erf(x.values[i] / std::sqrt(2.0))), 2e-6);
}

}  // namespace
}  // namespace tamga::nn
