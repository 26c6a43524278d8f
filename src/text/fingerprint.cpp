#include "text/fingerprint.h"

#include <algorithm>
#include <vector>

#include "text/utf8.h"

namespace tamga::text {
namespace {

constexpr std::size_t kRun = 4;

std::uint64_t mix(std::uint64_t value) {  // splitmix64's finaliser
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31);
}

std::vector<std::uint64_t> word_hashes(std::string_view raw) {
  const std::string key = name_key(raw);
  std::vector<std::uint64_t> words;
  bool inside = false;
  for (std::size_t at = 0; at < key.size();) {
    const CodePoint point = code_point_at(key, at);
    at += point.size;
    if (point.value == U' ') {
      inside = false;
      continue;
    }
    if (!inside || is_unspaced(point.value)) words.push_back(0xcbf29ce484222325ULL);
    words.back() = mix(words.back() ^ point.value);
    inside = !is_unspaced(point.value);
  }
  return words;
}

}  // namespace

Fingerprint Fingerprint::of(std::string_view text) {
  Fingerprint out;
  out.values.fill(UINT32_MAX);
  const std::vector<std::uint64_t> words = word_hashes(text);
  const std::size_t run = std::min(kRun, words.size());
  for (std::size_t first = 0; run != 0 && first + run <= words.size(); ++first) {
    std::uint64_t shingle = 0;
    for (std::size_t i = first; i < first + run; ++i) shingle = mix(shingle * 31 + words[i]);
    for (std::size_t i = 0; i < kSize; ++i) {
      const auto value = static_cast<std::uint32_t>(mix(shingle + i * 0x9e3779b97f4a7c15ULL) >> 32);
      out.values[i] = std::min(out.values[i], value);
    }
  }
  return out;
}

std::string Fingerprint::text() const {
  std::string out;
  out.reserve(kSize * 8);
  for (const std::uint32_t value : values)
    for (int shift = 28; shift >= 0; shift -= 4) out += "0123456789abcdef"[(value >> shift) & 15U];
  return out;
}

std::optional<Fingerprint> Fingerprint::from_text(std::string_view text) {
  if (text.size() != kSize * 8) return std::nullopt;
  Fingerprint out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t digit = std::string_view("0123456789abcdef").find(text[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    out.values[i / 8] = (out.values[i / 8] << 4) | static_cast<std::uint32_t>(digit);
  }
  return out;
}

double Fingerprint::likeness(const Fingerprint& other) const {
  std::size_t same = 0;
  for (std::size_t i = 0; i < kSize; ++i) same += values[i] == other.values[i] && values[i] != UINT32_MAX;
  return static_cast<double>(same) / kSize;
}

}  // namespace tamga::text
