#include "query/detail/card.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "query/line.h"
#include "review/enact.h"

namespace tamga::query {
namespace {

/// Neither is in any text that reports, packs or people give.
constexpr char kField = '\x1e', kItem = '\x1f';
constexpr std::size_t kFields = 23;

using Strings = std::vector<std::string>;
using Things = std::vector<Card::Thing>;

void add_once(Things& things, Card::Thing thing) {
  const auto same = [&](const Card::Thing& other) { return other.id == thing.id; };
  if (std::none_of(things.begin(), things.end(), same)) things.push_back(std::move(thing));
}

Card::Thing thing_of(const model::Party& party) {
  return {review::entity_key(party.id, party.name), party.name, party.type, party.country};
}

std::uint8_t conflict_bits(const merge::Event& event) {
  std::uint8_t out = 0;
  for (const merge::Conflict& conflict : event.conflicts)
    for (std::size_t i = 0; i < std::size(kConflictFields); ++i)
      if (conflict.field == kConflictFields[i]) out = static_cast<std::uint8_t>(out | (1U << i));
  return out;
}

void add_claim(Card& card, const model::Report& report, const model::Claim& claim) {
  card.confidence = std::max(card.confidence, claim.confidence);
  for (const model::Party& party : claim.who) add_once(card.who, thing_of(party));
  for (const model::Party& party : claim.whom) add_once(card.whom, thing_of(party));
  for (const model::Topic& about : claim.about) {
    if (about.type == "asset" || about.type == "commodity")
      add_once(card.topics, {review::entity_key(about.id, about.name), about.name, about.type, ""});
    if (!about.id.empty()) add_once(card.spots, {about.id, about.name, "", ""});
  }
  add_once(card.outlets, {outlet_key(report), report.outlet, "", ""});
  if (!card.spot && claim.where && claim.where->latitude && claim.where->longitude)
    card.spot = {*claim.where->latitude, *claim.where->longitude, claim.where->name};
  if (card.sentence.empty()) card.sentence = sentence_of(claim);
  if (!report.published.empty() && (card.reported.empty() || report.published < card.reported)) card.reported = report.published;
  card.claims.push_back(claim_hash(claim.id));
}

class Writer {
 public:
  void field(std::string_view text) {
    if (started_) out_ += kField;
    started_ = true;
    for (const char c : text) out_ += c == kField || c == kItem ? ' ' : c;
  }
  void items(const Strings& items) {
    field("");
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) out_ += kItem;
      for (const char c : items[i]) out_ += c == kField || c == kItem ? ' ' : c;
    }
  }
  std::string text() && { return std::move(out_); }

 private:
  std::string out_;
  bool started_ = false;
};

template <class Number>
std::string digits(Number number) {
  std::array<char, 32> out;
  const auto [end, error] = std::to_chars(out.data(), out.data() + out.size(), number);
  return {out.data(), end};
}

template <class Number>
Number number_of(std::string_view text) {
  Number out{};
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> out;
  if (text.empty()) return out;
  for (std::size_t next; (next = text.find(at)) != std::string_view::npos; text.remove_prefix(next + 1))
    out.push_back(text.substr(0, next));
  out.push_back(text);
  return out;
}

Strings texts(std::string_view items) {
  Strings out;
  for (const std::string_view item : split(items, kItem)) out.emplace_back(item);
  return out;
}

Strings flat(const Things& things) {
  Strings out;
  for (const Card::Thing& thing : things) out.insert(out.end(), {thing.id, thing.name, thing.type, thing.country});
  return out;
}

Things things(std::string_view items) {
  const auto parts = split(items, kItem);
  Things out;
  for (std::size_t i = 0; i + 3 < parts.size(); i += 4)
    out.push_back({std::string(parts[i]), std::string(parts[i + 1]), std::string(parts[i + 2]), std::string(parts[i + 3])});
  return out;
}

}  // namespace

std::uint64_t claim_hash(std::string_view id) {
  std::uint64_t out = 14695981039346656037ULL;
  for (const char c : id) out = (out ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return out;
}

Card card_of(const merge::Event& event, std::span<const merge::Source> sources) {
  Card out;
  out.id = event.id, out.event = event.event, out.mode = event.mode, out.stage = event.stage, out.status = event.status;
  out.when = event.when, out.days = event.days, out.dated = event.dated && event.days.has_value();
  out.conflicts = conflict_bits(event);
  out.origins = event.origins.size(), out.reports = event.reports;
  out.hosts = event.host, out.sectors = event.sector;
  for (const merge::ClaimRef ref : event.claims) add_claim(out, sources[ref.source].report, sources[ref.source].claims[ref.claim]);
  std::erase_if(out.whom, [&](const Card::Thing& thing) {
    return std::any_of(out.who.begin(), out.who.end(), [&](const Card::Thing& other) { return other.id == thing.id; });
  });
  if (out.spot) out.spots.clear();
  std::set<std::string> partners;
  for (const std::string& host : event.host)
    for (const std::string& partner : merge::partners_of(event, sources, host)) partners.insert(partner);
  out.partners.assign(partners.begin(), partners.end());
  out.cells = merge::cells_of(event, sources);
  return out;
}

std::string card_text(const Card& card) {
  Writer out;
  for (const std::string* text : {&card.event, &card.mode, &card.stage, &card.status, &card.when, &card.reported, &card.sentence})
    out.field(*text);
  out.items(card.days ? Strings{digits(card.days->first), digits(card.days->last)} : Strings{});
  for (const std::size_t number : {static_cast<std::size_t>(card.dated), static_cast<std::size_t>(card.conflicts), card.origins, card.reports})
    out.field(digits(number));
  out.field(digits(card.confidence));
  for (const Strings* list : {&card.hosts, &card.sectors, &card.partners}) out.items(*list);
  for (const Things* list : {&card.who, &card.whom, &card.topics, &card.outlets}) out.items(flat(*list));
  out.items(card.spot ? Strings{digits(card.spot->latitude), digits(card.spot->longitude), card.spot->name} : flat(card.spots));
  Strings claims, cells;
  for (const std::uint64_t hash : card.claims) claims.push_back(digits(hash));
  for (const auto& [host, sector, partner] : card.cells) cells.insert(cells.end(), {host, sector, partner});
  out.items(claims), out.items(cells);
  return std::move(out).text();
}

Result<Card> card_from(std::string id, std::string_view text) {
  const auto fields = split(text, kField);
  if (fields.size() != kFields)
    return Error{ErrorCode::kBadData, "the ledger keeps something of event " + id + " that this program does not know", "", {}};
  Card out;
  out.id = std::move(id);
  std::size_t at = 0;
  for (std::string* into : {&out.event, &out.mode, &out.stage, &out.status, &out.when, &out.reported, &out.sentence})
    *into = fields[at++];
  if (const auto days = split(fields[at++], kItem); days.size() == 2)
    out.days = merge::DaySpan{number_of<std::int32_t>(days[0]), number_of<std::int32_t>(days[1])};
  out.dated = fields[at++] == "1", out.conflicts = number_of<std::uint8_t>(fields[at++]);
  out.origins = number_of<std::size_t>(fields[at++]), out.reports = number_of<std::size_t>(fields[at++]);
  out.confidence = number_of<double>(fields[at++]);
  for (Strings* list : {&out.hosts, &out.sectors, &out.partners}) *list = texts(fields[at++]);
  for (Things* list : {&out.who, &out.whom, &out.topics, &out.outlets}) *list = things(fields[at++]);
  const auto spot = split(fields[at], kItem);
  if (spot.size() == 3)
    out.spot = {number_of<double>(spot[0]), number_of<double>(spot[1]), std::string(spot[2])};
  else
    out.spots = things(fields[at]);
  ++at;
  for (const std::string_view claim : split(fields[at++], kItem)) out.claims.push_back(number_of<std::uint64_t>(claim));
  const Strings cells = texts(fields[at++]);
  for (std::size_t i = 0; i + 2 < cells.size(); i += 3) out.cells.emplace_back(cells[i], cells[i + 1], cells[i + 2]);
  return out;
}

}  // namespace tamga::query
