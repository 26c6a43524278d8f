#include "query/cells.h"

#include <algorithm>

namespace tamga::query {
namespace {

using merge::DaySpan;

}  // namespace

/// What is so after some steps, taken by day.
struct Cells::Running {
  std::int8_t claimed = -1, evidenced = -1;
  const Step* off = nullptr;
  std::int32_t last_step = DaySpan::kOpenPast, latest = DaySpan::kOpenPast, heard = DaySpan::kOpenPast;

  void take(const Step& step) {
    if (step.claimed >= 0) last_step = std::max(last_step, step.day);
    if (step.claimed >= 0 || step.off >= 0) latest = std::max(latest, step.day);
    if (step.evidenced) heard = std::max(heard, step.day);
    claimed = std::max(claimed, step.claimed);
    if (step.evidenced) evidenced = std::max(evidenced, step.claimed);
    if (step.off >= 0 && (off == nullptr || step.day > off->day)) off = &step;
  }
  bool ended() const { return off != nullptr && off->day >= last_step; }
  bool is_nothing() const { return claimed < 0 && off == nullptr; }
};

std::string Cells::stage_of(std::int8_t rung) const {
  return rung < 0 ? std::string() : ladder_[static_cast<std::size_t>(rung)];
}

std::string Cells::stage_of(const Running& running) const {
  return running.ended() ? off_[static_cast<std::size_t>(running.off->off)] : stage_of(running.claimed);
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
  made.origin_count = static_cast<std::uint16_t>(std::min<std::size_t>(step.origins.size(), 0xffff));
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
    steps.shrink_to_fit();
    cells_.push_back({key, std::move(steps)});
  }
  drafts_.clear();
  text_numbers_.clear();
  for (Step& step : steps_) std::string().swap(step.id);
}

std::optional<merge::Standing> Cells::standing(std::size_t cell, std::int32_t until,
                                               std::size_t* claims) const {
  const Cell& chosen = cells_[cell];
  const auto end =
      std::upper_bound(chosen.steps.begin(), chosen.steps.end(), until,
                       [&](std::int32_t day, std::uint32_t step) { return day < steps_[step].day; });
  Running running;
  for (auto step = chosen.steps.begin(); step != end; ++step) running.take(steps_[*step]);
  if (running.is_nothing()) return std::nullopt;
  merge::Standing out;
  std::tie(out.host, out.sector, out.partner) = chosen.key;
  out.stage = stage_of(running), out.claimed = stage_of(running.claimed),
  out.evidenced = stage_of(running.evidenced);
  std::vector<std::uint32_t> origins;
  std::int32_t risen = DaySpan::kOpenFuture;
  std::size_t behind = 0;
  bool dated = false;
  for (auto number = chosen.steps.begin(); number != end; ++number) {
    const Step& step = steps_[*number];
    if (running.claimed >= 0 && step.claimed == running.claimed) risen = std::min(risen, step.day);
    if (running.ended() ? step.off != running.off->off : step.claimed != running.claimed) continue;
    origins.insert(origins.end(), origins_.begin() + step.origins,
                   origins_.begin() + step.origins + step.origin_count);
    behind += running.ended() ? step.off_claims : step.claims;
    if (!dated && step.when != 0) out.since = texts_[step.when], dated = true;  // steps come by day
  }
  std::sort(origins.begin(), origins.end());
  out.origins = static_cast<std::size_t>(std::unique(origins.begin(), origins.end()) - origins.begin());
  out.latest = merge::day_text(running.latest), out.risen = merge::day_text(risen);
  out.heard = running.heard == DaySpan::kOpenPast ? out.latest : merge::day_text(running.heard);
  if (claims != nullptr) *claims = behind;
  return out;
}

std::vector<CellChange> Cells::history(std::size_t cell) const {
  std::vector<CellChange> out;
  Running running;
  const std::vector<std::uint32_t>& steps = cells_[cell].steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    running.take(steps_[steps[i]]);
    const std::int32_t day = steps_[steps[i]].day;
    if (i + 1 < steps.size() && steps_[steps[i + 1]].day == day) continue;  // a day's steps are one change
    CellChange now{day, stage_of(running), stage_of(running.claimed), stage_of(running.evidenced)};
    const bool same = !out.empty() && out.back().stage == now.stage && out.back().claimed == now.claimed &&
                      out.back().evidenced == now.evidenced;
    if (!same && !running.is_nothing()) out.push_back(std::move(now));
  }
  return out;
}

std::size_t Cells::bytes() const {
  std::size_t out = steps_.size() * sizeof(Step) + origins_.size() * sizeof(std::uint32_t);
  for (const Cell& cell : cells_) out += sizeof(Cell) + cell.steps.size() * sizeof(std::uint32_t);
  for (const std::string& text : texts_) out += sizeof(std::string) + text.size();
  return out;
}

}  // namespace tamga::query
