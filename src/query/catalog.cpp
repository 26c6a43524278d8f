#include "query/catalog.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

#include "query/detail/card.h"
#include "query/detail/index.h"
#include "query/ties.h"
#include "review/enact.h"

namespace tamga::query {
namespace {

using merge::DaySpan;

/// Lists are counted by sixteen bits.
constexpr std::size_t kMost = 0xffff;

}  // namespace

Texts::Texts() { number_of(""); }

std::uint32_t Texts::number_of(std::string_view text) {
  if (const auto known = numbers_.find(text); known != numbers_.end()) return known->second;
  const auto number = static_cast<std::uint32_t>(texts_.size());
  texts_.push_back(
      &numbers_.emplace(std::string(text), number).first->first);  // nodes of a map stay where they are
  return number;
}

std::optional<std::uint32_t> Texts::find(std::string_view text) const {
  const auto known = numbers_.find(text);
  return known == numbers_.end() ? std::nullopt : std::optional(known->second);
}

Catalog::Catalog() = default;
Catalog::~Catalog() = default;

std::optional<std::uint32_t> Catalog::found(const Numbers& numbers, std::string_view id) {
  const auto known = numbers.find(std::string(id));
  return known == numbers.end() ? std::nullopt : std::optional(known->second);
}

std::optional<std::uint32_t> Catalog::find(std::string_view event_id) const {
  const auto at = std::lower_bound(
      by_id_.begin(), by_id_.end(), event_id,
      [&](std::uint32_t place, std::string_view wanted) { return id(events[place]) < wanted; });
  if (at == by_id_.end() || id(events[*at]) != event_id) return std::nullopt;
  return *at;
}

std::optional<std::uint32_t> Catalog::event_of_claim(std::string_view claim) const {
  const std::uint64_t hash = claim_hash(claim);
  const auto at = std::lower_bound(by_claim_.begin(), by_claim_.end(), std::pair(hash, std::uint32_t{0}));
  return at == by_claim_.end() || at->first != hash ? std::nullopt : std::optional(at->second);
}

std::size_t Catalog::bytes() const {
  std::size_t out = blob.size() + pool.size() * sizeof(std::uint32_t) +
                    events.size() * (sizeof(EventCard) + sizeof(std::uint32_t)) + columns.bytes() +
                    by_claim_.size() * sizeof(by_claim_.front()) + reports.size() * sizeof(ReportCard) +
                    cells.bytes();
  out += by_host.of_event.bytes() + by_sector.of_event.bytes() + by_partner.of_event.bytes();
  if (index_) out += index_->bytes() + country_ties_->bytes() + actor_ties_->bytes();
  for (std::uint32_t i = 0; i < texts.size(); ++i) out += texts[i].size() + 2 * sizeof(std::string);
  out += (actors.size() * sizeof(ActorCard) + topics.size() * sizeof(TopicCard)) * 2;
  return out;
}

std::string outlet_key(const model::Report& report) {
  return review::entity_key(report.outlet_id, report.outlet);
}

std::uint32_t CatalogMaker::keep(std::string_view text) {
  std::string& blob = made_->blob;
  const auto place = static_cast<std::uint32_t>(blob.size());
  for (const char c : text) blob += c == '\0' ? ' ' : c;
  blob += '\0';
  return place;
}

std::uint16_t CatalogMaker::kind(const Card& card) {
  std::string what = !card.stage.empty() ? card.stage : card.mode;
  if (what.empty())
    for (const char c : card.event) what += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (what.empty()) what = "state";
  const auto [known, fresh] = kinds_.try_emplace(what, static_cast<std::uint16_t>(made_->kinds.size()));
  if (fresh) made_->kinds.push_back(made_->texts.number_of(what));
  return known->second;
}

std::uint32_t CatalogMaker::actor(const std::string& id, const std::string& name, const std::string& type,
                                  const std::string& country) {
  const auto [known, fresh] =
      made_->actor_numbers_.try_emplace(id, static_cast<std::uint32_t>(made_->actors.size()));
  if (fresh) made_->actors.push_back({id, name, type, country, 0});
  ActorCard& card = made_->actors[known->second];
  // Which claim comes first must not matter.
  if (!fresh && std::tie(name, type, country) < std::tie(card.name, card.type, card.country))
    card.name = name, card.type = type, card.country = country;
  return known->second;
}

std::uint32_t CatalogMaker::topic(const std::string& id, const std::string& name, const std::string& type) {
  const auto [known, fresh] =
      made_->topic_numbers_.try_emplace(id, static_cast<std::uint32_t>(made_->topics.size()));
  if (fresh) made_->topics.push_back({id, name, type, 0});
  TopicCard& card = made_->topics[known->second];
  if (!fresh && std::tie(name, type) < std::tie(card.name, card.type)) card.name = name, card.type = type;
  return known->second;
}

std::uint32_t CatalogMaker::outlet(const std::string& id, const std::string& name) {
  const auto [known, fresh] =
      made_->outlet_numbers_.try_emplace(id, static_cast<std::uint32_t>(made_->outlets.size()));
  if (fresh) made_->outlets.push_back({id, name, 0, 0, 0});
  OutletCard& card = made_->outlets[known->second];
  if (!fresh && name < card.name) card.name = name;
  return known->second;
}

void CatalogMaker::locate(const Card& card, EventCard& made) {
  const auto put = [&](double latitude, double longitude, const std::string& name, LocatedBy by) {
    made.latitude = static_cast<float>(latitude), made.longitude = static_cast<float>(longitude);
    made.place = made_->texts.number_of(name), made.located = by;
  };
  if (card.spot) return put(card.spot->latitude, card.spot->longitude, card.spot->name, LocatedBy::kPlace);
  for (const Card::Thing& topic : card.spots)
    if (const auto point = locate_ ? locate_(topic.id) : std::nullopt)
      return put(point->first, point->second, topic.name, LocatedBy::kTopic);
}

void CatalogMaker::add_lists(const Card& card, EventCard& made) {
  Catalog& into = *made_;
  made.lists = static_cast<std::uint32_t>(into.pool.size());
  const auto add = [&](std::uint16_t& count, const auto& list, const auto& number_of) {
    count = static_cast<std::uint16_t>(std::min(list.size(), kMost));
    for (std::size_t i = 0; i < count; ++i) into.pool.push_back(number_of(list[i]));
  };
  const auto text = [&](const std::string& item) { return into.texts.number_of(item); };
  const auto party = [&](const Card::Thing& thing) {
    const std::uint32_t number = actor(thing.id, thing.name, thing.type, thing.country);
    ++into.actors[number].events;
    return number;
  };
  add(made.hosts, card.hosts, text), add(made.sectors, card.sectors, text), add(made.partners, card.partners, text);
  add(made.who, card.who, party), add(made.whom, card.whom, party);
  add(made.topics, card.topics, [&](const Card::Thing& thing) {
    const std::uint32_t number = topic(thing.id, thing.name, thing.type);
    ++into.topics[number].events;
    return number;
  });
  add(made.outlets, card.outlets, [&](const Card::Thing& thing) {
    const std::uint32_t number = outlet(thing.id, thing.name);
    ++into.outlets[number].events;
    return number;
  });
}

void CatalogMaker::add(const Card& card, const merge::Step& step, bool decided) {
  Catalog& into = *made_;
  EventCard made;
  made.id = keep(card.id), made.sentence = keep(card.sentence);
  const auto text = [&](const std::string& item) { return into.texts.number_of(item); };
  made.event = text(card.event), made.mode = text(card.mode), made.stage = text(card.stage), made.status = text(card.status);
  made.when = text(card.when), made.reported = text(card.reported);
  made.kind = kind(card), made.rung = static_cast<std::int8_t>(merge::rung_of(card.stage));
  const DaySpan days = card.days.value_or(DaySpan{});
  made.first = days.first, made.last = days.last, made.dated = card.dated;
  made.conflicts = card.conflicts, made.decided = decided;
  made.origins = static_cast<std::uint32_t>(card.origins), made.reports = static_cast<std::uint32_t>(card.reports);
  made.claims = static_cast<std::uint32_t>(card.claims.size());
  made.confidence = static_cast<float>(card.confidence);
  locate(card, made);
  add_lists(card, made);
  for (const std::uint64_t hash : card.claims) claims_.emplace_back(hash, static_cast<std::uint32_t>(into.events.size()));
  into.claims += card.claims.size();
  into.cells.add(step, card.cells);
  into.events.push_back(made);
}

void CatalogMaker::add(const State& state) {
  for (const merge::Event& event : state.events) {
    const bool decided = std::any_of(event.claims.begin(), event.claims.end(),
                                     [&](merge::ClaimRef ref) { return state.review.about.count(ref) != 0; });
    add(card_of(event, state.sources), merge::step_of(event, state.sources), decided);
  }
}

void CatalogMaker::add(const store::Head& head) {
  const model::Report& report = head.reading.report;
  ReportCard card;
  card.number = head.reading.number;
  card.outlet = outlet(outlet_key(report), report.outlet);
  auto days = merge::days_of(report.published);
  if (!days) days = merge::days_of(head.reading.recorded_at);
  card.day = days ? days->last : DaySpan::kOpenPast;
  card.published = made_->texts.number_of(report.published),
  card.title = made_->texts.number_of(report.title);
  card.claims = static_cast<std::uint32_t>(head.claims),
  card.remarks = static_cast<std::uint32_t>(head.remarks);
  ++made_->outlets[card.outlet].reports;
  made_->outlets[card.outlet].claims += card.claims;
  made_->reports.push_back(card);
}

void CatalogMaker::sort() {
  Catalog& made = *made_;
  std::vector<std::uint32_t> order(made.events.size()), place(made.events.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const EventCard &left = made.events[a], &right = made.events[b];
    return left.first != right.first ? left.first < right.first : made.id(left) < made.id(right);
  });
  // Lists lie as their events do: who looks at many events goes through memory in one direction.
  std::vector<EventCard> sorted;
  std::vector<std::uint32_t> lists;
  sorted.reserve(order.size()), lists.reserve(made.pool.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    EventCard& event = sorted.emplace_back(made.events[order[i]]);
    const auto from = made.pool.begin() + event.lists;
    event.lists = static_cast<std::uint32_t>(lists.size());
    lists.insert(lists.end(), from, from + event.hosts + event.sectors + event.partners + event.who + event.whom + event.topics + event.outlets);
    place[order[i]] = i;
  }
  made.events = std::move(sorted), made.pool = std::move(lists);
  for (auto& [hash, event] : claims_) event = place[event];
  std::sort(claims_.begin(), claims_.end());
  made.by_claim_ = std::move(claims_);
  made.by_id_.resize(made.events.size());
  std::iota(made.by_id_.begin(), made.by_id_.end(), 0U);
  std::sort(made.by_id_.begin(), made.by_id_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return made.id(made.events[a]) < made.id(made.events[b]);
  });
  std::sort(made.reports.begin(), made.reports.end(), [](const ReportCard& a, const ReportCard& b) {
    return std::tie(a.day, a.number) < std::tie(b.day, b.number);
  });
}

void CatalogMaker::add_columns() {
  Catalog& made = *made_;
  const std::uint32_t future = made.texts.number_of("future"), possible = made.texts.number_of("possible");
  std::unordered_map<std::uint32_t, std::uint16_t> stages{{0, 0}};
  std::array<std::unordered_map<std::uint32_t, std::uint32_t>, 3> codes;
  const auto add = [](Lane& lane, std::unordered_map<std::uint32_t, std::uint32_t>& known, Catalog::List texts) {
    for (const std::uint32_t text : texts) {
      const auto [code, fresh] = known.try_emplace(text, static_cast<std::uint32_t>(lane.codes.size()));
      if (fresh) lane.codes.push_back(text);
      lane.of_event.add(code->second);
    }
    lane.of_event.end();
  };
  Columns& columns = made.columns;
  columns.first.reserve(made.events.size()), columns.last.reserve(made.events.size());
  columns.kind.reserve(made.events.size()), columns.stage.reserve(made.events.size());
  for (const EventCard& event : made.events) {
    const auto [stage, fresh] = stages.try_emplace(event.stage, static_cast<std::uint16_t>(made.stages.size()));
    if (fresh) made.stages.push_back(event.stage), made.rungs.push_back(event.rung);
    columns.first.push_back(event.first), columns.last.push_back(event.last), columns.kind.push_back(event.kind);
    const bool planned = event.status == future || event.status == possible;
    columns.stage.push_back(static_cast<std::uint16_t>(2 * stage->second + (planned ? 1 : 0)));
    add(made.by_host, codes[0], made.hosts(event)), add(made.by_sector, codes[1], made.sectors(event));
    add(made.by_partner, codes[2], made.partners(event));
  }
  for (Lane* lane : {&made.by_host, &made.by_sector, &made.by_partner}) lane->of_event.shrink();
}

std::unique_ptr<const Catalog> CatalogMaker::finish(std::map<std::string, std::string> country_names) {
  made_->country_names = std::move(country_names);
  made_->cells.finish();
  sort();
  add_columns();
  made_->blob.shrink_to_fit(), made_->pool.shrink_to_fit();
  made_->index_ = std::make_unique<Index>(*made_);
  made_->country_ties_ = std::make_unique<Ties>(*made_, true);
  made_->actor_ties_ = std::make_unique<Ties>(*made_, false);
  return std::move(made_);
}

}  // namespace tamga::query
