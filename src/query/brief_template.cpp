#include "query/brief_template.h"

#include <algorithm>
#include <exception>
#include <kainjow/mustache.hpp>
#include <tuple>

namespace tamga::query {
namespace {

using json::Value;
namespace mustache = kainjow::mustache;

// ---------------------------------------------------------------- data

/// A link that a reader may follow; reports may say anything.
Value link_of(const std::string& url) {
  return url.starts_with("https://") || url.starts_with("http://") ? Value(url) : Value();
}

Value telling_value(const Telling& t) {
  return Value::Object{{"claim", t.claim},
                       {"report", t.report},
                       {"outlet", t.outlet},
                       {"title", text_or_null(t.title)},
                       {"published", text_or_null(t.published)},
                       {"link", link_of(t.url)},
                       {"words", t.words},
                       {"chain", text_or_null(t.chain)}};
}

Value line_value(const Line& line) {
  Value tellings = Value::array(), disputes = Value::array();
  for (const Telling& telling : line.tellings) tellings.push(telling_value(telling));
  for (const Dispute& dispute : line.disputes) disputes.push(dispute_words(dispute));
  const std::string reported = line.reported.empty() ? "" : date_words(line.reported);
  return Value::Object{{"id", line.id},
                       {"what", what_words(line, false)},
                       {"when", line.when.empty() ? Value() : Value(date_words(line.when))},
                       {"reported", text_or_null(reported)},
                       {"sentence", line.sentence},
                       {"counts", count_words(line)},
                       {"chain", line.tellings.empty() ? Value() : text_or_null(line.tellings.front().chain)},
                       {"told_by", std::move(tellings)},
                       {"disputes", std::move(disputes)},
                       {"reviews", list_of(line.reviews)}};
}

Value cell_value(const State& state, const merge::Standing& cell) {
  return Value::Object{{"host", country_name(state, cell.host)},
                       {"sector", cell.sector},
                       {"partner", country_name(state, cell.partner)},
                       {"stage", cell.stage},
                       {"claimed", text_or_null(cell.claimed)},
                       {"evidenced", text_or_null(cell.evidenced)},
                       {"origins", static_cast<std::int64_t>(cell.origins)},
                       {"since", cell.since.empty() ? Value() : Value(date_words(cell.since))},
                       {"latest", text_or_null(cell.latest)}};
}

/// Lines and cells under one heading.
struct Heading {
  Value lines = Value::array(), cells = Value::array();
  Value value(const std::string& name) && {
    return Value::Object{{"name", name}, {"lines", std::move(lines)}, {"cells", std::move(cells)}};
  }
};

Value listed(std::map<std::string, Heading>&& headings) {
  Value out = Value::array();
  for (auto& [name, heading] : headings) out.push(std::move(heading).value(name));
  return out;
}

Value by_host(const Brief& brief, const State& state) {
  Value out = Value::array();
  for (const Brief::Host& host : brief.hosts) {
    Value sectors = Value::array();
    for (const Brief::Sector& sector : host.sectors) {
      Heading heading;
      for (const Line& line : sector.lines) heading.lines.push(line_value(line));
      for (const merge::Standing& cell : sector.cells) heading.cells.push(cell_value(state, cell));
      sectors.push(std::move(heading).value(sector.sector));
    }
    out.push(Value::Object{{"name", host.name}, {"sectors", std::move(sectors)}});
  }
  return out;
}

Value by_sector(const Brief& brief, const State& state) {
  std::map<std::string, Heading> out;
  for (const Brief::Host& host : brief.hosts)
    for (const Brief::Sector& sector : host.sectors)
      for (const Line& line : sector.lines) out[sector.sector].lines.push(line_value(line));
  for (const merge::Standing& cell : state.cells) out[cell.sector].cells.push(cell_value(state, cell));
  return listed(std::move(out));
}

Value by_partner(const State& state) {
  std::map<std::string, Heading> out;
  for (const merge::Event& event : state.events) {
    std::vector<std::string> names;
    for (const std::string& host : event.host)
      for (const std::string& partner : merge::partners_of(event, state.sources, host))
        names.push_back(country_name(state, partner));
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    for (const std::string& name : names) out[name].lines.push(line_value(line_of(state, event)));
  }
  for (const merge::Standing& cell : state.cells)
    out[country_name(state, cell.partner)].cells.push(cell_value(state, cell));
  return listed(std::move(out));
}

/// All events, the newest first.
Value news(const State& state) {
  std::vector<Line> lines = timeline(state);
  std::reverse(lines.begin(), lines.end());
  Value out = Value::array();
  for (const Line& line : lines) out.push(line_value(line));
  return out;
}

Value remarks_of(const Brief& brief) {
  Value out = Value::array();
  for (const Brief::Note& note : brief.notes)
    out.push(Value::Object{{"remark", note.remark},
                           {"about", text_or_null(note.about)},
                           {"words", note.words},
                           {"outlet", text_or_null(note.outlet)},
                           {"published", text_or_null(note.published)}});
  return out;
}

Value gaps_of(const Brief& brief) {
  Value out = Value::array();
  for (const Gap& gap : brief.gaps)
    out.push(Value::Object{{"kind", gap.kind}, {"subject", gap.subject}, {"detail", gap.detail}});
  return out;
}

Value reports_of(const Brief& brief) {
  Value out = Value::array();
  for (const Brief::Read& read : brief.reports)
    out.push(Value::Object{{"id", read.id},
                           {"outlet", text_or_null(read.outlet)},
                           {"title", text_or_null(read.title)},
                           {"published", text_or_null(read.published)},
                           {"claims", static_cast<std::int64_t>(read.claims)}});
  return out;
}

// ---------------------------------------------------------------- filling in

mustache::data data_of(const Value& value) {
  if (value.is_object()) {
    mustache::data out{mustache::data::type::object};
    for (const auto& [key, member] : value.members()) out.set(key, data_of(member));
    return out;
  }
  if (value.is_array()) {
    mustache::data out{mustache::data::type::list};
    for (const Value& item : value.items()) out.push_back(data_of(item));
    return out;
  }
  if (value.is_string())
    return value.string_or("").empty() ? mustache::data{false}
                                       : mustache::data{std::string(value.string_or(""))};
  if (value.is_number()) return mustache::data{json::dump(value)};
  return mustache::data{value.bool_or(false)};
}

Error unsound(const std::string& name, const std::string& why) {
  return {ErrorCode::kBadInput, "not a sound template: " + why, name, {}};
}

/// A part that included itself would never end.
Status check_parts(const Template& form) {
  for (const auto& [name, text] : form.parts)
    for (std::size_t at = text.find("{{"); at != std::string::npos; at = text.find("{{", at + 2)) {
      const std::size_t sign = text.find_first_not_of(" \t\r\n", at + 2);
      if (sign != std::string::npos && (text[sign] == '>' || text[sign] == '='))
        return unsound(form.name, "the part " + name + " includes a part or changes the braces");
    }
  return {};
}

/// What a template leaves out leaves empty lines behind; Markdown needs one at most.
std::string without_empty_lines(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c != '\n' || !out.ends_with("\n\n")) out += c;
  return out;
}

}  // namespace

json::Value brief_data(const Brief& brief, const State& state) {
  const Question& q = brief.question;
  const auto date = [](const std::string& edtf) { return edtf.empty() ? Value() : Value(date_words(edtf)); };
  return Value::Object{{"as_of", date(q.as_of)},
                       {"known_by", date(q.known_by)},
                       {"since", date(q.since)},
                       {"host", q.host.empty() ? Value() : Value(country_name(state, q.host))},
                       {"sector", text_or_null(q.sector)},
                       {"partner", q.partner.empty() ? Value() : Value(country_name(state, q.partner))},
                       {"events", static_cast<std::int64_t>(brief.events)},
                       {"claims", static_cast<std::int64_t>(brief.claims)},
                       {"hosts", by_host(brief, state)},
                       {"sectors", by_sector(brief, state)},
                       {"partners", by_partner(state)},
                       {"news", news(state)},
                       {"remarks", remarks_of(brief)},
                       {"gaps", gaps_of(brief)},
                       {"reports", reports_of(brief)},
                       {"report_count", static_cast<std::int64_t>(brief.readings)}};
}

Result<std::string> render(const Template& form, const json::Value& data, Markup markup) {
  TRY(check_parts(form));
  try {
    mustache::mustache filled{form.text};
    if (!filled.is_valid()) return unsound(form.name, filled.error_message());
    filled.set_custom_escape(markup == Markup::kHtml ? plain_html : plain_markdown);
    mustache::data context = data_of(data);
    for (const auto& [name, text] : form.parts)  // the line that includes a part ends it
      context.set(name, mustache::partial{[&text] {
                    return text.substr(0, text.size() - (text.ends_with('\n') ? 1 : 0));
                  }});
    const std::string out = filled.render(context);
    if (!filled.is_valid()) return unsound(form.name, filled.error_message());
    return markup == Markup::kMarkdown ? without_empty_lines(out) : out;
  } catch (const std::exception& thrown) {
    return unsound(form.name, thrown.what());
  }
}

std::string plain_html(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\'')
      out += "&#39;";
    else
      out += c;
  }
  return out;
}

}  // namespace tamga::query
