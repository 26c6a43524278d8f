// tamga timeline: events in order.
#include <CLI/CLI.hpp>

#include "cli/detail/view.h"
#include "query/views.h"

namespace tamga::cli {

void add_timeline(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("timeline", "Events in order, with who tells them");
  auto view = std::make_shared<View>();
  view->add_dates(*command);
  view->add_choices(*command);
  view->add_formats(*command, {"markdown", "json"});
  command->callback([&session, view] {
    session.chosen = [&session, view] {
      return ask(session, *view, [&](store::Ledger&, const query::State& state) -> Result<std::string> {
        const auto lines = query::timeline(state);
        return view->is("json") ? query::timeline_json(lines) : query::timeline_markdown(lines);
      });
    };
  });
  command->footer("Examples:\n"
                  "  tamga timeline --since 2025-06 --partner RU\n"
                  "  tamga timeline --host KZ --json");
}

}  // namespace tamga::cli
