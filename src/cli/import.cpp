// tamga import: JSON Lines of an export into a ledger. Safe to repeat.
#include <CLI/CLI.hpp>

#include "cli/detail/progress.h"
#include "cli/detail/session.h"
#include "exchange/import.h"
#include "query/kept.h"

namespace tamga::cli {
namespace {

struct Import {
  Session& session;
  std::vector<std::string> paths;
  bool check_only = false;

  int run();
};

/// One run over all files.
class Work {
 public:
  Work(Session& session, store::Ledger* ledger) : session_(session), ledger_(ledger) {}

  /// Takes a line; only what the ledger cannot do is an error.
  Status take(const pipeline::RawReport& raw) {
    if (raw.name != file_) TRY(finish());
    file_ = raw.name;
    if (raw.error) {
      complain(*raw.error);
      return {};
    }
    auto taken = assembler_.take(raw.bytes);
    const auto at_line = [&raw](const Error& what) {
      return Error{what.code, "line " + std::to_string(raw.line) + ": " + what.message, raw.name, raw.offset};
    };
    if (!taken.ok()) {
      complain(at_line(taken.error()));
      return {};
    }
    if (taken->reading) TRY(store(*taken->reading));
    if (!taken->decision || ledger_ == nullptr) return {};
    const auto kept = ledger_->decide(*taken->decision);
    // A decision that undoes one the ledger does not hold is a bad line; everything else is the ledger's trouble.
    if (!kept.ok() && kept.error().code == ErrorCode::kNotFound) complain(at_line(kept.error()));
    else if (!kept.ok()) return kept.error();
    else decisions_ += *kept ? 1 : 0;
    return {};
  }
  /// The end of a file.
  Status finish() {
    if (const auto whole = assembler_.finish()) return store(*whole);
    return {};
  }

  std::string summary() const {
    std::string out = std::to_string(added_ + known_) + (added_ + known_ == 1 ? " report: " : " reports: ") +
                      std::to_string(added_) + (ledger_ == nullptr ? " sound" : " added") + ", " +
                      std::to_string(known_) + " known; " + std::to_string(claims_) +
                      (claims_ == 1 ? " claim; " : " claims; ") + std::to_string(bad_) +
                      (bad_ == 1 ? " bad line" : " bad lines");
    if (decisions_ > 0) out += "; " + std::to_string(decisions_) + (decisions_ == 1 ? " decision" : " decisions");
    if (assembler_.lost() > 0) out += ", and " + std::to_string(assembler_.lost()) + " of reports left out";
    return out + "\n";
  }
  std::size_t readings() const { return added_ + known_; }
  int exit_code() const { return bad_ == 0 ? 0 : readings() > 0 ? kSomeFailed : first_code_; }

 private:
  Status store(const tamga::store::WholeReading& whole) {
    claims_ += whole.reading.claims.size();
    if (ledger_ == nullptr) {
      ++added_;
      return {};
    }
    const std::string when = whole.recorded_at.empty() ? session_.surroundings.now() : whole.recorded_at;
    const auto outcome = TRY(ledger_->add(whole.reading, when));
    ++(outcome == tamga::store::AddOutcome::kKnown ? known_ : added_);
    return {};
  }
  void complain(const Error& what) {
    session_.complain(what);
    ++bad_;
    if (first_code_ == 0) first_code_ = static_cast<int>(what.code);
  }

  Session& session_;
  tamga::store::Ledger* ledger_;
  exchange::Assembler assembler_;
  std::string file_;
  std::size_t added_ = 0, known_ = 0, claims_ = 0, decisions_ = 0, bad_ = 0;
  int first_code_ = 0;
};

int Import::run() {
  std::optional<store::Ledger> ledger;
  if (!check_only) {
    auto opened = store::Ledger::open(session.ledger_path());
    if (!opened.ok()) return session.fail(opened.error());
    ledger.emplace(std::move(*opened));
  }
  pipeline::Inputs inputs(paths, pipeline::Format::kJsonLines, session.surroundings.stop);
  Progress progress(session, "importing", inputs.files());
  Work work(session, ledger ? &*ledger : nullptr);
  Status status;
  while (status.ok() && !session.stopped()) {
    const auto line = inputs.next();
    if (!line) break;
    progress.clear();
    status = work.take(*line);
    progress.set_done(inputs.files_done());
    progress.show(work.readings());
  }
  progress.clear();
  // A reading that was not read to its end is not stored: the next import adds it whole.
  if (status.ok() && !session.stopped()) status = work.finish();
  if (status.ok() && ledger) status = query::refresh(*ledger);
  session.out.write(work.summary());
  if (!status.ok()) return session.fail(status.error());
  return session.stopped() ? kInterrupted : work.exit_code();
}

}  // namespace

void add_import(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("import", "JSON Lines of an export into a ledger; safe to repeat");
  auto state = std::make_shared<Import>(Import{session, {}, false});
  command->add_option("FILE", state->paths, "What tamga export --format jsonl wrote; - for standard input")->required();
  command->add_flag("--check", state->check_only, "Only say which lines are bad; store nothing");
  command->footer("Examples:\n"
                  "  tamga import --ledger copy.ledger ledger.jsonl\n"
                  "  tamga export --format jsonl | tamga import --ledger copy.ledger -\n"
                  "  tamga import --check ledger.jsonl\n"
                  "A bad line is named with file and line and left out; everything else is imported. Reports keep the\n"
                  "time at which the first ledger recorded them.");
  command->callback([&session, state] { session.chosen = [state] { return state->run(); }; });
}

}  // namespace tamga::cli
