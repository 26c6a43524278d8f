// tamga timeline: events in order.
#include <CLI/CLI.hpp>

#include "cli/detail/view.h"
#include "query/views.h"

namespace tamga::cli {

void add_timeline(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("timeline", "Events in order, with who tells them");
  auto view = std::make_shared<View>();
  auto want = std::make_shared<query::Want>();
  want->kind = query::Want::Kind::kTimeline;
  view->add_dates(*command);
  view->add_choices(*command);
  view->add_formats(*command, {"markdown", "json"});
  command->add_option("--limit", want->limit, "So many events at most; 0: all")->type_name("N")->capture_default_str();
  command->add_option("--offset", want->offset, "With --limit: leave out so many from the beginning")
      ->type_name("N")
      ->capture_default_str();
  command->callback([&session, view, want] {
    session.chosen = [&session, view, want] {
      return ask(session, *view, *want, [&](store::Ledger&, const query::State& state) -> Result<std::string> {
        const auto lines = query::timeline(state);
        return view->is("json") ? query::timeline_json(lines) : query::timeline_markdown(lines);
      });
    };
  });
  command->footer("Examples:\n"
                  "  tamga timeline --since 2025-06 --partner RU\n"
                  "  tamga timeline --host KZ --limit 50 --offset 100 --json");
}

}  // namespace tamga::cli
