#include "synthetic.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "merge/day_span.h"

namespace tamga::bench {
namespace {

using Names = std::vector<std::string>;

const Names kHosts{"KZ", "UZ", "KG", "TJ", "TM"};
const Names kHostNames{"Kazakhstan", "Uzbekistan", "Kyrgyzstan", "Tajikistan", "Turkmenistan"};
const Names kPartners{"CN", "RU", "US", "EU", "FR", "KR", "JP", "TR", "AE", "SA", "DE", "GB", "IN", "CA", "QA", "IT", "AU", "PL"};
const Names kPartnerNames{"China", "Russia", "United States", "European Union", "France", "South Korea", "Japan", "Türkiye",
                          "United Arab Emirates", "Saudi Arabia", "Germany", "United Kingdom", "India", "Canada", "Qatar",
                          "Italy", "Australia", "Poland"};
const Names kSectors{"nuclear", "uranium", "critical-minerals", "mining", "energy", "transport", "rare-earths", "trade",
                     "investment", "lithium", "tungsten", "copper", "gold", "hydropower", "security"};
const Names kStages{"interest", "talks", "memorandum", "", "agreement", "intent", "offer", "", "groundwork", "effective",
                    "construction", "selected", "operation", "mention", "stalled", "commissioning", "cancelled"};
constexpr std::array<const char*, 17> kEvents{"AGREE", "CONSULT", "SUPPORT", "CONSULT", "SUPPORT", "AGREE", "AGREE", "CONSULT", "COOPERATE",
                                              "AID", "COOPERATE", "AGREE", "", "", "RETREAT", "", "SANCTION"};
constexpr std::int32_t kFirstDay = 18262;  // 2020-01-01
constexpr std::int32_t kDays = 2400;       // to the middle of 2026
constexpr std::size_t kOutlets = 180;
constexpr std::size_t kTopics = 40;
constexpr std::size_t kTellings = 3;  // of one event, on average
constexpr std::size_t kTowns = 12;       // of each host
constexpr std::size_t kVillages = 60;    // of each host, that never were

/// The largest towns of each host, host by host, as the pack of the contest has them (GeoNames, CC BY 4.0).
struct Town {
  const char* id;
  const char* name;
  double latitude, longitude;
};
constexpr std::array<Town, 5 * kTowns> kTownsOfHosts{{
    {"geonames-1526384", "Almaty", 43.2567, 76.9286},
    {"geonames-609655", "Karaganda", 49.8019, 73.1021},
    {"geonames-1518980", "Shymkent", 42.3000, 69.6000},
    {"geonames-1516905", "Taraz", 42.9000, 71.3667},
    {"capital-KZ", "Astana", 51.1801, 71.4460},
    {"geonames-1520240", "Pavlodar", 52.2833, 76.9667},
    {"geonames-1520316", "Ust-Kamenogorsk", 49.9714, 82.6059},
    {"geonames-1519922", "Kyzylorda", 44.8528, 65.5092},
    {"geonames-1519422", "Semey", 50.4267, 80.2667},
    {"geonames-610611", "Aktobe", 50.2797, 57.2072},
    {"geonames-1519928", "Kostanay", 53.2144, 63.6246},
    {"geonames-1520172", "Petropavl", 54.8667, 69.1500},
    {"capital-UZ", "Tashkent", 41.2647, 69.2163},
    {"geonames-1513157", "Namangan", 40.9983, 71.6726},
    {"geonames-1216265", "Samarkand", 39.6542, 66.9597},
    {"geonames-1514588", "Andijan", 40.7821, 72.3442},
    {"geonames-1217662", "Bukhara", 39.7747, 64.4286},
    {"geonames-601294", "Nukus", 42.4531, 59.6103},
    {"geonames-1216311", "Qarshi", 38.8606, 65.7891},
    {"geonames-1512979", "Kokand", 40.5286, 70.9425},
    {"geonames-1514210", "Chirchik", 41.4689, 69.5822},
    {"geonames-1514019", "Fergana", 40.3842, 71.7843},
    {"geonames-1513886", "Jizzakh", 40.1234, 67.8284},
    {"geonames-1512473", "Urgench", 41.5500, 60.6333},
    {"capital-KG", "Bishkek", 42.8700, 74.5900},
    {"geonames-1527534", "Osh", 40.5283, 72.7985},
    {"geonames-1528249", "Jalal-Abad", 40.9333, 73.0000},
    {"geonames-1528121", "Karakol", 42.4907, 78.3936},
    {"geonames-1527199", "Tokmok", 42.8419, 75.3015},
    {"geonames-1528182", "Kara-Balta", 42.8142, 73.8481},
    {"geonames-1527592", "Naryn", 41.4287, 75.9911},
    {"geonames-1527513", "Uzgen", 40.7699, 73.3007},
    {"geonames-1527004", "Balykchy", 42.4602, 76.1871},
    {"geonames-1527299", "Talas", 42.5228, 72.2427},
    {"geonames-1527719", "Kyzyl-Kyya", 40.2568, 72.1279},
    {"geonames-1528717", "Bazar-Korgon", 41.0376, 72.7459},
    {"capital-TJ", "Dushanbe", 38.5358, 68.7790},
    {"geonames-1514879", "Khujand", 40.2826, 69.6222},
    {"geonames-1221194", "Kulob", 37.9146, 69.7845},
    {"geonames-1220747", "Bokhtar", 37.8340, 68.7819},
    {"geonames-1220253", "Istaravshan", 39.9142, 69.0033},
    {"geonames-1514891", "Konibodom", 40.2941, 70.4312},
    {"geonames-1220855", "Vahdat", 38.5563, 69.0135},
    {"geonames-1514896", "Isfara", 40.1265, 70.6253},
    {"geonames-1282601", "Tursunzoda", 38.5127, 68.2316},
    {"geonames-1220798", "Panjakent", 39.4952, 67.6093},
    {"geonames-1221328", "Khorog", 37.4897, 71.5530},
    {"geonames-1221614", "Ishqoshim", 36.7248, 71.6133},
    {"capital-TM", "Ashgabat", 37.9500, 58.3833},
    {"geonames-1219649", "Turkmenabat", 39.0733, 63.5786},
    {"geonames-601734", "Dashoguz", 41.8362, 59.9666},
    {"geonames-1218667", "Mary", 37.5938, 61.8303},
    {"geonames-161616", "Balkanabat", 39.5108, 54.3671},
    {"geonames-1219762", "Bayramaly", 37.6185, 62.1671},
    {"geonames-601594", "Turkmenbashi", 40.0222, 52.9552},
    {"geonames-1218239", "Tejen", 37.3834, 60.5055},
    {"geonames-162099", "Abadan", 38.0541, 58.1972},
    {"geonames-1218021", "Yolöten", 37.2989, 62.3597},
    {"geonames-1219392", "Gowurdak", 37.8124, 66.0466},
    {"geonames-1219002", "Atamyrat", 37.8357, 65.2106},
}};

/// A word of its own for every number.
std::string word(std::size_t number) {
  static const Names parts{"ka", "ro", "mi", "ste", "un", "ola", "ber", "ti", "san", "gu", "lev", "ary", "oz", "pen", "dal", "shi"};
  std::string out;
  for (std::size_t rest = number + 16; rest > 0; rest /= parts.size()) out += parts[rest % parts.size()];
  return out;
}

std::string capital(std::string text) {
  text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string hex(std::uint64_t value) {
  std::string out(16, '0');
  for (std::size_t i = 16; i-- > 0; value >>= 4) out[i] = "0123456789abcdef"[value & 15];
  return out;
}

/// Four digits of a month or day number.
std::string month_of(std::int32_t day) { return merge::day_text(day).substr(0, 7); }

model::Party party(const std::string& kind, std::size_t number, const std::string& country) {
  const std::string name = capital(word(number + (kind == "person" ? 3000 : 9000)));
  return {kind + "-" + country + std::to_string(number), kind, kind == "person" ? name + " " + capital(word(number % 97)) : name, country, "", {}};
}

/// Hundredths of a degree, as a file of places would have them.
double near(double degrees, Chance& chance, std::size_t hundredths) {
  const auto away = static_cast<double>(chance.below(2 * hundredths)) - static_cast<double>(hundredths);
  return static_cast<double>(static_cast<long>(degrees * 100 + away)) / 100;
}

/// The larger the town, the more happens there; villages lie around the towns.
model::Place place_of(std::size_t host, std::size_t number) {
  const bool is_town = number < kTowns;
  const Town& town = kTownsOfHosts[host * kTowns + number % kTowns];
  if (is_town) return {town.id, town.name, kHosts[host], town.latitude, town.longitude, town.name};
  Chance chance(0x76696c6cULL + host * kVillages + number);
  const std::string name = capital(word(host * 211 + number * 17 + 40000));
  return {"village-" + kHosts[host] + std::to_string(number), name, kHosts[host], near(town.latitude, chance, 130),
          near(town.longitude, chance, 180), name};
}

std::string published_text(std::int32_t day) { return merge::day_text(day); }

}  // namespace

std::uint64_t Chance::next() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

std::size_t Chance::skewed(std::size_t size) {
  const std::size_t draw = below(1000);
  return draw * draw * size / 1000000;
}

Contest::Contest(std::uint64_t seed, std::size_t reports)
    : seed_(seed), reports_(reports), happenings_(std::max<std::size_t>(1, reports * 5 / kTellings)) {}

Contest::Happening Contest::happening(std::size_t number) const {
  Chance chance(seed_ ^ (0xabcdef0123ULL + number * 7919));
  Happening out{};
  out.host = chance.skewed(kHosts.size()), out.partner = chance.skewed(kPartners.size());
  out.sector = chance.skewed(kSectors.size()), out.stage = chance.skewed(kStages.size());
  out.topic = chance.skewed(kTopics), out.person = chance.skewed(60), out.firm = chance.skewed(40);
  out.host_person = chance.skewed(40), out.host_firm = chance.skewed(30);
  const std::size_t draw = chance.below(100);
  out.status = draw < 72 ? 0 : draw < 88 ? 1 : draw < 94 ? 2 : 3;
  out.amount = chance.percent(30) ? 1 + chance.below(999) : 0;
  out.day = kFirstDay + static_cast<std::int32_t>(number * static_cast<std::size_t>(kDays) / happenings_);
  // Draws of their own: what was made before there were places stays as it was.
  Chance ground(seed_ ^ (0x67726f756e64ULL + number * 6271));
  const bool in_town = ground.percent(60);
  out.place = in_town ? ground.below(kTowns) * ground.below(kTowns) / kTowns : kTowns + ground.skewed(kVillages);
  return out;
}

model::Claim Contest::claim(const Happening& told, const std::string& id, std::int32_t published, Chance& chance) const {
  static const Names statuses{"actual", "future", "possible", "denied"};
  const std::string &host = kHosts[told.host], &partner = kPartners[told.partner];
  model::Claim out;
  out.id = id;
  std::size_t stage = told.stage;
  if (chance.percent(5)) stage = (stage + 1) % kStages.size();  // somebody calls it something else
  out.event = kEvents[stage], out.stage = kStages[stage], out.status = statuses[told.status];
  if (out.event == "CONSULT") out.mode = chance.percent(50) ? "visit" : "meet";
  const bool people = out.event == "CONSULT";
  out.who.push_back(people ? party("person", told.person, partner) : party("organisation", told.firm, partner));
  if (!chance.percent(15))
    out.whom.push_back(people ? party("person", told.host_person, host) : party("organisation", told.host_firm, host));
  if (chance.percent(20)) out.who.push_back({"state-" + partner, "state", kPartnerNames[told.partner], partner, "", {}});
  out.about.push_back({"asset-" + std::to_string(told.topic), "asset", capital(word(told.topic + 20000)) + " project"});
  out.sector = {kSectors[told.sector]};
  out.host = {host};
  const std::size_t dated = chance.below(100);
  const std::int32_t ahead = told.status == 1 || told.status == 2 ? 400 : 0;
  std::int32_t day = told.day + ahead;
  if (chance.percent(5)) ++day;  // and some get the day wrong
  if (dated < 65) out.when = model::Date{merge::day_text(day), "on the day", "text", ""};
  else if (dated < 78) out.when = model::Date{month_of(day), "that month", "text", ""};
  else if (dated < 83) out.when = model::Date{merge::day_text(day).substr(0, 4), "that year", "text", ""};
  else if (dated < 86) out.when = model::Date{"../" + merge::day_text(day + 700).substr(0, 4), "by then", "text", ""};
  Chance told_where(std::strtoull(id.substr(0, 12).c_str(), nullptr, 16));
  const std::size_t where = told_where.below(100);
  if (where < 45) out.where = place_of(told.host, told.place);  // as in one report of two, roughly
  else if (where < 60)
    out.where = model::Place{"state-" + host, kHostNames[told.host], host, {}, {}, kHostNames[told.host]};
  if (told.amount != 0) {
    const double value = static_cast<double>(chance.percent(8) ? told.amount + 1 : told.amount) * 1e6;
    out.amounts.push_back({value, {}, false, "USD", std::to_string(told.amount) + " million dollars"});
  }
  if (chance.percent(55)) {
    const bool by_host = chance.percent(50);
    const model::Party speaker = by_host ? party("person", told.host_person, host) : party("person", told.person, partner);
    out.chain.push_back({speaker.name, speaker.id, "person", true, speaker.country, "said", {}});
    out.said_by = by_host ? "host" : "partner";
  } else {
    out.chain.push_back({"author", "", "group", false, "", "", {}});
    out.said_by = "author";
  }
  out.confidence = 0.4 + static_cast<double>(chance.below(60)) / 100;
  out.rule = "synthetic";
  static_cast<void>(published);
  return out;
}

model::Reading Contest::reading(std::size_t number) const {
  Chance chance(seed_ ^ (number * 104729 + 17));
  // One report in eight prints the text of one shortly before it.
  const bool copies = number > 50 && chance.below(8) == 0;
  if (copies) {
    model::Reading out = reading(number - 1 - chance.below(40));
    const std::string outlet = "Outlet " + capital(word(chance.skewed(kOutlets) + 500));
    const std::string head = "Our correspondent " + capital(word(number % 5000 + 300)) + " has this from the wire.\n";
    model::Report& r = out.report;
    r.text = head + r.text, r.outlet = outlet, r.id = "sha256:" + hex(chance.next()) + hex(number), r.input = "synthetic/" + std::to_string(number);
    r.url = "https://news.example/" + std::to_string(number);
    const auto shift = static_cast<std::uint32_t>(head.size());
    std::size_t place = 0;
    for (model::Claim& claim : out.claims) {
      claim.id = hex(chance.next()).substr(0, 12) + std::to_string(place++), claim.report = r.id;
      claim.evidence.begin += shift, claim.evidence.end += shift, claim.chain.back().name = outlet;
    }
    for (model::Mention& mention : out.mentions) mention.evidence.begin += shift, mention.evidence.end += shift;
    for (model::Remark& remark : out.remarks) remark.id = hex(chance.next()).substr(0, 12), remark.report = r.id;
    return out;
  }
  model::Reading out;
  model::Report& r = out.report;
  const std::size_t middle = number * happenings_ / reports_;
  const std::int32_t published = happening(std::min(middle, happenings_ - 1)).day + 1;
  r.id = "sha256:" + hex(chance.next()) + hex(number);
  r.input = "synthetic/" + std::to_string(number), r.url = "https://news.example/" + std::to_string(number);
  r.outlet = "Outlet " + capital(word(chance.skewed(kOutlets) + 500));
  r.published = published_text(published), r.language = "en", r.pack = "synthetic 1", r.model = "none";
  const std::size_t claims = 1 + chance.below(9);
  for (std::size_t c = 0; c < claims; ++c) {
    // Mostly what has just happened, some of it from long ago.
    const std::size_t back = chance.percent(85) ? chance.below(60) : chance.below(middle + 1);
    const Happening told = happening(middle > back ? middle - back : middle);
    model::Claim claim = this->claim(told, hex(chance.next()).substr(0, 12) + std::to_string(c), published, chance);
    claim.report = r.id;
    claim.chain.push_back({r.outlet, "", "outlet", true, "", "", {}});
    std::string sentence = claim.who.front().name + " and " + kHostNames[told.host] + " " + word(chance.below(3000)) + " on " +
                           claim.about.front().name + " for " + kSectors[told.sector];
    for (int filler = 0; filler < 6; ++filler) sentence += " " + word(chance.below(3000));
    claim.evidence = {static_cast<std::uint32_t>(r.text.size()), static_cast<std::uint32_t>(r.text.size() + sentence.size()), sentence};
    const auto mention = [&](const std::string& id, const char* type, const std::string& name, const std::string& country) {
      out.mentions.push_back({id, type, name, country, {claim.evidence.begin, claim.evidence.begin + 1, sentence.substr(0, 1)}, 0.9});
    };
    mention(claim.who.front().id, claim.who.front().type.c_str(), claim.who.front().name, claim.who.front().country);
    mention("state-" + kHosts[told.host], "state", kHostNames[told.host], kHosts[told.host]);
    r.text += sentence + ". ";
    for (int filler = 0; filler < 14; ++filler) r.text += word(chance.below(3000)) + " ";
    out.claims.push_back(std::move(claim));
  }
  r.title = capital(word(chance.below(3000))) + " " + word(chance.below(3000)) + " " + kSectors[chance.skewed(kSectors.size())];
  if (chance.percent(10))
    out.remarks.push_back({hex(chance.next()).substr(0, 12), r.id, "scant", "details", r.outlet, {0, 5, r.text.substr(0, 5)}, 0.7});
  return out;
}

}  // namespace tamga::bench
