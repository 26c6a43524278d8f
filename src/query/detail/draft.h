/// A view of a few events that a ledger keeps: what is wanted is gathered first, then loaded, many of a kind with one
/// statement, since a server answers each from afar.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "query/state.h"
#include "store/merged.h"

namespace tamga::query {

class Draft {
 public:
  Draft(store::Merged& kept, const Question& question, store::Prints prints);

  State& state() { return state_; }

  void want_event(const std::string& id) { events_.insert(id); }
  /// A reading that is listed, whatever of its claims is wanted.
  void want_reading(std::int64_t number) { bare_.insert(number); }
  void want_remarks(std::int64_t number) { bare_.insert(number), remarked_.insert(number); }
  /// A reading with all its claims.
  Status want_claims(std::int64_t number);

  /// What was wanted; it says of how much in all. kBadData where the ledger lacks some of it. The draft is used up.
  Result<State> finish(const store::Totals& totals, std::map<std::string, std::string> country_names);
  /// The same, of all that is known now.
  Result<State> finish();

 private:
  Status load_sources();

  store::Merged& kept_;
  store::Prints prints_;
  State state_;
  std::set<std::string> events_;
  std::set<store::ClaimPlace> places_;
  std::set<std::int64_t> bare_, remarked_;
  std::map<store::ClaimPlace, merge::ClaimRef> refs_;
};

}  // namespace tamga::query
