// How long a ledger takes to answer: bench/ledger/ledger_questions LEDGER [ROUNDS [QUESTION]]. Each question opens the
// ledger, as a program that is started for it does, and renders its answer; only those whose names begin with QUESTION are
// asked. Median and 99th percentile in milliseconds, elapsed and of processor time. --rebuild and --refresh measure keeping
// the merged events; --whole asks without them. --answers prints the answers themselves, so that those of two programs can
// be compared.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "query/kept.h"
#include "query/views.h"
#include "store/ledger.h"

namespace {

using namespace tamga;
using query::Want;

double elapsed() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}
double processor() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double percentile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

std::string chosen;

void measure(const char* name, std::size_t rounds, const std::function<Result<std::string>(std::size_t)>& ask) {
  if (!std::string_view(name).starts_with(chosen)) return;
  const bool print = rounds == 0;
  constexpr std::size_t kPrinted = 10;
  std::vector<double> walls, cpus;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < (print ? kPrinted : rounds); ++i) {
    const double wall = elapsed(), cpu = processor();
    const auto answer = ask(i);
    walls.push_back(elapsed() - wall), cpus.push_back(processor() - cpu);
    if (!answer.ok()) {
      std::printf("%-28s %s\n", name, answer.error().text().c_str());
      return;
    }
    bytes = answer->size();
    if (print) std::printf("--- %s %zu\n%s", name, i, answer->c_str());
  }
  if (print) return;
  std::printf("%-28s elapsed %8.1f %8.1f   processor %8.1f %8.1f   %zu bytes\n", name, percentile(walls, 0.5), percentile(walls, 0.99),
              percentile(cpus, 0.5), percentile(cpus, 0.99), bytes);
  std::fflush(stdout);
}

struct Asker {
  std::string address;
  bool whole = false;

  Result<std::string> operator()(const query::Question& question, Want want,
                                 const std::function<Result<std::string>(store::Ledger&, const query::State&)>& render) const {
    auto ledger = TRY(store::Ledger::open(address, sql::Access::kReadOnly));
    if (whole) want.kind = Want::Kind::kEverything;
    const query::State state = TRY(query::look(ledger, question, want));
    return render(ledger, state);
  }
};

Want want(Want::Kind kind, std::size_t limit = 0, std::size_t offset = 0) {
  Want out;
  out.kind = kind, out.limit = limit, out.offset = offset;
  return out;
}

Result<std::vector<std::string>> some_events(const std::string& address) {
  auto ledger = TRY(store::Ledger::open(address, sql::Access::kReadOnly));
  std::vector<std::string> out;
  const query::State state = TRY(query::look(ledger, {}, want(Want::Kind::kTimeline, 200, 500)));
  for (const merge::Event& event : state.events) out.push_back(event.id);
  if (out.empty()) return Error{ErrorCode::kNotFound, "no events", address, {}};
  return out;
}

Status ask_all(const Asker& ask, std::size_t rounds) {
  static const std::vector<std::string> hosts{"KZ", "UZ", "KG", "TJ", "TM"}, sectors{"nuclear", "uranium", "mining", "trade", "gold"};
  static const std::vector<std::string> words{"uranium", "kazakhstan talks", "uran", "gold tajikistan", "kami", "nuclear turkmenistan project"};
  using Kind = Want::Kind;
  const auto standings = [](store::Ledger&, const query::State& s) -> Result<std::string> { return query::standings_json(s, "2026-08-01"); };
  const auto table = [](store::Ledger&, const query::State& s) -> Result<std::string> { return query::standings_table(s, "2026-08-01"); };
  const auto brief = [](store::Ledger&, const query::State& s) -> Result<std::string> { return query::brief_markdown(query::brief(s, "2026-08-01"), s); };
  const auto timeline = [](store::Ledger&, const query::State& s) -> Result<std::string> { return query::timeline_json(query::timeline(s)); };
  Want plain = want(Kind::kStandings);
  plain.claims = false;
  measure("standings, table", rounds, [&](std::size_t) { return ask({}, plain, table); });
  measure("standings, JSON", rounds, [&](std::size_t) { return ask({}, want(Kind::kStandings), standings); });
  measure("standings as of a date", rounds, [&](std::size_t i) {
    query::Question question;
    question.as_of = std::to_string(2021 + i % 5) + "-0" + std::to_string(1 + i % 9);
    return ask(question, plain, table);
  });
  measure("brief, everything", rounds, [&](std::size_t) { return ask({}, want(Kind::kBrief), brief); });
  measure("brief, host and sector", rounds, [&](std::size_t i) {
    query::Question question;
    question.host = hosts[i % hosts.size()], question.sector = sectors[i % sectors.size()];
    return ask(question, want(Kind::kBrief), brief);
  });
  measure("timeline, a page of 50", rounds, [&](std::size_t i) { return ask({}, want(Kind::kTimeline, 50, 50 * (i % 20)), timeline); });
  measure("timeline of a host, 50", rounds, [&](std::size_t i) {
    query::Question question;
    question.host = hosts[i % hosts.size()];
    return ask(question, want(Kind::kTimeline, 50), timeline);
  });
  if (ask.whole) return {};
  const auto events = TRY(some_events(ask.address));
  measure("show an event", rounds, [&](std::size_t i) {
    Want thing = want(Kind::kThing);
    thing.id = events[i % events.size()];
    return ask({}, thing, [&](store::Ledger& ledger, const query::State& s) { return query::show_markdown(ledger, s, thing.id); });
  });
  measure("find", rounds, [&](std::size_t i) -> Result<std::string> {
    auto ledger = TRY(store::Ledger::open(ask.address, sql::Access::kReadOnly));
    return query::find_markdown(TRY(query::find(ledger, words[i % words.size()], 50, false)));
  });
  return {};
}

Status keep(const std::string& address, bool anew) {
  auto ledger = TRY(store::Ledger::open(address));
  const double wall = elapsed(), cpu = processor();
  TRY(anew ? query::rebuild(ledger) : query::refresh(ledger));
  std::printf("%s: elapsed %.1f s, processor %.1f s\n", anew ? "rebuild" : "refresh", (elapsed() - wall) / 1e3, (processor() - cpu) / 1e3);
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  const std::string option = argc > 2 ? argv[2] : "";
  if (argc < 2) {
    std::fprintf(stderr, "questions LEDGER [ROUNDS [QUESTION] | --whole | --rebuild | --refresh | --answers]\n");
    return 2;
  }
  if (argc > 3) chosen = argv[3];
  Status done;
  if (option == "--rebuild" || option == "--refresh") done = keep(argv[1], option == "--rebuild");
  else if (option == "--answers") done = ask_all({argv[1], false}, 0);
  else if (option == "--whole") done = ask_all({argv[1], true}, 1);
  else done = ask_all({argv[1], false}, option.empty() ? 100 : std::strtoull(option.c_str(), nullptr, 10));
  if (!done.ok()) std::fprintf(stderr, "questions: %s\n", done.error().text().c_str());
  return done.ok() ? 0 : 1;
}
