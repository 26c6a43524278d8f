// Decisions made of what a person asks for.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "query/review.h"
#include "review/binding.h"
#include "review/decisions.h"

namespace tamga::query {
namespace {

using Decideds = std::vector<model::Decided>;

constexpr std::size_t kShortest = 4;

Error usage(const std::string& message) { return {ErrorCode::kUsage, message, "", {}}; }

/// The one of several ids that begins so. `what` is for the error.
Result<std::string> whole_id(const std::set<std::string>& ids, const std::string& begin,
                             const std::string& what) {
  if (ids.count(begin) != 0) return begin;
  if (begin.size() < kShortest)
    return usage(begin + ": an id needs at least " + std::to_string(kShortest) + " characters");
  const auto first = ids.lower_bound(begin);
  if (first == ids.end() || !first->starts_with(begin))
    return Error{ErrorCode::kNotFound, "the ledger has no such " + what, begin, {}};
  const auto second = std::next(first);
  if (second != ids.end() && second->starts_with(begin))
    return usage("several begin so: " + *first + ", " + *second);
  return *first;
}

/// Claims and events by their ids; claims as they were read.
class Catalogue {
 public:
  static Result<Catalogue> of(store::Ledger& ledger) {
    const Question everything;
    Catalogue out;
    for (const merge::Source& source : TRY(sources_as_read(ledger, everything)))
      for (const model::Claim& claim : source.claims) {
        const model::Decided decided{claim, source.report.pack + " " + source.report.model};
        Decideds& known = out.claims_[claim.id];
        const auto same = [&](const model::Decided& other) {
          return review::key_of(other) == review::key_of(decided);
        };
        if (std::none_of(known.begin(), known.end(), same)) known.push_back(decided);
        out.claim_ids_.insert(claim.id);
      }
    const State state = TRY(look(ledger, everything));
    for (const merge::Event& event : state.events) {
      out.event_ids_.insert(event.id);
      for (const merge::ClaimRef ref : event.claims)
        out.events_[event.id].insert(state.sources[ref.source].claims[ref.claim].id);
    }
    return out;
  }

  Result<std::string> event(const std::string& id) const { return whole_id(event_ids_, id, "event"); }
  Result<std::string> claim(const std::string& id) const { return whole_id(claim_ids_, id, "claim"); }
  const std::set<std::string>& claims_of(const std::string& event) const { return events_.at(event); }

  /// The claim of this id, or all claims of the event.
  Result<std::set<std::string>> either(const std::string& id) const {
    const auto as_claim = claim(id), as_event = event(id);
    if (as_claim.ok() && as_event.ok() && *as_claim != id && *as_event != id)
      return usage("several begin so: claim " + *as_claim + ", event " + *as_event);
    if (as_event.ok() && (!as_claim.ok() || *as_event == id)) return claims_of(*as_event);
    if (as_claim.ok()) return std::set<std::string>{*as_claim};
    const bool unclear = as_event.error().code == ErrorCode::kUsage;
    if (unclear || as_claim.error().code == ErrorCode::kUsage)
      return unclear ? as_event.error() : as_claim.error();
    return Error{ErrorCode::kNotFound, "the ledger has no such claim or event", id, {}};
  }

  Decideds decided(const std::set<std::string>& claims) const {
    Decideds out;
    for (const std::string& id : claims) out.insert(out.end(), claims_.at(id).begin(), claims_.at(id).end());
    return out;
  }

 private:
  std::map<std::string, Decideds> claims_;
  std::map<std::string, std::set<std::string>> events_;
  std::set<std::string> claim_ids_, event_ids_;
};

Result<Decideds> either_of(const Catalogue& catalogue, const std::vector<std::string>& ids) {
  std::set<std::string> claims;
  for (const std::string& id : ids) claims.merge(TRY(catalogue.either(id)));
  return catalogue.decided(claims);
}

model::Decision blank(const Wish& wish) {
  model::Decision out;
  out.kind = wish.kind, out.author = wish.author, out.reason = wish.reason, out.made_at = wish.made_at;
  return out;
}

using Decisions = std::vector<model::Decision>;

Result<Decisions> corrections(const Catalogue& catalogue, const Wish& wish) {
  const Decideds claims = TRY(either_of(catalogue, wish.ids));
  Decisions out;
  for (const std::string& text : wish.fields) {
    const review::Correction correction = TRY(review::correction_from(text));
    out.push_back(blank(wish));
    out.back().claims = claims, out.back().field = correction.field, out.back().value = correction.value;
  }
  return out;
}

/// The first event with each of the others.
Result<Decisions> merging(const Catalogue& catalogue, const Wish& wish) {
  Decisions out;
  const std::string first = TRY(catalogue.event(wish.ids.front()));
  for (std::size_t i = 1; i < wish.ids.size(); ++i) {
    const std::string other = TRY(catalogue.event(wish.ids[i]));
    if (other == first) return usage(wish.ids[i] + ": an event is the same as itself already");
    out.push_back(blank(wish));
    out.back().claims = catalogue.decided(catalogue.claims_of(first));
    out.back().others = catalogue.decided(catalogue.claims_of(other));
  }
  return out;
}

Result<Decisions> splitting(const Catalogue& catalogue, const Wish& wish) {
  const std::string event = TRY(catalogue.event(wish.ids.front()));
  std::set<std::string> rest = catalogue.claims_of(event), taken;
  for (std::size_t i = 1; i < wish.ids.size(); ++i) {
    const std::string claim = TRY(catalogue.claim(wish.ids[i]));
    if (rest.erase(claim) == 0 && taken.count(claim) == 0)
      return usage(claim + ": no claim of event " + event);
    taken.insert(claim);
  }
  if (rest.empty()) return usage("nothing of event " + event + " would be left");
  model::Decision out = blank(wish);
  out.claims = catalogue.decided(taken), out.others = catalogue.decided(rest);
  return Decisions{out};
}

Result<Decisions> undoing(store::Ledger& ledger, const Wish& wish) {
  std::set<std::string> ids;
  for (const model::Decision& decision : TRY(ledger.decisions())) ids.insert(decision.id);
  Decisions out;
  for (const std::string& id : wish.ids) {
    out.push_back(blank(wish));
    out.back().undoes = TRY(whole_id(ids, id, "decision"));
  }
  return out;
}

Result<Decisions> identity(const Wish& wish) {
  if (wish.ids.size() != 2 || wish.ids[0] == wish.ids[1]) return usage(wish.kind + " needs two entities");
  model::Decision out = blank(wish);
  out.entities = wish.ids;
  return Decisions{out};
}

/// `known` is made when it is first needed.
Result<Decisions> made(store::Ledger& ledger, const Wish& wish, std::optional<Catalogue>& known) {
  if (wish.kind == "undo") return undoing(ledger, wish);
  if (wish.kind == "same-as" || wish.kind == "not-same-as") return identity(wish);
  if (!known) known = TRY(Catalogue::of(ledger));
  const Catalogue& catalogue = *known;
  if (wish.kind == "correct") return corrections(catalogue, wish);
  if (wish.kind == "merge") return merging(catalogue, wish);
  if (wish.kind == "split") return splitting(catalogue, wish);
  model::Decision out = blank(wish);
  out.claims = TRY(either_of(catalogue, wish.ids));
  return Decisions{out};
}

/// The value of a correction as people write it.
std::string value_words(const std::string& value) {
  const auto parsed = json::parse(value);
  if (!parsed.ok() || parsed->is_null()) return "nothing";
  if (parsed->is_string()) return std::string(parsed->string_or(""));
  if (parsed->is_object())
    return std::string((*parsed)[parsed->has("edtf") ? "edtf" : "name"].string_or(value));
  std::string out;
  for (const json::Value& item : parsed->items())
    out += (out.empty() ? "" : ", ") + (item.is_string()
                                            ? std::string(item.string_or(""))
                                            : std::string(item["name"].string_or(json::dump(item))));
  return out.empty() ? "nothing" : out;
}

std::string done_words(const model::Decision& d) {
  if (d.kind == "accept") return "accepted";
  if (d.kind == "correct") return "corrected " + d.field + " to " + value_words(d.value);
  if (d.kind == "merge") return "put together";
  if (d.kind == "split") return "taken apart";
  if (d.kind == "dispute") return "disputed";
  if (d.kind == "retract") return "retracted";
  if (d.kind == "undo") return "undid " + d.undoes;
  return d.entities.size() == 2
             ? d.entities[0] + (d.kind == "same-as" ? " is the same as " : " is not the same as ") +
                   d.entities[1]
             : d.kind;
}

std::set<std::string> standing_ids(std::span<const model::Decision> decisions) {
  std::set<std::string> out;
  for (const model::Decision& decision : review::standing(decisions)) out.insert(decision.id);
  return out;
}

std::string quoted(const model::Claim& claim) {
  return "“" + plain_markdown(claim.evidence.words) + "” `" + claim.id + "`";
}

}  // namespace

Result<std::vector<model::Decision>> decisions_for(store::Ledger& ledger, std::span<const Wish> wishes) {
  std::optional<Catalogue> known;
  Decisions out;
  for (const Wish& wish : wishes)
    for (model::Decision& decision : TRY(made(ledger, wish, known))) out.push_back(review::identified(std::move(decision)));
  return out;
}

Result<std::vector<model::Decision>> decisions_for(store::Ledger& ledger, const Wish& wish) {
  return decisions_for(ledger, std::span(&wish, 1));
}

Result<Wish> wish_from_json(const json::Value& value) {
  static const std::set<std::string, std::less<>> kinds{"accept", "correct", "merge", "split", "dispute", "retract", "same-as", "not-same-as", "undo"};
  const auto bad = [](const std::string& message) { return Error{ErrorCode::kBadInput, message, "", {}}; };
  if (!value.is_object()) return bad("not a JSON object");
  for (const auto& [key, ignored] : value.members())
    if (key != "decision" && key != "ids" && key != "fields" && key != "reason" && key != "author") return bad("unknown key \"" + key + "\"");
  Wish out;
  out.kind = value["decision"].string_or(""), out.ids = value["ids"].strings(), out.fields = value["fields"].strings();
  out.reason = value["reason"].string_or(""), out.author = value["author"].string_or("");
  if (kinds.count(out.kind) == 0) return bad("no kind of decision: \"" + out.kind + "\"");
  if (out.ids.empty()) return bad("\"ids\" is missing or empty");
  if ((out.kind == "merge" || out.kind == "split") && out.ids.size() < 2) return bad("a " + out.kind + " needs two ids or more");
  if ((out.kind == "correct") == out.fields.empty()) return bad(out.kind == "correct" ? "a correction needs \"fields\"" : "only a correction has \"fields\"");
  if (out.reason.empty() && out.kind != "accept") return bad("\"reason\" is missing");
  return out;
}

std::string decision_words(const model::Decision& decision) {
  return done_words(decision) + ", " + decision.author + ", " + decision.made_at.substr(0, 10) +
         (decision.reason.empty() ? "" : ": " + decision.reason);
}

std::string log_markdown(std::span<const model::Decision> decisions) {
  const std::set<std::string> stand = standing_ids(decisions);
  std::string out;
  for (const model::Decision& decision : decisions) {
    const bool undone = decision.kind != "undo" && stand.count(decision.id) == 0;
    out += "- `" + decision.id + "` " + plain_markdown(decision_words(decision)) +
           (undone ? " (undone)" : "") + "\n";
    for (const model::Decided& decided : decision.claims) out += "  - " + quoted(decided.claim) + "\n";
    for (const model::Decided& decided : decision.others)
      out +=
          std::string("  - ") + (decision.kind == "merge" ? "with " : "from ") + quoted(decided.claim) + "\n";
  }
  return out.empty() ? "Nothing was decided.\n" : out;
}

std::string log_json(std::span<const model::Decision> decisions) {
  const std::set<std::string> stand = standing_ids(decisions);
  json::Value list = json::Value::array();
  for (const model::Decision& decision : decisions) {
    json::Value item = to_json(decision);
    if (decision.kind != "undo") item.set("stands", stand.count(decision.id) != 0);
    list.push(std::move(item));
  }
  return json::dump(json::Value::Object{{"decisions", std::move(list)}}) + "\n";
}

std::string changes_markdown(const std::vector<review::Change>& changes) {
  std::string out;
  for (const review::Change& change : changes) {
    out += "- **" + change.what + "** `" + change.decision.id + "` " +
           plain_markdown(decision_words(change.decision)) + "\n  " + quoted(change.then) +
           (change.claim.empty() ? "" : " → `" + change.claim + "`") + "\n";
    for (const auto& field : change.fields)
      out += "  - " + field.name + ": " + plain_markdown(field.before.empty() ? "nothing" : field.before) +
             " → " + plain_markdown(field.after.empty() ? "nothing" : field.after) + "\n";
  }
  return out.empty() ? "The readings say what they said when it was decided about them.\n" : out;
}

std::string changes_json(const std::vector<review::Change>& changes) {
  json::Value list = json::Value::array();
  for (const review::Change& change : changes) {
    json::Value fields = json::Value::array();
    for (const auto& field : change.fields)
      fields.push(json::Value::Object{{"field", field.name},
                                      {"before", text_or_null(field.before)},
                                      {"after", text_or_null(field.after)}});
    list.push(json::Value::Object{{"what", change.what},
                                  {"decision", change.decision.id},
                                  {"kind", change.decision.kind},
                                  {"author", change.decision.author},
                                  {"report", change.then.report},
                                  {"words", change.then.evidence.words},
                                  {"then", change.then.id},
                                  {"now", text_or_null(change.claim)},
                                  {"fields", std::move(fields)}});
  }
  return json::dump(json::Value::Object{{"changes", std::move(list)}}) + "\n";
}

}  // namespace tamga::query
