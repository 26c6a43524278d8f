#include "merge/day_span.h"

#include <algorithm>
#include <chrono>

namespace tamga::merge {
namespace {

using std::chrono::sys_days;

std::int32_t day_number(int year, unsigned month, unsigned day) {
  const auto date = std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day);
  return static_cast<std::int32_t>(sys_days(date).time_since_epoch().count());
}

std::int32_t month_end(int year, unsigned month) {
  const auto last = std::chrono::year(year) / static_cast<int>(month) / std::chrono::last;
  return static_cast<std::int32_t>(sys_days(last).time_since_epoch().count());
}

/// Reads digits; X stands for the lowest and the highest digit.
std::optional<std::pair<int, int>> digits(std::string_view text, std::size_t size) {
  if (text.size() != size) return std::nullopt;
  int low = 0, high = 0;
  for (const char c : text) {
    if (c != 'X' && (c < '0' || c > '9')) return std::nullopt;
    low = low * 10 + (c == 'X' ? 0 : c - '0');
    high = high * 10 + (c == 'X' ? 9 : c - '0');
  }
  return std::pair(low, high);
}

std::optional<DaySpan> span_of_months(int low_year, int high_year, int month) {
  unsigned first = static_cast<unsigned>(month), last = first;
  // ISO 8601-2: 21-24 are seasons from spring, 25-32 those of a hemisphere, 33-36 quarters.
  if (month >= 21 && month <= 24) first = static_cast<unsigned>(3 + 3 * (month - 21)), last = first + 2;
  if (month >= 33 && month <= 36) first = static_cast<unsigned>(1 + 3 * (month - 33)), last = first + 2;
  if (first < 1 || first > 12) return std::nullopt;
  if (last > 12) return DaySpan{day_number(low_year, first, 1), month_end(high_year + 1, last - 12)};  // winter
  return DaySpan{day_number(low_year, first, 1), month_end(high_year, last)};
}

std::optional<DaySpan> span_of_date(std::string_view text) {
  while (!text.empty() && std::string_view("?~%").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  if (const std::size_t time = text.find('T'); time != std::string_view::npos) text = text.substr(0, time);
  const auto year = digits(text.substr(0, 4), 4);
  if (!year) return std::nullopt;
  const auto [low, high] = *year;
  if (text.size() == 4) return DaySpan{day_number(low, 1, 1), day_number(high, 12, 31)};
  if (text.size() < 7 || text[4] != '-') return std::nullopt;
  const std::string_view month_text = text.substr(5, 2);
  const bool any_month = month_text.find('X') != std::string_view::npos;
  const auto month = digits(month_text, 2);
  if (!month) return std::nullopt;
  if (any_month) return DaySpan{day_number(low, 1, 1), day_number(high, 12, 31)};
  const auto months = span_of_months(low, high, month->first);
  if (text.size() == 7 || !months) return months;
  if (text.size() != 10 || text[7] != '-') return std::nullopt;
  const auto day = digits(text.substr(8, 2), 2);
  if (!day) return std::nullopt;
  if (day->first != day->second) return months;
  const std::int32_t found = months->first + day->first - 1;
  if (day->first < 1 || found > months->last) return std::nullopt;
  return DaySpan{found, low == high ? found : months->last};
}

}  // namespace

std::optional<DaySpan> days_of(std::string_view edtf) {
  const std::size_t slash = edtf.find('/');
  if (slash == std::string_view::npos) return span_of_date(edtf);
  DaySpan out;
  const std::string_view from = edtf.substr(0, slash), to = edtf.substr(slash + 1);
  const auto open = [](std::string_view end) { return end.empty() || end == ".."; };
  if (open(from) && open(to)) return std::nullopt;
  if (!open(from)) {
    const auto first = span_of_date(from);
    if (!first) return std::nullopt;
    out.first = first->first;
  }
  if (!open(to)) {
    const auto last = span_of_date(to);
    if (!last) return std::nullopt;
    out.last = last->last;
  }
  if (out.first > out.last) return std::nullopt;
  return out;
}

std::string day_text(std::int32_t day) {
  if (day == DaySpan::kOpenPast || day == DaySpan::kOpenFuture) return {};
  const std::chrono::year_month_day date{sys_days(std::chrono::days(day))};
  std::string out = std::to_string(static_cast<int>(date.year()));
  out.insert(0, 4 - std::min<std::size_t>(4, out.size()), '0');
  const auto add = [&](unsigned value) {
    out += '-';
    out += static_cast<char>('0' + value / 10);
    out += static_cast<char>('0' + value % 10);
  };
  add(static_cast<unsigned>(date.month())), add(static_cast<unsigned>(date.day()));
  return out;
}

}  // namespace tamga::merge
