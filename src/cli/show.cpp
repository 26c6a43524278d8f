// tamga show: one event, claim or report with all its evidence.
#include <CLI/CLI.hpp>

#include "cli/detail/view.h"
#include "query/views.h"

namespace tamga::cli {

void add_show(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("show", "One event, claim or report with all its evidence");
  auto view = std::make_shared<View>();
  auto id = std::make_shared<std::string>();
  command->add_option("ID", *id, "Of an event, claim or report, or its first characters (four at least)")->required();
  view->add_dates(*command);
  view->add_formats(*command, {"markdown", "json"});
  command->callback([&session, view, id] {
    session.chosen = [&session, view, id] {
      query::Want want;
      want.kind = query::Want::Kind::kThing, want.id = *id;
      return ask(session, *view, want, [&](store::Ledger& ledger, const query::State& state) {
        return view->is("json") ? query::show_json(ledger, state, *id) : query::show_markdown(ledger, state, *id);
      });
    };
  });
  command->footer("Examples:\n"
                  "  tamga show e3f2a91\n"
                  "  tamga show sha256:0b5c --json");
}

}  // namespace tamga::cli
