/// Claims out of an analysed report: the codebook's rules on predicate frames, and every field of a claim.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "mention/mention.h"
#include "model/claim.h"
#include "pack/pack.h"
#include "parse/forest.h"
#include "pattern/codebook.h"
#include "quantity/amount_table.h"
#include "source/source.h"
#include "text/document.h"
#include "when/date_table.h"

namespace tamga::extract {

/// What the earlier steps made of one report. All references outlive the call.
struct Analysis {
  const text::Document& document;
  const parse::Forest& forest;
  const mention::MentionTable& mentions;
  const when::DateTable& dates;
  const quantity::AmountTable& amounts;
  const source::Sources& sources;
};

/// A compiled codebook with the contest's settings, for one language. Const use is thread-safe.
class Extractor {
 public:
  /// Reads the sections `pack`, `sectors`, `codebook/*` and `lang/<language>/grammar`. kBadData names the section.
  static Result<Extractor> create(const pack::Pack& pack, std::string_view language);
  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;
  ~Extractor();

  /// Claims in text order; empty for a report that is not about the contest.
  std::vector<model::Claim> claims(const Analysis& analysis) const;
  /// What a person may read to see how claims came about: frames with arguments, operators and rules.
  std::string explain(const Analysis& analysis) const;
  /// The rules with their examples, for `tamga check`.
  const std::vector<pattern::Rule>& rules() const;
  /// The contest's hosts, for Sources::said_by.
  const source::Contest& contest() const;

 private:
  struct Impl;
  explicit Extractor(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamga::extract
