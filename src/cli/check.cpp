// tamga check: the examples of a pack's rules, through the whole engine.
#include <CLI/CLI.hpp>

#include "cli/detail/reading_text.h"
#include "cli/detail/session.h"
#include "json/value.h"
#include "pipeline/example_check.h"

namespace tamga::cli {
namespace {

struct Check {
  std::string rule;
  std::size_t threads = 0;
  bool claims = false;
};

std::string failure_text(const pipeline::ExampleResult& result, bool with_claims, Style style) {
  std::string out = result.file + ": " + style.bold(result.rule) + ": " + style.red(result.problem) + "\n    “" +
                    result.text + "”\n    wants " +
                    (result.wanted.is_null() ? "no claim by this rule" : json::dump(result.wanted)) + "\n";
  if (with_claims)
    for (const model::Claim& claim : result.claims) out += style.dim("  " + claim.rule) + "\n" + claim_text(claim, style);
  return out;
}

int run_check(Session& session, const Check& options) {
  const auto reader = session.reader();
  if (!reader.ok()) return session.fail(reader.error());
  const std::size_t threads = options.threads == 0 ? session.surroundings.processors : options.threads;
  const auto results = pipeline::check_examples(*reader, options.rule, threads);
  if (!results.ok()) return session.fail(results.error());
  std::size_t failed = 0;
  for (const pipeline::ExampleResult& result : *results) {
    if (result.holds) continue;
    ++failed;
    session.out.write(failure_text(result, options.claims, session.style()));
  }
  session.out.write(std::to_string(results->size()) + " examples, " + std::to_string(failed) + " failed\n");
  return failed == 0 ? 0 : kSomeFailed;
}

}  // namespace

void add_check(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("check", "Test a pack: the examples of its rules must hold");
  auto options = std::make_shared<Check>();
  command->add_option("--rule", options->rule, "Only rules whose id is this or begins with it");
  command->add_flag("--claims", options->claims, "With each failure, the claims that were made instead");
  command->add_option("--threads", options->threads, "Threads; 0: one for each processor")
      ->type_name("N")
      ->check(CLI::Range(0, 1024).description(""));
  command->footer("Examples:\n"
                  "  tamga check --pack central-asia.pack\n"
                  "  tamga check --rule consult. --claims\n"
                  "Exit code 1 when an example fails.");
  command->callback([&session, options] { session.chosen = [&session, options] { return run_check(session, *options); }; });
}

}  // namespace tamga::cli
