/// What merging made of the readings, kept in tables so that a question need not merge everything again. Nothing here is
/// history: all of it can be made anew from the readings, and is, by query::refresh and query::rebuild.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/ledger.h"

namespace tamga::store {

/// A claim by its place.
struct ClaimPlace {
  std::int64_t reading = 0, position = 0;
  auto operator<=>(const ClaimPlace&) const = default;
};

/// Under which block of merging a claim is found (merge::Block). Open ends of its days are far away.
struct ClaimBlock {
  std::int64_t block = 0;
  bool active = false, dated = false, wide = false;
  std::int64_t first = 0, last = 0;
};

/// An event as it is kept. `record`, `step` and `card` are query's, opaque here; so are the texts of its section.
struct MergedEvent {
  std::string id;
  std::int64_t component = 0;
  /// Hosts, sectors and partners of the event, each list joined by spaces; `home`: the sector it is listed under.
  std::string hosts, sectors, partners, home;
  std::int64_t weight = 0;     ///< what is listed first has less
  std::int64_t day = 0, last = 0;
  bool planned = false;
  std::string record, step, card;
  std::vector<ClaimPlace> claims;
  std::vector<std::string> cells;  ///< "host sector partner"
};

/// Events that share hosts, sectors and partners.
struct Section {
  std::int64_t number = 0;
  std::string hosts, sectors, partners, home;
  std::size_t events = 0;  ///< how many
};

/// Which events, and in which order.
struct Pick {
  bool newest_first = false;            ///< by weight and then the newest day; else by day and id
  std::optional<std::int64_t> until;    ///< no fact that begins later
  std::optional<std::int64_t> since;    ///< nothing that was over before
  std::size_t limit = 50, offset = 0;
};

/// An event's place in the order it was picked by; by day, the weight is 0.
struct Picked {
  std::string id;
  std::int64_t weight = 0, day = 0;
};

/// A reading that the events are made of, and whether it was recorded by the time that was asked about.
struct MergedReading {
  std::int64_t number = 0;
  std::size_t claims = 0;
  std::string published, recorded_at;
  bool recorded = false;
};

/// Whether readings come with the fingerprints of their texts, which cost more than all the rest of them.
enum class Prints : std::uint8_t { kWithout, kWith };

struct Totals {
  std::size_t readings = 0, claims = 0;
};

/// Later than all days, and with a minus sign earlier.
inline constexpr std::int64_t kAnyDay = std::int64_t{1} << 40;

/// The tables of merged events of a ledger. As Ledger: one thread at a time, errors of the database.
class Merged {
 public:
  explicit Merged(Ledger& ledger) : db_(ledger.connection()) {}

  /// Everything read and decided is in the events. False for a ledger in which nothing was merged yet.
  Result<bool> is_current();
  /// Readings that are not in the events yet.
  Result<std::vector<std::int64_t>> pending();
  Status forget_pending(const std::vector<std::int64_t>& readings);

  /// Of the readings of the same report in the same appearance, all numbers, the one that stands in front first.
  Result<std::vector<std::int64_t>> appearance(std::int64_t reading);
  /// Readings with only these claims, and the readings `bare` with none, by number; both lists come sorted. Texts and
  /// remarks are left out. kBadData when there is no such reading or claim.
  Result<std::vector<StoredReading>> readings(const std::vector<ClaimPlace>& places, Prints prints,
                                              const std::vector<std::int64_t>& bare = {});
  Result<std::vector<model::Remark>> remarks(std::int64_t reading);
  /// Of each reading that has some, in order.
  Result<std::map<std::int64_t, std::vector<model::Remark>>> remarks(const std::vector<std::int64_t>& readings);
  Result<std::vector<ClaimPlace>> places_of_reading(std::int64_t reading);

  /// Claims that may be of one event with one of this block: narrow ones begin at most `before` days earlier and `after`
  /// days after its end. Those of the same id.
  Result<std::vector<ClaimPlace>> neighbours(const ClaimBlock& block, std::int64_t before, std::int64_t after);
  Result<std::vector<ClaimPlace>> with_id(const std::string& claim);
  Result<std::optional<std::int64_t>> component_of(ClaimPlace place);
  Result<std::vector<ClaimPlace>> members(std::int64_t component);

  Status put_blocks(ClaimPlace place, const std::vector<ClaimBlock>& blocks);
  Status remove_blocks(ClaimPlace place);
  /// Takes out the events of a component; the cells they stood in come back.
  Result<std::vector<std::string>> remove(std::int64_t component);
  Status put(const MergedEvent& event);
  /// Counts the events of the sections that `put` and `remove` changed; once they are through.
  Status count_sections();
  Result<std::int64_t> last_component();
  /// Steps of a cell, ordered by event.
  Status each_step(const std::string& cell, const std::function<void(const std::string& step)>& visit);
  /// Those of all cells, ordered by cell and event.
  Status each_step_of_all(const std::function<void(const std::string& cell, const std::string& step)>& visit);
  /// All events, in any order.
  Status each_card(const std::function<void(const std::string& event, std::int64_t component, const std::string& step,
                                            const std::string& card)>& visit);
  /// `summary` and `claims` are query's. An empty summary takes the cell away.
  Status put_cell(const std::string& cell, const std::string& summary, const std::string& claims);
  Status each_cell(bool with_claims, const std::function<void(const std::string& cell, const std::string& summary, const std::string& claims)>& visit);
  /// What the standing of a cell on any day is made from; `steps` and `claims` are query's. Empty steps take it away.
  Status put_history(const std::string& cell, const std::string& steps, const std::string& claims);
  Status each_history(bool with_claims, const std::function<void(const std::string& cell, const std::string& steps, const std::string& claims)>& visit);
  /// Empties all tables.
  Status clear();

  Result<std::vector<Section>> sections();
  /// How many events each section has by number, of those that `Pick` would let through.
  Status each_count(std::optional<std::int64_t> until, std::optional<std::int64_t> since,
                    const std::function<void(std::int64_t section, std::int64_t count)>& visit);
  Result<std::vector<Picked>> pick(const Pick& pick);
  /// The same of each of these sections, in their order.
  Result<std::vector<std::vector<Picked>>> pick(const Pick& pick, const std::vector<std::int64_t>& sections);
  /// Records of events by id; kBadData when there is none of one.
  Result<std::map<std::string, std::string>> records(const std::vector<std::string>& events);
  /// Ids that begin so, twenty at most of each kind: of events, and of claims with their event.
  Result<std::vector<std::string>> events_by_id(const std::string& beginning);
  Result<std::vector<std::string>> events_of_claims(const std::string& beginning);
  Result<std::vector<std::string>> events_of_reading(std::int64_t reading);
  Result<std::vector<std::int64_t>> readings_by_report(const std::string& beginning);
  /// Readings in front, the newest published first.
  Result<std::vector<std::int64_t>> newest_readings(std::size_t limit);
  Result<std::vector<std::int64_t>> newest_remarked(std::size_t limit);

  /// The readings that the events are made of: in front, without claims too.
  Result<bool> has(std::int64_t reading);
  Status put_reading(std::int64_t reading, std::size_t claims);
  Status remove_reading(std::int64_t reading);
  Result<Totals> totals();
  /// `recorded_by` as Ledger::readings.
  Status each_reading(std::string_view recorded_by, const std::function<void(const MergedReading&)>& visit);
  /// The events are made of all readings that stood in front at the end of `recorded_by`, with others or not.
  Result<bool> holds_all_of(std::string_view recorded_by);
  /// All claims with their components.
  Status each_claim(const std::function<void(ClaimPlace place, std::int64_t component)>& visit);
  /// All events with their components, by day.
  Status each_event(const std::function<void(const std::string& event, std::int64_t component)>& visit);
  /// How many claims each of these readings has.
  Result<std::map<std::int64_t, std::size_t>> claim_counts(const std::vector<std::int64_t>& readings);
  /// Counts the names of countries and blocs that mentions carry: all anew, or those of one more reading.
  Status count_names();
  Status count_names_of(std::int64_t reading);
  Result<std::map<std::string, std::string>> country_names();

  sql::Connection& connection() { return db_; }

 private:
  Result<std::vector<ClaimPlace>> places(std::string_view statement, std::initializer_list<sql::Value> values);
  Result<std::vector<std::string>> texts(std::string_view statement, std::initializer_list<sql::Value> values);
  Result<std::vector<std::int64_t>> numbers(std::string_view statement, std::initializer_list<sql::Value> values);
  Result<std::int64_t> section(const MergedEvent& event);
  Status load_claims(const std::vector<ClaimPlace>& places, const std::vector<std::int64_t>& numbers,
                     std::vector<StoredReading>& readings);
  sql::Connection& db_;
  std::map<std::vector<std::string>, std::int64_t> sections_;  // numbers that were asked for
  std::set<std::int64_t> changed_;                             // sections that are not counted yet
};

}  // namespace tamga::store
