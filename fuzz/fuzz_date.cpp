// The two readers of EDTF agree: every span that `when` sees, `merge` sees too.
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "merge/day_span.h"
#include "when/edtf.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tamga;
  const std::string_view edtf(reinterpret_cast<const char*>(data), size);
  const auto wide = merge::days_of(edtf);
  const auto span = when::span_of(edtf);
  if (wide) CHECK(wide->first <= wide->last);
  if (!span) return 0;
  CHECK(span->first <= span->last);
  when::day_text(span->first);
  if (span->first == when::kEarliest || span->last == when::kLatest) return 0;  // an open end, or one like it
  CHECK(wide && wide->first == span->first && wide->last == span->last);
  return 0;
}
