#include <algorithm>
#include <array>

#include "exchange/exchange.h"

namespace tamga::exchange {
namespace {

constexpr std::array kFormats = {
    Format{"atom", "feed of events (RFC 4287)", "application/atom+xml", write_atom},
    Format{"csv", "tables with a header line (RFC 4180); --table says which", "text/csv", write_csv},
    Format{"ftm", "FollowTheMoney entities, one a line", "application/json+ftm", write_ftm},
    Format{"gdelt-events", "event table of GDELT 2.0", "text/tab-separated-values", write_gdelt_events},
    Format{"gdelt-mentions", "mentions table of GDELT 2.0", "text/tab-separated-values", write_gdelt_mentions},
    Format{"geojson", "events and assets on the map (RFC 7946)", "application/geo+json", write_geojson},
    Format{"graphml", "actors and what they do with each other", "application/graphml+xml", write_graphml},
    Format{"jsonl", "reports, mentions, claims and remarks; what tamga import reads", "application/x-ndjson", write_jsonl},
    Format{"parquet", "the same tables with types, lists and nulls (Apache Parquet)", "application/vnd.apache.parquet", write_parquet},
    Format{"polecat", "columns of the POLECAT event data", "text/tab-separated-values", write_polecat},
    Format{"prov", "who says what after whom (W3C PROV-O as JSON-LD)", "application/ld+json", write_prov},
    Format{"stix", "bundle of STIX 2.1", "application/stix+json;version=2.1", write_stix},
};

constexpr std::array<std::string_view, 4> kTables = {"claims", "events", "standings", "reports"};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* format_named(std::string_view name) {
  const auto found = std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& f) { return f.name == name; });
  return found == kFormats.end() ? nullptr : &*found;
}

std::span<const std::string_view> tables() { return kTables; }

}  // namespace tamga::exchange
