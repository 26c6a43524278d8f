// tamga serve: the API and the console.
#include <CLI/CLI.hpp>

#include "base/files.h"
#include "cli/detail/session.h"
#include "http/server.h"

namespace tamga::cli {
namespace {

/// Longer files hold something else.
constexpr std::uint64_t kLongestToken = 4096;

struct Serve {
  Session& session;
  http::Settings settings;
  std::string token_file;

  int run();
  Result<std::string> token() const;
};

Result<std::string> Serve::token() const {
  if (token_file.empty()) return session.surroundings.variable("TAMGA_TOKEN");
  std::string text = TRY(read_file(token_file, kLongestToken));
  text.erase(text.find_last_not_of(" \t\r\n") + 1);
  text.erase(0, text.find_first_not_of(" \t\r\n"));
  if (text.size() < 16) return Error{ErrorCode::kUsage, "a token has at least 16 characters", token_file, {}};
  return text;
}

int Serve::run() {
  const auto pack = session.pack_path();
  if (!pack.ok()) return session.fail(pack.error());
  const auto given = token();
  if (!given.ok()) return session.fail(given.error());
  settings.token = *given, settings.ledger = session.ledger_path();
  settings.now = session.surroundings.now, settings.stop = session.surroundings.stop, settings.processors = session.surroundings.processors;
  settings.log = [this](const std::string& line) { session.error.write(line + "\n"); };
  const Status served = http::serve(settings, *pack, [this] { return session.reader(); }, [&](const http::Started& started) {
    session.out.write("Serving " + settings.ledger + " at " + started.address + "\n");
    if (started.has_console) session.out.write("Console: " + started.address + "/" + (started.made_token ? "#token=" + started.token : "") + "\n");
    else if (started.made_token) session.out.write("Token for writing: " + started.token + "\n");
    std::fflush(session.surroundings.out);
  });
  return served.ok() ? 0 : session.fail(served.error());
}

}  // namespace

void add_serve(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("serve", "The HTTP API and the web console");
  auto state = std::make_shared<Serve>(Serve{session, {}, ""});
  http::Settings& settings = state->settings;
  command->add_option("--port", settings.port, "Port; 0: any that is free")->check(CLI::Range(0, 65535).description(""))->capture_default_str();
  command->add_option("--listen", settings.host, "Address; others than loopback need a token")->type_name("ADDRESS")->capture_default_str();
  command->add_option("--token-file", state->token_file, "File with the token (TAMGA_TOKEN); made at the start when not given")->type_name("FILE");
  command->add_option("--cors-origin", settings.cors_origin, "Pages of this origin may ask")->type_name("ORIGIN");
  command->add_flag("--allow-fetch", settings.allow_fetch, "Fetch reports by address from the public Internet");
  command->add_option("--rate", settings.rate, "Requests a second of one client at most; 0: any number")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->add_option("--threads", settings.threads, "Threads that answer; 0: as fits the processors")
      ->type_name("N")
      ->check(CLI::Range(0, 1024).description(""))
      ->capture_default_str();
  command->footer("Examples:\n"
                  "  tamga serve --ledger my.ledger\n"
                  "  tamga serve --listen 0.0.0.0 --token-file /etc/tamga/token --rate 50\n"
                  "Reads are open on loopback; writes, and everything at other addresses, need the token. Ends on Ctrl-C or\n"
                  "SIGTERM, when requests under way are answered.");
  command->callback([&session, state] { session.chosen = [state] { return state->run(); }; });
}

}  // namespace tamga::cli
