#include <algorithm>
#include <sstream>

#include "quantity/detail/tables.h"

namespace tamga::quantity {
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

Phrases phrases_of(const json::Value& value) {
  Phrases phrases;
  for (const auto& [symbol, names] : value.members())
    for (const std::string& name : names.strings()) phrases.emplace_back(phrase_of(name), symbol);
  std::stable_sort(phrases.begin(), phrases.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  return phrases;
}

void read(const json::Value& value, std::map<std::string, double, std::less<>>& table) {
  for (const auto& [name, number] : value.members()) table[name] = number.number_or(0);
}

void read(const json::Value& value, std::map<std::string, std::string, std::less<>>& table) {
  for (const auto& [name, text] : value.members()) table[name] = text.string_or("");
}

}  // namespace

Language::Language(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
Language::Language(Language&&) noexcept = default;
Language& Language::operator=(Language&&) noexcept = default;
Language::~Language() = default;

Result<Language> Language::load(const json::Value& section) {
  if (!section.is_object()) return Error{ErrorCode::kBadData, "quantity: no object", {}, {}};
  auto t = std::make_unique<Tables>();
  read(section["numbers"], t->numbers);
  read(section["scales"], t->scales);
  read(section["fractions"], t->fractions);
  read(section["signs"], t->signs);
  read(section["codes"], t->codes);
  t->units = phrases_of(section["units"]);
  t->currencies = phrases_of(section["currencies"]);
  const std::pair<const char*, Words*> lists[] = {
      {"to", &t->to}, {"both", &t->both}, {"between", &t->between}, {"per", &t->per}, {"periods", &t->periods},
      {"articles", &t->articles}, {"times", &t->times}, {"not_counted", &t->not_counted}};
  for (const auto& [name, words] : lists) *words = words_of(section[name]);
  for (const std::string& name : section["approximate"].strings()) t->approximate.push_back(phrase_of(name));
  t->and_a_half = phrase_of(std::string(section["and_a_half"].string_or("")));
  if (t->units.empty()) return Error{ErrorCode::kBadData, "quantity: no units", {}, {}};
  return Language(std::move(t));
}

}  // namespace tamga::quantity
