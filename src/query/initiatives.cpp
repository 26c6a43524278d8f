#include "query/initiatives.h"

#include <algorithm>

#include "query/detail/rows.h"

namespace tamga::query {
namespace {

using json::Value;
using merge::Initiative;
using merge::Move;
using merge::Promise;

constexpr std::size_t kShortest = 6;

/// Threads are made of all events of a host, so that what else is chosen never cuts their history.
Question about_hosts(Question question, const std::string& host) {
  question.host = host;
  question.sector.clear(), question.partner.clear(), question.since.clear();
  return question;
}

bool holds(const std::vector<std::string>& list, const std::string& item) {
  return item.empty() || std::find(list.begin(), list.end(), item) != list.end();
}

bool moved_since(const Initiative& initiative, const std::optional<merge::DaySpan>& since) {
  return !since || std::any_of(initiative.moves.begin(), initiative.moves.end(),
                               [&](const Move& move) { return move.day >= since->first; });
}

bool is_chosen(const Question& question, const std::optional<merge::DaySpan>& since,
               const Initiative& initiative) {
  return (question.host.empty() || question.host == initiative.host) &&
         holds(initiative.partners, question.partner) && holds(initiative.sectors, question.sector) &&
         moved_since(initiative, since);
}

Result<Initiatives> made_of(const State& state, const Question& question, const std::string& today) {
  Initiatives out{question,
                  today,
                  merge::initiatives(state.events, state.sources, last_day(question, today)),
                  {},
                  state.country_names};
  return out;
}

State names_only(const Initiatives& found) {
  State out;
  out.country_names = found.country_names;
  return out;
}

std::size_t overdue(const Initiative& initiative) {
  return static_cast<std::size_t>(
      std::count_if(initiative.promises.begin(), initiative.promises.end(),
                    [](const Promise& p) { return p.state == Promise::State::kOverdue; }));
}

std::size_t setbacks(const Initiative& initiative) {
  return static_cast<std::size_t>(std::count_if(initiative.moves.begin(), initiative.moves.end(),
                                                [](const Move& move) { return move.setback; }));
}

/// The latest that is so, else the first plan.
const Move& latest(const Initiative& initiative) {
  const auto found = std::find_if(initiative.moves.rbegin(), initiative.moves.rend(),
                                  [](const Move& move) { return move.status == "actual"; });
  return found == initiative.moves.rend() ? initiative.moves.front() : *found;
}

std::string date_of(const Move& move) {
  if (!move.when.empty()) return date_words(move.when);
  const std::string day = merge::day_text(move.day);
  return day.empty() ? "not dated" : "reported " + day;
}

Value summary(const Initiative& one) {
  return Value::Object{
      {"id", one.ids.front()},
      {"also", list_of({one.ids.begin() + 1, one.ids.end()})},
      {"host", one.host},
      {"subject",
       Value::Object{{"id", one.subject}, {"type", one.is_asset ? "asset" : "sector"}, {"name", one.name}}},
      {"sector", list_of(one.sectors)},
      {"partners", list_of(one.partners)},
      {"stage", text_or_null(one.stage)},
      {"claimed", text_or_null(one.claimed)},
      {"evidenced", text_or_null(one.evidenced)},
      {"trend", text_or_null(one.trend)},
      {"stale", one.stale},
      {"since", text_or_null(one.since)},
      {"latest", text_or_null(one.latest)},
      {"heard", text_or_null(one.heard)},
      {"origins", static_cast<std::int64_t>(one.origins)},
      {"setbacks", static_cast<std::int64_t>(setbacks(one))},
      {"overdue", static_cast<std::int64_t>(overdue(one))}};
}

Value dates(const Initiatives& found) {
  return Value::Object{{"as_of", text_or_null(found.question.as_of)},
                       {"known_by", text_or_null(found.question.known_by)}};
}

/// "agreement since 2025-06-10, after memorandum; evidenced: memorandum; up; 3 origins"
std::string stage_words(const Initiative& one) {
  std::string out = one.stage.empty() ? "planned only" : one.stage;
  if (one.stage.empty()) return out;
  if (one.stage != one.claimed && !one.claimed.empty()) out += ", after " + one.claimed;
  if (!one.since.empty() && one.stage == one.claimed) out += " since " + date_words(one.since);
  if (one.evidenced != one.claimed)
    out += one.evidenced.empty() ? "; claimed only" : "; evidenced: " + one.evidenced;
  if (one.trend == "up" || one.trend == "steady") out += "; " + one.trend;
  if (one.stale) out += "; no evidence since " + one.heard;
  return out + "; " + std::to_string(one.origins) + (one.origins == 1 ? " origin" : " origins");
}

std::string title(const State& names, const Initiative& one) {
  return one.name + ": " + country_list(names, one.partners) +
         (one.partners == std::vector<std::string>{one.host} ? " alone"
                                                             : " in " + country_name(names, one.host));
}

std::string move_line(const Initiatives& found, const Move& move) {
  const Line& line = found.lines.at(move.event);
  std::string out = "- " + date_of(move) + " " + what_words(line, true) + ". " +
                    plain_markdown(line.sentence) + " — " + count_words(line);
  std::string rests;
  for (const std::string& evidence : move.evidence) rests += (rests.empty() ? "" : ", ") + evidence;
  if (move.status == "actual") out += rests.empty() ? "; claimed only" : "; evidence: " + rests;
  if (move.setback) out += "; setback";
  return out + " `" + move.event + "`\n";
}

}  // namespace

void name_countries(Initiatives& found, const std::map<std::string, std::string>& given) {
  for (const auto& [code, name] : given) found.country_names.insert_or_assign(code, name);
}

Result<Initiatives> initiatives(store::Ledger& ledger, const Question& question, const std::string& today) {
  const auto since = merge::days_of(question.since);
  if (!since && !question.since.empty())
    return Error{ErrorCode::kUsage, "--since: not a date: " + question.since, "", {}};
  Want want;
  want.kind = Want::Kind::kEvents;
  const State state = TRY(look(ledger, about_hosts(question, question.host), want));
  Initiatives out = TRY(made_of(state, question, today));
  std::erase_if(out.list, [&](const Initiative& one) { return !is_chosen(question, since, one); });
  return out;
}

Result<Initiatives> initiative(store::Ledger& ledger, const Question& question, const std::string& today,
                               const std::string& id) {
  if (id.size() < kShortest)
    return Error{ErrorCode::kUsage,
                 "an initiative's id needs at least " + std::to_string(kShortest) + " characters",
                 id,
                 {}};
  Want want;
  want.kind = Want::Kind::kEvents;
  const std::string host = id.substr(0, id.rfind('-') == std::string::npos ? 0 : id.rfind('-'));
  const State state = TRY(look(ledger, about_hosts(question, host), want));
  Initiatives out = TRY(made_of(state, question, today));
  std::erase_if(out.list, [&](const Initiative& one) {
    return std::none_of(one.ids.begin(), one.ids.end(),
                        [&](const std::string& known) { return known.starts_with(id); });
  });
  if (out.list.empty()) return Error{ErrorCode::kNotFound, "the ledger has no initiative of this id", id, {}};
  if (out.list.size() > 1) {
    std::string all;
    for (const Initiative& one : out.list) all += (all.empty() ? "" : ", ") + one.ids.front();
    return Error{ErrorCode::kUsage, "several begin so: " + all, id, {}};
  }
  for (const Move& move : out.list.front().moves) {
    const auto event =
        std::lower_bound(state.events.begin(), state.events.end(), move.event,
                         [](const merge::Event& e, const std::string& wanted) { return e.id < wanted; });
    out.lines.emplace(move.event, line_of(state, *event));
  }
  return out;
}

std::string initiatives_json(const Initiatives& found) {
  Value list = Value::array(), out = dates(found);
  for (const Initiative& one : found.list) {
    Value item = summary(one), events = Value::array();
    for (const Move& move : one.moves) events.push(move.event);
    item.set("events", std::move(events));
    list.push(std::move(item));
  }
  out.set("initiatives", std::move(list));
  return json::dump(out) + "\n";
}

std::string initiatives_markdown(const Initiatives& found) {
  const State names = names_only(found);
  std::string out, host;
  for (const Initiative& one : found.list) {
    if (one.host != host)
      out += (out.empty() ? "## " : "\n## ") + plain_markdown(country_name(names, one.host)) + "\n\n";
    host = one.host;
    out += "- **" + plain_markdown(one.name) + "**, " + plain_markdown(country_list(names, one.partners)) +
           ": " + stage_words(one);
    if (const std::size_t late = overdue(one); late > 0) out += "; " + std::to_string(late) + " overdue";
    const Move& last = latest(one);
    out += ". Latest: " + date_of(last) + " `" + last.event + "` — `" + one.ids.front() + "`\n";
  }
  return out.empty() ? "No initiatives.\n" : out;
}

std::string initiatives_table(const Initiatives& found) {
  const State names = names_only(found);
  Rows rows{{"id", "host", "subject", "partners", "stage", "claimed", "evidenced", "trend", "origins",
             "since", "latest", "moves", "overdue", "event"}};
  for (const Initiative& one : found.list)
    rows.push_back({one.ids.front(), country_name(names, one.host), one.name,
                    country_list(names, one.partners), one.stage, one.claimed, one.evidenced, one.trend,
                    std::to_string(one.origins), one.since, one.latest, std::to_string(one.moves.size()),
                    std::to_string(overdue(one)), latest(one).event});
  return rows_text(rows);
}

std::string initiative_json(const Initiatives& found) {
  const Initiative& one = found.list.front();
  Value out = dates(found), moves = Value::array(), promises = Value::array();
  const Value head = summary(one);
  for (const auto& [key, value] : head.members()) out.set(key, value);
  for (const Move& move : one.moves) {
    Value item = to_json(found.lines.at(move.event));
    item.set("stage", text_or_null(move.stage)), item.set("rises", move.rises),
        item.set("setback", move.setback);
    item.set("evidence", list_of(move.evidence));
    moves.push(std::move(item));
  }
  for (const Promise& promise : one.promises)
    promises.push(Value::Object{{"event", promise.event},
                                {"stage", text_or_null(promise.stage)},
                                {"when", promise.when},
                                {"state", merge::name_of(promise.state)}});
  out.set("moves", std::move(moves)), out.set("promises", std::move(promises));
  return json::dump(out) + "\n";
}

std::string initiative_markdown(const Initiatives& found) {
  const Initiative& one = found.list.front();
  const State names = names_only(found);
  std::string out = "# " + plain_markdown(title(names, one)) + "\n\n- id: `" + one.ids.front() + "`";
  for (std::size_t i = 1; i < one.ids.size(); ++i) out += " or `" + one.ids[i] + "`";
  out += "\n- sectors: " + plain_markdown(country_list({}, one.sectors)) + "\n- stage: " + stage_words(one) +
         "\n\n## Moves\n\n";
  for (const Move& move : one.moves) out += move_line(found, move);
  if (!one.promises.empty()) out += "\n## Promises\n\n";
  for (const Promise& promise : one.promises)
    out += "- " + (promise.stage.empty() ? std::string("what was to come") : promise.stage) + ", " +
           date_words(promise.when) + ": **" + std::string(merge::name_of(promise.state)) + "** `" +
           promise.event + "`\n";
  return out;
}

}  // namespace tamga::query
