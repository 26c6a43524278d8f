/// Standings as of any day, from the steps of all events kept small. What merge::standing_of says, without
/// the ids of claims and events.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "merge/standing.h"

namespace tamga::query {

/// A change of a cell: from `day` on it is so.
struct CellChange {
  std::int32_t day = 0;  ///< merge::DaySpan::kOpenPast where nothing says since when
  std::string stage, claimed, evidenced;
  bool operator==(const CellChange&) const = default;
};

/// How a cell stands, by numbers: days are merge::DaySpan's limits where there is none.
struct CellNow {
  std::string_view stage, claimed, evidenced;
  std::string_view since;  ///< EDTF
  std::int32_t latest = 0, risen = 0, heard = 0;
  std::uint32_t origins = 0, claims = 0;
};

class Cells {
 public:
  /// Takes a step in, with the cells it is a step of. Days and ids come in any order.
  void add(const merge::Step& step, const std::vector<merge::CellKey>& cells);
  /// To be called once, after the last step.
  void finish();

  std::size_t size() const { return cells_.size(); }
  const merge::CellKey& key(std::size_t cell) const { return cells_[cell].key; }
  /// `until`: the last day that counts. nullopt where nothing is so yet.
  std::optional<CellNow> now(std::size_t cell, std::int32_t until) const;
  /// The same in texts; claims and events are left out.
  std::optional<merge::Standing> standing(std::size_t cell, std::int32_t until) const;
  /// By day.
  std::vector<CellChange> history(std::size_t cell) const;
  std::size_t bytes() const;

 private:
  struct Step {
    std::int32_t day = 0;
    std::int8_t claimed = -1;  ///< rung
    std::int8_t off = -1;      ///< number of a state off the ladder
    bool evidenced = false;
    std::uint32_t when = 0;     ///< number of a text
    std::uint32_t origins = 0, origin_count = 0;  ///< place in `origins_`
    std::uint32_t claims = 0, off_claims = 0;
    std::string id;  ///< of the event
  };
  /// What is so from the end of a day on.
  struct Day {
    std::int32_t latest = 0, risen = 0, heard = 0;
    std::int8_t claimed = -1, evidenced = -1;  ///< rungs
    std::int8_t off = -1;                      ///< the state off the ladder that it ended in, if it did
    std::uint32_t origins = 0, claims = 0;     ///< numbers of those behind the stage
    std::uint32_t since = 0;                   ///< number of a text
  };
  struct Cell {
    merge::CellKey key;
    std::vector<std::int32_t> days;  ///< those on which something was so; apart, for they are searched
    std::vector<Day> so;             ///< from the end of these
  };
  class Running;
  std::uint32_t text(const std::string& text);
  std::int8_t rung(const std::string& stage);
  std::int8_t off_number(const std::string& stage);
  std::string_view stage_of(std::int8_t rung) const;
  std::string_view stage_of(const Day& day) const;

  /// How many of a cell's days there are before each of some days that lie equally far apart, of all cells side by side: a
  /// question is as of one day, and where it lies is then known nearly.
  struct Marks {
    std::int32_t first = 0, apart = 1;     ///< days
    std::vector<std::uint32_t> before;     ///< by mark, then cell
  };
  void mark();
  /// Where in the days of a cell the first one after `day` stands: from the first of these to the second.
  std::pair<std::size_t, std::size_t> near(std::size_t cell, std::int32_t day) const;

  std::vector<Cell> cells_;  ///< by key
  Marks marks_;
  std::vector<std::string> texts_{""};
  std::vector<std::string> ladder_, off_;  ///< stages by the number that days keep

  // Until `finish`:
  std::vector<Step> steps_;
  std::vector<std::uint32_t> origins_;
  std::map<merge::CellKey, std::vector<std::uint32_t>> drafts_;
  std::unordered_map<std::string, std::uint32_t> text_numbers_;
};

}  // namespace tamga::query
