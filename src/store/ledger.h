/// The ledger: what reports say, kept for good. Rows are only ever added; a report read again with another pack or
/// model gets a new reading that stands in front of the old one.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "model/claim.h"
#include "model/decision.h"
#include "sql/connection.h"
#include "text/fingerprint.h"

namespace tamga::store {

enum class AddOutcome : std::uint8_t {
  kAdded,   ///< the ledger had nothing of this report from this outlet
  kKnown,   ///< read before with the same pack and model; nothing changed
  kReread,  ///< read before with another pack or model; the new reading now stands in front
};

/// One reading as the ledger keeps it. The report's text is left out.
struct StoredReading {
  std::int64_t number = 0;  ///< in order of arrival
  model::Report report;
  text::Fingerprint fingerprint;  ///< of the text, to find wire copies
  std::string recorded_at;        ///< ISO 8601, UTC
  std::vector<model::Claim> claims;
  std::vector<model::Remark> remarks;
};

/// A reading with everything the ledger keeps of it.
struct WholeReading {
  model::Reading reading;   ///< with the report's text, mentions and notes
  std::string recorded_at;  ///< ISO 8601, UTC
};

/// Something that holds the words looked for.
struct Hit {
  std::string kind;    ///< "claim", "remark" or "report"
  std::string id;      ///< of the claim, remark or report
  std::string words;   ///< evidence, or the title
  std::string outlet;
  std::string published;
};

/// A ledger in a file or in a PostgreSQL database. One thread at a time; several processes may read while others write:
/// one at a time into a file, each at its own reports into a database. Which reading of a report stands in front does
/// not depend on who came first: it is the one recorded last.
class Ledger {
 public:
  /// `address`: the path of a file, which is made unless it is there, or a PostgreSQL URL, whose database is made a
  /// ledger unless it is one. Older ones are brought forward after a copy was made. Errors as sql::Connection::open and
  /// sql::migrate.
  static Result<Ledger> open(const std::string& address, sql::Access access = sql::Access::kReadWrite);

  /// Stores a reading, all or nothing, in one transaction: after a crash at any moment the report is either whole in
  /// the ledger or not in it at all, and adding it again is safe. `recorded_at`: now, as ISO 8601 UTC.
  Result<AddOutcome> add(const model::Reading& reading, std::string_view recorded_at);

  /// The readings that stand in front, with their claims and remarks, ordered by what they say and not by when they
  /// came. `recorded_by` (ISO 8601 date or instant, empty: now): the ledger as it was at the end of that.
  Result<std::vector<StoredReading>> readings(std::string_view recorded_by = {});

  /// Gives every reading out, those that others stand in front of too, in order of arrival, one held at a time. Ends
  /// with the first error of `give`.
  Status each_reading(const std::function<Status(const WholeReading&)>& give);
  /// The reading of a report as `readings` gives it. kNotFound when the ledger has none with its id, appearance, pack
  /// and model.
  Result<WholeReading> whole_reading(const model::Report& report);

  /// The whole text of a report. kNotFound when the ledger does not hold it.
  Result<std::string> report_text(std::string_view report);
  /// What the reading names, in text order.
  Result<std::vector<model::Mention>> mentions(std::int64_t reading);
  /// All readings of a report, old ones too, in order of arrival; `report` may be the beginning of an id.
  Result<std::vector<StoredReading>> history(std::string_view report);

  /// Keeps a decision, which has its id; false when the ledger has it already. kNotFound when it undoes one that the
  /// ledger does not hold.
  Result<bool> decide(const model::Decision& decision);
  /// Keeps all of them in one transaction, or none when there is an error. Returns how many the ledger did not have.
  Result<std::size_t> decide(std::span<const model::Decision> decisions);
  /// All decisions made by the end of `recorded_by` (ISO 8601 date or instant, empty: now), in order of arrival.
  Result<std::vector<model::Decision>> decisions(std::string_view recorded_by = {});

  /// What holds all the words, newest first; words may be cut short at their end ("uran" finds "uranium"). Case and
  /// accents do not count, in any script.
  Result<std::vector<Hit>> find(std::string_view words, std::size_t limit = 50);

  /// The name that the reports' mentions most often carry for each country and bloc.
  Result<std::map<std::string, std::string>> country_names();

  /// The SHA-256 of each reading and each decision, sorted.
  Result<std::vector<std::string>> digests();
  /// SHA-256 of all that the ledger holds, the same for any order of arrival and any clock: hash_of(digests()).
  Result<std::string> content_hash();
  /// Reads every page and every reference. kBadData names what is damaged.
  Status check();

  /// The address as it may be shown: without a password.
  const std::string& address() const { return connection_.address(); }
  /// For the tables that are kept beside the readings (merged.h).
  sql::Connection& connection() { return connection_; }

 private:
  explicit Ledger(sql::Connection connection) : connection_(std::move(connection)) {}
  Result<bool> insert(const model::Decision& decision);
  Status insert(const model::Reading& reading, std::string_view recorded_at);
  Result<WholeReading> reading_whole(std::int64_t number);
  Result<std::vector<StoredReading>> load(std::string_view where, std::span<const sql::Value> values);
  sql::Connection connection_;
  std::unordered_set<std::string> indexed_;  // words that the search is known to have
};

/// SHA-256 of what a reading says, in whatever file it was found.
std::string digest_of(const model::Reading& reading);
std::string digest_of(const model::Decision& decision);
/// SHA-256 of sorted digests.
std::string hash_of(const std::vector<std::string>& digests);

/// The migrations of the ledger's schema, oldest first.
std::span<const sql::Migration> migrations();

}  // namespace tamga::store
