/// JSON Lines back to readings: what `write_whole_ledger` wrote, checked line by line.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "json/value.h"
#include "model/decision.h"
#include "store/ledger.h"

namespace tamga::exchange {

/// What lines have come to: the ledger is given the reading before the decision.
struct Assembled {
  std::optional<store::WholeReading> reading;
  std::optional<model::Decision> decision;
};

/// Puts readings together from their lines: a report's line, then those of its mentions, claims and remarks; decisions
/// stand by themselves. One bad line never takes others with it, but for a report's own: what a lost report says has
/// nothing to belong to.
class Assembler {
 public:
  /// Takes one line, without its end. Gives the reading that the line shows to be whole, if it does. kBadInput says
  /// what is wrong with the line, which is left out: no JSON; an unknown kind; no text; an id that is not the text's;
  /// words that do not stand where the line says; a line of no report.
  Result<Assembled> take(std::string_view line);
  /// After the last line of a file: the last reading.
  std::optional<store::WholeReading> finish();
  /// Lines left out because their report was; they are not complained of one by one.
  std::size_t lost() const { return lost_lines_; }

 private:
  Result<Assembled> take_report(const json::Value& line);
  Result<Assembled> take_decision(const json::Value& line);
  Status take_part(const json::Value& line, std::string_view kind);

  std::optional<store::WholeReading> current_;
  std::set<std::string> seen_;       // ids of claims and remarks of the current reading
  std::optional<std::string> lost_;  // id of a report that was left out, empty when not even that is known
  std::size_t lost_lines_ = 0;
};

}  // namespace tamga::exchange
