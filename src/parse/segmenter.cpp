#include "parse/detail/segmenter.h"

#include <algorithm>

#include "nn/dense.h"
#include "text/utf8.h"

namespace tamga::parse {
namespace {

constexpr std::size_t kClasses = 3;
constexpr std::size_t kLongestWord = 400;  // characters; longer runs are cut so that no word grows without bound

/// A line break parts paragraphs when the line is empty, or short, or ends like a sentence: a hard-wrapped line does
/// none of these.
bool parts_paragraphs(std::string_view text, std::size_t newline) {
  const auto next = text.find_first_not_of(" \t\r", newline + 1);
  if (next == std::string_view::npos || text[next] == '\n') return true;
  const auto line_begin = newline == 0 ? std::string_view::npos : text.rfind('\n', newline - 1);
  const std::size_t begin = line_begin == std::string_view::npos ? 0 : line_begin + 1;
  const std::string_view line = text.substr(begin, newline - begin);
  constexpr std::size_t kWrapWidth = 60, kLongLine = 130;  // bytes; prose is wrapped between these
  if (line.size() < kWrapWidth || line.size() > kLongLine) return true;
  const char last = line.back() == '\r' && line.size() > 1 ? line[line.size() - 2] : line.back();
  return last == '.' || last == '!' || last == '?' || last == ':';
}

Error broken(const nn::TensorFile& file) {
  return {ErrorCode::kBadData, "no sound weight file: segmenter is missing", file.path().string(), 8};
}

}  // namespace

Result<Segmenter> Segmenter::load(const nn::TensorFile& file) {
  Segmenter out;
  const auto characters = file.config()["characters"].strings();
  for (std::uint32_t i = 0; i < characters.size(); ++i) out.ids_.emplace(characters[i], i);
  out.count_ = characters.size();
  const auto embedding = file.shape("segmenter.embed");
  if (characters.empty() || embedding.size() != 2 || embedding[1] == 0) return broken(file);
  out.embed_ = out.width_ = embedding[1];
  out.embedding_ = TRY(file.floats("segmenter.embed", {out.count_, out.embed_}));
  for (std::size_t i = 1;; ++i) {
    const std::string name = "segmenter.conv" + std::to_string(i);
    const auto shape = file.shape(name + ".weight");
    if (shape.empty() && i > 1) break;
    if (shape.size() != 3 || shape[0] % 2 == 0 || shape[2] == 0 || shape[2] % 16 != 0) return broken(file);
    out.layers_.push_back({TRY(file.floats(name + ".weight", {shape[0], out.width_, shape[2]})),
                           TRY(file.floats(name + ".bias", {shape[2]}))});
    out.width_ = shape[2];
    out.reach_ += shape[0] / 2;
  }
  out.out_ = TRY(file.floats("segmenter.out.weight", {out.width_, kClasses}));
  out.out_bias_ = TRY(file.floats("segmenter.out.bias", {kClasses}));
  return out;
}

std::uint32_t Segmenter::id_of(std::string_view bytes, char32_t code) const {
  if (const auto found = ids_.find(std::string(bytes)); found != ids_.end()) return found->second;
  const auto found = ids_.find("<" + std::string(text::category(code)) + ">");
  return found == ids_.end() ? 0 : found->second;
}

std::vector<Segmenter::Decision> Segmenter::decide(std::string_view text, std::span<const Character> characters) const {
  const std::size_t length = characters.size();
  std::vector<float> x(length * embed_);
  for (std::size_t i = 0; i < length; ++i) {
    const auto range = characters[i].range;
    // in the treebanks a blank stands between the last word and the line break
    const bool ends_line = characters[i].code == U'\n' && i > 0 && !text::is_space(characters[i - 1].code);
    const std::uint32_t id = range.empty() || ends_line ? id_of(" ", U' ') : id_of(text.substr(range.begin, range.size()), characters[i].code);
    std::copy_n(embedding_.data() + id * embed_, embed_, x.data() + i * embed_);
  }
  std::size_t width = embed_;
  for (const Layer& layer : layers_) {
    x = nn::convolve_relu(x, width, layer.weight, layer.bias);
    width = layer.bias.size();
  }
  std::vector<Decision> out(length);
  for (std::size_t i = 0; i < length; ++i) {
    float scores[kClasses];
    for (std::size_t c = 0; c < kClasses; ++c) {
      scores[c] = out_bias_[c];
      for (std::size_t d = 0; d < width_; ++d) scores[c] += x[i * width_ + d] * out_[d * kClasses + c];
    }
    out[i] = {static_cast<Ends>(std::max_element(scores, scores + kClasses) - scores), scores[2] - scores[1]};
  }
  return out;
}

/// "7,100", "3.5": whether the character and the next are of one figure, whose groups and decimals no word's end parts.
bool Segmenter::goes_on_as_number(std::span<const Character> characters, std::size_t i) {
  const auto at = [&](std::size_t place) { return place < characters.size() ? characters[place].code : U' '; };
  const auto digit = [&](std::size_t place) { return at(place) >= U'0' && at(place) <= U'9'; };
  const std::size_t mark = digit(i) ? i + 1 : i;
  if (mark == 0 || !digit(mark - 1) || !digit(mark + 1)) return false;
  if (at(mark) == U'.') return true;
  return at(mark) == U',' && digit(mark + 2) && digit(mark + 3) && !digit(mark + 4);
}

std::vector<RoughWord> Segmenter::words(std::string_view text) const {
  constexpr std::size_t kChunk = 4096;  // characters
  const std::size_t margin = reach_ + 1;
  std::vector<Character> characters;
  for (std::size_t at = 0; at < text.size();) {
    const auto [code, size] = text::code_point_at(text, at);
    characters.push_back({{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + size)}, code});
    at += size;
  }
  const std::size_t real = characters.size();
  const auto end_of_text = static_cast<std::uint32_t>(text.size());
  for (char32_t code : {U' ', U'\n', U'\n'}) characters.push_back({{end_of_text, end_of_text}, code});
  std::vector<Decision> all;
  for (std::size_t begin = 0; begin < characters.size(); begin += kChunk) {
    const std::size_t from = begin > margin ? begin - margin : 0;
    const std::size_t end = std::min(begin + kChunk, characters.size()), to = std::min(end + margin, characters.size());
    const auto part = decide(text, std::span(characters).subspan(from, to - from));
    all.insert(all.end(), part.begin() + static_cast<std::ptrdiff_t>(begin - from),
               part.begin() + static_cast<std::ptrdiff_t>(end - from));
  }
  std::vector<RoughWord> out;
  bool paragraph = true, open = false;
  std::size_t length = 0;
  for (std::size_t i = 0; i < real; ++i) {
    const Character& c = characters[i];
    if (text::is_space(c.code)) {
      open = false;
      paragraph = paragraph || (c.code == U'\n' && parts_paragraphs(text, c.range.begin));
      continue;
    }
    if (!open) {
      out.push_back({{c.range.begin, c.range.end}, 0, paragraph});
      paragraph = false;
      length = 0;
    }
    out.back().range.end = c.range.end;
    out.back().ends_sentence = all[i].sentence;
    open = (all[i].ends == Ends::kNothing || goes_on_as_number(characters, i)) && ++length < kLongestWord;
  }
  return out;
}

}  // namespace tamga::parse
