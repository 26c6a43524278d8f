#include "store/copy.h"

#include <algorithm>

namespace tamga::store {
namespace {

/// Not an error that anybody sees: ends `each_reading`.
const Error kEnough{ErrorCode::kInputOutput, "", "", {}};

Status copy_decisions(Ledger& from, Ledger& to, Copied& copied, std::vector<std::string>& digests) {
  for (const model::Decision& decision : TRY(from.decisions())) {
    const bool is_new = TRY(to.decide(decision));
    ++(is_new ? copied.decisions : copied.known_decisions);
    digests.push_back(digest_of(decision));
  }
  return {};
}

}  // namespace

Result<Copied> copy(Ledger& from, Ledger& to, const std::function<bool(std::size_t readings)>& go_on) {
  Copied copied;
  std::vector<std::string> digests;
  bool stopped = false;
  const Status status = from.each_reading([&](const WholeReading& whole) -> Status {
    stopped = !go_on(copied.readings + copied.known_readings);
    if (stopped) return kEnough;
    const AddOutcome outcome = TRY(to.add(whole.reading, whole.recorded_at));
    ++(outcome == AddOutcome::kKnown ? copied.known_readings : copied.readings);
    digests.push_back(digest_of(whole.reading));
    return {};
  });
  if (stopped) return copied;
  TRY(Status(status));
  TRY(copy_decisions(from, to, copied, digests));
  std::sort(digests.begin(), digests.end());
  const std::vector<std::string> held = TRY(to.digests());
  if (!std::includes(held.begin(), held.end(), digests.begin(), digests.end()))
    return Error{ErrorCode::kBadData, "holds less than what was copied into it", to.address(), {}};
  copied.from_hash = hash_of(digests);
  copied.to_hash = hash_of(held);
  return copied;
}

}  // namespace tamga::store
