#include "query/detail/draft.h"

#include <algorithm>
#include <tuple>

#include "json/value.h"
#include "query/detail/kept_event.h"

namespace tamga::query {

Draft::Draft(store::Merged& kept, const Question& question, store::Prints prints) : kept_(kept), prints_(prints) {
  state_.question = question, state_.partial = true;
}

Status Draft::want_claims(std::int64_t number) {
  for (const store::ClaimPlace place : TRY(kept_.places_of_reading(number))) places_.insert(place);
  bare_.insert(number);
  return {};
}

Result<State> Draft::finish() {
  const store::Totals totals = TRY(kept_.totals());
  return finish(totals, TRY(kept_.country_names()));
}

Result<State> Draft::finish(const store::Totals& totals, std::map<std::string, std::string> country_names) {
  std::map<std::string, json::Value> records;
  for (const auto& [id, text] : TRY(kept_.records({events_.begin(), events_.end()}))) {
    json::Value record = TRY(json::parse(text));
    for (const store::ClaimPlace place : places_in(record)) places_.insert(place);
    records.emplace(id, std::move(record));
  }
  TRY(load_sources());
  state_.readings = totals.readings, state_.claims = totals.claims;
  state_.country_names = std::move(country_names);
  for (const auto& [id, record] : records)
    state_.events.push_back(event_from(id, record, [&](store::ClaimPlace place) { return refs_.at(place); }));
  return std::move(state_);
}

Status Draft::load_sources() {
  std::vector<store::StoredReading> readings =
      TRY(kept_.readings({places_.begin(), places_.end()}, prints_, {bare_.begin(), bare_.end()}));
  std::vector<std::int64_t> numbers;
  for (const store::StoredReading& reading : readings) numbers.push_back(reading.number);
  auto remarks = TRY(kept_.remarks(std::vector(remarked_.begin(), remarked_.end())));
  const auto counts = TRY(kept_.claim_counts(numbers));
  const auto key = [](const store::StoredReading& r) {
    return std::tie(r.report.id, r.report.outlet, r.report.published, r.report.url, r.report.title);
  };
  std::sort(readings.begin(), readings.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  for (store::StoredReading& reading : readings) {
    const auto source = static_cast<std::uint32_t>(state_.sources.size());
    std::uint32_t claim = 0;
    for (auto place = places_.lower_bound({reading.number, 0}); place != places_.end() && place->reading == reading.number; ++place)
      refs_[*place] = {source, claim++};
    state_.remarks.push_back(std::move(remarks[reading.number]));
    const auto count = counts.find(reading.number);
    state_.claim_counts.push_back(count == counts.end() ? 0 : count->second);
    state_.sources.push_back({std::move(reading.report), reading.fingerprint, std::move(reading.claims), {}});
  }
  return {};
}

}  // namespace tamga::query
