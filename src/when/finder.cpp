#include "when/finder.h"

#include <algorithm>
#include <map>
#include <set>

#include "text/utf8.h"
#include "when/edtf.h"

namespace tamga::when {

using parse::WordId;
using Words = std::set<std::string, std::less<>>;

struct Language::Tables {
  std::map<std::string, unsigned, std::less<>> months, weekdays, seasons, numbers;
  std::map<std::string, std::string, std::less<>> units;
  std::map<std::string, int, std::less<>> ordinals, days;
  std::map<std::string, std::pair<unsigned, unsigned>, std::less<>> named_days;
  std::vector<std::string> ordinal_endings;
  Words last, next, this_, early, mid, late, earlier, ago, later, before, after, of, until, since, to, between, that_day, future, ambiguous;
};

Language::Language(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
Language::Language(Language&&) noexcept = default;
Language& Language::operator=(Language&&) noexcept = default;
Language::~Language() = default;

namespace {

Words words_of(const json::Value& value) {
  Words words;
  for (std::string& word : value.strings()) words.insert(std::move(word));
  return words;
}

void numbered(const json::Value& rows, std::map<std::string, unsigned, std::less<>>& table) {
  for (unsigned i = 0; i < rows.size(); ++i) {
    for (const std::string& name : rows[i].strings()) table[name] = i + 1;
  }
}

}  // namespace

Result<Language> Language::load(const json::Value& s) {
  if (!s.is_object() || s["months"].size() != 12 || s["weekdays"].size() != 7) {
    return Error{ErrorCode::kBadData, "when: there must be 12 months and 7 weekdays", {}, {}};
  }
  auto t = std::make_unique<Tables>();
  numbered(s["months"], t->months);
  numbered(s["weekdays"], t->weekdays);
  for (const auto& [name, value] : s["seasons"].members()) t->seasons[name] = static_cast<unsigned>(value.integer_or(0));
  for (const auto& [name, value] : s["numbers"].members()) t->numbers[name] = static_cast<unsigned>(value.integer_or(0));
  for (const auto& [unit, names] : s["units"].members()) {
    for (const std::string& name : names.strings()) t->units[name] = unit;
  }
  for (const auto& [name, value] : s["ordinals"].members()) t->ordinals[name] = static_cast<int>(value.integer_or(0));
  for (const auto& [name, value] : s["days"].members()) t->days[name] = static_cast<int>(value.integer_or(0));
  for (const auto& [name, value] : s["named_days"].members()) {
    t->named_days[name] = {static_cast<unsigned>(value[std::size_t{0}].integer_or(1)), static_cast<unsigned>(value[std::size_t{1}].integer_or(1))};
  }
  t->ordinal_endings = s["ordinal_endings"].strings();
  const std::pair<const char*, Words*> lists[] = {
      {"last", &t->last},   {"next", &t->next},     {"this", &t->this_},  {"early", &t->early},   {"mid", &t->mid},
      {"late", &t->late},   {"earlier", &t->earlier}, {"ago", &t->ago},   {"later", &t->later},   {"before", &t->before},
      {"after", &t->after}, {"of", &t->of},         {"until", &t->until}, {"since", &t->since},   {"to", &t->to},
      {"between", &t->between}, {"that_day", &t->that_day}, {"future", &t->future}, {"ambiguous", &t->ambiguous}};
  for (const auto& [name, words] : lists) *words = words_of(s[name]);
  return Language(std::move(t));
}

std::string_view name_of(Basis basis) {
  switch (basis) {
    case Basis::kText: return "text";
    case Basis::kComputed: return "computed";
    case Basis::kContext: return "context";
    case Basis::kPublished: return "published";
  }
  return "text";
}

namespace {

/// A value read from some words, before it becomes a mention.
struct Read {
  std::uint32_t first, last;  // words
  std::string edtf;
  Basis basis = Basis::kText;
  std::string anchor;
  std::optional<std::size_t> anchor_mention;
  std::optional<WordId> head;
  bool duration = false;
};

class Finder {
 public:
  Finder(const text::Document& document, const parse::Forest& forest, const Language::Tables& tables)
      : document_(document), forest_(forest), t_(tables) {
    for (std::uint32_t i = 0; i < forest.words().size(); ++i) {
      forms_.push_back(text::lower(document.words(forest.word(WordId{i}).range)));
    }
    table_.published = document.header().published;
    if (const auto span = span_of(table_.published)) {
      published_ = *span;
      known_ = true;
    }
  }

  DateTable find() {
    for (std::uint32_t i = 0; i < forms_.size();) {
      std::optional<Read> read = read_at(i);
      if (!read || forest_.word(WordId{read->first}).sentence != forest_.word(WordId{read->last}).sentence) {
        ++i;
        continue;
      }
      join_range(*read);
      add(*read);
      i = read->last + 1;
    }
    return std::move(table_);
  }

 private:
  std::string_view form(std::uint32_t i) const { return i < forms_.size() ? std::string_view(forms_[i]) : std::string_view(); }
  bool is(std::uint32_t i, const Words& words) const { return words.contains(form(i)); }

  std::optional<int> figure(std::uint32_t i) const {
    const std::string_view f = form(i);
    if (f.empty() || f.size() > 4 || f.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    int value = 0;
    for (char c : f) value = value * 10 + (c - '0');
    return value;
  }
  std::optional<int> year(std::uint32_t i) const {
    const auto value = figure(i);
    return value && form(i).size() == 4 && *value >= 1800 && *value <= 2199 ? value : std::nullopt;
  }
  std::optional<unsigned> day_number(std::uint32_t i) const {
    std::string_view f = form(i);
    if (f.size() > 1 && f.ends_with(".")) f.remove_suffix(1);  // the sentence's full stop, left on its last figure
    for (const std::string& ending : t_.ordinal_endings) {
      if (f.ends_with(ending) && f.size() > ending.size()) f.remove_suffix(ending.size());
    }
    if (f.empty() || f.size() > 2 || f.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    unsigned value = 0;
    for (char c : f) value = value * 10 + static_cast<unsigned>(c - '0');
    return value >= 1 && value <= 31 ? std::optional(value) : std::nullopt;
  }
  std::optional<unsigned> month(std::uint32_t i) const {
    std::string_view f = form(i);
    if (f.size() > 1 && f.ends_with(".")) f.remove_suffix(1);
    const auto found = t_.months.find(f);
    if (found == t_.months.end() || !capital(i)) return std::nullopt;
    return found->second;
  }
  bool capital(std::uint32_t i) const {
    return text::is_upper(text::code_point_at(document_.text(), forest_.word(WordId{i}).range.begin).value);
  }
  std::optional<unsigned> count(std::uint32_t i) const {
    if (const auto value = figure(i)) return static_cast<unsigned>(*value);
    const auto found = t_.numbers.find(form(i));
    return found == t_.numbers.end() ? std::nullopt : std::optional(found->second);
  }
  std::string_view unit(std::uint32_t i) const {
    const auto found = t_.units.find(form(i));
    return found == t_.units.end() ? std::string_view() : std::string_view(found->second);
  }

  /// "an agreement signed in December", "it was signed": done, whatever the clause above says of the future.
  bool is_past(WordId word) const {
    if (forest_.feature(word, "Tense") != "Past") return false;
    if (forest_.feature(word, "VerbForm") == "Fin") return !forest_.child(word, "aux");
    return forest_.relation_is(word, "acl") && !forest_.child(word, "aux");
  }

  /// Whether the clause around tells of what is to come.
  bool future(std::uint32_t i) const {
    WordId word{i};
    for (int steps = 0; steps < 12; ++steps) {
      for (WordId child : forest_.children(word)) {
        if (t_.future.contains(form(child.value))) return true;
      }
      if (is_past(word)) return false;
      if (t_.future.contains(form(word.value)) || forest_.is_root(word)) return t_.future.contains(form(word.value));
      word = forest_.head(word);
    }
    return false;
  }

  /// The year a month without a year means: the last one up to the report, the next one in a clause about the future.
  std::optional<int> year_for(unsigned month, std::uint32_t at) const {
    if (!known_) return std::nullopt;
    const Civil now = civil_of(published_.last);
    if (future(at)) return month >= now.month ? now.year : now.year + 1;
    return month <= now.month ? now.year : now.year - 1;
  }

  // ------------------------------------------------------------------ expressions

  std::optional<Read> read_at(std::uint32_t i) const {
    if (auto read = iso_date(i)) return read;
    if (auto read = named_day(i)) return read;
    if (auto read = day_month(i)) return read;
    if (auto read = month_expression(i)) return read;
    if (auto read = part_of_year(i)) return read;
    if (auto read = same_day(i)) return read;
    if (auto read = season(i)) return read;
    if (auto read = relative_unit(i)) return read;
    if (auto read = counted(i)) return read;
    if (auto read = weekday(i)) return read;
    if (auto read = single_day(i)) return read;
    if (auto read = qualified_year(i)) return read;
    return std::nullopt;
  }

  /// "2025-03-20", "20.03.2025", however the words are cut.
  std::optional<Read> iso_date(std::uint32_t i) const {
    constexpr std::uint32_t kLength = 10;
    const std::uint32_t begin = forest_.word(WordId{i}).range.begin;
    if (begin + kLength > document_.text().size()) return std::nullopt;
    std::uint32_t last = i;
    while (last + 1 < forms_.size() && forest_.word(WordId{last}).range.end < begin + kLength) ++last;
    if (forest_.word(WordId{last}).range.end != begin + kLength) return std::nullopt;
    const std::string f = document_.text().substr(begin, kLength);
    std::string iso;
    if (f[4] == '-' && f[7] == '-') iso = f;
    if ((f[2] == '.' || f[2] == '/') && f[5] == f[2]) iso = f.substr(6) + "-" + f.substr(3, 2) + "-" + f.substr(0, 2);
    if (iso.empty() || !span_of(iso)) return std::nullopt;
    return Read{i, last, iso, Basis::kText, {}, {}, {}, false};
  }

  std::optional<Read> named_day(std::uint32_t i) const {
    for (const auto& [name, date] : t_.named_days) {
      std::string joined;
      for (std::uint32_t j = i; j < forms_.size() && joined.size() < name.size(); ++j) {
        joined += (joined.empty() ? "" : " ") + forms_[j];
        if (joined != name) continue;
        const auto year = year_for(date.first, i);
        if (!year) return std::nullopt;
        return Read{i, j, day_text(day_of(*year, date.first, date.second)), Basis::kText, {}, {}, {}, false};
      }
    }
    return std::nullopt;
  }

  std::string date_text(int year, unsigned month, unsigned day) const {
    return day <= days_in_month(year, month) ? day_text(day_of(year, month, day)) : std::string();
  }

  /// "20 March 2025", "17-20 March", "20th of March".
  std::optional<Read> day_month(std::uint32_t i) const {
    const auto day = day_number(i);
    if (!day) return std::nullopt;
    std::uint32_t at = i + 1;
    std::optional<unsigned> last_day;
    if (is(at, t_.to) && day_number(at + 1) && month(at + 2)) {
      last_day = day_number(at + 1);
      at += 2;
    }
    if (is(at, t_.of)) ++at;
    const auto m = month(at);
    if (!m) return std::nullopt;
    std::uint32_t end = at;
    auto y = year(at + 1);
    if (y) end = at + 1;
    if (!y && form(at + 1) == "," && year(at + 2)) {
      y = year(at + 2);
      end = at + 2;
    }
    if (!y) y = year_for(*m, i);
    if (!y) return std::nullopt;
    std::string edtf = date_text(*y, *m, *day);
    if (last_day) edtf += "/" + date_text(*y, *m, *last_day);
    if (!span_of(edtf)) return std::nullopt;
    return Read{i, end, edtf, Basis::kText, {}, {}, {}, false};
  }

  /// "March 20, 2025", "March 17-20", "March 2025", "mid-March", "last June", "in March".
  std::optional<Read> month_expression(std::uint32_t i) const {
    std::uint32_t at = i;
    const bool last = is(at, t_.last), next = is(at, t_.next), early = is(at, t_.early), mid = is(at, t_.mid), late = is(at, t_.late);
    if (last || next || early || mid || late || is(at, t_.this_)) ++at;
    if (at > i && (form(at) == "-" || is(at, t_.of))) ++at;
    const auto m = month(at);
    if (!m) return std::nullopt;
    std::uint32_t end = at;
    if (const auto day = day_number(at + 1); day && !early && !mid && !late) {
      end = at + 1;
      std::optional<unsigned> last_day;
      if (is(end + 1, t_.to) && day_number(end + 2) && !month(end + 3)) {
        last_day = day_number(end + 2);
        end += 2;
      }
      auto y = std::optional<int>();
      if (form(end + 1) == "," && year(end + 2)) {
        y = year(end + 2);
        end += 2;
      } else if (year(end + 1)) {
        y = year(++end);
      }
      if (!y) y = year_for(*m, i);
      if (!y) return std::nullopt;
      std::string edtf = date_text(*y, *m, *day);
      if (last_day) edtf += "/" + date_text(*y, *m, *last_day);
      if (!span_of(edtf)) return std::nullopt;
      return Read{i, end, edtf, Basis::kText, {}, {}, {}, false};
    }
    auto y = std::optional<int>();
    if (is(at + 1, t_.of) && year(at + 2)) {
      y = year(at + 2);
      end = at + 2;
    } else if (form(at + 1) == "," && year(at + 2)) {
      y = year(at + 2);
      end = at + 2;
    } else if (year(at + 1)) {
      y = year(at + 1);
      end = at + 1;
    }
    if (!y && is(at, t_.ambiguous) && at == i && !after_time_word(i)) return std::nullopt;
    if (!y && known_) {
      const Civil now = civil_of(published_.last);
      if (last) y = *m < now.month ? now.year : now.year - 1;
      else if (next) y = *m > now.month ? now.year : now.year + 1;
      else y = year_for(*m, i);
    }
    if (!y) return std::nullopt;
    std::string edtf = month_text(*y, *m);
    if (early) edtf = date_text(*y, *m, 1) + "/" + date_text(*y, *m, 10);
    if (mid) edtf = date_text(*y, *m, 11) + "/" + date_text(*y, *m, 20);
    if (late) edtf = date_text(*y, *m, 21) + "/" + date_text(*y, *m, days_in_month(*y, *m));
    return Read{i, end, edtf, Basis::kText, {}, {}, {}, false};
  }

  bool after_time_word(std::uint32_t i) const {
    return i > 0 && (is(i - 1, t_.of) || is(i - 1, t_.until) || is(i - 1, t_.since) || is(i - 1, t_.after) || is(i - 1, t_.to) ||
                     is(i - 1, t_.between));
  }

  static std::string months_text(int year, unsigned first, unsigned last) { return month_text(year, first) + "/" + month_text(year, last); }

  /// "third quarter of 2026", "first half of 2025", "first nine months of 2024", "Q3 2026", "H1 2025".
  std::optional<Read> part_of_year(std::uint32_t i) const {
    const std::string_view f = form(i);
    std::uint32_t at = i;
    unsigned first = 0, last = 0;
    if (f.size() == 2 && (f[0] == 'q' || f[0] == 'h') && f[1] >= '1' && f[1] <= (f[0] == 'q' ? '4' : '2') && capital(i)) {
      const auto n = static_cast<unsigned>(f[1] - '0');
      first = f[0] == 'q' ? 3 * n - 2 : 6 * n - 5;
      last = f[0] == 'q' ? 3 * n : 6 * n;
    } else {
      const auto ordinal = t_.ordinals.find(f);
      if (ordinal == t_.ordinals.end()) return std::nullopt;
      ++at;
      const int n = ordinal->second;
      if (const auto months = count(at); months && unit(at + 1) == "month") {
        ++at;
        if (*months == 0 || *months > 12) return std::nullopt;
        first = n == 1 ? 1 : 13 - *months;
        last = n == 1 ? *months : 12;
      } else if (unit(at) == "quarter" && n != 0 && n <= 4) {
        const unsigned quarter = n < 0 ? 4 : static_cast<unsigned>(n);
        first = 3 * quarter - 2;
        last = 3 * quarter;
      } else if (unit(at) == "half" && n != 0 && n <= 2) {
        first = n == 1 ? 1 : 7;
        last = n == 1 ? 6 : 12;
      } else {
        return std::nullopt;
      }
    }
    std::uint32_t end = at;
    auto y = std::optional<int>();
    for (std::uint32_t j = at + 1; j <= at + 2; ++j) {
      if (year(j)) {
        y = year(j);
        end = j;
        break;
      }
      if (!is(j, t_.of)) break;
    }
    if (!y && known_) {
      const Civil now = civil_of(published_.last);
      y = now.year;
      if (is(at + 1, t_.of) && is(at + 2, t_.last) && unit(at + 3) == "year") {
        y = now.year - 1;
        end = at + 3;
      } else if (is(at + 1, t_.of) && (is(at + 2, t_.this_) || is(at + 2, t_.next)) && unit(at + 3) == "year") {
        y = now.year + (is(at + 2, t_.next) ? 1 : 0);
        end = at + 3;
      }
    }
    if (!y) return std::nullopt;
    return Read{i, end, months_text(*y, first, last), Basis::kText, {}, {}, {}, false};
  }

  /// "the same day", "that very day": the last day told.
  std::optional<Read> same_day(std::uint32_t i) const {
    if (!is(i, t_.that_day)) return std::nullopt;
    std::uint32_t at = i + 1;
    if (unit(at) != "day") ++at;
    const auto anchor = last_exact();
    if (unit(at) != "day" || !anchor) return std::nullopt;
    return Read{i, at, table_.dates[*anchor].edtf, Basis::kComputed, table_.dates[*anchor].edtf, anchor, {}, false};
  }

  /// "spring 2025", "the winter of 2024": a winter ends in the next year.
  std::optional<Read> season(std::uint32_t i) const {
    const auto found = t_.seasons.find(form(i));
    if (found == t_.seasons.end()) return std::nullopt;
    const std::uint32_t at = is(i + 1, t_.of) ? i + 2 : i + 1;
    const auto y = year(at);
    if (!y) return std::nullopt;
    const bool winter = found->second > 10;
    const std::string end = month_text(winter ? *y + 1 : *y, winter ? found->second - 10 : found->second + 2);
    return Read{i, at, month_text(*y, found->second) + "/" + end, Basis::kText, {}, {}, {}, false};
  }

  /// "last week", "this year", "next month", "this winter", "end of this year", "the weekend".
  std::optional<Read> relative_unit(std::uint32_t i) const {
    std::uint32_t at = i;
    const bool late = is(at, t_.late), early = is(at, t_.early);
    if (late || early) {
      ++at;
      if (is(at, t_.of)) ++at;
      if (form(at) == "the") ++at;
    }
    const int shift = is(at, t_.last) ? -1 : is(at, t_.next) ? 1 : is(at, t_.this_) ? 0 : 9;
    if (shift == 9) return weekend(i);
    const std::uint32_t noun = at + 1;
    if (!known_) return std::nullopt;
    const Civil now = civil_of(published_.last);
    if (const auto season = t_.seasons.find(form(noun)); season != t_.seasons.end()) {
      int y = now.year + shift;
      if (season->second == 12 && now.month < 6) y = now.year - 1 + shift;
      const unsigned last = season->second == 12 ? 2 : season->second + 2;
      return Read{i, noun, month_text(y, season->second) + "/" + month_text(season->second == 12 ? y + 1 : y, last), Basis::kComputed,
                  table_.published, {}, {}, false};
    }
    const std::string_view u = unit(noun);
    std::string edtf;
    if (u == "year") {
      char text[16];
      std::snprintf(text, sizeof text, "%04d", now.year + shift);
      edtf = text;
      if (late) edtf = "../" + std::string(text);
    } else if (u == "month") {
      int y = now.year;
      int m = static_cast<int>(now.month) + shift;
      if (m < 1) m = 12, --y;
      if (m > 12) m = 1, ++y;
      edtf = month_text(y, static_cast<unsigned>(m));
    } else if (u == "week" && exact()) {
      const Day monday = published_.first - static_cast<Day>(weekday_of(published_.first)) + 1 + 7 * shift;
      edtf = day_text(monday) + "/" + day_text(monday + 6);
    } else if (u == "weekend") {
      return weekend(noun, i, shift);
    } else if (u == "quarter") {
      int quarter = static_cast<int>((now.month - 1) / 3) + shift;
      int y = now.year;
      if (quarter < 0) quarter = 3, --y;
      if (quarter > 3) quarter = 0, ++y;
      edtf = months_text(y, static_cast<unsigned>(3 * quarter + 1), static_cast<unsigned>(3 * quarter + 3));
    } else if (u == "day" && is(at, t_.next)) {
      return following_day(i, noun);
    }
    if (edtf.empty()) return std::nullopt;
    return Read{i, noun, edtf, Basis::kComputed, table_.published, {}, {}, false};
  }

  std::optional<Read> weekend(std::uint32_t noun, std::uint32_t first, int shift) const {
    if (!exact()) return std::nullopt;
    const auto today = static_cast<Day>(weekday_of(published_.first));
    Day saturday = published_.first - today + 6;
    if (shift <= 0 && today < 6) saturday -= 7;
    if (shift > 0) saturday += today < 6 ? 0 : 7;
    return Read{first, noun, day_text(saturday) + "/" + day_text(saturday + 1), Basis::kComputed, table_.published, {}, {}, false};
  }
  std::optional<Read> weekend(std::uint32_t i) const {
    return unit(i) == "weekend" ? weekend(i, i, 0) : std::nullopt;
  }

  bool exact() const { return known_ && published_.first == published_.last; }

  /// "the following day": the day after the last date told.
  std::optional<Read> following_day(std::uint32_t first, std::uint32_t last) const {
    const auto anchor = last_exact();
    if (!anchor) return std::nullopt;
    return Read{first, last, day_text(span_of(table_.dates[*anchor].edtf)->first + 1), Basis::kComputed, table_.dates[*anchor].edtf, anchor, {}, false};
  }

  std::optional<std::size_t> last_exact() const {
    for (std::size_t i = table_.dates.size(); i-- > 0;) {
      const auto span = span_of(table_.dates[i].edtf);
      if (span && span->first == span->last) return i;
    }
    return std::nullopt;
  }

  static std::string moved(Day from, std::string_view unit, int by) {
    if (unit == "day") return day_text(from + by);
    if (unit == "week") return day_text(from + 7 * by);
    Civil c = civil_of(from);
    char text[16];
    if (unit == "month") {
      const int months = c.year * 12 + static_cast<int>(c.month) - 1 + by;
      return month_text(months / 12, static_cast<unsigned>(months % 12) + 1);
    }
    std::snprintf(text, sizeof text, "%04d", c.year + by);
    return text;
  }

  /// "two weeks ago", "three days after", "a week later", "for five years".
  std::optional<Read> counted(std::uint32_t i) const {
    const auto n = count(i);
    if (!n || unit(i + 1).empty()) return std::nullopt;
    const std::string_view u = unit(i + 1);
    if (u != "day" && u != "week" && u != "month" && u != "year") return std::nullopt;
    const int amount = static_cast<int>(*n);
    const std::uint32_t at = i + 2;
    if (is(at, t_.ago) && known_) return Read{i, at, moved(published_.last, u, -amount), Basis::kComputed, table_.published, {}, {}, false};
    const auto anchor = last_exact();
    if (is(at, t_.later) && anchor) {
      return Read{i, at, moved(span_of(table_.dates[*anchor].edtf)->first, u, amount), Basis::kComputed, table_.dates[*anchor].edtf, anchor, {}, false};
    }
    const bool after = is(at, t_.after), before = is(at, t_.before);
    if ((after || before) && anchor) {
      // "met on March 20, three days after holding talks": the other clause is dated from this one
      const WordId marker{at};
      const bool clause = forest_.relation_is(marker, "mark") || forest_.relation_is(marker, "case");
      const Day from = span_of(table_.dates[*anchor].edtf)->first;
      const bool same_sentence = forest_.word(table_.dates[*anchor].head).sentence == forest_.word(marker).sentence;
      if (clause && same_sentence && forest_.head(marker).value > at) {
        return Read{i, at, moved(from, u, after ? -amount : amount), Basis::kComputed, table_.dates[*anchor].edtf, anchor, forest_.head(marker), false};
      }
      if (!clause) return Read{i, at, moved(from, u, after ? amount : -amount), Basis::kComputed, table_.dates[*anchor].edtf, anchor, {}, false};
    }
    return Read{i, i + 1, {}, Basis::kText, {}, {}, {}, true};
  }

  std::optional<Read> weekday(std::uint32_t i) const {
    std::uint32_t at = i;
    const bool last = is(at, t_.last), next = is(at, t_.next);
    if (last || next || is(at, t_.this_)) ++at;
    const auto found = t_.weekdays.find(form(at));
    if (found == t_.weekdays.end() || !capital(at) || !exact()) return std::nullopt;
    const auto today = static_cast<Day>(weekday_of(published_.first)), wanted = static_cast<Day>(found->second);
    Day day = published_.first - (today - wanted + 7) % 7;
    if (last && day == published_.first) day -= 7;
    if (next || (!last && future(at) && day != published_.first)) {
      day = published_.first + (wanted - today + 7) % 7;
      if (next && day == published_.first) day += 7;
    }
    return Read{i, at, day_text(day), Basis::kComputed, table_.published, {}, {}, false};
  }

  std::optional<Read> single_day(std::uint32_t i) const {
    const auto found = t_.days.find(form(i));
    if (found == t_.days.end() || !exact()) return std::nullopt;
    if (form(i) == "now") return std::nullopt;
    return Read{i, i, day_text(published_.first + found->second), Basis::kComputed, table_.published, {}, {}, false};
  }

  std::optional<Read> qualified_year(std::uint32_t i) const {
    std::uint32_t at = i;
    const bool early = is(at, t_.early), mid = is(at, t_.mid), late = is(at, t_.late);
    if (early || mid || late) {
      ++at;
      if (form(at) == "-" || is(at, t_.of)) ++at;
    }
    const std::string_view f = form(at);
    if (f.size() == 5 && f.ends_with("0s") && f.substr(0, 4).find_first_not_of("0123456789") == std::string_view::npos) {
      return Read{i, at, std::string(f.substr(0, 3)) + "X", Basis::kText, {}, {}, {}, false};
    }
    const auto y = year(at);
    if (!y) return std::nullopt;
    if (!looks_like_year(at)) return std::nullopt;
    std::string edtf(f);
    if (early) edtf = months_text(*y, 1, 4);
    if (mid) edtf = months_text(*y, 5, 8);
    if (late) edtf = months_text(*y, 9, 12);
    if (at == i && is_dash(at + 1) && year(at + 2) && *year(at + 2) > *y) {  // "2027-2028"
      at += 2;
      edtf += "/" + std::string(form(at));
    }
    return Read{i, at, edtf, Basis::kText, {}, {}, {}, false};
  }

  bool is_dash(std::uint32_t i) const { return form(i) == "-" || form(i) == "–"; }

  /// "2,400 megawatts" is none: a year counts nothing.
  bool looks_like_year(std::uint32_t i) const {
    const WordId word{i};
    if (forest_.relation_is(word, "nummod") && forest_.head(word).value == i + 1 && forest_.word(WordId{i + 1}).upos == parse::Upos::kNoun) {
      return *figure(i) >= 1990 && *figure(i) <= 2060 && forest_.feature(WordId{i + 1}, "Number") != "Plur";
    }
    return true;
  }

  // ------------------------------------------------------------------ whole expressions

  /// "from 2026 to 2030", "by 2035", "since 2019".
  void join_range(Read& read) const {
    if (read.edtf.empty() || read.edtf.find('/') != std::string::npos) return;
    const std::uint32_t before = read.first == 0 ? read.first : read.first - 1;
    const std::uint32_t marker = read.first > 1 && form(before) == "the" ? before - 1 : before;
    if (is(marker, t_.between) && is(read.last + 1, t_.to)) {
      if (const auto to = read_at(read.last + 2); to && !to->edtf.empty() && to->edtf.find('/') == std::string::npos) {
        std::string joined = read.edtf + "/" + to->edtf;
        // "between November and March 2025": the year told is that of the end
        if (!span_of(joined) && !year(read.last)) joined = to->edtf.substr(0, 4) + joined.substr(4);
        if (span_of(joined)) {
          read.edtf = joined;
          read.last = to->last;
          return;
        }
      }
    }
    if (read.first == 0 || marker == read.first) return;
    if (is(marker, t_.until)) read.edtf = "../" + read.edtf;
    else if (is(marker, t_.since)) read.edtf += "/..";
  }

  void add(const Read& read) {
    DateMention mention;
    mention.first = WordId{read.first};
    mention.last = WordId{read.last};
    mention.head = read.head.value_or(top_of(read.first, read.last));
    mention.range = forest_.bytes(mention.first, mention.last);
    mention.edtf = read.edtf;
    mention.basis = read.basis;
    mention.anchor = read.anchor;
    mention.anchor_mention = read.anchor_mention;
    mention.duration = read.duration;
    table_.dates.push_back(std::move(mention));
  }

  WordId top_of(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t i = first; i <= last; ++i) {
      const WordId head = forest_.head(WordId{i});
      if (head.value < first || head.value > last || head == WordId{i}) return WordId{i};
    }
    return WordId{first};
  }


  const text::Document& document_;
  const parse::Forest& forest_;
  const Language::Tables& t_;
  std::vector<std::string> forms_;
  DaySpan published_;
  bool known_ = false;
  DateTable table_;
};

}  // namespace

DateTable find_dates(const text::Document& document, const parse::Forest& forest, const Language& language) {
  return Finder(document, forest, language.tables()).find();
}

}  // namespace tamga::when
