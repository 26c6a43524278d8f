// tamga rebuild: what a ledger keeps of merging, made anew.
#include <CLI/CLI.hpp>

#include "cli/detail/session.h"
#include "query/kept.h"

namespace tamga::cli {

void add_rebuild(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("rebuild", "Merge everything in a ledger anew");
  command->callback([&session] {
    session.chosen = [&session] {
      auto ledger = store::Ledger::open(session.ledger_path());
      if (!ledger.ok()) return session.fail(ledger.error());
      const Status made = query::rebuild(*ledger);
      return made.ok() ? 0 : session.fail(made.error());
    };
  });
  command->footer(
      "A ledger keeps its merged events and standings, so that questions need not merge everything. Adding keeps them up\n"
      "to date; after copying, importing or reviewing much, this makes questions quick again. No answer changes by it.\n"
      "Example:\n"
      "  tamga rebuild --ledger my.ledger");
}

}  // namespace tamga::cli
