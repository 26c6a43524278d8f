#include "query/detail/loaded.h"

namespace tamga::query {

Result<Loaded> load(store::Merged& kept, const std::set<store::ClaimPlace>& wanted) {
  Loaded out;
  const std::vector<store::ClaimPlace> list(wanted.begin(), wanted.end());
  for (store::StoredReading& reading : TRY(kept.readings(list, store::Prints::kWith))) {
    out.sources.push_back({std::move(reading.report), reading.fingerprint, std::move(reading.claims), {}});
    out.places.emplace_back();
  }
  std::size_t source = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0 && list[i].reading != list[i - 1].reading) ++source;
    out.places[source].push_back(list[i]);
  }
  return out;
}

}  // namespace tamga::query
