// tamga find: search over evidence, names and titles.
#include <CLI/CLI.hpp>

#include "cli/detail/view.h"
#include "query/views.h"

namespace tamga::cli {
namespace {

int run_find(Session& session, const std::vector<std::string>& words, std::size_t limit, const View& view) {
  auto ledger = store::Ledger::open(session.ledger_path(), sql::Access::kReadOnly);
  if (!ledger.ok()) return session.fail(ledger.error());
  const auto hits = query::find(*ledger, CLI::detail::join(words, " "), limit, view.question.as_read);
  if (!hits.ok()) return session.fail(hits.error());
  return session.answer(view.is("json") ? query::find_json(*hits) : query::find_markdown(*hits));
}

}  // namespace

void add_find(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("find", "Search over evidence, names and titles");
  struct Find {
    View view;
    std::vector<std::string> words;
    std::size_t limit = 50;
  };
  auto find = std::make_shared<Find>();
  command->add_option("WORDS", find->words, "All of them must be there; they may be cut short at their end")
      ->required();
  command->add_option("--limit", find->limit, "How many at most")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_flag("--as-read", find->view.question.as_read, "Claims that people retracted too");
  find->view.add_formats(*command, {"markdown", "json"});
  command->callback([&session, find] {
    session.chosen = [&session, find] { return run_find(session, find->words, find->limit, find->view); };
  });
  command->footer(
      "Examples:\n"
      "  tamga find rosatom contract\n"
      "  tamga find uran --limit 10 --json");
}

}  // namespace tamga::cli
