#include "quantity/finder.h"

#include <algorithm>

#include "quantity/detail/number.h"
#include "text/utf8.h"

namespace tamga::quantity {

using parse::WordId;

namespace {

class Finder {
 public:
  Finder(const text::Document& document, const parse::Forest& forest, const Language::Tables& tables)
      : forest_(forest), t_(tables), pieces_(document, forest, tables) {}

  AmountTable find() {
    AmountTable table;
    for (std::uint32_t at = 0; at < pieces_.size();) {
      std::uint32_t next = at + 1;
      if (auto amount = amount_at(at, next, table)) table.amounts.push_back(std::move(*amount));
      at = next;
    }
    return table;
  }

 private:
  /// What was read before the amount is made of it.
  struct Read {
    Number number;
    std::optional<Number> upper;
    std::string unit;
    std::uint32_t end = 0;  // piece after the last
  };

  parse::SentenceId sentence(std::uint32_t piece) const { return forest_.word({pieces_.word(piece)}).sentence; }

  std::optional<AmountMention> amount_at(std::uint32_t at, std::uint32_t& next, const AmountTable& before) const {
    Read read;
    read.end = at;
    if (auto currency = currency_before(read.end)) read.unit = *currency;
    const std::uint32_t first_figure = read.end;
    const auto number = pieces_.number(read.end);
    if (!number) return std::nullopt;
    read.number = *number;
    const std::uint32_t after_number = read.end;
    read_upper(read, at);
    if (read.unit.empty()) read_unit(read);
    if (read.unit.empty() && counts_figures(after_number)) return std::nullopt;
    if (read.unit.empty()) read_counted(read, first_figure);
    if (read.unit.empty()) read.unit = unit_told_before(read, at, before);
    if (read.unit.empty() || sentence(at) != sentence(read.end - 1)) return std::nullopt;
    next = read.end;
    return made(read, at);
  }

  AmountMention made(Read& read, std::uint32_t at) const {
    AmountMention amount;
    amount.value = read.number.value;
    if (read.upper) amount.upper = read.upper->value;
    amount.unit = std::move(read.unit);
    if (pieces_.is(read.end, t_.per) && pieces_.is(read.end + 1, t_.periods)) {
      amount.per = pieces_.text(read.end + 1);
      read.end += 2;
    }
    amount.approximate = is_approximate(at);
    amount.first = WordId{pieces_.word(at)};
    amount.last = WordId{pieces_.word(read.end - 1)};
    amount.head = top_of(amount.first, amount.last);
    amount.range = forest_.bytes(amount.first, amount.last);
    return amount;
  }

  /// "$", "US$", "US $", "EUR": moves past it. "A$" is one word, "a $150 million loan" two.
  std::optional<std::string> currency_before(std::uint32_t& at) const {
    const std::string two = std::string(pieces_.text(at)) + std::string(pieces_.text(at + 1));
    if (const auto found = t_.signs.find(two); found != t_.signs.end() && !pieces_.text(at + 1).empty() &&
                                                (pieces_.text(at).size() > 1 || pieces_.is_joined(at + 1))) {
      at += 2;
      return found->second;
    }
    if (const auto found = t_.signs.find(pieces_.text(at)); found != t_.signs.end()) {
      ++at;
      return found->second;
    }
    const auto code = t_.codes.find(pieces_.text(at));
    if (code == t_.codes.end() || !pieces_.is_capitals(at)) return std::nullopt;
    ++at;
    return code->second;
  }

  /// "2-3 GW", "$1 to $2 billion", "between 5 and 7 million": the scale is that of both.
  void read_upper(Read& read, std::uint32_t at) const {
    const bool joined = pieces_.is(read.end, t_.to) ||
                        (at > 0 && pieces_.is(at - 1, t_.between) && pieces_.is(read.end, t_.both));
    if (!joined) return;
    std::uint32_t end = read.end + 1;
    currency_before(end);
    const auto upper = pieces_.number(end);
    if (!upper || upper->value <= read.number.value) return;
    read.upper = upper;
    const double scaled = read.number.value * upper->scale;
    if (read.number.scale == 1 && upper->scale > 1 && scaled < upper->value) read.number.value = scaled;
    read.number.scale = upper->scale;
    read.end = end;
  }

  void read_unit(Read& read) const {
    std::uint32_t at = pieces_.is_hyphen(read.end) ? read.end + 1 : read.end;
    auto symbol = pieces_.symbol(at, t_.currencies);
    if (!symbol) symbol = pieces_.symbol(at, t_.units);
    if (!symbol) return;
    read.unit = *symbol;
    read.end = at;
  }

  /// "two 1,200 MW units", "2 x 1,000 MW": the first counts, the second measures.
  bool counts_figures(std::uint32_t at) const {
    if (pieces_.is(at, t_.times)) ++at;
    const auto number = pieces_.number(at);
    return number && number->figure;
  }

  /// The noun that a number modifies: "three nuclear power reactors" counts reactors.
  void read_counted(Read& read, std::uint32_t first) const {
    if (pieces_.ends_name(first)) return;
    for (std::uint32_t piece = first; piece < read.end; ++piece) {
      const WordId number{pieces_.word(piece)};
      if (!forest_.relation_is(number, "nummod")) continue;
      const WordId noun = forest_.head(number);
      const std::uint32_t last = pieces_.word(read.end - 1);
      if (noun.value <= last || noun.value > last + kFarthestNoun || !counts(noun) || is_year(read, noun)) continue;
      read.unit = forest_.lemma(noun);
      while (read.end < pieces_.size() && pieces_.word(read.end) <= noun.value) ++read.end;
      return;
    }
  }
  static constexpr std::uint32_t kFarthestNoun = 4;

  bool counts(WordId noun) const {
    return forest_.word(noun).upos == parse::Upos::kNoun && !t_.not_counted.contains(text::lower(forest_.lemma(noun)));
  }

  /// "the 2025 summit".
  bool is_year(const Read& read, WordId noun) const {
    return read.number.figure && read.number.scale == 1 && read.number.value >= 1900 && read.number.value <= 2100 &&
           forest_.feature(noun, "Number") != "Plur";
  }

  /// "12 billion euros. About 2.5 billion of it is for metals": large figures of a paragraph keep the unit.
  std::string unit_told_before(const Read& read, std::uint32_t at, const AmountTable& before) const {
    if (read.number.scale < kLargeScale || before.amounts.empty()) return {};
    const AmountMention& last = before.amounts.back();
    const auto paragraph = [&](parse::SentenceId id) { return forest_.sentence(id).paragraph; };
    const bool same = paragraph(forest_.word(last.first).sentence) == paragraph(sentence(at));
    return same && last.value >= kLargeScale ? last.unit : std::string();
  }
  static constexpr double kLargeScale = 1e6;

  bool is_approximate(std::uint32_t at) const {
    return std::any_of(t_.approximate.begin(), t_.approximate.end(), [&](const Phrase& phrase) {
      return at >= phrase.size() && pieces_.starts(at - static_cast<std::uint32_t>(phrase.size()), phrase);
    });
  }

  WordId top_of(WordId first, WordId last) const {
    for (WordId at = first; at <= last; ++at.value) {
      const WordId head = forest_.head(at);
      if (head < first || head > last || head == at) return at;
    }
    return first;
  }

  const parse::Forest& forest_;
  const Language::Tables& t_;
  Pieces pieces_;
};

}  // namespace

AmountTable find_amounts(const text::Document& document, const parse::Forest& forest, const Language& language) {
  return Finder(document, forest, language.tables()).find();
}

}  // namespace tamga::quantity
