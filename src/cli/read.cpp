// tamga read: what reports say; stores nothing.
#include <CLI/CLI.hpp>

#include "cli/detail/reading_text.h"
#include "cli/detail/session.h"
#include "cli/detail/work.h"
#include "model/json.h"

namespace tamga::cli {
namespace {

struct Read {
  Session& session;
  ReadOptions options;
  std::string format;
  double least_confidence = 0;
  bool explain = false;

  Result<std::string> print(const pipeline::Reader& reader, const text::Document& document) const;
  int run();
};

/// Claims and remarks below the asked-for confidence are left out.
void drop_doubtful(model::Reading& reading, double least) {
  std::erase_if(reading.claims, [least](const model::Claim& claim) { return claim.confidence < least; });
  std::erase_if(reading.remarks, [least](const model::Remark& remark) { return remark.confidence < least; });
}

Result<std::string> Read::print(const pipeline::Reader& reader, const text::Document& document) const {
  if (explain) return reader.explain(document);
  model::Reading reading = TRY(reader.read(document));
  drop_doubtful(reading, least_confidence);
  return format == "text" ? reading_text(reading, session.style()) : model::to_json_lines(reading);
}

int Read::run() {
  if (format.empty()) format = session.surroundings.out_is_terminal ? "text" : "jsonl";
  const auto reader = session.reader();
  if (!reader.ok()) return session.fail(reader.error());
  return work_through<std::string>(
      session, options, "reading", [&](const text::Document& document) { return print(*reader, document); },
      [&](const std::string& text) { return write(session, text); });
}

}  // namespace

void add_read(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("read", "Print what reports say; store nothing");
  auto state = std::make_shared<Read>(Read{session, {}, "", 0, false});
  state->options.add_to(*command);
  command->add_option("--format", state->format, "jsonl, or text for people; text on a terminal when not given")
      ->check(CLI::IsMember({"jsonl", "text"}));
  command->add_option("--min-confidence", state->least_confidence, "Leave out claims and remarks below this")
      ->type_name("0..1")
      ->check(CLI::Range(0.0, 1.0).description(""));
  command->add_flag("--explain", state->explain, "Print predicates, their arguments and the rules that fired instead");
  command->footer("Examples:\n"
                  "  tamga read report.txt\n"
                  "  tamga read --format jsonl reports/ > claims.jsonl\n"
                  "  curl -s https://example.org/page | tamga read --input html -\n"
                  "  tamga read --min-confidence 0.7 crawl.jsonl");
  command->callback([&session, state] { session.chosen = [state] { return state->run(); }; });
}

}  // namespace tamga::cli
