#include "exchange/detail/selection.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/files.h"
#include "merge/day_span.h"

namespace tamga::exchange {
namespace {

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

/// Ids of the pack stand as they are where every standard takes their letters.
std::string plain_id(const std::string& id) {
  return std::all_of(id.begin(), id.end(), is_plain) ? id : made_key("id", id);
}

bool chooses(const query::Question& q) {
  return !q.as_of.empty() || !q.since.empty() || !q.host.empty() || !q.sector.empty() || !q.partner.empty();
}

}  // namespace

Selection selection_of(const query::State& state) {
  Selection out;
  out.claims.resize(state.sources.size());
  for (const merge::Event& event : state.events)
    for (const merge::ClaimRef ref : event.claims) out.claims[ref.source].push_back(ref.claim);
  for (std::uint32_t source = 0; source < out.claims.size(); ++source) {
    std::sort(out.claims[source].begin(), out.claims[source].end());
    if (!chooses(state.question) || !out.claims[source].empty()) out.sources.push_back(source);
  }
  return out;
}

const model::Claim& claim_of(const query::State& state, merge::ClaimRef ref) {
  return state.sources[ref.source].claims[ref.claim];
}

const model::Report& report_of(const query::State& state, merge::ClaimRef ref) {
  return state.sources[ref.source].report;
}

const model::Claim& best_claim(const query::State& state, const merge::Event& event) {
  return claim_of(state, event.claims.front());
}

std::vector<Participant> participants_of(const query::State& state, const merge::Event& event) {
  std::vector<Participant> out;
  const auto add = [&](const model::Party& party, bool acting) {
    const std::string key = key_of(party);
    const auto found = std::find_if(out.begin(), out.end(), [&](const Participant& p) { return p.key == key; });
    if (found == out.end()) out.push_back({party, key, acting});
    else found->acting |= acting;
  };
  for (const merge::ClaimRef ref : event.claims) {
    for (const model::Party& party : claim_of(state, ref).who) add(party, true);
    for (const model::Party& party : claim_of(state, ref).whom) add(party, false);
  }
  return out;
}

std::string made_key(std::string_view type, std::string_view name) {
  return std::string(type) + "-" + sha256(std::string(type) + "\n" + std::string(name)).substr(0, 16);
}

std::string key_of(const model::Party& party) {
  return party.id.empty() ? made_key(party.type, party.country + "\n" + party.name) : plain_id(party.id);
}

std::string key_of(const model::Topic& topic) {
  return topic.id.empty() ? made_key(topic.type, topic.name) : plain_id(topic.id);
}

std::string key_of(const model::Hop& hop) {
  return hop.id.empty() ? made_key(hop.type, hop.country + "\n" + hop.name) : plain_id(hop.id);
}

std::string key_of(const model::Place& place) {
  return place.id.empty() ? made_key("place", place.country + "\n" + place.name) : plain_id(place.id);
}

std::string title_of(const query::Line& line) { return query::what_words(line, false) + ": " + line.sentence; }

Days days_of(const std::string& edtf) {
  const auto span = merge::days_of(edtf);
  if (!span) return {};
  return {merge::day_text(span->first), merge::day_text(span->last), span->is_day()};
}

Result<std::string> told_at(store::Ledger& ledger, const model::Report& report) {
  std::string day = days_of(report.published).last;
  if (day.empty()) day = days_of(TRY(ledger.whole_reading(report)).recorded_at).last;
  return day.empty() ? std::string(kNoInstant) : day + "T00:00:00Z";
}

Result<Told> told(store::Ledger& ledger, const query::State& state, const merge::Event& event) {
  Told out;
  for (const merge::ClaimRef ref : event.claims) {
    const std::string instant = TRY(told_at(ledger, report_of(state, ref)));
    out.first = out.first.empty() ? instant : std::min(out.first, instant);
    out.last = std::max(out.last, instant);
  }
  return out;
}

std::string number_text(double value) {
  char buffer[400];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
  return error == std::errc() ? std::string(buffer, end) : std::string();
}

}  // namespace tamga::exchange
