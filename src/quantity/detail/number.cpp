#include "quantity/detail/number.h"

#include <algorithm>
#include <cstdlib>

#include "text/utf8.h"

namespace tamga::quantity {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Bytes of the hyphen or dash here; 0 for none.
std::size_t dash_size(std::string_view text) {
  if (text.starts_with("-")) return 1;
  return text.starts_with("–") || text.starts_with("—") ? 3 : 0;
}

}  // namespace

Pieces::Pieces(const text::Document& document, const parse::Forest& forest, const Language::Tables& tables)
    : tables_(tables) {
  for (std::uint32_t i = 0; i < forest.words().size(); ++i) {
    const text::ByteRange range = forest.words()[i].range;
    cut(document.words(range), i, i > 0 && forest.words()[i - 1].range.end == range.begin);
  }
}

/// Words with figures fall apart at dashes, and where digits end: "2.3bn", "350kg", "A$5".
void Pieces::cut(std::string_view word, std::uint32_t index, bool joined) {
  const std::string lower = text::lower(word);
  const bool capitals = lower != word && std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (std::none_of(lower.begin(), lower.end(), is_digit)) {
    pieces_.push_back({lower, index, capitals, joined});
    return;
  }
  std::string_view rest = lower;
  for (const auto& [sign, currency] : tables_.signs) {
    if (rest.size() <= sign.size() || !rest.starts_with(sign) || !is_digit(rest[sign.size()])) continue;
    pieces_.push_back({sign, index, false, joined});
    joined = true;
    rest.remove_prefix(sign.size());
    break;
  }
  if (!is_digit(rest[0])) {  // "SEPCO1", "U3O8": names
    pieces_.push_back({std::string(rest), index, capitals, joined});
    return;
  }
  while (!rest.empty()) {
    std::size_t end = dash_size(rest);
    const bool dash = end > 0;
    const bool figure = is_digit(rest[0]);
    while (!dash && end < rest.size() && dash_size(rest.substr(end)) == 0 &&
           (!figure || is_digit(rest[end]) || rest[end] == ',' || rest[end] == '.'))
      ++end;
    pieces_.push_back({std::string(rest.substr(0, end)), index, false, joined});
    joined = true;
    rest.remove_prefix(end);
  }
}

bool Pieces::starts(std::uint32_t at, const Phrase& phrase) const {
  for (std::uint32_t i = 0; i < phrase.size(); ++i)
    if (text(at + i) != phrase[i]) return false;
  return !phrase.empty();
}

std::optional<std::string> Pieces::symbol(std::uint32_t& at, const Phrases& phrases) const {
  for (const auto& [phrase, symbol] : phrases) {
    if (!starts(at, phrase)) continue;
    at += static_cast<std::uint32_t>(phrase.size());
    return symbol;
  }
  return std::nullopt;
}

bool Pieces::is_unit(std::uint32_t at) const {
  return tables_.scales.contains(text(at)) || symbol(at, tables_.units) || symbol(at, tables_.currencies);
}

/// "4,300" and "17.36"; the full stop of a sentence may hang on. Not "12.5.2025".
std::optional<double> Pieces::digits(std::string_view text) const {
  if (text.empty() || !is_digit(text[0])) return std::nullopt;
  while (text.ends_with(".") || text.ends_with(",")) text.remove_suffix(1);
  std::string plain;
  for (char c : text) {
    if (!is_digit(c) && c != '.' && c != ',') return std::nullopt;
    if (c != ',') plain += c;
  }
  if (std::count(plain.begin(), plain.end(), '.') > 1) return std::nullopt;
  return std::strtod(plain.c_str(), nullptr);
}

/// Digits, also in groups of three with spaces between where a unit follows: "1 200 tonnes".
std::optional<double> Pieces::figure(std::uint32_t& at) const {
  const auto first = digits(text(at));
  if (!first) return std::nullopt;
  double value = *first;
  std::uint32_t end = at + 1;
  const bool may_group = text(at).size() <= 3 && text(at).find_first_not_of("0123456789") == std::string_view::npos;
  while (may_group && text(end).size() == 3 && digits(text(end)) && text(end).find_first_of(".,") == std::string_view::npos) {
    value = value * 1000 + *digits(text(end));
    ++end;
  }
  const bool grouped = end > at + 1 && is_unit(end);
  at = grouped ? end : at + 1;
  return grouped ? value : *first;
}

/// "twelve", "twenty-five".
std::optional<double> Pieces::spelled(std::uint32_t& at) const {
  const auto found = tables_.numbers.find(text(at));
  if (found == tables_.numbers.end()) return std::nullopt;
  double value = found->second;
  ++at;
  if (value < 20 || value >= 100) return value;
  const std::uint32_t ones = is_hyphen(at) ? at + 1 : at;
  const auto one = tables_.numbers.find(text(ones));
  if (one == tables_.numbers.end() || one->second >= 10) return value;
  at = ones + 1;
  return value + one->second;
}

/// "half a million".
std::optional<Number> Pieces::fraction(std::uint32_t& at) const {
  const auto part = tables_.fractions.find(text(at));
  if (part == tables_.fractions.end()) return std::nullopt;
  const std::uint32_t after = is(at + 1, tables_.articles) ? at + 2 : at + 1;
  const auto scale = tables_.scales.find(text(after));
  if (scale == tables_.scales.end()) return std::nullopt;
  at = after + 1;
  return Number{part->second * scale->second, scale->second, false};
}

std::optional<Number> Pieces::number(std::uint32_t& at) const {
  if (auto part = fraction(at)) return part;
  Number out;
  auto value = figure(at);
  out.figure = value.has_value();
  if (!value) value = spelled(at);
  if (!value) return std::nullopt;
  out.value = *value;
  if (starts(at, tables_.and_a_half)) {
    out.value += 0.5;
    at += static_cast<std::uint32_t>(tables_.and_a_half.size());
  }
  for (std::uint32_t next = is_hyphen(at) ? at + 1 : at;; next = at) {
    const auto scale = tables_.scales.find(text(next));
    // A scale of one letter has to stand at its figure: "2.3b", not "3 m".
    if (scale == tables_.scales.end() || (scale->first.size() == 1 && !is_joined(next))) break;
    out.value *= scale->second;
    out.scale *= scale->second;
    at = next + 1;
  }
  return out;
}

}  // namespace tamga::quantity
