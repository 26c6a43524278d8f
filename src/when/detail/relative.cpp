// What is counted from the report's date or from a date told before; what only tells a direction.
#include <algorithm>

#include "when/detail/scene.h"

namespace tamga::when {
namespace {

using parse::WordId;

/// The day after the last date told: "the following day".
std::optional<Read> following_day(const Scene& scene, std::uint32_t first, std::uint32_t last) {
  const auto anchor = scene.last_day();
  if (!anchor) return std::nullopt;
  return scene.counted_from(*anchor, first, last,
                            day_text(span_of(scene.table.dates[*anchor].edtf)->first + 1));
}

/// "the same day", "that very day": the last day told.
std::optional<Read> same_day(const Scene& scene, std::uint32_t i) {
  const Pieces& p = scene.pieces;
  if (!p.is(i, scene.t.that_day)) return std::nullopt;
  const std::uint32_t at = p.unit(i + 1) == "day" ? i + 1 : i + 2;
  const auto anchor = scene.last_day();
  if (p.unit(at) != "day" || !anchor) return std::nullopt;
  return scene.counted_from(*anchor, i, at, scene.table.dates[*anchor].edtf);
}

std::optional<Read> weekend(const Scene& scene, std::uint32_t first, std::uint32_t noun, int shift) {
  if (!scene.exact()) return std::nullopt;
  const auto today = static_cast<Day>(weekday_of(scene.published.first));
  Day saturday = scene.published.first - today + 6;
  if (shift <= 0 && today < 6) saturday -= 7;
  if (shift > 0) saturday += today < 6 ? 0 : 7;
  return scene.computed(first, noun, day_text(saturday) + "/" + day_text(saturday + 1));
}

std::string week_text(const Scene& scene, int shift) {
  const Day monday =
      scene.published.first - static_cast<Day>(weekday_of(scene.published.first)) + 1 + 7 * shift;
  return day_text(monday) + "/" + day_text(monday + 6);
}

std::string month_from_now(const Scene& scene, int shift) {
  const Civil now = scene.now();
  const int months = now.year * 12 + static_cast<int>(now.month) - 1 + shift;
  return month_text(months / 12, static_cast<unsigned>(months % 12) + 1);
}

std::string quarter_from_now(const Scene& scene, int shift) {
  const Civil now = scene.now();
  const int quarters = now.year * 4 + static_cast<int>(now.month - 1) / 3 + shift;
  const auto first = static_cast<unsigned>(quarters % 4 * 3 + 1);
  return months_text(quarters / 4, first, first + 2);
}

/// The unit of the report's own date, moved by some.
std::string unit_from_now(const Scene& scene, std::string_view unit, int shift) {
  if (unit == "year") return year_text(scene.now().year + shift);
  if (unit == "month") return month_from_now(scene, shift);
  if (unit == "quarter") return quarter_from_now(scene, shift);
  if (unit == "week" && scene.exact()) return week_text(scene, shift);
  return {};
}

/// "the year", "the full year", "the week" after a preposition: the report's own.
std::optional<Read> definite_unit(const Scene& scene, std::uint32_t i) {
  const Pieces& p = scene.pieces;
  if (!p.is(i, scene.t.the) || i == 0 || !(p.after_time_word(i) || p.is(i - 1, scene.t.around)))
    return std::nullopt;
  std::uint32_t at = i + 1;
  while (p.is(at, scene.t.whole) || p.is(at, scene.t.this_)) ++at;
  const bool counts_back =
      p.is(at + 1, scene.t.ago) || p.is(at + 1, scene.t.before);  // "the year-ago quarter"
  std::string edtf = unit_from_now(scene, p.unit(at), 0);
  if (edtf.empty() || counts_back || p.unit(at) == "quarter" || p.is(at + 1, scene.t.of) || p.year(at + 1))
    return std::nullopt;
  return scene.computed(i, at, std::move(edtf));
}

/// "year-end", "year's end": its last month.
std::optional<Read> end_of_year(const Scene& scene, std::uint32_t i) {
  const Pieces& p = scene.pieces;
  const std::uint32_t at = p.is(i + 1, scene.t.possessive) ? i + 2 : i + 1;
  if (p.unit(i) != "year" || !p.is(at, scene.t.late)) return std::nullopt;
  return scene.computed(i, at, month_text(scene.now().year, 12));
}

/// "that year": the last one told.
std::optional<Read> that_year(const Scene& scene, std::uint32_t i) {
  const Pieces& p = scene.pieces;
  if (!p.is(i, scene.t.that_day) || p.unit(i + 1) != "year") return std::nullopt;
  for (std::size_t j = scene.table.dates.size(); j-- > 0;) {
    const auto span = span_of(scene.table.dates[j].edtf);
    if (!span || span->first == kEarliest || span->last == kLatest) continue;
    const int year = civil_of(span->first).year;
    if (year == civil_of(span->last).year) return scene.counted_from(j, i, i + 1, year_text(year));
  }
  return std::nullopt;
}

std::string moved(Day from, std::string_view unit, int by) {
  if (unit == "day") return day_text(from + by);
  if (unit == "week") return day_text(from + 7 * by);
  const Civil c = civil_of(from);
  if (unit == "year") return year_text(c.year + by);
  const int months = c.year * 12 + static_cast<int>(c.month) - 1 + by;
  return month_text(months / 12, static_cast<unsigned>(months % 12) + 1);
}

/// "three days after holding talks": the other clause is dated from this one; "three days after" alone dates
/// its own.
std::optional<Read> counted_from_day(const Scene& scene, std::uint32_t i, int amount, std::string_view unit,
                                     std::size_t anchor) {
  const Pieces& p = scene.pieces;
  const parse::Forest& forest = p.forest();
  const std::uint32_t at = i + 2;
  const bool after = p.is(at, scene.t.after);
  if (at >= p.size() || (!after && !p.is(at, scene.t.before))) return std::nullopt;
  const WordId marker = p.word(at);
  const bool clause = forest.relation_is(marker, "mark") || forest.relation_is(marker, "case");
  const Day from = span_of(scene.table.dates[anchor].edtf)->first;
  const bool same_sentence =
      forest.word(scene.table.dates[anchor].head).sentence == forest.word(marker).sentence;
  if (clause && same_sentence && forest.head(marker).value > marker.value) {
    Read read = scene.counted_from(anchor, i, at, moved(from, unit, after ? -amount : amount));
    read.head = forest.head(marker);
    return read;
  }
  if (!clause) return scene.counted_from(anchor, i, at, moved(from, unit, after ? amount : -amount));
  return std::nullopt;
}

/// "this week", "early last week", "end of this year"; `at`: where "this" stands.
std::optional<Read> shifted_unit(const Scene& scene, std::uint32_t i, std::uint32_t at, bool late) {
  const Pieces& p = scene.pieces;
  const auto shift = scene.shift_at(at);
  if (!shift || !scene.known) return std::nullopt;
  std::uint32_t noun = at + 1;
  while (p.is(noun, scene.t.whole)) ++noun;
  if (p.unit(noun) == "weekend") return weekend(scene, i, noun, *shift);
  if (p.unit(noun) == "day" && *shift > 0) return following_day(scene, i, noun);
  std::string edtf = unit_from_now(scene, p.unit(noun), *shift);
  if (edtf.empty()) return std::nullopt;
  if (late && p.unit(noun) == "year") edtf = "../" + edtf;
  return scene.computed(i, noun, std::move(edtf));
}

}  // namespace

std::optional<Read> relative_unit(const Scene& scene, std::uint32_t i) {
  const Pieces& p = scene.pieces;
  const Language::Tables& t = scene.t;
  if (auto read = same_day(scene, i)) return read;
  if (auto read = that_year(scene, i)) return read;
  if (p.unit(i) == "weekend") return weekend(scene, i, i, 0);
  if (!scene.known) return std::nullopt;
  if (auto read = definite_unit(scene, i)) return read;
  if (auto read = end_of_year(scene, i)) return read;
  std::uint32_t at = i;
  const bool late = p.is(at, t.late);
  if (late || p.is(at, t.early) || p.is(at, t.mid)) {
    ++at;
    if (p.is(at, t.of)) ++at;
    if (auto read = definite_unit(scene, at)) {
      read->first = i;
      if (late && p.unit(read->last) == "year") read->edtf = "../" + read->edtf;
      return read;
    }
    if (p.is(at, t.the)) ++at;
  }
  return shifted_unit(scene, i, at, late);
}

std::optional<Read> counted(const Scene& scene, std::uint32_t i) {
  const Pieces& p = scene.pieces;
  const auto n = p.count(i);
  const std::string_view unit = p.unit(i + 1);
  if (!n || (unit != "day" && unit != "week" && unit != "month" && unit != "year")) return std::nullopt;
  const int amount = static_cast<int>(*n);
  const std::uint32_t at = i + 2;
  if (p.is(at, scene.t.ago) && scene.known)
    return scene.computed(i, at, moved(scene.published.last, unit, -amount));
  if (const auto anchor = scene.last_day()) {
    if (p.is(at, scene.t.later)) {
      return scene.counted_from(*anchor, i, at,
                                moved(span_of(scene.table.dates[*anchor].edtf)->first, unit, amount));
    }
    if (auto read = counted_from_day(scene, i, amount, unit, *anchor)) return read;
  } else if (p.is(at, scene.t.before) && unit == "year" &&
             scene.known) {  // "a year earlier": than what the report tells
    return scene.computed(i, at, moved(scene.published.last, unit, -amount));
  }
  return Read{i, i + 1, {}, Basis::kText, {}, {}, {}, true, Vague::kNone};
}

std::optional<Read> weekday(const Scene& scene, std::uint32_t i) {
  const Pieces& p = scene.pieces;
  if (!scene.exact()) return std::nullopt;
  if (const auto day = scene.t.days.find(p.form(i)); day != scene.t.days.end()) {
    return scene.computed(i, i, day_text(scene.published.first + day->second));
  }
  const auto shift = scene.shift_at(i);
  std::uint32_t at = shift ? i + 1 : i;
  if (shift == 0 && p.is(at, scene.t.next)) ++at;  // "this coming Sunday"
  const bool last = shift == -1, next = shift == 1 || (shift && at == i + 2);
  const auto found = scene.t.weekdays.find(p.form(at));
  if (found == scene.t.weekdays.end() || !p.capital(at)) return std::nullopt;
  const std::uint32_t behind = p.form(at + 1) == "," ? at + 2 : at + 1;
  if (behind < p.size()) {  // "Saturday, April 25"
    auto date = calendar_date(scene, behind);
    const auto span = date ? span_of(date->edtf) : std::nullopt;
    if (span && span->first == span->last && p.same_sentence(i, date->last)) return date->first = i, date;
  }
  const auto today = static_cast<Day>(weekday_of(scene.published.first)),
             wanted = static_cast<Day>(found->second);
  Day day = scene.published.first - (today - wanted + 7) % 7;
  if (last && day == scene.published.first) day -= 7;
  if (next || (!last && (p.future(at) || p.scheduled(at)) && day != scene.published.first)) {
    day = scene.published.first + (wanted - today + 7) % 7;
    if (next && day == scene.published.first) day += 7;
  }
  return scene.computed(i, at, day_text(day));
}

std::optional<Read> vague(const Scene& scene, std::uint32_t i) {
  if (!scene.exact()) return std::nullopt;
  for (const VaguePhrase& phrase : scene.t.vague) {
    if (!scene.pieces.stand(i, phrase.words)) continue;
    Read read = scene.computed(i, i + static_cast<std::uint32_t>(phrase.words.size()) - 1, {});
    read.vague = phrase.vague;
    return read;
  }
  return std::nullopt;
}

}  // namespace tamga::when
