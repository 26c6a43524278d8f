#include "pipeline/pack_builder.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/files.h"
#include "json/value.h"
#include "names/build.h"
#include "names/lexicon.h"
#include "pack/pack.h"
#include "pipeline/detail/words.h"

namespace tamga::pipeline {
namespace {

namespace fs = std::filesystem;

struct Sections {
  std::map<std::string, std::string> bytes;
  std::vector<std::string> languages;
};

/// Templates of briefs, as they stand: "briefs/weekly.md".
Result<std::map<std::string, std::string>> brief_sections(const fs::path& folder) {
  std::map<std::string, std::string> out;
  std::error_code error;
  for (fs::directory_iterator entry(folder / "briefs", error); !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string ending = entry->path().extension().string();
    if (ending == ".md" || ending == ".html") out["briefs/" + entry->path().filename().string()] = TRY(read_file(entry->path()));
  }
  return out;
}

Result<Sections> sections_of(const fs::path& folder, const fs::path& languages) {
  Sections out;
  out.bytes = TRY(pack::yaml_sections(folder, ""));
  const auto settings = out.bytes.find("pack");
  if (settings == out.bytes.end())
    return Error{ErrorCode::kNotFound, "no contest: there is no pack.yaml in it", folder.string(), {}};
  const json::Value pack = TRY(json::parse(settings->second));
  out.languages = pack["languages"].strings();
  if (out.languages.empty())
    return Error{ErrorCode::kBadData, "\"languages\" lists none", (folder / "pack.yaml").string(), {}};
  for (const std::string& tag : out.languages)
    out.bytes.merge(TRY(pack::yaml_sections(languages / tag, "lang/" + tag + "/")));
  out.bytes.merge(TRY(brief_sections(folder)));
  out.bytes["names"] = TRY(names::build(folder / pack["names_from"].string_or("")));
  return out;
}

/// Whether everything in the pack compiles. Its errors name the contest's folder, where the mistake is.
Status try_out(const fs::path& file, const fs::path& folder, const std::vector<std::string>& languages) {
  const auto pack = TRY(pack::Pack::open(file));
  const std::string_view names = TRY(pack.section("names"));
  TRY(names::Lexicon::open(names));
  for (const std::string& tag : languages) {
    const auto words = load_words(pack, tag);
    if (words.ok()) continue;
    Error error = words.error();
    if (error.document == file.string()) error.document = folder.string();
    return error;
  }
  return {};
}

}  // namespace

Status build_pack(const fs::path& folder, const fs::path& languages, const fs::path& out) {
  auto made = sections_of(folder, languages);
  if (!made.ok()) {
    Error error = made.error();  // a table is our own data, not somebody's report
    if (error.code == ErrorCode::kBadInput) error.code = ErrorCode::kBadData;
    return error;
  }
  const Sections sections = std::move(*made);
  const fs::path fresh = out.string() + ".new";
  TRY(pack::write_pack(fresh, sections.bytes));
  const Status sound = try_out(fresh, folder, sections.languages);
  std::error_code error;
  if (!sound.ok()) {
    fs::remove(fresh, error);
    return sound;
  }
  fs::rename(fresh, out, error);
  if (error) return Error{ErrorCode::kInputOutput, "cannot be written: " + error.message(), out.string(), {}};
  return {};
}

}  // namespace tamga::pipeline
