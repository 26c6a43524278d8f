// Puts claims into events, whoever read them: report and claim lines (docs/formats.md) on standard input, one line with
// the event of each claim on standard output. Names that carry no id get that of the pack, as reading would have given
// them; "also" may list other names of the same. tools/score_merge.py uses it to score merging by itself.
//
//   bench/ledger/merge_lines [central-asia.pack] < claims.jsonl
#include <cstdio>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "json/value.h"
#include "merge/event.h"
#include "model/json.h"
#include "names/lexicon.h"
#include "pack/pack.h"

namespace {

using namespace tamga;

/// The one entity that goes by one of the names, whole, and fits type and country.
std::optional<names::Entity> entity_of(const names::Lexicon& lexicon, const json::Value& named) {
  std::vector<std::string> words = named["also"].strings();
  words.insert(words.begin(), std::string(named["name"].string_or("")));
  const std::string_view type = named["type"].string_or(""), country = named["country"].string_or("");
  for (const std::string& word : words) {
    std::optional<names::Entity> found;
    std::size_t fitting = 0;
    for (const names::Candidate& candidate : lexicon.find(word)) {
      const names::Entity entity = lexicon.entity(candidate.entity);
      if (candidate.kind == names::NameKind::kDemonym || candidate.kind == names::NameKind::kMetonym) continue;
      if (!type.empty() && entity.type != type) continue;
      if (!country.empty() && !entity.country.empty() && entity.country != country) continue;
      if (!found || found->id != entity.id) found = entity, ++fitting;
    }
    if (fitting == 1) return found;
  }
  return std::nullopt;
}

void identify(const names::Lexicon& lexicon, const json::Value& line, model::Claim& claim) {
  const auto parties = [&](const json::Value& values, std::vector<model::Party>& out) {
    for (std::size_t i = 0; i < out.size(); ++i)
      if (const auto entity = entity_of(lexicon, values[i]); entity && out[i].id.empty()) {
        out[i].id = entity->id, out[i].name = entity->name;
        if (out[i].country.empty()) out[i].country = entity->country;
      }
  };
  parties(line["who"], claim.who);
  parties(line["whom"], claim.whom);
  for (model::Topic& topic : claim.about) {
    for (const char* type : {"asset", "commodity", "sector"}) {
      const json::Value named = json::Value::Object{{"name", topic.name}, {"type", type}};
      if (const auto entity = entity_of(lexicon, named)) topic = {std::string(entity->id), type, std::string(entity->name)};
    }
  }
  for (std::size_t i = 0; i < claim.chain.size(); ++i) {
    json::Value hop = json::Value::Object{{"name", line["chain"][i]["name"]}, {"also", line["chain"][i]["also"]}};
    if (const auto entity = entity_of(lexicon, hop); entity && claim.chain[i].id.empty()) {
      claim.chain[i].id = entity->id, claim.chain[i].name = entity->name;
    }
  }
}

Status read_line(const std::string& text, const names::Lexicon* lexicon, std::map<std::string, std::size_t>& places,
                 std::vector<merge::Source>& sources) {
  const json::Value line = TRY(json::parse(text));
  if (line["kind"].string_or("") == "report") {
    merge::Source source{TRY(model::report_from_json(line)), {}, {}};
    source.fingerprint = text::Fingerprint::of(source.report.text);
    places.emplace(source.report.id, sources.size());
    sources.push_back(std::move(source));
  } else if (line["kind"].string_or("") == "claim") {
    model::Claim claim = TRY(model::claim_from_json(line));
    const auto place = places.find(claim.report);
    if (place == places.end()) return Error{ErrorCode::kBadInput, "no report line before the claim " + claim.id, "", {}};
    if (lexicon != nullptr) identify(*lexicon, line, claim);
    sources[place->second].claims.push_back(std::move(claim));
  }
  return {};
}

Status run(const char* pack_path) {
  std::optional<pack::Pack> pack;
  std::optional<names::Lexicon> lexicon;
  if (pack_path != nullptr) {
    pack = TRY(pack::Pack::open(pack_path));
    const std::string_view section = TRY(pack->section("names"));
    lexicon = TRY(names::Lexicon::open(section));
  }
  std::map<std::string, std::size_t> places;
  std::vector<merge::Source> sources;
  for (std::string text; std::getline(std::cin, text);)
    TRY(read_line(text, lexicon ? &*lexicon : nullptr, places, sources));
  for (const merge::Event& event : merge::merge_claims(sources))
    for (const merge::ClaimRef ref : event.claims) {
      const std::string& claim = sources[ref.source].claims[ref.claim].id;
      std::cout << json::dump(json::Value::Object{{"claim", claim}, {"event", event.id}}) << "\n";
    }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  const Status done = run(argc > 1 ? argv[1] : nullptr);
  if (!done.ok()) std::cerr << "merge_lines: " << done.error().message << "\n";
  return done.ok() ? 0 : 1;
}
