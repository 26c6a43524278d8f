#include "pipeline/detail/words.h"

namespace tamga::pipeline {
namespace {

/// Loads one section; its errors name pack and section.
template <class Load>
auto load_section(const pack::Pack& pack, const std::string& name, Load load) -> decltype(load(json::Value())) {
  auto loaded = load(TRY(pack.json(name)));
  if (loaded.ok()) return loaded;
  Error error = loaded.error();
  error.message = "section \"" + name + "\": " + error.message;
  return error.in(pack.path().string());
}

/// A pack need not say how places of one name are weighed.
Result<json::Value> places_of(const pack::Pack& pack) {
  auto places = pack.json("places");
  if (!places.ok() && places.error().code == ErrorCode::kNotFound) return json::Value();
  return places;
}

}  // namespace

Result<Words> load_words(const pack::Pack& pack, const std::string& tag) {
  const std::string language = "lang/" + tag + "/";
  const json::Value sectors = TRY(pack.json("sectors"));
  const json::Value places = TRY(places_of(pack));
  auto mentions = TRY(load_section(pack, language + "mention", [&](const json::Value& section) {
    return mention::Language::load(section, sectors, tag, places);
  }));
  auto dates = TRY(load_section(pack, language + "when", when::Language::load));
  auto amounts = TRY(load_section(pack, language + "quantity", quantity::Language::load));
  const json::Value remarks = TRY(pack.json(language + "remarks"));
  auto sources = TRY(load_section(pack, language + "attribution", [&](const json::Value& section) {
    return source::Language::load(section, remarks);
  }));
  auto extractor = extract::Extractor::create(pack, tag);
  if (!extractor.ok()) return extractor.error().in(pack.path().string());
  return Words{std::move(mentions), std::move(dates), std::move(amounts), std::move(sources), std::move(*extractor)};
}

}  // namespace tamga::pipeline
