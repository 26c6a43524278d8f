#include "pipeline/mention_lines.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tuple>

namespace tamga::pipeline {
namespace {

using mention::Type;

/// The contract's word. A region is a place, a body that only a common noun names is an organisation.
std::string type_word(Type type) {
  switch (type) {
    case Type::kRegion: return std::string(name_of(Type::kPlace));
    case Type::kBody: return std::string(name_of(Type::kOrganisation));
    case Type::kRole: return std::string(name_of(Type::kGroup));
    default: return std::string(name_of(type));
  }
}

/// The shortest digits that read back as the same number; the same in every locale.
std::string number_text(double value) {
  char digits[400];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), value, std::chars_format::fixed).ptr;
  return {digits, end};
}

std::string amount_name(const quantity::AmountMention& amount) {
  std::string name = number_text(amount.value);
  if (amount.upper) name += "-" + number_text(*amount.upper);
  if (!amount.unit.empty()) name += " " + amount.unit;
  if (!amount.per.empty()) name += "/" + amount.per;
  return name;
}

class Lines {
 public:
  explicit Lines(const text::Document& document) : document_(document) {}

  void add(text::ByteRange range, model::Mention line) {
    line.evidence = {range.begin, range.end, std::string(document_.words(range))};
    lines_.push_back(std::move(line));
  }

  void add(const mention::Mention& mention, const mention::Referent& referent) {
    model::Mention line;
    line.id = referent.id;
    line.type = type_word(referent.type);
    line.name = referent.name;
    line.country = referent.country;
    line.confidence = std::round(static_cast<double>(mention.confidence) * 1000) / 1000;  // 0.9 is printed as 0.9
    add(mention.range, std::move(line));
  }

  std::vector<model::Mention> sorted() && {
    std::stable_sort(lines_.begin(), lines_.end(), [](const model::Mention& a, const model::Mention& b) {
      return std::tie(a.evidence.begin, a.evidence.end) < std::tie(b.evidence.begin, b.evidence.end);
    });
    return std::move(lines_);
  }

 private:
  const text::Document& document_;
  std::vector<model::Mention> lines_;
};

}  // namespace

std::vector<model::Mention> mention_lines(const text::Document& document, const mention::MentionTable& mentions,
                                          const when::DateTable& dates, const quantity::AmountTable& amounts) {
  Lines lines(document);
  for (const mention::Mention& mention : mentions.mentions())
    for (const mention::ReferentId referent : mention.referents) lines.add(mention, mentions.referent(referent));
  for (const when::DateMention& date : dates.dates)
    if (const std::string& edtf = date.edtf.empty() ? date.covers : date.edtf; !edtf.empty())
      lines.add(date.range, {"", "date", edtf, "", {}, 1});
  for (const quantity::AmountMention& amount : amounts.amounts)
    if (!amount.is_date_or_age) lines.add(amount.range, {"", "amount", amount_name(amount), "", {}, 1});
  return std::move(lines).sorted();
}

}  // namespace tamga::pipeline
