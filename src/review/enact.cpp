#include "review/enact.h"

#include <algorithm>
#include <set>

#include "review/binding.h"
#include "review/decisions.h"
#include "review/detail/identity.h"
#include "text/utf8.h"

namespace tamga::review {
namespace {

using merge::ClaimRef;

class Work {
 public:
  Work(std::vector<merge::Source>& sources, Outcome& out)
      : sources_(sources), out_(out), binding_(find_places(sources, out.standing)) {}

  Status run() {
    for (std::uint32_t d = 0; d < out_.standing.size(); ++d) TRY(enact(d));
    tie();
    return {};
  }

  /// Takes retracted claims out; what pointed behind them moves up.
  void remove_retracted() {
    for (const auto& [ref, verdict] : verdicts_) {
      if (verdict == "dispute") sources_[ref.source].disputed.push_back(ref.claim);
      if (verdict != "retract" && verdict != "accept-void") out_.settled.push_back(ref);
    }
    std::set<std::uint32_t> touched;
    for (const auto& [ref, verdict] : verdicts_)
      if (verdict == "retract") touched.insert(ref.source);
    for (const std::uint32_t source : touched) shrink(source);
    move_up(out_.settled);
    move_up(out_.ties.together), move_up(out_.ties.apart);
    std::map<ClaimRef, std::vector<std::uint32_t>> about;
    for (auto& [ref, list] : out_.about)
      if (const auto place = moved(ref)) about.emplace(*place, std::move(list));
    out_.about = std::move(about);
  }

 private:
  Status enact(std::uint32_t number) {
    const model::Decision& decision = out_.standing[number];
    bool orphaned = false;
    for (const auto* side : {&decision.claims, &decision.others})
      for (const model::Decided& decided : *side) {
        orphaned = orphaned || binding_.is_orphaned(decided);
        for (const ClaimRef ref : binding_.of(decided)) {
          out_.about[ref].push_back(number);
          if (side == &decision.claims) TRY(decide(decision, decided.claim, ref));
        }
      }
    if (orphaned) out_.orphaned.push_back(number);
    return {};
  }

  Status decide(const model::Decision& decision, const model::Claim& then, ClaimRef ref) {
    model::Claim& claim = claim_at(ref);
    if (decision.kind == "accept") {
      // What was accepted is what was read then; corrections made since are part of it.
      const bool same = says_the_same(then, originals_.count(ref) != 0 ? originals_.at(ref) : claim);
      if (same || verdicts_.count(ref) == 0) verdicts_[ref] = same ? "accept" : "accept-void";
    } else if (decision.kind == "correct") {
      originals_.emplace(ref, claim);
      claim = TRY(corrected(claim, {decision.field, decision.value}));
      if (verdicts_.count(ref) == 0 || verdicts_[ref] == "accept-void") verdicts_[ref] = "correct";
    } else if (decision.kind == "dispute" || decision.kind == "retract") {
      verdicts_[ref] = decision.kind;
    }
    return {};
  }

  /// The latest decision about a pair holds. What belongs together is joined in the order of time, the latest
  /// first.
  void tie() {
    std::map<merge::Ties::Pair, std::pair<bool, std::uint32_t>> pairs;
    for (std::uint32_t d = 0; d < out_.standing.size(); ++d) {
      const model::Decision& decision = out_.standing[d];
      if (decision.kind != "merge" && decision.kind != "split") continue;
      for (const model::Decided& left : decision.claims)
        for (const model::Decided& right : decision.others)
          for (const ClaimRef a : binding_.of(left))
            for (const ClaimRef b : binding_.of(right))
              if (a != b) pairs[std::minmax(a, b)] = {decision.kind == "merge", d};
    }
    std::vector<std::pair<std::uint32_t, merge::Ties::Pair>> together;
    for (const auto& [pair, verdict] : pairs) {
      if (verdict.first)
        together.emplace_back(verdict.second, pair);
      else
        out_.ties.apart.push_back(pair);
    }
    std::sort(together.rbegin(), together.rend());
    for (const auto& [number, pair] : together) out_.ties.together.push_back(pair);
  }

  bool is_retracted(ClaimRef ref) const {
    const auto found = verdicts_.find(ref);
    return found != verdicts_.end() && found->second == "retract";
  }

  void shrink(std::uint32_t source) {
    auto& claims = sources_[source].claims;
    std::vector<model::Claim> kept;
    for (std::uint32_t c = 0; c < claims.size(); ++c) {
      if (is_retracted({source, c})) continue;
      new_places_[{source, c}] = static_cast<std::uint32_t>(kept.size());
      kept.push_back(std::move(claims[c]));
    }
    claims = std::move(kept);
    for (std::uint32_t& place : sources_[source].disputed) place = new_places_.at({source, place});
  }

  std::optional<ClaimRef> moved(ClaimRef ref) const {
    if (is_retracted(ref)) return std::nullopt;
    const auto found = new_places_.find(ref);
    return found == new_places_.end() ? ref : ClaimRef{ref.source, found->second};
  }

  void move_up(std::vector<ClaimRef>& refs) const {
    std::vector<ClaimRef> out;
    for (const ClaimRef ref : refs)
      if (const auto place = moved(ref)) out.push_back(*place);
    refs = std::move(out);
  }

  void move_up(std::vector<merge::Ties::Pair>& pairs) const {
    std::vector<merge::Ties::Pair> out;
    for (const auto& [left, right] : pairs) {
      const auto a = moved(left), b = moved(right);
      if (a && b) out.emplace_back(*a, *b);
    }
    pairs = std::move(out);
  }

  model::Claim& claim_at(ClaimRef ref) { return sources_[ref.source].claims[ref.claim]; }

  std::vector<merge::Source>& sources_;
  Outcome& out_;
  Binding binding_;
  std::map<ClaimRef, std::string> verdicts_;
  std::map<ClaimRef, model::Claim> originals_;  ///< as read, of those corrected
  std::map<ClaimRef, std::uint32_t> new_places_;
};

std::set<std::string> side_of(const std::vector<model::Party>& parties) {
  std::set<std::string> out;
  for (const model::Party& party : parties) out.insert(entity_key(party.id, party.name));
  return out;
}

}  // namespace

Result<Outcome> enact(std::vector<merge::Source>& sources, std::span<const model::Decision> decisions) {
  Outcome out;
  out.standing = standing(decisions);
  if (out.standing.empty()) return out;
  Work work(sources, out);
  TRY(work.run());
  work.remove_retracted();
  unify(sources, out.standing);
  return out;
}

bool says_the_same(const model::Claim& then, const model::Claim& now) {
  const auto date = [](const model::Claim& claim) { return claim.when ? claim.when->edtf : std::string(); };
  return then.event == now.event && then.stage == now.stage && then.status == now.status &&
         then.host == now.host && date(then) == date(now) && side_of(then.who) == side_of(now.who) &&
         side_of(then.whom) == side_of(now.whom);
}

std::string entity_key(const std::string& id, const std::string& name) {
  return id.empty() ? text::name_key(name) : id;
}

}  // namespace tamga::review
