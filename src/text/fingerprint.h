/// How alike two texts are, from a few numbers kept of each: wire copies and rewrites give the report they came from
/// away without its text being read again.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tamga::text {

/// MinHash of the runs of four words (Broder 1997); texts written without spaces count each character as a word.
struct Fingerprint {
  static constexpr std::size_t kSize = 64;
  std::array<std::uint32_t, kSize> values{};
  bool operator==(const Fingerprint&) const = default;

  /// Case, marks and punctuation do not count. A text of fewer than four words gives the print of what is there.
  static Fingerprint of(std::string_view text);
  /// Hexadecimal, eight digits a value, and back; nullopt for what `text` did not write.
  std::string text() const;
  static std::optional<Fingerprint> from_text(std::string_view text);
  /// The estimated share of runs that two texts have in common, 0 to 1 (standard error at most 0.07).
  double likeness(const Fingerprint& other) const;
};

}  // namespace tamga::text
