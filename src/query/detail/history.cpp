#include "query/detail/history.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <vector>

#include "query/detail/kept_event.h"

namespace tamga::query {
namespace {

using merge::DaySpan;
using merge::Step;

// None of them is in any text that reports, packs or people give.
constexpr char kLine = '\x1d', kField = '\x1e', kItem = '\x1f';
/// Days stand in columns of this width, so that the last one until a day is found by halving.
constexpr std::size_t kDayWidth = 8;
constexpr std::int32_t kFirstDay = -50'000'000, kLastDay = 49'999'999;

/// Days in order, as digits. A day that is not known is the first of all.
std::string day_column(std::int32_t day) {
  std::string digits = std::to_string(std::clamp(day, kFirstDay, kLastDay) - kFirstDay);
  return std::string(kDayWidth - std::min(digits.size(), kDayWidth), '0') + digits;
}

std::int32_t number_of(std::string_view text) {
  std::int32_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::int32_t day_of(std::string_view column) {
  const std::int32_t day = number_of(column.substr(0, kDayWidth)) + kFirstDay;
  return day <= kFirstDay ? DaySpan::kOpenPast : day;
}

/// Cuts off and gives what stands before `at`.
std::string_view take(std::string_view& text, char at) {
  const std::size_t end = std::min(text.find(at), text.size());
  const std::string_view out = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return out;
}

/// The last of the columns of days that is not after `until`, if any.
std::optional<std::int32_t> last_until(std::string_view days, std::int32_t until) {
  std::size_t low = 0, high = days.size() / kDayWidth;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (day_of(days.substr(middle * kDayWidth)) <= until) low = middle + 1;
    else high = middle;
  }
  return low == 0 ? std::nullopt : std::optional(day_of(days.substr((low - 1) * kDayWidth)));
}

std::string joined(const std::vector<std::string>& items, char with) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) out += (i ? std::string(1, with) : "") + items[i];
  return out;
}

std::string step_line(const Step& step) {
  std::string out = day_column(step.day);
  for (const std::string& field :
       {step.evidenced ? std::string("1") : std::string(), step.claimed, step.off, step.when})
    out += field + kField;
  return out + joined(step.origins, kItem);
}

Step step_from(std::string_view line) {
  Step out;
  out.day = day_of(line);
  line.remove_prefix(kDayWidth);
  out.evidenced = !take(line, kField).empty();
  out.claimed = take(line, kField), out.off = take(line, kField), out.when = take(line, kField);
  while (!line.empty()) out.origins.emplace_back(take(line, kItem));
  return out;
}

std::vector<std::string> ids_from(std::string_view ids) {
  std::vector<std::string> out;
  while (!ids.empty()) out.emplace_back(take(ids, ' '));
  return out;
}

/// Chooses the steps that are kept whole, and gathers the days of the others.
struct Thinning {
  int claimed = -1, evidenced = -1;
  std::string claimed_days, evidenced_days;
  History out;

  void keep(const Step& step) {
    out.steps += (out.steps.empty() ? std::string() : std::string(1, kLine)) + step_line(step);
    if (!out.claims.empty()) out.claims += kLine;
    out.claims += joined(step.claims, ' ') + kField + joined(step.off_claims, ' ');
  }

  static void add_day(std::string& days, std::int32_t day) {
    const std::string column = day_column(day);
    if (!days.ends_with(column)) days += column;
  }

  /// Steps of one day.
  void take(std::span<const Step* const> steps) {
    for (const Step* step : steps) claimed = std::max(claimed, merge::rung_of(step->claimed));
    for (const Step* step : steps) {
      const int rung = merge::rung_of(step->claimed);
      const bool further = step->evidenced && rung > evidenced;
      if (further) evidenced = rung;
      if (!step->off.empty() || further || (rung >= 0 && rung == claimed)) keep(*step);
      else if (rung >= 0) add_day(step->evidenced ? evidenced_days : claimed_days, step->day);
    }
  }
};

}  // namespace

History history_of(std::span<const Step* const> steps) {
  std::vector<const Step*> by_day(steps.begin(), steps.end());
  std::stable_sort(by_day.begin(), by_day.end(), [](const Step* a, const Step* b) { return a->day < b->day; });
  Thinning thinning;
  for (auto from = by_day.begin(); from != by_day.end();) {
    const auto to = std::find_if(from, by_day.end(), [&](const Step* step) { return step->day != (*from)->day; });
    thinning.take({from, to});
    from = to;
  }
  History out = std::move(thinning.out);
  if (!out.steps.empty()) out.steps = thinning.claimed_days + kLine + thinning.evidenced_days + kLine + out.steps;
  return out;
}

std::optional<merge::Standing> standing_at(const merge::CellKey& key, const History& history, std::int32_t until) {
  std::string_view lines = history.steps, claims = history.claims;
  const std::string_view claimed_days = take(lines, kLine), evidenced_days = take(lines, kLine);
  std::vector<Step> steps;
  while (!lines.empty()) {
    const std::string_view line = take(lines, kLine);
    if (day_of(line) > until) break;
    steps.push_back(step_from(line));
    if (claims.empty()) continue;
    std::string_view ids = take(claims, kLine);
    steps.back().claims = ids_from(take(ids, kField)), steps.back().off_claims = ids_from(ids);
  }
  if (steps.empty()) return std::nullopt;
  // Days of steps that support nothing: what they say is at least this.
  for (const auto& [days, evidenced] : {std::pair(claimed_days, false), std::pair(evidenced_days, true)})
    if (const auto day = last_until(days, until)) {
      Step step;
      step.day = *day, step.claimed = "mention", step.evidenced = evidenced;
      steps.push_back(std::move(step));
    }
  std::vector<const Step*> pointers;
  for (const Step& step : steps) pointers.push_back(&step);
  auto out = merge::standing_of(key, pointers);
  if (out) out->events.clear();
  return out;
}

}  // namespace tamga::query
