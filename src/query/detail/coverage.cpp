#include "query/detail/coverage.h"

#include <algorithm>
#include <map>
#include <set>

#include "merge/standing.h"
#include "text/utf8.h"

namespace tamga::query {
namespace {

using Strings = std::set<std::string>;

/// An outlet counts as heard from when it published something within so many days of an event ...
constexpr std::int32_t kHeardDays = 30;
/// ... and as silent when it has not told the event so many days after it.
constexpr std::int32_t kTellDays = 14;
/// Below this stage nobody has to tell.
constexpr std::string_view kWorthTelling = "talks";

const model::Claim& claim_of(const State& state, merge::ClaimRef ref) {
  return state.sources[ref.source].claims[ref.claim];
}

std::string joined(const Strings& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ", ") + item;
  return out;
}

std::string key_of(const std::string& id, const std::string& name) {
  return id.empty() ? text::name_key(name) : id;
}

// ---------------------------------------------------------------- silence

/// An outlet that the ledger has reports of, with the days it published on.
struct Outlet {
  std::string name, country;
  std::set<std::int32_t> days;

  bool heard_around(std::int32_t day) const {
    const auto next = days.lower_bound(day - kHeardDays);
    return next != days.end() && *next <= day + kHeardDays;
  }
};

std::string outlet_key(const model::Report& report) { return key_of(report.outlet_id, report.outlet); }

/// The report's own outlet stands last in every chain, with the country that the pack has for it.
std::string country_of(const merge::Source& source) {
  const std::string own = outlet_key(source.report);
  for (const model::Claim& claim : source.claims)
    if (!claim.chain.empty() && key_of(claim.chain.back().id, claim.chain.back().name) == own &&
        !claim.chain.back().country.empty())
      return claim.chain.back().country;
  return {};
}

std::map<std::string, Outlet> outlets_of(const State& state) {
  std::map<std::string, Outlet> out;
  for (const merge::Source& source : state.sources) {
    const auto published = merge::days_of(source.report.published);
    if (source.report.outlet.empty() || !published || !published->is_closed()) continue;
    Outlet& outlet = out[outlet_key(source.report)];
    outlet.name = source.report.outlet;
    outlet.days.insert(published->first);
    if (outlet.country.empty()) outlet.country = country_of(source);
  }
  return out;
}

Strings parties_of(const State& state, const merge::Event& event) {
  Strings out;
  for (const std::string& host : event.host) {
    const auto partners = merge::partners_of(event, state.sources, host);
    if (!partners.empty()) out.insert(host), out.insert(partners.begin(), partners.end());
  }
  out.erase("region");
  return out;
}

Strings tellers_of(const State& state, const merge::Event& event) {
  Strings out;
  for (const merge::ClaimRef ref : event.claims) {
    out.insert(outlet_key(state.sources[ref.source].report));
    for (const model::Hop& hop : claim_of(state, ref).chain)  // an outlet that is cited has told it
      if (hop.type == "outlet") out.insert(key_of(hop.id, hop.name));
  }
  return out;
}

bool is_worth_telling(const merge::Event& event) {
  return event.status == "actual" && event.days && event.days->is_closed() &&
         (merge::rung_of(event.stage) >= merge::rung_of(kWorthTelling) || merge::is_off_ladder(event.stage));
}

// ---------------------------------------------------------------- speakers

struct Spoken {
  std::vector<std::string> words;  ///< of the quote, folded
  std::string quote, speaker, name, report, event;
};

std::vector<std::string> words_of(const std::string& quote) {
  const std::string key = text::name_key(quote);
  std::vector<std::string> out;
  for (std::size_t at = 0; at < key.size();) {
    const std::size_t end = std::min(key.find(' ', at), key.size());
    if (end > at) out.push_back(key.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::vector<Spoken> spoken_in(const State& state) {
  std::vector<Spoken> out;
  for (const merge::Event& event : state.events)
    for (const merge::ClaimRef ref : event.claims) {
      const model::Claim& claim = claim_of(state, ref);
      if (!claim.quote || claim.chain.empty()) continue;
      const model::Hop& first = claim.chain.front();
      if (!first.named || first.type == "outlet") continue;
      out.push_back({words_of(claim.quote->words), claim.quote->words, key_of(first.id, first.name),
                     first.name, claim.report, event.id});
    }
  return out;
}

/// Shorter runs of words are said by many.
constexpr std::size_t kRun = 7;

/// Quotes by each run of words in them; quotes that are too short have none.
std::map<std::string, std::vector<std::size_t>> runs_of(const std::vector<Spoken>& all) {
  std::map<std::string, std::vector<std::size_t>> out;
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t at = 0; at + kRun <= all[i].words.size(); ++at) {
      std::string run;
      for (std::size_t w = at; w < at + kRun; ++w) run += all[i].words[w] + " ";
      auto& list = out[run];
      if (list.empty() || list.back() != i) list.push_back(i);
    }
  return out;
}

/// Two of them differ in both speaker and report.
bool drifts(const std::vector<Spoken>& all, const std::vector<std::size_t>& list) {
  for (const std::size_t a : list)
    for (const std::size_t b : list)
      if (all[a].speaker != all[b].speaker && all[a].report != all[b].report) return true;
  return false;
}

// ---------------------------------------------------------------- roles

struct Holder {
  std::string name;
  std::int32_t first = merge::DaySpan::kOpenFuture, last = merge::DaySpan::kOpenPast;
  Strings events;

  void see(std::int32_t day, const std::string& event) {
    first = std::min(first, day), last = std::max(last, day), events.insert(event);
  }
};

/// The day a claim speaks of somebody: that of its report, in which he is called what he is then.
std::optional<std::int32_t> day_of(const State& state, merge::ClaimRef ref) {
  const auto published = merge::days_of(state.sources[ref.source].report.published);
  return published && published->is_closed() ? std::optional(published->first) : std::nullopt;
}

using Holders = std::map<std::string, Holder>;

std::map<std::string, Holders> offices_of(const State& state) {
  std::map<std::string, Holders> out;
  for (const merge::Event& event : state.events)
    for (const merge::ClaimRef ref : event.claims) {
      const auto day = day_of(state, ref);
      const model::Claim& claim = claim_of(state, ref);
      for (const auto* side : {&claim.who, &claim.whom})
        for (const model::Party& party : *side) {
          if (!day || party.type != "person" || party.role.empty() || party.country.empty()) continue;
          Holder& holder = out[party.role + "|" + party.country][key_of(party.id, party.name)];
          holder.name = party.name, holder.see(*day, event.id);
        }
    }
  return out;
}

/// One of them is seen in office before and after the other; a handover is no contradiction.
bool by_turns(const Holder& one, const Holder& other) {
  return one.first <= other.last && other.first <= one.last;
}

// ---------------------------------------------------------------- promises

/// How far each cell has come, and when: by host, sector and partner.
class Progress {
 public:
  explicit Progress(const State& state) {
    for (const merge::Event& event : state.events)
      if (event.status == "actual" && event.days)
        for (const std::string& cell : cells_of(state, event)) cells_[cell].push_back(&event);
  }

  static Strings cells_of(const State& state, const merge::Event& event) {
    Strings out;
    for (const std::string& host : event.host)
      for (const std::string& partner : merge::partners_of(event, state.sources, host))
        for (const std::string& sector : event.sector) out.insert(host + "|" + sector + "|" + partner);
    return out;
  }

  bool kept(const State& state, const merge::Event& promise) const {
    for (const std::string& cell : cells_of(state, promise))
      if (const auto found = cells_.find(cell); found != cells_.end())
        for (const merge::Event* other : found->second)
          if (other->days->last >= promise.days->first && is_as_far(*other, promise)) return true;
    return false;
  }

 private:
  static bool is_as_far(const merge::Event& other, const merge::Event& promise) {
    if (merge::rung_of(promise.stage) < 0) return other.event == promise.event;
    return merge::rung_of(other.stage) >= merge::rung_of(promise.stage);
  }

  std::map<std::string, std::vector<const merge::Event*>> cells_;
};

}  // namespace

std::string subject_of(const State& state, const merge::Event& event) {
  const Line line = line_of(state, event);
  return country_list(state, event.host) + ": " + what_words(line, false) + ", " + line.sentence;
}

void find_silent_outlets(const State& state, std::int32_t last_day, std::vector<Gap>& out) {
  const auto outlets = outlets_of(state);
  std::map<std::string, std::vector<std::pair<std::string, const Outlet*>>> by_country;
  for (const auto& [key, outlet] : outlets)
    if (!outlet.country.empty()) by_country[outlet.country].emplace_back(key, &outlet);
  for (const merge::Event& event : state.events) {
    if (!is_worth_telling(event) || event.days->first > last_day - kTellDays) continue;
    const Strings tellers = tellers_of(state, event);
    for (const std::string& party : parties_of(state, event)) {
      Strings silent;
      bool told = false;
      for (const auto& [key, outlet] : by_country[party]) {
        if (tellers.count(key) != 0)
          told = true;
        else if (outlet->heard_around(event.days->first))
          silent.insert(outlet->name);
      }
      if (!told && !silent.empty())
        out.push_back({"silent-outlets",
                       subject_of(state, event),
                       "not told by outlets of " + country_name(state, party) + ": " + joined(silent),
                       {event.id}});
    }
  }
}

void find_one_sided_cells(const State& state, std::vector<Gap>& out) {
  std::map<std::string, const merge::Event*> events;
  for (const merge::Event& event : state.events) events[event.id] = &event;
  for (const merge::Standing& cell : state.cells) {
    if (cell.host == cell.partner || merge::rung_of(cell.claimed) < merge::rung_of(kWorthTelling)) continue;
    Strings voices;
    for (const std::string& id : cell.events)
      if (const auto found = events.find(id); found != events.end())
        for (const merge::ClaimRef ref : found->second->claims) voices.insert(claim_of(state, ref).said_by);
    const bool partner = voices.count("partner") != 0, host = voices.count("host") != 0;
    if (partner == host || voices.size() != 1) continue;
    out.push_back({"one-sided-initiative",
                   country_name(state, cell.host) + ", " + cell.sector + ", " +
                       country_name(state, cell.partner) + ": " + cell.stage,
                   partner ? "only the partner is heard" : "only the host is heard", cell.events});
  }
}

void find_speaker_drift(const State& state, std::vector<Gap>& out) {
  const std::vector<Spoken> all = spoken_in(state);
  std::set<std::vector<std::size_t>> told;
  for (const auto& [run, list] : runs_of(all)) {
    if (list.size() < 2 || !drifts(all, list) || !told.insert(list).second) continue;
    Strings names, events;
    const Spoken* shortest = &all[list.front()];
    for (const std::size_t i : list) {
      names.insert(all[i].name), events.insert(all[i].event);
      if (std::pair(all[i].quote.size(), all[i].quote) < std::pair(shortest->quote.size(), shortest->quote))
        shortest = &all[i];
    }
    out.push_back({"speaker-drift",
                   "“" + shortest->quote + "”",
                   "given to " + joined(names),
                   {events.begin(), events.end()}});
  }
}

void find_role_conflicts(const State& state, std::vector<Gap>& out) {
  for (const auto& [office, holders] : offices_of(state)) {
    if (holders.size() != 2) continue;  // what three people are at once is a rank and no office
    const Holder &one = holders.begin()->second, &other = std::next(holders.begin())->second;
    if (!by_turns(one, other)) continue;
    Strings events = one.events;
    events.insert(other.events.begin(), other.events.end());
    const auto span = [](const Holder& holder) {
      return holder.name + " (" + merge::day_text(holder.first) +
             (holder.first == holder.last ? "" : " to " + merge::day_text(holder.last)) + ")";
    };
    const std::size_t bar = office.rfind('|');
    out.push_back({"role-conflict",
                   office.substr(0, bar) + ", " + country_name(state, office.substr(bar + 1)),
                   span(one) + " and " + span(other),
                   {events.begin(), events.end()}});
  }
}

void find_overdue_promises(const State& state, std::int32_t last_day, std::vector<Gap>& out) {
  const Progress progress(state);
  for (const merge::Event& event : state.events) {
    const bool due = event.status == "future" && event.dated && event.days && event.days->is_closed() &&
                     event.days->last < last_day;
    if (due && !progress.kept(state, event))
      out.push_back({"overdue", subject_of(state, event), "was due " + date_words(event.when), {event.id}});
  }
}

}  // namespace tamga::query
