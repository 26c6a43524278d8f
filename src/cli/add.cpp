// tamga add: reports into a ledger. Safe to repeat.
#include <CLI/CLI.hpp>

#include "cli/detail/session.h"
#include "cli/detail/work.h"
#include "query/kept.h"

namespace tamga::cli {
namespace {

struct Add {
  Session& session;
  ReadOptions options;

  int run();
};

/// What has become of the reports.
struct Tally {
  std::size_t added = 0, known = 0, reread = 0, claims = 0;

  void count(store::AddOutcome outcome, std::size_t claims_in_report) {
    added += outcome == store::AddOutcome::kAdded ? 1 : 0;
    known += outcome == store::AddOutcome::kKnown ? 1 : 0;
    reread += outcome == store::AddOutcome::kReread ? 1 : 0;
    claims += claims_in_report;
  }

  std::string text(std::size_t failed) const {
    const std::size_t reports = added + known + reread + failed;
    std::string out = std::to_string(reports) + (reports == 1 ? " report: " : " reports: ") + std::to_string(added) +
                      " added, " + std::to_string(known) + " known, ";
    if (reread > 0) out += std::to_string(reread) + " read again, ";
    return out + std::to_string(failed) + " failed; " + std::to_string(claims) + (claims == 1 ? " claim\n" : " claims\n");
  }
};

int Add::run() {
  const auto reader = session.reader();
  if (!reader.ok()) return session.fail(reader.error());
  auto ledger = store::Ledger::open(session.ledger_path());
  if (!ledger.ok()) return session.fail(ledger.error());
  Tally tally;
  Outcome outcome;
  const int code = work_through<model::Reading>(
      session, options, "adding", [&](const text::Document& document) { return reader->read(document); },
      [&](const model::Reading& reading) -> Status {
        tally.count(TRY(ledger->add(reading, session.surroundings.now())), reading.claims.size());
        return {};
      },
      &outcome);
  session.out.write(tally.text(outcome.failed));
  if (const Status kept = query::refresh(*ledger); !kept.ok()) return session.fail(kept.error());
  return code;
}

}  // namespace

void add_add(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("add", "Read reports and keep what they say in a ledger; safe to repeat");
  auto state = std::make_shared<Add>(Add{session, {}});
  state->options.add_to(*command);
  command->footer("Examples:\n"
                  "  tamga add --ledger my.ledger reports/\n"
                  "  tamga add crawl.jsonl page.html\n"
                  "A report that the ledger holds already is not added again. The ledger is made unless it is there.");
  command->callback([&session, state] { session.chosen = [state] { return state->run(); }; });
}

}  // namespace tamga::cli
