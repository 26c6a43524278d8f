// Any bytes as a pack file: an error, or sections that lie within it.
#include <cstdint>
#include <string>

#include "bytes_as_file.h"
#include "pack/pack.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tamga;
  const BytesAsFile file(data, size);
  const auto pack = pack::Pack::open(file.path());
  if (!pack.ok()) {
    CHECK(pack.error().byte.value_or(0) <= size);
    return 0;
  }
  std::size_t sum = 0;
  for (const std::string& name : pack->section_names()) {
    const auto section = pack->section(name);
    CHECK(section.ok());
    for (const char c : *section) sum += static_cast<unsigned char>(c);
    (void)pack->json(name);
  }
  CHECK(sum <= 255 * size * pack->section_names().size());
  return 0;
}
