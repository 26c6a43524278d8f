/// Initiatives as the API tells them.
#pragma once

#include <string>

#include "http/app.h"
#include "json/value.h"

namespace tamga::http {

/// Id and name of the initiatives that an event is a move of.
Result<json::Value> threads_of(Context& context, const View& view, const std::string& event);
/// Those about the asset of a call for one.
Result<json::Value> initiatives_about(Context& context, const Call& call, const View& view);

}  // namespace tamga::http
