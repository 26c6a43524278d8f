#include "http/server.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <thread>

#include "http/detail/connections.h"
#include "http/detail/embedded.h"
#include "http/detail/gauges.h"
#include "http/detail/service.h"
#include "http/detail/stream.h"
#include "http/detail/writer.h"

namespace tamga::http {
namespace {

Result<Pack> open_pack(const std::string& path) {
  pack::Pack file = TRY(pack::Pack::open(path));
  const std::string_view section = TRY(file.section("names"));
  names::Lexicon names = TRY(names::Lexicon::open(section));
  json::Value contest = TRY(file.json("pack")), sectors = TRY(file.json("sectors"));
  json::Value codes = file.has("exchange") ? TRY(file.json("exchange")) : json::Value();
  Pack out{std::move(file), std::move(names), std::move(contest), std::move(sectors), std::move(codes), {}};
  out.countries = names::country_names(out.names);
  return out;
}

query::Locate locator(const Pack& pack) {
  return [&pack](const std::string& id) -> std::optional<std::pair<double, double>> {
    const auto entity = pack.names.by_id(id);
    if (!entity || !entity->latitude || !entity->longitude) return std::nullopt;
    return std::pair(*entity->latitude, *entity->longitude);
  };
}

/// Memory of this process that is in use, in bytes.
double resident_bytes() {
  long pages = 0, resident = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%ld %ld", &pages, &resident) != 2) resident = 0;
    std::fclose(file);
  }
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

std::string shown_host(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

void warm_up(Views& views, const Settings& settings) {
  if (const auto view = views.of({}); !view.ok()) settings.log("tamga: " + view.error().text());
}

/// A change made by another program is taken in soon, not when somebody asks.
void watch(Views& views, const std::atomic<bool>& stop) {
  for (int round = 0; !stop; ++round) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    if (round % 10 == 9) static_cast<void>(views.of({}));
  }
}

}  // namespace

std::map<std::string, double> gauges_of(Context& context) {
  std::map<std::string, double> out{
      {"tamga_resident_bytes", resident_bytes()},
      {"tamga_stream_listeners", static_cast<double>(context.stream.listeners())}};
  if (!context.views.is_ready()) return out;
  if (const auto view = context.views.of({}); view.ok()) {
    out["tamga_ledger_readings"] = static_cast<double>((*view)->catalog->reports.size());
    out["tamga_ledger_claims"] = static_cast<double>((*view)->catalog->claims);
    out["tamga_ledger_events"] = static_cast<double>((*view)->catalog->events.size());
    out["tamga_ledger_decisions"] = static_cast<double>((*view)->decisions);
    out["tamga_catalog_bytes"] = static_cast<double>((*view)->catalog->bytes());
  }
  return out;
}

Status serve(Settings settings, const std::string& pack_path,
             const std::function<Result<pipeline::Reader>()>& make_reader,
             const std::function<void(const Started&)>& started) {
  Started told;
  if (settings.token.empty() && !settings.is_loopback())
    return Error{ErrorCode::kUsage,
                 "an address that others reach needs a token: --token-file or TAMGA_TOKEN",
                 settings.host,
                 {}};
  if (settings.token.empty()) settings.token = make_token(), told.made_token = true;
  const Pack pack = TRY(open_pack(pack_path));
  const Contract contract = TRY(Contract::read(contract_text()));
  // Opened once for writing: an older ledger is brought forward, and merged events are made where there are
  // none.
  Readers readers(settings.ledger);
  TRY(readers.lease());
  Views views(readers, locator(pack), {settings.whole_claims});
  Stream stream(readers, views);
  Writer writer(settings.ledger, views, make_reader, settings.now);
  Service service(settings, pack, contract, readers, views, stream, writer);
  Connections::Options options;
  options.host = settings.host, options.port = settings.port;
  options.threads =
      settings.threads != 0 ? settings.threads : std::max<std::size_t>(8, 4 * settings.processors);
  const auto connections = TRY(Connections::open(
      options, [&](const Request& request) { return service.answer(request); },
      [&](int socket, const Request& request) { stream.take(socket, request); }));
  told.address = "http://" + shown_host(settings.host) + ":" + std::to_string(connections->port());
  told.token = settings.token, told.has_console = !console_assets().empty();
  stream.start();
  std::atomic<bool> ended = false;
  std::thread watcher([&] {
    warm_up(views, settings);
    watch(views, ended);
  });
  std::thread listener([&] { connections->run(); });
  started(told);
  while (settings.stop == nullptr || !settings.stop->load())
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  stream.stop();
  connections->stop();
  listener.join();
  ended = true;
  watcher.join();
  return {};
}

}  // namespace tamga::http
