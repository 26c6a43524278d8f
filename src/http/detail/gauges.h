/// Values for the metrics that others keep.
#pragma once

#include <map>
#include <string>

#include "http/app.h"

namespace tamga::http {

std::map<std::string, double> gauges_of(Context& context);

}  // namespace tamga::http
