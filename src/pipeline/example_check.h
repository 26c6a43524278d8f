/// Whether a codebook's rules do what their examples promise.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "model/claim.h"
#include "pattern/codebook.h"
#include "pipeline/reader.h"

namespace tamga::pipeline {

/// An example that holds, or what is wrong with it.
struct ExampleResult {
  std::string file;  ///< of the codebook: "codebook/consult.yaml"
  std::string rule;
  std::string language;
  std::string text;
  bool holds = false;
  json::Value wanted;                ///< the example's claim; null: none by this rule
  std::string problem;               ///< in words; empty when it holds
  std::vector<model::Claim> claims;  ///< what the engine made of the text
};

/// All examples, by language and in the codebook's order. `rule`: only those of rules whose id is this or begins so.
/// Fails as Reader::rules where a language cannot be loaded; kNotFound when no rule fits.
Result<std::vector<ExampleResult>> check_examples(const Reader& reader, const std::string& rule, std::size_t threads);

/// What keeps a claim from having the wanted fields: empty when it has them all. Parties compare by name or by the
/// words of the text, without regard to case and accents, and must be all of them; other lists must hold what is
/// wanted; null wants nothing to be there. A field that no claim has is a mistake of the example.
std::string difference(const json::Value& wanted, const model::Claim& claim);

}  // namespace tamga::pipeline
