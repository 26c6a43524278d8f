// What a clause is about: topics, sectors, hosts; and whether a report is about the contest at all.
#pragma once

#include <string>
#include <vector>

#include "extract/detail/clause.h"
#include "extract/detail/settings.h"

namespace tamga::extract {

class Matter {
 public:
  Matter(const Analysis& analysis, const Settings& settings);

  /// Whether the report names a host (or their region) and a sector of the contest.
  bool in_contest() const { return in_contest_; }
  /// Things, commodities and sectors that the clause names, in text order.
  std::vector<model::Topic> about(const Clause& clause) const;
  /// Sectors of what the clause names; of its sentence, of the sentences before it in the paragraph, of the report,
  /// where it names none.
  std::vector<std::string> sectors(const Clause& clause) const;
  /// Hosts among the parties and in the clause; else of the sentence, the sentences before, the report.
  std::vector<std::string> hosts(const Clause& clause, const std::vector<model::Party>& parties) const;
  /// Whether the clause itself names a sector of the contest.
  bool names_topic(const Clause& clause) const;
  /// The same of the whole sentence.
  bool sentence_names_topic(const Clause& clause) const;
  /// Whether the clause itself names a host, their region, or somebody of a host.
  bool names_host(const Clause& clause) const;
  /// Whether the clause is about places outside the contest and none inside.
  bool is_elsewhere(const Clause& clause) const;

 private:
  struct Found {
    std::vector<std::string> sectors, hosts;
    std::vector<std::string> aside;  // hosts that an adjective or a place names: "under Uzbek chairmanship", "in Samarkand"
    bool region = false;
    bool names_host() const { return !hosts.empty() || !aside.empty() || region; }
  };
  std::vector<std::string> hosts_of(const Found& found) const;
  void add(Found& found, const mention::Mention& mention, bool parties_count) const;
  Found of(const std::vector<mention::MentionId>& mentions, bool parties_count) const;
  const Found& before(const Clause& clause, bool sectors) const;
  bool is_topic(const std::vector<std::string>& sectors) const;
  bool tells_where(const Clause& clause, parse::WordId word) const;
  void read_sentences();

  const Analysis& analysis_;
  const Settings& settings_;
  std::vector<Found> sentences_;
  Found report_;         // what it names most
  Names named_sectors_;  // of all things it names
  bool in_contest_ = false;
};

}  // namespace tamga::extract
