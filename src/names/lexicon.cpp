#include "names/lexicon.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "names/detail/layout.h"
#include "text/utf8.h"

namespace tamga::names {
namespace {

constexpr std::size_t kLongestName = 14;  // words, punctuation included

template <class T>
T read_at(std::string_view bytes, std::size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

Error damaged(std::uint64_t byte) {
  return Error{ErrorCode::kBadData, "the names section is damaged", {}, byte};
}

}  // namespace

Result<Lexicon> Lexicon::open(std::string_view section) {
  if (section.size() < sizeof(layout::Header)) return damaged(section.size());
  const auto header = read_at<layout::Header>(section, 0);
  if (std::memcmp(header.magic, layout::kMagic, sizeof header.magic) != 0) return damaged(0);
  Lexicon lexicon;
  lexicon.bytes_ = section;
  lexicon.entities_ = header.entities;
  lexicon.aliases_ = header.aliases;
  lexicon.entities_at_ = sizeof header;
  lexicon.aliases_at_ = lexicon.entities_at_ + std::size_t{header.entities} * sizeof(layout::Entity);
  lexicon.ids_at_ = lexicon.aliases_at_ + std::size_t{header.aliases} * sizeof(layout::Alias);
  const std::size_t offices_at = lexicon.ids_at_ + std::size_t{header.entities} * sizeof(std::uint32_t);
  lexicon.strings_at_ = offices_at + std::size_t{header.offices} * sizeof(layout::Office);
  if (lexicon.strings_at_ + header.strings != section.size()) return damaged(8);
  for (std::uint32_t i = 0; i < header.offices; ++i) {
    const auto office = read_at<layout::Office>(section, offices_at + i * sizeof(layout::Office));
    if (office.person >= header.entities) return damaged(offices_at + i * sizeof(layout::Office));
    lexicon.offices_.push_back({office.person, lexicon.text(office.role), lexicon.text(office.organisation),
                                lexicon.text(office.country), lexicon.text(office.start),
                                lexicon.text(office.end)});
  }
  return lexicon;
}

/// A string of the pool; empty where the offset does not fit.
std::string_view Lexicon::text(std::uint32_t offset) const {
  const std::size_t at = strings_at_ + offset;
  if (at + 4 > bytes_.size()) return {};
  const auto size = read_at<std::uint32_t>(bytes_, at);
  if (size > bytes_.size() - at - 4) return {};
  return bytes_.substr(at + 4, size);
}

Entity Lexicon::entity(std::uint32_t index) const {
  Entity out;
  if (index >= entities_) return out;
  const auto record = read_at<layout::Entity>(bytes_, entities_at_ + index * sizeof(layout::Entity));
  out.index = index;
  out.id = text(record.id);
  out.type = text(record.type);
  out.name = text(record.name);
  out.country = text(record.country);
  out.sectors = text(record.sectors);
  out.countries = text(record.countries);
  out.within = text(record.within);
  out.population = record.population;
  if (!std::isnan(record.latitude)) out.latitude = std::round(double{record.latitude} * 1e5) / 1e5;
  if (!std::isnan(record.longitude)) out.longitude = std::round(double{record.longitude} * 1e5) / 1e5;
  return out;
}

std::optional<Entity> Lexicon::by_id(std::string_view id) const {
  std::size_t low = 0, high = entities_;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    const Entity at = entity(read_at<std::uint32_t>(bytes_, ids_at_ + middle * 4));
    if (at.id == id) return at;
    if (at.id < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return std::nullopt;
}

std::string_view Lexicon::alias_key(std::size_t index) const {
  return text(read_at<layout::Alias>(bytes_, aliases_at_ + index * sizeof(layout::Alias)).key);
}

Candidate Lexicon::candidate(std::size_t index) const {
  const auto alias = read_at<layout::Alias>(bytes_, aliases_at_ + index * sizeof(layout::Alias));
  const auto kind =
      std::min<std::uint32_t>(alias.kind & layout::kKindBits, static_cast<std::uint32_t>(NameKind::kMetonym));
  return {alias.entity, static_cast<NameKind>(kind), (alias.kind & layout::kOnlyInCapitals) != 0};
}

std::size_t Lexicon::lower_bound(std::string_view key) const {
  std::size_t low = 0, high = aliases_;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (alias_key(middle) < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::optional<Match> Lexicon::match(std::span<const std::string> keys, std::size_t at) const {
  if (at >= keys.size() || keys[at].empty()) return std::nullopt;
  std::optional<Match> best;
  std::string key;
  for (std::size_t end = at; end < keys.size() && end - at < kLongestName; ++end) {
    if (keys[end].empty()) continue;
    if (!key.empty()) key += ' ';
    key += keys[end];
    std::size_t index = lower_bound(key);
    if (index == aliases_ || !alias_key(index).starts_with(key)) break;
    if (alias_key(index) != key) continue;
    best = Match{end + 1 - at, {}};
    for (; index < aliases_ && alias_key(index) == key; ++index) best->candidates.push_back(candidate(index));
  }
  return best;
}

std::vector<Candidate> Lexicon::find(std::string_view name) const {
  const std::string key = text::name_key(name);
  std::vector<Candidate> found;
  for (std::size_t index = lower_bound(key); index < aliases_ && alias_key(index) == key; ++index) {
    found.push_back(candidate(index));
  }
  return found;
}

std::optional<Entity> Lexicon::outlet(std::string_view name) const {
  for (const Candidate& candidate : find(name)) {
    const Entity found = entity(candidate.entity);
    if (found.type == "outlet") return found;
  }
  return std::nullopt;
}

std::vector<Office> Lexicon::offices_of(std::uint32_t person) const {
  std::vector<Office> found;
  for (const Office& office : offices_) {
    if (office.person == person) found.push_back(office);
  }
  return found;
}

std::map<std::string, std::string> country_names(const Lexicon& lexicon) {
  std::map<std::string, std::string> out;
  for (std::uint32_t i = 0; i < lexicon.size(); ++i) {
    const Entity entity = lexicon.entity(i);
    if ((entity.type == "state" || entity.type == "bloc") && !entity.country.empty())
      out.emplace(entity.country, entity.name);
  }
  return out;
}

}  // namespace tamga::names
