#include "cli/detail/session.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "names/lexicon.h"
#include "pack/pack.h"

namespace tamga::cli {
namespace {

namespace fs = std::filesystem;

bool wants_colours(const Surroundings& s) { return s.out_is_terminal && s.variable("NO_COLOR").empty(); }

/// Where the data may lie: beside the program in a build tree, or where an installation puts it.
std::vector<fs::path> share_folders(const Surroundings& s) {
  const fs::path folder = s.executable.parent_path();
  return {folder / "share" / "tamga", folder.parent_path() / "share" / "tamga"};
}

std::string listed(const std::vector<fs::path>& paths) {
  std::string out;
  for (const fs::path& path : paths) out += (out.empty() ? "" : " or ") + path.string();
  return out;
}

std::vector<std::string> packs_in(const fs::path& folder) {
  std::vector<std::string> found;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator(); entry.increment(error))
    if (entry->path().extension() == ".pack") found.push_back(entry->path().string());
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

Session::Session(const Surroundings& s) : surroundings(s), out(s.out, wants_colours(s)), error(s.error, false) {}

void Session::complain(const Error& what) {
  error.write("tamga: " + sql::without_passwords(what.text()) + "\n");  // an address may be among wrong arguments
}

int Session::fail(const Error& what) {
  complain(what);
  return static_cast<int>(what.code);
}

int Session::answer(const Result<std::string>& text) {
  if (!text.ok()) return fail(text.error());
  out.write(*text);
  return 0;
}

namespace {

/// Of several packs, the one that calls itself the default.
std::optional<std::string> default_of(const std::vector<std::string>& packs) {
  std::optional<std::string> out;
  for (const std::string& path : packs) {
    const auto pack = pack::Pack::open(path);
    const auto settings = pack.ok() ? pack->json("pack") : Result<json::Value>(pack.error());
    if (!settings.ok() || !(*settings)["default"].bool_or(false)) continue;
    if (out) return std::nullopt;
    out = path;
  }
  return out;
}

}  // namespace

Result<std::string> Session::pack_path() const {
  if (!pack.empty()) return pack;
  const auto folders = share_folders(surroundings);
  for (const fs::path& folder : folders) {
    const auto found = packs_in(folder);
    if (found.size() == 1) return found.front();
    if (found.size() < 2) continue;
    if (const auto usual = default_of(found)) return *usual;
    return Error{ErrorCode::kUsage, "several packs; name one with --pack", folder.string(), {}};
  }
  return Error{ErrorCode::kNotFound, "no pack in " + listed(folders) + "; name one with --pack", "", {}};
}

Result<std::string> Session::models_path() const {
  if (!models.empty()) return models;
  std::vector<fs::path> folders = share_folders(surroundings);
  for (fs::path& folder : folders) {
    folder /= "models";
    std::error_code ignored;
    if (fs::is_directory(folder, ignored)) return folder.string();
  }
  return Error{ErrorCode::kNotFound, "no models in " + listed(folders) + "; name their folder with --models", "", {}};
}

Result<pipeline::Reader> Session::reader() const {
  const std::string pack_file = TRY(pack_path());
  const std::string models_folder = TRY(models_path());
  return pipeline::Reader::create(pack_file, models_folder);
}

std::map<std::string, std::string> Session::country_names() const {
  const auto path = pack_path();
  const auto file = path.ok() ? pack::Pack::open(*path) : Result<pack::Pack>(path.error());
  if (!file.ok() || !file->has("names")) return {};
  const auto section = file->section("names");
  const auto lexicon = section.ok() ? names::Lexicon::open(*section) : Result<names::Lexicon>(section.error());
  return lexicon.ok() ? names::country_names(*lexicon) : std::map<std::string, std::string>();
}

void ReadOptions::add_to(CLI::App& command) {
  command.add_option("PATH", paths, "Reports: files, folders (recursively), - for standard input")->required();
  command.add_option("--input", input, "What the files are: auto goes by name and content")
      ->check(CLI::IsMember({"auto", "text", "html", "jsonl"}))
      ->capture_default_str();
  command.add_option("--threads", threads, "Threads; 0: one for each processor")
      ->type_name("N")
      ->check(CLI::Range(0, 1024).description(""))
      ->capture_default_str();
}

pipeline::Inputs ReadOptions::inputs(const Session& session) const {
  const auto format = input == "text"    ? pipeline::Format::kText
                      : input == "html"  ? pipeline::Format::kHtml
                      : input == "jsonl" ? pipeline::Format::kJsonLines
                                         : pipeline::Format::kAuto;
  return {paths, format, session.surroundings.stop};
}

std::size_t ReadOptions::thread_count(const Session& session) const {
  return threads == 0 ? session.surroundings.processors : threads;
}

void Outcome::count(const Error& error) {
  ++failed;
  if (first_code == 0) first_code = static_cast<int>(error.code);
}

}  // namespace tamga::cli
