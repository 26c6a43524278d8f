#include "query/cells.h"

#include <algorithm>
#include <set>

namespace tamga::query {
namespace {

using merge::DaySpan;

}  // namespace

/// What is so after some steps, taken by day.
class Cells::Running {
 public:
  explicit Running(const Cells& cells) : cells_(cells) {}

  void take(const Step& step) {
    if (step.claimed >= 0) last_step_ = std::max(last_step_, step.day);
    if (step.claimed >= 0 || step.off >= 0) latest_ = std::max(latest_, step.day);
    if (step.evidenced) heard_ = std::max(heard_, step.day), evidenced_ = std::max(evidenced_, step.claimed);
    if (step.claimed > claimed_) claimed_ = step.claimed, risen_ = step.day, at_rung_ = {};
    if (step.claimed >= 0 && step.claimed == claimed_) at_rung_.add(cells_, step, step.claims);
    if (step.off < 0) return;
    if (off_ == nullptr || step.day > off_->day) off_ = &step;
    at_off_[step.off].add(cells_, step, step.off_claims);
  }

  bool is_nothing() const { return claimed_ < 0 && off_ == nullptr; }

  Day now() const {
    const bool ended = off_ != nullptr && off_->day >= last_step_;
    const Support& support = ended ? at_off_.at(off_->off) : at_rung_;
    Day out;
    out.latest = latest_, out.risen = risen_;
    out.heard = heard_ == DaySpan::kOpenPast ? latest_ : heard_;
    out.claimed = claimed_, out.evidenced = evidenced_, out.off = ended ? off_->off : std::int8_t{-1};
    out.origins = static_cast<std::uint32_t>(support.origins.size()), out.claims = support.claims, out.since = support.since;
    return out;
  }

 private:
  /// What stands behind a stage.
  struct Support {
    std::set<std::uint32_t> origins;
    std::uint32_t claims = 0, since = 0;
    void add(const Cells& cells, const Step& step, std::uint32_t count) {
      const auto first = cells.origins_.begin() + step.origins;
      origins.insert(first, first + step.origin_count);
      claims += count;
      if (since == 0) since = step.when;  // steps come by day
    }
  };

  const Cells& cells_;
  std::int8_t claimed_ = -1, evidenced_ = -1;
  const Step* off_ = nullptr;
  std::int32_t last_step_ = DaySpan::kOpenPast, latest_ = DaySpan::kOpenPast, heard_ = DaySpan::kOpenPast,
               risen_ = DaySpan::kOpenFuture;
  Support at_rung_;
  std::map<std::int8_t, Support> at_off_;
};

std::string_view Cells::stage_of(std::int8_t rung) const {
  return rung < 0 ? std::string_view() : ladder_[static_cast<std::size_t>(rung)];
}

std::string_view Cells::stage_of(const Day& day) const {
  return day.off >= 0 ? std::string_view(off_[static_cast<std::size_t>(day.off)]) : stage_of(day.claimed);
}

std::int8_t Cells::rung(const std::string& stage) {
  const int number = merge::rung_of(stage);
  if (number < 0) return -1;
  if (ladder_.size() <= static_cast<std::size_t>(number))
    ladder_.resize(static_cast<std::size_t>(number) + 1);
  ladder_[static_cast<std::size_t>(number)] = stage;
  return static_cast<std::int8_t>(number);
}

std::int8_t Cells::off_number(const std::string& stage) {
  if (stage.empty()) return -1;
  const auto number = std::find(off_.begin(), off_.end(), stage) - off_.begin();
  if (static_cast<std::size_t>(number) == off_.size()) off_.push_back(stage);
  return static_cast<std::int8_t>(number);
}

std::uint32_t Cells::text(const std::string& text) {
  if (text.empty()) return 0;
  const auto [found, fresh] = text_numbers_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
  if (fresh) texts_.push_back(text);
  return found->second;
}

void Cells::add(const merge::Step& step, const std::vector<merge::CellKey>& cells) {
  if (cells.empty() || (step.claimed.empty() && step.off.empty())) return;  // says nothing of a cell
  Step made;
  made.day = step.day, made.claimed = rung(step.claimed), made.off = off_number(step.off);
  made.evidenced = step.evidenced;
  made.when = text(step.when);
  made.origins = static_cast<std::uint32_t>(origins_.size());
  made.origin_count = static_cast<std::uint32_t>(step.origins.size());
  for (std::size_t i = 0; i < made.origin_count; ++i) origins_.push_back(text(step.origins[i]));
  made.claims = static_cast<std::uint32_t>(step.claims.size());
  made.off_claims = static_cast<std::uint32_t>(step.off_claims.size());
  made.id = step.event;
  const auto number = static_cast<std::uint32_t>(steps_.size());
  steps_.push_back(std::move(made));
  for (const merge::CellKey& key : cells) drafts_[key].push_back(number);
}

void Cells::finish() {
  for (auto& [key, steps] : drafts_) {
    std::sort(steps.begin(), steps.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::tie(steps_[a].day, steps_[a].id) < std::tie(steps_[b].day, steps_[b].id);
    });
    steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
    Cell cell{key, {}, {}};
    Running running(*this);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const Step& step = steps_[steps[i]];
      running.take(step);
      const bool day_ends = i + 1 == steps.size() || steps_[steps[i + 1]].day != step.day;
      if (day_ends && !running.is_nothing()) cell.days.push_back(step.day), cell.so.push_back(running.now());
    }
    cell.days.shrink_to_fit(), cell.so.shrink_to_fit();
    cells_.push_back(std::move(cell));
  }
  decltype(steps_)().swap(steps_), decltype(origins_)().swap(origins_);
  drafts_.clear(), text_numbers_.clear();
  mark();
}

void Cells::mark() {
  constexpr std::int32_t kMarks = 256;
  std::int32_t first = DaySpan::kOpenFuture, last = DaySpan::kOpenPast;
  for (const Cell& cell : cells_)
    for (const std::int32_t day : cell.days)
      if (day != DaySpan::kOpenPast && day != DaySpan::kOpenFuture) first = std::min(first, day), last = std::max(last, day);
  if (first > last) return;
  marks_.first = first, marks_.apart = (last - first) / kMarks + 1;
  marks_.before.reserve(static_cast<std::size_t>((last - first) / marks_.apart + 1) * cells_.size());
  for (std::int32_t day = first; day <= last; day += marks_.apart)
    for (const Cell& cell : cells_)
      marks_.before.push_back(static_cast<std::uint32_t>(std::lower_bound(cell.days.begin(), cell.days.end(), day) - cell.days.begin()));
}

std::pair<std::size_t, std::size_t> Cells::near(std::size_t cell, std::int32_t day) const {
  const std::size_t all = cells_[cell].days.size(), marks = cells_.empty() ? 0 : marks_.before.size() / cells_.size();
  if (marks == 0) return {0, all};
  if (day < marks_.first) return {0, marks_.before[cell]};
  const std::size_t mark = std::min(static_cast<std::size_t>((std::int64_t{day} - marks_.first) / marks_.apart), marks - 1);
  return {marks_.before[mark * cells_.size() + cell], mark + 1 < marks ? marks_.before[(mark + 1) * cells_.size() + cell] : all};
}

std::optional<CellNow> Cells::now(std::size_t cell, std::int32_t until) const {
  const std::vector<std::int32_t>& days = cells_[cell].days;
  const auto [from, to] = near(cell, until);
  const auto after = std::upper_bound(days.begin() + static_cast<std::ptrdiff_t>(from), days.begin() + static_cast<std::ptrdiff_t>(to), until);
  if (after == days.begin()) return std::nullopt;
  const Day& day = cells_[cell].so[static_cast<std::size_t>(after - days.begin()) - 1];
  return CellNow{stage_of(day), stage_of(day.claimed), stage_of(day.evidenced), texts_[day.since],
                 day.latest, day.risen, day.heard, day.origins, day.claims};
}

std::optional<merge::Standing> Cells::standing(std::size_t cell, std::int32_t until) const {
  const auto found = now(cell, until);
  if (!found) return std::nullopt;
  merge::Standing out;
  std::tie(out.host, out.sector, out.partner) = cells_[cell].key;
  out.stage = found->stage, out.claimed = found->claimed, out.evidenced = found->evidenced;
  out.origins = found->origins, out.since = found->since;
  out.latest = merge::day_text(found->latest), out.risen = merge::day_text(found->risen), out.heard = merge::day_text(found->heard);
  return out;
}

std::vector<CellChange> Cells::history(std::size_t cell) const {
  std::vector<CellChange> out;
  const auto& [key, days, so] = cells_[cell];
  for (std::size_t i = 0; i < days.size(); ++i) {
    const Day& day = so[i];
    CellChange now{days[i], std::string(stage_of(day)), std::string(stage_of(day.claimed)), std::string(stage_of(day.evidenced))};
    const bool same = !out.empty() && out.back().stage == now.stage && out.back().claimed == now.claimed &&
                      out.back().evidenced == now.evidenced;
    if (!same) out.push_back(std::move(now));
  }
  return out;
}

std::size_t Cells::bytes() const {
  std::size_t out = 0;
  for (const Cell& cell : cells_) out += sizeof(Cell) + cell.days.size() * (sizeof(std::int32_t) + sizeof(Day));
  out += marks_.before.size() * sizeof(std::uint32_t);
  for (const std::string& text : texts_) out += sizeof(std::string) + text.size();
  return out;
}

}  // namespace tamga::query
