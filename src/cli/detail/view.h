/// What the commands share that ask a ledger.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "cli/detail/session.h"
#include "query/state.h"

namespace tamga::cli {

/// A question, and the form its answer is wanted in.
struct View {
  query::Question question;
  std::string format;  ///< "json", "markdown", ...
  bool json = false;   ///< the same as format "json"

  /// --as-of, --known-by, --recorded-by, and those that choose.
  void add_dates(CLI::App& command);
  void add_choices(CLI::App& command);
  /// --format with these values, the first being what is printed when nothing is asked for; --json.
  void add_formats(CLI::App& command, const std::vector<std::string>& formats);
  bool is(const std::string& wanted) const { return json ? wanted == "json" : format == wanted; }
};

/// Opens the ledger for reading, asks for no more than is wanted, and prints what `answer` makes of it. Returns the exit
/// code.
int ask(Session& session, const View& view, const query::Want& want,
        const std::function<Result<std::string>(store::Ledger&, const query::State&)>& answer);

/// As above, for answers that look at everything.
int ask(Session& session, const View& view,
        const std::function<Result<std::string>(store::Ledger&, const query::State&)>& answer);

/// The day of `now`, EDTF.
std::string today(const Session& session);

}  // namespace tamga::cli
