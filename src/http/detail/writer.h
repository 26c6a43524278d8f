/// Everything that changes the ledger, one at a time.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "http/views.h"
#include "pipeline/reader.h"
#include "query/review.h"
#include "store/ledger.h"
#include "text/document.h"

namespace tamga::http {

class Writer {
 public:
  using MakeReader = std::function<Result<pipeline::Reader>()>;
  Writer(std::string ledger, Views& views, MakeReader make_reader, std::function<std::string()> now)
      : ledger_(std::move(ledger)),
        views_(views),
        make_reader_(std::move(make_reader)),
        now_(std::move(now)) {}

  /// Reads a report; keeps nothing. The models are loaded by the first. Any number of threads.
  Result<model::Reading> read(const text::Document& document);
  /// Keeps a reading, and brings merged events up to date. Errors as Ledger::add.
  Result<store::AddOutcome> add(const model::Reading& reading);
  /// Makes decisions of a wish and keeps them. Errors as query::decisions_for.
  Result<std::vector<model::Decision>> decide(query::Wish wish);

 private:
  std::string ledger_;
  Views& views_;
  MakeReader make_reader_;
  std::function<std::string()> now_;
  std::mutex reading_, writing_;
  std::optional<pipeline::Reader> reader_;
};

}  // namespace tamga::http
