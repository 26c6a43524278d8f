#include "store/detail/search.h"

#include <algorithm>
#include <map>

#include "text/utf8.h"

namespace tamga::store::detail {
namespace {

constexpr int kRowBits = 36;
// Of a beginning that more words share, all rows are gathered.
constexpr std::size_t kMostEndings = 500, kMostKnown = 200'000;
// PostgreSQL counts positions up to 16383 and takes a megabyte of words of 2 KB; both databases get the same.
constexpr std::size_t kMostWords = 16'000, kMostBytes = 500'000, kLongestWord = 200;

/// Words that stand side by side, like the characters of "核电站"; a question is made of such runs.
using Run = std::vector<std::string>;

bool belongs_to_word(char32_t code) { return text::is_letter(code) || text::is_digit(code); }

/// Cuts a key (text::name_key) that has no spaces into words.
Run run_of(std::string_view key) {
  Run out;
  bool inside = false;
  for (std::size_t at = 0; at < key.size();) {
    const text::CodePoint point = text::code_point_at(key, at);
    const std::string_view bytes = key.substr(at, point.size);
    at += point.size;
    const bool alone = text::is_unspaced(point.value);
    if (!belongs_to_word(point.value)) {
      inside = false;
      continue;
    }
    if (!inside || alone) out.emplace_back();
    if (out.back().size() + bytes.size() <= kLongestWord) out.back() += bytes;
    inside = !alone;
  }
  return out;
}

std::vector<Run> runs_of(std::string_view text) {
  const std::string key = text::name_key(text);
  std::vector<Run> out;
  for (std::size_t at = 0; at < key.size();) {
    const std::size_t end = std::min(key.find(' ', at), key.size());
    Run run = run_of(std::string_view(key).substr(at, end - at));
    if (!run.empty()) out.push_back(std::move(run));
    at = end + 1;
  }
  return out;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : std::string(between)) + word;
  return out;
}

/// A tsvector as PostgreSQL writes it: 'uranium':1,7 'mine':2. Words have letters and digits only.
std::string positions_of(const std::vector<std::string>& words, const std::vector<std::string>& names) {
  std::map<std::string_view, std::string> places;
  std::size_t place = 0;
  for (const auto* list : {&words, &names}) {
    for (const std::string& word : *list) {
      std::string& found = places[word];
      found += (found.empty() ? "" : ",") + std::to_string(++place);
    }
    ++place;  // no run goes from the words on into the names
  }
  std::string out;
  for (const auto& [word, found] : places) out += "'" + std::string(word) + "':" + found + " ";
  return out;
}

Status keep_words(sql::Connection& connection, const std::vector<std::string>& words, Words& known) {
  if (known.size() > kMostKnown) known.clear();
  for (const std::string& word : words)
    if (known.insert(word).second)
      TRY(connection.run("INSERT INTO search_words (word) VALUES ($1) ON CONFLICT (word) DO NOTHING", {word}));
  return {};
}

}  // namespace

std::vector<std::string> search_words(std::string_view text) {
  std::vector<std::string> out;
  std::size_t bytes = 0;
  for (const Run& run : runs_of(text))
    for (const std::string& word : run) {
      bytes += word.size();
      if (out.size() == kMostWords / 2 || bytes > kMostBytes / 2) return out;
      out.push_back(word);
    }
  return out;
}

std::int64_t day_of(std::string_view published) {
  const auto number = [&](std::size_t from, std::size_t size) -> std::int64_t {
    if (published.size() < from + size || (from > 0 && published[from - 1] != '-')) return -1;
    std::int64_t out = 0;
    for (const char c : published.substr(from, size)) {
      if (c < '0' || c > '9') return -1;
      out = out * 10 + (c - '0');
    }
    return out;
  };
  const std::int64_t year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 0) return 0;
  if (month < 0) return year * 10000;
  return year * 10000 + month * 100 + std::max<std::int64_t>(day, 0);
}

std::int64_t first_row(std::int64_t day) { return day << kRowBits; }
std::int64_t day_of_row(std::int64_t row) { return row >> kRowBits; }

Status index(sql::Connection& connection, const Entry& entry, Words& known) {
  const auto words = search_words(entry.words), names = search_words(entry.names);
  const std::string kind(entry.kind), id(entry.id);
  if (connection.kind() == sql::Kind::kPostgres)
    return connection.send(
        "INSERT INTO search (words, kind, id, reading, day) VALUES (CAST($1 AS tsvector), $2, $3, $4, $5)",
        {positions_of(words, names), kind, id, entry.reading, day_of(entry.published)});
  const std::int64_t first = first_row(day_of(entry.published));
  const std::int64_t row = TRY(connection.number(
      "SELECT rowid + 1 FROM search WHERE rowid BETWEEN $1 AND $2 ORDER BY rowid DESC LIMIT 1",
      {first, first_row(day_of(entry.published) + 1) - 1}));
  TRY(keep_words(connection, words, known));
  TRY(keep_words(connection, names, known));
  return connection.run(
      "INSERT INTO search (rowid, words, names, kind, id, reading) VALUES ($1, $2, $3, $4, $5, $6)",
      {std::max(row, first), joined(words, " "), joined(names, " "), kind, id, entry.reading});
}

std::string_view condition(sql::Kind kind) {
  return kind == sql::Kind::kPostgres ? "s.words @@ CAST($1 AS tsquery)" : "search MATCH $1";
}

namespace {

/// The run as FTS5 has it: its last word is each word that begins so. FTS5 could look for beginnings itself, but gathers
/// all their rows to do so, where it leaps through those of whole words.
Result<std::string> run_in_sqlite(sql::Connection& connection, const Run& run) {
  const std::string& beginning = run.back();
  const std::string before = joined({run.begin(), run.end() - 1}, " ") + (run.size() > 1 ? " " : "");
  std::string whole = "\"" + before + beginning + "\"";
  std::string any = "(" + whole;
  std::size_t count = 0;
  TRY(connection.query("SELECT word FROM search_words WHERE word > $1 AND word < $2 LIMIT $3",
                       {beginning, beginning + "\xff", static_cast<std::int64_t>(kMostEndings + 1)}, [&](const sql::Row& row) {
                         any += " OR \"" + before + row.text(0) + "\"";
                         ++count;
                       }));
  return count > kMostEndings ? whole + "*" : any + ")";
}

std::string run_in_postgres(const Run& run) { return "('" + joined(run, "' <-> '") + "':*)"; }

}  // namespace

Result<std::string> question(sql::Connection& connection, std::string_view words) {
  std::string out;
  for (const Run& run : runs_of(words)) {
    if (connection.kind() == sql::Kind::kPostgres)
      out += (out.empty() ? "" : " & ") + run_in_postgres(run);
    else
      out += (out.empty() ? "" : " AND ") + TRY(run_in_sqlite(connection, run));
  }
  return out;
}

}  // namespace tamga::store::detail
