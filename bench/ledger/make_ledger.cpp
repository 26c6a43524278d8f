// Fills a ledger with reports that never were: bench/ledger/make_ledger LEDGER REPORTS [SEED]. The same seed, the same
// ledger. Says how long adding took and how large it is.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "store/ledger.h"
#include "synthetic.h"

namespace {

using namespace tamga;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Status fill(const std::string& address, std::size_t reports, std::uint64_t seed) {
  store::Ledger ledger = TRY(store::Ledger::open(address));
  const bench::Contest contest(seed, reports);
  const auto start = std::chrono::steady_clock::now();
  std::size_t claims = 0;
  for (std::size_t i = 0; i < reports; ++i) {
    const model::Reading reading = contest.reading(i);
    claims += reading.claims.size();
    TRY(ledger.add(reading, "2026-08-01T00:00:00Z"));
    if (i % 10000 == 9999) std::fprintf(stderr, "%zu reports, %zu claims, %.0f s\n", i + 1, claims, seconds_since(start));
  }
  const double took = seconds_since(start);
  std::printf("%zu reports, %zu claims in %.1f s: %.0f reports a second\n", reports, claims, took, static_cast<double>(reports) / took);
  std::error_code none;
  if (const auto size = std::filesystem::file_size(address, none); !none)
    std::printf("%.0f MB\n", static_cast<double>(size) / 1e6);
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "make_ledger LEDGER REPORTS [SEED]\n");
    return 2;
  }
  const Status done = fill(argv[1], std::strtoull(argv[2], nullptr, 10), argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1);
  if (!done.ok()) std::fprintf(stderr, "make_ledger: %s\n", done.error().text().c_str());
  return done.ok() ? 0 : 1;
}
