/// The records that are stored and printed; plain data without behaviour. Contract: docs/formats.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tamga::model {

/// UTF-8 bytes [begin, end) of the report's text, and the words that stand there.
struct Evidence {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string words;
  bool operator==(const Evidence&) const = default;
};

/// A participant: who acts or is acted upon. `type`: person, organisation, state, bloc, group.
struct Party {
  std::string id;  ///< the pack's, empty for what the pack does not know
  std::string type;
  std::string name;     ///< canonical name, or what the text calls it
  std::string country;  ///< ISO 3166-1 alpha-2 or "EU"; empty when not known
  std::string role;     ///< "President of Kazakhstan"; empty when not known
  Evidence evidence;    ///< the words used here ("the Kazakh leader")
  bool operator==(const Party&) const = default;
};

/// What a claim is about. `type`: commodity, sector, asset.
struct Topic {
  std::string id;
  std::string type;
  std::string name;
  bool operator==(const Topic&) const = default;
};

/// A date in EDTF level 1 (ISO 8601-2). `basis`: text, computed, context, published.
struct Date {
  std::string edtf;
  std::string words;
  std::string basis;
  std::string anchor;  ///< EDTF the words were counted from; empty when none
  bool operator==(const Date&) const = default;
};

struct Place {
  std::string id;
  std::string name;
  std::string country;
  std::optional<double> latitude;
  std::optional<double> longitude;
  std::string words;
  bool operator==(const Place&) const = default;
};

/// Full numbers; `unit`: ISO 4217 currency, SI symbol, "%", or an English singular ("reactor").
struct Amount {
  double value = 0;
  std::optional<double> upper;  ///< of a range
  bool approximate = false;
  std::string unit;
  std::string words;
  bool operator==(const Amount&) const = default;
};

/// One source in a chain. `type`: person, organisation, outlet, group.
struct Hop {
  std::string name;
  std::string id;
  std::string type;
  bool named = false;
  std::string country;
  std::string how;    ///< "said in an interview"; empty when not told
  Evidence evidence;  ///< empty words for the report's own outlet and for the author
  bool operator==(const Hop&) const = default;
};

/// One thing one report says.
struct Claim {
  std::string id;
  std::string report;  ///< id of the report
  Evidence evidence;
  std::string event;   ///< PLOVER type, empty for none
  std::string mode;    ///< empty for none
  std::string stage;   ///< empty for none
  std::string status;  ///< actual, future, possible, denied
  std::vector<Party> who;
  std::vector<Party> whom;
  std::vector<Topic> about;
  std::vector<std::string> sector;
  std::vector<std::string> host;
  std::optional<Date> when;
  std::optional<Place> where;
  std::vector<Amount> amounts;
  std::vector<Hop> chain;  ///< origin first, the report's outlet last
  std::string said_by;     ///< host, partner, author, other
  std::optional<Evidence> quote;
  double confidence = 0;
  std::string rule;  ///< id of the codebook rule that decided
  bool operator==(const Claim&) const = default;
};

/// What a report says about coverage. `remark`: scant, vague, silent, single-source, low-profile, conflicting,
/// unverified.
struct Remark {
  std::string id;
  std::string report;
  std::string remark;
  std::string about;
  std::string source;
  Evidence evidence;
  double confidence = 0;
  bool operator==(const Remark&) const = default;
};

/// One mention of somebody, somewhere or something.
struct Mention {
  std::string id;  ///< the pack's, empty for what the pack does not know
  std::string type;
  std::string name;
  std::string country;
  Evidence evidence;
  double confidence = 0;
  bool operator==(const Mention&) const = default;
};

struct Report {
  std::string id;     ///< "sha256:…" of the normalised text
  std::string input;  ///< path or id it was read from
  std::string url;
  std::string outlet;
  std::string outlet_id;  ///< the pack's, empty when it does not know the outlet
  std::string published;  ///< EDTF
  std::string title;
  std::string language;
  std::string text;
  std::string pack;   ///< name and hash of the pack it was read with
  std::string model;  ///< name and hash of the model it was read with
  bool operator==(const Report&) const = default;
};

/// Everything one report says.
struct Reading {
  Report report;
  std::vector<Mention> mentions;
  std::vector<Claim> claims;
  std::vector<Remark> remarks;
  std::vector<std::string> notes;  ///< what could not be read, for the operator
};

}  // namespace tamga::model
