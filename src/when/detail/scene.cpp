#include "when/detail/scene.h"

#include <cstdio>

namespace tamga::when {

Scene::Scene(const text::Document& document, const parse::Forest& forest, const Language::Tables& tables)
    : pieces(document, forest, tables), t(tables) {
  table.published = document.header().published;
  if (const auto span = span_of(table.published)) {
    published = *span;
    known = true;
  }
}

std::optional<std::size_t> Scene::last_day() const {
  for (std::size_t i = table.dates.size(); i-- > 0;) {
    const auto span = span_of(table.dates[i].edtf);
    if (span && span->first == span->last) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> Scene::last_part(unsigned months) const {
  for (std::size_t i = table.dates.size(); i-- > 0;) {
    const auto span = span_of(table.dates[i].edtf);
    if (!span || table.dates[i].basis != Basis::kText || span->first == kEarliest || span->last == kLatest)
      continue;
    const Civil from = civil_of(span->first), to = civil_of(span->last);
    const bool whole = from.day == 1 && to.day == days_in_month(to.year, to.month) && from.year == to.year;
    if (whole && to.month + 1 - from.month == months && (from.month - 1) % months == 0) return i;
  }
  return std::nullopt;
}

std::optional<int> Scene::year_for(unsigned month, std::uint32_t at) const {
  if (!known) return std::nullopt;
  const Civil today = now();
  const int ahead = static_cast<int>(month) - static_cast<int>(today.month);
  if (pieces.future(at)) return ahead >= 0 ? today.year : today.year + 1;
  if (pieces.past(at)) return ahead <= 0 ? today.year : today.year - 1;
  // what is long past has its year told more often than what is to come
  constexpr int kAhead = 6, kBehind = 8;
  return ahead > kAhead ? today.year - 1 : ahead < -kBehind ? today.year + 1 : today.year;
}

std::optional<int> Scene::shift_at(std::uint32_t at) const {
  if (pieces.is(at, t.last)) return -1;
  if (pieces.is(at, t.next)) return 1;
  if (pieces.is(at, t.this_)) return 0;
  return std::nullopt;
}

std::string year_text(int year) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d", year);
  return text;
}

std::string months_text(int year, unsigned first, unsigned last) {
  return month_text(year, first) + "/" + month_text(year, last);
}

std::string season_text(int year, unsigned first_month) {
  const bool winter = first_month > 10;
  return month_text(year, first_month) + "/" +
         month_text(winter ? year + 1 : year, winter ? first_month - 10 : first_month + 2);
}

}  // namespace tamga::when
