/// What all commands share: options of the program, where pack and models are, how errors are told.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/cli.h"
#include "cli/detail/output.h"
#include "pipeline/inputs.h"
#include "pipeline/reader.h"
#include "store/ledger.h"

namespace CLI {
class App;
}

namespace tamga::cli {

/// Some reports could not be read and others could; or an example does not hold.
inline constexpr int kSomeFailed = 1;
/// The user stopped the program (128 + SIGINT, as shells have it).
inline constexpr int kInterrupted = 130;

/// One run of the program. Commands take their options as members of their own and use this for the rest.
struct Session {
  const Surroundings& surroundings;
  Output out;
  Output error;
  std::string pack, models, ledger;  ///< as given; empty when not
  std::string author;                ///< of decisions, as given; empty when not
  std::function<int()> chosen;       ///< the command, set when its arguments are sound

  explicit Session(const Surroundings& s);

  Style style() const { return {out.colours()}; }
  bool stopped() const { return surroundings.stop != nullptr && surroundings.stop->load(); }

  /// Says "tamga: reports/a.txt: byte 17: not UTF-8" and returns the exit code of the error.
  int fail(const Error& what);
  /// Says it, and goes on.
  void complain(const Error& what);
  /// Writes a whole answer; its exit code.
  int answer(const Result<std::string>& text);

  /// The pack and the models that were asked for, or those that came with the program. kNotFound says where they were
  /// looked for.
  Result<std::string> pack_path() const;
  Result<std::string> models_path() const;
  Result<pipeline::Reader> reader() const;
  /// What the pack calls countries, by their codes; nothing where there is no sound pack, which asking a ledger does not need.
  std::map<std::string, std::string> country_names() const;
  std::string ledger_path() const { return ledger.empty() ? "tamga.ledger" : ledger; }
};

/// Options of the commands that read reports.
struct ReadOptions {
  std::vector<std::string> paths;
  std::string input = "auto";
  std::size_t threads = 0;  ///< 0: as many as there are processors

  void add_to(CLI::App& command);
  pipeline::Inputs inputs(const Session& session) const;
  std::size_t thread_count(const Session& session) const;
};

/// How many reports went well and how many did not, and what that means for the exit code.
struct Outcome {
  std::size_t read = 0;
  std::size_t failed = 0;
  int first_code = 0;

  void count(const Error& error);
  /// 0 when all went well; kSomeFailed when some did; the first error's code when none did.
  int exit_code() const { return failed == 0 ? 0 : read > 0 ? kSomeFailed : first_code; }
};

void add_read(CLI::App& program, Session& session);
void add_parse(CLI::App& program, Session& session);
void add_pack(CLI::App& program, Session& session);
void add_check(CLI::App& program, Session& session);
void add_add(CLI::App& program, Session& session);
void add_brief(CLI::App& program, Session& session);
void add_standings(CLI::App& program, Session& session);
void add_initiatives(CLI::App& program, Session& session);
void add_timeline(CLI::App& program, Session& session);
void add_show(CLI::App& program, Session& session);
void add_find(CLI::App& program, Session& session);
void add_gaps(CLI::App& program, Session& session);
void add_diff(CLI::App& program, Session& session);
void add_export(CLI::App& program, Session& session);
void add_import(CLI::App& program, Session& session);
void add_copy(CLI::App& program, Session& session);
void add_verify(CLI::App& program, Session& session);
void add_review(CLI::App& program, Session& session);
void add_rebuild(CLI::App& program, Session& session);
void add_serve(CLI::App& program, Session& session);
void add_completions(CLI::App& program, Session& session);

}  // namespace tamga::cli
