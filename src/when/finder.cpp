#include "when/finder.h"

#include "when/detail/scene.h"

namespace tamga::when {
namespace {

using parse::WordId;

std::optional<Read> read_at(const Scene& scene, std::uint32_t i) {
  using Reader = std::optional<Read> (*)(const Scene&, std::uint32_t);
  constexpr Reader kReaders[] = {calendar_date, part_of_year, season, relative_unit,
                                 counted,       weekday,      years,  vague};
  for (const auto reader : kReaders) {
    if (auto read = reader(scene, i)) return read;
  }
  return std::nullopt;
}

bool is_interval(const Read& read) { return read.edtf.find('/') != std::string::npos; }

/// "between May and July 2025", "from 2026 to 2030": joins the other end. Whether it did.
bool join_end(const Scene& scene, Read& read) {
  const auto to = read_at(scene, read.last + 2);
  if (!to || to->edtf.empty() || is_interval(*to)) return false;
  std::string joined = read.edtf + "/" + to->edtf;
  // "between November and March 2025": the year told is that of the end
  if (!span_of(joined) && !scene.pieces.year(read.last)) joined = to->edtf.substr(0, 4) + joined.substr(4);
  if (!span_of(joined)) return false;
  read.edtf = joined;
  read.last = to->last;
  return true;
}

/// "from 2026 to 2030", "by 2035", "since 2019".
void join_range(const Scene& scene, Read& read) {
  if (read.edtf.empty() || is_interval(read) || read.first == 0) return;
  const Pieces& p = scene.pieces;
  const std::uint32_t before = read.first - 1;
  const std::uint32_t marker = read.first > 1 && p.is(before, scene.t.the) ? before - 1 : before;
  const bool goes_on = read.last + 2 < p.size() && p.is(read.last + 1, scene.t.to);
  if (goes_on && p.is(marker, scene.t.between) && join_end(scene, read)) return;
  if (p.is(marker, scene.t.until))
    read.edtf = "../" + read.edtf;
  else if (p.is(marker, scene.t.since))
    read.edtf += "/..";
}

/// Where a vague time lies, seen from the report's date.
std::string covers(Vague vague, const std::string& published) {
  switch (vague) {
    case Vague::kNone:
      return {};
    case Vague::kPresent:
      return published + "~";
    case Vague::kPast:
      return "../" + published;
    case Vague::kFuture:
      return published + "/..";
  }
  return {};
}

/// The word of [first, last] whose head lies outside.
WordId top_of(const parse::Forest& forest, WordId first, WordId last) {
  for (WordId word = first; word <= last; ++word.value) {
    const WordId head = forest.head(word);
    if (head < first || head > last || head == word) return word;
  }
  return first;
}

DateMention mention_of(const Scene& scene, const Read& read) {
  const parse::Forest& forest = scene.pieces.forest();
  DateMention mention;
  mention.first = scene.pieces.word(read.first);
  mention.last = scene.pieces.word(read.last);
  mention.head = read.head.value_or(top_of(forest, mention.first, mention.last));
  mention.range = forest.bytes(mention.first, mention.last);
  mention.edtf = read.edtf;
  mention.basis = read.basis;
  mention.anchor = read.anchor;
  mention.anchor_mention = read.anchor_mention;
  mention.duration = read.duration;
  mention.vague = read.vague;
  mention.covers = covers(read.vague, scene.exact() ? day_text(scene.published.first) : std::string());
  return mention;
}

}  // namespace

DateTable find_dates(const text::Document& document, const parse::Forest& forest, const Language& language) {
  Scene scene(document, forest, language.tables());
  for (std::uint32_t i = 0; i < scene.pieces.size();) {
    std::optional<Read> read = read_at(scene, i);
    if (!read || read->last >= scene.pieces.size() || !scene.pieces.same_sentence(read->first, read->last)) {
      ++i;
      continue;
    }
    join_range(scene, *read);
    scene.table.dates.push_back(mention_of(scene, *read));
    i = read->last + 1;
  }
  return std::move(scene.table);
}

}  // namespace tamga::when
