#include "parse/detail/word_pieces.h"

#include "text/utf8.h"

namespace tamga::parse {
namespace {

bool stands_alone(char32_t code) {
  const bool ascii_symbol = (code >= 33 && code <= 47) || (code >= 58 && code <= 64) || (code >= 91 && code <= 96) ||
                            (code >= 123 && code <= 126);
  return ascii_symbol || text::is_punctuation(code) || (code >= 0x4E00 && code <= 0x9FFF);
}

}  // namespace

Result<WordPieces> WordPieces::load(std::string_view vocabulary, const json::Value& config) {
  WordPieces out;
  std::uint32_t id = 0;
  for (std::size_t at = 0; at < vocabulary.size(); ++id) {
    const auto end = std::min(vocabulary.find('\n', at), vocabulary.size());
    if (end > at) out.ids_.emplace(vocabulary.substr(at, end - at), id);
    at = end + 1;
  }
  out.count_ = id;
  for (const auto& [from, to] : config["char_map"].members()) out.char_map_.emplace(from, to.string_or(""));
  out.longest_ = static_cast<std::size_t>(config["longest_word"].integer_or(16));
  for (const auto& [name, place] : {std::pair{"[UNK]", &out.unknown_}, {"[CLS]", &out.first_}, {"[SEP]", &out.last_}}) {
    const auto found = out.ids_.find(name);
    if (found == out.ids_.end())
      return Error{ErrorCode::kBadData, std::string("the vocabulary has no ") + name, "vocab.txt", 0};
    *place = found->second;
  }
  return out;
}

std::string WordPieces::normalise(std::string_view form) const {
  std::string mapped;
  for (std::size_t at = 0; at < form.size();) {
    const auto size = text::code_point_at(form, at).size;
    const std::string character(form.substr(at, size));
    const auto found = char_map_.find(character);
    mapped += found == char_map_.end() ? character : found->second;
    at += size;
  }
  return text::strip_accents(text::lower(mapped));
}

std::vector<std::uint32_t> WordPieces::of(std::string_view form) const {
  constexpr std::size_t kLongest = 100;  // characters
  const std::string word = normalise(form);
  std::vector<std::uint32_t> out;
  std::string run;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < word.size(); ++characters) {
    const auto [code, size] = text::code_point_at(word, at);
    if (stands_alone(code)) {
      split_run(run, out);
      run.clear();
      split_run(word.substr(at, size), out);
    } else if (!text::is_space(code)) {
      run.append(word, at, size);
    }
    at += size;
  }
  split_run(run, out);
  if (out.empty() || characters > kLongest) return {unknown_};
  if (out.size() > longest_) out.resize(longest_);
  return out;
}

void WordPieces::split_run(const std::string& run, std::vector<std::uint32_t>& out) const {
  std::vector<std::uint32_t> pieces;
  for (std::size_t at = 0; at < run.size();) {
    std::size_t end = run.size();
    auto found = ids_.end();
    for (; end > at; --end) {
      if (end < run.size() && (static_cast<unsigned char>(run[end]) & 0xC0U) == 0x80U) continue;
      found = ids_.find((at > 0 ? "##" : "") + run.substr(at, end - at));
      if (found != ids_.end()) break;
    }
    if (found == ids_.end()) {
      out.push_back(unknown_);
      return;
    }
    pieces.push_back(found->second);
    at = end;
  }
  out.insert(out.end(), pieces.begin(), pieces.end());
}

std::uint32_t shape_of(std::string_view form) {
  std::size_t letters = 0, upper = 0;
  bool first_upper = false;
  for (std::size_t at = 0; at < form.size();) {
    const auto [code, size] = text::code_point_at(form, at);
    if (at == 0 && text::is_digit(code)) return 6;
    if (text::is_letter(code)) {
      const bool is_upper = text::is_upper(code);
      if (letters == 0) first_upper = is_upper;
      ++letters;
      upper += is_upper ? 1U : 0U;
    }
    at += size;
  }
  if (letters == 0) return 0;
  if (upper == 0) return 1;
  if (upper == letters) return letters == 1 ? 4 : 3;
  return first_upper && upper == 1 ? 2 : 5;
}

}  // namespace tamga::parse
