#include "merge/event.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "merge/detail/groups.h"

namespace tamga::merge {
namespace {

using detail::Item;
using detail::key_of;
using Strings = std::set<std::string>;

auto key(const Item& item) {
  const model::Report& r = item.source->report;
  return std::tie(item.claim->id, r.id, r.outlet, r.published, r.url, r.title);
}

std::vector<Item> items_of(std::span<const Source> sources) {
  detail::Symbols symbols;
  std::vector<Item> out;
  for (std::uint32_t s = 0; s < sources.size(); ++s)
    for (std::uint32_t c = 0; c < sources[s].claims.size(); ++c)
      out.push_back({{s, c}, &sources[s], &sources[s].claims[c], detail::features_of(symbols, sources[s], sources[s].claims[c])});
  std::sort(out.begin(), out.end(), [](const Item& a, const Item& b) { return key(a) < key(b); });
  return out;
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

/// Which of the reports print copies of one text: the same number for those.
std::map<std::uint32_t, std::uint32_t> copies_of(const std::vector<const Item*>& items) {
  std::map<std::uint32_t, std::uint32_t> out;
  for (const Item* item : items) out.emplace(item->ref.source, 0);
  std::vector<const text::Fingerprint*> prints;
  for (const Item* item : items)
    if (auto& place = out[item->ref.source]; place == 0) {
      prints.push_back(&item->source->fingerprint);
      place = static_cast<std::uint32_t>(prints.size());
    }
  const std::vector<std::uint32_t> groups = copy_groups(prints);
  for (auto& [source, place] : out) place = groups[place - 1];
  return out;
}

/// Independent origins: every speaker once; outlets once, those that print copies of one text together once.
std::vector<std::string> origins_of(const std::vector<const Item*>& items) {
  const std::map<std::uint32_t, std::uint32_t> copies = copies_of(items);
  Strings speakers;
  std::map<std::string, std::set<std::uint32_t>> outlets;
  for (const Item* item : items) {
    const std::string speaker = speaker_of(*item);
    if (!speaker.empty()) speakers.insert(speaker);
    else outlets[outlet_of(*item)].insert(copies.at(item->ref.source));
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

/// The first day by which it was so, where no claim has a date of its own.
std::string first_bound(const std::vector<const Item*>& items) {
  std::string best;
  std::int32_t day = DaySpan::kOpenFuture;
  for (const Item* item : items) {
    const auto known = detail::known_by_day(*item->claim);
    if (known && known->last < day) best = item->claim->when->edtf, day = known->last;
  }
  return best;
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

Event event_of(std::vector<const Item*> items) {
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
  out.host = list(hosts), out.sector = list(sectors), out.origins = origins_of(items);
  out.reports = reports.size();
  out.when = best_date(items);
  if (out.when.empty()) out.when = first_bound(items);
  out.dated = !out.when.empty();
  if (out.dated) out.days = days_of(out.when);
  if (out.days && out.days->first == DaySpan::kOpenPast && out.status == "actual") out.days->first = out.days->last;
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
  detail::Symbols symbols;
  const auto weights = detail::compare(detail::features_of(symbols, left_source, left), detail::features_of(symbols, right_source, right));
  if (!weights) return std::nullopt;
  return weights->sum();
}

std::vector<Reason> reasons(const Source& left_source, const model::Claim& left, const Source& right_source,
                            const model::Claim& right) {
  detail::Symbols symbols;
  const auto weights = detail::compare(detail::features_of(symbols, left_source, left), detail::features_of(symbols, right_source, right));
  std::vector<Reason> out;
  for (std::size_t i = 0; weights && i < weights->of.size(); ++i)
    if (weights->of[i] != 0) out.push_back({detail::words_of(static_cast<detail::Sign>(i)), weights->of[i]});
  return out;
}

std::vector<Event> merge_claims(std::span<const Source> sources, const Ties& ties) {
  const std::vector<Item> items = items_of(sources);
  const detail::Grouping grouping = detail::group(items, ties);
  std::vector<Event> out;
  std::vector<std::size_t> event_of_item(items.size());
  for (const auto& group : grouping.groups) {
    std::vector<const Item*> members;
    for (const std::uint32_t member : group) members.push_back(&items[member]), event_of_item[member] = out.size();
    out.push_back(event_of(std::move(members)));
    out.back().component = grouping.components[group.front()];
  }
  for (const detail::Edge& edge : grouping.joined)
    out[event_of_item[edge.left]].links.push_back({items[edge.left].ref, items[edge.right].ref, edge.score});
  std::sort(out.begin(), out.end(), [](const Event& a, const Event& b) { return a.id < b.id; });
  return out;
}

}  // namespace tamga::merge
