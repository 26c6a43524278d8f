/// From a request to a reply: who may ask, what is asked, whether it was answered before.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/app.h"
#include "http/detail/answers.h"
#include "http/detail/metrics.h"
#include "http/detail/turnstile.h"
#include "http/guard.h"

namespace tamga::http {

class Service {
 public:
  Service(const Settings& settings, const Pack& pack, const Contract& contract, Readers& readers,
          Views& views, Stream& stream, Writer& writer);

  /// Any number of threads.
  Reply answer(const Request& request);
  /// Operations of the contract that nothing serves.
  std::vector<std::string> unserved() const;
  Context& context() { return context_; }

 private:
  std::optional<Reply> turned_away(const Request& request, const Operation* operation);
  Reply routed(const Request& request, std::string& operation);
  Reply answered(const Call& call);
  static std::string question_text(const Call& call);
  static void compress(const Request& request, Reply& reply);
  void add_origin_headers(const Request& request, Reply& reply) const;

  Metrics metrics_;
  Context context_;
  Routes routes_;
  Answers answers_;
  Underway underway_;
  Turnstile turnstile_;
  Rates rates_;
};

}  // namespace tamga::http
