#include <algorithm>
#include <map>
#include <tuple>

#include "query/views.h"

namespace tamga::query {
namespace {

/// So many tellings of one event get a footnote; `tamga show` has them all.
constexpr std::size_t kMostNotes = 4;

const model::Claim& best_claim(const State& state, const merge::Event& event) {
  const merge::ClaimRef ref = event.claims.front();
  return state.sources[ref.source].claims[ref.claim];
}

/// The sector an event is listed under: the one asked for, else the best claim's first.
std::string home_sector(const State& state, const merge::Event& event) {
  if (!state.question.sector.empty()) return state.question.sector;
  const model::Claim& claim = best_claim(state, event);
  return claim.sector.empty() ? std::string() : claim.sector.front();
}

std::vector<std::string> home_hosts(const State& state, const merge::Event& event) {
  if (!state.question.host.empty()) return {state.question.host};
  return event.host;
}

/// Facts before plans and denials, what was only mentioned last; the newest first.
auto rank(const Line& line) {
  std::string day = line.when.empty() ? line.reported : line.when;
  const auto span = merge::days_of(day);
  std::int32_t last = span ? span->first : merge::DaySpan::kOpenPast;
  if (span && last == merge::DaySpan::kOpenPast && line.status == "actual") last = span->last;  // so by that day
  return std::tuple(line.what == "mention" || line.what == "state", line.status != "actual",
                    -static_cast<std::int64_t>(last), line.id);
}

/// One host before several, the whole region last.
auto host_order(const State& state, const std::vector<std::string>& hosts) {
  const bool region = hosts.size() == 1 && hosts.front() == "region";
  return std::tuple(hosts.empty(), region, hosts.size() > 1, country_list(state, hosts));
}

std::vector<Brief::Host> hosts_of(const State& state) {
  using HostKey = decltype(host_order(state, {}));
  std::map<HostKey, std::map<std::string, Brief::Sector>> sections;
  std::map<HostKey, std::vector<std::string>> codes;
  for (const merge::Event& event : state.events) {
    const auto hosts = home_hosts(state, event);
    const HostKey key = host_order(state, hosts);
    codes[key] = hosts;
    sections[key][home_sector(state, event)].lines.push_back(line_of(state, event));
  }
  for (const merge::Standing& cell : state.cells) {
    const HostKey key = host_order(state, {cell.host});
    const auto host = sections.find(key);
    if (host == sections.end()) continue;
    // A cell of a sector under which no event is listed shows under the others already.
    if (const auto sector = host->second.find(cell.sector); sector != host->second.end())
      sector->second.cells.push_back(cell);
  }
  std::size_t count = 0;
  for (const auto& [key, sectors] : sections) count += sectors.size();
  const std::size_t most = state.lines > 0 ? state.lines : fitting_lines(count);
  std::vector<Brief::Host> out;
  for (auto& [key, sectors] : sections) {
    Brief::Host host{codes[key].empty() ? "No host named" : country_list(state, codes[key]), {}};
    for (auto& [name, sector] : sectors) {
      sector.sector = name;
      std::sort(sector.lines.begin(), sector.lines.end(),
                [](const Line& a, const Line& b) { return rank(a) < rank(b); });
      const auto listed = state.listed.find({codes[key], name});
      sector.events = listed == state.listed.end() ? sector.lines.size() : listed->second;
      sector.lines.resize(std::min(sector.lines.size(), most));
      host.sectors.push_back(std::move(sector));
    }
    out.push_back(std::move(host));
  }
  return out;
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  std::replace(text.begin(), text.end(), '-', ' ');
  return text;
}

std::string standing_words(const State& state, const Brief::Sector& sector) {
  std::vector<merge::Standing> cells = sector.cells;
  std::stable_sort(cells.begin(), cells.end(), [](const merge::Standing& a, const merge::Standing& b) {
    return merge::rung_of(a.claimed) > merge::rung_of(b.claimed);
  });
  std::string out;
  for (const merge::Standing& cell : cells) {
    if (cell.stage == "mention") continue;
    out += (out.empty() ? "" : " · ") + plain_markdown(country_name(state, cell.partner)) + " " + cell.stage;
    std::vector<std::string> more;
    const bool by_then = cell.since.starts_with("..");  // "by 27 January", and who knows how long before
    if (!cell.since.empty()) more.push_back((by_then ? "" : "since ") + date_words(cell.since));
    if (cell.stage != cell.claimed && !cell.claimed.empty())
      more.push_back("after " + cell.claimed);
    else if (cell.evidenced != cell.stage)
      more.push_back(cell.evidenced.empty() ? "claimed only" : "evidenced: " + cell.evidenced);
    for (std::size_t i = 0; i < more.size(); ++i) out += (i ? ", " : " (") + more[i];
    if (!more.empty()) out += ")";
  }
  return out.empty() ? "" : "Where it stands: " + out + ".\n\n";
}

struct Footnotes {
  std::string text;
  int count = 0;
  /// "[^7]"; the note itself goes below.
  std::string add(const Telling& telling) {
    const std::string mark = "[^" + std::to_string(++count) + "]";
    text += mark + ": " + plain_markdown(telling.outlet.empty() ? "unknown outlet" : telling.outlet);
    if (!telling.title.empty()) text += ", “" + plain_markdown(telling.title) + "”";
    if (!telling.published.empty()) text += ", " + date_words(telling.published);
    text += ": “" + plain_markdown(telling.words) + "” `" + telling.claim + "`\n";
    return mark;
  }
};

std::string line_markdown(const Line& line, Footnotes& notes) {
  std::string out = "- " + what_words(line, true);
  if (!line.when.empty())
    out += ", " + date_words(line.when);
  else if (!line.reported.empty())
    out += ", undated (reported " + date_words(line.reported) + ")";
  out += ". " + plain_markdown(line.sentence) + ". *" + plain_markdown(line.tellings.front().chain) + "*";
  if (line.reports > 1 || line.origins > 1) out += " — " + count_words(line);
  out += " ";
  for (std::size_t i = 0; i < line.tellings.size() && i < kMostNotes; ++i) out += notes.add(line.tellings[i]);
  out += " `" + line.id + "`\n";
  for (const Dispute& dispute : line.disputes)
    out += "  - *Reports disagree* on " + plain_markdown(dispute_words(dispute)) + "\n";
  for (const std::string& words : line.reviews) out += "  - *Review*: " + plain_markdown(words) + "\n";
  return out;
}

std::string scope_words(const Brief& brief, const State& state) {
  const Question& q = brief.question;
  std::vector<std::string> parts;
  if (!q.host.empty()) parts.push_back(country_name(state, q.host));
  if (!q.sector.empty()) parts.push_back(q.sector);
  if (!q.partner.empty()) parts.push_back("partner " + country_name(state, q.partner));
  if (!q.as_of.empty()) parts.push_back("as of " + date_words(q.as_of));
  if (!q.known_by.empty()) parts.push_back("as published by " + date_words(q.known_by));
  if (!q.since.empty()) parts.push_back("since " + date_words(q.since));
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

std::string notes_markdown(const Brief& brief) {
  if (brief.notes.empty()) return {};
  std::string out = "\n## What reports say about their coverage\n\n";
  for (const Brief::Note& note : brief.notes) {
    out += "- **" + note.remark + "**";
    if (!note.about.empty()) out += " on " + plain_markdown(note.about);
    out += ": “" + plain_markdown(note.words) + "” " + plain_markdown(note.outlet);
    out += (note.published.empty() ? "" : ", " + date_words(note.published)) + "\n";
  }
  return out;
}

std::string reports_markdown(const Brief& brief) {
  std::string out = "\n## Reports read\n\n";
  for (const Brief::Read& read : brief.reports) {
    out += "- " + plain_markdown(read.outlet.empty() ? "unknown outlet" : read.outlet);
    if (!read.title.empty()) out += ", “" + plain_markdown(read.title) + "”";
    out += ", " + (read.published.empty() ? "undated" : date_words(read.published)) + ": " +
           std::to_string(read.claims) + (read.claims == 1 ? " claim" : " claims") + " `" +
           read.id.substr(0, 15) + "`\n";
  }
  if (brief.readings > brief.reports.size())
    out += "- … and " + std::to_string(brief.readings - brief.reports.size()) + " earlier ones\n";
  return out;
}

}  // namespace

Brief brief(const State& state, const std::string& today) {
  Brief out;
  out.question = state.question;
  out.hosts = hosts_of(state);
  out.gaps = gaps(state, today);
  out.claims = state.claims, out.readings = state.partial ? state.readings : state.sources.size();
  for (const Brief::Host& host : out.hosts)
    for (const Brief::Sector& sector : host.sectors) out.events += sector.events;
  for (std::size_t s = 0; s < state.sources.size(); ++s) {
    const model::Report& r = state.sources[s].report;
    const std::size_t claims = state.partial ? state.claim_counts[s] : state.sources[s].claims.size();
    if (!state.partial) out.claims += claims;
    out.reports.push_back({r.outlet, r.title, r.published, r.id, claims});
    for (const model::Remark& remark : state.remarks[s])
      out.notes.push_back({remark.remark, remark.about, remark.evidence.words, r.outlet, r.published});
  }
  std::sort(out.reports.begin(), out.reports.end(), [](const Brief::Read& a, const Brief::Read& b) {
    return std::tie(b.published, a.outlet, a.id) < std::tie(a.published, b.outlet, b.id);
  });
  out.reports.resize(std::min(out.reports.size(), kBriefNewest));
  std::stable_sort(out.notes.begin(), out.notes.end(), [](const Brief::Note& a, const Brief::Note& b) {
    return std::tie(b.published, a.outlet) < std::tie(a.published, b.outlet);
  });
  out.notes.resize(std::min(out.notes.size(), kBriefNewest));
  std::sort(out.notes.begin(), out.notes.end(), [](const Brief::Note& a, const Brief::Note& b) {
    return std::tie(a.remark, a.published, a.outlet, a.words) <
           std::tie(b.remark, b.published, b.outlet, b.words);
  });
  return out;
}

std::string brief_markdown(const Brief& brief, const State& state) {
  std::string out = "# Brief";
  if (const std::string scope = scope_words(brief, state); !scope.empty())
    out += ": " + plain_markdown(scope);
  out += "\n\n" + std::to_string(brief.events) + " events from " + std::to_string(brief.claims) + " claims in " +
         std::to_string(brief.readings) +
         " reports. An origin is an independent voice; sources read origin first. " +
         "`tamga show ID` shows everything behind a line.\n";
  Footnotes notes;
  for (const Brief::Host& host : brief.hosts) {
    out += "\n## " + plain_markdown(host.name) + "\n";
    for (const Brief::Sector& sector : host.sectors) {
      out += "\n### " + (sector.sector.empty() ? "No sector named" : capital(sector.sector)) + "\n\n";
      out += standing_words(state, sector);
      for (const Line& line : sector.lines) out += line_markdown(line, notes);
      if (sector.events > sector.lines.size())
        out += "- … and " + std::to_string(sector.events - sector.lines.size()) + " more (`tamga timeline`)\n";
    }
  }
  out += notes_markdown(brief);
  if (!brief.gaps.empty()) out += "\n## Gaps\n\n" + gaps_markdown(brief.gaps);
  if (state.partial) out += "\nGaps of what is listed here; `tamga gaps` has all.\n";
  out += reports_markdown(brief);
  if (notes.count > 0) out += "\n## Sources\n\n" + notes.text;
  return out;
}

std::string brief_json(const Brief& brief) {
  using json::Value;
  Value hosts = Value::array(), notes = Value::array(), reports = Value::array(), open = Value::array();
  for (const Brief::Host& host : brief.hosts) {
    Value sectors = Value::array();
    for (const Brief::Sector& sector : host.sectors) {
      Value lines = Value::array();
      for (const Line& line : sector.lines) lines.push(to_json(line));
      sectors.push(Value::Object{{"sector", text_or_null(sector.sector)},
                                 {"count", static_cast<std::int64_t>(sector.events)},
                                 {"events", std::move(lines)}});
    }
    hosts.push(Value::Object{{"name", host.name}, {"sectors", std::move(sectors)}});
  }
  for (const Brief::Note& note : brief.notes)
    notes.push(Value::Object{{"remark", note.remark},
                             {"about", text_or_null(note.about)},
                             {"words", note.words},
                             {"outlet", text_or_null(note.outlet)},
                             {"published", text_or_null(note.published)}});
  for (const Gap& gap : brief.gaps)
    open.push(Value::Object{{"kind", gap.kind},
                            {"subject", gap.subject},
                            {"detail", gap.detail},
                            {"events", list_of(gap.events)}});
  for (const Brief::Read& read : brief.reports)
    reports.push(Value::Object{{"id", read.id},
                               {"outlet", text_or_null(read.outlet)},
                               {"title", text_or_null(read.title)},
                               {"published", text_or_null(read.published)},
                               {"claims", static_cast<std::int64_t>(read.claims)}});
  return json::dump(Value::Object{{"as_of", text_or_null(brief.question.as_of)},
                                  {"known_by", text_or_null(brief.question.known_by)},
                                  {"hosts", std::move(hosts)},
                                  {"remarks", std::move(notes)},
                                  {"gaps", std::move(open)},
                                  {"reports", std::move(reports)},
                                  {"event_count", static_cast<std::int64_t>(brief.events)},
                                  {"claim_count", static_cast<std::int64_t>(brief.claims)},
                                  {"report_count", static_cast<std::int64_t>(brief.readings)}}) +
         "\n";
}

}  // namespace tamga::query
