#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "query/views.h"
#include "text/markup.h"
#include "text/utf8.h"

namespace tamga::query {
namespace {

// All measures in pixels; letters are guessed to be this wide, so that the picture needs no fonts to be made.
constexpr int kNarrow = 7, kWide = 13, kPadding = 10, kRowHeight = 38, kMargin = 16;

struct Paint {
  const char* fill;
  const char* ink;
};
constexpr const char *kDark = "#1d232e", *kPale = "#ffffff";

/// From pale to dark along the ladder; ink and fill differ by 4.5 to 1 or more (WCAG 2.2, 1.4.3).
constexpr std::array<Paint, 13> kRungs{{{"#f3f6e1", kDark},
                                        {"#e0efd3", kDark},
                                        {"#cce7c4", kDark},
                                        {"#b9e0b6", kDark},
                                        {"#9ad2ba", kDark},
                                        {"#7bc3bf", kDark},
                                        {"#5cb5c3", kDark},
                                        {"#4c9bba", kDark},
                                        {"#33749f", kPale},
                                        {"#2b68a8", kPale},
                                        {"#255394", kPale},
                                        {"#203f80", kPale},
                                        {"#1a2a6c", kPale}}};
constexpr Paint kOff{"#f4d9cf", "#6b2418"};

Paint paint_of(const std::string& stage) {
  const int rung = merge::rung_of(stage);
  return rung < 0 ? kOff : kRungs[static_cast<std::size_t>(rung)];
}

/// About how wide it is drawn: marks take no room, letters of East Asia take two.
int width(const std::string& text) {
  int out = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::code_point_at(text, at);
    at += point.size;
    if (text::category(point.value)[0] != 'M') out += point.value >= 0x1100 ? kWide : kNarrow;
  }
  return out;
}

std::string number(int value) { return std::to_string(value); }

std::string rectangle(int x, int y, int w, int h, const std::string& more) {
  return "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(w) + "\" height=\"" +
         number(h) + "\" " + more + "/>\n";
}

std::string words(int x, int y, const std::string& more, const std::string& text) {
  return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\"" + (more.empty() ? "" : " " + more) + ">" +
         text::xml_text(text) + "</text>\n";
}

/// The column of what hosts do alone.
const std::string kAlone = "alone";

std::string column_of(const merge::Standing& cell) {
  return cell.partner == cell.host ? kAlone : cell.partner;
}

std::string column_name(const State& state, const std::string& column) {
  return column == kAlone ? "the host alone" : country_name(state, column);
}

/// The hosts and sectors down, the partners across, and what stands where they meet.
struct Matrix {
  std::vector<std::pair<std::string, std::string>> rows;  ///< host and sector
  std::vector<std::string> columns;                       ///< partners
  std::map<std::tuple<std::string, std::string, std::string>, const merge::Standing*> cells;
  int label = 0, sector = 0, column = 0;  ///< widths

  int top() const { return kMargin + 58; }
  int left() const { return kMargin + label + sector; }
  int right() const { return left() + column * static_cast<int>(columns.size()); }
  int bottom() const { return top() + kRowHeight * static_cast<int>(rows.size()); }
};

Matrix matrix_of(const State& state) {
  Matrix out;
  std::set<std::pair<std::string, std::string>> partners;  // by name
  int longest = width("commissioning ▲");
  bool alone = false;
  for (const merge::Standing& cell : state.cells) {
    if (out.rows.empty() || out.rows.back() != std::pair(cell.host, cell.sector))
      out.rows.emplace_back(cell.host, cell.sector);
    const std::string column = column_of(cell);
    if (column != kAlone) partners.emplace(country_name(state, column), column);
    alone = alone || column == kAlone;
    out.cells[{cell.host, cell.sector, column}] = &cell;
    out.label = std::max(out.label, width(country_name(state, cell.host)) + 2 * kPadding);
    out.sector = std::max(out.sector, width(cell.sector) + 2 * kPadding);
    longest = std::max(longest, width(column_name(state, column)));
  }
  for (const auto& [name, code] : partners) out.columns.push_back(code);
  if (alone) out.columns.push_back(kAlone);
  out.column = longest + kPadding;
  return out;
}

/// The trend in a sign that needs no colour.
const char* arrow(const std::string& trend) {
  if (trend == "up") return " ▲";
  if (trend == "down") return " ▼";
  return trend == "stalled" ? " ∅" : "";
}

std::string whole_words(const State& state, const merge::Standing& cell, const std::string& trend) {
  std::string out = country_name(state, cell.partner) + " in " + country_name(state, cell.host) + ", " +
                    cell.sector + ": " + cell.stage;
  if (cell.claimed != cell.stage && !cell.claimed.empty()) out += ", after " + cell.claimed;
  out += "; evidenced: " + (cell.evidenced.empty() ? std::string("nothing") : cell.evidenced) + "; " + trend;
  return out + "; latest " + cell.latest + "; origins: " + std::to_string(cell.origins);
}

std::string drawn(const State& state, const merge::Standing& cell, std::int32_t today, int x, int y, int w) {
  const Paint paint = paint_of(cell.stage);
  const std::string trend = merge::trend_of(cell, today);
  const bool claimed_only = cell.evidenced != cell.claimed;
  std::string out = "<g><title>" + text::xml_text(whole_words(state, cell, trend)) + "</title>\n";
  const std::string border =
      claimed_only ? " stroke=\"" + std::string(kDark) + "\" stroke-dasharray=\"3 2\"" : "";
  out += rectangle(x + 1, y + 1, w - 2, kRowHeight - 2,
                   "rx=\"3\" fill=\"" + std::string(paint.fill) + "\"" + border);
  const std::string middle = "text-anchor=\"middle\" fill=\"" + std::string(paint.ink) + "\"";
  out += words(x + w / 2, y + 16, middle, cell.stage + arrow(trend));
  out += words(x + w / 2, y + 30, middle + " font-size=\"10\"",
               cell.since.empty() ? "told " + cell.latest : "since " + date_words(cell.since));
  return out + "</g>\n";
}

std::string heads(const State& state, const Matrix& matrix) {
  std::string out;
  int x = matrix.left();
  for (const std::string& column : matrix.columns) {
    out += words(x + matrix.column / 2, matrix.top() - 10, "text-anchor=\"middle\" font-weight=\"bold\"",
                 column_name(state, column));
    x += matrix.column;
  }
  return out;
}

std::string rows(const State& state, const Matrix& matrix, std::int32_t today) {
  std::string out, host;
  int y = matrix.top();
  for (const auto& [row_host, sector] : matrix.rows) {
    const bool first = row_host != host;
    host = row_host;
    out += rectangle(kMargin, y, matrix.right() - kMargin, 1,
                     "fill=\"" + std::string(first ? "#8a94a6" : "#e3e7ee") + "\"");
    if (first) out += words(kMargin, y + 23, "font-weight=\"bold\"", country_name(state, row_host));
    out += words(kMargin + matrix.label, y + 23, "", sector);
    int x = matrix.left();
    for (const std::string& column : matrix.columns) {
      if (const auto cell = matrix.cells.find({row_host, sector, column}); cell != matrix.cells.end())
        out += drawn(state, *cell->second, today, x, y, matrix.column);
      x += matrix.column;
    }
    y += kRowHeight;
  }
  return out;
}

/// What the colours, borders and signs mean.
std::string legend(const std::set<std::string>& stages, int y, int right) {
  std::vector<std::string> order(stages.begin(), stages.end());
  std::sort(order.begin(), order.end(), [](const std::string& a, const std::string& b) {
    return std::pair(merge::is_off_ladder(a) ? 99 : merge::rung_of(a), a) <
           std::pair(merge::is_off_ladder(b) ? 99 : merge::rung_of(b), b);
  });
  std::string out;
  int x = kMargin;
  for (const std::string& stage : order) {
    const int w = width(stage) + 2 * kPadding;
    if (x + w > right) x = kMargin, y += 24;
    out += rectangle(x, y, w, 20, "rx=\"3\" fill=\"" + std::string(paint_of(stage).fill) + "\"");
    out += words(x + w / 2, y + 14,
                 "text-anchor=\"middle\" fill=\"" + std::string(paint_of(stage).ink) + "\"", stage);
    x += w + 4;
  }
  return out + words(kMargin, y + 42, "fill=\"#4a5364\"",
                     "▲ further within a year · ∅ nothing evidenced for two years · ▼ ended · dashed: "
                     "claimed further than evidenced");
}

std::string heading(const Question& question, const std::string& today) {
  return "Standings as of " +
         (question.as_of.empty() ? question.known_by.empty() ? today : question.known_by : question.as_of) +
         (question.known_by.empty() ? "" : ", as known by " + question.known_by);
}

}  // namespace

std::string standings_svg(const State& state, const std::string& today) {
  const Matrix matrix = matrix_of(state);
  std::set<std::string> stages;
  for (const merge::Standing& cell : state.cells) stages.insert(cell.stage);
  constexpr int kLeast = 760;  // the legend's last line
  const int right = std::max(matrix.right(), kLeast), width = right + kMargin;
  const int ladder = 24 * (1 + static_cast<int>(stages.size()) * 116 / right);
  const int height = matrix.bottom() + 16 + ladder + 40 + kMargin;
  const std::string title = heading(state.question, today);
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"" + number(width) +
                    "\" height=\"" + number(height) + "\" viewBox=\"0 0 " + number(width) + " " +
                    number(height) +
                    "\" font-family=\"system-ui, 'Noto Sans', sans-serif\" font-size=\"12\" fill=\"" + kDark +
                    "\">\n<title>" + text::xml_text(title) + "</title>\n";
  out += rectangle(0, 0, width, height, "fill=\"#ffffff\"");
  out += words(kMargin, kMargin + 14, "font-size=\"16\" font-weight=\"bold\"", title);
  if (state.cells.empty()) return out + words(kMargin, matrix.top(), "", "Nothing stands yet.") + "</svg>\n";
  out += heads(state, matrix) + rows(state, matrix, last_day(state.question, today));
  return out + legend(stages, matrix.bottom() + 16, right) + "</svg>\n";
}

}  // namespace tamga::query
