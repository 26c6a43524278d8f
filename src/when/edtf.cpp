#include "when/edtf.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace tamga::when {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

bool digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view text) {
  int value = 0;
  for (char c : text) value = value * 10 + (c - '0');
  return value;
}

std::optional<DaySpan> years(int first, int last) {
  if (first < 1 || last > 9999 || last < first) return std::nullopt;
  return DaySpan{day_of(first, 1, 1), day_of(last, 12, 31)};
}

std::optional<DaySpan> year_span(std::string_view text) {
  if (text.size() != 4) return std::nullopt;
  const auto unknown = static_cast<std::size_t>(std::count(text.begin(), text.end(), 'X'));
  if (unknown > 2 || text.substr(4 - unknown).find_first_not_of('X') != std::string_view::npos) return std::nullopt;
  if (!digits(text.substr(0, 4 - unknown))) return std::nullopt;
  int low = number(text.substr(0, 4 - unknown)), high = low;
  for (std::size_t i = 0; i < unknown; ++i) {
    low *= 10;
    high = high * 10 + 9;
  }
  return years(std::max(low, 1), high);
}

std::optional<DaySpan> season_span(int year, unsigned season) {
  const unsigned first = season == 24 ? 12 : (season - 21) * 3 + 3;
  const unsigned last = first == 12 ? 2 : first + 2;
  const int last_year = first == 12 ? year + 1 : year;
  return DaySpan{day_of(year, first, 1), day_of(last_year, last, days_in_month(last_year, last))};
}

std::optional<DaySpan> simple_span(std::string_view text) {
  if (!text.empty() && (text.back() == '~' || text.back() == '?' || text.back() == '%')) text.remove_suffix(1);
  if (const auto time = text.find('T'); time != std::string_view::npos) text = text.substr(0, time);
  const auto year = year_span(text.substr(0, 4));
  if (!year || text.size() == 4) return year;
  if (text[4] != '-' || (text.size() != 7 && text.size() != 10)) return std::nullopt;
  const std::string_view month_digits = text.substr(5, 2);
  if (month_digits == "XX") return text.size() == 7 || text.substr(7) == "-XX" ? year : std::nullopt;
  if (!digits(month_digits) || !digits(text.substr(0, 4))) return std::nullopt;
  const auto month = static_cast<unsigned>(number(month_digits));
  const int y = number(text.substr(0, 4));
  if (month >= 21 && month <= 24 && text.size() == 7) return season_span(y, month);
  if (month < 1 || month > 12) return std::nullopt;
  if (text.size() == 7 || text.substr(7) == "-XX") return DaySpan{day_of(y, month, 1), day_of(y, month, days_in_month(y, month))};
  if (text[7] != '-' || !digits(text.substr(8))) return std::nullopt;
  const auto day = static_cast<unsigned>(number(text.substr(8)));
  if (day < 1 || day > days_in_month(y, month)) return std::nullopt;
  return DaySpan{day_of(y, month, day), day_of(y, month, day)};
}

}  // namespace

Day day_of(int year, unsigned month, unsigned day) {
  const year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  return static_cast<Day>(sys_days{date}.time_since_epoch().count());
}

Civil civil_of(Day day) {
  const year_month_day date{sys_days{std::chrono::days{day}}};
  return {static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())};
}

unsigned weekday_of(Day day) { return std::chrono::weekday{sys_days{std::chrono::days{day}}}.iso_encoding(); }

unsigned days_in_month(int year, unsigned month) {
  const auto last = std::chrono::year_month_day_last{std::chrono::year{year}, std::chrono::month_day_last{std::chrono::month{month}}};
  return static_cast<unsigned>(last.day());
}

std::string day_text(Day day) {
  const Civil c = civil_of(day);
  char text[24];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", c.year, c.month, c.day);
  return text;
}

std::string month_text(int year, unsigned month) {
  char text[24];
  std::snprintf(text, sizeof text, "%04d-%02u", year, month);
  return text;
}

std::optional<DaySpan> span_of(std::string_view edtf) {
  const auto slash = edtf.find('/');
  if (slash == std::string_view::npos) return simple_span(edtf);
  const std::string_view from = edtf.substr(0, slash), to = edtf.substr(slash + 1);
  DaySpan span;
  if (!from.empty() && from != "..") {
    const auto first = simple_span(from);
    if (!first) return std::nullopt;
    span.first = first->first;
  }
  if (!to.empty() && to != "..") {
    const auto last = simple_span(to);
    if (!last) return std::nullopt;
    span.last = last->last;
  }
  if (span.first > span.last) return std::nullopt;
  return span;
}

}  // namespace tamga::when
