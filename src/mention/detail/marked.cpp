#include "mention/detail/marked.h"

#include "mention/detail/noun_phrase.h"

namespace tamga::mention {
namespace {

using parse::WordId;

/// First and last word that the range touches.
std::optional<std::pair<WordId, WordId>> words_at(const Draft& draft, text::ByteRange range) {
  std::optional<std::pair<WordId, WordId>> out;
  for (std::uint32_t i = 0; i < draft.size(); ++i) {
    if (!draft.forest().word(WordId{i}).range.overlaps(range)) continue;
    if (!out) out = {WordId{i}, WordId{i}};
    out->second = WordId{i};
  }
  return out;
}

void take(Draft& draft, WordId first, WordId last, const std::string& type) {
  const WordId head = draft.head_of(first, last);
  const Referent* found = referent_of(draft, head);
  const auto wanted = acting_type(type);
  const bool fits = found != nullptr && (wanted ? found->type == *wanted : acting_type(name_of(found->type)).has_value());
  if (!fits) {
    Referent someone;
    someone.type = wanted.value_or(Type::kGroup);
    someone.name = words_of(draft, first, last);
    if (found != nullptr) someone.country = found->country;
    draft.remove(head);
    draft.add(first, last, Kind::kGroup, {draft.add(std::move(someone))}, 1);
  } else {
    draft.widen(head, first, last);
  }
}

}  // namespace

void take_marked_spans(Draft& draft) {
  for (const text::MarkedSpan& span : draft.document().marked())
    if (const auto words = words_at(draft, span.range)) take(draft, words->first, words->second, span.type);
}

}  // namespace tamga::mention
