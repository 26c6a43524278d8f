// Whom a noun phrase or a verb names as a source.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "source/detail/syntax.h"

namespace tamga::source {

/// Who speaks: hops origin first, and the referents behind them.
struct Speaker {
  std::vector<model::Hop> hops;
  std::vector<mention::ReferentId> referents;

  void append(Speaker other);
};

bool same_hop(const model::Hop& a, const model::Hop& b);
bool same_speaker(const Speaker& a, const Speaker& b);

/// Reads sources off the tree. It remembers who spoke, so sentences have to be read in text order.
class Speakers {
 public:
  Speakers(const text::Document& document, const Syntax& syntax, const mention::MentionTable& mentions,
           const Language::Tables& tables);

  /// The source that a noun phrase names, with those it got it from; none for what cannot speak.
  /// `must_be_known`: a common noun the mentions do not know is none.
  std::optional<Speaker> at(parse::WordId noun, bool must_be_known = false) const;
  /// Who says what the verb says: its subject, or the agent of a passive.
  std::optional<Speaker> of_verb(parse::WordId verb) const;
  /// The medium spoken to or in: "told TASS", "said in an interview with Le Figaro".
  std::optional<Speaker> channel_of(parse::WordId verb) const;
  /// "citing Y" in the verb's sentence: Y is upstream.
  std::optional<Speaker> cited_beside(parse::WordId verb) const;
  /// How it was said: "said in an interview".
  std::string manner(parse::WordId verb) const;
  /// Whether the word heads the name of an outlet.
  bool is_outlet(parse::WordId word) const;
  const mention::Referent* referent_of(parse::WordId word) const;

  /// Adds the medium the speaker uses here, or, where the verb names none, the one used before.
  void append_channel(Speaker& speaker, parse::WordId verb);
  void append_known_channel(Speaker& speaker) const;
  /// For pronouns nobody resolved and for "the statement".
  void remember(const Speaker& speaker) { last_ = speaker; }
  void remember_document(parse::WordId noun, const Speaker& speaker);

 private:
  const mention::Mention* mention_of(parse::WordId word) const;
  const mention::Mention* name_beside(parse::WordId noun) const;
  bool speaks(const mention::Mention& mention) const;
  bool is_platform(parse::WordId word) const { return syntax_.is(word, tables_.platforms); }
  text::ByteRange phrase(parse::WordId head) const;
  model::Evidence evidence(text::ByteRange range) const;

  Speaker from_mention(const mention::Mention& mention) const;
  Speaker unnamed(parse::WordId head) const;
  std::optional<Speaker> named(parse::WordId noun, const mention::Mention& mention) const;
  std::optional<Speaker> single(parse::WordId noun, bool must_be_known) const;
  std::optional<Speaker> cited_within(parse::WordId noun) const;
  std::optional<Speaker> employer(parse::WordId noun) const;
  std::optional<Speaker> pronoun(parse::WordId word) const;
  std::optional<Speaker> document(parse::WordId noun) const;
  std::optional<Speaker> owner(parse::WordId noun) const;
  std::optional<Speaker> possessor_before(parse::WordId noun) const;
  std::optional<Speaker> medium_of_document(parse::WordId noun) const;
  std::optional<Speaker> known_document(parse::WordId noun) const;
  bool says_on_platform(parse::WordId noun) const;
  std::optional<Speaker> occasion(parse::WordId noun) const;
  std::optional<parse::WordId> occasion_of(parse::WordId verb) const;
  void append_agents(Speaker& speaker, parse::WordId noun) const;
  void append_agents_of_clause(Speaker& speaker, parse::WordId clause) const;

  const text::Document& document_;
  const Syntax& syntax_;
  const parse::Forest& forest_;
  const mention::MentionTable& mentions_;
  const Language::Tables& tables_;
  std::set<mention::ReferentId> has_name_;
  std::optional<Speaker> last_;
  std::map<std::string, Speaker, std::less<>> documents_;  // by lemma
  std::map<mention::ReferentId, Speaker> channels_;
};

}  // namespace tamga::source
