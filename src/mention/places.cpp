#include "mention/places.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "text/utf8.h"

namespace tamga::mention {
namespace {

constexpr double kEarthRadius = 6371.0;  // km
constexpr double kRadians = 0.017453292519943295;

struct Point {
  double latitude, longitude;
};

double kilometres(Point a, Point b) {
  const double north = std::sin((b.latitude - a.latitude) * kRadians / 2),
               east = std::sin((b.longitude - a.longitude) * kRadians / 2);
  const double h =
      north * north + std::cos(a.latitude * kRadians) * std::cos(b.latitude * kRadians) * east * east;
  return 2 * kEarthRadius * std::asin(std::sqrt(std::min(1.0, h)));
}

/// One who may be meant, and how likely.
struct Bearer {
  names::Entity entity;
  std::vector<std::string_view> areas;  ///< outermost first
  double prior = 0, share = 0;
};

/// All names of the same words without an area beside them, or one name with its own; they mean the same.
struct Group {
  std::vector<std::size_t> names;
  std::vector<Bearer> bearers;
};

std::vector<std::string_view> split(std::string_view ids) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < ids.size();) {
    const std::size_t end = std::min(ids.find(' ', at), ids.size());
    if (end > at) parts.push_back(ids.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

/// Whether `inner` lies in `outer`: an area of it, or a state.
bool lies_in(const Bearer& inner, const names::Entity& outer) {
  if (outer.type == "state")
    return inner.entity.type != "state" && !outer.country.empty() && inner.entity.country == outer.country;
  return std::find(inner.areas.begin(), inner.areas.end(), outer.id) != inner.areas.end();
}

class Resolver {
 public:
  Resolver(std::string_view text, std::span<const PlaceName> names, const names::Lexicon& lexicon,
           const PlaceWeights& weights)
      : text_(text), names_(names), lexicon_(lexicon), weights_(weights), contained_(names.size()) {
    find_containment();
    group();
  }

  std::vector<std::optional<std::uint32_t>> resolve() {
    for (Group& group : groups_) share_out(group, {});
    for (int round = 0; round < weights_.rounds; ++round) {
      const std::map<std::string, double, std::less<>> support = areas_told();
      std::vector<std::vector<double>> scores;
      for (const Group& group : groups_) scores.push_back(scores_of(group, support));
      for (std::size_t i = 0; i < groups_.size(); ++i) share_out(groups_[i], scores[i]);
    }
    return best();
  }

 private:
  // ------------------------------------------------------------------ reading

  Bearer bearer(const names::Candidate& candidate) const {
    Bearer made;
    made.entity = lexicon_.entity(candidate.entity);
    made.areas = split(made.entity.within);
    const names::Entity& e = made.entity;
    made.prior = weights_.population * std::log10(1.0 + e.population);
    if (e.type == "state") made.prior += weights_.state;
    if (e.type == "region") made.prior += weights_.area;
    return made;
  }

  /// Whether only a comma, a bracket or spaces stand between two names.
  bool side_by_side(const PlaceName& a, const PlaceName& b) const {
    if (b.begin < a.end || b.begin - a.end > 3) return false;
    return text_.substr(a.end, b.begin - a.end).find_first_not_of(" ,(") == std::string_view::npos;
  }

  /// "Alexandria, La.", "Pandi, Bulacan": those of the first name's bearers who lie in a bearer of the
  /// second.
  void find_containment() {
    for (std::size_t i = 0; i + 1 < names_.size(); ++i) {
      if (!side_by_side(names_[i], names_[i + 1])) continue;
      for (const names::Candidate& inner : names_[i].candidates) {
        const Bearer in = bearer(inner);
        for (const names::Candidate& outer : names_[i + 1].candidates) {
          if (!lies_in(in, lexicon_.entity(outer.entity))) continue;
          contained_[i].push_back(inner.entity);
          contained_[i + 1].push_back(outer.entity);
        }
      }
    }
  }

  std::string words(const PlaceName& name) const {
    return text::name_key(text_.substr(name.begin, name.end - name.begin));
  }

  /// A name with an area beside it tells what the same words mean elsewhere, unless it is told twice and
  /// differently.
  void group() {
    std::map<std::string, std::size_t> by_words;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (names_[i].candidates.empty()) continue;
      const std::string key = words(names_[i]);
      const auto [found, fresh] = by_words.emplace(key, groups_.size());
      if (!fresh && agrees(groups_[found->second], i)) {
        groups_[found->second].names.push_back(i);
        continue;
      }
      if (!fresh) found->second = groups_.size();
      groups_.push_back({{i}, {}});
    }
    for (Group& group : groups_) fill(group);
  }

  bool agrees(const Group& group, std::size_t name) const {
    if (contained_[name].empty()) return true;
    return std::all_of(group.names.begin(), group.names.end(), [&](std::size_t other) {
      return contained_[other].empty() ||
             std::any_of(contained_[other].begin(), contained_[other].end(), [&](std::uint32_t entity) {
               return std::find(contained_[name].begin(), contained_[name].end(), entity) !=
                      contained_[name].end();
             });
    });
  }

  void fill(Group& group) {
    for (const names::Candidate& candidate : names_[group.names.front()].candidates) {
      Bearer made = bearer(candidate);
      if (text::name_key(made.entity.name) == words(names_[group.names.front()]))
        made.prior += weights_.chief;
      for (std::size_t name : group.names) {
        const auto& inside = contained_[name];
        if (std::find(inside.begin(), inside.end(), candidate.entity) == inside.end()) continue;
        made.prior += weights_.contained;
        break;
      }
      group.bearers.push_back(std::move(made));
    }
  }

  // ------------------------------------------------------------------ weighing

  /// Shares from scores; by the priors where there are none yet.
  void share_out(Group& group, const std::vector<double>& scores) const {
    double highest = -1e9, sum = 0;
    const auto score = [&](std::size_t i) { return scores.empty() ? group.bearers[i].prior : scores[i]; };
    for (std::size_t i = 0; i < group.bearers.size(); ++i) highest = std::max(highest, score(i));
    for (std::size_t i = 0; i < group.bearers.size(); ++i) {
      group.bearers[i].share = std::exp((score(i) - highest) / weights_.doubt);
      sum += group.bearers[i].share;
    }
    for (Bearer& bearer : group.bearers) bearer.share /= sum;
  }

  /// How many of the groups may be in each area and country, by their shares.
  std::map<std::string, double, std::less<>> areas_told() const {
    std::map<std::string, double, std::less<>> told;
    for (const Group& group : groups_) {
      for (const Bearer& bearer : group.bearers) count(bearer, bearer.share, told);
    }
    return told;
  }

  static void count(const Bearer& bearer, double by, std::map<std::string, double, std::less<>>& told) {
    if (!bearer.entity.country.empty()) told[std::string(bearer.entity.country)] += by;
    if (bearer.entity.type == "region") told[std::string(bearer.entity.id)] += by;
    for (std::string_view area : bearer.areas) told[std::string(area)] += by;
  }

  std::vector<double> scores_of(const Group& group,
                                const std::map<std::string, double, std::less<>>& told) const {
    std::map<std::string, double, std::less<>> own;
    for (const Bearer& bearer : group.bearers) count(bearer, bearer.share, own);
    const double others = static_cast<double>(groups_.size()) - 1;
    const auto share = [&](std::string_view area) {
      const auto all = told.find(area);
      const auto mine = own.find(area);
      if (others <= 0 || all == told.end()) return 0.0;
      return std::max(0.0, all->second - (mine == own.end() ? 0 : mine->second)) / others;
    };
    std::vector<double> scores;
    for (const Bearer& bearer : group.bearers) {
      double score = bearer.prior + weights_.country * share(bearer.entity.country);
      if (bearer.entity.type == "region")
        score += (bearer.areas.empty() ? weights_.first_area : weights_.inner_area) * share(bearer.entity.id);
      for (std::size_t i = 0; i < bearer.areas.size(); ++i) {
        score += (i == 0 ? weights_.first_area : weights_.inner_area) * share(bearer.areas[i]);
      }
      scores.push_back(score + weights_.near * nearness(bearer, group));
    }
    return scores;
  }

  /// How near the nearest place of another name is, by its share; states are too large to be near to.
  double nearness(const Bearer& bearer, const Group& own) const {
    if (!bearer.entity.latitude || bearer.entity.type == "state") return 0;
    const Point here{*bearer.entity.latitude, *bearer.entity.longitude};
    double nearest = 0;
    for (const Group& group : groups_) {
      if (&group == &own) continue;
      for (const Bearer& other : group.bearers) {
        if (!other.entity.latitude || other.entity.type == "state" || other.share < 0.05) continue;
        if (other.entity.index == bearer.entity.index) continue;
        const double distance = kilometres(here, {*other.entity.latitude, *other.entity.longitude});
        nearest = std::max(nearest, other.share * std::exp(-distance / weights_.near_km));
      }
    }
    return nearest;
  }

  std::vector<std::optional<std::uint32_t>> best() const {
    std::vector<std::optional<std::uint32_t>> chosen(names_.size());
    for (const Group& group : groups_) {
      const auto most = std::max_element(group.bearers.begin(), group.bearers.end(),
                                         [](const Bearer& a, const Bearer& b) { return a.share < b.share; });
      for (std::size_t name : group.names) chosen[name] = most->entity.index;
    }
    return chosen;
  }

  std::string_view text_;
  std::span<const PlaceName> names_;
  const names::Lexicon& lexicon_;
  const PlaceWeights& weights_;
  std::vector<std::vector<std::uint32_t>> contained_;  ///< by name: bearers in, or of, the area beside it
  std::vector<Group> groups_;
};

}  // namespace

Result<PlaceWeights> read_place_weights(const json::Value& section) {
  PlaceWeights weights;
  const std::pair<std::string_view, double*> numbers[] = {{"population", &weights.population},
                                                          {"state", &weights.state},
                                                          {"area", &weights.area},
                                                          {"chief", &weights.chief},
                                                          {"contained", &weights.contained},
                                                          {"country", &weights.country},
                                                          {"first_area", &weights.first_area},
                                                          {"inner_area", &weights.inner_area},
                                                          {"near", &weights.near},
                                                          {"near_km", &weights.near_km},
                                                          {"doubt", &weights.doubt}};
  for (const auto& [key, value] : section.members()) {
    const auto* found = std::find_if(std::begin(numbers), std::end(numbers),
                                     [&](const auto& known) { return known.first == key; });
    if (!value.is_number()) return Error{ErrorCode::kBadData, "places: \"" + key + "\" is no number", {}, {}};
    if (key == "rounds") {
      weights.rounds = static_cast<int>(value.integer_or(0));
    } else if (found == std::end(numbers)) {
      return Error{ErrorCode::kBadData, "places: there is no weight \"" + key + "\"", {}, {}};
    } else {
      *found->second = value.number_or(0);
    }
  }
  if (weights.near_km <= 0 || weights.doubt <= 0 || weights.rounds < 0 || weights.rounds > 100)
    return Error{
        ErrorCode::kBadData, "places: \"near_km\" and \"doubt\" are above zero, \"rounds\" 0 to 100", {}, {}};
  return weights;
}

std::vector<std::optional<std::uint32_t>> resolve_places(std::string_view text,
                                                         std::span<const PlaceName> names,
                                                         const names::Lexicon& lexicon,
                                                         const PlaceWeights& weights) {
  return Resolver(text, names, lexicon, weights).resolve();
}

}  // namespace tamga::mention
