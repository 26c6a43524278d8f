// Developer's tool: which place each given name of a text means; for scoring against marked toponyms.
#include <algorithm>
#include <cstdio>
#include <sstream>
#include <string>

#include "base/files.h"
#include "json/value.h"
#include "mention/places.h"
#include "names/lexicon.h"
#include "pack/pack.h"
#include "text/utf8.h"

namespace {

using namespace tamga;

constexpr const char* kUsage =
    "usage: places PACK TEXTS [WEIGHTS]\n"
    "TEXTS has a JSON object a line: \"text\" and \"spans\", a list of [begin, end) in bytes. Prints for "
    "each line a list with,\n"
    "for each span, the place meant or null. WEIGHTS (YAML) takes the place of the pack's section "
    "\"places\".\n"
    "example: places world.pack lgl.jsonl\n";

/// The bearers of a name that are places: neither a seat for its government nor anybody's name in capitals
/// only.
std::vector<names::Candidate> bearers(const names::Lexicon& lexicon, std::string_view words) {
  std::vector<names::Candidate> found;
  const bool capitals = std::none_of(words.begin(), words.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  for (const names::Candidate& candidate : lexicon.find(words)) {
    const std::string_view type = lexicon.entity(candidate.entity).type;
    if (type != "place" && type != "region" && type != "state") continue;
    if (candidate.kind == names::NameKind::kMetonym || (candidate.upper && !capitals)) continue;
    const auto same = [&](const names::Candidate& other) { return other.entity == candidate.entity; };
    if (std::none_of(found.begin(), found.end(), same)) found.push_back(candidate);
  }
  return found;
}

json::Value place_value(const names::Entity& place) {
  json::Value::Object out{{"id", json::Value(place.id)},
                          {"type", json::Value(place.type)},
                          {"name", json::Value(place.name)},
                          {"country", json::Value(place.country)}};
  if (place.latitude && place.longitude) {
    out.emplace_back("lat", json::Value(*place.latitude));
    out.emplace_back("lon", json::Value(*place.longitude));
  }
  return out;
}

Result<json::Value> answer(const std::string& line, const names::Lexicon& lexicon,
                           const mention::PlaceWeights& weights) {
  const json::Value row = TRY(json::parse(line));
  const std::string text(row["text"].string_or(""));
  std::vector<mention::PlaceName> names;
  for (std::size_t i = 0; i < row["spans"].size(); ++i) {
    const json::Value& span = row["spans"][i];
    const auto begin = static_cast<std::size_t>(span[std::size_t{0}].integer_or(0));
    const auto end = static_cast<std::size_t>(span[std::size_t{1}].integer_or(0));
    if (begin > end || end > text.size())
      return Error{ErrorCode::kBadInput, "a span outside its text", {}, {}};
    names.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                     bearers(lexicon, std::string_view(text).substr(begin, end - begin))});
  }
  json::Value::Array places;
  for (const auto& chosen : mention::resolve_places(text, names, lexicon, weights))
    places.push_back(chosen ? place_value(lexicon.entity(*chosen)) : json::Value());
  return json::Value(std::move(places));
}

/// The pack's own section, or null where it has none; a file where one is given.
Result<json::Value> weights_section(const pack::Pack& pack, const char* file) {
  if (file == nullptr) {
    auto own = pack.json("places");
    return own.ok() ? *own : json::Value();
  }
  const std::string yaml = TRY(read_file(file));
  return json::parse_yaml(yaml);
}

Status run(int argc, char** argv) {
  const auto pack = TRY(pack::Pack::open(argv[1]));
  const std::string_view section = TRY(pack.section("names"));
  const auto lexicon = TRY(names::Lexicon::open(section));
  const json::Value settings = TRY(weights_section(pack, argc > 3 ? argv[3] : nullptr));
  const mention::PlaceWeights weights = TRY(mention::read_place_weights(settings));
  std::istringstream lines(TRY(read_file(argv[2])));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    const json::Value places = TRY(answer(line, lexicon, weights));
    std::puts(json::dump(places).c_str());
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3 || argc > 4) {
    std::fputs(kUsage, stderr);
    return 2;
  }
  const Status done = run(argc, argv);
  if (done.ok()) return 0;
  std::fprintf(stderr, "places: %s\n", done.error().text().c_str());
  return static_cast<int>(done.error().code);
}
