// CoNLL-U that is read can be written, and what is written reads the same.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "parse/conllu.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tamga;
  const auto first = parse::from_conllu("fuzz", {reinterpret_cast<const char*>(data), size});
  if (!first.ok()) return 0;
  const std::string written = parse::to_conllu(first->document, first->forest);
  const auto second = parse::from_conllu("fuzz", written);
  CHECK(second.ok());
  CHECK(second->forest.words().size() == first->forest.words().size());
  CHECK(parse::to_conllu(second->document, second->forest) == written);
  return 0;
}
