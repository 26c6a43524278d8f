#include "quantity/finder.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <sstream>

#include "text/utf8.h"

namespace tamga::quantity {

using parse::WordId;
using Words = std::set<std::string, std::less<>>;
using Phrase = std::vector<std::string>;

struct Language::Tables {
  std::map<std::string, double, std::less<>> numbers, scales;
  std::map<std::string, std::string, std::less<>> signs, currencies;
  std::vector<std::pair<Phrase, std::string>> units;  // longest first
  Words to, per, periods, not_counted;
  std::vector<Phrase> approximate;
};

Language::Language(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
Language::Language(Language&&) noexcept = default;
Language& Language::operator=(Language&&) noexcept = default;
Language::~Language() = default;

namespace {

Words words_of(const json::Value& value) {
  Words words;
  for (std::string& word : value.strings()) words.insert(std::move(word));
  return words;
}

Phrase phrase_of(const std::string& text) {
  Phrase phrase;
  std::istringstream in(text);
  for (std::string word; in >> word;) phrase.push_back(word);
  return phrase;
}

}  // namespace

Result<Language> Language::load(const json::Value& s) {
  if (!s.is_object()) return Error{ErrorCode::kBadData, "quantity: no object", {}, {}};
  auto t = std::make_unique<Tables>();
  for (const auto& [name, value] : s["numbers"].members()) t->numbers[name] = value.number_or(0);
  for (const auto& [name, value] : s["scales"].members()) t->scales[name] = value.number_or(1);
  for (const auto& [name, value] : s["signs"].members()) t->signs[name] = value.string_or("");
  for (const auto& [name, value] : s["currencies"].members()) t->currencies[name] = value.string_or("");
  for (const auto& [symbol, names] : s["units"].members()) {
    for (const std::string& name : names.strings()) t->units.emplace_back(phrase_of(name), symbol);
  }
  std::stable_sort(t->units.begin(), t->units.end(), [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  t->to = words_of(s["to"]);
  t->per = words_of(s["per"]);
  t->periods = words_of(s["periods"]);
  t->not_counted = words_of(s["not_counted"]);
  for (const std::string& name : s["approximate"].strings()) t->approximate.push_back(phrase_of(name));
  return Language(std::move(t));
}

namespace {

class Finder {
 public:
  Finder(const text::Document& document, const parse::Forest& forest, const Language::Tables& tables)
      : document_(document), forest_(forest), t_(tables) {
    for (std::uint32_t i = 0; i < forest.words().size(); ++i) {
      forms_.push_back(text::lower(document.words(forest.word(WordId{i}).range)));
    }
  }

  AmountTable find() {
    AmountTable table;
    for (std::uint32_t i = 0; i < forms_.size();) {
      std::uint32_t next = i + 1;
      if (auto amount = amount_at(i, next)) table.amounts.push_back(std::move(*amount));
      i = next;
    }
    return table;
  }

 private:
  std::string_view form(std::uint32_t i) const { return i < forms_.size() ? std::string_view(forms_[i]) : std::string_view(); }
  bool same_sentence(std::uint32_t a, std::uint32_t b) const {
    return b < forms_.size() && forest_.word(WordId{a}).sentence == forest_.word(WordId{b}).sentence;
  }

  /// A figure with its scale from `at`; moves `at` past it.
  std::optional<double> number(std::uint32_t& at) const {
    double value = 0;
    const std::string_view f = form(at);
    if (f.empty()) return std::nullopt;
    std::string scale;
    if (f[0] >= '0' && f[0] <= '9') {
      std::string digits;
      std::size_t used = 0;
      while (used < f.size() && ((f[used] >= '0' && f[used] <= '9') || f[used] == ',' || f[used] == '.')) {
        if (f[used] != ',') digits += f[used];
        ++used;
      }
      if (digits.find('.') != digits.rfind('.')) return std::nullopt;
      scale = f.substr(used);
      if (!scale.empty() && !t_.scales.contains(scale)) return std::nullopt;
      value = std::strtod(digits.c_str(), nullptr);
    } else {
      const auto found = t_.numbers.find(f);
      if (found == t_.numbers.end()) return std::nullopt;
      value = found->second;
      if (value >= 20 && value < 100 && (form(at + 1) == "-" || t_.numbers.contains(form(at + 1)))) {  // "twenty-five"
        const std::uint32_t ones = form(at + 1) == "-" ? at + 2 : at + 1;
        if (const auto one = t_.numbers.find(form(ones)); one != t_.numbers.end() && one->second < 10) {
          value += one->second;
          at = ones;
        }
      }
    }
    ++at;
    if (!scale.empty()) value *= t_.scales.at(scale);
    std::uint32_t next = form(at) == "-" ? at + 1 : at;
    for (auto s = t_.scales.find(form(next)); s != t_.scales.end() && form(next).size() > 1; s = t_.scales.find(form(next))) {
      value *= s->second;
      at = ++next;
    }
    return value;
  }

  std::optional<std::string> unit(std::uint32_t& at) const {
    if (const auto found = t_.currencies.find(form(at)); found != t_.currencies.end()) {
      ++at;
      return found->second;
    }
    for (const auto& [phrase, symbol] : t_.units) {
      bool here = true;
      for (std::uint32_t i = 0; i < phrase.size() && here; ++i) here = form(at + i) == phrase[i];
      if (!here) continue;
      at += static_cast<std::uint32_t>(phrase.size());
      return symbol;
    }
    return std::nullopt;
  }

  std::optional<AmountMention> amount_at(std::uint32_t i, std::uint32_t& next) const {
    std::uint32_t at = i;
    std::string currency;
    if (const auto sign = sign_at(at)) currency = *sign;
    const auto value = number(at);
    if (!value) return std::nullopt;
    AmountMention amount;
    amount.value = *value;
    std::uint32_t end = at;
    if (t_.to.contains(form(at))) {  // "2-3 GW", "$1 to $2 billion"
      std::uint32_t after = at + 1;
      sign_at(after);
      if (const auto upper = number(after); upper && *upper > *value) {
        amount.upper = upper;
        for (double scale : {1e3, 1e6, 1e9, 1e12}) {
          if (*upper / *value > 500 && *value * scale < *upper) amount.value = *value * scale;
        }
        at = end = after;
      }
    }
    if (!currency.empty()) {
      amount.unit = currency;
    } else {
      std::uint32_t after = form(at) == "-" ? at + 1 : at;
      if (const auto symbol = unit(after)) {
        amount.unit = *symbol;
        end = after;
      } else if (const auto noun = counted(i, at)) {
        amount.unit = std::string(forest_.lemma(*noun));
        end = noun->value + 1;
      }
    }
    if (amount.unit.empty() || !same_sentence(i, end - 1)) return std::nullopt;
    next = end;
    if (t_.per.contains(form(end)) && t_.periods.contains(form(end + 1))) {
      amount.per = form(end + 1);
      end += 2;
    }
    amount.approximate = approximate(i);
    amount.first = WordId{i};
    amount.last = WordId{end - 1};
    amount.head = top_of(i, end - 1);
    amount.range = forest_.bytes(amount.first, amount.last);
    return amount;
  }

  /// "$", "US$", "A $": moves past the sign.
  std::optional<std::string> sign_at(std::uint32_t& at) const {
    const std::string two = std::string(form(at)) + std::string(form(at + 1));
    if (const auto found = t_.signs.find(two); found != t_.signs.end() && !form(at + 1).empty()) {
      at += 2;
      return found->second;
    }
    if (const auto found = t_.signs.find(form(at)); found != t_.signs.end()) {
      ++at;
      return found->second;
    }
    return std::nullopt;
  }

  /// The noun that a number modifies: "three nuclear power reactors" counts reactors.
  std::optional<WordId> counted(std::uint32_t first, std::uint32_t after) const {
    const WordId number{first};
    if (!forest_.relation_is(number, "nummod")) return std::nullopt;
    const WordId noun = forest_.head(number);
    if (noun.value < after || noun.value > after + 4 || forest_.word(noun).upos != parse::Upos::kNoun) return std::nullopt;
    const std::string lemma = text::lower(forest_.lemma(noun));
    if (t_.not_counted.contains(lemma)) return std::nullopt;
    return noun;
  }

  bool approximate(std::uint32_t i) const {
    for (const Phrase& phrase : t_.approximate) {
      if (i < phrase.size()) continue;
      bool here = true;
      for (std::uint32_t j = 0; j < phrase.size() && here; ++j) {
        here = form(i - static_cast<std::uint32_t>(phrase.size()) + j) == phrase[j];
      }
      if (here) return true;
    }
    return false;
  }

  WordId top_of(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t i = first; i <= last; ++i) {
      const WordId head = forest_.head(WordId{i});
      if (head.value < first || head.value > last || head == WordId{i}) return WordId{i};
    }
    return WordId{first};
  }

  const text::Document& document_;
  const parse::Forest& forest_;
  const Language::Tables& t_;
  std::vector<std::string> forms_;
};

}  // namespace

AmountTable find_amounts(const text::Document& document, const parse::Forest& forest, const Language& language) {
  return Finder(document, forest, language.tables()).find();
}

}  // namespace tamga::quantity
