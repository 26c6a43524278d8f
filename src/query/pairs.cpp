// Two names that may be one entity: for a person to say same-as or not-same-as.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "query/detail/rows.h"
#include "query/review.h"
#include "review/enact.h"
#include "text/utf8.h"

namespace tamga::query {
namespace {

// docs/review.md explains each.
constexpr double kSameWords = 0.9, kMisspelt = 0.7, kPart = 0.6, kInitials = 0.5;
/// Shorter words are shared by chance.
constexpr std::size_t kLongWord = 4;
/// One letter in so many may differ, and two in names twice as long.
constexpr std::size_t kLettersToALetter = 6;

/// Somebody by the key that decisions know him by.
struct Entity {
  std::string id, name, type;
  std::set<std::string> countries;
  std::set<std::string> events;
  std::vector<std::u32string> words;  ///< of the name as names are compared
};

std::vector<std::u32string> words_of(const std::string& name) {
  std::vector<std::u32string> out{{}};
  const std::string key = text::name_key(name);
  for (std::size_t at = 0; at < key.size();) {
    const text::CodePoint point = text::code_point_at(key, at);
    at += point.size;
    if (point.value == U' ')
      out.emplace_back();
    else
      out.back() += point.value;
  }
  std::erase(out, std::u32string());
  return out;
}

std::map<std::string, Entity> entities_of(const State& state) {
  std::map<std::string, Entity> out;
  for (const merge::Event& event : state.events)
    for (const merge::ClaimRef ref : event.claims) {
      const model::Claim& claim = state.sources[ref.source].claims[ref.claim];
      for (const auto* side : {&claim.who, &claim.whom})
        for (const model::Party& party : *side) {
          if (party.type != "person" && party.type != "organisation") continue;
          Entity& entity = out[review::entity_key(party.id, party.name)];
          entity.id = party.id, entity.type = party.type;
          if (entity.name.empty() || party.name < entity.name) entity.name = party.name;
          if (!party.country.empty()) entity.countries.insert(party.country);
          entity.events.insert(event.id);
        }
    }
  for (auto& [key, entity] : out) entity.words = words_of(entity.name);
  return out;
}

/// Letters to put in, leave out or change; `most` + 1 where they are more.
std::size_t distance(const std::u32string& a, const std::u32string& b, std::size_t most) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > most) return most + 1;
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
      corner = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return std::min(row[b.size()], most + 1);
}

std::u32string joined(const std::vector<std::u32string>& words) {
  std::u32string out;
  for (const std::u32string& word : words) out += (out.empty() ? U"" : U" ") + word;
  return out;
}

bool is_part(const std::vector<std::u32string>& few, const std::vector<std::u32string>& many) {
  const auto in_many = [&](const std::u32string& word) {
    return std::find(many.begin(), many.end(), word) != many.end();
  };
  const auto is_long = [](const std::u32string& word) { return word.size() >= kLongWord; };
  return few.size() < many.size() && std::all_of(few.begin(), few.end(), in_many) &&
         std::any_of(few.begin(), few.end(), is_long);
}

bool are_initials(const std::vector<std::u32string>& few, const std::vector<std::u32string>& many) {
  if (few.size() != 1 || many.size() < 3) return false;
  std::u32string initials;
  for (const std::u32string& word : many) initials += word.front();
  return initials == few.front();
}

/// How alike two names are, and how; 0 for names of two.
std::pair<double, std::string> likeness(const Entity& a, const Entity& b) {
  std::vector<std::u32string> left = a.words, right = b.words;
  if (left.empty() || right.empty()) return {0, ""};
  const std::u32string one = joined(left), other = joined(right);
  std::sort(left.begin(), left.end()), std::sort(right.begin(), right.end());
  if (left == right) return {kSameWords, "the same words"};
  const std::size_t most = std::min<std::size_t>(std::min(one.size(), other.size()) / kLettersToALetter, 2);
  if (most > 0 && distance(one, other, most) <= most) return {kMisspelt, "spelt alike"};
  if (is_part(a.words, b.words) || is_part(b.words, a.words)) return {kPart, "one is part of the other"};
  if (are_initials(a.words, b.words) || are_initials(b.words, a.words))
    return {kInitials, "initials of the other"};
  return {0, ""};
}

/// The pack knows both, so that they are two; or their kinds or countries are others.
bool cannot_be_one(const Entity& a, const Entity& b) {
  if (a.type != b.type || (!a.id.empty() && !b.id.empty())) return true;
  if (a.countries.empty() || b.countries.empty()) return false;
  return std::none_of(a.countries.begin(), a.countries.end(),
                      [&](const std::string& country) { return b.countries.count(country) != 0; });
}

using Key = std::pair<std::string, std::string>;

Key ordered(const std::string& a, const std::string& b) { return a < b ? Key(a, b) : Key(b, a); }

std::set<Key> decided_pairs(const State& state) {
  std::set<Key> out;
  for (const model::Decision& decision : state.review.standing)
    if (decision.entities.size() == 2)
      for (const bool named : {false, true}) {
        const auto key = [&](const std::string& entity) {
          return named ? review::entity_key("", entity) : entity;
        };
        out.insert(ordered(key(decision.entities[0]), key(decision.entities[1])));
        out.insert(ordered(decision.entities[0], key(decision.entities[1])));
        out.insert(ordered(key(decision.entities[0]), decision.entities[1]));
      }
  return out;
}

std::string figure(double value) {
  const int hundredths = static_cast<int>(value * 100 + 0.5);
  return std::to_string(hundredths / 100) + "." + (hundredths % 100 < 10 ? "0" : "") +
         std::to_string(hundredths % 100);
}

Pair::Side side_of(const Entity& entity) { return {entity.id, entity.name, entity.events.size()}; }

}  // namespace

std::vector<Pair> pairs(const State& state) {
  const std::map<std::string, Entity> entities = entities_of(state);
  const std::set<Key> decided = decided_pairs(state);
  std::vector<Pair> out;
  for (auto a = entities.begin(); a != entities.end(); ++a)
    for (auto b = std::next(a); b != entities.end(); ++b) {
      if (cannot_be_one(a->second, b->second) || decided.count(ordered(a->first, b->first)) != 0) continue;
      const auto [alike, how] = likeness(a->second, b->second);
      if (alike == 0) continue;
      // Whom the pack knows is kept; else the one that more events name.
      const bool swap = a->second.id.empty() &&
                        (!b->second.id.empty() || b->second.events.size() > a->second.events.size());
      Pair made{
          side_of(swap ? b->second : a->second), side_of(swap ? a->second : b->second), how, alike, 0, {}};
      const auto events = static_cast<double>(made.other.events);
      made.score = alike * events / (events + 1);
      const auto& named = swap ? a->second.events : b->second.events;
      made.events.assign(named.begin(), named.end());
      out.push_back(std::move(made));
    }
  std::sort(out.begin(), out.end(), [](const Pair& a, const Pair& b) {
    return std::tie(b.score, a.keep.name, a.other.name) < std::tie(a.score, b.keep.name, b.other.name);
  });
  return out;
}

std::string pairs_table(const std::vector<Pair>& pairs) {
  if (pairs.empty()) return "No two names look like one.\n";
  Rows rows{{"score", "keep", "id", "other", "events", "why", "event"}};
  for (const Pair& pair : pairs)
    rows.push_back({figure(pair.score), pair.keep.name, pair.keep.id, pair.other.name,
                    std::to_string(pair.other.events), pair.how, pair.events.front()});
  return rows_text(rows);
}

std::string pairs_json(const std::vector<Pair>& pairs) {
  json::Value list = json::Value::array();
  const auto side = [](const Pair::Side& s) {
    return json::Value::Object{
        {"id", text_or_null(s.id)}, {"name", s.name}, {"events", static_cast<std::int64_t>(s.events)}};
  };
  for (const Pair& pair : pairs)
    list.push(json::Value::Object{{"keep", side(pair.keep)},
                                  {"other", side(pair.other)},
                                  {"why", pair.how},
                                  {"likeness", pair.likeness},
                                  {"score", pair.score},
                                  {"events", list_of(pair.events)}});
  return json::dump(json::Value::Object{{"pairs", std::move(list)}}) + "\n";
}

}  // namespace tamga::query
