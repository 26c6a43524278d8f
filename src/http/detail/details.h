/// Things with all their evidence: what of them is not in a catalog.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/app.h"
#include "json/value.h"
#include "query/catalog.h"
#include "query/state.h"

namespace tamga::http {

/// A feature of the schema MapCollection; its geometry is null where nothing tells where the event is.
json::Value map_feature(const query::Catalog& catalog, const query::EventCard& event);

/// The part of a state that an id is about: all of it where the view holds all.
struct Part {
  std::unique_ptr<const query::State> loaded;
  const query::State* state = nullptr;
};
Result<Part> part_of(store::Ledger& ledger, const View& view, const std::string& id);

/// The event of that id; nullptr where the state has none.
const merge::Event* event_in(const query::State& state, std::string_view id);

/// The schema EventDetail.
Result<json::Value> event_detail(Context& context, store::Ledger& ledger, const View& view,
                                 const query::EventCard& event);
/// The schema ClaimDetail; nothing where the ledger has no such claim.
Result<std::optional<json::Value>> claim_detail(Context& context, store::Ledger& ledger, const View& view,
                                                const std::string& id);

}  // namespace tamga::http
