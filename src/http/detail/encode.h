/// Cards and records as the JSON of openapi.yaml.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/app.h"
#include "json/value.h"
#include "json/writer.h"
#include "merge/standing.h"
#include "query/catalog.h"
#include "query/choice.h"
#include "query/line.h"

namespace tamga::http {

using query::list_of;
using query::text_or_null;
/// Coordinates are kept as floats: five digits behind the point are what they hold.
double degrees(float value);
/// The day as text, or null for an open end.
json::Value day_or_null(std::int32_t day);
/// The schema Event.
void write_event(json::Writer& out, const query::Catalog& catalog, const query::EventCard& event);
/// The same to look into.
json::Value event_value(const query::Catalog& catalog, const query::EventCard& event);
json::Value events_value(const query::Catalog& catalog, std::span<const std::uint32_t> places);
/// The schema Standing. `claims`: ids of those behind the stage, where they are asked for.
void write_standing(json::Writer& out, const merge::CellKey& key, const query::CellNow& now, std::int32_t today,
                    const std::vector<std::string>* claims);
/// The schema Report.
json::Value report_value(const store::Head& head);
/// The schema ReportRef.
json::Value report_ref(const model::Report& report);
/// The schema Decision.
json::Value decision_value(const model::Decision& decision, bool stands);
/// How often something occurs, the most often first, as the schema Count.
class Counts {
 public:
  void add(const std::string& id, const std::string& name) { ++counts_[id].second, counts_[id].first = name; }
  json::Value value(std::size_t most = 50) const;

 private:
  std::map<std::string, std::pair<std::string, std::size_t>> counts_;
};

std::string country_name(const Context& context, const query::Catalog& catalog, const std::string& code);

/// The events that a call chooses by the usual parameters. The error is of the search for `text`.
Result<query::Choice> choice_of(Context& context, const Call& call, const query::Catalog& catalog);

/// A page of something that stands in an order that lasts: `next` is where the next one begins.
struct Page {
  std::size_t from = 0, to = 0;
  std::string next;  ///< empty at the end
};
/// Cursors by number in a list that changes only when the ledger does. nullopt for a cursor that is none.
std::optional<Page> page_of(const Call& call, std::size_t size);
Reply bad_cursor();

}  // namespace tamga::http
