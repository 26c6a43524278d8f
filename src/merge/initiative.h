/// Threads over time: what a partner and a host have done and said about one asset or sector. The rules stand
/// in docs/ledger.md.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "merge/event.h"
#include "merge/standing.h"

namespace tamga::merge {

/// One event of a thread.
struct Move {
  std::string event;     ///< id
  std::int32_t day = 0;  ///< the first it may have been; DaySpan::kOpenPast when not known
  std::string when;      ///< EDTF, empty when only the publication dates it
  std::string stage;     ///< may be empty: a meeting
  std::string status;    ///< actual, future, possible, denied
  bool rises = false;    ///< the thread had not been said to be as far before
  bool setback = false;  ///< off the ladder, or said not to be so after it was said to be reached
  std::vector<std::string> evidence;  ///< as evidence_of; empty: claimed only
};

/// A step that was to come by a day.
struct Promise {
  enum class State : std::uint8_t { kOpen, kKept, kOverdue };
  std::string event, stage, when;
  State state = State::kOpen;
};
/// "open", "kept", "overdue"
std::string_view name_of(Promise::State state);

struct Initiative {
  /// "KZ-3f2a9c01b7de", one for each partner and in their order: of host, subject and partner, so that it
  /// goes on naming the thread whatever else is read about it.
  std::vector<std::string> ids;
  std::string host;
  std::string subject;  ///< id of an asset, or a sector
  std::string name;     ///< of the asset; the sector
  bool is_asset = false;
  std::vector<std::string> partners;  ///< countries; several where they have all their moves together
  std::vector<std::string> sectors;   ///< of its events
  std::string stage;  ///< "stalled" where stale; else the latest state off the ladder, else `claimed`; empty:
                      ///< only plans
  std::string claimed;    ///< the furthest rung said to be so
  std::string evidenced;  ///< the furthest that rests on evidence; may be empty
  std::string trend;      ///< up, steady, down, stalled; empty where nothing is so yet
  bool stale = false;     ///< as is_stale
  std::string since;      ///< EDTF of the first move to the stage before it went stale, empty when not dated
  std::string latest;     ///< day of the latest move that is so
  std::string heard;      ///< day of the latest evidence; of the latest move, where there is none
  std::size_t origins = 0;        ///< independent ones behind the stage
  std::vector<Move> moves;        ///< by day
  std::vector<Promise> promises;  ///< in the order of `moves`
};

/// Ordered by host, assets before sectors, subject and partners. `as_of`: the last day that counts; facts
/// that begin later are left out. Threads in which nothing goes beyond a mention are none.
std::vector<Initiative> initiatives(std::span<const Event> events, std::span<const Source> sources,
                                    std::int32_t as_of);

/// Of the thread of a host, a subject (`is_asset`: the id of an asset; else a sector) and a partner.
std::string initiative_id(const std::string& host, bool is_asset, const std::string& subject,
                          const std::string& partner);

}  // namespace tamga::merge
