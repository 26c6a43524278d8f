/// Who says so: attributions, quotations, chains of sources, lines that say nothing, and remarks about coverage.
///
/// A chain is read from the tree: whoever speaks about a clause is a hop, an inner speaker stands before an outer one,
/// what the whole report is based on ("X reports citing foreign media") stands in every chain, and the report's outlet
/// comes last (W3C PROV: prov:wasDerivedFrom read backwards).
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "mention/mention.h"
#include "model/claim.h"
#include "parse/forest.h"
#include "text/document.h"

namespace tamga::source {

/// Words of a language that tie statements to sources; compiled once, shared between threads.
class Language {
 public:
  /// `attribution` and `remarks`: the sections of a language pack (packs/languages/<tag>/). kBadData names what is
  /// wrong in which rule.
  static Result<Language> load(const json::Value& attribution, const json::Value& remarks);
  Language(Language&&) noexcept;
  Language& operator=(Language&&) noexcept;
  ~Language();

  /// A sentence that a remark rule gives as its example, or as one it must leave alone.
  struct Example {
    std::string remark;    ///< kind of the rule
    std::string sentence;
    bool expected = true;  ///< false: the rule must not fire
  };
  /// All examples of the remark rules, for `tamga check`: parse the sentence, call find_remarks, look for the kind.
  std::vector<Example> examples() const;

  struct Tables;
  const Tables& tables() const { return *tables_; }

 private:
  explicit Language(std::unique_ptr<Tables> tables);
  std::unique_ptr<Tables> tables_;
};

/// A quotation, without its quotation marks; it may run over several sentences.
struct Quotation {
  text::ByteRange range;
};

/// Which side a source is on, for `said_by`.
struct Contest {
  std::vector<std::string> hosts;  ///< ISO 3166-1 alpha-2 codes of the contest's hosts
};

/// The sources of one report.
class Sources {
 public:
  /// Origin first, the report's outlet last; the author first where nobody else is said to speak.
  /// `word`: the predicate of the claim.
  std::vector<model::Hop> chain(parse::WordId word) const;
  /// Referents that speak about this word, innermost first; empty for the author.
  std::vector<mention::ReferentId> speakers(parse::WordId word) const;
  /// host, partner, author or other: the side of the first hop.
  std::string said_by(const std::vector<model::Hop>& chain, const Contest& contest) const;
  /// The longest quotation that shares words with the range.
  std::optional<model::Evidence> quote(text::ByteRange range) const;
  const std::vector<Quotation>& quotations() const { return quotations_; }
  /// True for photo credits, share buttons, editor's lines: they say nothing.
  bool is_boilerplate(parse::SentenceId sentence) const { return boilerplate_[sentence.value]; }

 private:
  friend class Finder;
  struct Scope {
    std::size_t size = 0;  // words covered
    std::vector<model::Hop> hops;  // origin first
    std::vector<mention::ReferentId> speakers;
  };
  /// Scopes over the word, the smallest first.
  std::vector<std::uint32_t> covering(parse::WordId word) const;

  std::string text_;
  std::vector<Scope> scopes_;
  std::vector<std::pair<parse::WordId, std::uint32_t>> covers_;  // word and a scope over it, sorted
  std::vector<model::Hop> whole_report_;  // hops of every claim, before the outlet
  model::Hop outlet_;
  std::vector<Quotation> quotations_;
  std::vector<bool> boilerplate_;
};

/// `outlet`: the hop of the report's own outlet, as the pack knows it (name empty: the report names none).
Sources find_sources(const text::Document& document, const parse::Forest& forest,
                     const mention::MentionTable& mentions, const model::Hop& outlet, const Language& language);

/// Remarks about coverage, in text order.
std::vector<model::Remark> find_remarks(const text::Document& document, const parse::Forest& forest,
                                        const mention::MentionTable& mentions, const Sources& sources,
                                        const Language& language);

}  // namespace tamga::source
