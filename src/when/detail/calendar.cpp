// Days, months, years, decades and centuries by their names and figures.
#include <algorithm>

#include "when/detail/scene.h"

namespace tamga::when {
namespace {

using parse::WordId;

std::string date_text(int year, unsigned month, unsigned day) {
  return day <= days_in_month(year, month) ? day_text(day_of(year, month, day)) : std::string();
}

/// "2025-03-20", "20.03.2025", however the words are cut.
std::optional<Read> iso_date(const Scene& scene, std::uint32_t i) {
  constexpr std::uint32_t kLength = 10;
  const Pieces& p = scene.pieces;
  const std::string& text = p.document().text();
  const std::uint32_t begin = p.forest().word(p.word(i)).range.begin;
  if (begin + kLength > text.size()) return std::nullopt;
  std::uint32_t last = i;
  while (last + 1 < p.size() && p.forest().word(p.word(last)).range.end < begin + kLength) ++last;
  if (p.forest().word(p.word(last)).range.end != begin + kLength) return std::nullopt;
  const std::string f = text.substr(begin, kLength);
  std::string iso;
  if (f[4] == '-' && f[7] == '-') iso = f;
  if ((f[2] == '.' || f[2] == '/') && f[5] == f[2])
    iso = f.substr(6) + "-" + f.substr(3, 2) + "-" + f.substr(0, 2);
  if (iso.empty() || !span_of(iso)) return std::nullopt;
  return Scene::told(i, last, iso);
}

std::optional<Read> named_day(const Scene& scene, std::uint32_t i) {
  const Pieces& p = scene.pieces;
  for (const auto& [name, date] : scene.t.named_days) {
    std::string joined;
    for (std::uint32_t j = i; j < p.size() && joined.size() < name.size(); ++j) {
      joined += (joined.empty() ? "" : " ") + std::string(p.form(j));
      if (joined != name) continue;
      const auto year = scene.year_for(date.first, i);
      if (!year) return std::nullopt;
      return Scene::told(i, j, day_text(day_of(*year, date.first, date.second)));
    }
  }
  return std::nullopt;
}

/// A year right behind a day or month: "2025", ", 2025", "of 2025", "last year", "of this year".
std::optional<Pieces::Year> year_behind(const Scene& scene, std::uint32_t end) {
  const Pieces& p = scene.pieces;
  if (const auto year = p.year(end + 1)) return year;
  const bool joined = p.form(end + 1) == "," || p.is(end + 1, scene.t.of);
  if (joined) {
    if (const auto year = p.year(end + 2)) return year;
  }
  const std::uint32_t at = p.is(end + 1, scene.t.of) ? end + 2 : end + 1;
  const auto shift = scene.shift_at(at);
  if (!shift || p.unit(at + 1) != "year" || !scene.known) return std::nullopt;
  return Pieces::Year{scene.now().year + *shift, at + 1};
}

std::optional<Read> days(std::uint32_t first, std::uint32_t last, int year, unsigned month, unsigned day,
                         std::optional<unsigned> last_day) {
  std::string edtf = date_text(year, month, day);
  if (last_day) edtf += "/" + date_text(year, month, *last_day);
  if (!span_of(edtf)) return std::nullopt;
  return Scene::told(first, last, edtf);
}

/// "20 March 2025", "17-20 March", "20th of March".
std::optional<Read> day_month(const Scene& scene, std::uint32_t i) {
  const Pieces& p = scene.pieces;
  const auto day = p.day_number(i);
  if (!day) return std::nullopt;
  std::uint32_t at = i + 1;
  std::optional<unsigned> last_day;
  if (p.is(at, scene.t.to) && p.day_number(at + 1) && p.month(at + 2)) {
    last_day = p.day_number(at + 1);
    at += 2;
  }
  if (p.is(at, scene.t.of)) ++at;
  const auto month = p.month(at);
  if (!month) return std::nullopt;
  if (const auto year = year_behind(scene, at))
    return days(i, year->last, year->value, *month, *day, last_day);
  const auto year = scene.year_for(*month, i);
  return year ? days(i, at, *year, *month, *day, last_day) : std::nullopt;
}

/// What stands before a month: "last", "mid-", "the end of".
struct MonthPart {
  std::optional<int> shift;
  bool early = false, mid = false, late = false;
  bool part() const { return early || mid || late; }
  bool any() const { return shift || part(); }
};

std::string month_part_text(int year, unsigned month, const MonthPart& part) {
  if (part.early) return date_text(year, month, 1) + "/" + date_text(year, month, 10);
  if (part.mid) return date_text(year, month, 11) + "/" + date_text(year, month, 20);
  if (part.late) return date_text(year, month, 21) + "/" + date_text(year, month, days_in_month(year, month));
  return month_text(year, month);
}

std::optional<int> year_of_month(const Scene& scene, unsigned month, const MonthPart& part, std::uint32_t i) {
  if (!scene.known) return std::nullopt;
  const Civil now = scene.now();
  if (!part.shift) return scene.year_for(month, i);
  if (*part.shift < 0) return month < now.month ? now.year : now.year - 1;
  if (*part.shift > 0) return month > now.month ? now.year : now.year + 1;
  return now.year;
}

/// "March 20, 2025", "March 17-20", "March 2025", "mid-March", "last June", "in March", "July last year".
std::optional<Read> month_first(const Scene& scene, std::uint32_t i) {
  const Pieces& p = scene.pieces;
  const Language::Tables& t = scene.t;
  std::uint32_t at = i;
  const MonthPart part{scene.shift_at(at), p.tells(at, t.early), p.tells(at, t.mid), p.tells(at, t.late)};
  if (part.any()) ++at;
  if (part.part() && (p.is_dash(at) || p.is(at, t.of))) ++at;
  const auto month = p.month(at);
  if (!month) return std::nullopt;
  if (const auto day = p.day_number(at + 1); day && !part.part()) {
    std::uint32_t end = at + 1;
    std::optional<unsigned> last_day;
    if (p.is(end + 1, t.to) && p.day_number(end + 2) && !p.month(end + 3)) {
      last_day = p.day_number(end + 2);
      end += 2;
    }
    if (const auto year = year_behind(scene, end))
      return days(i, year->last, year->value, *month, *day, last_day);
    const auto year = year_of_month(scene, *month, part, i);
    return year ? days(i, end, *year, *month, *day, last_day) : std::nullopt;
  }
  if (const auto year = year_behind(scene, at))
    return Scene::told(i, year->last, month_part_text(year->value, *month, part));
  if (p.is(at, t.ambiguous) && at == i && !p.after_time_word(i)) return std::nullopt;
  const auto year = year_of_month(scene, *month, part, i);
  if (!year) return std::nullopt;
  return Scene::told(i, at, month_part_text(*year, *month, part));
}

/// "1990s", "'80s", "nineties": the latest such decade up to the report.
std::optional<std::string> decade(const Scene& scene, std::uint32_t i) {
  std::string_view f = scene.pieces.form(i);
  const auto figures = [](std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (f.size() == 5 && f.ends_with("0s") && figures(f.substr(0, 4))) return std::string(f.substr(0, 3)) + "X";
  std::optional<int> within;
  if (const auto named = scene.t.decades.find(f); named != scene.t.decades.end())
    within = static_cast<int>(named->second);
  for (const std::string_view mark : {"'", "’"}) {
    if (f.size() == mark.size() + 3 && f.starts_with(mark) && f.ends_with("0s")) {
      const char tens = f[mark.size()];
      if (tens >= '0' && tens <= '9') within = (tens - '0') * 10;
    }
  }
  if (!within || !scene.known) return std::nullopt;
  const int now = scene.now().year;
  int begins = now / 100 * 100 + *within;
  if (begins > now) begins -= 100;
  return year_text(begins).substr(0, 3) + "X";
}

/// "the 20th century".
std::optional<Read> century(const Scene& scene, std::uint32_t i) {
  const auto number = scene.pieces.ordinal(i);
  if (!number || *number < 1 || scene.pieces.unit(i + 1) != "century") return std::nullopt;
  return Scene::told(i, i + 1, year_text((*number - 1) * 100).substr(0, 2) + "XX");
}

}  // namespace

std::optional<Read> calendar_date(const Scene& scene, std::uint32_t i) {
  if (auto read = iso_date(scene, i)) return read;
  if (auto read = named_day(scene, i)) return read;
  if (auto read = day_month(scene, i)) return read;
  return month_first(scene, i);
}

std::optional<Read> years(const Scene& scene, std::uint32_t i) {
  const Pieces& p = scene.pieces;
  const Language::Tables& t = scene.t;
  if (auto read = century(scene, i)) return read;
  std::uint32_t at = i;
  const bool early = p.tells(at, t.early), mid = p.tells(at, t.mid), late = p.tells(at, t.late);
  if (early || mid || late) {
    ++at;
    if (p.is_dash(at) || p.is(at, t.of)) ++at;
    if (p.is(at, t.the)) ++at;
  }
  if (auto found = decade(scene, at)) return Scene::told(i, at, *found);
  const auto year = p.year(at);
  if (!year || (year->last == at && !p.is_year_alone(at))) return std::nullopt;
  std::string edtf = year_text(year->value);
  std::uint32_t last = year->last;
  if (early) edtf = months_text(year->value, 1, 4);
  if (mid) edtf = months_text(year->value, 5, 8);
  if (late) edtf = months_text(year->value, 9, 12);
  if (at == i && p.is_dash(last + 1)) {  // "2027-2028"
    if (const auto to = p.year(last + 2); to && to->value > year->value) {
      last = to->last;
      edtf += "/" + year_text(to->value);
    }
  }
  return Scene::told(i, last, edtf);
}

}  // namespace tamga::when
