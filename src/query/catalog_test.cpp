#include "query/catalog.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "query/choice.h"
#include "query/detail/card.h"
#include "query/ties.h"

namespace tamga::query {
namespace {

using merge::DaySpan;
using Strings = std::vector<std::string>;

Card::Thing actor(const std::string& id) { return {id, "Name of " + id, "organisation", id.substr(0, id.find('-'))}; }

/// Events of few parties, places and days, some long, some open at an end, some without a day.
class Drawn {
 public:
  explicit Drawn(std::uint32_t seed) : random_(seed) {
    CatalogMaker maker([](const std::string& id) {
      return id == "asset-0" ? std::optional(std::pair(41.5, 64.25)) : std::nullopt;
    });
    for (int i = 0; i < 400; ++i) {
      cards.push_back(card(i));
      merge::Step step;
      step.event = cards.back().id;
      maker.add(cards.back(), step);
    }
    catalog = maker.finish({});
  }

  std::uint32_t below(std::uint32_t size) { return static_cast<std::uint32_t>(random_() % size); }
  /// Some of a list, in its order.
  Strings some(const Strings& of, std::uint32_t most) {
    Strings out;
    for (std::uint32_t n = below(most + 1); n > 0; --n)
      if (const std::string& item = of[below(static_cast<std::uint32_t>(of.size()))]; std::find(out.begin(), out.end(), item) == out.end()) out.push_back(item);
    return out;
  }

  std::vector<Card> cards;
  std::unique_ptr<const Catalog> catalog;

 private:
  Card card(int number) {
    Card out;
    out.id = "e" + std::to_string(below(1'000'000)) + "-" + std::to_string(number);
    out.event = some({"CONSULT", "SUPPORT"}, 1).empty() ? "" : "CONSULT";
    const Strings stage = some({"talks", "agreement"}, 1), mode = some({"visit"}, 1);
    out.stage = stage.empty() ? "" : stage.front(), out.mode = mode.empty() ? "" : mode.front();
    out.status = Strings{"actual", "actual", "future", "possible", "denied"}[below(5)];
    const auto first = static_cast<std::int32_t>(19'000 + below(400));
    const std::int32_t lasts = below(3) == 0 ? static_cast<std::int32_t>(below(300)) : static_cast<std::int32_t>(below(3));
    switch (below(8)) {
      case 0: break;
      case 1: out.days = DaySpan{DaySpan::kOpenPast, first}; break;
      case 2: out.days = DaySpan{first, DaySpan::kOpenFuture}; break;
      default: out.days = DaySpan{first, first + lasts};
    }
    out.hosts = some({"KZ", "UZ", "KG"}, 2), out.sectors = some({"nuclear", "gold"}, 2), out.partners = some({"RU", "CN", "FR"}, 3);
    for (const std::string& id : some({"RU-a", "RU-b", "CN-a", "KZ-a", "FR-a"}, 3)) out.who.push_back(actor(id));
    for (const std::string& id : some({"RU-c", "CN-b", "KZ-b", "KZ-c"}, 2)) out.whom.push_back(actor(id));
    for (const std::string& id : some({"asset-0", "asset-1"}, 2)) out.topics.push_back({id, id, "asset", ""}), out.spots.push_back({id, id, "", ""});
    for (const std::string& id : some({"outlet-0", "outlet-1"}, 2)) out.outlets.push_back({id, id, "", ""});
    if (below(3) == 0) out.spot = Card::Spot{static_cast<double>(below(180)) - 90, static_cast<double>(below(360)) - 180, "Place"}, out.spots.clear();
    for (std::uint32_t n = 1 + below(3); n > 0; --n) out.claims.push_back(claim_hash(out.id + std::to_string(n)));
    return out;
  }

  std::mt19937 random_;
};

bool meets(const Strings& wanted, const Strings& has) {
  return wanted.empty() || std::any_of(has.begin(), has.end(), [&](const std::string& item) { return std::find(wanted.begin(), wanted.end(), item) != wanted.end(); });
}

Strings ids(const std::vector<Card::Thing>& things) {
  Strings out;
  for (const Card::Thing& thing : things) out.push_back(thing.id);
  return out;
}

/// What choice.h says, event by event.
bool lets(const Choice& choice, const Card& card) {
  const DaySpan days = card.days.value_or(DaySpan{});
  const bool planned = card.status == "future" || card.status == "possible";
  if (choice.as_of && days.first > *choice.as_of && !planned) return false;
  if ((choice.from && days.last < *choice.from) || (choice.to && days.first > *choice.to)) return false;
  Strings actors = ids(card.who);
  for (const Card::Thing& thing : card.whom) actors.push_back(thing.id);
  if (!meets(choice.host, card.hosts) || !meets(choice.sector, card.sectors) || !meets(choice.partner, card.partners) ||
      !meets(choice.actor, actors) || !meets(choice.topic, ids(card.topics)) || !meets(choice.outlet, ids(card.outlets)) ||
      !meets(choice.stage, {card.stage}) || !meets(choice.status, {card.status}) || !meets(choice.event, {card.event}) ||
      !meets(choice.mode, {card.mode}) || !meets(choice.ids, {card.id}))
    return false;
  std::optional<std::pair<double, double>> at;
  if (card.spot) at = {card.spot->latitude, card.spot->longitude};
  if (!card.spot && meets({"asset-0"}, ids(card.spots))) at = {41.5, 64.25};
  if ((choice.located || choice.box) && !at) return false;
  if (!choice.box) return true;
  const auto& [west, south, east, north] = *choice.box;
  const bool inside = west <= east ? at->second >= west && at->second <= east : at->second >= west || at->second <= east;
  return inside && at->first >= south && at->first <= north;
}

Choice drawn_choice(Drawn& drawn) {
  Choice out;
  const auto maybe = [&](const Strings& of) { return drawn.below(4) == 0 ? drawn.some(of, 2) : Strings(); };
  const auto day = [&]() -> std::optional<std::int32_t> {
    if (drawn.below(3) != 0) return std::nullopt;
    return static_cast<std::int32_t>(18'900 + drawn.below(800));
  };
  out.host = maybe({"KZ", "UZ", "XX"}), out.sector = maybe({"nuclear", "gold"}), out.partner = maybe({"RU", "CN", "FR", "XX"});
  out.actor = maybe({"RU-a", "CN-b", "nobody"}), out.topic = maybe({"asset-0", "asset-1"}), out.outlet = maybe({"outlet-0", "outlet-9"});
  out.stage = maybe({"talks", "agreement"}), out.status = maybe({"actual", "future"}), out.event = maybe({"CONSULT"}), out.mode = maybe({"visit"});
  out.as_of = day(), out.from = day(), out.to = day();
  if (drawn.below(6) == 0)
    for (int i = 0; i < 40; ++i) out.ids.push_back(drawn.cards[drawn.below(400)].id);
  if (drawn.below(6) == 0) {
    const auto turn = [&] { return static_cast<double>(drawn.below(360)) - 180; };
    out.box = {turn(), -60, turn(), 70};
  }
  out.located = drawn.below(8) == 0;
  return out;
}

TEST(Catalog, ChoosesWhatLookingAtEveryEventChooses) {
  std::size_t chosen = 0;
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    Drawn drawn(seed);
    for (int round = 0; round < 60; ++round) {
      Choice choice = drawn_choice(drawn);
      std::set<std::string> wanted, found;
      for (const Card& card : drawn.cards)
        if (lets(choice, card)) wanted.insert(card.id);
      if (drawn.below(5) == 0) {
        choice.among.emplace();
        for (int i = 0; i < 100; ++i) choice.among->push_back(drawn.below(400));
        std::erase_if(wanted, [&](const std::string& id) {
          return std::find(choice.among->begin(), choice.among->end(), *drawn.catalog->find(id)) == choice.among->end();
        });
      }
      for (const std::uint32_t place : choose(*drawn.catalog, choice).list()) found.emplace(drawn.catalog->id(drawn.catalog->events[place]));
      ASSERT_EQ(found, wanted) << seed << " " << round;
      chosen += found.size();
    }
  }
  EXPECT_GT(chosen, 20'000U);
}

TEST(Catalog, TiesAreThoseOfEachEvent) {
  for (const bool countries : {true, false}) {
    Drawn drawn(5);
    const Catalog& catalog = *drawn.catalog;
    const Ties& ties = catalog.ties(countries);
    ASSERT_TRUE(std::is_sorted(ties.edges().begin(), ties.edges().end(), [&](const Ties::Edge& a, const Ties::Edge& b) {
      return std::tie(ties.nodes()[a.source], ties.nodes()[a.target]) < std::tie(ties.nodes()[b.source], ties.nodes()[b.target]);
    }));
    for (const Card& card : drawn.cards) {
      const auto name = [&](const Card::Thing& thing) { return countries ? thing.country : thing.id; };
      std::set<std::string> from, to, all;
      for (const Card::Thing& thing : card.who) from.insert(name(thing)), all.insert(name(thing));
      for (const Card::Thing& thing : card.whom) to.insert(name(thing)), all.insert(name(thing));
      from.erase(""), to.erase(""), all.erase("");
      std::set<std::pair<std::string, std::string>> wanted, found;
      for (const std::string& a : from)
        for (const std::string& b : to.empty() ? from : to)
          if (to.empty() ? a < b : a != b) wanted.emplace(a, b);
      const std::uint32_t place = *catalog.find(card.id);
      for (const std::uint32_t edge : ties.edges_of(place))
        EXPECT_TRUE(found.emplace(ties.nodes()[ties.edges()[edge].source], ties.nodes()[ties.edges()[edge].target]).second);
      ASSERT_EQ(found, wanted);
      std::set<std::string> nodes;
      ties.each_node(place, [&](std::uint32_t node) { EXPECT_TRUE(nodes.insert(ties.nodes()[node]).second); });
      ASSERT_EQ(nodes, all);
    }
  }
}

TEST(Card, IsTheSameAfterItWasKept) {
  Drawn drawn(3);
  for (const Card& card : drawn.cards) {
    Card full = card;
    full.sentence = "Orano (FR) → Navoiyuran (UZ): 10\x1f%", full.when = "2025-03~", full.reported = "2025-03-14", full.confidence = 0.1;
    full.cells = {{"KZ", "nuclear", "RU"}, {"KZ", "gold", "CN"}};
    const std::string text = card_text(full);
    const auto again = card_from(full.id, text);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->sentence, "Orano (FR) → Navoiyuran (UZ): 10 %");
    EXPECT_EQ(card_text(*again), text);
    EXPECT_EQ(std::tie(again->id, again->stage, again->when, again->confidence, again->days, again->hosts, again->claims, again->cells),
              std::tie(full.id, full.stage, full.when, full.confidence, full.days, full.hosts, full.claims, full.cells));
    EXPECT_EQ(again->spot.has_value(), full.spot.has_value());
    EXPECT_EQ(ids(again->who), ids(full.who));
  }
  EXPECT_FALSE(card_from("e1", "").ok());
  EXPECT_FALSE(card_from("e1", "a\x1e" "b").ok());
}

}  // namespace
}  // namespace tamga::query
