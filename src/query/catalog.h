/// All events of a question in brief, small enough to hold for a million claims: for choosing, counting,
/// drawing. The words behind them are asked of the ledger when somebody wants to see them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "query/cells.h"
#include "query/lists.h"
#include "query/state.h"
#include "store/heads.h"

namespace tamga::query {

/// Texts by number, each once. Number 0 is the empty text.
class Texts {
 public:
  Texts();
  std::uint32_t number_of(std::string_view text);
  std::optional<std::uint32_t> find(std::string_view text) const;
  std::string_view operator[](std::uint32_t number) const { return *texts_[number]; }
  std::size_t size() const { return texts_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
  std::vector<const std::string*> texts_;
};

/// A party of events, by review::entity_key.
struct ActorCard {
  std::string id, name, type, country;
  std::uint32_t events = 0;
};

/// An asset or commodity that events are about, by its id, or by its name where the pack does not know it.
struct TopicCard {
  std::string id, name, type;
  std::uint32_t events = 0;
};

struct OutletCard {
  std::string id, name;
  std::uint32_t reports = 0, claims = 0, events = 0;
};

/// A report in front; `number` of its reading.
struct ReportCard {
  std::int64_t number = 0;
  std::uint32_t outlet = 0;     ///< number of the outlet
  std::int32_t day = 0;         ///< last day of its publication, or of its recording where nothing tells
  std::uint32_t published = 0;  ///< text
  std::uint32_t title = 0;      ///< text
  std::uint32_t claims = 0, remarks = 0;
};

/// Where an event is, and what tells so.
enum class LocatedBy : std::uint8_t { kNothing, kPlace, kTopic };

/// Numbers are of `Catalog::texts` but where another table is named.
struct EventCard {
  std::uint32_t id = 0, sentence = 0;  ///< places in `Catalog::blob`, ended by NUL
  std::uint32_t event = 0, mode = 0, stage = 0, status = 0, when = 0, reported = 0, place = 0;
  std::int32_t first = 0,
               last = 0;    ///< days, merge::DaySpan's limits for open ends and where nothing dates it
  std::uint32_t lists = 0;  ///< place in `Catalog::pool`
  std::uint16_t hosts = 0, sectors = 0, partners = 0, who = 0, whom = 0, topics = 0, outlets = 0;
  LocatedBy located = LocatedBy::kNothing;
  bool dated = false, decided = false;
  std::uint8_t conflicts = 0;  ///< bits by `kConflictFields`
  std::int8_t rung = -1;       ///< of its stage
  std::uint16_t kind = 0;      ///< place in `Catalog::kinds`
  float latitude = 0, longitude = 0, confidence = 0;
  std::uint32_t origins = 0, reports = 0, claims = 0;
};

inline constexpr std::string_view kConflictFields[] = {"date", "stage", "status", "amount"};

/// Where a topic lies, if anybody knows; the pack's names do.
using Locate = std::function<std::optional<std::pair<double, double>>(const std::string& topic_id)>;

/// What counting looks at, by place in `Catalog::events`: who counts many events reads the columns that he needs and leaves the
/// cards, of which a processor holds a few thousand at a time, alone.
struct Columns {
  std::vector<std::int32_t> first, last;
  std::vector<std::uint16_t> kind;   ///< place in `Catalog::kinds`
  std::vector<std::uint16_t> stage;  ///< twice the place in `Catalog::stages`, and one more what is future or possible

  std::size_t stage_of(std::uint32_t place) const { return stage[place] / 2; }
  bool is_planned(std::uint32_t place) const { return stage[place] % 2 != 0; }
  /// The place of the first event that does not begin before `day`.
  std::uint32_t begun_before(std::int64_t day) const {
    return static_cast<std::uint32_t>(std::lower_bound(first.begin(), first.end(), day) - first.begin());
  }
  std::size_t bytes() const { return first.capacity() * (2 * sizeof(std::int32_t) + 2 * sizeof(std::uint16_t)); }
};

/// Codes of one kind that events have, by their place in `codes`.
struct Lane {
  std::vector<std::uint32_t> codes;  ///< texts
  Lists of_event;                    ///< by place in `Catalog::events`
};

class Index;
class Ties;

/// Made by CatalogMaker, then const. Any number of threads.
class Catalog {
 public:
  Catalog();
  ~Catalog();
  std::vector<EventCard> events;   ///< by first day, then id
  Columns columns;                 ///< of the same
  Lane by_host, by_sector, by_partner;
  std::vector<ActorCard> actors;
  std::vector<TopicCard> topics;
  std::vector<OutletCard> outlets;
  std::vector<ReportCard> reports;  ///< by day, then reading
  Texts texts;
  std::vector<std::uint32_t> kinds;  ///< what events are, as texts: "memorandum", or the mode or the event where there is no stage
  std::vector<std::uint32_t> stages{0};  ///< texts; the first is none
  std::vector<std::int8_t> rungs{-1};    ///< of these
  Cells cells;
  std::map<std::string, std::string> country_names;
  std::size_t claims = 0;

  std::string_view id(const EventCard& event) const { return blob.data() + event.id; }
  std::string_view sentence(const EventCard& event) const { return blob.data() + event.sentence; }
  using List = std::span<const std::uint32_t>;
  List hosts(const EventCard& e) const { return list(e, 0, e.hosts); }
  List sectors(const EventCard& e) const { return list(e, e.hosts, e.sectors); }
  List partners(const EventCard& e) const { return list(e, e.hosts + e.sectors, e.partners); }
  List who(const EventCard& e) const { return list(e, e.hosts + e.sectors + e.partners, e.who); }
  List whom(const EventCard& e) const { return list(e, e.hosts + e.sectors + e.partners + e.who, e.whom); }
  List topics_of(const EventCard& e) const {
    return list(e, e.hosts + e.sectors + e.partners + e.who + e.whom, e.topics);
  }
  List outlets_of(const EventCard& e) const {
    return list(e, e.hosts + e.sectors + e.partners + e.who + e.whom + e.topics, e.outlets);
  }
  std::string_view what(const EventCard& event) const { return texts[kinds[event.kind]]; }
  const Index& index() const { return *index_; }
  /// Who is tied to whom: countries, or actors.
  const Ties& ties(bool countries) const { return countries ? *country_ties_ : *actor_ties_; }
  /// Place in `events`.
  std::optional<std::uint32_t> find(std::string_view event_id) const;
  std::optional<std::uint32_t> actor(std::string_view id) const { return found(actor_numbers_, id); }
  std::optional<std::uint32_t> topic(std::string_view id) const { return found(topic_numbers_, id); }
  std::optional<std::uint32_t> outlet(std::string_view id) const { return found(outlet_numbers_, id); }
  /// Place in `events` of the event that a claim belongs to.
  std::optional<std::uint32_t> event_of_claim(std::string_view claim) const;
  /// Bytes held, about.
  std::size_t bytes() const;

 private:
  friend class CatalogMaker;
  using Numbers = std::unordered_map<std::string, std::uint32_t>;
  List list(const EventCard& e, std::size_t from, std::size_t count) const {
    return {pool.data() + e.lists + from, count};
  }
  static std::optional<std::uint32_t> found(const Numbers& numbers, std::string_view id);

  std::string blob;
  std::vector<std::uint32_t> pool;
  std::vector<std::uint32_t> by_id_;  // places in `events`, by id
  std::vector<std::pair<std::uint64_t, std::uint32_t>>
      by_claim_;  // hash of a claim's id and place in `events`, sorted
  Numbers actor_numbers_, topic_numbers_, outlet_numbers_;
  std::unique_ptr<const Index> index_;
  std::unique_ptr<const Ties> country_ties_, actor_ties_;
};

struct Card;

/// Puts a catalog together from events, in any order.
class CatalogMaker {
 public:
  explicit CatalogMaker(Locate locate) : locate_(std::move(locate)), made_(std::make_unique<Catalog>()) {}

  /// The events of a state; their sources are there with at least the claims of these events.
  void add(const State& state);
  /// An event as the ledger keeps it (detail/card.h). Nobody has decided anything about it.
  void add(const Card& card, const merge::Step& step, bool decided = false);
  /// A report, with or without claims.
  void add(const store::Head& head);
  std::unique_ptr<const Catalog> finish(std::map<std::string, std::string> country_names);

 private:
  std::uint32_t keep(std::string_view text);
  std::uint16_t kind(const Card& card);
  std::uint32_t actor(const std::string& id, const std::string& name, const std::string& type, const std::string& country);
  std::uint32_t topic(const std::string& id, const std::string& name, const std::string& type);
  std::uint32_t outlet(const std::string& id, const std::string& name);
  void locate(const Card& card, EventCard& made);
  void add_lists(const Card& card, EventCard& made);
  void sort();
  void add_columns();

  Locate locate_;
  std::unique_ptr<Catalog> made_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> claims_;
  std::map<std::string, std::uint16_t, std::less<>> kinds_;
};

/// What an outlet goes by: the pack's id, or its name as names are compared.
std::string outlet_key(const model::Report& report);

}  // namespace tamga::query
