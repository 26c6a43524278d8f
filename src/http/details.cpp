#include "http/detail/details.h"

#include <algorithm>
#include <set>

#include "http/detail/encode.h"
#include "http/detail/threads.h"
#include "model/json.h"
#include "review/binding.h"
#include "review/decisions.h"
#include "review/enact.h"

namespace tamga::http {
namespace {

using json::Value;
using query::State;

constexpr std::size_t kAround = 160;

/// Bytes of a text at whole characters.
std::string cut(const std::string& text, std::size_t from, std::size_t to) {
  while (from > 0 && from < text.size() && (text[from] & 0xc0) == 0x80) --from;
  while (to < text.size() && (text[to] & 0xc0) == 0x80) ++to;
  return from < to && from < text.size() ? text.substr(from, to - from) : std::string();
}

/// What tells about claims, made once for an answer.
class Teller {
 public:
  Teller(store::Ledger& ledger, const State& state) : ledger_(ledger), state_(state) {
    for (const merge::ClaimRef ref : state.review.settled) settled_.insert(ref);
  }

  /// The schema ToldClaim.
  Result<Value> told(merge::ClaimRef ref) {
    const merge::Source& source = state_.sources[ref.source];
    const model::Claim& claim = source.claims[ref.claim];
    Value out = with_actors(to_json(claim), claim);
    const std::string& text = TRY(text_of(claim.report));
    const std::size_t begin = std::min<std::size_t>(claim.evidence.begin, text.size()),
                      end = std::min<std::size_t>(claim.evidence.end, text.size());
    out.set("source", report_ref(source.report));
    out.set("before", cut(text, begin > kAround ? begin - kAround : 0, begin));
    out.set("after", cut(text, end, std::min(text.size(), end + kAround)));
    out.set("settled", settled_.count(ref) != 0);
    out.set("disputed",
            std::find(source.disputed.begin(), source.disputed.end(), ref.claim) != source.disputed.end());
    Value decisions = Value::array();
    if (const auto about = state_.review.about.find(ref); about != state_.review.about.end())
      for (const std::uint32_t number : about->second) decisions.push(state_.review.standing[number].id);
    out.set("decisions", std::move(decisions));
    return out;
  }

 private:
  /// The parties with what they go by in actors/{id}.
  static Value with_actors(Value claim, const model::Claim& from) {
    for (const auto& [key, side] :
         {std::pair<const char*, const std::vector<model::Party>*>("who", &from.who), {"whom", &from.whom}}) {
      Value parties = Value::array();
      for (std::size_t i = 0; i < side->size(); ++i) {
        Value party = claim[key][i];
        party.set("actor", review::entity_key((*side)[i].id, (*side)[i].name));
        parties.push(std::move(party));
      }
      claim.set(key, std::move(parties));
    }
    return claim;
  }

  Result<std::string> text_of(const std::string& report) {
    if (const auto known = texts_.find(report); known != texts_.end()) return known->second;
    auto text = ledger_.report_text(report);
    if (!text.ok() && text.error().code == ErrorCode::kNotFound) text = std::string();
    return texts_[report] = TRY(std::move(text));
  }

  store::Ledger& ledger_;
  const State& state_;
  std::set<merge::ClaimRef> settled_;
  std::map<std::string, std::string> texts_;
};

const std::string& claim_id(const State& state, merge::ClaimRef ref) {
  return state.sources[ref.source].claims[ref.claim].id;
}

Value conflicts_value(const State& state, const merge::Event& event) {
  Value out = Value::array();
  for (const merge::Conflict& conflict : event.conflicts) {
    Value sides = Value::array();
    for (const auto& side : conflict.sides) {
      Value claims = Value::array(), outlets = Value::array();
      std::set<std::string> ids, names;
      for (const merge::ClaimRef ref : side.claims)
        ids.insert(claim_id(state, ref)), names.insert(state.sources[ref.source].report.outlet);
      for (const std::string& id : ids) claims.push(id);
      for (const std::string& name : names) outlets.push(name);
      sides.push(Value::Object{
          {"value", side.value}, {"claims", std::move(claims)}, {"outlets", std::move(outlets)}});
    }
    out.push(Value::Object{{"field", conflict.field}, {"sides", std::move(sides)}});
  }
  return out;
}

/// Groups of claims whose reports print one text, or nearly so.
Value copies_value(const State& state, const merge::Event& event) {
  std::vector<std::uint32_t> sources;
  for (const merge::ClaimRef ref : event.claims)
    if (std::find(sources.begin(), sources.end(), ref.source) == sources.end()) sources.push_back(ref.source);
  std::vector<const text::Fingerprint*> prints;
  for (const std::uint32_t source : sources) prints.push_back(&state.sources[source].fingerprint);
  const std::vector<std::uint32_t> groups = merge::copy_groups(prints);
  std::map<std::uint32_t, std::set<std::uint32_t>> members;
  for (std::size_t i = 0; i < sources.size(); ++i) members[groups[i]].insert(sources[i]);
  Value out = Value::array();
  for (const auto& [group, copies] : members) {
    if (copies.size() < 2) continue;
    std::set<std::string> ids;
    for (const merge::ClaimRef ref : event.claims)
      if (copies.count(ref.source) != 0) ids.insert(claim_id(state, ref));
    Value claims = Value::array();
    for (const std::string& id : ids) claims.push(id);
    out.push(std::move(claims));
  }
  return out;
}

Value links_value(const State& state, const merge::Event& event) {
  Value out = Value::array();
  for (const auto& link : event.links) {
    const merge::Source &left = state.sources[link.left.source], &right = state.sources[link.right.source];
    Value reasons = Value::array();
    for (const merge::Reason& reason :
         merge::reasons(left, left.claims[link.left.claim], right, right.claims[link.right.claim]))
      reasons.push(Value::Object{{"what", reason.what}, {"weight", reason.weight}});
    out.push(Value::Object{{"left", claim_id(state, link.left)},
                           {"right", claim_id(state, link.right)},
                           {"score", link.score},
                           {"reasons", std::move(reasons)}});
  }
  return out;
}

/// Decisions that touched a claim of the event, or said who somebody in it is, those that were undone too.
Result<Value> decisions_value(store::Ledger& ledger, const View& view, const std::set<std::string>& claims,
                              const std::set<std::string>& entities) {
  Value out = Value::array();
  const std::vector<model::Decision> all = TRY(ledger.decisions(view.question.recorded_by));
  std::set<std::string> stand;
  for (const model::Decision& decision : review::standing(all)) stand.insert(decision.id);
  for (const model::Decision& decision : all) {
    const auto touches = [&](const std::vector<model::Decided>& decided) {
      return std::any_of(decided.begin(), decided.end(),
                         [&](const model::Decided& one) { return claims.count(one.claim.id) != 0; });
    };
    const bool names =
        std::any_of(decision.entities.begin(), decision.entities.end(), [&](const std::string& entity) {
          return entities.count(entity) != 0 || entities.count(review::entity_key("", entity)) != 0;
        });
    if (names || touches(decision.claims) || touches(decision.others))
      out.push(decision_value(decision, stand.count(decision.id) != 0));
  }
  return out;
}

std::set<std::string> entities_of(const model::Claim& claim) {
  std::set<std::string> out;
  for (const auto* side : {&claim.who, &claim.whom})
    for (const model::Party& party : *side) out.insert(review::entity_key(party.id, party.name));
  return out;
}

}  // namespace

const merge::Event* event_in(const State& state, std::string_view id) {
  const auto found =
      std::lower_bound(state.events.begin(), state.events.end(), id,
                       [](const merge::Event& e, std::string_view wanted) { return e.id < wanted; });
  return found == state.events.end() || found->id != id ? nullptr : &*found;
}

Value map_feature(const query::Catalog& catalog, const query::EventCard& event) {
  const Value brief = event_value(catalog, event);
  Value properties = Value::Object{{"kind", "event"}};
  for (const char* key : {"what", "stage", "status", "when", "first", "last", "dated", "sentence", "host",
                          "sector", "partners"})
    properties.set(key, brief[key]);
  const Value& point = brief["point"];
  properties.set("place", point["name"]);
  properties.set("located_by", point["by"]);
  properties.set("origins", brief["origins"]);
  Value geometry;
  if (!point.is_null())
    geometry = Value::Object{{"type", "Point"}, {"coordinates", Value::Array{point["lon"], point["lat"]}}};
  return Value::Object{{"type", "Feature"},
                       {"id", brief["id"]},
                       {"geometry", std::move(geometry)},
                       {"properties", std::move(properties)}};
}

Result<Part> part_of(store::Ledger& ledger, const View& view, const std::string& id) {
  if (view.whole) return Part{nullptr, view.whole.get()};
  Part out;
  out.loaded = std::make_unique<const State>(
      TRY(query::look(ledger, view.question, {.kind = query::Want::Kind::kThing, .id = id})));
  out.state = out.loaded.get();
  return out;
}

Result<Value> event_detail(Context& context, store::Ledger& ledger, const View& view,
                           const query::EventCard& card) {
  const std::string id(view.catalog->id(card));
  const Part part = TRY(part_of(ledger, view, id));
  const merge::Event* event = event_in(*part.state, id);
  // A change may have come between the view and the ledger that is asked now.
  if (event == nullptr) return Error{ErrorCode::kNotFound, "no such event any more", id, {}};
  Teller teller(ledger, *part.state);
  Value told = Value::array(), origins = Value::array();
  std::set<std::string> claims, entities;
  for (const merge::ClaimRef ref : event->claims) {
    told.push(TRY(teller.told(ref)));
    claims.insert(claim_id(*part.state, ref));
    entities.merge(entities_of(part.state->sources[ref.source].claims[ref.claim]));
  }
  for (const std::string& origin : event->origins) origins.push(origin);
  return Value(Value::Object{{"event", event_value(*view.catalog, card)},
                             {"told_by", std::move(told)},
                             {"conflicts", conflicts_value(*part.state, *event)},
                             {"copies", copies_value(*part.state, *event)},
                             {"links", links_value(*part.state, *event)},
                             {"origins", std::move(origins)},
                             {"decisions", TRY(decisions_value(ledger, view, claims, entities))},
                             {"initiatives", TRY(threads_of(context, view, id))}});
}

Result<std::optional<Value>> claim_detail(Context&, store::Ledger& ledger, const View& view,
                                          const std::string& id) {
  const auto told = [&](const State& state, bool retracted) -> Result<std::optional<Value>> {
    for (const merge::Event& event : state.events)
      for (const merge::ClaimRef ref : event.claims) {
        if (claim_id(state, ref) != id) continue;
        Teller teller(ledger, state);
        const model::Claim& claim = state.sources[ref.source].claims[ref.claim];
        return std::optional<Value>(
            Value::Object{{"claim", TRY(teller.told(ref))},
                          {"event", retracted ? Value() : Value(event.id)},
                          {"retracted", retracted},
                          {"decisions", TRY(decisions_value(ledger, view, {id}, entities_of(claim)))}});
      }
    return std::optional<Value>();
  };
  const auto place = view.catalog->event_of_claim(id);
  if (place) {
    const Part part = TRY(part_of(ledger, view, std::string(view.catalog->id(view.catalog->events[*place]))));
    if (auto found = TRY(told(*part.state, false))) return found;
  }
  if (view.question.as_read || view.decisions == 0) return std::optional<Value>();
  // What was retracted is shown as it was read.
  query::Question question = view.question;
  question.as_read = true;
  return told(TRY(query::look(ledger, question, {.kind = query::Want::Kind::kThing, .id = id})), true);
}

}  // namespace tamga::http
