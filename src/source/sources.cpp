// Questions to the sources of a report.
#include <algorithm>

#include "source/detail/speaker.h"
#include "source/source.h"

namespace tamga::source {

using mention::ReferentId;
using parse::WordId;

namespace {

/// Whoever wrote the report, when nobody else is said to speak.
model::Hop author() {
  model::Hop hop;
  hop.name = "author";
  hop.type = "group";
  return hop;
}

}  // namespace

std::vector<std::uint32_t> Sources::covering(WordId word) const {
  const auto first = std::lower_bound(covers_.begin(), covers_.end(), std::pair{word, std::uint32_t{0}});
  std::vector<std::uint32_t> out;
  for (auto at = first; at != covers_.end() && at->first == word; ++at) out.push_back(at->second);
  std::stable_sort(out.begin(), out.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return scopes_[a].size < scopes_[b].size; });
  return out;
}

std::vector<model::Hop> Sources::chain(WordId word) const {
  std::vector<model::Hop> out;
  const auto append = [&](const model::Hop& hop) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const model::Hop& h) { return same_hop(h, hop); });
    if (!known && !hop.name.empty()) out.push_back(hop);
  };
  for (std::uint32_t scope : covering(word))
    for (const model::Hop& hop : scopes_[scope].hops) append(hop);
  if (out.empty() && whole_report_.empty()) out.push_back(author());
  for (const model::Hop& hop : whole_report_) append(hop);
  append(outlet_);
  return out;
}

std::vector<ReferentId> Sources::speakers(WordId word) const {
  std::vector<ReferentId> out;
  for (std::uint32_t scope : covering(word))
    for (ReferentId referent : scopes_[scope].speakers)
      if (std::find(out.begin(), out.end(), referent) == out.end()) out.push_back(referent);
  return out;
}

std::string Sources::said_by(const std::vector<model::Hop>& chain, const Contest& contest) const {
  if (chain.empty() || chain.front().name == "author" || chain.front().type == "outlet") return "author";
  const bool only_whole =
      !whole_report_.empty() && same_hop(chain.front(), whole_report_.front()) && !chain.front().named;
  if (only_whole) return "author";
  const std::string& country = chain.front().country;
  if (country.empty()) return "other";
  const bool host = std::find(contest.hosts.begin(), contest.hosts.end(), country) != contest.hosts.end();
  return host ? "host" : "partner";
}

std::optional<model::Evidence> Sources::quote(text::ByteRange range) const {
  auto at = std::partition_point(quotations_.begin(), quotations_.end(),
                                 [&](const Quotation& q) { return q.range.end <= range.begin; });
  const Quotation* best = nullptr;
  for (; at != quotations_.end() && at->range.begin < range.end; ++at)
    if (!best || at->range.size() > best->range.size()) best = &*at;
  if (!best) return std::nullopt;
  return model::Evidence{best->range.begin, best->range.end, text_.substr(best->range.begin, best->range.size())};
}

}  // namespace tamga::source
