// tamga verify: whether a ledger is sound, and the hash of what it holds.
#include <CLI/CLI.hpp>

#include "cli/detail/session.h"
#include "json/value.h"

namespace tamga::cli {
namespace {

Result<std::string> verified(store::Ledger& ledger, bool as_json) {
  TRY(ledger.check());
  const std::vector<std::string> digests = TRY(ledger.digests());
  const std::size_t decisions = TRY(ledger.decisions()).size();
  const std::size_t readings = digests.size() - decisions;
  const std::string hash = store::hash_of(digests);
  if (as_json)
    return json::dump(json::Value::Object{{"readings", static_cast<std::int64_t>(readings)},
                                          {"decisions", static_cast<std::int64_t>(decisions)},
                                          {"hash", hash}}) +
           "\n";
  return std::to_string(readings) + " readings and " + std::to_string(decisions) + " decisions, all sound\n" +
         hash + "\n";
}

int run_verify(Session& session, bool as_json) {
  auto ledger = store::Ledger::open(session.ledger_path(), sql::Access::kReadOnly);
  if (!ledger.ok()) return session.fail(ledger.error());
  return session.answer(verified(*ledger, as_json));
}

}  // namespace

void add_verify(CLI::App& program, Session& session) {
  auto* command =
      program.add_subcommand("verify", "Whether a ledger is sound, and the hash of what it holds");
  auto as_json = std::make_shared<bool>(false);
  command->add_flag("--json", *as_json, "The answer as JSON");
  command->footer(
      "Examples:\n"
      "  tamga verify --ledger my.ledger\n"
      "  tamga verify --ledger postgresql://analyst@db.example.org/tamga --json\n"
      "Every page, every reference and every record is read. The hash is the same for the same reports and\n"
      "decisions, in whatever order they came and wherever they are kept.");
  command->callback([&session, as_json] {
    session.chosen = [&session, as_json] { return run_verify(session, *as_json); };
  });
}

}  // namespace tamga::cli
