/// Full-text search, the one thing in which the databases differ: FTS5 in SQLite, tsvector in PostgreSQL.
/// Both are given the same words, cut here, so that both find the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "sql/connection.h"

namespace tamga::store::detail {

/// The words of a text as the search knows them: without case, accents and punctuation; each character of an
/// unspaced script is one of its own. A text of very many words is cut short, and so is a very long word.
std::vector<std::string> search_words(std::string_view text);

/// Something to be found: by its words, and by the names of who and what it is about.
struct Entry {
  std::string_view words, names;
  std::string_view kind;  ///< "claim", "remark" or "report"
  std::string_view id;
  std::int64_t reading = 0;
  std::string_view published;  ///< of the report, EDTF
};
/// 20250614 for "2025-06-14", 20250600 for "2025-06", 0 for what begins with no year: hits are ordered by it.
std::int64_t day_of(std::string_view published);
using Words = std::unordered_set<std::string>;
/// Keeps an entry. In SQLite the number of its row begins with its day, so that the newest are found without looking at
/// all that have the words. `known`: words that the database has; kept between entries, and to be emptied where they
/// were undone.
Status index(sql::Connection& connection, const Entry& entry, Words& known);

/// Numbers of rows of a day go from here to below that of the next.
std::int64_t first_row(std::int64_t day);
/// The day of a row.
std::int64_t day_of_row(std::int64_t row);

/// The condition that a row of `search`, named s, holds all the words of $1.
std::string_view condition(sql::Kind kind);
/// $1 for these words: every one must occur, each may be the beginning of a longer one. Empty when there are
/// none.
Result<std::string> question(sql::Connection& connection, std::string_view words);

}  // namespace tamga::store::detail
