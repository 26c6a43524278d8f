/// The answers to questions as plain structures, and their Markdown, JSON and terminal forms as pure
/// functions.
#pragma once

#include <string>
#include <vector>

#include "query/line.h"
#include "query/state.h"

namespace tamga::query {

// --- Standings: how far each partner has got in each host and sector ---

/// `today` (EDTF day) stands in where the question has no as-of or known-by date: trends and staleness are as of then.
std::string standings_json(const State& state, const std::string& today);
std::string standings_markdown(const State& state, const std::string& today);
/// Comma-separated (RFC 4180), with a header line.
std::string standings_csv(const State& state, const std::string& today);
/// Columns for a terminal.
std::string standings_table(const State& state, const std::string& today);
/// The matrix as a picture (SVG 1.1) on a light ground, each stage as a colour and a word. It needs no fonts and no scripts,
/// and is the same bytes for the same standings.
std::string standings_svg(const State& state, const std::string& today);

// --- Gaps: what the coverage leaves open ---

struct Gap {
  /// "one-sided", "one-sided-initiative", "overdue", "role-conflict", "silent-outlets", "silent-since",
  /// "single-origin", "speaker-drift", "unnamed-origin": docs/ledger.md tells what each is
  std::string kind;
  std::string subject;  ///< what it is about, in words
  std::string detail;
  std::vector<std::string> events;  ///< ids
};
/// Ordered by kind, then subject. `today` (EDTF day) stands in where the question has no as-of date.
std::vector<Gap> gaps(const State& state, const std::string& today);
std::string gaps_markdown(const std::vector<Gap>& gaps);
std::string gaps_json(const std::vector<Gap>& gaps);

// --- Brief: the state as a document ---

struct Brief {
  struct Sector {
    std::string sector;
    std::vector<merge::Standing> cells;
    std::vector<Line> lines;  ///< the weightiest and newest
    std::size_t events = 0;   ///< how many there are, listed or not
  };
  struct Host {
    std::string name;  ///< "Kazakhstan", or several, or "Central Asia"
    std::vector<Sector> sectors;
  };
  struct Note {
    std::string remark, about, words, outlet, published;
  };
  struct Read {
    std::string outlet, title, published, id;
    std::size_t claims = 0;
  };
  Question question;
  std::vector<Host> hosts;
  std::vector<Note> notes;
  std::vector<Gap> gaps;
  std::vector<Read> reports;  ///< the newest
  std::size_t events = 0, claims = 0, readings = 0;  ///< all of them
};
Brief brief(const State& state, const std::string& today);
std::string brief_markdown(const Brief& brief, const State& state);
std::string brief_json(const Brief& brief);

// --- Timeline: events in order ---

std::vector<Line> timeline(const State& state);
std::string timeline_markdown(const std::vector<Line>& lines);
std::string timeline_json(const std::vector<Line>& lines);

// --- Show and find ---

/// An event, claim or report by its id or the beginning of it (four characters at least), with all its
/// evidence and what people decided about it. A claim that was retracted is shown as it was read. kNotFound
/// when the ledger has none; kUsage when several begin so.
Result<std::string> show_markdown(store::Ledger& ledger, const State& state, const std::string& id);
Result<std::string> show_json(store::Ledger& ledger, const State& state, const std::string& id);

/// As store::Ledger::find, without claims that were retracted unless `as_found`. The search is over what was
/// read: names and words that a decision brought in are not found.
Result<std::vector<store::Hit>> find(store::Ledger& ledger, std::string_view words, std::size_t limit,
                                     bool as_found);
std::string find_markdown(const std::vector<store::Hit>& hits);
std::string find_json(const std::vector<store::Hit>& hits);

// --- Diff: what changed between two dates ---

struct Diff {
  struct Move {
    std::string host, sector, partner, before, after;
    std::vector<std::string> events;
  };
  std::string from, to;
  std::vector<Move> moves;
  std::vector<Line> events;  ///< that were not known, or had not happened, at `from`
};
/// Compares what was true and known at the end of `from` with that at the end of `to`.
Result<Diff> diff(store::Ledger& ledger, Question question, const std::string& from, const std::string& to);
std::string diff_markdown(const Diff& diff);
std::string diff_json(const Diff& diff);

}  // namespace tamga::query
