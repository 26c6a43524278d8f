#include "extract/detail/matter.h"

#include <algorithm>
#include <map>

namespace tamga::extract {

using mention::Mention;
using mention::MentionId;
using mention::Referent;
using mention::Type;

namespace {

void add_once(std::vector<std::string>& list, std::string_view item) {
  if (!item.empty() && std::find(list.begin(), list.end(), item) == list.end()) list.emplace_back(item);
}

bool is_thing(Type type) { return type == Type::kAsset || type == Type::kCommodity || type == Type::kSector; }

/// The most frequent first; ties in the order of the names.
std::string most_frequent(const std::map<std::string, int>& counts) {
  std::string best;
  int most = 0;
  for (const auto& [name, count] : counts) {
    if (count > most) {
      best = name;
      most = count;
    }
  }
  return best;
}

}  // namespace

Matter::Matter(const Analysis& analysis, const Settings& settings) : analysis_(analysis), settings_(settings) {
  read_sentences();
}

void Matter::add(Found& found, const Mention& mention, bool parties_count) const {
  for (mention::ReferentId id : mention.referents) {
    const Referent& referent = analysis_.mentions.referent(id);
    if (is_thing(referent.type) || parties_count) {
      for (const std::string& sector : referent.sectors) add_once(found.sectors, sector);
    }
    if (settings_.is_host(referent.country)) {
      const bool aside = mention.kind == mention::Kind::kDemonym || referent.type == Type::kPlace;
      add_once(aside ? found.aside : found.hosts, referent.country);
    }
    found.region = found.region || settings_.region_entities.contains(referent.id);
  }
}

Matter::Found Matter::of(const std::vector<MentionId>& mentions, bool parties_count) const {
  Found found;
  for (MentionId id : mentions) add(found, analysis_.mentions.mention(id), parties_count);
  return found;
}

void Matter::read_sentences() {
  const auto sentences = analysis_.forest.sentences();
  sentences_.resize(sentences.size());
  std::map<std::string, int> sectors, hosts;
  bool gate = false;
  for (const Mention& mention : analysis_.mentions.mentions()) {
    const auto sentence = analysis_.forest.word(mention.head).sentence.value;
    add(sentences_[sentence], mention, false);
    named_sectors_.insert(sentences_[sentence].sectors.begin(), sentences_[sentence].sectors.end());
    Found one;
    add(one, mention, true);
    for (const std::string& sector : one.sectors) {
      if (settings_.is_core(sector)) ++sectors[sector];
      gate = gate || settings_.gate_sectors.contains(sector);
    }
    for (const std::string& host : one.hosts) ++hosts[host];
    for (const std::string& host : one.aside) ++hosts[host];
    report_.region = report_.region || one.region;
  }
  add_once(report_.sectors, most_frequent(sectors));
  add_once(report_.hosts, most_frequent(hosts));
  in_contest_ = settings_.every_event || (gate && (report_.region || !hosts.empty()));
}

std::vector<model::Topic> Matter::about(const Clause& clause) const {
  std::vector<model::Topic> topics;
  text::ByteRange last;
  for (MentionId id : clause.mentions) {
    const Mention& mention = analysis_.mentions.mention(id);
    if (mention.referents.empty() || mention.range.begin < last.end) continue;  // within a larger one
    const Referent& referent = analysis_.mentions.referent(mention.referents.front());
    if (!is_thing(referent.type)) continue;
    // the largest mention that holds this one tells the topic
    MentionId best = id;
    for (MentionId other : clause.mentions) {
      const Mention& larger = analysis_.mentions.mention(other);
      if (larger.range != mention.range && larger.range.contains(mention.range) && !larger.referents.empty() &&
          is_thing(analysis_.mentions.referent(larger.referents.front()).type)) {
        best = other;
      }
    }
    const Mention& chosen = analysis_.mentions.mention(best);
    const Referent& thing = analysis_.mentions.referent(chosen.referents.front());
    last = chosen.range;
    const bool known = std::any_of(topics.begin(), topics.end(),
                                   [&](const model::Topic& topic) { return topic.name == thing.name; });
    if (!known) topics.push_back({thing.id, std::string(mention::name_of(thing.type)), thing.name});
  }
  return topics;
}

/// The nearest sentence at or before the clause, in its paragraph or the one before, that names sectors (or hosts).
const Matter::Found& Matter::before(const Clause& clause, bool sectors) const {
  const auto& forest = analysis_.forest;
  const auto here = forest.word(clause.frame->word).sentence.value;
  const auto paragraph = forest.sentences()[here].paragraph;
  for (std::uint32_t at = here + 1; at-- > 0;) {
    if (forest.sentences()[at].paragraph + 1 < paragraph) break;
    const Found& found = sentences_[at];
    if (sectors ? !found.sectors.empty() : found.names_host()) return found;
  }
  return report_;
}

std::vector<std::string> Matter::sectors(const Clause& clause) const {
  Found own = of(clause.mentions, false);
  const auto only_soft = [&] {
    return std::all_of(own.sectors.begin(), own.sectors.end(),
                       [&](const std::string& sector) { return settings_.soft_sectors.contains(sector); });
  };
  const auto add_hard = [&](const std::vector<std::string>& sectors) {
    for (const std::string& sector : sectors) {
      if (!settings_.soft_sectors.contains(sector)) add_once(own.sectors, sector);
    }
  };
  const Found& context = before(clause, true);
  if (only_soft() && &context != &report_) add_hard(context.sectors);
  if (only_soft()) {  // what its parties are known for, as far as the report speaks of it
    for (const std::string& sector : of(clause.mentions, true).sectors) {
      if (named_sectors_.contains(sector)) add_hard({sector});
    }
  }
  if (only_soft()) add_hard(report_.sectors);
  return own.sectors;
}

/// Named hosts before their region, the region before hosts that only an adjective or a place names.
std::vector<std::string> Matter::hosts_of(const Found& found) const {
  if (!found.hosts.empty()) return found.hosts;
  if (found.region) return {settings_.region};
  return found.aside;
}

std::vector<std::string> Matter::hosts(const Clause& clause, const std::vector<model::Party>& parties) const {
  Found own = of(clause.mentions, false);
  std::vector<std::string> hosts;
  for (const model::Party& party : parties) {
    if (settings_.is_host(party.country)) add_once(hosts, party.country);
  }
  for (const std::string& host : own.hosts) add_once(hosts, host);
  if (!hosts.empty()) return hosts;
  return own.names_host() ? hosts_of(own) : hosts_of(before(clause, false));
}

bool Matter::is_topic(const std::vector<std::string>& sectors) const {
  return std::any_of(sectors.begin(), sectors.end(), [&](const std::string& sector) {
    return settings_.is_core(sector) || settings_.gate_sectors.contains(sector);
  });
}

bool Matter::names_topic(const Clause& clause) const { return settings_.every_event || is_topic(of(clause.mentions, true).sectors); }

bool Matter::sentence_names_topic(const Clause& clause) const {
  return names_topic(clause) ||
         is_topic(sentences_[analysis_.forest.word(clause.frame->word).sentence.value].sectors);
}

bool Matter::names_host(const Clause& clause) const {
  const Found own = of(clause.mentions, false);
  return own.names_host();
}

bool Matter::tells_where(const Clause& clause, parse::WordId word) const {
  const auto& arguments = clause.frame->arguments;
  return std::any_of(arguments.begin(), arguments.end(), [&](const pattern::Argument& argument) {
    return argument.word == word && settings_.place_roles.contains(argument.role);
  });
}

bool Matter::is_elsewhere(const Clause& clause) const {
  if (names_host(clause)) return false;
  for (MentionId id : clause.mentions) {
    const Mention& mention = analysis_.mentions.mention(id);
    if (mention.referents.empty()) continue;
    const Referent& referent = analysis_.mentions.referent(mention.referents.front());
    const bool place = referent.type == Type::kPlace || referent.type == Type::kAsset ||
                       (referent.type == Type::kState && tells_where(clause, mention.head));
    if (place && !referent.country.empty() && !settings_.is_host(referent.country)) return true;
  }
  return false;
}

}  // namespace tamga::extract
