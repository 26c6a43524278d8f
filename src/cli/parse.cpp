// tamga parse: sentences, tags and trees of reports.
#include <CLI/CLI.hpp>

#include "cli/detail/session.h"
#include "cli/detail/work.h"

namespace tamga::cli {
namespace {

int run_parse(Session& session, const ReadOptions& options) {
  const auto reader = session.reader();
  if (!reader.ok()) return session.fail(reader.error());
  return work_through<std::string>(
      session, options, "parsing", [&](const text::Document& document) { return reader->conllu(document); },
      [&](const std::string& text) { return write(session, text); });
}

}  // namespace

void add_parse(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("parse", "Print sentences, words and trees as CoNLL-U");
  auto options = std::make_shared<ReadOptions>();
  options->add_to(*command);
  command->footer("Examples:\n"
                  "  tamga parse report.txt > report.conllu\n"
                  "  echo 'Rosatom will build it.' | tamga parse -");
  command->callback([&session, options] { session.chosen = [&session, options] { return run_parse(session, *options); }; });
}

}  // namespace tamga::cli
