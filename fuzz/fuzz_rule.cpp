// Any bytes as a codebook, in JSON and in YAML: an error, or rules that can be asked for.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "json/value.h"
#include "pattern/codebook.h"

namespace {

void load(const tamga::Result<tamga::json::Value>& value) {
  using namespace tamga;
  if (!value.ok()) return;
  const auto book = pattern::Codebook::load({{"codebook/fuzz", *value}}, "en");
  if (!book.ok()) return;
  for (const pattern::Rule& rule : book->rules()) CHECK(book->rule(rule.id) == &rule);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tamga;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto parsed = json::parse(bytes);
  if (parsed.ok()) {
    const auto again = json::parse(json::dump(*parsed));
    CHECK(again.ok());
  }
  load(parsed);
  load(json::parse_yaml(bytes));
  return 0;
}
