// STIX 2.1 (OASIS Standard, 10 June 2021): actors and outlets are identities, countries and places locations, reports
// report objects, events notes about who took part; PLOVER type, stage and status stand in a property extension.
#include <algorithm>
#include <cmath>
#include <set>

#include "base/uuid.h"
#include "exchange/detail/rows.h"
#include "exchange/detail/selection.h"
#include "exchange/exchange.h"

namespace tamga::exchange {
namespace {

using json::Value;

/// Ids depend on what they name alone, so that two exports of one ledger agree. Not the namespace of the standard,
/// which is for cyber observables only (2.9).
std::string stix_id(const std::string& type, const std::string& name) {
  static const std::string kSpace = uuid5(kUuidOfUrls, "urn:tamga:stix");
  return type + "--" + uuid5(kSpace, type + "\n" + name);
}

/// With the milliseconds that the standard wants (3.2).
std::string timestamp(const std::string& instant) { return instant.substr(0, instant.size() - 1) + ".000Z"; }

std::string identity_class(const std::string& type) {
  if (type == "person") return "individual";
  if (type == "group") return "group";
  return "organization";
}

std::string report_key(const model::Report& r) {
  return joined({r.id, r.outlet, r.published, r.url}, "\n");
}

/// Writes objects, each once, with the properties that all have in common.
class Bundle {
 public:
  /// `first`: the instant of what has none of its own, such as identities.
  Bundle(const Sink& sink, std::string first) : sink_(sink), first_(std::move(first)) {}

  std::string author() const { return stix_id("identity", "tamga"); }
  std::string extension() const { return stix_id("extension-definition", "event"); }

  /// `told`: the object's instant; `first` where it is empty.
  Status write(const std::string& id, const std::string& told, Value properties) {
    if (!written_.insert(id).second) return {};
    const std::string instant = timestamp(told.empty() ? first_ : told);
    Value object = Value::Object{{"type", id.substr(0, id.find("--"))}, {"spec_version", "2.1"}, {"id", id},
                                 {"created_by_ref", author()}, {"created", instant}, {"modified", instant}};
    for (const auto& [key, value] : properties.members()) object.set(key, value);
    return sink_(std::string(written_.size() == 1 ? "\n" : ",\n") + json::dump(object));
  }

 private:
  const Sink& sink_;
  std::string first_;
  std::set<std::string> written_;
};

Status write_head(Bundle& bundle) {
  TRY(bundle.write(bundle.author(), "", Value::Object{{"name", "Tamga"}, {"identity_class", "system"}}));
  return bundle.write(
      bundle.extension(), "",
      Value::Object{{"name", "Tamga event"},
                    {"description", "What a note says happened: event and mode (PLOVER), stage, status, EDTF date, "
                                    "sectors, hosts, independent origins"},
                    {"schema", "urn:tamga:docs:exports"},
                    {"version", "1.0.0"},
                    {"extension_types", Value::Array{"property-extension"}}});
}

/// ISO 3166-1 alone: the European Union is no country, and stands among the identities only.
bool is_country(const std::string& code) { return code.size() == 2 && code != "EU"; }

Result<std::string> write_country(Bundle& bundle, const query::State& state, const std::string& code) {
  const std::string id = stix_id("location", code);
  TRY(bundle.write(id, "", Value::Object{{"name", query::country_name(state, code)}, {"country", code}}));
  return id;
}

Result<std::string> write_identity(Bundle& bundle, const query::State& state, const std::string& key,
                                   const std::string& name, const std::string& type, const std::string& country) {
  const std::string id = stix_id("identity", key);
  TRY(bundle.write(id, "", Value::Object{{"name", name}, {"identity_class", identity_class(type)}}));
  if (!is_country(country)) return id;
  const std::string place = TRY(write_country(bundle, state, country));
  TRY(bundle.write(stix_id("relationship", id + "\n" + place), "",
                   Value::Object{{"relationship_type", "located-at"}, {"source_ref", id}, {"target_ref", place}}));
  return id;
}

/// A place with coordinates, or else the country it lies in; empty where neither is known.
Result<std::string> write_place(Bundle& bundle, const query::State& state, const model::Place& place) {
  if (!place.latitude || !place.longitude)
    return is_country(place.country) ? write_country(bundle, state, place.country) : Result<std::string>(std::string());
  const std::string id = stix_id("location", key_of(place));
  Value object = Value::Object{{"name", place.name}, {"latitude", *place.latitude}, {"longitude", *place.longitude}};
  if (is_country(place.country)) object.set("country", place.country);
  TRY(bundle.write(id, "", std::move(object)));
  return id;
}

Result<std::string> write_outlet(Bundle& bundle, const query::State& state, const model::Report& report) {
  const std::string name = report.outlet.empty() ? "unknown outlet" : report.outlet;
  const std::string key = report.outlet_id.empty() ? made_key("outlet", name) : report.outlet_id;
  return write_identity(bundle, state, key, name, "outlet", "");
}

Value references_of(const query::Line& line) {
  Value out = Value::array();
  std::set<std::string> seen;
  for (const query::Telling& t : line.tellings) {
    if (!seen.insert(t.report + t.outlet + t.url).second) continue;
    Value reference = Value::Object{{"source_name", t.outlet.empty() ? "unknown outlet" : t.outlet},
                                    {"external_id", t.report}};
    if (!t.url.empty()) reference.set("url", t.url);
    out.push(std::move(reference));
  }
  return out;
}

/// Everybody who takes part, the hosts, the place; the reports' outlets where there is nobody, since a note is about
/// something.
Result<std::vector<std::string>> write_subjects(Bundle& bundle, const query::State& state, const merge::Event& event) {
  std::set<std::string> ids;
  for (const Participant& p : participants_of(state, event))
    ids.insert(TRY(write_identity(bundle, state, p.key, p.party.name, p.party.type, p.party.country)));
  for (const std::string& host : event.host)
    if (is_country(host)) ids.insert(TRY(write_country(bundle, state, host)));
  if (const auto& where = best_claim(state, event).where) ids.insert(TRY(write_place(bundle, state, *where)));
  ids.erase("");
  if (ids.empty())
    for (const merge::ClaimRef ref : event.claims) ids.insert(TRY(write_outlet(bundle, state, report_of(state, ref))));
  return std::vector<std::string>(ids.begin(), ids.end());
}

Value extension_of(const merge::Event& event) {
  return Value::Object{{"extension_type", "property-extension"},
                       {"event", event.event},
                       {"mode", event.mode},
                       {"stage", event.stage},
                       {"status", event.status},
                       {"when", event.when},
                       {"sector", query::list_of(event.sector)},
                       {"host", query::list_of(event.host)},
                       {"origins", static_cast<std::int64_t>(event.origins.size())}};
}

Status write_event(Bundle& bundle, const Input& input, const merge::Event& event) {
  const query::State& state = input.state;
  const query::Line line = query::line_of(state, event);
  const auto subjects = TRY(write_subjects(bundle, state, event));
  std::string content;
  std::set<std::string> outlets;
  for (const query::Telling& t : line.tellings) {
    content += "“" + t.words + "” — " + (t.chain.empty() ? t.outlet : t.chain) + "\n";
    if (!t.outlet.empty()) outlets.insert(t.outlet);
  }
  const double confidence = best_claim(state, event).confidence;
  Value note = Value::Object{{"abstract", title_of(line)},
                             {"content", content},
                             {"object_refs", query::list_of(subjects)},
                             {"confidence", static_cast<std::int64_t>(std::lround(confidence * 100))},
                             {"external_references", references_of(line)}};
  if (!outlets.empty()) note.set("authors", query::list_of({outlets.begin(), outlets.end()}));
  note.set("extensions", Value::Object{{bundle.extension(), extension_of(event)}});
  return bundle.write(stix_id("note", event.id), TRY(told(input.ledger, state, event)).first, std::move(note));
}

Status write_reports(Bundle& bundle, const Input& input) {
  const query::State& state = input.state;
  std::map<std::uint32_t, std::set<std::string>> notes;
  for (const merge::Event& event : state.events)
    for (const merge::ClaimRef ref : event.claims) notes[ref.source].insert(stix_id("note", event.id));
  for (const std::uint32_t source : selection_of(state).sources) {
    const model::Report& r = state.sources[source].report;
    const std::string told = TRY(told_at(input.ledger, r));
    std::set<std::string> refs = notes[source];
    refs.insert(TRY(write_outlet(bundle, state, r)));
    Value reference = Value::Object{{"source_name", r.outlet.empty() ? "unknown outlet" : r.outlet}, {"external_id", r.id}};
    if (!r.url.empty()) reference.set("url", r.url);
    Value report = Value::Object{{"name", r.title.empty() ? r.id : r.title},
                                 {"published", timestamp(told)},
                                 {"object_refs", query::list_of({refs.begin(), refs.end()})},
                                 {"external_references", Value::Array{reference}}};
    TRY(bundle.write(stix_id("report", report_key(r)), told, std::move(report)));
  }
  return {};
}

}  // namespace

Status write_stix(const Input& input, const Sink& sink) {
  std::string all;
  for (const merge::Event& event : input.state.events) all += event.id + "\n";
  TRY(sink("{\"type\":\"bundle\",\"id\":\"" + stix_id("bundle", all) + "\",\"objects\":["));
  std::string first;
  for (const merge::Source& source : input.state.sources) {
    const std::string instant = TRY(told_at(input.ledger, source.report));
    first = first.empty() ? instant : std::min(first, instant);
  }
  Bundle bundle(sink, first.empty() ? std::string(kNoInstant) : first);
  TRY(write_head(bundle));
  for (const merge::Event& event : input.state.events) TRY(write_event(bundle, input, event));
  TRY(write_reports(bundle, input));
  return sink("\n]}\n");
}

}  // namespace tamga::exchange
