#include "source/detail/tables.h"
#include "text/split.h"

namespace tamga::source {
namespace {

Words words_of(const json::Value& value) {
  const auto list = value.strings();
  return {list.begin(), list.end()};
}

Result<PatternItem> compile_item(const std::string& text, const json::Value& classes) {
  if (text == "*") return PatternItem{{}, true};
  PatternItem item;
  for (const std::string& word : text::split(text, '|')) {
    if (!word.starts_with('<')) {
      item.words.insert(word);
      continue;
    }
    const auto name = word.substr(1, word.size() - 2);
    if (!classes.has(name)) return Error{ErrorCode::kBadData, "no class <" + name + ">", "", {}};
    item.words.merge(words_of(classes[name]));
  }
  return item;
}

Result<RemarkPattern> compile_pattern(const std::string& text, const json::Value& classes) {
  RemarkPattern pattern;
  for (const std::string& item : text::split(text, ' ')) pattern.push_back(TRY(compile_item(item, classes)));
  if (pattern.empty() || pattern.front().gap || pattern.back().gap)
    return Error{ErrorCode::kBadData, "pattern \"" + text + "\" is empty or begins or ends with a gap", "", {}};
  return pattern;
}

Result<RemarkRule> compile_rule(const json::Value& value, const json::Value& classes) {
  RemarkRule rule{std::string(value["remark"].string_or("")), {}, {}, {}};
  if (rule.remark.empty()) return Error{ErrorCode::kBadData, "a remark rule without \"remark\"", "", {}};
  for (const std::string& text : value["patterns"].strings()) {
    auto pattern = compile_pattern(text, classes);
    if (!pattern.ok())
      return Error{ErrorCode::kBadData, "remark rule \"" + rule.remark + "\": " + pattern.error().message, "", {}};
    rule.patterns.push_back(*std::move(pattern));
  }
  rule.examples = value["examples"].strings();
  rule.counterexamples = value["counterexamples"].strings();
  return rule;
}

}  // namespace

Language::Language(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
Language::Language(Language&&) noexcept = default;
Language& Language::operator=(Language&&) noexcept = default;
Language::~Language() = default;

Result<Language> Language::load(const json::Value& attribution, const json::Value& remarks) {
  auto tables = std::make_unique<Tables>();
  Tables& t = *tables;
  const std::pair<const char*, Words*> lists[] = {
      {"speech_verbs", &t.speech_verbs}, {"only_with_clause", &t.only_with_clause},
      {"addressee_verbs", &t.addressee_verbs}, {"estimating_verbs", &t.estimating_verbs}, {"judging_verbs", &t.judging_verbs}, {"denying_verbs", &t.denying_verbs},
      {"voicing_verbs", &t.voicing_verbs}, {"passive_agents", &t.passive_agents},
      {"source_prepositions", &t.source_prepositions}, {"count_prepositions", &t.count_prepositions},
      {"citing_verbs", &t.citing_verbs}, {"plan_auxiliaries", &t.plan_auxiliaries},
      {"documents", &t.documents}, {"opinions", &t.opinions}, {"occasions", &t.occasions},
      {"media_words", &t.media_words}, {"media_nouns", &t.media_nouns}, {"outsider_nouns", &t.outsider_nouns},
      {"platforms", &t.platforms}, {"owner_prepositions", &t.owner_prepositions},
      {"medium_prepositions", &t.medium_prepositions}, {"content_anaphora", &t.content_anaphora},
      {"manner_marks", &t.manner_marks}, {"source_labels", &t.source_labels}};
  for (const auto& [name, words] : lists) *words = words_of(attribution[name]);
  for (const auto& [verb, preposition] : attribution["estimating_at"].members())
    t.estimating_at[verb] = preposition.string_or("");
  if (t.speech_verbs.empty()) return Error{ErrorCode::kBadData, "attribution: no speech_verbs", "", {}};
  t.release_cues = attribution["release_cues"].strings();
  t.boilerplate_longest = static_cast<std::size_t>(attribution["boilerplate"]["longest_words"].integer_or(16));
  t.boilerplate_cues = attribution["boilerplate"]["cues"].strings();
  t.gap = static_cast<std::size_t>(remarks["gap"].integer_or(5));
  for (const json::Value& rule : remarks["rules"].items())
    t.remark_rules.push_back(TRY(compile_rule(rule, remarks["classes"])));
  return Language(std::move(tables));
}

std::vector<Language::Example> Language::examples() const {
  std::vector<Example> out;
  for (const RemarkRule& rule : tables_->remark_rules) {
    for (const std::string& sentence : rule.examples) out.push_back({rule.remark, sentence, true});
    for (const std::string& sentence : rule.counterexamples) out.push_back({rule.remark, sentence, false});
  }
  return out;
}

}  // namespace tamga::source
