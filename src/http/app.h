/// The API without its sockets: a request in, a reply out.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "http/contract.h"
#include "http/message.h"
#include "http/views.h"
#include "json/value.h"
#include "json/writer.h"
#include "names/lexicon.h"
#include "pack/pack.h"
#include "pipeline/reader.h"

namespace tamga::http {

struct Settings {
  std::string ledger;  ///< file or PostgreSQL URL
  std::string host = "127.0.0.1";
  int port = 8321;           ///< 0: any
  std::string token;         ///< empty: made at the start where only loopback is served
  std::string cors_origin;   ///< pages of this origin may ask; empty: none
  bool allow_fetch = false;  ///< reports may be fetched by address
  double rate = 0;           ///< requests a second of one client; 0: any number
  std::size_t threads = 0;   ///< 0: as many as fit the processors
  std::size_t processors = 1;
  std::size_t whole_claims = 60'000;            ///< ledgers of so many claims are held whole
  std::function<std::string()> now;             ///< ISO 8601, UTC
  std::function<void(const std::string&)> log;  ///< a line for the operator
  const std::atomic<bool>* stop = nullptr;
  bool is_loopback() const;
};

/// Things that have names, and what the pack says of the contest.
struct Pack {
  pack::Pack file;
  names::Lexicon names;
  json::Value contest, sectors, codes;
  std::map<std::string, std::string> countries;
  std::vector<std::string> core_sectors() const { return contest["core_sectors"].strings(); }
};

/// One request that has passed all checks.
struct Call {
  const Request& request;
  const Operation& operation;
  std::map<std::string, std::string> parts, values;
  std::string gives;  ///< the media type that the client likes best
  mutable std::vector<store::Marks> seen;  ///< of the views that the answer is made from: view_of

  const std::string& operator[](const std::string& name) const;
  std::size_t number(const std::string& name) const;
  bool is(const std::string& name) const { return (*this)[name] == "true"; }
};

class Metrics;
class Stream;
class Writer;

/// What handlers work with.
struct Context {
  const Settings& settings;
  const Pack& pack;
  const Contract& contract;
  Readers& readers;
  Views& views;
  Stream& stream;
  Writer& writer;
  Metrics& metrics;
  std::string today() const { return settings.now().substr(0, 10); }
};

using Handler = Reply (*)(Context&, const Call&);

/// Handlers by operation; one file a group of routes.
using Routes = std::map<std::string, Handler>;
void add_brief_routes(Routes& routes);
void add_contest_routes(Routes& routes);
void add_event_routes(Routes& routes);
void add_map_routes(Routes& routes);
void add_place_routes(Routes& routes);
void add_network_routes(Routes& routes);
void add_thing_routes(Routes& routes);
void add_initiative_routes(Routes& routes);
void add_report_routes(Routes& routes);
void add_review_routes(Routes& routes);
void add_export_routes(Routes& routes);
void add_server_routes(Routes& routes);

/// Evaluates a Result; answers its error, else yields its value.
#define ANSWER(...)                                                         \
  __extension__({                                                           \
    auto&& answer_result_ = (__VA_ARGS__);                                  \
    if (!answer_result_.ok()) return told(context, answer_result_.error()); \
    std::move(answer_result_).value();                                      \
  })

/// The reply to an error; what only the operator may know goes to the log.
Reply told(Context& context, const Error& error);
Reply json_reply(const json::Value& value, int status = 200);
Reply json_reply(json::Writer&& written);
/// The question of a call: dates, as_read, and where the operation has them host, sector, partner and since.
query::Question question_of(const Call& call);
/// The view of that question, or of another one, for this call: what is answered is kept only where it was up to date.
Result<ViewPointer> view_of(Context& context, const Call& call);
Result<ViewPointer> view_of(Context& context, const Call& call, const query::Question& question);

}  // namespace tamga::http
