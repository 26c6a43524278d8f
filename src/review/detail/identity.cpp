#include "review/detail/identity.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "review/enact.h"
#include "text/utf8.h"

namespace tamga::review {
namespace {

using Pair = std::pair<std::string, std::string>;
using Groups = std::map<std::string, std::set<std::string>>;  // by each member, all members

Pair ordered(const std::string& left, const std::string& right) { return std::minmax(left, right); }

/// A key as given by a person: an id stays, a name is folded.
std::string folded(const std::string& entity, const std::set<std::string>& ids) {
  return ids.count(entity) != 0 ? entity : text::name_key(entity);
}

struct Identity {
  std::string id, name, type, country;
  auto order() const { return std::tie(id, name, type, country); }
  bool operator<(const Identity& other) const { return order() < other.order(); }
};

using Identities = std::map<std::string, std::map<Identity, int>>;

template <class Visit>
void each_entity(merge::Source& source, Visit visit) {
  std::string none;
  for (model::Claim& claim : source.claims) {
    for (auto* side : {&claim.who, &claim.whom})
      for (model::Party& p : *side) visit(p.id, p.name, p.type, &p.country);
    for (model::Topic& t : claim.about) visit(t.id, t.name, t.type, nullptr);
    for (model::Hop& h : claim.chain) visit(h.id, h.name, h.type, &h.country);
  }
}

Identities identities_in(std::vector<merge::Source>& sources) {
  Identities out;
  for (merge::Source& source : sources)
    each_entity(source, [&](std::string& id, std::string& name, std::string& type, std::string* country) {
      ++out[entity_key(id, name)][{id, name, type, country == nullptr ? "" : *country}];
    });
  return out;
}

/// What most claims call it; the smallest among equals.
Identity most_common(const std::map<Identity, int>& counts) {
  return std::max_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

struct Sameness {
  std::map<Pair, const model::Decision*> same;  ///< the decision that says so
  std::set<Pair> other;
  std::set<std::string> kept, given_up;
};

/// What the latest decision about each pair says.
Sameness sameness_of(std::span<const model::Decision> decisions, const std::set<std::string>& ids) {
  Sameness out;
  for (const model::Decision& d : decisions) {
    if ((d.kind != "same-as" && d.kind != "not-same-as") || d.entities.size() != 2) continue;
    const Pair pair = ordered(folded(d.entities[0], ids), folded(d.entities[1], ids));
    if (d.kind == "same-as")
      out.same[pair] = &d, out.other.erase(pair);
    else
      out.other.insert(pair), out.same.erase(pair);
  }
  for (const auto& [pair, decision] : out.same) {
    out.kept.insert(folded(decision->entities[0], ids));
    out.given_up.insert(folded(decision->entities[1], ids));
  }
  return out;
}

/// Joins what is the same, the latest decisions first, but never two that are said to be others.
Groups groups_of(const Sameness& sameness) {
  std::vector<std::pair<std::string, Pair>> pairs;
  for (const auto& [pair, decision] : sameness.same) pairs.emplace_back(decision->made_at, pair);
  std::sort(pairs.rbegin(), pairs.rend());
  Groups groups;
  for (const auto& [made_at, pair] : pairs) {
    std::set<std::string> left = groups[pair.first], right = groups[pair.second];
    left.insert(pair.first), right.insert(pair.second);
    bool excluded = false;
    for (const std::string& a : left)
      for (const std::string& b : right) excluded = excluded || sameness.other.count(ordered(a, b)) != 0;
    if (excluded) continue;
    left.merge(right);
    for (const std::string& member : left) groups[member] = left;
  }
  return groups;
}

/// Whose identity a group takes: one that was kept and never given up; the pack's before what the pack does
/// not know.
std::string head_of(const std::set<std::string>& group, const Sameness& sameness, const Identities& known) {
  const auto rank = [&](const std::string& key) {
    const bool head = sameness.kept.count(key) != 0 && sameness.given_up.count(key) == 0;
    const auto found = known.find(key);
    const bool there = found != known.end();
    return std::tuple(!there, !head, !there || most_common(found->second).id.empty(), key);
  };
  return *std::min_element(group.begin(), group.end(),
                           [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
}

}  // namespace

void unify(std::vector<merge::Source>& sources, std::span<const model::Decision> decisions) {
  if (std::none_of(decisions.begin(), decisions.end(), [](const auto& d) { return d.kind == "same-as"; }))
    return;
  const Identities known = identities_in(sources);
  std::set<std::string> ids;
  for (const auto& [key, counts] : known)
    if (!counts.begin()->first.id.empty()) ids.insert(key);
  const Sameness sameness = sameness_of(decisions, ids);
  std::map<std::string, Identity> becomes;
  for (const auto& [member, group] : groups_of(sameness)) {
    const std::string head = group.empty() ? member : head_of(group, sameness, known);
    if (head != member && known.count(head) != 0) becomes[member] = most_common(known.at(head));
  }
  for (merge::Source& source : sources)
    each_entity(source, [&](std::string& id, std::string& name, std::string& type, std::string* country) {
      const auto found = becomes.find(entity_key(id, name));
      if (found == becomes.end()) return;
      id = found->second.id, name = found->second.name, type = found->second.type;
      if (country != nullptr && !found->second.country.empty()) *country = found->second.country;
    });
}

}  // namespace tamga::review
