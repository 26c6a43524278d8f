// GeoJSON (RFC 7946): a feature for each event, and one for each asset that the pack knows the place of. Events without
// a place have a null geometry, which the standard calls unlocated.
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "exchange/detail/selection.h"
#include "exchange/exchange.h"

namespace tamga::exchange {
namespace {

using json::Value;

struct Point {
  double latitude, longitude;
};

Value geometry_of(const std::optional<Point>& point) {
  if (!point) return {};
  // RFC 7946, 3.1.1: longitude first.
  return Value::Object{{"type", "Point"}, {"coordinates", Value::Array{point->longitude, point->latitude}}};
}

std::optional<Point> point_of(const model::Place& place) {
  if (!place.latitude || !place.longitude) return std::nullopt;
  return Point{*place.latitude, *place.longitude};
}

std::optional<Point> point_of(const names::Lexicon* names, const model::Topic& topic) {
  if (names == nullptr || topic.id.empty()) return std::nullopt;
  const auto entity = names->by_id(topic.id);
  if (!entity || !entity->latitude || !entity->longitude) return std::nullopt;
  return Point{*entity->latitude, *entity->longitude};
}

/// Where an event happened, and what tells so: "place" that a claim names, or the "asset" it is about.
std::pair<std::optional<Point>, std::string> locate(const Input& input, const merge::Event& event) {
  for (const merge::ClaimRef ref : event.claims)
    if (const auto& where = claim_of(input.state, ref).where; where && point_of(*where)) return {point_of(*where), "place"};
  for (const merge::ClaimRef ref : event.claims)
    for (const model::Topic& topic : claim_of(input.state, ref).about)
      if (const auto point = point_of(input.names, topic)) return {point, "asset"};
  return {std::nullopt, ""};
}

Value feature(const std::string& id, const std::optional<Point>& point, Value properties) {
  return Value::Object{{"type", "Feature"}, {"id", id}, {"geometry", geometry_of(point)},
                       {"properties", std::move(properties)}};
}

Value event_feature(const Input& input, const merge::Event& event) {
  const query::Line line = query::line_of(input.state, event);
  const auto [point, located_by] = locate(input, event);
  Value properties = query::to_json(line);
  properties.set("kind", "event");
  properties.set("event", query::text_or_null(event.event));
  properties.set("stage", query::text_or_null(event.stage));
  const auto& where = best_claim(input.state, event).where;
  properties.set("where", where ? query::text_or_null(where->name) : Value());
  properties.set("located_by", query::text_or_null(located_by));
  return feature(event.id, point, std::move(properties));
}

struct Asset {
  model::Topic topic;
  Point point;
  std::vector<std::string> events;
};

std::map<std::string, Asset> assets_of(const Input& input) {
  std::map<std::string, Asset> out;
  for (const merge::Event& event : input.state.events) {
    std::set<std::string> counted;
    for (const merge::ClaimRef ref : event.claims)
      for (const model::Topic& topic : claim_of(input.state, ref).about) {
        const auto point = topic.type == "asset" ? point_of(input.names, topic) : std::nullopt;
        if (!point || !counted.insert(topic.id).second) continue;
        out.try_emplace(topic.id, Asset{topic, *point, {}}).first->second.events.push_back(event.id);
      }
  }
  return out;
}

Value asset_feature(const std::string& id, const Asset& asset) {
  return feature(id, asset.point, Value::Object{{"kind", "asset"}, {"name", asset.topic.name},
                                                {"events", query::list_of(asset.events)}});
}

}  // namespace

Status write_geojson(const Input& input, const Sink& sink) {
  TRY(sink("{\"type\":\"FeatureCollection\",\"features\":["));
  std::string separator = "\n";
  for (const merge::Event& event : input.state.events) {
    TRY(sink(separator + json::dump(event_feature(input, event))));
    separator = ",\n";
  }
  for (const auto& [id, asset] : assets_of(input)) {
    TRY(sink(separator + json::dump(asset_feature(id, asset))));
    separator = ",\n";
  }
  return sink("\n]}\n");
}

}  // namespace tamga::exchange
