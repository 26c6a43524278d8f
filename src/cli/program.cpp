#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>

#include "cli/cli.h"
#include "cli/detail/session.h"

namespace tamga::cli {
namespace {

namespace fs = std::filesystem;

void add_program_options(CLI::App& program, Session& session) {
  program.add_option("--pack", session.pack, "Pack of the contest (TAMGA_PACK)")->type_name("FILE")->take_last();
  program.add_option("--models", session.models, "Folder of language models (TAMGA_MODELS)")
      ->type_name("FOLDER")
      ->take_last();
  program.add_option("--ledger", session.ledger, "Ledger: a file or a PostgreSQL URL (TAMGA_LEDGER); tamga.ledger when not given")
      ->type_name("LEDGER")
      ->take_last();
  program.add_option("--author", session.author, "Who decides, for review (TAMGA_AUTHOR); the user's name when not given")
      ->type_name("NAME")
      ->take_last();
  program.set_version_flag("--version", std::string("tamga ") + TAMGA_VERSION, "Print the version and exit");
  program.set_config("--config", "", "Settings (TOML); $XDG_CONFIG_HOME/tamga.toml and ./tamga.toml when not given")
      ->type_name("FILE")
      ->allow_extra_args(false)
      ->expected(1, 8)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  program.allow_config_extras(CLI::config_extras_mode::error);
}

void add_commands(CLI::App& program, Session& session) {
  add_read(program, session);
  add_parse(program, session);
  add_add(program, session);
  add_brief(program, session);
  add_standings(program, session);
  add_initiatives(program, session);
  add_timeline(program, session);
  add_show(program, session);
  add_find(program, session);
  add_gaps(program, session);
  add_diff(program, session);
  add_review(program, session);
  add_export(program, session);
  add_import(program, session);
  add_pack(program, session);
  add_check(program, session);
  add_copy(program, session);
  add_verify(program, session);
  add_rebuild(program, session);
  add_serve(program, session);
  add_completions(program, session);
}

bool names_config(const std::vector<std::string>& arguments) {
  return std::any_of(arguments.begin(), arguments.end(), [](const std::string& argument) {
    return argument == "--config" || argument.starts_with("--config=");
  });
}

/// Settings files in the order of their weight, the weightier later.
std::vector<std::string> default_configs(const Surroundings& s) {
  std::string home = s.variable("XDG_CONFIG_HOME");
  if (home.empty() && !s.variable("HOME").empty()) home = s.variable("HOME") + "/.config";
  std::vector<std::string> found;
  std::error_code ignored;
  if (!home.empty() && fs::is_regular_file(fs::path(home) / "tamga.toml", ignored))
    found.push_back((fs::path(home) / "tamga.toml").string());
  if (fs::is_regular_file("tamga.toml", ignored)) found.emplace_back("tamga.toml");
  return found;
}

/// Settings files weigh least, then the environment, then what is on the command line: the last one wins, so the
/// environment goes in front.
std::vector<std::string> with_defaults(const std::vector<std::string>& arguments, const Surroundings& s) {
  std::vector<std::string> all;
  if (!names_config(arguments))
    for (const std::string& file : default_configs(s)) all.insert(all.end(), {"--config", file});
  for (const auto& [option, variable] :
       {std::pair("--pack", "TAMGA_PACK"), {"--models", "TAMGA_MODELS"}, {"--ledger", "TAMGA_LEDGER"}, {"--author", "TAMGA_AUTHOR"}})
    if (const std::string value = s.variable(variable); !value.empty()) all.insert(all.end(), {option, value});
  all.insert(all.end(), arguments.begin(), arguments.end());
  return all;
}

/// The command that the arguments had come to, for "see tamga read --help".
std::string help_command(const CLI::App& program) {
  std::string command = "tamga";
  for (const CLI::App* app = &program; !app->get_subcommands().empty();) {
    app = app->get_subcommands().front();
    command += " " + app->get_name();
  }
  return command + " --help";
}

/// Help and version are answers; everything else that parsing throws is a wrong argument.
int not_parsed(const CLI::App& program, const CLI::ParseError& thrown, Session& session) {
  if (thrown.get_exit_code() == 0) {
    std::ostringstream text, nothing;
    program.exit(thrown, text, nothing);
    const std::string shown = text.str();
    return session.answer(shown.ends_with('\n') ? shown : shown + "\n");
  }
  const int code = session.fail({ErrorCode::kUsage, thrown.what(), "", {}});
  session.error.write("See " + help_command(program) + "\n");
  return code;
}

int parse_and_run(CLI::App& program, std::vector<std::string> arguments, Session& session) {
  try {
    std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
    program.parse(std::move(arguments));
  } catch (const CLI::ParseError& thrown) {
    return not_parsed(program, thrown, session);
  }
  return session.chosen();
}

}  // namespace

int run(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
  Session session(surroundings);
  CLI::App program("Reads news reports and keeps the sourced ledger of a contest.", "tamga");
  program.footer("Examples:\n"
                 "  tamga read report.txt                  what one report says\n"
                 "  tamga add --ledger my.ledger reports/  keep what all of them say\n"
                 "  tamga brief --ledger my.ledger         the state of the contest\n"
                 "Exit codes: 0 done, 1 some reports failed, 2 wrong arguments, 3 bad input, 4 not found,\n"
                 "5 damaged data, 6 disk or network, 7 too large.");
  program.require_subcommand(1);
  program.fallthrough();
  add_program_options(program, session);
  add_commands(program, session);
  int code = parse_and_run(program, with_defaults(arguments, surroundings), session);
  const Status written = session.out.finish();
  if (!written.ok()) code = session.fail(written.error());
  return code;
}

}  // namespace tamga::cli
