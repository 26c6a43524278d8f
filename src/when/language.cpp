#include "text/split.h"
#include "when/detail/tables.h"

namespace tamga::when {
namespace {

Words words_of(const json::Value& value) {
  Words words;
  for (std::string& word : value.strings()) words.insert(std::move(word));
  return words;
}

void numbered(const json::Value& rows, Lookup<unsigned>& table) {
  for (unsigned i = 0; i < rows.size(); ++i) {
    for (const std::string& name : rows[i].strings()) table[name] = i + 1;
  }
}

template <class Number>
void integers(const json::Value& members, Lookup<Number>& table) {
  for (const auto& [name, value] : members.members()) table[name] = static_cast<Number>(value.integer_or(0));
}

void load_vague(const json::Value& section, std::vector<VaguePhrase>& phrases) {
  constexpr std::pair<const char*, Vague> kDirections[] = {
      {"present", Vague::kPresent}, {"past", Vague::kPast}, {"future", Vague::kFuture}};
  for (const auto& [name, vague] : kDirections) {
    for (const std::string& phrase : section[name].strings()) phrases.push_back({text::split(phrase, ' '), vague});
  }
  std::stable_sort(phrases.begin(), phrases.end(), [](const VaguePhrase& a, const VaguePhrase& b) {
    return a.words.size() > b.words.size();
  });
}

}  // namespace

Language::Language(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
Language::Language(Language&&) noexcept = default;
Language& Language::operator=(Language&&) noexcept = default;
Language::~Language() = default;

Result<Language> Language::load(const json::Value& s) {
  if (!s.is_object() || s["months"].size() != 12 || s["weekdays"].size() != 7) {
    return Error{ErrorCode::kBadData, "when: there must be 12 months and 7 weekdays", {}, {}};
  }
  auto t = std::make_unique<Tables>();
  numbered(s["months"], t->months);
  numbered(s["weekdays"], t->weekdays);
  for (std::size_t i = 0; i < s["months"].size(); ++i) {
    const std::vector<std::string> names = s["months"][i].strings();
    for (std::size_t j = 1; j < names.size(); ++j) t->month_abbreviations.insert(names[j]);
  }
  integers(s["seasons"], t->seasons);
  integers(s["numbers"], t->numbers);
  integers(s["decades"], t->decades);
  integers(s["ordinals"], t->ordinals);
  integers(s["days"], t->days);
  for (const auto& [unit, names] : s["units"].members()) {
    for (const std::string& name : names.strings()) t->units[name] = unit;
  }
  for (const auto& [name, value] : s["named_days"].members()) {
    t->named_days[name] = {static_cast<unsigned>(value[std::size_t{0}].integer_or(1)),
                           static_cast<unsigned>(value[std::size_t{1}].integer_or(1))};
  }
  t->ordinal_endings = s["ordinal_endings"].strings();
  const std::pair<const char*, Words*> lists[] = {{"the", &t->the},
                                                  {"last", &t->last},
                                                  {"next", &t->next},
                                                  {"this", &t->this_},
                                                  {"early", &t->early},
                                                  {"mid", &t->mid},
                                                  {"late", &t->late},
                                                  {"ago", &t->ago},
                                                  {"later", &t->later},
                                                  {"before", &t->before},
                                                  {"after", &t->after},
                                                  {"of", &t->of},
                                                  {"until", &t->until},
                                                  {"since", &t->since},
                                                  {"to", &t->to},
                                                  {"between", &t->between},
                                                  {"that_day", &t->that_day},
                                                  {"future", &t->future},
                                                  {"ambiguous", &t->ambiguous},
                                                  {"whole", &t->whole},
                                                  {"around", &t->around},
                                                  {"period", &t->period},
                                                  {"latest", &t->latest},
                                                  {"possessive", &t->possessive},
                                                  {"thousand", &t->thousand}};
  for (const auto& [name, words] : lists) *words = words_of(s[name]);
  load_vague(s["vague"], t->vague);
  return Language(std::move(t));
}

std::string_view name_of(Basis basis) {
  switch (basis) {
    case Basis::kText:
      return "text";
    case Basis::kComputed:
      return "computed";
    case Basis::kContext:
      return "context";
    case Basis::kPublished:
      return "published";
  }
  return "text";
}

}  // namespace tamga::when
