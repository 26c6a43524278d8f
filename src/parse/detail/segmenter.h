// Characters to words: a convolutional net over code points.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "nn/tensor_file.h"
#include "text/document.h"

namespace tamga::parse {

struct RoughWord {
  text::ByteRange range;
  bool ends_sentence = false;      ///< what the net thinks
  bool begins_paragraph = false;   ///< stands after a line break that parts paragraphs
};

class Segmenter {
 public:
  static Result<Segmenter> load(const nn::TensorFile& file);
  std::vector<RoughWord> words(std::string_view text) const;

 private:
  struct Character {
    text::ByteRange range;
    char32_t code;
  };
  std::uint32_t id_of(std::string_view bytes, char32_t code) const;
  std::vector<std::uint8_t> classes(std::string_view text, const std::vector<Character>& characters) const;

  std::unordered_map<std::string, std::uint32_t> ids_;
  std::size_t embed_ = 0, width_ = 0, kernel_ = 0, count_ = 0;
  std::span<const float> embedding_, conv1_, bias1_, conv2_, bias2_, out_, out_bias_;
};

}  // namespace tamga::parse
