// Any bytes as a pack's section "names": an error, or a lexicon that answers without reading past the end.
#include <cstdint>
#include <string>
#include <vector>

#include "names/lexicon.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tamga::names;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto lexicon = Lexicon::open(bytes);
  if (!lexicon.ok()) return 0;
  for (std::uint32_t i = 0; i < lexicon->size() && i < 100; ++i) {
    const Entity entity = lexicon->entity(i);
    lexicon->by_id(entity.id);
    lexicon->find(entity.name);
    lexicon->offices_of(i);
  }
  for (std::size_t i = 0; i < lexicon->name_count() && i < 100; ++i) {
    const std::vector<std::string> keys = {std::string(lexicon->name(i).key), "", "kazakhstan"};
    lexicon->match(keys, 0);
    lexicon->entity(lexicon->name(i).candidate.entity);
  }
  for (const Office& office : lexicon->offices()) lexicon->entity(office.person);
  return 0;
}
