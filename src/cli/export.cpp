// tamga export: the ledger in the formats of other programs.
#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>

#include "cli/detail/view.h"
#include "exchange/exchange.h"
#include "names/lexicon.h"
#include "pack/pack.h"

namespace tamga::cli {
namespace {

namespace fs = std::filesystem;

struct Export {
  Session& session;
  View view;
  std::string format, table, file;

  Status write(const exchange::Sink& sink);
  Status write_chosen(store::Ledger& ledger, const exchange::Format& how, const exchange::Sink& sink);
  Status write_file();
  int run();
};

bool asks_for_all(const query::Question& q) {
  return q.as_of.empty() && q.known_by.empty() && q.recorded_by.empty() && q.since.empty() && q.host.empty() &&
         q.sector.empty() && q.partner.empty() && !q.as_read;
}

Status Export::write_chosen(store::Ledger& ledger, const exchange::Format& how, const exchange::Sink& sink) {
  const query::State state = TRY(query::look(ledger, view.question));
  const std::string path = TRY(session.pack_path());
  const pack::Pack pack = TRY(pack::Pack::open(path));
  const json::Value codes = pack.has("exchange") ? TRY(pack.json("exchange")) : json::Value();
  const std::string_view section = TRY(pack.section("names"));
  const names::Lexicon names = TRY(names::Lexicon::open(section));
  return how.write({state, ledger, codes, &names, table}, sink);
}

Status Export::write(const exchange::Sink& sink) {
  store::Ledger ledger = TRY(store::Ledger::open(session.ledger_path(), sql::Access::kReadOnly));
  const exchange::Format* how = exchange::format_named(format);
  if (how->write == exchange::write_jsonl && asks_for_all(view.question))
    return exchange::write_whole_ledger(ledger, sink);
  return write_chosen(ledger, *how, sink);
}

/// Beside the target first, so that a half export never stands under its name.
Status Export::write_file() {
  const auto failed = [this](int number) {
    return Error{ErrorCode::kInputOutput, std::string("cannot be written: ") + std::strerror(number), file, {}};
  };
  const std::string fresh = file + ".new";
  std::FILE* out = std::fopen(fresh.c_str(), "wb");
  if (out == nullptr) return failed(errno);
  Status status = write([&](std::string_view bytes) -> Status {
    if (session.stopped()) return Error{ErrorCode::kInputOutput, "stopped", file, {}};
    return std::fwrite(bytes.data(), 1, bytes.size(), out) == bytes.size() ? Status() : failed(errno);
  });
  const bool flushed = std::fflush(out) == 0;
  const int flush_error = errno;
  if (std::fclose(out) != 0 || !flushed) status = status.ok() ? Status(failed(flush_error)) : status;
  std::error_code error;
  if (status.ok()) fs::rename(fresh, file, error);
  if (!status.ok() || error) {
    std::error_code ignored;
    fs::remove(fresh, ignored);
  }
  return error ? Status(failed(error.value())) : status;
}

int Export::run() {
  const Status status = file.empty() ? write([this](std::string_view bytes) -> Status {
    const bool goes_on = session.out.write(bytes) && !session.stopped();
    // What became of standard output is told when the program ends.
    return goes_on ? Status() : Status(Error{ErrorCode::kInputOutput, "", "", {}});
  })
                                     : write_file();
  if (session.stopped()) return kInterrupted;
  if (status.ok() || status.error().message.empty()) return 0;
  return session.fail(status.error());
}

std::vector<std::string> format_names() {
  std::vector<std::string> out;
  for (const exchange::Format& format : exchange::formats()) out.emplace_back(format.name);
  return out;
}

std::string footer() {
  std::string out = "Formats:\n";
  for (const exchange::Format& format : exchange::formats())
    out += "  " + std::string(format.name) + std::string(16 - format.name.size(), ' ') + std::string(format.what) + "\n";
  return out +
         "Examples:\n"
         "  tamga export --format jsonl --out ledger.jsonl\n"
         "  tamga export --format geojson --host KZ --sector nuclear > events.geojson\n"
         "  tamga export --format csv --table standings --as-of 2025-12-31\n"
         "  tamga export --format parquet --table events --out events.parquet\n"
         "Without dates and choices, jsonl holds all that the ledger does, and tamga import makes the same ledger of it.";
}

}  // namespace

void add_export(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("export", "The ledger in the formats of other programs");
  auto state = std::make_shared<Export>(Export{session, {}, "", "", ""});
  const auto tables = exchange::tables();
  command->add_option("--format", state->format, "Which; see below")->required()->check(CLI::IsMember(format_names()));
  command->add_option("--out", state->file, "Write to this file; standard output when not given")->type_name("FILE");
  state->table = tables.front();
  command->add_option("--table", state->table, "Which table, for csv and parquet")
      ->check(CLI::IsMember(std::vector<std::string>(tables.begin(), tables.end())))
      ->capture_default_str();
  state->view.add_dates(*command);
  state->view.add_choices(*command);
  command->footer(footer());
  command->callback([&session, state] { session.chosen = [state] { return state->run(); }; });
}

}  // namespace tamga::cli
