#include "merge/matcher.h"

#include "merge/detail/compare.h"

namespace tamga::merge {

struct Matcher::Prepared {
  detail::Symbols symbols;
  std::vector<detail::Features> claims;
};

Matcher::Matcher() : prepared_(std::make_unique<Prepared>()) {}
Matcher::~Matcher() = default;

std::uint32_t Matcher::add(const Source& source, const model::Claim& claim) {
  prepared_->claims.push_back(detail::features_of(prepared_->symbols, source, claim));
  return static_cast<std::uint32_t>(prepared_->claims.size() - 1);
}

bool Matcher::is_match(std::uint32_t left, std::uint32_t right) const {
  const auto weights = detail::compare(prepared_->claims[left], prepared_->claims[right]);
  return weights && weights->sum() >= detail::kEnough;
}

}  // namespace tamga::merge
