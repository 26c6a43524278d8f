#include "query/catalog.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>

#include "query/line.h"
#include "review/enact.h"

namespace tamga::query {
namespace {

using merge::DaySpan;

/// FNV-1a: the same on every machine.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t out = 14695981039346656037ULL;
  for (const char c : text) out = (out ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return out;
}

std::uint16_t short_count(std::size_t count) {
  return static_cast<std::uint16_t>(std::min<std::size_t>(count, 0xffff));
}

void add_once(std::vector<std::uint32_t>& list, std::uint32_t number) {
  if (list.size() < 0xffff && std::find(list.begin(), list.end(), number) == list.end())
    list.push_back(number);
}

std::uint8_t conflict_bits(const merge::Event& event) {
  std::uint8_t out = 0;
  for (const merge::Conflict& conflict : event.conflicts)
    for (std::size_t i = 0; i < std::size(kConflictFields); ++i)
      if (conflict.field == kConflictFields[i]) out = static_cast<std::uint8_t>(out | (1U << i));
  return out;
}

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

std::string Catalog::what(const EventCard& event) const {
  for (const std::uint32_t text : {event.stage, event.mode})
    if (text != 0) return std::string(texts[text]);
  std::string out(texts[event.event]);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out.empty() ? "state" : out;
}

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
  const std::uint64_t hash = hash_of(claim);
  const auto at = std::lower_bound(by_claim_.begin(), by_claim_.end(), std::pair(hash, std::uint32_t{0}));
  return at == by_claim_.end() || at->first != hash ? std::nullopt : std::optional(at->second);
}

std::size_t Catalog::bytes() const {
  std::size_t out = blob.size() + pool.size() * sizeof(std::uint32_t) +
                    events.size() * (sizeof(EventCard) + sizeof(std::uint32_t)) +
                    by_claim_.size() * sizeof(by_claim_.front()) + reports.size() * sizeof(ReportCard) +
                    cells.bytes();
  for (std::uint32_t i = 0; i < texts.size(); ++i) out += texts[i].size() + 2 * sizeof(std::string);
  out += (actors.size() * sizeof(ActorCard) + topics.size() * sizeof(TopicCard)) * 2;
  return out;
}

std::string outlet_key(const model::Report& report) {
  return review::entity_key(report.outlet_id, report.outlet);
}

/// The lists of a card while it is made.
struct CatalogMaker::Lists {
  std::vector<std::uint32_t> who, whom, topics, outlets;
};

std::uint32_t CatalogMaker::keep(std::string_view text) {
  std::string& blob = made_->blob;
  const auto place = static_cast<std::uint32_t>(blob.size());
  for (const char c : text) blob += c == '\0' ? ' ' : c;
  blob += '\0';
  return place;
}

std::uint32_t CatalogMaker::actor(const model::Party& party) {
  const std::string id = review::entity_key(party.id, party.name);
  const auto [known, fresh] =
      made_->actor_numbers_.try_emplace(id, static_cast<std::uint32_t>(made_->actors.size()));
  if (fresh) made_->actors.push_back({id, party.name, party.type, party.country, 0});
  ActorCard& card = made_->actors[known->second];
  // Which claim comes first must not matter.
  if (!fresh &&
      std::tie(party.name, party.type, party.country) < std::tie(card.name, card.type, card.country))
    card.name = party.name, card.type = party.type, card.country = party.country;
  return known->second;
}

std::uint32_t CatalogMaker::topic(const model::Topic& topic) {
  const std::string id = review::entity_key(topic.id, topic.name);
  const auto [known, fresh] =
      made_->topic_numbers_.try_emplace(id, static_cast<std::uint32_t>(made_->topics.size()));
  if (fresh) made_->topics.push_back({id, topic.name, topic.type, 0});
  TopicCard& card = made_->topics[known->second];
  if (!fresh && std::tie(topic.name, topic.type) < std::tie(card.name, card.type))
    card.name = topic.name, card.type = topic.type;
  return known->second;
}

std::uint32_t CatalogMaker::outlet(const model::Report& report) {
  const std::string id = outlet_key(report);
  const auto [known, fresh] =
      made_->outlet_numbers_.try_emplace(id, static_cast<std::uint32_t>(made_->outlets.size()));
  if (fresh) made_->outlets.push_back({id, report.outlet, 0, 0, 0});
  OutletCard& card = made_->outlets[known->second];
  if (!fresh && report.outlet < card.name) card.name = report.outlet;
  return known->second;
}

void CatalogMaker::locate(const State& state, const merge::Event& event, EventCard& card) {
  const auto put = [&](double latitude, double longitude, const std::string& name, LocatedBy by) {
    card.latitude = static_cast<float>(latitude), card.longitude = static_cast<float>(longitude);
    card.place = made_->texts.number_of(name), card.located = by;
  };
  for (const merge::ClaimRef ref : event.claims)
    if (const auto& where = state.sources[ref.source].claims[ref.claim].where;
        where && where->latitude && where->longitude)
      return put(*where->latitude, *where->longitude, where->name, LocatedBy::kPlace);
  for (const merge::ClaimRef ref : event.claims)
    for (const model::Topic& topic : state.sources[ref.source].claims[ref.claim].about)
      if (const auto point = topic.id.empty() || !locate_ ? std::nullopt : locate_(topic.id))
        return put(point->first, point->second, topic.name, LocatedBy::kTopic);
}

void CatalogMaker::add(const State& state, const merge::Event& event) {
  Catalog& made = *made_;
  const Line line = line_of(state, event);
  EventCard card;
  card.id = keep(event.id), card.sentence = keep(line.sentence);
  card.event = made.texts.number_of(event.event), card.mode = made.texts.number_of(event.mode);
  card.stage = made.texts.number_of(event.stage), card.status = made.texts.number_of(event.status);
  card.when = made.texts.number_of(event.when), card.reported = made.texts.number_of(line.reported);
  const DaySpan days = event.days.value_or(DaySpan{});
  card.first = days.first, card.last = days.last, card.dated = event.dated && event.days.has_value();
  card.conflicts = conflict_bits(event);
  card.origins = static_cast<std::uint32_t>(event.origins.size()),
  card.reports = static_cast<std::uint32_t>(event.reports);
  card.claims = static_cast<std::uint32_t>(event.claims.size());
  card.decided = !line.reviews.empty();
  locate(state, event, card);
  Lists lists;
  const auto place = static_cast<std::uint32_t>(made.events.size());
  for (const merge::ClaimRef ref : event.claims) {
    const merge::Source& source = state.sources[ref.source];
    const model::Claim& claim = source.claims[ref.claim];
    card.confidence = std::max(card.confidence, static_cast<float>(claim.confidence));
    for (const model::Party& party : claim.who) add_once(lists.who, actor(party));
    for (const model::Party& party : claim.whom) add_once(lists.whom, actor(party));
    for (const model::Topic& about : claim.about)
      if (about.type == "asset" || about.type == "commodity") add_once(lists.topics, topic(about));
    add_once(lists.outlets, outlet(source.report));
    claims_.emplace_back(hash_of(claim.id), place);
  }
  const std::set<std::uint32_t> who(lists.who.begin(), lists.who.end());
  std::erase_if(lists.whom, [&](std::uint32_t number) { return who.count(number) != 0; });
  std::set<std::string> partners;
  for (const std::string& host : event.host)
    for (const std::string& partner : merge::partners_of(event, state.sources, host))
      partners.insert(partner);
  card.lists = static_cast<std::uint32_t>(made.pool.size());
  for (const std::string& host : event.host) made.pool.push_back(made.texts.number_of(host));
  for (const std::string& sector : event.sector) made.pool.push_back(made.texts.number_of(sector));
  for (const std::string& partner : partners) made.pool.push_back(made.texts.number_of(partner));
  for (const auto* list : {&lists.who, &lists.whom, &lists.topics, &lists.outlets})
    made.pool.insert(made.pool.end(), list->begin(), list->end());
  card.hosts = short_count(event.host.size()), card.sectors = short_count(event.sector.size());
  card.partners = short_count(partners.size()), card.who = short_count(lists.who.size());
  card.whom = short_count(lists.whom.size()), card.topics = short_count(lists.topics.size());
  card.outlets = short_count(lists.outlets.size());
  for (const std::uint32_t number : lists.who) ++made.actors[number].events;
  for (const std::uint32_t number : lists.whom) ++made.actors[number].events;
  for (const std::uint32_t number : lists.topics) ++made.topics[number].events;
  for (const std::uint32_t number : lists.outlets) ++made.outlets[number].events;
  made.claims += event.claims.size();
  made.cells.add(merge::step_of(event, state.sources), merge::cells_of(event, state.sources));
  made.events.push_back(card);
}

void CatalogMaker::add(const State& state) {
  for (const merge::Event& event : state.events) add(state, event);
}

void CatalogMaker::add(const store::Head& head) {
  const model::Report& report = head.reading.report;
  ReportCard card;
  card.number = head.reading.number;
  card.outlet = outlet(report);
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
  std::vector<EventCard> sorted;
  sorted.reserve(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i)
    sorted.push_back(made.events[order[i]]), place[order[i]] = i;
  made.events = std::move(sorted);
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

std::unique_ptr<const Catalog> CatalogMaker::finish(std::map<std::string, std::string> country_names) {
  made_->country_names = std::move(country_names);
  made_->cells.finish();
  sort();
  made_->blob.shrink_to_fit(), made_->pool.shrink_to_fit();
  return std::move(made_);
}

}  // namespace tamga::query
