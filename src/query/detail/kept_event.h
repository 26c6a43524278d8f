/// Events, steps and standings as the texts that the ledger keeps of them.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "json/value.h"
#include "merge/event.h"
#include "merge/standing.h"
#include "store/merged.h"

namespace tamga::query {

/// Where the claims of sources are kept: by source, by claim.
using ClaimPlaces = std::vector<std::vector<store::ClaimPlace>>;

/// Without component.
store::MergedEvent kept_event(const merge::Event& event, std::span<const merge::Source> sources, const ClaimPlaces& places);
/// The places of claims that the record of an event, which is JSON, names.
std::vector<store::ClaimPlace> places_in(const json::Value& record);
/// The event again; `find` gives each place its claim among the sources that were loaded.
merge::Event event_from(const std::string& id, const json::Value& record,
                        const std::function<merge::ClaimRef(store::ClaimPlace)>& find);

std::string cell_text(const merge::CellKey& key);
merge::CellKey cell_from(const std::string& text);
merge::Step step_from(const std::string& text);
/// Of a standing without host, sector, partner, claims and events.
std::string summary_text(const merge::Standing& standing);
merge::Standing standing_from(const std::string& cell, const std::string& summary, const std::string& claims);
std::string joined_ids(const std::vector<std::string>& ids);
std::vector<std::string> split(const std::string& text, char at);

/// What is listed first has less: facts before plans and denials, what was only mentioned last.
std::int64_t weight_of(const merge::Event& event);

}  // namespace tamga::query
