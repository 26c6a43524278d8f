// Atom (RFC 4287): an entry for each event, the last told first, with its evidence and links to the reports.
#include <algorithm>

#include "exchange/detail/selection.h"
#include "exchange/detail/xml.h"
#include "exchange/exchange.h"

namespace tamga::exchange {
namespace {

/// An event with the instants the standard wants.
struct Entry {
  const merge::Event* event;
  query::Line line;
  Told told;
};

std::string category(const std::string& term, const std::string& scheme) {
  if (term.empty()) return {};
  return "<category term=\"" + xml_text(term) + "\" scheme=\"urn:tamga:" + scheme + "\"/>";
}

/// An address that may stand in a link: an IRI with a scheme and without spaces.
bool is_link(const std::string& url) {
  return url.find("://") != std::string::npos && url.find_first_of(" \t\r\n\"<>") == std::string::npos;
}

std::string links_of(const query::Line& line) {
  std::string out;
  std::vector<std::string> seen;
  for (const query::Telling& telling : line.tellings) {
    if (!is_link(telling.url) || std::find(seen.begin(), seen.end(), telling.url) != seen.end()) continue;
    seen.push_back(telling.url);
    out += "<link rel=\"via\" href=\"" + xml_text(telling.url) + "\" title=\"" + xml_text(telling.outlet) + "\"/>";
  }
  return out;
}

std::string content_of(const query::Line& line) {
  std::string out = line.when.empty() ? "" : query::date_words(line.when) + "\n";
  out += query::count_words(line) + "\n";
  for (const query::Telling& t : line.tellings)
    out += "“" + t.words + "” — " + (t.chain.empty() ? t.outlet : t.chain) +
           (t.published.empty() ? "" : ", " + t.published) + "\n";
  for (const query::Dispute& dispute : line.disputes) out += query::dispute_words(dispute) + "\n";
  return out;
}

std::string xml_of(const Entry& entry) {
  const query::Line& line = entry.line;
  std::string out = "<entry>" + xml_element("id", "urn:tamga:event:" + line.id) + xml_element("title", title_of(line)) +
                    xml_element("updated", entry.told.last) + xml_element("published", entry.told.first);
  // RFC 4287, 4.1.2: an entry without rel="alternate" must have content.
  out += links_of(line) + category(entry.event->event, "event") + category(entry.event->stage, "stage") +
         category(line.status, "status");
  for (const std::string& host : line.host) out += category(host, "host");
  for (const std::string& sector : line.sector) out += category(sector, "sector");
  return out + "<content type=\"text\">" + xml_text(content_of(line)) + "</content></entry>\n";
}

}  // namespace

Status write_atom(const Input& input, const Sink& sink) {
  std::vector<Entry> entries;
  for (const merge::Event& event : input.state.events)
    entries.push_back({&event, query::line_of(input.state, event), TRY(told(input.ledger, input.state, event))});
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.told.last > b.told.last; });
  TRY(sink("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">" +
           xml_element("id", "urn:tamga:ledger") + xml_element("title", "Tamga: events") +
           xml_element("updated", entries.empty() ? kNoInstant : std::string_view(entries.front().told.last)) +
           "<author><name>Tamga</name></author><generator>Tamga</generator>\n"));
  for (const Entry& entry : entries) TRY(sink(xml_of(entry)));
  return sink("</feed>\n");
}

}  // namespace tamga::exchange
