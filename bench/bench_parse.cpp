// How fast the parser is once it runs: words a second on one thread and on several, for each kernel of this
// processor.
//
//     bench_parse MODEL THREADS REPORT...
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <thread>
#include <vector>

#include "base/files.h"
#include "nn/linear.h"
#include "parse/parser.h"
#include "text/document.h"

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Every document `rounds` times, handed out to the threads one by one. Returns seconds.
double parse_all(const tamga::parse::Parser& parser, const std::vector<tamga::text::Document>& documents,
                 std::size_t rounds, std::size_t threads) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < documents.size() * rounds; i = next++)
      parser.parse(documents[i % documents.size()]);
  };
  const auto start = Clock::now();
  std::vector<std::thread> pool;
  for (std::size_t i = 1; i < threads; ++i) pool.emplace_back(work);
  work();
  for (std::thread& thread : pool) thread.join();
  return seconds_since(start);
}

int run(int argc, char** argv) {
  using namespace tamga;
  const auto start = Clock::now();
  const auto parser = parse::Parser::create(argv[1]);
  if (!parser.ok()) {
    std::fprintf(stderr, "bench_parse: %s\n", parser.error().text().c_str());
    return static_cast<int>(parser.error().code);
  }
  std::printf("kernel %s, model loaded in %.0f ms\n", nn::name_of(nn::best_kernel()),
              1000 * seconds_since(start));
  std::vector<text::Document> documents;
  std::size_t words = 0;
  for (int i = 3; i < argc; ++i) {
    const auto bytes = read_file(argv[i]);
    auto document =
        bytes.ok() ? text::read_plain_report(argv[i], *bytes) : Result<text::Document>(bytes.error());
    if (!document.ok()) {
      std::fprintf(stderr, "bench_parse: %s\n", document.error().text().c_str());
      return static_cast<int>(document.error().code);
    }
    words += parser->parse(*document).words().size();
    documents.push_back(std::move(*document));
  }
  constexpr std::size_t kWords = 20'000;
  const std::size_t rounds = std::max<std::size_t>(1, kWords / std::max<std::size_t>(1, words));
  for (std::size_t threads = 1; threads <= static_cast<std::size_t>(std::max(1, std::atoi(argv[2])));
       threads *= 2) {
    const std::clock_t before = std::clock();
    const double seconds = parse_all(*parser, documents, rounds, threads);
    const double processor = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    const auto total = static_cast<double>(words * rounds);
    std::printf("%zu thread%s: %.0f words a second, %.0f a second of processor time (%zu words in %.2f s)\n",
                threads, threads == 1 ? "" : "s", total / seconds, total / processor, words * rounds,
                seconds);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fputs("usage: bench_parse MODEL THREADS REPORT...\n", stderr);
    return 2;
  }
  return run(argc, argv);
}
