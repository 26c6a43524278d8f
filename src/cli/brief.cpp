// tamga brief: the state of the contest as a document.
#include <CLI/CLI.hpp>

#include "cli/detail/view.h"
#include "query/views.h"

namespace tamga::cli {

void add_brief(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("brief", "The state of the contest as a document");
  auto view = std::make_shared<View>();
  view->add_dates(*command);
  view->add_choices(*command);
  view->add_formats(*command, {"markdown", "json"});
  command->callback([&session, view] {
    session.chosen = [&session, view] {
      return ask(session, *view, [&](store::Ledger&, const query::State& state) -> Result<std::string> {
        const query::Brief brief = query::brief(state, today(session));
        return view->is("json") ? query::brief_json(brief) : query::brief_markdown(brief, state);
      });
    };
  });
  command->footer("Examples:\n"
                  "  tamga brief --host KZ --sector nuclear\n"
                  "  tamga brief --as-of 2025-06-30 --known-by 2025-12-31 > brief.md");
}

}  // namespace tamga::cli
