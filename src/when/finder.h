/// Finding dates: absolute, relative to the report's date, relative to other dates of the text.
#pragma once

#include <memory>

#include "base/result.h"
#include "json/value.h"
#include "parse/forest.h"
#include "text/document.h"
#include "when/date_table.h"

namespace tamga::when {

/// Words of a language for times (packs/languages/<tag>/when.yaml); compiled once, shared between threads.
class Language {
 public:
  static Result<Language> load(const json::Value& section);
  Language(Language&&) noexcept;
  Language& operator=(Language&&) noexcept;
  ~Language();

  struct Tables;
  const Tables& tables() const { return *tables_; }

 private:
  explicit Language(std::unique_ptr<Tables> tables);
  std::unique_ptr<Tables> tables_;
};

/// Dates in text order. What the words do not determine has no value.
DateTable find_dates(const text::Document& document, const parse::Forest& forest, const Language& language);

}  // namespace tamga::when
