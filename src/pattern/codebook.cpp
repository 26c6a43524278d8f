#include "pattern/codebook.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <sstream>

#include "text/utf8.h"

namespace tamga::pattern {

using parse::Forest;
using parse::WordId;

namespace {

using Classes = std::map<std::string, std::vector<Phrase>, std::less<>>;

Phrase phrase_of(std::string_view text) {
  Phrase phrase;
  std::istringstream in{std::string(text)};
  for (std::string word; in >> word;) phrase.push_back(word);
  return phrase;
}

std::vector<std::string> one_or_many(const json::Value& value) {
  if (value.is_string()) return {std::string(value.string_or(""))};
  return value.strings();
}

Words words_of(const json::Value& value) {
  Words words;
  for (std::string& word : one_or_many(value)) words.insert(std::move(word));
  return words;
}

std::optional<Operator> operator_of(std::string_view name) {
  constexpr std::pair<std::string_view, Operator> kNames[] = {
      {"future", Operator::kFuture},           {"possible", Operator::kPossible}, {"denied", Operator::kDenied},
      {"conditional", Operator::kConditional}, {"purpose", Operator::kPurpose},   {"question", Operator::kQuestion}};
  for (const auto& [known, op] : kNames) {
    if (known == name) return op;
  }
  return std::nullopt;
}

Error bad(const std::string& file, const std::string& rule, const std::string& what) {
  return Error{ErrorCode::kBadData, "codebook: rule " + rule + ": " + what, file, {}};
}

/// Reads the rules of one file.
class Reader {
 public:
  Reader(std::string file, std::string language, const Classes& classes)
      : file_(std::move(file)), language_(std::move(language)), classes_(classes) {}

  Result<Rule> read(const json::Value& value) {
    Rule rule;
    rule.id = value["id"].string_or("");
    if (rule.id.empty()) return bad(file_, "?", "has no id");
    TRY(keys_known(rule.id, value, {"id", "doc", "triggers", "where", "then", "only", "never", "priority", "standalone",
                                    "weak", "confidence", "examples", "voice"}));
    TRY(keys_known(rule.id, value["then"], {"event", "stage", "mode", "status", "who", "whom", "reciprocal", "final"}));
    rule.doc = value["doc"].string_or("");
    const json::Value& triggers = value["triggers"][language_];
    rule.triggers[Kind::kVerb] = words_of(triggers["verb"]);
    rule.triggers[Kind::kNoun] = words_of(triggers["noun"]);
    rule.triggers[Kind::kCopula] = words_of(triggers["adjective"]);
    for (const auto& [kind, words] : rule.triggers) rule.fallback = rule.fallback || words.contains("*");
    for (const json::Value& item : value["where"].items()) rule.conditions.push_back(TRY(condition(rule.id, item)));
    rule.only = TRY(operators(rule.id, value["only"]));
    rule.never = TRY(operators(rule.id, value["never"]));
    rule.voice = value["voice"].string_or("");
    if (!rule.voice.empty() && rule.voice != "active" && rule.voice != "passive") {
      return bad(file_, rule.id, "voice is active or passive, not " + rule.voice);
    }
    const json::Value& then = value["then"];
    rule.event = then["event"].string_or("");
    rule.stage = then["stage"].string_or("");
    rule.mode = then["mode"].string_or("");
    rule.status = then["status"].string_or("");
    rule.who = one_or_many(then["who"]);
    rule.whom = one_or_many(then["whom"]);
    rule.reciprocal = then["reciprocal"].bool_or(false);
    rule.standalone = value["standalone"].bool_or(false);
    rule.final = then["final"].bool_or(false);
    rule.weak = value["weak"].bool_or(false);
    rule.confidence = value["confidence"].number_or(0.8);
    rule.priority = static_cast<int>(value["priority"].integer_or(0));
    for (const json::Value& example : value["examples"][language_].items()) {
      rule.examples.push_back({std::string(example["text"].string_or("")), example["claim"]});
    }
    return rule;
  }

 private:
  /// A misspelt key would change what a rule means without a word.
  Status keys_known(const std::string& rule, const json::Value& value,
                    std::initializer_list<std::string_view> known) const {
    for (const auto& [key, ignored] : value.members()) {
      if (std::find(known.begin(), known.end(), key) == known.end()) return bad(file_, rule, "unknown key " + key);
    }
    return {};
  }

  Result<std::vector<Operator>> operators(const std::string& rule, const json::Value& value) {
    std::vector<Operator> found;
    for (const std::string& name : one_or_many(value)) {
      const auto op = operator_of(name);
      if (!op) return bad(file_, rule, "unknown operator " + name);
      found.push_back(*op);
    }
    return found;
  }

  Result<Condition> condition(const std::string& rule, const json::Value& item) {
    TRY(keys_known(rule, item, {"role", "type", "class", "within", "form", "absent"}));
    Condition condition;
    condition.roles = one_or_many(item["role"]);
    condition.types = words_of(item["type"]);
    condition.forms = words_of(item["form"]);
    condition.absent = item["absent"].bool_or(false);
    for (const std::string& name : one_or_many(item["class"])) {
      const std::vector<Phrase>* phrases = TRY(find_class(rule, name));
      condition.heads.insert(condition.heads.end(), phrases->begin(), phrases->end());
    }
    for (const std::string& name : one_or_many(item["within"])) {
      const std::vector<Phrase>* phrases = TRY(find_class(rule, name));
      condition.within.insert(condition.within.end(), phrases->begin(), phrases->end());
    }
    return condition;
  }

  Result<const std::vector<Phrase>*> find_class(const std::string& rule, const std::string& name) {
    const auto found = classes_.find(name);
    if (found == classes_.end()) return bad(file_, rule, "unknown class " + name);
    return &found->second;
  }

  std::string file_, language_;
  const Classes& classes_;
};

bool word_is(const Forest& forest, WordId word, const std::string& wanted) {
  return forest.lemma(word) == wanted || text::lower(forest.form(word)) == wanted;
}

bool stands_at(const Forest& forest, std::uint32_t first, const Phrase& phrase) {
  if (first + phrase.size() > forest.words().size()) return false;
  for (std::uint32_t i = 0; i < phrase.size(); ++i) {
    if (!word_is(forest, WordId{first + i}, phrase[i])) return false;
  }
  return true;
}

/// Whether a relative clause stands between `word` and what it is of: "a journalist who wrote [a book]".
bool in_relative_clause(const Forest& forest, WordId word, WordId ancestor) {
  for (; word != ancestor && !forest.is_root(word); word = forest.head(word)) {
    if (forest.relation_is(word, "acl:relcl")) return true;
  }
  return false;
}

bool within(const Forest& forest, WordId word, const std::vector<Phrase>& phrases) {
  const auto [first, last] = forest.subtree_span(word);
  for (std::uint32_t at = first.value; at <= last.value; ++at) {
    for (const Phrase& phrase : phrases) {
      const bool stands = at + phrase.size() <= last.value + 1 && stands_at(forest, at, phrase);
      if (stands && !in_relative_clause(forest, WordId{at}, word)) return true;
    }
  }
  return false;
}

/// "Will join" is finite, though "join" by itself is an infinitive.
std::string_view form_of(const Forest& forest, WordId word) {
  for (WordId child : forest.children(word))
    if (forest.word(child).upos == parse::Upos::kAux && forest.feature(child, "VerbForm") == "Fin") return "Fin";
  return forest.feature(word, "VerbForm");
}

bool fits(const Forest& forest, WordId word, const Condition& condition, const TypeOf& type_of) {
  if (!condition.heads.empty() &&
      std::none_of(condition.heads.begin(), condition.heads.end(),
                   [&](const Phrase& phrase) { return covers(forest, word, phrase); })) {
    return false;
  }
  if (!condition.within.empty() && !within(forest, word, condition.within)) return false;
  if (!condition.forms.empty() && !condition.forms.contains(form_of(forest, word))) return false;
  return condition.types.empty() || condition.types.contains(type_of(word));
}

bool holds(const Forest& forest, const Frame& frame, const Condition& condition, const TypeOf& type_of) {
  bool found = false;
  if (condition.roles.empty()) {
    found = fits(forest, frame.word, condition, type_of);
  } else {
    const auto wants = [&](std::string_view role) {
      return std::find(condition.roles.begin(), condition.roles.end(), role) != condition.roles.end();
    };
    found = wants("governor") && !forest.is_root(frame.word) && fits(forest, forest.head(frame.word), condition, type_of);
    for (const Argument& argument : frame.arguments) {
      const bool role = wants(argument.role);
      if (role && fits(forest, argument.word, condition, type_of)) {
        found = true;
        break;
      }
    }
  }
  return found != condition.absent;
}

bool matches(const Forest& forest, const Frame& frame, const Rule& rule, const TypeOf& type_of) {
  if (!rule.voice.empty() && (rule.voice == "passive") != frame.passive) return false;
  for (Operator op : rule.only) {
    if (!frame.has(op)) return false;
  }
  for (Operator op : rule.never) {
    if (frame.has(op)) return false;
  }
  return std::all_of(rule.conditions.begin(), rule.conditions.end(),
                     [&](const Condition& c) { return holds(forest, frame, c, type_of); });
}

}  // namespace

bool covers(const Forest& forest, WordId word, const Phrase& phrase) {
  for (std::uint32_t i = 0; i < phrase.size(); ++i) {
    if (word.value >= i && word_is(forest, word, phrase[i]) && stands_at(forest, word.value - i, phrase)) return true;
  }
  return false;
}

Result<Codebook> Codebook::load(const std::vector<std::pair<std::string, json::Value>>& sections,
                                std::string_view language) {
  Classes classes;
  const std::string tag(language);
  for (const auto& [file, section] : sections) {
    for (const auto& [name, by_language] : section["classes"].members()) {
      for (const std::string& text : by_language[tag].strings()) classes[name].push_back(phrase_of(text));
      classes.try_emplace(name);
    }
  }
  Codebook book;
  for (const auto& [file, section] : sections) {
    Reader reader(file, tag, classes);
    for (const json::Value& item : section["rules"].items()) {
      Rule rule = TRY(reader.read(item));
      if (book.rule(rule.id)) return bad(file, rule.id, "is there twice");
      book.rules_.push_back(std::move(rule));
    }
  }
  for (std::uint32_t i = 0; i < book.rules_.size(); ++i) {
    for (const auto& [kind, words] : book.rules_[i].triggers) {
      for (const std::string& word : words) book.by_trigger_[{kind, word}].push_back(i);
      if (kind == Kind::kNoun) book.nouns_.insert(words.begin(), words.end());
    }
  }
  book.nouns_.erase("*");
  for (auto& [trigger, rules] : book.by_trigger_) {
    std::stable_sort(rules.begin(), rules.end(), [&](std::uint32_t a, std::uint32_t b) {
      const Rule& first = book.rules_[a];
      const Rule& second = book.rules_[b];
      if (first.priority != second.priority) return first.priority > second.priority;
      return first.conditions.size() + first.only.size() + first.never.size() >
             second.conditions.size() + second.only.size() + second.never.size();
    });
  }
  return book;
}

const Rule* Codebook::rule(std::string_view id) const {
  for (const Rule& rule : rules_) {
    if (rule.id == id) return &rule;
  }
  return nullptr;
}

const Rule* Codebook::match(const Forest& forest, const Frame& frame, const TypeOf& type_of) const {
  const auto best_of = [&](Kind kind, const std::string& lemma) -> const Rule* {
    const auto found = by_trigger_.find({kind, lemma});
    if (found == by_trigger_.end()) return nullptr;
    for (std::uint32_t index : found->second) {
      if (matches(forest, frame, rules_[index], type_of)) return &rules_[index];
    }
    return nullptr;
  };
  if (const Rule* rule = best_of(frame.kind, frame.lemma)) return rule;
  if (const auto space = frame.lemma.find(' '); space != std::string::npos) {  // a particle that changes nothing
    if (const Rule* rule = best_of(frame.kind, frame.lemma.substr(0, space))) return rule;
  }
  if (frame.kind == Kind::kCopula) {  // "is the operator of", "is ready to": a noun or participle with a copula
    if (const Rule* rule = best_of(Kind::kNoun, frame.lemma)) return rule;
    if (const Rule* rule = best_of(Kind::kVerb, frame.lemma)) return rule;
  }
  return best_of(frame.kind, "*");
}

}  // namespace tamga::pattern
