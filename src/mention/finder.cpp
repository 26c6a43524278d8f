#include "mention/finder.h"

#include "mention/detail/bodies.h"
#include "mention/detail/descriptions.h"
#include "mention/detail/known_names.h"
#include "mention/detail/marked.h"
#include "mention/detail/new_names.h"
#include "mention/detail/references.h"
#include "mention/detail/things.h"

namespace tamga::mention {

MentionTable find_mentions(const text::Document& document, const parse::Forest& forest,
                           const names::Lexicon& lexicon, const Language& language) {
  Draft draft(document, forest, lexicon, language.tables());
  find_own_outlet(draft);
  find_known_names(draft);
  const BodyIndex bodies(draft);
  find_named_bodies(draft, bodies);
  find_new_names(draft);
  read_descriptions(draft);
  find_things(draft);
  take_marked_spans(draft);
  resolve_references(draft, bodies);
  return std::move(draft).table();
}

}  // namespace tamga::mention
