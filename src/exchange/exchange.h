/// What a ledger holds, in the formats of other programs. One file a format; docs/exports.md says what becomes of what
/// and what is lost.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "json/value.h"
#include "names/lexicon.h"
#include "query/state.h"
#include "store/ledger.h"

namespace tamga::exchange {

/// Takes bytes piece by piece, so that a large ledger is never one string. Its error ends the export.
using Sink = std::function<Status(std::string_view)>;

/// What an export is made of. The same input gives the same bytes.
struct Input {
  const query::State& state;   ///< what the question chooses
  store::Ledger& ledger;       ///< for texts and mentions, which a state leaves out
  const json::Value& codes;    ///< the pack's section "exchange": codes of other standards
  const names::Lexicon* names = nullptr;  ///< the pack's, for where things lie; may be missing
  std::string table = {};      ///< of formats that have several: "claims", "events", "standings", "reports"
};

/// One format. Plain data; all of them are in `formats()`.
struct Format {
  std::string_view name;        ///< as in `--format geojson`
  std::string_view what;        ///< for people, one line
  std::string_view media_type;  ///< RFC 6838
  Status (*write)(const Input& input, const Sink& sink);
};

/// All formats, by name.
std::span<const Format> formats();
/// nullptr for a name that is none.
const Format* format_named(std::string_view name);
/// Tables that formats with several know; the first is what is given when none is asked for.
std::span<const std::string_view> tables();

/// The whole ledger as JSON Lines, readings that others stand in front of too, in order of arrival, with texts, and all decisions: what
/// `import` makes the same ledger of.
Status write_whole_ledger(store::Ledger& ledger, const Sink& sink);

// --- The formats. Errors are those of the sink and of the ledger. ---

Status write_atom(const Input& input, const Sink& sink);
Status write_csv(const Input& input, const Sink& sink);
Status write_ftm(const Input& input, const Sink& sink);
Status write_gdelt_events(const Input& input, const Sink& sink);
Status write_gdelt_mentions(const Input& input, const Sink& sink);
Status write_geojson(const Input& input, const Sink& sink);
Status write_graphml(const Input& input, const Sink& sink);
Status write_jsonl(const Input& input, const Sink& sink);
Status write_parquet(const Input& input, const Sink& sink);
Status write_polecat(const Input& input, const Sink& sink);
Status write_prov(const Input& input, const Sink& sink);
Status write_stix(const Input& input, const Sink& sink);

}  // namespace tamga::exchange
