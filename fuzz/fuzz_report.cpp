// Any bytes as a plain report: sound text, or an error that points into the bytes.
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "text/document.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tamga;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto report = text::read_plain_report("fuzz", bytes);
  if (!report.ok()) {
    CHECK(report.error().byte.value_or(0) <= size);
    return 0;
  }
  CHECK(!report->text().empty() && !text::first_invalid_byte(report->text()));
  CHECK(bytes.ends_with(report->text()));
  CHECK(report->id().starts_with("sha256:"));
  text::name_key(report->text());
  text::lower(report->text());
  text::strip_accents(report->text());
  return 0;
}
