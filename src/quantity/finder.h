/// Finding amounts: figures and number words with currencies, units or what they count.
#pragma once

#include <memory>

#include "base/result.h"
#include "json/value.h"
#include "parse/forest.h"
#include "quantity/amount_table.h"
#include "text/document.h"

namespace tamga::quantity {

/// Words of a language for amounts (packs/languages/<tag>/quantity.yaml); compiled once, shared between threads.
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

/// Amounts in text order; dates, ages and bare numbers are none.
AmountTable find_amounts(const text::Document& document, const parse::Forest& forest, const Language& language);

}  // namespace tamga::quantity
