// tamga gaps: what the coverage leaves open.
#include <CLI/CLI.hpp>

#include "cli/detail/view.h"
#include "query/views.h"

namespace tamga::cli {

void add_gaps(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("gaps", "What the coverage leaves open: one-sided, unnamed, overdue, silent");
  auto view = std::make_shared<View>();
  view->add_dates(*command);
  view->add_choices(*command);
  view->add_formats(*command, {"markdown", "json"});
  command->callback([&session, view] {
    session.chosen = [&session, view] {
      return ask(session, *view, [&](store::Ledger&, const query::State& state) -> Result<std::string> {
        const auto found = query::gaps(state, today(session));
        return view->is("json") ? query::gaps_json(found) : query::gaps_markdown(found);
      });
    };
  });
  command->footer("Examples:\n"
                  "  tamga gaps --host KG\n"
                  "  tamga gaps --as-of 2025-12-31 --json");
}

}  // namespace tamga::cli
