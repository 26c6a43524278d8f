/// Reports to trees: segmentation, tags, features, lemmas, dependencies, names, with one trained model
/// (docs/model-format.md).
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "parse/forest.h"
#include "text/document.h"

namespace tamga::parse {

/// A loaded model. Const use is thread-safe; the same text gives the same forest on every machine.
class Parser {
 public:
  /// `folder`: models/<language>, with parser.safetensors, vocab.txt and lemmas.tsv. Damaged files: kBadData, file
  /// and place named.
  static Result<Parser> create(const std::filesystem::path& folder);
  Parser(Parser&&) noexcept;
  Parser& operator=(Parser&&) noexcept;
  ~Parser();

  /// Never fails: any text gets sentences and trees. An empty forest for a text without words.
  Forest parse(const text::Document& document) const;
  /// Name and hash of the model, for a reading to say what it was read with.
  const std::string& id() const;

 private:
  struct Impl;
  explicit Parser(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamga::parse
