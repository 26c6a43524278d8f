#include "pattern/frame.h"

namespace tamga::pattern {
namespace {

Words words_of(const json::Value& value) {
  Words words;
  for (std::string& word : value.strings()) words.insert(std::move(word));
  return words;
}

std::optional<Operator> operator_of(std::string_view name) {
  if (name == "future") return Operator::kFuture;
  if (name == "possible") return Operator::kPossible;
  if (name == "conditional") return Operator::kConditional;
  if (name == "denied") return Operator::kDenied;
  if (name == "purpose") return Operator::kPurpose;
  return std::nullopt;
}

Status read_operators(const json::Value& section, std::string_view key, std::map<Operator, Words>& table) {
  for (const auto& [name, words] : section[key].members()) {
    const auto op = operator_of(name);
    if (!op) {
      return Error{ErrorCode::kBadData, "grammar: " + std::string(key) + ": unknown operator " + name, {}, {}};
    }
    table[*op] = words_of(words);
  }
  return {};
}

}  // namespace

Result<Grammar> Grammar::load(const json::Value& section) {
  if (!section.is_object()) return Error{ErrorCode::kBadData, "grammar: no object", {}, {}};
  Grammar grammar;
  for (const auto& [word, role] : section["markers"].members()) {
    grammar.markers[word] = role.string_or(word);
  }
  for (const auto& [from, to] : section["noun_roles"].members()) grammar.noun_roles[from] = to.string_or(from);
  TRY(read_operators(section, "auxiliaries", grammar.auxiliaries));
  TRY(read_operators(section, "backshifted", grammar.backshifted));
  TRY(read_operators(section, "adverbs", grammar.adverbs));
  TRY(read_operators(section, "governors", grammar.governors));
  TRY(read_operators(section, "clause_marks", grammar.clause_marks));
  for (const auto& [verb, nouns] : section["light"].members()) grammar.light[verb] = words_of(nouns);
  const std::pair<std::string_view, Words*> lists[] = {
      {"negators", &grammar.negators},           {"not_negated", &grammar.not_negated},
      {"copular", &grammar.copular}, {"ahead_markers", &grammar.ahead_markers}, {"infinitive_be", &grammar.infinitive_be}, {"infinitive_marks", &grammar.infinitive_marks},
      {"deniers", &grammar.deniers}, {"judges", &grammar.judges}, {"denied_nouns", &grammar.denied_nouns}, {"refutations", &grammar.refutations},     {"titles", &grammar.titles},
           {"maker_markers", &grammar.maker_markers},
      {"speech", &grammar.speech},               {"factive", &grammar.factive},
      {"transparent", &grammar.transparent},     {"agent_nouns", &grammar.agent_nouns},
      {"delegates", &grammar.delegates},
      {"lifted", &grammar.lifted},               {"passive_markers", &grammar.passive_markers},
      {"complement_marks", &grammar.complement_marks},
      {"adversatives", &grammar.adversatives},   {"subject_control", &grammar.subject_control},
      {"object_control", &grammar.object_control}};
  for (const auto& [key, words] : lists) *words = words_of(section[key]);
  return grammar;
}

}  // namespace tamga::pattern
