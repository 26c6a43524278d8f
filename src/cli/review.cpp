// tamga review: what needs a person, and what people decided.
#include "query/review.h"

#include <CLI/CLI.hpp>

#include "base/files.h"
#include "cli/detail/view.h"
#include "model/decision.h"
#include "model/json.h"
#include "pack/pack.h"

namespace tamga::cli {
namespace {

/// Larger files of claims are no reading of one ledger's reports.
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 32;

struct Review {
  Session& session;
  View view;
  std::size_t limit = 20;
  query::Wish wish;
  std::string corrected;  ///< id of what `correct` puts right
  std::string reading;    ///< file of another reading for `changes`
};

/// The sectors that weigh most; none where there is no pack to say so.
std::vector<std::string> core_sectors(const Session& session) {
  const auto path = session.pack_path();
  if (!path.ok()) return {};
  const auto pack = pack::Pack::open(*path);
  const auto contest = pack.ok() ? pack->json("pack") : Result<json::Value>(pack.error());
  return contest.ok() ? (*contest)["core_sectors"].strings() : std::vector<std::string>();
}

int run_queue(Review& review) {
  return ask(review.session, review.view,
             [&](store::Ledger&, const query::State& state) -> Result<std::string> {
               auto queue = query::queue(state, core_sectors(review.session));
               queue.resize(std::min(queue.size(), review.limit));
               return review.view.is("json") ? query::queue_json(queue) : query::queue_table(queue);
             });
}

int run_next(Review& review) {
  return ask(review.session, review.view,
             [&](store::Ledger&, const query::State& state) -> Result<std::string> {
               const auto queue = query::queue(state, core_sectors(review.session));
               if (queue.empty())
                 return review.view.is("json") ? std::string("null\n") : query::queue_table(queue);
               return review.view.is("json") ? query::doubt_json(state, queue.front())
                                             : query::doubt_markdown(state, queue.front());
             });
}

/// Who decides: --author, TAMGA_AUTHOR or the settings; else the name the system has for the user.
Result<std::string> author_of(const Session& session) {
  if (!session.author.empty()) return session.author;
  for (const char* name : {"USER", "LOGNAME"})
    if (const std::string user = session.surroundings.variable(name); !user.empty()) return user;
  return Error{ErrorCode::kUsage, "who decides? name yourself with --author or TAMGA_AUTHOR", "", {}};
}

/// All of them, or none.
Result<std::string> decide(Review& review, std::vector<query::Wish> wishes) {
  const Session& session = review.session;
  for (query::Wish& wish : wishes) {
    if (wish.author.empty()) wish.author = TRY(author_of(session));
    wish.made_at = session.surroundings.now();
  }
  // Opened for reading first: a wrong name must not make a ledger.
  TRY(store::Ledger::open(session.ledger_path(), sql::Access::kReadOnly));
  auto ledger = TRY(store::Ledger::open(session.ledger_path()));
  const std::vector<model::Decision> decisions = TRY(query::decisions_for(ledger, std::span<const query::Wish>(wishes)));
  TRY(ledger.decide(std::span<const model::Decision>(decisions)));
  std::string out;
  for (const model::Decision& decision : decisions) {
    out += review.view.json ? json::dump(to_json(decision)) + "\n"
                            : decision.id + "  " + query::decision_words(decision) + "\n";
  }
  return out;
}

Result<std::string> decide_one(Review& review) {
  query::Wish wish = review.wish;
  if (wish.kind == "correct") wish.ids = {review.corrected};
  return decide(review, {wish});
}

/// Decisions of a file, one a line.
Result<std::string> apply(Review& review) {
  const std::string lines = TRY(read_file(review.reading, kMostBytes));
  std::vector<query::Wish> wishes;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    const std::string_view line = std::string_view(lines).substr(at, end - at);
    const std::uint64_t begin = std::exchange(at, end + 1);
    if (line.find_first_not_of(" \r\t") == std::string_view::npos) continue;
    const auto value = json::parse(line);
    const auto wish = value.ok() ? query::wish_from_json(*value) : Result<query::Wish>(value.error());
    if (!wish.ok()) return Error{wish.error().code, wish.error().message, review.reading, begin};
    wishes.push_back(*wish);
  }
  return decide(review, std::move(wishes));
}

int run_pairs(Review& review) {
  return ask(review.session, review.view, [&](store::Ledger&, const query::State& state) -> Result<std::string> {
    auto pairs = query::pairs(state);
    pairs.resize(std::min(pairs.size(), review.limit));
    return review.view.is("json") ? query::pairs_json(pairs) : query::pairs_table(pairs);
  });
}

int run_log(Review& review) {
  auto ledger = store::Ledger::open(review.session.ledger_path(), sql::Access::kReadOnly);
  if (!ledger.ok()) return review.session.fail(ledger.error());
  const auto decisions = ledger->decisions(review.view.question.recorded_by);
  if (!decisions.ok()) return review.session.fail(decisions.error());
  return review.session.answer(review.view.is("json") ? query::log_json(*decisions)
                                                      : query::log_markdown(*decisions));
}

/// The claims of a file that `tamga read --format jsonl` made, by report.
Result<std::vector<merge::Source>> sources_in(const std::string& path) {
  const std::string lines = TRY(read_file(path, kMostBytes));
  std::map<std::string, merge::Source> reports;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    const std::string_view line = std::string_view(lines).substr(at, end - at);
    const std::uint64_t begin = std::exchange(at, end + 1);
    if (line.find_first_not_of(" \r\t") == std::string_view::npos) continue;
    const auto value = json::parse(line);
    if (!value.ok()) return Error{value.error().code, value.error().message, path, begin};
    if ((*value)["kind"].string_or("") == "report") {
      const auto report = TRY(model::report_from_json(*value));
      reports[report.id].report = report;
    } else if ((*value)["kind"].string_or("") == "claim") {
      model::Claim claim = TRY(model::claim_from_json(*value));
      reports[claim.report].report.id = claim.report;
      reports[claim.report].claims.push_back(std::move(claim));
    }
  }
  std::vector<merge::Source> out;
  for (auto& [id, source] : reports) out.push_back(std::move(source));
  return out;
}

Result<std::string> changes(Review& review) {
  auto ledger = TRY(store::Ledger::open(review.session.ledger_path(), sql::Access::kReadOnly));
  const auto decisions = TRY(ledger.decisions());
  const auto sources =
      review.reading.empty() ? TRY(query::sources_as_read(ledger, {})) : TRY(sources_in(review.reading));
  const auto found = review::changes(sources, decisions);
  return review.view.is("json") ? query::changes_json(found) : query::changes_markdown(found);
}

using Shared = std::shared_ptr<Review>;

/// A command that decides; its ids are positionals.
CLI::App* add_decision(CLI::App& parent, const Shared& review, const std::string& kind,
                       const std::string& help) {
  auto* command = parent.add_subcommand(kind, help);
  auto* reason = command->add_option("--reason", review->wish.reason, "Why, in a sentence");
  if (kind != "accept") reason->required();
  command->add_flag("--json", review->view.json, "Print the decisions as JSON, one a line");
  command->callback([review, kind] {
    review->wish.kind = kind;
    review->session.chosen = [review] { return review->session.answer(decide_one(*review)); };
  });
  return command;
}

void add_ids(CLI::App* command, const Shared& review, const std::string& name, const std::string& help,
             int least, int most) {
  command->add_option(name, review->wish.ids, help)->required()->expected(least, most);
}

constexpr int kMany = 1 << 20;

void add_claim_decisions(CLI::App& parent, const Shared& review) {
  const std::string ids = "Of claims, or of events for all their claims; first characters do (four at least)";
  auto* accept = add_decision(parent, review, "accept", "What was read is right");
  add_ids(accept, review, "ID", ids, 1, kMany);
  accept->footer(
      "Examples:\n  tamga review accept e3f2a91\n  tamga review accept 3f2a91c0 --reason \"seen the "
      "decree\"");
  auto* dispute = add_decision(parent, review, "dispute", "Doubtful: stays in view, lifts no standing");
  add_ids(dispute, review, "ID", ids, 1, kMany);
  dispute->footer("Examples:\n  tamga review dispute 3f2a91c0 --reason \"the ministry denies it\"");
  auto* retract = add_decision(parent, review, "retract", "Not what the report says: gone from every view");
  add_ids(retract, review, "ID", ids, 1, kMany);
  retract->footer("Examples:\n  tamga review retract 3f2a91c0 --reason \"about another plant\"");
  auto* correct = add_decision(parent, review, "correct", "Put a field right");
  correct->add_option("ID", review->corrected, "Of a claim, or of an event for all its claims")->required();
  correct
      ->add_option("FIELD=VALUE", review->wish.fields,
                   "event, mode, stage, status, when, host, sector, said_by; who, whom, about, where, "
                   "amounts, chain as JSON")
      ->required()
      ->expected(1, kMany);
  correct->footer(
      "Examples:\n  tamga review correct 3f2a91c0 stage=memorandum --reason \"“letter of intent” in the "
      "text\"\n"
      "  tamga review correct 3f2a91c0 host=KZ,UZ when=2025-06 --reason \"see the next paragraph\"");
}

void add_event_decisions(CLI::App& parent, const Shared& review) {
  auto* merge = add_decision(parent, review, "merge", "These events are one");
  add_ids(merge, review, "EVENT", "Two events or more", 2, kMany);
  merge->footer("Examples:\n  tamga review merge e3f2a91 e77b012 --reason \"the same signing\"");
  auto* split = add_decision(parent, review, "split", "These claims are of another event");
  add_ids(split, review, "EVENT CLAIM", "An event, and those of its claims to take out", 2, kMany);
  split->footer("Examples:\n  tamga review split e3f2a91 77b012aa --reason \"the second contract\"");
  auto* same = add_decision(parent, review, "same-as", "Two entities are one; the first is kept");
  add_ids(same, review, "ENTITY", "Ids of the pack, or names", 2, 2);
  same->footer(
      "Examples:\n  tamga review same-as org-rosatom \"Rosatom State Corporation\" --reason \"its full "
      "name\"");
  auto* other = add_decision(parent, review, "not-same-as", "Two entities are not one");
  add_ids(other, review, "ENTITY", "Ids of the pack, or names", 2, 2);
  other->footer(
      "Examples:\n  tamga review not-same-as \"Alatau City Bank\" Alatau --reason \"a bank and a town\"");
  auto* undo = add_decision(parent, review, "undo", "Take a decision back, or an undoing");
  add_ids(undo, review, "DECISION", "Of decisions; first characters do (four at least)", 1, kMany);
  undo->footer("Examples:\n  tamga review undo d41c09 --reason \"misread\"");
}

void add_apply(CLI::App& parent, const Shared& review) {
  auto* apply_all = parent.add_subcommand("apply", "Decisions of a file, all of them or none");
  apply_all->add_option("FILE", review->reading, "JSON Lines: decision, ids, reason; fields of corrections; author")->required();
  apply_all->add_flag("--json", review->view.json, "Print the decisions as JSON, one a line");
  apply_all->callback([review] { review->session.chosen = [review] { return review->session.answer(apply(*review)); }; });
  apply_all->footer(
      "A line: {\"decision\":\"correct\",\"ids\":[\"3f2a91c0\"],\"fields\":[\"stage=memorandum\"],\"reason\":\"a letter of intent\"}\n"
      "Ids are those of the ledger before the file.\nExamples:\n  tamga review apply decisions.jsonl");
}

void add_views(CLI::App& parent, const Shared& review) {
  auto* next =
      parent.add_subcommand("next", "The first of the queue, with its evidence and what it may be instead");
  next->add_flag("--json", review->view.json, "As JSON");
  next->callback([review] { review->session.chosen = [review] { return run_next(*review); }; });
  next->footer("Examples:\n  tamga review next --host KZ");
  auto* pairs = parent.add_subcommand("pairs", "Names that may be one entity, to be answered by same-as or not-same-as");
  pairs->add_flag("--json", review->view.json, "As JSON");
  pairs->callback([review] { review->session.chosen = [review] { return run_pairs(*review); }; });
  pairs->footer("Examples:\n  tamga review pairs --limit 50");
  auto* log = parent.add_subcommand("log", "All decisions, with author, time and reason");
  log->add_flag("--json", review->view.json, "As JSON");
  log->callback([review] { review->session.chosen = [review] { return run_log(*review); }; });
  log->footer("Examples:\n  tamga review log\n  tamga review log --recorded-by 2026-01-31 --json");
  auto* differences = parent.add_subcommand(
      "changes", "What the newest reading says otherwise than when it was decided about");
  differences
      ->add_option("--reading", review->reading,
                   "Of a reading that is not in the ledger: output of read --format jsonl")
      ->type_name("FILE");
  differences->add_flag("--json", review->view.json, "As JSON");
  differences->callback(
      [review] { review->session.chosen = [review] { return review->session.answer(changes(*review)); }; });
  differences->footer(
      "Examples:\n  tamga review changes\n"
      "  tamga read --models new/ --format jsonl reports/ > new.jsonl; tamga review changes --reading "
      "new.jsonl");
}

}  // namespace

void add_review(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand(
      "review", "What needs a person; accept, correct, merge, split, dispute, retract");
  auto review = std::make_shared<Review>(Review{session, {}, 20, {}, {}, {}});
  review->view.add_dates(*command);
  review->view.add_choices(*command);
  review->view.add_formats(*command, {"table", "json"});
  command->add_option("--limit", review->limit, "How many of the queue at most")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->require_subcommand(0, 1);
  command->preparse_callback(
      [review](std::size_t) { review->session.chosen = [review] { return run_queue(*review); }; });
  add_views(*command, review);
  add_claim_decisions(*command, review);
  add_event_decisions(*command, review);
  add_apply(*command, review);
  command->footer(
      "Examples:\n"
      "  tamga review --limit 10            what needs a person, by doubt and importance\n"
      "  tamga review next\n"
      "  tamga review correct 3f2a91c0 stage=memorandum --reason \"a letter of intent\"\n"
      "Decisions are added, never changed; `tamga review undo` takes one back.");
}

}  // namespace tamga::cli
