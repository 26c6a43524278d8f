/// One report through all steps: parse, mention, when, quantity, source, extract.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/claim.h"
#include "pack/pack.h"
#include "pattern/codebook.h"
#include "text/document.h"

namespace tamga::pipeline {

/// A pack with the models of its languages. A language is loaded when the first report in it is read, or when
/// `prepare` asks for it. Const use is thread-safe; the same report gives the same reading for any number of threads.
class Reader {
 public:
  /// `pack`: a pack file. `models`: a folder with one folder a language. Errors name the file;
  /// kNotFound where one of the two is missing.
  static Result<Reader> create(const std::filesystem::path& pack, const std::filesystem::path& models);
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  /// Everything the report says. The report's language is its header's, else the pack's first. Fails only when that
  /// language cannot be read at all: kBadInput names the document where pack or models do not know the language; the
  /// error of the file where a model or a section is damaged.
  Result<model::Reading> read(const text::Document& document) const;
  /// Sentences, tags and trees as CoNLL-U. Errors as `read`.
  Result<std::string> conllu(const text::Document& document) const;
  /// For people: the frames of the report and the rules that fired. Errors as `read`.
  Result<std::string> explain(const text::Document& document) const;

  /// Loads a language now, so that its errors come before the first report. kNotFound: pack or models have it not.
  Status prepare(const std::string& language) const;
  /// Languages of the pack, the first being what reports without a language are read in.
  const std::vector<std::string>& languages() const;
  /// The codebook's rules in a language, with their examples.
  Result<std::vector<pattern::Rule>> rules(const std::string& language) const;
  const pack::Pack& pack() const;

 private:
  struct Impl;
  explicit Reader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamga::pipeline
