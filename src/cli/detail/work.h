/// Reports through a step by several threads, with progress, errors and interruption told to the user.
#pragma once

#include <functional>
#include <string>

#include "cli/detail/progress.h"
#include "cli/detail/session.h"
#include "pipeline/runner.h"
#include "text/document.h"

namespace tamga::cli {

/// Writes to standard output. The error is what `Output::finish` will say; it only stops the work.
inline Status write(Session& session, const std::string& text) {
  if (session.out.write(text)) return {};
  return Error{ErrorCode::kInputOutput, "", "", {}};
}

/// Reads the inputs, calls `work` on each document and `give` with what it made, in the order of the inputs. A
/// report that fails is told to the user and the rest goes on; when `give` fails, everything stops, and the error is
/// told unless it has no message. `outcome`, where given, gets the counts. Returns the exit code.
template <class Made>
int work_through(Session& session, const ReadOptions& options, const std::string& doing,
                 const std::function<Result<Made>(const text::Document&)>& work,
                 const std::function<Status(const Made&)>& give, Outcome* outcome = nullptr) {
  pipeline::Inputs inputs = options.inputs(session);
  Outcome counts;
  Progress progress(session, doing, inputs.files());
  std::optional<Error> broken;
  pipeline::run_in_order(
      [&] {
        auto report = inputs.next();
        progress.set_done(inputs.files_done());
        return report;
      },
      [&](const pipeline::RawReport& report) -> Result<Made> {
        const text::Document document = TRY(pipeline::decode(report));
        auto made = work(document);
        return made.ok() ? std::move(made) : Result<Made>(made.error().in(report.name));
      },
      [&](const Result<Made>& made) {
        progress.clear();
        if (!made.ok()) {
          session.complain(made.error());
          counts.count(made.error());
        } else if (const Status given = give(*made); !given.ok()) {
          broken = given.error();
        } else {
          ++counts.read;
        }
        progress.show(counts.read + counts.failed);
        return !broken;
      },
      {options.thread_count(session), session.surroundings.stop});
  progress.clear();
  if (outcome != nullptr) *outcome = counts;
  if (broken) return broken->message.empty() ? counts.exit_code() : session.fail(*broken);
  return session.stopped() ? kInterrupted : counts.exit_code();
}

}  // namespace tamga::cli
