// tamga standings: how far each partner has got in each host and sector.
#include <CLI/CLI.hpp>

#include "cli/detail/view.h"
#include "query/views.h"

namespace tamga::cli {

void add_standings(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("standings", "The furthest stage of each partner in each host and sector");
  auto view = std::make_shared<View>();
  view->add_dates(*command);
  view->add_choices(*command);
  view->add_formats(*command, {"table", "markdown", "csv", "svg", "json"});
  command->add_flag_callback("--svg", [view] { view->format = "svg"; }, "A picture: the same as --format svg")->excludes("--json");
  command->callback([&session, view] {
    session.chosen = [&session, view] {
      query::Want want;
      want.kind = query::Want::Kind::kStandings, want.claims = view->is("json");
      return ask(session, *view, want, [&](store::Ledger&, const query::State& state) -> Result<std::string> {
        const std::string day = today(session);
        if (view->is("json")) return query::standings_json(state, day);
        if (view->is("csv")) return query::standings_csv(state, day);
        if (view->is("svg")) return query::standings_svg(state, day);
        return view->is("markdown") ? query::standings_markdown(state, day) : query::standings_table(state, day);
      });
    };
  });
  command->footer("Examples:\n"
                  "  tamga standings --as-of 2025-12-31\n"
                  "  tamga standings --svg --host KZ > kazakhstan.svg\n"
                  "  tamga standings --host UZ --json");
}

}  // namespace tamga::cli
