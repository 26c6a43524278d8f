/// What an expression is read against: the pieces around it, the report's date, the dates told so far.
#pragma once

#include <optional>
#include <string>

#include "when/date_table.h"
#include "when/detail/pieces.h"
#include "when/edtf.h"

namespace tamga::when {

/// A value read from some pieces, before it becomes a mention.
struct Read {
  std::uint32_t first, last;  ///< pieces
  std::string edtf;
  Basis basis = Basis::kText;
  std::string anchor;
  std::optional<std::size_t> anchor_mention;
  std::optional<parse::WordId> head;
  bool duration = false;
  Vague vague = Vague::kNone;
};

struct Scene {
  Scene(const text::Document& document, const parse::Forest& forest, const Language::Tables& tables);

  const Pieces pieces;
  const Language::Tables& t;
  DaySpan published;
  bool known = false;  ///< the report's date, or some of it
  DateTable table;     ///< what was told before

  /// The report's date, to the day.
  bool exact() const { return known && published.first == published.last; }
  Civil now() const { return civil_of(published.last); }
  /// The last date told that is one day.
  std::optional<std::size_t> last_day() const;
  /// The last date told by its own name that is so many months of one calendar year, from the beginning of
  /// such a part of it: 3 for a quarter.
  std::optional<std::size_t> last_part(unsigned months) const;

  /// The year a month without a year means: up to the report in a clause about the past, after it in one
  /// about the future, else the nearest. Null when the report's date is not known.
  std::optional<int> year_for(unsigned month, std::uint32_t at) const;
  /// -1, 0, 1 for "last", "this", "next" at a piece; null for what is none of them.
  std::optional<int> shift_at(std::uint32_t at) const;

  /// Counted from the report's date.
  Read computed(std::uint32_t first, std::uint32_t last, std::string edtf) const {
    return {first, last, std::move(edtf), Basis::kComputed, table.published, {}, {}, false, Vague::kNone};
  }
  /// Counted from a date told before.
  Read counted_from(std::size_t mention, std::uint32_t first, std::uint32_t last, std::string edtf) const {
    return {first,   last, std::move(edtf), Basis::kComputed, table.dates[mention].edtf,
            mention, {},   false,           Vague::kNone};
  }
  static Read told(std::uint32_t first, std::uint32_t last, std::string edtf) {
    return {first, last, std::move(edtf), Basis::kText, {}, {}, {}, false, Vague::kNone};
  }
};

std::string year_text(int year);
/// From the first month of a year to another of it.
std::string months_text(int year, unsigned first, unsigned last);
/// Three months from the given one on, which is the first of a season: a winter ends in the next year.
std::string season_text(int year, unsigned first_month);

// Each reads an expression that begins at a piece, null when none does. In the order in which they are tried.

std::optional<Read> calendar_date(const Scene& scene,
                                  std::uint32_t i);  ///< calendar.cpp: days and months with their year
std::optional<Read> part_of_year(const Scene& scene,
                                 std::uint32_t i);  ///< period.cpp: quarters, halves, nine months
std::optional<Read> season(const Scene& scene, std::uint32_t i);  ///< period.cpp
std::optional<Read> relative_unit(const Scene& scene,
                                  std::uint32_t i);  ///< relative.cpp: "last week", "the end of the year"
std::optional<Read> counted(const Scene& scene, std::uint32_t i);  ///< relative.cpp: "two weeks ago"
std::optional<Read> weekday(const Scene& scene,
                            std::uint32_t i);                    ///< relative.cpp: "last Friday", "yesterday"
std::optional<Read> years(const Scene& scene, std::uint32_t i);  ///< calendar.cpp: years, decades, centuries
std::optional<Read> vague(const Scene& scene, std::uint32_t i);  ///< relative.cpp

}  // namespace tamga::when
