// tamga initiatives: who does what with whom over which asset or sector, and how that has gone.
#include "query/initiatives.h"

#include <CLI/CLI.hpp>

#include "cli/detail/view.h"

namespace tamga::cli {
namespace {

using Names = std::map<std::string, std::string>;

Result<std::string> list(store::Ledger& ledger, const View& view, const std::string& day, const Names& countries) {
  auto found = TRY(query::initiatives(ledger, view.question, day));
  query::name_countries(found, countries);
  if (view.is("json")) return query::initiatives_json(found);
  return view.is("markdown") ? query::initiatives_markdown(found) : query::initiatives_table(found);
}

Result<std::string> one(store::Ledger& ledger, const View& view, const std::string& day,
                        const std::string& id, const Names& countries) {
  auto found = TRY(query::initiative(ledger, view.question, day, id));
  query::name_countries(found, countries);
  return view.is("json") ? query::initiative_json(found) : query::initiative_markdown(found);
}

}  // namespace

void add_initiatives(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand(
      "initiatives", "Threads of partner, host and asset or sector, with the history of their stage");
  auto view = std::make_shared<View>();
  auto id = std::make_shared<std::string>();
  command->add_option(
      "ID", *id, "One with all its moves and promises; the first characters of its id do (six at least)");
  view->add_dates(*command);
  view->add_choices(*command);
  view->add_formats(*command, {"table", "markdown", "json"});
  command->callback([&session, view, id] {
    session.chosen = [&session, view, id]() -> int {
      auto ledger = store::Ledger::open(session.ledger_path(), sql::Access::kReadOnly);
      if (!ledger.ok()) return session.fail(ledger.error());
      const Names countries = session.country_names();
      return session.answer(id->empty() ? list(*ledger, *view, today(session), countries)
                                        : one(*ledger, *view, today(session), *id, countries));
    };
  });
  command->footer(
      "Examples:\n"
      "  tamga initiatives --host KZ --sector nuclear\n"
      "  tamga initiatives --partner CN --since 2025-06 --format markdown\n"
      "  tamga initiatives KZ-3f2a9c --as-of 2025-12-31 --json");
}

}  // namespace tamga::cli
