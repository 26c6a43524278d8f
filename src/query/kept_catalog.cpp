#include "query/detail/card.h"
#include "query/detail/kept_event.h"
#include "query/parts.h"
#include "store/merged.h"

namespace tamga::query {

Result<bool> add_kept(store::Ledger& ledger, CatalogMaker& maker) {
  store::Merged kept(ledger);
  if (!TRY(kept.is_current()) || !TRY(ledger.decisions()).empty()) return false;
  Status status;
  TRY(kept.each_card([&](const std::string& event, const std::string& step, const std::string& text) {
    if (!status.ok()) return;
    const auto card = card_from(event, text);
    if (card.ok())
      maker.add(*card, step_from(step));
    else
      status = card.error();
  }));
  TRY(std::move(status));
  return true;
}

}  // namespace tamga::query
