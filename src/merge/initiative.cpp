#include "merge/initiative.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/files.h"

namespace tamga::merge {
namespace {

const model::Claim& claim_of(std::span<const Source> sources, ClaimRef ref) {
  return sources[ref.source].claims[ref.claim];
}

bool is_open(const Event& event) { return event.status == "future" || event.status == "possible"; }

std::int32_t day_of(const Event& event) { return event.days ? event.days->first : DaySpan::kOpenPast; }

struct Subject {
  std::string id, name;
  bool is_asset = false;
  bool operator<(const Subject& other) const {
    return std::tie(is_asset, id) < std::tie(other.is_asset, other.id);
  }
};

/// Assets that the pack knows; where there is none, the sectors.
std::vector<Subject> subjects_of(const Event& event, std::span<const Source> sources) {
  std::set<Subject> assets;
  for (const ClaimRef ref : event.claims)
    for (const model::Topic& topic : claim_of(sources, ref).about)
      if (topic.type == "asset" && !topic.id.empty()) assets.insert({topic.id, topic.name, true});
  std::vector<Subject> out(assets.begin(), assets.end());
  if (out.empty())
    for (const std::string& sector : event.sector) out.push_back({sector, sector, false});
  return out;
}

/// Host, asset or not (assets first), subject, partner.
using ThreadKey = std::tuple<std::string, bool, std::string, std::string>;

/// The events of one host, subject and partner, by their first day.
struct Thread {
  std::vector<const Event*> events;
  std::string name;
};

std::map<ThreadKey, Thread> threads_of(std::span<const Event> events, std::span<const Source> sources,
                                       std::int32_t as_of) {
  std::map<ThreadKey, Thread> out;
  for (const Event& event : events) {
    if (!is_open(event) && day_of(event) > as_of) continue;
    const std::vector<Subject> subjects = subjects_of(event, sources);
    for (const std::string& host : event.host)
      for (const std::string& partner : partners_of(event, sources, host))
        for (const Subject& subject : subjects) {
          Thread& thread = out[{host, !subject.is_asset, subject.id, partner}];
          thread.events.push_back(&event);
          thread.name = std::max(thread.name, subject.name);
        }
  }
  for (auto& [key, thread] : out)
    std::sort(thread.events.begin(), thread.events.end(), [](const Event* a, const Event* b) {
      return std::pair(day_of(*a), a->id) < std::pair(day_of(*b), b->id);
    });
  return out;
}

bool goes_beyond_a_mention(const Thread& thread) {
  return std::any_of(thread.events.begin(), thread.events.end(), [](const Event* event) {
    return rung_of(event->stage) > rung_of("mention") || is_off_ladder(event->stage);
  });
}

std::vector<Move> moves_of(const Thread& thread, std::span<const Source> sources) {
  std::vector<Move> out;
  int reached = -1;
  for (const Event* event : thread.events) {
    Move move{event->id, day_of(*event), event->dated ? event->when : "", event->stage, event->status,
              false,     false,          evidence_of(*event, sources)};
    const int rung = rung_of(event->stage);
    if (event->status == "actual") {
      move.rises = rung > reached;
      move.setback = is_off_ladder(event->stage);
      reached = std::max(reached, rung);
    } else if (event->status == "denied") {
      move.setback = rung >= 0 && rung <= reached;
    }
    out.push_back(std::move(move));
  }
  return out;
}

/// Whether what was to come has come as far, not before it was to. Where a promise has no beginning ("by
/// 2030") any day does.
bool keeps(const Event& other, const Event& promise) {
  const int rung = rung_of(promise.stage);
  const bool as_far =
      rung < 0 ? other.event == promise.event && other.stage == promise.stage : rung_of(other.stage) >= rung;
  return other.status == "actual" && as_far && other.days && other.days->last >= promise.days->first;
}

std::vector<Promise> promises_of(const Thread& thread, std::int32_t as_of) {
  std::vector<Promise> out;
  for (const Event* event : thread.events) {
    if (event->status != "future" || !event->dated || !event->days ||
        event->days->last == DaySpan::kOpenFuture)
      continue;
    Promise promise{event->id, event->stage, event->when, Promise::State::kOpen};
    const bool kept = std::any_of(thread.events.begin(), thread.events.end(),
                                  [&](const Event* other) { return keeps(*other, *event); });
    if (kept)
      promise.state = Promise::State::kKept;
    else if (event->days->last < as_of)
      promise.state = Promise::State::kOverdue;
    out.push_back(std::move(promise));
  }
  return out;
}

void add_standing(Initiative& out, const Thread& thread, std::span<const Source> sources,
                  std::int32_t as_of) {
  std::vector<Step> steps;
  for (const Event* event : thread.events)
    if (day_of(*event) <= as_of) steps.push_back(step_of(*event, sources));
  std::vector<const Step*> pointers;
  for (const Step& step : steps) pointers.push_back(&step);
  const auto standing = standing_of({out.host, out.subject, out.partners.front()}, pointers);
  if (!standing) return;
  out.claimed = standing->claimed, out.evidenced = standing->evidenced, out.origins = standing->origins;
  out.since = standing->since, out.latest = standing->latest, out.heard = standing->heard;
  out.stale = is_stale(*standing, as_of), out.trend = trend_of(*standing, as_of);
  out.stage = out.stale ? "stalled" : standing->stage;
}

Initiative initiative_of(const ThreadKey& key, const Thread& thread, std::span<const Source> sources,
                         std::int32_t as_of) {
  Initiative out;
  const auto& [host, is_sector, subject, partner] = key;
  out.host = host, out.subject = subject, out.is_asset = !is_sector, out.partners = {partner};
  out.ids = {initiative_id(host, out.is_asset, subject, partner)};
  out.name = thread.name;
  std::set<std::string> sectors;
  for (const Event* event : thread.events) sectors.insert(event->sector.begin(), event->sector.end());
  out.sectors.assign(sectors.begin(), sectors.end());
  out.moves = moves_of(thread, sources);
  out.promises = promises_of(thread, as_of);
  add_standing(out, thread, sources, as_of);
  return out;
}

bool have_all_moves_together(const Initiative& a, const Initiative& b) {
  return a.host == b.host && a.is_asset == b.is_asset && a.subject == b.subject &&
         std::equal(a.moves.begin(), a.moves.end(), b.moves.begin(), b.moves.end(),
                    [](const Move& left, const Move& right) { return left.event == right.event; });
}

}  // namespace

std::string initiative_id(const std::string& host, bool is_asset, const std::string& subject,
                          const std::string& partner) {
  constexpr std::size_t kDigits = 12;
  const std::string key = (is_asset ? "asset\n" : "sector\n") + host + "\n" + subject + "\n" + partner;
  return host + "-" + sha256(key).substr(0, kDigits);
}

std::vector<Initiative> initiatives(std::span<const Event> events, std::span<const Source> sources,
                                    std::int32_t as_of) {
  std::vector<Initiative> out;
  std::size_t first = 0;  // of the same host and subject
  for (const auto& [key, thread] : threads_of(events, sources, as_of)) {
    if (!goes_beyond_a_mention(thread)) continue;
    Initiative made = initiative_of(key, thread, sources, as_of);
    if (first < out.size() && (out[first].host != made.host || out[first].is_asset != made.is_asset ||
                               out[first].subject != made.subject))
      first = out.size();
    const auto twin =
        std::find_if(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
                     [&](const Initiative& known) { return have_all_moves_together(known, made); });
    if (twin == out.end()) {
      out.push_back(std::move(made));
      continue;
    }
    twin->partners.push_back(made.partners.front());
    twin->ids.push_back(made.ids.front());
  }
  return out;
}

std::string_view name_of(Promise::State state) {
  switch (state) {
    case Promise::State::kOpen:
      return "open";
    case Promise::State::kKept:
      return "kept";
    case Promise::State::kOverdue:
      return "overdue";
  }
  return "";
}

}  // namespace tamga::merge
