// Quarters, halves and other parts of a year; seasons.
#include "when/detail/scene.h"

namespace tamga::when {
namespace {

constexpr unsigned kQuarter = 3;

/// Months [first, last] of a year not yet known.
struct Part {
  std::uint32_t last_piece;
  unsigned first, last;
};

/// "Q3", "H1".
std::optional<Part> abbreviated_part(const Pieces& p, std::uint32_t i) {
  const std::string_view f = p.form(i);
  if (f.size() != 2 || (f[0] != 'q' && f[0] != 'h') || !p.capital(i)) return std::nullopt;
  const unsigned size = f[0] == 'q' ? 3 : 6;
  const unsigned n = static_cast<unsigned>(f[1] - '0');
  if (f[1] < '1' || n > 12 / size) return std::nullopt;
  return Part{i, size * n - size + 1, size * n};
}

/// `n`th of the year's parts of so many months; below zero: the last.
std::optional<Part> nth(std::uint32_t last_piece, int n, unsigned months) {
  const int parts = static_cast<int>(12 / months);
  if (n == 0 || n > parts) return std::nullopt;
  const auto number = static_cast<unsigned>(n < 0 ? parts : n);
  return Part{last_piece, (number - 1) * months + 1, number * months};
}

/// "third quarter", "first half", "first nine months", "first two quarters".
std::optional<Part> part_at(const Pieces& p, std::uint32_t i) {
  if (const auto part = abbreviated_part(p, i)) return part;
  const auto ordinal = p.ordinal(i);
  if (!ordinal) return std::nullopt;
  std::uint32_t at = i + 1;
  if (p.unit(at) == "quarter") return nth(at, *ordinal, 3);
  if (p.unit(at) == "half") return nth(at, *ordinal, 6);
  const auto count = p.count(at);
  const unsigned size = p.unit(at + 1) == "month" ? 1 : p.unit(at + 1) == "quarter" ? 3 : 0;
  if (!count || size == 0 || *count == 0 || *count * size > 12 || (*ordinal != 1 && *ordinal != -1))
    return std::nullopt;
  const unsigned months = *count * size;
  return Part{at + 1, *ordinal == 1 ? 1 : 13 - months, *ordinal == 1 ? months : 12};
}

struct YearWords {
  std::uint32_t first, last;  ///< pieces
  int year;
  bool told = false;  ///< by its figures
};

/// A year at a piece: "1988", "last year", "this year 's".
std::optional<YearWords> year_words(const Scene& scene, std::uint32_t i) {
  const Pieces& p = scene.pieces;
  if (const auto year = p.year(i)) return YearWords{i, year->last, year->value, true};
  if (!scene.known) return std::nullopt;
  const auto shift = scene.shift_at(i);
  if (shift && p.unit(i + 1) == "year") return YearWords{i, i + 1, scene.now().year + *shift};
  return std::nullopt;
}

/// "year-ago", "year-earlier", "a year ago": the year before.
std::optional<std::uint32_t> year_before(const Scene& scene, std::uint32_t i) {
  const Pieces& p = scene.pieces;
  const std::uint32_t at = p.count(i) == 1U ? i + 1 : i;
  const bool counts_back = p.is(at + 1, scene.t.ago) || p.is(at + 1, scene.t.before);
  return p.unit(at) == "year" && counts_back ? std::optional(at + 1) : std::nullopt;
}

/// The quarter a report means that tells of "the quarter": the last one it named, else the last that is over.
struct Quarter {
  int year;
  unsigned first;
  std::optional<std::size_t> mention;
};
std::optional<Quarter> quarter_told(const Scene& scene) {
  if (const auto told = scene.last_part(kQuarter)) {
    const Civil from = civil_of(span_of(scene.table.dates[*told].edtf)->first);
    return Quarter{from.year, from.month, told};
  }
  if (!scene.known) return std::nullopt;
  const Civil now = scene.now();
  const unsigned current = (now.month - 1) / kQuarter * kQuarter + 1;
  return current == 1 ? Quarter{now.year - 1, 10, {}} : Quarter{now.year, current - kQuarter, {}};
}

Read quarter_read(const Scene& scene, const Quarter& quarter, int year, std::uint32_t first,
                  std::uint32_t last) {
  std::string edtf = months_text(year, quarter.first, quarter.first + 2);
  return quarter.mention ? scene.counted_from(*quarter.mention, first, last, std::move(edtf))
                         : scene.computed(first, last, std::move(edtf));
}

bool is_period(const Scene& scene, std::uint32_t i, const Quarter& quarter) {
  return scene.pieces.unit(i) == "quarter" || (scene.pieces.is(i, scene.t.period) && quarter.mention);
}

/// Whether the date told just before is a quarter: "a year earlier" then means that quarter's.
bool quarter_last(const Scene& scene) {
  if (scene.table.dates.empty()) return false;
  const auto span = span_of(scene.table.dates.back().edtf);
  return span && span->last - span->first >= 89 && span->last - span->first <= 91;
}

/// "third quarter of 2026", "the 1988 third quarter", "next year's first quarter", "the year-ago third
/// quarter".
std::optional<Read> named_part(const Scene& scene, std::uint32_t i) {
  const Pieces& p = scene.pieces;
  const Language::Tables& t = scene.t;
  std::uint32_t at = i;
  std::optional<YearWords> before = year_words(scene, i);
  bool year_ago = false;
  if (before) {
    at = before->last + 1;
    if (p.is(at, t.possessive)) ++at;
  } else if (const auto last = year_before(scene, i); last && scene.known) {
    year_ago = true;
    at = *last + 1;
  }
  if (p.is(at, t.whole)) ++at;
  const auto part = part_at(p, at);
  if (!part) return std::nullopt;
  if (before) return Scene::told(i, part->last_piece, months_text(before->year, part->first, part->last));
  std::uint32_t end = part->last_piece + 1;
  if (p.is(end, t.of)) ++end;
  if (const auto behind = year_words(scene, end)) {
    return Scene::told(i, behind->last, months_text(behind->year, part->first, part->last));
  }
  std::optional<int> year = scene.year_for(part->first, i);
  if (!year) return std::nullopt;
  if (*year > scene.now().year && !p.future(i)) --*year;  // reports tell of quarters that are over
  const auto back = year_before(scene, part->last_piece + 1);
  return Scene::told(i, back.value_or(part->last_piece),
                     months_text(*year - (year_ago || back ? 1 : 0), part->first, part->last));
}

/// "the quarter", "the latest period", "that quarter", "the year-ago quarter", "the 1988 period", "a year
/// earlier" where a quarter was told.
std::optional<Read> told_part(const Scene& scene, std::uint32_t i) {
  const Pieces& p = scene.pieces;
  const Language::Tables& t = scene.t;
  const auto quarter = quarter_told(scene);
  if (!quarter) return std::nullopt;
  if (const auto back = year_before(scene, i)) {
    const bool named = is_period(scene, *back + 1, *quarter);
    if (!named && !quarter->mention) return std::nullopt;
    if (!named && !quarter_last(scene)) return std::nullopt;
    return quarter_read(scene, *quarter, quarter->year - 1, i, named ? *back + 1 : *back);
  }
  if (const auto year = year_words(scene, i)) {
    const std::uint32_t at = p.is(year->last + 1, t.possessive) ? year->last + 2 : year->last + 1;
    return is_period(scene, at, *quarter) ? std::optional(quarter_read(scene, *quarter, year->year, i, at))
                                          : std::nullopt;
  }
  const bool definite = p.is(i, t.the) || p.is(i, t.latest) || p.is(i, t.that_day);
  if (!definite) return std::nullopt;
  const std::uint32_t at = p.is(i, t.the) && (p.is(i + 1, t.latest) || p.is(i + 1, t.whole)) ? i + 2 : i + 1;
  if (!is_period(scene, at, *quarter)) return std::nullopt;
  const auto back = year_before(scene, at + 1);
  return quarter_read(scene, *quarter, quarter->year - (back ? 1 : 0), i, back.value_or(at));
}

}  // namespace

std::optional<Read> part_of_year(const Scene& scene, std::uint32_t i) {
  if (auto read = named_part(scene, i)) return read;
  return told_part(scene, i);
}

/// "spring 2025", "the winter of 2024", "last summer", "this past spring", "the early summer", "in the
/// summer".
std::optional<Read> season(const Scene& scene, std::uint32_t i) {
  const Pieces& p = scene.pieces;
  const Language::Tables& t = scene.t;
  std::uint32_t at = i;
  const auto shift = scene.shift_at(i);
  const bool the = !shift && p.is(i, t.the);
  if (shift || the) ++at;
  const bool just_over = shift == 0 && p.is(at, t.last);
  if (just_over || p.tells(at, t.early) || p.tells(at, t.mid) || p.tells(at, t.late)) ++at;
  const auto month = p.season(at);
  if (!month) return std::nullopt;
  const std::uint32_t behind = p.is(at + 1, t.of) ? at + 2 : at + 1;
  if (const auto year = year_words(scene, behind))
    return Scene::told(i, year->last, season_text(year->year, *month));
  if (!scene.known || (!shift && p.is(at + 1, t.of)) || (!shift && !the && !p.after_time_word(i)))
    return std::nullopt;
  const Civil now = scene.now();
  int year = now.year + shift.value_or(0);
  if (shift && *month == 12 && now.month < 6) --year;
  if (just_over && *month > now.month) --year;
  if (!shift) year = scene.year_for(*month, i).value_or(now.year);
  return scene.computed(i, at, season_text(year, *month));
}

}  // namespace tamga::when
