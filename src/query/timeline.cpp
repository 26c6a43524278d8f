#include <algorithm>
#include <tuple>

#include "query/views.h"

namespace tamga::query {

std::vector<Line> timeline(const State& state) {
  std::vector<std::pair<std::int32_t, Line>> dated;
  for (const merge::Event& event : state.events)
    dated.emplace_back(event.days ? event.days->first : merge::DaySpan::kOpenPast, line_of(state, event));
  std::sort(dated.begin(), dated.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second.id) < std::tie(b.first, b.second.id);
  });
  std::vector<Line> out;
  for (auto& [day, line] : dated) out.push_back(std::move(line));
  return out;
}

std::string timeline_markdown(const std::vector<Line>& lines) {
  std::string out, year;
  for (const Line& line : lines) {
    const std::string date = line.when.empty() ? line.reported : line.when;
    const auto span = merge::days_of(date);
    const std::string first = span ? merge::day_text(span->first) : "";
    const std::string heading = first.empty() ? (span ? "No beginning" : "Undated") : first.substr(0, 4);
    if (heading != year) out += (out.empty() ? "" : "\n") + std::string("## ") + heading + "\n\n";
    year = heading;
    out += "- " +
           (line.when.empty() ? "(reported " + date_words(line.reported) + ")" : date_words(line.when)) +
           " " + what_words(line, true) + ". " + plain_markdown(line.sentence) + " — " + count_words(line) +
           " `" + line.id + "`\n";
  }
  return out;
}

std::string timeline_json(const std::vector<Line>& lines) {
  json::Value list = json::Value::array();
  for (const Line& line : lines) list.push(to_json(line));
  return json::dump(json::Value::Object{{"events", std::move(list)}}) + "\n";
}

}  // namespace tamga::query
