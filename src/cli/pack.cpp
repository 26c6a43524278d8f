// tamga pack: building packs and looking into them.
#include <CLI/CLI.hpp>

#include "cli/detail/session.h"
#include "json/value.h"
#include "pack/pack.h"
#include "pipeline/pack_builder.h"

namespace tamga::cli {
namespace {

namespace fs = std::filesystem;

struct Build {
  std::string folder, languages, out;
};

int run_build(Session& session, const Build& options) {
  fs::path folder = options.folder;
  if (folder.filename().empty()) folder = folder.parent_path();
  const fs::path languages = options.languages.empty() ? folder.parent_path() / "languages" : fs::path(options.languages);
  const fs::path out = options.out.empty() ? folder.filename().string() + ".pack" : options.out;
  const Status built = pipeline::build_pack(folder, languages, out);
  return built.ok() ? 0 : session.fail(built.error());
}

Result<std::string> info(const std::string& file) {
  const auto pack = TRY(pack::Pack::open(file));
  const json::Value settings = TRY(pack.json("pack"));
  std::string out = std::string(settings["name"].string_or("")) + ": " + std::string(settings["title"].string_or("")) +
                    "\nsha256 " + pack.hash() + "\n\n";
  for (const std::string& name : pack.section_names()) {
    const std::string size = std::to_string(TRY(pack.section(name)).size());
    out += std::string(size.size() < 10 ? 10 - size.size() : 0, ' ') + size + "  " + name + "\n";
  }
  return out;
}

int run_info(Session& session, const std::string& given) {
  const auto file = given.empty() ? session.pack_path() : Result<std::string>(given);
  return file.ok() ? session.answer(info(*file)) : session.fail(file.error());
}

}  // namespace

void add_pack(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("pack", "Build a pack from its tables, or show what is in one");
  command->require_subcommand(1);
  command->fallthrough();
  command->footer("Examples:\n"
                  "  tamga pack build packs/central-asia -o central-asia.pack\n"
                  "  tamga pack info central-asia.pack");

  auto options = std::make_shared<Build>();
  auto* build = command->add_subcommand("build", "Tables and rules to one pack file; a mistake is named with file and line");
  build->add_option("FOLDER", options->folder, "packs/<contest>")->required();
  build->add_option("-o,--output", options->out, "The pack; <contest>.pack when not given")->type_name("FILE");
  build->add_option("--languages", options->languages, "Word lists by language; FOLDER/../languages when not given")
      ->type_name("FOLDER");
  build->footer("Example:\n  tamga pack build packs/central-asia -o central-asia.pack");
  build->callback([&session, options] { session.chosen = [&session, options] { return run_build(session, *options); }; });

  auto file = std::make_shared<std::string>();
  auto* show = command->add_subcommand("info", "The sections of a pack and their sizes in bytes");
  show->add_option("FILE", *file, "The pack; the one that reports are read with when not given");
  show->footer("Example:\n  tamga pack info central-asia.pack");
  show->callback([&session, file] { session.chosen = [&session, file] { return run_info(session, *file); }; });
}

}  // namespace tamga::cli
