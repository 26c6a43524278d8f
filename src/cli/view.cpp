#include "cli/detail/view.h"

#include <CLI/CLI.hpp>

namespace tamga::cli {

void View::add_dates(CLI::App& command) {
  command.add_option("--as-of", question.as_of, "What was true at the end of this date")->type_name("DATE");
  command.add_option("--known-by", question.known_by, "What had been published by the end of this date")
      ->type_name("DATE");
  command.add_option("--recorded-by", question.recorded_by, "The ledger as it was at the end of this date")
      ->type_name("DATE");
  command.add_flag("--as-read", question.as_read,
                   "As the reports were read, without what people decided (tamga review)");
}

void View::add_choices(CLI::App& command) {
  command.add_option("--since", question.since, "Only what happened from this date on")->type_name("DATE");
  command.add_option("--host", question.host, "Only this host country (ISO 3166-1 alpha-2, or region)")
      ->type_name("CODE");
  command.add_option("--sector", question.sector, "Only this sector")->type_name("SECTOR");
  command.add_option("--partner", question.partner, "Only this partner (ISO 3166-1 alpha-2, or EU)")
      ->type_name("CODE");
}

void View::add_formats(CLI::App& command, const std::vector<std::string>& formats) {
  format = formats.front();
  command.add_option("--format", format, "Form of the answer")
      ->check(CLI::IsMember(formats))
      ->capture_default_str();
  command.add_flag("--json", json, "The same as --format json");
}

int ask(Session& session, const View& view, const query::Want& want,
        const std::function<Result<std::string>(store::Ledger&, const query::State&)>& answer) {
  auto ledger = store::Ledger::open(session.ledger_path(), sql::Access::kReadOnly);
  if (!ledger.ok()) return session.fail(ledger.error());
  auto state = query::look(*ledger, view.question, want);
  if (!state.ok()) return session.fail(state.error());
  query::name_countries(*state, session.country_names());
  return session.answer(answer(*ledger, *state));
}

int ask(Session& session, const View& view,
        const std::function<Result<std::string>(store::Ledger&, const query::State&)>& answer) {
  return ask(session, view, query::Want{}, answer);
}

std::string today(const Session& session) { return session.surroundings.now().substr(0, 10); }

}  // namespace tamga::cli
