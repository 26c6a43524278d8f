#include "mention/detail/tables.h"

#include <algorithm>

#include "text/split.h"
#include "text/utf8.h"

namespace tamga::mention {

namespace {

Words words_of(const json::Value& value) {
  Words words;
  for (std::string& word : value.strings()) words.insert(std::move(word));
  return words;
}

Error bad(const std::string& what) { return Error{ErrorCode::kBadData, what, {}, {}}; }

struct PhraseKind {
  const char* key;
  Type type;
  bool weak;
};
constexpr PhraseKind kPhraseKinds[] = {{"asset", Type::kAsset, false},
                                       {"commodity", Type::kCommodity, false},
                                       {"sector", Type::kSector, false},
                                       {"words", Type::kSector, true}};

Status load_sectors(const json::Value& section, std::string_view tag, Language::Tables& tables) {
  for (const auto& [id, sector] : section["sectors"].members()) {
    const json::Value& language = sector[tag];
    if (!sector.is_object()) return bad("sectors: " + id + " must hold a list of words by language");
    tables.sector_names[id] = language["name"].string_or(id);
    for (const PhraseKind& kind : kPhraseKinds) {
      for (const std::string& phrase : language[kind.key].strings()) {
        std::vector<std::string> words = text::split(phrase, ' ');
        if (words.empty()) return bad("sectors: " + id + ": empty phrase under " + kind.key);
        std::string first = words.front();
        tables.phrases[first].push_back({std::move(words), kind.type, id, kind.weak});
      }
    }
  }
  for (auto& [first, phrases] : tables.phrases) {
    std::stable_sort(phrases.begin(), phrases.end(), [](const SectorPhrase& a, const SectorPhrase& b) {
      return a.words.size() > b.words.size();
    });
  }
  const json::Value& heads = section["heads"][tag];
  for (const std::string& noun : heads["asset"].strings()) tables.asset_heads[noun];
  for (const auto& [sector, nouns] : heads["asset_of"].members()) {
    for (const std::string& noun : nouns.strings()) tables.asset_heads[noun] = sector;
  }
  tables.asset_again = words_of(heads["again"]);
  return {};
}

}  // namespace

Language::Language(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
Language::Language(Language&&) noexcept = default;
Language& Language::operator=(Language&&) noexcept = default;
Language::~Language() = default;

Result<Language> Language::load(const json::Value& s, const json::Value& sectors, std::string_view tag,
                                const json::Value& places) {
  if (!s.is_object() || !s["pronouns"].is_object()) return bad("mention: there must be pronouns");
  if (!sectors["sectors"].is_object()) return bad("sectors: there must be a map \"sectors\"");
  auto t = std::make_unique<Tables>();
  const std::pair<const json::Value*, Words*> lists[] = {
      {&s["pronouns"]["person"], &t->person_pronouns},
      {&s["pronouns"]["thing"], &t->thing_pronouns},
      {&s["pronouns"]["several"], &t->several_pronouns},
      {&s["pronouns"]["relative"], &t->relative_pronouns},
      {&s["pronouns"]["relative_thing"], &t->relative_things},
      {&s["weak_outlet_nouns"], &t->weak_outlet_nouns},
      {&s["nobody"], &t->nobody},
      {&s["gender"]["feminine"], &t->feminine},
      {&s["gender"]["masculine"], &t->masculine},
      {&s["chiefs"], &t->chiefs},
      {&s["portfolio_titles"], &t->portfolio_titles},
      {&s["counterpart_nouns"], &t->counterpart_nouns},
      {&s["person_nouns"], &t->person_nouns},
      {&s["titles"], &t->titles},
      {&s["honorifics"], &t->honorifics},
      {&s["named_bodies"], &t->named_bodies},
      {&s["name_endings"], &t->name_endings},
      {&s["outlet_nouns"], &t->outlet_nouns},
      {&s["outlet_endings"], &t->outlet_endings},
      {&s["also_bodies"], &t->also_bodies},
      {&s["place_nouns"], &t->place_nouns},
      {&s["country_nouns"], &t->country_nouns},
      {&s["bloc_nouns"], &t->bloc_nouns},
      {&s["side_nouns"], &t->side_nouns},
      {&s["government_nouns"], &t->government_nouns},
      {&s["no_groups"], &t->no_groups},
      {&s["two_words"], &t->two_words},
      {&s["side_markers"], &t->side_markers},
      {&s["home_words"], &t->home_words},
      {&s["market_words"], &t->market_words},
      {&s["speech_verbs"], &t->speech_verbs},
      {&s["calendar"], &t->calendar},
      {&s["not_names"], &t->not_names},
      {&s["name_joiners"], &t->name_joiners},
      {&s["plural_nouns"]["state"], &t->state_plurals},
      {&s["plural_nouns"]["person"], &t->person_plurals},
      {&s["plural_nouns"]["party"], &t->party_plurals},
      {&s["metonymy"]["relations"], &t->metonym_relations},
      {&s["metonymy"]["markers"], &t->metonym_markers},
      {&s["metonymy"]["place_markers"], &t->place_markers},
      {&s["metonymy"]["travel"], &t->travel}};
  for (const auto& [value, words] : lists) *words = words_of(*value);
  for (const auto& [phrase, offices] : s["roles"].members()) {
    OfficeRole role{text::split(phrase, ' '), {}};
    for (const std::string& office : offices.strings()) role.offices.push_back(text::name_key(office));
    t->roles.push_back(std::move(role));
  }
  std::stable_sort(t->roles.begin(), t->roles.end(),
                   [](const OfficeRole& a, const OfficeRole& b) { return a.words.size() > b.words.size(); });
  for (const auto& [kind, nouns] : s["body_kinds"].members()) {
    for (const std::string& noun : nouns.strings()) t->body_kinds[noun] = kind;
  }
  TRY(load_sectors(sectors, tag, *t));
  t->place_weights = TRY(read_place_weights(places));
  return Language(std::move(t));
}

}  // namespace tamga::mention
