// The forty columns of POLECAT (doi:10.7910/DVN/AJGVIT), tab-separated, with its header line. Our event types and modes
// are PLOVER's, as POLECAT's are. "None" is how POLECAT writes what is not known.
#include <algorithm>
#include <set>

#include "exchange/detail/codes.h"
#include "exchange/detail/rows.h"
#include "exchange/detail/selection.h"
#include "exchange/exchange.h"

namespace tamga::exchange {
namespace {

const Row kHead{"Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
                "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
                "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
                "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename",
                "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
                "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
                "Language", "Version"};

std::string or_none(const std::string& text) { return text.empty() ? "None" : text; }

template <class Of>
std::string listed(const std::vector<model::Party>& side, Of of) {
  std::vector<std::string> items;
  for (const model::Party& party : side)
    if (const std::string item = of(party); std::find(items.begin(), items.end(), item) == items.end())
      items.push_back(item);
  return or_none(joined(items, ";"));
}

/// Name, country, COW, two of sector, title, raw name, Wikipedia: the eight columns of a side.
void add_side(Row& row, const Codes& codes, const std::vector<model::Party>& side) {
  const std::string sectors =
      listed(side, [&](const model::Party& p) { return codes.word("polecat_sectors", p.type); });
  row.push_back(listed(side, [](const model::Party& p) { return p.name; }));
  row.push_back(listed(side, [&](const model::Party& p) { return codes.country(p.country, "iso3"); }));
  row.push_back(listed(side, [&](const model::Party& p) { return codes.country(p.country, "cow"); }));
  row.push_back(sectors.substr(0, sectors.find(';')));
  row.push_back(sectors);
  row.push_back(listed(side, [](const model::Party& p) { return p.role; }));
  row.push_back(listed(side, [](const model::Party& p) { return p.evidence.words; }));
  row.emplace_back("None");
}

/// The ten columns of a place; GeoNames numbers are the ends of ids that begin "geonames-".
void add_place(Row& row, const Codes& codes, const std::optional<model::Place>& place) {
  const model::Place p = place.value_or(model::Place{});
  const std::string prefix = codes.word("polecat", "geonames_prefix");
  const bool geonames = !prefix.empty() && p.id.starts_with(prefix);
  row.insert(row.end(), {or_none(p.name), "None", "None", "None", or_none(codes.country(p.country, "iso3")),
                         or_none(p.latitude ? number_text(*p.latitude) : ""),
                         or_none(p.longitude ? number_text(*p.longitude) : ""),
                         or_none(geonames ? p.id.substr(prefix.size()) : ""), or_none(p.words), "None"});
}

std::string contexts_of(const Codes& codes, const merge::Event& event) {
  std::set<std::string> contexts;
  for (const std::string& sector : event.sector) contexts.insert(codes.word("contexts", sector));
  return or_none(joined({contexts.begin(), contexts.end()}, ";"));
}

/// The day, else the first day of the month or year; POLECAT dates are days.
std::string date_of(const merge::Event& event) {
  if (!event.days) return "None";
  const std::string first = merge::day_text(event.days->first);
  return or_none(first.empty() ? merge::day_text(event.days->last) : first);
}

Row row_of(const query::State& state, const merge::Event& event, const Codes& codes) {
  const model::Claim& best = best_claim(state, event);
  const model::Report& report = report_of(state, event.claims.front());
  const auto cameo = codes.cameo(event);
  Row row{event.id, date_of(event), event.event, or_none(codes.word("polecat_modes", event.mode)), or_none(cameo ? cameo->goldstein : ""),
          or_none(codes.word("polecat_quad", event.event)), contexts_of(codes, event)};
  add_side(row, codes, best.who);
  add_side(row, codes, best.whom);
  add_place(row, codes, best.where);
  std::set<std::string> people, organisations;
  for (const Participant& p : participants_of(state, event))
    if (p.party.type == "person") people.insert(p.party.name);
    else if (p.party.type == "organisation") organisations.insert(p.party.name);
  row.insert(row.end(), {or_none(report.outlet), or_none(days_of(report.published).last),
                         or_none(joined({people.begin(), people.end()}, ";")),
                         or_none(joined({organisations.begin(), organisations.end()}, ";")),
                         or_none(best.where ? best.where->name : ""), or_none(report.language), "tamga"});
  return row;
}

}  // namespace

Status write_polecat(const Input& input, const Sink& sink) {
  const Codes codes(input.codes);
  TRY(sink(tsv_line(kHead)));
  for (const merge::Event& event : input.state.events) {
    // POLECAT holds what happened, by type; a stage alone is no event of PLOVER, and a denial none that happened.
    if (event.event.empty() || event.status == "denied") continue;
    TRY(sink(tsv_line(row_of(input.state, event, codes))));
  }
  return {};
}

}  // namespace tamga::exchange
