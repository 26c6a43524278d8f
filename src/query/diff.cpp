#include <map>
#include <set>
#include <tuple>

#include "query/views.h"

namespace tamga::query {
namespace {

using Key = std::tuple<std::string, std::string, std::string>;

std::map<Key, const merge::Standing*> by_key(const State& state) {
  std::map<Key, const merge::Standing*> out;
  for (const merge::Standing& cell : state.cells) out[{cell.host, cell.sector, cell.partner}] = &cell;
  return out;
}

/// Events get new ids when an earlier claim joins them, so a claim tells whether an event is new.
std::set<std::string> claim_ids(const State& state) {
  std::set<std::string> out;
  for (const merge::Event& event : state.events)
    for (const merge::ClaimRef ref : event.claims) out.insert(state.sources[ref.source].claims[ref.claim].id);
  return out;
}

std::vector<Diff::Move> moves_between(const State& before, const State& after) {
  std::vector<Diff::Move> out;
  const auto old_cells = by_key(before), new_cells = by_key(after);
  std::set<Key> keys;
  for (const auto& [key, cell] : old_cells) keys.insert(key);
  for (const auto& [key, cell] : new_cells) keys.insert(key);
  for (const Key& key : keys) {
    const auto was = old_cells.find(key), is = new_cells.find(key);
    const std::string old_stage = was == old_cells.end() ? "" : was->second->stage;
    const std::string new_stage = is == new_cells.end() ? "" : is->second->stage;
    if (old_stage == new_stage) continue;
    const auto& [host, sector, partner] = key;
    out.push_back({host, sector, partner, old_stage, new_stage,
                   is == new_cells.end() ? std::vector<std::string>() : is->second->events});
  }
  return out;
}

}  // namespace

Result<Diff> diff(store::Ledger& ledger, Question question, const std::string& from, const std::string& to) {
  const auto at = [&](const std::string& date) {
    Question then = question;
    then.as_of = then.known_by = date;
    return look(ledger, then);
  };
  const State before = TRY(at(from)), after = TRY(at(to));
  Diff out{from, to, moves_between(before, after), {}};
  const std::set<std::string> known = claim_ids(before);
  for (const merge::Event& event : after.events) {
    bool is_new = true;
    for (const merge::ClaimRef ref : event.claims)
      if (known.count(after.sources[ref.source].claims[ref.claim].id) != 0) is_new = false;
    if (is_new) out.events.push_back(line_of(after, event));
  }
  for (Diff::Move& move : out.moves) {
    move.host = country_name(after, move.host);
    move.partner = country_name(after, move.partner);
  }
  return out;
}

std::string diff_markdown(const Diff& diff) {
  std::string out =
      "# Changes from " + date_words(diff.from) + " to " + date_words(diff.to) + "\n\n## Standings\n\n";
  for (const Diff::Move& move : diff.moves)
    out += "- " + plain_markdown(move.host) + ", " + move.sector + ", " + plain_markdown(move.partner) +
           ": " + (move.before.empty() ? "new, " : move.before + " → ") +
           (move.after.empty() ? "gone" : move.after) + "\n";
  if (diff.moves.empty()) out += "Nothing moved.\n";
  out += "\n## New events\n\n";
  for (const Line& line : diff.events)
    out += "- " +
           (line.when.empty() ? "(reported " + date_words(line.reported) + ")" : date_words(line.when)) +
           " " + what_words(line, true) + ". " + plain_markdown(line.sentence) + " — " + count_words(line) +
           " `" + line.id + "`\n";
  if (diff.events.empty()) out += "None.\n";
  return out;
}

std::string diff_json(const Diff& diff) {
  json::Value moves = json::Value::array(), events = json::Value::array();
  for (const Diff::Move& move : diff.moves)
    moves.push(json::Value::Object{{"host", move.host},
                                   {"sector", move.sector},
                                   {"partner", move.partner},
                                   {"before", text_or_null(move.before)},
                                   {"after", text_or_null(move.after)},
                                   {"events", list_of(move.events)}});
  for (const Line& line : diff.events) events.push(to_json(line));
  return json::dump(json::Value::Object{{"from", diff.from},
                                        {"to", diff.to},
                                        {"moves", std::move(moves)},
                                        {"events", std::move(events)}}) +
         "\n";
}

}  // namespace tamga::query
