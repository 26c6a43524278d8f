#include "page/detail/metadata.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>

#include "json/value.h"
#include "page/detail/main_text.h"

namespace tamga::page {
namespace {

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    if (!space)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// The first non-empty `<meta>` of the first of these names that the page has.
std::string meta(const Dom& dom, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    for (const Node& node : dom) {
      if (node.tag != "meta") continue;
      const bool match = lower_ascii(node.attribute("property")) == name ||
                         lower_ascii(node.attribute("name")) == name ||
                         lower_ascii(node.attribute("itemprop")) == name;
      if (std::string value = match ? folded(node.attribute("content")) : ""; !value.empty()) return value;
    }
  return {};
}

/// Inner text of the first element of this tag within [begin, end).
std::string first_text(const Dom& dom, std::string_view tag, std::uint32_t begin, std::uint32_t end) {
  for (std::uint32_t i = begin; i < end; ++i)
    if (dom[i].tag == tag)
      if (std::string text = inner_text(dom, i); !text.empty()) return text;
  return {};
}

/// The objects of the page's JSON-LD: top level, elements of arrays, and members of "@graph".
std::vector<json::Value> linked_data(const Dom& dom) {
  std::vector<json::Value> objects;
  const auto keep = [&](const json::Value& value) {
    if (value.is_object()) objects.push_back(value);
    for (const json::Value& item : value["@graph"].items()) objects.push_back(item);
  };
  for (std::uint32_t i = 0; i + 1 < dom.size(); ++i) {
    if (dom[i].tag != "script" || lower_ascii(dom[i].attribute("type")) != "application/ld+json") continue;
    if (!dom[i + 1].is_text()) continue;
    const auto parsed = json::parse(dom[i + 1].text);
    if (!parsed.ok()) continue;
    keep(*parsed);
    for (const json::Value& item : parsed->items()) keep(item);
  }
  return objects;
}

std::string publisher(const std::vector<json::Value>& objects) {
  for (const json::Value& object : objects) {
    const json::Value& by = object["publisher"];
    for (const std::string_view name :
         {by.string_or(""), by["name"].string_or(""), by[0]["name"].string_or("")})
      if (!name.empty()) return folded(name);
  }
  return {};
}

std::string time_element(const Dom& dom, std::uint32_t begin, std::uint32_t end) {
  for (std::uint32_t i = begin; i < end; ++i)
    if (dom[i].tag == "time" && !dom[i].attribute("datetime").empty())
      return std::string(dom[i].attribute("datetime"));
  return {};
}

std::optional<unsigned> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  unsigned value = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

unsigned month_length(unsigned year, unsigned month) {
  constexpr std::array<unsigned, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

/// The day of an ISO 8601 instant, as written where the page was written: "2025-06-12T01:30+06:00" is
/// 2025-06-12. Also a bare month or year. Empty for anything else.
std::string edtf_date(std::string_view instant) {
  instant = instant.substr(std::min(instant.find_first_not_of(" \t\n\r"), instant.size()));
  const auto year = digits(instant, 0, 4);
  if (!year || *year == 0) return {};
  const std::string_view after_year = instant.substr(4);
  if (after_year.find_first_not_of(" \t\n\r") == std::string_view::npos)
    return std::string(instant.substr(0, 4));
  const auto month = digits(instant, 5, 2);
  if (after_year[0] != '-' || !month || *month < 1 || *month > 12) return {};
  if (instant.substr(7).find_first_not_of(" \t\n\r") == std::string_view::npos)
    return std::string(instant.substr(0, 7));
  const auto day = digits(instant, 8, 2);
  if (instant[7] != '-' || !day || *day < 1 || *day > month_length(*year, *month)) return {};
  if (digits(instant, 10, 1)) return {};
  return std::string(instant.substr(0, 10));
}

std::string date_published(const std::vector<json::Value>& objects) {
  for (const json::Value& object : objects)
    if (std::string day = edtf_date(object["datePublished"].string_or("")); !day.empty()) return day;
  return {};
}

std::string first_date(std::initializer_list<std::string> candidates) {
  for (const std::string& candidate : candidates)
    if (std::string day = edtf_date(candidate); !day.empty()) return day;
  return {};
}

std::string first_of(std::initializer_list<std::string> candidates) {
  for (const std::string& candidate : candidates)
    if (!candidate.empty()) return candidate;
  return {};
}

std::string canonical(const Dom& dom) {
  for (const Node& node : dom)
    if (node.tag == "link" && lower_ascii(node.attribute("rel")) == "canonical")
      return folded(node.attribute("href"));
  return {};
}

/// A URL that names its host; what is relative says nothing to a reader.
std::string absolute(std::initializer_list<std::string> candidates) {
  for (const std::string& candidate : candidates)
    if (candidate.starts_with("http://") || candidate.starts_with("https://")) return candidate;
  return {};
}

std::string language(const Dom& dom) {
  std::string tag =
      folded(first_of({std::string(dom[0].attribute("lang")), std::string(dom[0].attribute("xml:lang"))}));
  std::replace(tag.begin(), tag.end(), '_', '-');
  return tag;
}

}  // namespace

text::Header read_metadata(const Dom& dom, std::uint32_t root) {
  const auto size = static_cast<std::uint32_t>(dom.size());
  const std::vector<json::Value> linked = linked_data(dom);
  text::Header header;
  header.url = absolute({canonical(dom), meta(dom, {"og:url"})});
  header.outlet = first_of({meta(dom, {"og:site_name"}), publisher(linked)});
  header.title = first_of({meta(dom, {"og:title"}), first_text(dom, "title", 0, size),
                           first_text(dom, "h1", root, dom[root].end), first_text(dom, "h1", 0, size)});
  header.published = first_date({meta(dom, {"article:published_time"}), date_published(linked),
                                 meta(dom, {"datepublished", "pubdate", "dc.date.issued", "date"}),
                                 time_element(dom, root, dom[root].end), time_element(dom, 0, size)});
  header.language = language(dom);
  return header;
}

}  // namespace tamga::page
