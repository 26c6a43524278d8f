// tamga copy: everything of one ledger into another. Safe to repeat.
#include "store/copy.h"

#include <CLI/CLI.hpp>

#include "cli/detail/progress.h"
#include "cli/detail/session.h"
#include "json/value.h"
#include "query/kept.h"

namespace tamga::cli {
namespace {

struct Copy {
  std::string from, to;
  bool json = false;
};

std::string number(std::size_t count) { return std::to_string(count); }

std::string text_of(const store::Copied& copied) {
  return number(copied.readings + copied.known_readings) + " readings: " + number(copied.readings) +
         " copied, " + number(copied.known_readings) + " known; " +
         number(copied.decisions + copied.known_decisions) + " decisions: " + number(copied.decisions) +
         " copied, " + number(copied.known_decisions) + " known\n" +
         (copied.from_hash == copied.to_hash ? "both hold " + copied.to_hash
                                             : "all of " + copied.from_hash + " is in " + copied.to_hash) +
         "\n";
}

json::Value counts(std::size_t copied, std::size_t known) {
  return json::Value::Object{{"copied", static_cast<std::int64_t>(copied)},
                             {"known", static_cast<std::int64_t>(known)}};
}

std::string json_of(const store::Copied& copied) {
  return json::dump(json::Value::Object{{"readings", counts(copied.readings, copied.known_readings)},
                                        {"decisions", counts(copied.decisions, copied.known_decisions)},
                                        {"from", copied.from_hash},
                                        {"to", copied.to_hash}}) +
         "\n";
}

int run_copy(Session& session, const Copy& options) {
  if (options.from == options.to)
    return session.fail({ErrorCode::kUsage, "FROM and TO are the same ledger", options.from, {}});
  auto from = store::Ledger::open(options.from, sql::Access::kReadOnly);
  if (!from.ok()) return session.fail(from.error());
  auto to = store::Ledger::open(options.to);
  if (!to.ok()) return session.fail(to.error());
  Progress progress(session, "copying", 0);
  const auto copied = store::copy(*from, *to, [&](std::size_t readings) {
    progress.show(readings);
    return !session.stopped();
  });
  progress.clear();
  if (!copied.ok()) return session.fail(copied.error());
  if (session.stopped()) return kInterrupted;
  if (const Status kept = query::refresh(*to); !kept.ok()) return session.fail(kept.error());
  return session.answer(options.json ? json_of(*copied) : text_of(*copied));
}

}  // namespace

void add_copy(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("copy", "Everything of one ledger into another; safe to repeat");
  auto options = std::make_shared<Copy>();
  command->add_option("FROM", options->from, "A file or a PostgreSQL URL; it is only read")->required();
  command->add_option("TO", options->to, "A file, made unless it is there, or a PostgreSQL URL")->required();
  command->add_flag("--json", options->json, "The answer as JSON");
  command->footer(
      "Examples:\n"
      "  tamga copy tamga.ledger postgresql://analyst@db.example.org/tamga\n"
      "  tamga copy postgresql://analyst@db.example.org/tamga backup.ledger --json\n"
      "Older readings, the times when things were recorded, and decisions are copied too. What TO holds\n"
      "already stays as it is. At the end both are compared by what they hold.");
  command->callback(
      [&session, options] { session.chosen = [&session, options] { return run_copy(session, *options); }; });
}

}  // namespace tamga::cli
