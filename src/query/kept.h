/// Keeps what merging makes of a ledger in the ledger, so that questions need not merge everything: the tables of
/// store/merged.h. What they say is what merging all readings would say.
#pragma once

#include "base/result.h"
#include "store/ledger.h"

namespace tamga::query {

/// Takes in what was read and decided since the last time. Only events that the new claims may belong to are merged
/// again; everything is, where much has come in or where people have decided anything. Errors as Ledger.
Status refresh(store::Ledger& ledger);
/// Makes everything anew.
Status rebuild(store::Ledger& ledger);

}  // namespace tamga::query
