// FollowTheMoney (followthemoney.tech): actors, events, reports and the links between them, one entity a line. Names of
// schemas and properties are those of the model of version 4; the tests check them against the package.
#include <algorithm>
#include <set>

#include "exchange/detail/codes.h"
#include "exchange/detail/selection.h"
#include "exchange/exchange.h"

namespace tamga::exchange {
namespace {

using json::Value;

/// An entity: every property holds a list of strings. Empty values are left out, doubles too.
class Entity {
 public:
  Entity(std::string id, std::string schema) : id_(std::move(id)), schema_(std::move(schema)) {}

  void add(const char* property, const std::string& value) {
    if (value.empty()) return;
    Value values = properties_[property].is_null() ? Value::array() : properties_[property];
    const auto held = values.strings();
    if (std::find(held.begin(), held.end(), value) == held.end()) values.push(value);
    properties_.set(property, std::move(values));
  }
  std::string line() const {
    return json::dump(Value::Object{{"id", id_}, {"schema", schema_}, {"properties", properties_}}) + "\n";
  }

 private:
  std::string id_, schema_;
  Value properties_ = Value::object();
};

std::string lower(std::string code) {
  for (char& c : code)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return code;
}

std::string document_id(const model::Report& report) {
  return made_key("report", report.id + "\n" + report.outlet + "\n" + report.published + "\n" + report.url);
}

std::string schema_of(const model::Party& party, const Codes& codes) {
  if (party.type == "person") return "Person";
  if (party.type == "state") return "PublicBody";
  if (party.type == "bloc") return "Organization";
  return party.type == "organisation" ? codes.organisation_schema(party.name) : "LegalEntity";
}

/// A day is a date; a span its first and last day.
void add_dates(Entity& entity, const std::string& edtf) {
  const Days days = days_of(edtf);
  if (days.exact) {
    entity.add("date", days.first);
  } else {
    entity.add("startDate", days.first);
    entity.add("endDate", days.last);
  }
}

Entity actor_entity(const model::Party& party, const std::string& key, const Codes& codes) {
  const std::string schema = schema_of(party, codes);
  Entity out(key, schema);
  out.add("name", party.name);
  out.add("country", lower(party.country));
  if (schema == "Person") out.add("position", party.role);
  return out;
}

Entity document_entity(const model::Report& report, const Codes& codes) {
  Entity out(document_id(report), "Article");
  const std::string title = report.title.empty() ? report.id : report.title;
  out.add("name", title);
  out.add("title", title);
  out.add("fileName", report.id.substr(report.id.find(':') + 1) + ".txt");
  out.add("publishedAt", days_of(report.published).last);
  out.add("sourceUrl", report.url);
  out.add("publisher", report.outlet);
  out.add("language", codes.word("languages", report.language.substr(0, 2)));
  return out;
}

/// What events and links have in common: when, who tells it, and the documents that prove it.
void add_proof(Entity& out, const query::State& state, const merge::Event& event, const query::Line& line) {
  add_dates(out, event.when);
  out.add("recordId", event.id);
  for (const merge::ClaimRef ref : event.claims) {
    out.add("proof", document_id(report_of(state, ref)));
    out.add("sourceUrl", report_of(state, ref).url);
    out.add("publisher", report_of(state, ref).outlet);
  }
  for (const query::Telling& telling : line.tellings) out.add("description", telling.words);
}

Entity event_entity(const query::State& state, const merge::Event& event, const query::Line& line) {
  Entity out(event.id, "Event");
  out.add("name", title_of(line));
  add_proof(out, state, event, line);
  for (const Participant& participant : participants_of(state, event)) out.add("involved", participant.key);
  for (const std::string& host : event.host)
    if (host.size() == 2) out.add("country", lower(host));
  if (const auto& where = best_claim(state, event).where) out.add("location", where->name);
  for (const std::string& word : {event.event, event.stage, event.status}) out.add("keywords", word);
  for (const std::string& sector : event.sector) out.add("keywords", sector);
  return out;
}

/// One link for each pair of who acts and whom it concerns.
Status write_links(const query::State& state, const merge::Event& event, const query::Line& line, const Sink& sink) {
  const auto participants = participants_of(state, event);
  for (const Participant& from : participants)
    for (const Participant& to : participants) {
      if (!from.acting || to.acting) continue;
      Entity link(made_key("link", event.id + "\n" + from.key + "\n" + to.key), "UnknownLink");
      link.add("subject", from.key);
      link.add("object", to.key);
      link.add("role", line.what);
      link.add("status", event.status);
      add_proof(link, state, event, line);
      TRY(sink(link.line()));
    }
  return {};
}

}  // namespace

Status write_ftm(const Input& input, const Sink& sink) {
  const query::State& state = input.state;
  const Codes codes(input.codes);
  std::set<std::string> written;
  for (const std::uint32_t source : selection_of(state).sources)
    if (written.insert(document_id(state.sources[source].report)).second)
      TRY(sink(document_entity(state.sources[source].report, codes).line()));
  for (const merge::Event& event : state.events)
    for (const Participant& participant : participants_of(state, event))
      if (written.insert(participant.key).second)
        TRY(sink(actor_entity(participant.party, participant.key, codes).line()));
  for (const merge::Event& event : state.events) {
    const query::Line line = query::line_of(state, event);
    TRY(sink(event_entity(state, event, line).line()));
    TRY(write_links(state, event, line, sink));
  }
  return {};
}

}  // namespace tamga::exchange
