// Any bytes as a page: a report with sound text, or an error.
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "page/page.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tamga;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  page::looks_like_html(bytes);
  const auto report = page::read_html_report("fuzz", bytes);
  if (!report.ok()) return 0;
  CHECK(!report->text().empty());
  CHECK(!text::first_invalid_byte(report->text()));
  const auto again = page::read_html_report("fuzz", bytes);
  CHECK(again.ok() && again->id() == report->id());
  return 0;
}
