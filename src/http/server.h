/// `tamga serve`: the API and the console over HTTP, until it is stopped.
#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "http/app.h"
#include "pipeline/reader.h"

namespace tamga::http {

/// What is to be told when the server listens.
struct Started {
  std::string address;  ///< "http://127.0.0.1:8321"
  std::string token;    ///< that writes need; empty when there is none
  bool made_token = false;
  bool has_console = false;
};

/// Serves until `settings.stop` is set; requests under way are answered first. `pack`: its file.
/// `make_reader` loads what reading a report needs, when the first one is dropped. kUsage where an address
/// that is not loopback has no token; kInputOutput where the address cannot be had; else as the ledger and
/// the pack.
Status serve(Settings settings, const std::string& pack,
             const std::function<Result<pipeline::Reader>()>& make_reader,
             const std::function<void(const Started&)>& started);

}  // namespace tamga::http
