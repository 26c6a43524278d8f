/// Finding who, what and where a text talks about: names of the pack, names nobody knows yet, roles,
/// pronouns, groups, plants and minerals; and what each of them refers to in this document.
#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"
#include "json/value.h"
#include "mention/mention.h"
#include "names/lexicon.h"
#include "parse/forest.h"
#include "text/document.h"

namespace tamga::mention {

/// Words by which a language refers (packs/languages/<tag>/mention.yaml) and the contest's words for its
/// sectors (packs/<contest>/sectors.yaml); compiled once, shared between threads.
class Language {
 public:
  /// `mention` and `sectors`: the two sections; `tag`: the language whose words of the sectors are used; `places`: the
  /// pack's weights for places of one name (places.h), as they stand there when null.
  /// kBadData names what is missing or wrong.
  static Result<Language> load(const json::Value& mention, const json::Value& sectors, std::string_view tag,
                               const json::Value& places = {});
  Language(Language&&) noexcept;
  Language& operator=(Language&&) noexcept;
  ~Language();

  struct Tables;
  const Tables& tables() const { return *tables_; }

 private:
  explicit Language(std::unique_ptr<Tables> tables);
  std::unique_ptr<Tables> tables_;
};

/// All mentions of a report. Offices are those of the day the report was published. A text that names nobody
/// gives an empty table; what the words do not decide has no referent, or one without an id.
MentionTable find_mentions(const text::Document& document, const parse::Forest& forest,
                           const names::Lexicon& lexicon, const Language& language);

}  // namespace tamga::mention
