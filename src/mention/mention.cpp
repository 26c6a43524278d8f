#include "mention/mention.h"

#include <algorithm>

namespace tamga::mention {

std::string_view name_of(Type type) {
  switch (type) {
    case Type::kPerson:
      return "person";
    case Type::kOrganisation:
      return "organisation";
    case Type::kState:
      return "state";
    case Type::kBloc:
      return "bloc";
    case Type::kGroup:
      return "group";
    case Type::kOutlet:
      return "outlet";
    case Type::kPlace:
      return "place";
    case Type::kRegion:
      return "region";
    case Type::kAsset:
      return "asset";
    case Type::kCommodity:
      return "commodity";
    case Type::kSector:
      return "sector";
    case Type::kBody:
      return "body";
    case Type::kRole:
      return "role";
  }
  return "group";
}

std::optional<Type> acting_type(std::string_view name) {
  for (const Type type : {Type::kPerson, Type::kOrganisation, Type::kState, Type::kBloc, Type::kGroup, Type::kOutlet})
    if (name_of(type) == name) return type;
  return std::nullopt;
}

void MentionTable::index_heads() {
  heads_.clear();
  for (std::uint32_t i = 0; i < mentions_.size(); ++i) heads_.emplace_back(mentions_[i].head, i);
  std::sort(heads_.begin(), heads_.end());
}

std::optional<MentionId> MentionTable::headed_by(parse::WordId word) const {
  if (heads_.size() == mentions_.size()) {
    const auto found = std::lower_bound(heads_.begin(), heads_.end(), std::pair(word, 0U));
    if (found == heads_.end() || found->first != word) return std::nullopt;
    return MentionId{found->second};
  }
  for (std::uint32_t i = 0; i < mentions_.size(); ++i) {
    if (mentions_[i].head == word) return MentionId{i};
  }
  return std::nullopt;
}

std::optional<MentionId> MentionTable::covering(parse::WordId word) const {
  std::optional<MentionId> best;
  std::uint32_t smallest = 0;
  for (std::uint32_t i = 0; i < mentions_.size() && mentions_[i].first <= word; ++i) {
    const std::uint32_t size = mentions_[i].last.value - mentions_[i].first.value;
    if (mentions_[i].last < word || (best && size >= smallest)) continue;
    best = MentionId{i};
    smallest = size;
  }
  return best;
}

}  // namespace tamga::mention
