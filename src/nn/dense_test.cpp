#include "nn/dense.h"

#include <gtest/gtest.h>

#include <random>

namespace tamga::nn {
namespace {

std::vector<float> whole_numbers(std::size_t size, std::mt19937& random) {
  std::vector<float> out(size);
  for (float& value : out) value = static_cast<float>(static_cast<int>(random() % 7) - 3);
  return out;
}

// Sums of small whole numbers are exact in any order.

TEST(Dense, DotAndBilinearAreTheirDefinitions) {
  std::mt19937 random(1);
  for (const std::size_t size : {1U, 16U, 129U}) {
    const auto left = whole_numbers(size, random), right = whole_numbers(size, random);
    const auto matrix = whole_numbers(size * size, random);
    float product = 0, form = 0;
    std::vector<float> projected(size);
    for (std::size_t i = 0; i < size; ++i) {
      product += left[i] * right[i];
      for (std::size_t j = 0; j < size; ++j) {
        form += left[i] * matrix[i * size + j] * right[j];
        projected[j] += left[i] * matrix[i * size + j];
      }
    }
    EXPECT_EQ(dot(left, right), product);
    Matrix one(1, size), two(1, size);
    one.values = left, two.values = right;
    EXPECT_EQ(bilinear(one, matrix, two).values, std::vector{form});
    EXPECT_EQ(project(left, matrix, size), projected);
  }
}

TEST(Dense, ConvolutionSeesZerosBeyondTheEnds) {
  std::mt19937 random(2);
  constexpr std::size_t kIn = 3, kOut = 32, kKernel = 5;
  for (const std::size_t length : {1U, 4U, 13U}) {
    const auto x = whole_numbers(length * kIn, random), weight = whole_numbers(kKernel * kIn * kOut, random);
    const auto bias = whole_numbers(kOut, random);
    const auto y = convolve_relu(x, kIn, weight, bias);
    ASSERT_EQ(y.size(), length * kOut);
    for (std::size_t t = 0; t < length; ++t)
      for (std::size_t o = 0; o < kOut; ++o) {
        float sum = bias[o];
        for (std::size_t k = 0; k < kKernel; ++k)
          for (std::size_t i = 0; i < kIn; ++i)
            if (t + k >= kKernel / 2 && t + k - kKernel / 2 < length)
              sum += x[(t + k - kKernel / 2) * kIn + i] * weight[(k * kIn + i) * kOut + o];
        EXPECT_EQ(y[t * kOut + o], std::max(sum, 0.0F)) << t << " " << o;
      }
  }
}

TEST(Dense, ConvolutionOfNothingIsNothing) {
  EXPECT_TRUE(convolve_relu({}, 1, std::vector<float>(16), std::vector<float>(16)).empty());
}

}  // namespace
}  // namespace tamga::nn
