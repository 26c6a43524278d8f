// The contest and how it stands.
#include <algorithm>
#include <set>

#include "http/detail/encode.h"
#include "json/object.h"
#include "query/views.h"

namespace tamga::http {
namespace {

using json::Value;
using query::Catalog;

// Contract: the stage ladder, low to high, and the states off it (docs/ledger.md).
constexpr std::string_view kStages[] = {
    "mention",   "interest",  "offer",      "talks",        "intent",        "memorandum", "selected",
    "agreement", "effective", "groundwork", "construction", "commissioning", "operation",  "stalled",
    "lapsed",    "cancelled", "superseded", "retired",      "disputed"};

struct Tally {
  std::map<std::string, std::int64_t> host, sector, partner;
  std::set<std::string> events, modes;
  std::int32_t first = merge::DaySpan::kOpenFuture, last = merge::DaySpan::kOpenPast;
};

Tally tally_of(const Catalog& catalog) {
  Tally out;
  const auto count = [&](Catalog::List list, std::map<std::string, std::int64_t>& into) {
    for (const std::uint32_t number : list) ++into[std::string(catalog.texts[number])];
  };
  for (const query::EventCard& event : catalog.events) {
    count(catalog.hosts(event), out.host), count(catalog.sectors(event), out.sector),
        count(catalog.partners(event), out.partner);
    if (event.event != 0) out.events.emplace(catalog.texts[event.event]);
    if (event.mode != 0) out.modes.emplace(catalog.texts[event.mode]);
    if (!event.dated || catalog.texts[event.status] != "actual") continue;
    if (event.first != merge::DaySpan::kOpenPast) out.first = std::min(out.first, event.first);
    if (event.last != merge::DaySpan::kOpenFuture) out.last = std::max(out.last, event.last);
  }
  return out;
}

Value hosts_value(const Context& context, const Catalog& catalog, Tally& tally) {
  std::vector<std::string> hosts = context.pack.contest["hosts"].strings();
  if (const auto region = context.pack.contest["region"].string_or(""); !region.empty())
    hosts.emplace_back(region);
  for (const auto& [code, count] : tally.host)  // of another pack's time
    if (std::find(hosts.begin(), hosts.end(), code) == hosts.end()) hosts.push_back(code);
  Value out = Value::array();
  for (const std::string& code : hosts)
    out.push(Value::Object{
        {"id", code}, {"name", country_name(context, catalog, code)}, {"events", tally.host[code]}});
  return out;
}

Value partners_value(const Context& context, const Catalog& catalog, const Tally& tally) {
  std::vector<std::pair<std::string, std::int64_t>> partners(tally.partner.begin(), tally.partner.end());
  std::stable_sort(partners.begin(), partners.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  Value out = Value::array();
  for (const auto& [code, count] : partners)
    out.push(json::object({{"id", code}, {"name", country_name(context, catalog, code)}, {"events", count}}));
  return out;
}

/// The name that a sector has in the contest's first language.
std::string sector_name(const Context& context, const std::string& id) {
  const auto languages = context.pack.contest["languages"].strings();
  const Value& sector = context.pack.sectors["sectors"][id];
  const std::string_view name =
      languages.empty() ? std::string_view() : sector[languages.front()]["name"].string_or("");
  return name.empty() ? id : std::string(name);
}

Value sectors_value(const Context& context, Tally& tally) {
  std::vector<std::string> sectors;
  for (const auto& [id, ignored] : context.pack.sectors["sectors"].members()) sectors.push_back(id);
  for (const auto& [id, count] : tally.sector)
    if (std::find(sectors.begin(), sectors.end(), id) == sectors.end()) sectors.push_back(id);
  const auto core = context.pack.core_sectors();
  Value out = Value::array();
  for (const std::string& id : sectors)
    out.push(json::object({{"id", id},
                           {"name", sector_name(context, id)},
                           {"core", std::find(core.begin(), core.end(), id) != core.end()},
                           {"events", tally.sector[id]}}));
  return out;
}

Value outlets_value(const Context& context, const Catalog& catalog) {
  std::vector<const query::OutletCard*> outlets;
  for (const query::OutletCard& outlet : catalog.outlets) outlets.push_back(&outlet);
  std::sort(outlets.begin(), outlets.end(), [](const auto* a, const auto* b) {
    return std::tie(b->reports, a->id) < std::tie(a->reports, b->id);
  });
  Value out = Value::array();
  for (std::size_t i = 0; i < outlets.size() && i < 1000; ++i) {
    const auto entity = context.pack.names.by_id(outlets[i]->id);
    out.push(json::object({{"id", outlets[i]->id},
                           {"name", outlets[i]->name},
                           {"country", text_or_null(entity ? entity->country : "")},
                           {"reports", outlets[i]->reports}}));
  }
  return out;
}

Value ledger_value(const View& view, const Tally& tally) {
  const Catalog& catalog = *view.catalog;
  std::string first, last;
  for (const query::ReportCard& report : catalog.reports) {
    const auto published = std::string(catalog.texts[report.published]);
    if (published.empty()) continue;
    if (first.empty() || published < first) first = published;
    if (published > last) last = published;
  }
  const bool dated = tally.first <= tally.last;
  return json::object({{"version", view.version},
                       {"readings", static_cast<std::int64_t>(catalog.reports.size())},
                       {"claims", static_cast<std::int64_t>(catalog.claims)},
                       {"events", static_cast<std::int64_t>(catalog.events.size())},
                       {"decisions", static_cast<std::int64_t>(view.decisions)},
                       {"first_day", dated ? day_or_null(tally.first) : Value()},
                       {"last_day", dated ? day_or_null(tally.last) : Value()},
                       {"first_published", text_or_null(first)},
                       {"last_published", text_or_null(last)}});
}

Value countries_value(const Context& context, const Catalog& catalog, const Tally& tally) {
  std::set<std::string> codes;
  for (const auto* counted : {&tally.host, &tally.partner})
    for (const auto& [code, count] : *counted) codes.insert(code);
  for (const query::ActorCard& actor : catalog.actors)
    if (!actor.country.empty()) codes.insert(actor.country);
  for (const std::string& host : context.pack.contest["hosts"].strings()) codes.insert(host);
  Value out = Value::object();
  for (const std::string& code : codes) out.set(code, country_name(context, catalog, code));
  return out;
}

Reply get_contest(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  const Catalog& catalog = *view->catalog;
  Tally tally = tally_of(catalog);
  Value stages = Value::array();
  for (const std::string_view stage : kStages) {
    const int rung = merge::rung_of(stage);
    stages.push(json::object({{"id", stage}, {"rung", rung < 0 ? Value() : Value(rung)}}));
  }
  const Value& contest = context.pack.contest;
  const std::string name(contest["name"].string_or(""));
  return json_reply(Value::Object{
      {"name", name},
      {"title", contest["title"].string_or(name)},
      {"pack", name + " " + context.pack.file.hash()},
      {"region", text_or_null(contest["region"].string_or(""))},
      {"hosts", hosts_value(context, catalog, tally)},
      {"partners", partners_value(context, catalog, tally)},
      {"sectors", sectors_value(context, tally)},
      {"stages", std::move(stages)},
      {"statuses", Value::Array{Value("actual"), Value("future"), Value("possible"), Value("denied")}},
      {"event_types", list_of(tally.events)},
      {"modes", list_of(tally.modes)},
      {"outlets", outlets_value(context, catalog)},
      {"languages", list_of(contest["languages"].strings())},
      {"countries", countries_value(context, catalog, tally)},
      {"ledger", ledger_value(*view, tally)}});
}

bool chooses(const std::vector<std::string>& wanted, const std::string& item) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), item) != wanted.end();
}

/// Numbers of the cells that host, sector and partner choose.
std::vector<std::size_t> cells_of(const Catalog& catalog, const Call& call) {
  const auto hosts = listed(call["host"]), sectors = listed(call["sector"]),
             partners = listed(call["partner"]);
  std::vector<std::size_t> out;
  out.reserve(catalog.cells.size());
  for (std::size_t cell = 0; cell < catalog.cells.size(); ++cell) {
    const auto& [host, sector, partner] = catalog.cells.key(cell);
    if (chooses(hosts, host) && chooses(sectors, sector) && chooses(partners, partner)) out.push_back(cell);
  }
  return out;
}

std::int32_t until_of(const std::string& as_of) {
  const auto span = merge::days_of(as_of);
  return span ? span->last : merge::DaySpan::kOpenFuture;
}

/// The day that trends and staleness are told of: the question's, or today.
std::int32_t told_day(const Context& context, const std::string& as_of) {
  const std::int32_t today = merge::days_of(context.today())->last;
  return as_of.empty() ? today : std::min(until_of(as_of), today);
}

using CellClaims = std::map<merge::CellKey, std::vector<std::string>>;

/// The ids of the claims behind the stage of each cell, as the ledger has them.
Result<CellClaims> claims_behind(Context& context, const View& view, const Call& call) {
  CellClaims out;
  query::Question question = question_of(call);
  question.host.clear(), question.sector.clear(), question.partner.clear();
  const auto take = [&](const std::vector<merge::Standing>& standings) {
    for (const merge::Standing& cell : standings) out[{cell.host, cell.sector, cell.partner}] = cell.claims;
  };
  if (view.whole) {
    take(merge::standings(view.whole->events, view.whole->sources, question.as_of));
  } else {
    auto ledger = TRY(context.readers.lease());
    take(TRY(query::look(*ledger, question, {.kind = query::Want::Kind::kStandings})).cells);
  }
  return out;
}

/// Standings as CSV or Markdown.
Reply standings_table(Context& context, const Call& call, const Catalog& catalog) {
  query::State state;
  for (const std::size_t number : cells_of(catalog, call))
    if (auto cell = catalog.cells.standing(number, until_of(call["as_of"]))) state.cells.push_back(std::move(*cell));
  state.country_names = catalog.country_names;
  query::name_countries(state, context.pack.countries);
  Reply reply;
  reply.type = call.gives;
  reply.body = call.gives == "text/csv" ? query::standings_csv(state, context.today())
                                        : query::standings_markdown(state, context.today());
  return reply;
}

Reply get_standings(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  const Catalog& catalog = *view->catalog;
  if (call.gives != "application/json") return standings_table(context, call, catalog);
  const std::int32_t until = until_of(call["as_of"]), today = told_day(context, call["as_of"]);
  const bool with_claims = call.is("claims");
  const CellClaims claims = with_claims ? ANSWER(claims_behind(context, *view, call)) : CellClaims();
  json::Writer out;
  out.object().key("as_of").text_or_null(call["as_of"]).key("known_by").text_or_null(call["known_by"]).key("cells").array();
  for (const std::size_t cell : cells_of(catalog, call)) {
    const merge::CellKey& key = catalog.cells.key(cell);
    const auto now = catalog.cells.now(cell, until);
    if (!now) continue;
    const auto behind = claims.find(key);
    static const std::vector<std::string> kNone;
    write_standing(out, key, *now, today, !with_claims ? nullptr : behind == claims.end() ? &kNone : &behind->second);
  }
  out.end_array().end_object();
  return json_reply(std::move(out));
}

Reply get_history(Context& context, const Call& call) {
  const ViewPointer view = ANSWER(view_of(context, call));
  const Catalog& catalog = *view->catalog;
  json::Writer out;
  out.object().key("known_by").text_or_null(call["known_by"]).key("cells").array();
  for (const std::size_t number : cells_of(catalog, call)) {
    const auto history = catalog.cells.history(number);
    if (history.empty()) continue;
    const auto& [host, sector, partner] = catalog.cells.key(number);
    out.object().key("host").text(host).key("sector").text(sector).key("partner").text(partner).key("changes").array();
    for (const query::CellChange& change : history) {
      out.object().key("day").text_or_null(merge::day_text(change.day)).key("stage").text(change.stage);
      out.key("claimed").text_or_null(change.claimed).key("evidenced").text_or_null(change.evidenced).end_object();
    }
    out.end_array().end_object();
  }
  out.end_array().end_object();
  return json_reply(std::move(out));
}

/// The stages of the chosen cells at the end of a date, as known then.
std::map<merge::CellKey, std::string> stages_at(const Catalog& catalog, const Call& call,
                                                std::int32_t until) {
  std::map<merge::CellKey, std::string> out;
  for (const std::size_t number : cells_of(catalog, call))
    if (const auto cell = catalog.cells.standing(number, until)) out[catalog.cells.key(number)] = cell->stage;
  return out;
}

/// Events behind a move of a cell: those of its host, sector and partner that are new, at most fifty.
Value move_events(const Catalog& catalog, const merge::CellKey& key,
                  const std::vector<std::uint32_t>& fresh) {
  const auto holds = [&](Catalog::List list, const std::string& name) {
    const auto number = catalog.texts.find(name);
    return number && std::find(list.begin(), list.end(), *number) != list.end();
  };
  Value out = Value::array();
  const auto& [host, sector, partner] = key;
  for (const std::uint32_t place : fresh) {
    const query::EventCard& event = catalog.events[place];
    if (out.size() < 50 && holds(catalog.hosts(event), host) && holds(catalog.sectors(event), sector) &&
        holds(catalog.partners(event), partner))
      out.push(catalog.id(event));
  }
  return out;
}

std::string diff_markdown(const Context& context, const Catalog& catalog, const Value& moves,
                          const std::string& from, const std::string& to,
                          const std::vector<std::uint32_t>& fresh) {
  std::string out =
      "# Changes from " + query::date_words(from) + " to " + query::date_words(to) + "\n\n## Standings\n\n";
  for (const Value& move : moves.items()) {
    const std::string before(move["before"].string_or("")), after(move["after"].string_or(""));
    out += "- " + country_name(context, catalog, std::string(move["host"].string_or(""))) + ", " +
           std::string(move["sector"].string_or("")) + ", " +
           country_name(context, catalog, std::string(move["partner"].string_or(""))) + ": " +
           (before.empty() ? "new, " : before + " → ") + (after.empty() ? "gone" : after) + "\n";
  }
  out += moves.size() == 0 ? "Nothing moved.\n\n## New events\n\n" : "\n## New events\n\n";
  for (const std::uint32_t place : fresh) {
    const query::EventCard& event = catalog.events[place];
    const std::string when(catalog.texts[event.when]), reported(catalog.texts[event.reported]);
    out +=
        "- " + (when.empty() ? "(reported " + query::date_words(reported) + ")" : query::date_words(when)) +
        " **" + std::string(catalog.what(event)) + "**. " + query::plain_markdown(std::string(catalog.sentence(event))) +
        " `" + std::string(catalog.id(event)) + "`\n";
  }
  return fresh.empty() ? out + "None.\n" : out;
}

/// The view of what was known by a date; for a date that is not over that is what is known now.
Result<ViewPointer> known_by(Context& context, const Call& call, const std::string& date) {
  query::Question question = question_of(call);
  if (until_of(date) < merge::days_of(context.today())->last) question.known_by = date;
  return view_of(context, call, question);
}

Reply get_diff(Context& context, const Call& call) {
  const std::string from = call["from"], to = call["to"].empty() ? context.today() : call["to"];
  if (until_of(from) > until_of(to)) return problem(400, "bad-parameter", "from is later than to", "from");
  const ViewPointer before = ANSWER(known_by(context, call, from)),
                    after = ANSWER(known_by(context, call, to));
  const auto old_stages = stages_at(*before->catalog, call, until_of(from)),
             new_stages = stages_at(*after->catalog, call, until_of(to));
  query::Choice choice;
  choice.host = listed(call["host"]), choice.sector = listed(call["sector"]),
  choice.partner = listed(call["partner"]);
  choice.as_of = until_of(to);
  std::vector<std::uint32_t> fresh = query::choose(*after->catalog, choice).list();
  choice.as_of = until_of(from);
  std::set<std::string_view> known;
  for (const std::uint32_t place : query::choose(*before->catalog, choice).list())
    known.insert(before->catalog->id(before->catalog->events[place]));
  const Catalog& catalog = *after->catalog;
  std::erase_if(fresh,
                [&](std::uint32_t place) { return known.count(catalog.id(catalog.events[place])) != 0; });
  std::reverse(fresh.begin(), fresh.end());
  std::set<merge::CellKey> keys;
  for (const auto* stages : {&old_stages, &new_stages})
    for (const auto& [key, stage] : *stages) keys.insert(key);
  Value moves = Value::array();
  for (const merge::CellKey& key : keys) {
    const auto old_stage = old_stages.find(key), new_stage = new_stages.find(key);
    const std::string was = old_stage == old_stages.end() ? "" : old_stage->second,
                      is = new_stage == new_stages.end() ? "" : new_stage->second;
    if (was == is) continue;
    const auto& [host, sector, partner] = key;
    moves.push(json::object({{"host", host},
                             {"sector", sector},
                             {"partner", partner},
                             {"before", text_or_null(was)},
                             {"after", text_or_null(is)},
                             {"events", move_events(catalog, key, fresh)}}));
  }
  const std::size_t total = fresh.size();
  fresh.resize(std::min(fresh.size(), call.number("limit")));
  if (call.gives == "text/markdown") {
    Reply reply;
    reply.type = call.gives, reply.body = diff_markdown(context, catalog, moves, from, to, fresh);
    return reply;
  }
  return json_reply(json::object({{"from", from},
                                  {"to", to},
                                  {"moves", std::move(moves)},
                                  {"events", events_value(catalog, fresh)},
                                  {"total", static_cast<std::int64_t>(total)}}));
}

}  // namespace

void add_contest_routes(Routes& routes) {
  routes["getContest"] = get_contest, routes["getStandings"] = get_standings,
  routes["getStandingsHistory"] = get_history;
  routes["getDiff"] = get_diff;
}

}  // namespace tamga::http
