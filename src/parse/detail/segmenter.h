// Characters to words: a convolutional net over code points.
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "nn/tensor_file.h"
#include "text/document.h"

namespace tamga::parse {

struct RoughWord {
  text::ByteRange range;
  float ends_sentence = 0;         ///< how far the net holds its end for a sentence's, in logits over a word's end
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
  struct Layer {
    std::span<const float> weight, bias;
  };
  /// What ends with a character: nothing, a word or a sentence.
  enum class Ends : std::uint8_t { kNothing, kWord, kSentence };
  struct Decision {
    Ends ends = Ends::kNothing;
    float sentence = 0;  ///< of a sentence's end over a word's
  };
  static bool goes_on_as_number(std::span<const Character> characters, std::size_t i);
  std::vector<Decision> decide(std::string_view text, std::span<const Character> characters) const;

  std::unordered_map<std::string, std::uint32_t> ids_;
  std::size_t embed_ = 0, width_ = 0, count_ = 0;
  std::size_t reach_ = 0;  ///< characters to each side that a decision depends on
  std::vector<Layer> layers_;
  std::span<const float> embedding_, out_, out_bias_;
};

}  // namespace tamga::parse
