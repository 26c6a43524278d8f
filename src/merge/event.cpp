#include "merge/event.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "merge/standing.h"
#include "text/utf8.h"

namespace tamga::merge {
namespace {

// Weights of what two claims share; docs/ledger.md explains each.
constexpr double kSameActor = 2.0;
constexpr double kSameCountry = 1.0;
constexpr double kSameEvent = 0.5;
constexpr double kSameStage = 1.0;
constexpr double kSameSubject = 1.0;
constexpr double kSameSector = 0.5;
constexpr double kSameDay = 2.0;
constexpr double kSameMonth = 1.0;
constexpr double kSameAmount = 1.0;
constexpr double kOtherMode = -1.0;
constexpr double kOtherStatus = -0.5;
constexpr double kEnough = 4.0;
/// Outlets in other time zones and on other days may be this far apart about one day.
constexpr std::int32_t kSlack = 1;
/// Two undated reports of one event come out within this many days.
constexpr std::int32_t kNewsDays = 45;
/// A span up to this long counts as "the same month".
constexpr std::int32_t kMonth = 31;
constexpr double kCopy = 0.5;
constexpr int kCloseRungs = 2;

using Strings = std::set<std::string>;

std::string key_of(const std::string& id, const std::string& name) { return id.empty() ? text::name_key(name) : id; }

struct Features {
  Strings actors, countries, subjects, amounts;
  std::optional<DaySpan> when, published;
};

Features features_of(const Source& source, const model::Claim& claim) {
  Features out;
  for (const auto* side : {&claim.who, &claim.whom})
    for (const model::Party& party : *side) {
      out.actors.insert(key_of(party.id, party.name));
      if (!party.country.empty()) out.countries.insert(party.country);
    }
  for (const model::Topic& topic : claim.about) out.subjects.insert(key_of(topic.id, topic.name));
  for (const model::Amount& amount : claim.amounts)
    out.amounts.insert(std::to_string(amount.value) + " " + amount.unit);
  if (claim.when) out.when = days_of(claim.when->edtf);
  out.published = days_of(source.report.published);
  return out;
}

std::size_t shared(const Strings& left, const Strings& right) {
  return static_cast<std::size_t>(
      std::count_if(left.begin(), left.end(), [&](const std::string& item) { return right.count(item) != 0; }));
}

double share(const Strings& left, const Strings& right) {
  if (left.empty() || right.empty()) return 0;
  return static_cast<double>(shared(left, right)) / static_cast<double>(std::min(left.size(), right.size()));
}

bool meet(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  return std::any_of(left.begin(), left.end(), [&](const std::string& item) {
    return std::find(right.begin(), right.end(), item) != right.end();
  });
}

/// One signing may be called a memorandum here and an agreement there; a denied licence is no signed agreement.
bool close_stages(const model::Claim& left, const model::Claim& right) {
  const int one = rung_of(left.stage), two = rung_of(right.stage);
  return one >= 0 && two >= 0 && std::abs(one - two) <= kCloseRungs && left.status == right.status;
}

bool same_kind(const model::Claim& left, const model::Claim& right) {
  if (!left.stage.empty() && left.stage == right.stage) return true;
  if (left.event.empty() || left.event != right.event) return false;
  return left.stage.empty() || right.stage.empty() || close_stages(left, right);
}

/// A plan and its fulfilment are two events; what one says and another denies is one, told two ways.
bool same_reality(const std::string& left, const std::string& right) {
  const auto open = [](const std::string& status) { return status == "future" || status == "possible"; };
  return open(left) == open(right);
}

/// nullopt: cannot be the same day; else what the dates add.
std::optional<double> date_score(const Features& left, const Features& right) {
  if (left.when && right.when) {
    DaySpan wide = *left.when;
    if (wide.is_closed()) wide.first -= kSlack, wide.last += kSlack;
    if (!wide.overlaps(*right.when)) return std::nullopt;
    if (left.when->is_day() && right.when->is_day()) return *left.when == *right.when ? kSameDay : kSameMonth;
    const auto length = [](DaySpan span) { return span.is_closed() ? span.last - span.first : kMonth + 1; };
    return length(*left.when) <= kMonth && length(*right.when) <= kMonth ? kSameMonth : 0.0;
  }
  const auto& one = left.when ? left.when : left.published;
  const auto& two = right.when ? right.when : right.published;
  if (!one || !two || !one->is_closed() || !two->is_closed()) return 0.0;
  const std::int32_t apart = std::max(one->first, two->first) - std::min(one->last, two->last);
  if (apart > kNewsDays) return std::nullopt;
  return 0.0;
}

std::optional<double> sameness_of(const Features& left_features, const model::Claim& left,
                                  const Features& right_features, const model::Claim& right) {
  if (!same_kind(left, right) || !same_reality(left.status, right.status)) return std::nullopt;
  if (!left.host.empty() && !right.host.empty() && !meet(left.host, right.host)) return std::nullopt;
  const auto dates = date_score(left_features, right_features);
  if (!dates) return std::nullopt;
  const double actors = share(left_features.actors, right_features.actors);
  const double countries = share(left_features.countries, right_features.countries);
  if (actors == 0 && countries == 0) return std::nullopt;
  double score = *dates + kSameActor * actors + kSameCountry * countries;
  score += kSameSubject * share(left_features.subjects, right_features.subjects);
  score += kSameAmount * share(left_features.amounts, right_features.amounts);
  if (meet(left.sector, right.sector)) score += kSameSector;
  if (!left.event.empty() && left.event == right.event) score += kSameEvent;
  if (!left.stage.empty() && left.stage == right.stage) score += kSameStage;
  if (!left.mode.empty() && !right.mode.empty() && left.mode != right.mode) score += kOtherMode;
  if (left.status != right.status) score += kOtherStatus;
  return score;
}

/// Groups that only ever grow; the smallest member stands for each.
class Groups {
 public:
  explicit Groups(std::size_t size) : parents_(size) { std::iota(parents_.begin(), parents_.end(), 0U); }
  std::uint32_t find(std::uint32_t item) {
    while (parents_[item] != item) item = parents_[item] = parents_[parents_[item]];
    return item;
  }
  std::uint32_t join(std::uint32_t left, std::uint32_t right) {
    const std::uint32_t a = find(left), b = find(right);
    return parents_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parents_;
};

/// Claims in an order of their own, so that nothing depends on the order of arrival.
struct Item {
  ClaimRef ref;
  const Source* source;
  const model::Claim* claim;
  Features features;
};

auto key(const Item& item) {
  const model::Report& r = item.source->report;
  return std::tie(item.claim->id, r.id, r.outlet, r.published, r.url, r.title);
}

std::vector<Item> items_of(std::span<const Source> sources) {
  std::vector<Item> out;
  for (std::uint32_t s = 0; s < sources.size(); ++s)
    for (std::uint32_t c = 0; c < sources[s].claims.size(); ++c)
      out.push_back({{s, c}, &sources[s], &sources[s].claims[c], features_of(sources[s], sources[s].claims[c])});
  std::sort(out.begin(), out.end(), [](const Item& a, const Item& b) { return key(a) < key(b); });
  return out;
}

struct Edge {
  double score;
  std::uint32_t left, right;
  auto order() const { return std::tuple(-score, left, right); }
};

/// Pairs worth a look: the same country and the same event or stage.
std::vector<Edge> edges_of(const std::vector<Item>& items) {
  std::map<std::string, std::vector<std::uint32_t>> blocks;
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    Strings where = items[i].features.countries;
    if (where.empty()) where = items[i].features.actors;
    for (const std::string& place : where)
      for (const std::string* kind : {&items[i].claim->event, &items[i].claim->stage})
        if (!kind->empty()) blocks[place + "|" + *kind].push_back(i);
  }
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
  std::vector<Edge> out;
  for (const auto& [name, block] : blocks)
    for (std::size_t i = 0; i < block.size(); ++i)
      for (std::size_t j = i + 1; j < block.size(); ++j) {
        const Item& left = items[block[i]];
        const Item& right = items[block[j]];
        const auto score = sameness_of(left.features, *left.claim, right.features, *right.claim);
        if (score && *score >= kEnough && seen.emplace(block[i], block[j]).second)
          out.push_back({*score, block[i], block[j]});
      }
  std::sort(out.begin(), out.end(), [](const Edge& a, const Edge& b) { return a.order() < b.order(); });
  return out;
}

/// Ties by the places of the items.
struct Forced {
  using Pair = std::pair<std::uint32_t, std::uint32_t>;
  std::vector<Pair> together;
  std::set<Pair> apart;
};

Forced forced_of(const std::vector<Item>& items, const Ties& ties) {
  Forced out;
  if (ties.together.empty() && ties.apart.empty()) return out;
  std::map<ClaimRef, std::uint32_t> places;
  for (std::uint32_t i = 0; i < items.size(); ++i) places[items[i].ref] = i;
  const auto pair_of = [&](const Ties::Pair& pair) { return std::minmax({places.at(pair.first), places.at(pair.second)}); };
  for (const Ties::Pair& pair : ties.together) out.together.push_back(pair_of(pair));
  for (const Ties::Pair& pair : ties.apart) out.apart.insert(pair_of(pair));
  return out;
}

/// The strongest pairs first; a group takes in another only when none of their members exclude each other.
std::vector<std::vector<std::uint32_t>> grouped(const std::vector<Item>& items, const Forced& forced) {
  Groups groups(items.size());
  std::vector<std::vector<std::uint32_t>> members(items.size());
  for (std::uint32_t i = 0; i < items.size(); ++i) members[i] = {i};
  const auto join = [&](std::uint32_t left, std::uint32_t right) {
    const std::uint32_t into = groups.join(left, right), from = into == left ? right : left;
    members[into].insert(members[into].end(), members[from].begin(), members[from].end());
    members[from].clear();
  };
  const auto kept_apart = [&](std::uint32_t left, std::uint32_t right) {
    if (forced.apart.empty()) return false;
    for (const std::uint32_t a : members[left])
      for (const std::uint32_t b : members[right])
        if (forced.apart.count(std::minmax({a, b})) != 0) return true;
    return false;
  };
  const auto may_join = [&](std::uint32_t left, std::uint32_t right) {
    if (kept_apart(left, right)) return false;
    for (const std::uint32_t a : members[left])
      for (const std::uint32_t b : members[right])
        if (!sameness_of(items[a].features, *items[a].claim, items[b].features, *items[b].claim)) return false;
    return true;
  };
  for (std::uint32_t i = 1; i < items.size(); ++i)  // one text printed by two outlets
    if (items[i].claim->id == items[i - 1].claim->id && !kept_apart(groups.find(i - 1), i)) join(groups.find(i - 1), i);
  for (const Edge& edge : edges_of(items)) {
    const std::uint32_t left = groups.find(edge.left), right = groups.find(edge.right);
    if (left == right || !may_join(left, right)) continue;
    join(left, right);
  }
  // Last, so that what a person put together excludes no claim that comes later.
  for (const auto& [left, right] : forced.together)
    if (groups.find(left) != groups.find(right) && !kept_apart(groups.find(left), groups.find(right)))
      join(groups.find(left), groups.find(right));
  std::erase_if(members, [](const auto& group) { return group.empty(); });
  return members;
}

/// The value that most have; the smallest among equals.
std::string most_common(const std::vector<std::string>& values) {
  std::map<std::string, int> counts;
  for (const std::string& value : values)
    if (!value.empty()) ++counts[value];
  std::string best;
  int most = 0;
  for (const auto& [value, count] : counts)
    if (count > most) best = value, most = count;
  return best;
}

/// The source a claim begins with, or empty where the report's author speaks; outlets are told by `outlet`.
std::string speaker_of(const Item& item) {
  if (item.claim->chain.empty()) return {};
  const model::Hop& first = item.claim->chain.front();
  if ((!first.named && first.name == "author") || first.type == "outlet") return {};
  return (first.named ? "" : "unnamed:") + key_of(first.id, first.name);
}

/// The outlet that a claim without a speaker comes from: a cited one, else the report's own.
std::string outlet_of(const Item& item) {
  const auto& chain = item.claim->chain;
  if (!chain.empty() && chain.front().type == "outlet") return key_of(chain.front().id, chain.front().name);
  const model::Report& report = item.source->report;
  return report.outlet.empty() && report.outlet_id.empty() ? report.id : key_of(report.outlet_id, report.outlet);
}

/// Independent origins: every speaker once; outlets once, those that print copies of one text together once.
std::vector<std::string> origins_of(const std::vector<const Item*>& items, const std::vector<std::uint32_t>& copies) {
  Strings speakers;
  std::map<std::string, std::set<std::uint32_t>> outlets;
  for (const Item* item : items) {
    const std::string speaker = speaker_of(*item);
    if (!speaker.empty()) speakers.insert(speaker);
    else outlets[outlet_of(*item)].insert(copies[item->ref.source]);
  }
  while (!outlets.empty()) {  // the first outlet takes along all that share a text with it
    auto voice = outlets.extract(outlets.begin());
    speakers.insert(voice.key());
    for (bool grown = true; grown;) {
      grown = false;
      for (auto other = outlets.begin(); other != outlets.end() && !grown; ++other) {
        const auto& texts = other->second;
        if (std::none_of(texts.begin(), texts.end(), [&](std::uint32_t t) { return voice.mapped().count(t) != 0; }))
          continue;
        voice.mapped().insert(texts.begin(), texts.end());
        outlets.erase(other);
        grown = true;
        break;
      }
    }
  }
  return {speakers.begin(), speakers.end()};
}

/// The narrowest date that most claims have.
std::string best_date(const std::vector<const Item*>& items) {
  std::map<std::string, int> counts;
  for (const Item* item : items)
    if (item->features.when) ++counts[item->claim->when->edtf];
  std::string best;
  std::tuple<bool, int, std::int64_t> best_rank{false, 0, 0};
  for (const auto& [edtf, count] : counts) {
    const DaySpan span = *days_of(edtf);
    const std::tuple<bool, int, std::int64_t> rank{
        span.is_day(), count, -(static_cast<std::int64_t>(span.last) - static_cast<std::int64_t>(span.first))};
    if (best.empty() || rank > best_rank) best = edtf, best_rank = rank;
  }
  return best;
}

Conflict conflict_of(const std::string& field, const std::map<std::string, std::vector<ClaimRef>>& sides) {
  Conflict out{field, {}};
  for (const auto& [value, claims] : sides) out.sides.push_back({value, claims});
  return out;
}

void find_conflicts(Event& event, const std::vector<const Item*>& items) {
  std::map<std::string, std::vector<ClaimRef>> stages, statuses, days;
  for (const Item* item : items) {
    if (!item->claim->stage.empty()) stages[item->claim->stage].push_back(item->ref);
    statuses[item->claim->status].push_back(item->ref);
    if (item->features.when && item->features.when->is_day()) days[item->claim->when->edtf].push_back(item->ref);
  }
  if (days.size() > 1) event.conflicts.push_back(conflict_of("date", days));
  if (stages.size() > 1) event.conflicts.push_back(conflict_of("stage", stages));
  if (statuses.size() > 1) event.conflicts.push_back(conflict_of("status", statuses));
}

/// Amounts disagree when two reports each give one figure of a unit, and the figures differ.
void find_amount_conflicts(Event& event, const std::vector<const Item*>& items) {
  std::map<std::string, std::map<double, Conflict::Side>> units;
  std::map<std::string, std::map<std::uint32_t, int>> given;
  for (const Item* item : items)
    for (const model::Amount& amount : item->claim->amounts) {
      Conflict::Side& side = units[amount.unit][amount.value];
      if (side.value.empty() || amount.words < side.value) side.value = amount.words;
      side.claims.push_back(item->ref);
      ++given[amount.unit][item->ref.source];
    }
  for (const auto& [unit, values] : units) {
    const bool one_each = std::all_of(given[unit].begin(), given[unit].end(), [](const auto& g) { return g.second == 1; });
    if (values.size() < 2 || !one_each) continue;
    Conflict conflict{"amount", {}};
    for (const auto& [value, side] : values) conflict.sides.push_back(side);
    event.conflicts.push_back(std::move(conflict));
  }
}

template <class Get>
std::string common(const std::vector<const Item*>& items, Get get) {
  std::vector<std::string> values;
  for (const Item* item : items) values.push_back(get(*item->claim));
  return most_common(values);
}

std::vector<std::string> list(const Strings& items) { return {items.begin(), items.end()}; }

Event event_of(std::vector<const Item*> items, const std::vector<std::uint32_t>& copies) {
  Event out;
  out.id = "e" + items.front()->claim->id;
  // The best told first: sure, with most told of who, whom and when.
  std::stable_sort(items.begin(), items.end(), [](const Item* a, const Item* b) {
    const auto rank = [](const Item* item) {
      return item->claim->confidence + 0.2 * static_cast<double>(!item->claim->who.empty()) +
             0.2 * static_cast<double>(!item->claim->whom.empty()) + 0.2 * static_cast<double>(item->claim->when.has_value());
    };
    return rank(a) > rank(b);
  });
  out.event = common(items, [](const model::Claim& c) { return c.event; });
  out.mode = common(items, [](const model::Claim& c) { return c.mode; });
  out.stage = common(items, [](const model::Claim& c) { return c.stage; });
  out.status = common(items, [](const model::Claim& c) { return c.status; });
  Strings hosts, sectors;
  std::set<std::uint32_t> reports;
  for (const Item* item : items) {
    out.claims.push_back(item->ref);
    hosts.insert(item->claim->host.begin(), item->claim->host.end());
    sectors.insert(item->claim->sector.begin(), item->claim->sector.end());
    reports.insert(item->ref.source);
  }
  out.host = list(hosts), out.sector = list(sectors), out.origins = origins_of(items, copies);
  out.reports = reports.size();
  out.when = best_date(items);
  out.dated = !out.when.empty();
  if (out.dated) out.days = days_of(out.when);
  for (const Item* item : items)
    if (!out.dated && item->features.published && (!out.days || item->features.published->first < out.days->first))
      out.days = item->features.published;
  find_conflicts(out, items);
  find_amount_conflicts(out, items);
  return out;
}

}  // namespace

std::optional<double> sameness(const Source& left_source, const model::Claim& left, const Source& right_source,
                               const model::Claim& right) {
  return sameness_of(features_of(left_source, left), left, features_of(right_source, right), right);
}

std::vector<std::uint32_t> copy_groups(std::span<const Source> sources) {
  // Bands of two values: texts that are alike by half share one of 32 with a chance of 0.9999.
  constexpr std::size_t kBand = 2;
  Groups groups(sources.size());
  for (std::size_t at = 0; at < text::Fingerprint::kSize; at += kBand) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> buckets;
    for (std::uint32_t s = 0; s < sources.size(); ++s) {
      const auto& values = sources[s].fingerprint.values;
      buckets[{values[at], values[at + 1]}].push_back(s);
    }
    for (const auto& [band, bucket] : buckets)
      for (std::size_t i = 1; i < bucket.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
          if (groups.find(bucket[i]) != groups.find(bucket[j]) &&
              sources[bucket[i]].fingerprint.likeness(sources[bucket[j]].fingerprint) >= kCopy)
            groups.join(bucket[i], bucket[j]);
  }
  std::vector<std::uint32_t> out(sources.size());
  for (std::uint32_t s = 0; s < sources.size(); ++s) out[s] = groups.find(s);
  return out;
}

std::vector<Event> merge_claims(std::span<const Source> sources, const Ties& ties) {
  const std::vector<Item> items = items_of(sources);
  const std::vector<std::uint32_t> copies = copy_groups(sources);
  std::vector<Event> out;
  for (const auto& group : grouped(items, forced_of(items, ties))) {
    std::vector<const Item*> members;
    for (const std::uint32_t member : group) members.push_back(&items[member]);
    std::sort(members.begin(), members.end(), [](const Item* a, const Item* b) { return key(*a) < key(*b); });
    out.push_back(event_of(std::move(members), copies));
  }
  std::sort(out.begin(), out.end(), [](const Event& a, const Event& b) { return a.id < b.id; });
  return out;
}

}  // namespace tamga::merge
