#include "pipeline/example_check.h"

#include <algorithm>
#include <map>

#include "model/json.h"
#include "pipeline/runner.h"
#include "text/utf8.h"

namespace tamga::pipeline {
namespace {

using json::Value;

bool same_name(const std::string& wanted, const Value& party) {
  const std::string key = text::name_key(wanted);
  return key == text::name_key(party["name"].string_or("")) || key == text::name_key(party["words"].string_or(""));
}

std::string list_words(const Value& items) {
  std::string out;
  for (const Value& item : items.items()) {
    out += out.empty() ? "" : ", ";
    out += item.is_object() ? item["name"].string_or("") : item.string_or("");
  }
  return out.empty() ? "nobody" : out;
}

/// Every wanted name is there, and nobody else.
bool same_parties(const std::vector<std::string>& wanted, const Value& found) {
  const auto is_found = [&](const std::string& name) {
    return std::any_of(found.items().begin(), found.items().end(), [&](const Value& f) { return same_name(name, f); });
  };
  const auto is_wanted = [&](const Value& party) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& name) { return same_name(name, party); });
  };
  return std::all_of(wanted.begin(), wanted.end(), is_found) &&
         std::all_of(found.items().begin(), found.items().end(), is_wanted);
}

bool holds_value(const Value& found, const std::string& wanted) {
  return std::any_of(found.items().begin(), found.items().end(), [&](const Value& item) {
    return item.is_object() ? same_name(wanted, item) : item.string_or("") == wanted;
  });
}

/// Dates by their EDTF, places by name; lists must hold what is wanted.
bool same_field(const Value& wanted, const Value& found) {
  if (found.is_array()) {
    const auto values = wanted.strings();
    return std::all_of(values.begin(), values.end(), [&](const std::string& v) { return holds_value(found, v); }) &&
           (wanted.size() > 0 || wanted.is_string() || found.size() == 0);
  }
  if (found.is_object() && wanted.is_string())
    return found["edtf"].string_or("") == wanted.string_or("") || same_name(std::string(wanted.string_or("")), found);
  return wanted == found;
}

std::string field_difference(const std::string& field, const Value& wanted, const Value& claim) {
  const auto& members = claim.members();
  const auto found = std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.first == field; });
  if (found == members.end()) return "no claim has a field \"" + field + "\"";
  const Value& value = found->second;
  if (field == "who" || field == "whom") {
    if (same_parties(wanted.strings(), value)) return {};
    return field + " is " + list_words(value) + ", not " + list_words(wanted);
  }
  if (same_field(wanted, value)) return {};
  return field + " is " + json::dump(value) + ", not " + json::dump(wanted);
}

/// Why the example does not hold; empty when it does.
std::string problem_of(const std::string& rule, const Value& wanted, const std::vector<model::Claim>& claims) {
  if (wanted.is_null()) {
    const bool fired = std::any_of(claims.begin(), claims.end(), [&](const auto& claim) { return claim.rule == rule; });
    return fired ? "the rule makes a claim of it" : "";
  }
  if (claims.empty()) return "no claim at all";
  // The claim that comes nearest explains best: the one with the shortest list of differences.
  std::string nearest;
  for (const model::Claim& claim : claims) {
    const std::string other = difference(wanted, claim);
    if (other.empty()) return {};
    if (nearest.empty() || other.size() < nearest.size()) nearest = other;
  }
  return nearest;
}

/// Which codebook file a rule stands in.
Result<std::map<std::string, std::string>> files_of_rules(const pack::Pack& pack) {
  std::map<std::string, std::string> files;
  for (const std::string& section : pack.section_names()) {
    if (!section.starts_with("codebook/")) continue;
    const Value content = TRY(pack.json(section));
    for (const Value& rule : content["rules"].items()) files.emplace(rule["id"].string_or(""), section + ".yaml");
  }
  return files;
}

ExampleResult run_example(const Reader& reader, ExampleResult example) {
  text::Header header;
  header.language = example.language;
  const auto reading = reader.read(text::Document(example.rule, header, example.text));
  if (!reading.ok()) {
    example.problem = reading.error().text();
    return example;
  }
  example.claims = reading->claims;
  example.problem = problem_of(example.rule, example.wanted, example.claims);
  example.holds = example.problem.empty();
  return example;
}

}  // namespace

std::string difference(const Value& wanted, const model::Claim& claim) {
  const Value found = model::to_json(claim);
  std::string out;
  for (const auto& [field, value] : wanted.members()) {
    const std::string other = field_difference(field, value, found);
    if (other.empty()) continue;
    out += out.empty() ? "" : "; ";
    out += other;
  }
  return out;
}

Result<std::vector<ExampleResult>> check_examples(const Reader& reader, const std::string& rule, std::size_t threads) {
  const auto files = TRY(files_of_rules(reader.pack()));
  std::vector<ExampleResult> examples;
  bool any = false;
  for (const std::string& language : reader.languages()) {
    for (const pattern::Rule& candidate : TRY(reader.rules(language))) {
      if (!candidate.id.starts_with(rule)) continue;
      any = true;
      const auto file = files.find(candidate.id);
      for (const pattern::Example& example : candidate.examples)
        examples.push_back({file == files.end() ? "" : file->second, candidate.id, language, example.text, false,
                            example.claim, {}, {}});
    }
  }
  if (!any) return Error{ErrorCode::kNotFound, "no rule \"" + rule + "\" in the codebook", "", {}};
  std::vector<ExampleResult> results;
  std::size_t at = 0;
  run_in_order(
      [&]() -> std::optional<ExampleResult> {
        if (at == examples.size()) return std::nullopt;
        return std::move(examples[at++]);
      },
      [&](ExampleResult example) { return run_example(reader, std::move(example)); },
      [&](ExampleResult result) {
        results.push_back(std::move(result));
        return true;
      },
      {threads, nullptr});
  return results;
}

}  // namespace tamga::pipeline
