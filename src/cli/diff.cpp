// tamga diff: what changed between two dates.
#include <CLI/CLI.hpp>

#include "cli/detail/view.h"
#include "query/views.h"

namespace tamga::cli {
namespace {

int run_diff(Session& session, const View& view, const std::string& from, const std::string& to) {
  auto ledger = store::Ledger::open(session.ledger_path(), sql::Access::kReadOnly);
  if (!ledger.ok()) return session.fail(ledger.error());
  const auto diff = query::diff(*ledger, view.question, from, to);
  if (!diff.ok()) return session.fail(diff.error());
  return session.answer(view.is("json") ? query::diff_json(*diff) : query::diff_markdown(*diff));
}

}  // namespace

void add_diff(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("diff", "What changed between two dates");
  struct Dates {
    std::string from, to;
  };
  auto view = std::make_shared<View>();
  auto dates = std::make_shared<Dates>();
  command->add_option("--from,FROM", dates->from, "What was true and known at the end of this date ...")
      ->required();
  command->add_option("--to,TO", dates->to, "... and of this one")->required();
  command
      ->add_option("--recorded-by", view->question.recorded_by,
                   "The ledger as it was at the end of this date")
      ->type_name("DATE");
  command->add_flag("--as-read", view->question.as_read,
                    "As the reports were read, without what people decided");
  view->add_choices(*command);
  view->add_formats(*command, {"markdown", "json"});
  command->callback([&session, view, dates] {
    session.chosen = [&session, view, dates] { return run_diff(session, *view, dates->from, dates->to); };
  });
  command->footer(
      "Examples:\n"
      "  tamga diff --from 2025-06-01 --to 2025-12-31\n"
      "  tamga diff 2025-05 2025-06 --host KZ --json");
}

}  // namespace tamga::cli
