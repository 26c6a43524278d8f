// Decides which predicates make a claim, and fills the claim's fields.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/detail/clause.h"
#include "extract/detail/matter.h"
#include "extract/detail/settings.h"
#include "pattern/codebook.h"
#include "pattern/frame.h"

namespace tamga::extract {

class Maker {
 public:
  Maker(const Analysis& analysis, const Settings& settings, const pattern::Grammar& grammar,
        const pattern::Codebook& codebook);

  /// Claims in text order; none for a report outside the contest.
  std::vector<model::Claim> claims();
  /// Frames with arguments, operators, rules and what became of them.
  std::string explain();

 private:
  using Index = std::uint32_t;
  enum class Fate : std::uint8_t { kUnknown, kNoRule, kSpeaks, kWithin, kSilent };

  void decide();
  Fate fate_of(Index i);
  Fate strong_fate(Index i);
  Fate weak_fate(Index i) const;
  bool governor_speaks(Index i);
  bool purpose_of_told(Index i);
  bool noun_speaks_for(Index light_verb) const;
  bool is_left_unsaid(Index i) const;
  bool is_behind_colon(Index i) const;
  bool is_mute(Index i) const;
  bool is_title(Index i) const;
  bool is_defined(Index i) const;
  bool asserts(Index i) const;
  bool is_finite(Index i) const;
  bool tells_the_contest() const;
  bool has_known_power(Index i) const;

  std::optional<model::Claim> make(Index i) const;
  void look_inside(model::Claim& claim, const pattern::Rule& rule, Index i) const;
  void fill_parties(model::Claim& claim, const pattern::Rule& rule, Index i) const;
  void fill_from_complement(model::Claim& claim, Index i) const;
  void fill_from_before(std::vector<model::Claim>& claims) const;
  void refute(std::vector<model::Claim>& claims) const;
  bool refutes(parse::SentenceId sentence) const;
  void deny(std::vector<model::Claim>& claims) const;
  bool denies_before(Index i) const;
  void fill_time_and_place(model::Claim& claim, Index i) const;
  void settle_stage(model::Claim& claim) const;
  void settle_event(model::Claim& claim) const;
  model::Claim draft(Index i) const;
  bool is_below(Index below, Index above) const;
  std::string_view why_not(const model::Claim& claim, const pattern::Rule& rule, Index i) const;
  std::optional<model::Date> date_for(const model::Claim& claim, Index i) const;
  std::optional<model::Date> date_of_containing(Index i) const;
  std::optional<model::Date> date_of_occasion(Index i) const;
  std::optional<model::Date> date_of_first(Index i) const;
  std::optional<model::Date> date_before_inquit(Index i) const;
  std::optional<model::Date> date_of_purpose(Index i) const;
  std::string_view tense(Index i) const;
  /// Whether it is after the report's own date.
  bool lies_ahead(const std::optional<model::Date>& date) const;
  double confidence(const pattern::Rule& rule, Index i) const;
  void name_claims(std::vector<model::Claim>& claims) const;

  const pattern::Frame& frame(Index i) const { return frames_.frames()[i]; }

  const Analysis& analysis_;
  const Settings& settings_;
  const pattern::Grammar& grammar_;
  pattern::Frames frames_;
  Matter matter_;
  std::vector<const pattern::Rule*> rules_;  // by frame, null for none
  std::vector<Clause> clauses_;              // by frame
  std::vector<Fate> fates_;                  // by frame
  std::optional<model::Date> dateline_;
};

}  // namespace tamga::extract
