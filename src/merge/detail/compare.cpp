#include "merge/detail/compare.h"

#include <algorithm>
#include <cstdlib>

#include "merge/standing.h"

namespace tamga::merge::detail {
namespace {

constexpr double kSameActor = 2.0;
constexpr double kSameCountry = 1.0;
constexpr double kSameHost = 0.5;  // instead of the country, where no participant has one
constexpr double kSameDay = 2.0;
constexpr double kSameMonth = 1.0;
constexpr double kSameFarDate = 1.0;
constexpr double kSameSubject = 1.0;
constexpr double kSameAmount = 1.0;
constexpr double kSameStage = 1.0;
constexpr double kSameEvent = 0.5;
constexpr double kSameSector = 0.5;
constexpr double kSamePlace = 0.5;
constexpr double kSameQuote = 2.0;
constexpr double kOtherStage = -0.5;
constexpr double kOtherMode = -1.0;
constexpr double kOtherStatus = -0.5;
constexpr double kOtherSide = -1.5;
constexpr double kOtherSector = -0.5;
constexpr double kOtherPerson = -2.5;
constexpr double kOnlyOneMeets = -1.5;
/// Outlets in other time zones and on other days may be this far apart about one day.
constexpr std::int32_t kSlack = 1;
/// Days up to this many in a row count as one day: "25 and 26 November".
constexpr std::int32_t kFewDays = 2;
/// A span up to this long counts as "the same month".
constexpr std::int32_t kMonth = 31;
/// Nobody gives the same span up to this long by chance, unless it is the time of the news itself.
constexpr std::int32_t kQuarter = 92;
constexpr int kCloseRungs = 2;

bool meet(const Ids& left, const Ids& right) {
  for (auto a = left.begin(), b = right.begin(); a != left.end() && b != right.end();) {
    if (*a == *b) return true;
    *a < *b ? ++a : ++b;
  }
  return false;
}

bool disjoint(const Ids& left, const Ids& right) { return !left.empty() && !right.empty() && !meet(left, right); }

/// Two persons here and two there, and neither list holds the other.
bool each_has_another(const Ids& left, const Ids& right) {
  return left.size() >= 2 && right.size() >= 2 && !std::includes(left.begin(), left.end(), right.begin(), right.end()) &&
         !std::includes(right.begin(), right.end(), left.begin(), left.end());
}

/// The share of the smaller list that is in both.
double share(const Ids& left, const Ids& right) {
  if (left.empty() || right.empty()) return 0;
  std::size_t common = 0;
  for (auto a = left.begin(), b = right.begin(); a != left.end() && b != right.end();) {
    if (*a == *b) ++common, ++a, ++b;
    else *a < *b ? ++a : ++b;
  }
  return static_cast<double>(common) / static_cast<double>(std::min(left.size(), right.size()));
}

/// One signing may be called a memorandum here and an agreement there; a denied licence is no signed agreement.
bool same_kind(const Features& left, const Features& right) {
  if (left.stage != 0 && left.stage == right.stage) return true;
  if (left.event == 0 || left.event != right.event) return false;
  if (left.stage == 0 || right.stage == 0) return true;
  return left.rung >= 0 && right.rung >= 0 && std::abs(left.rung - right.rung) <= kCloseRungs && left.status == right.status;
}

std::int32_t length_of(DaySpan span) { return span.is_closed() ? span.last - span.first + 1 : kQuarter + 1; }

/// A date that is not the day of the news: both reports name it though it lies far from them.
bool is_far(DaySpan span, const std::optional<DaySpan>& published) {
  return published && published->is_closed() && (span.last < published->first - kMonth || span.first > published->last + kMonth);
}

/// False: they cannot be of the same day.
bool compare_dates(const Features& left, const Features& right, Weights& out) {
  if (left.when && right.when) {
    DaySpan wide = *left.when;
    if (wide.is_closed()) wide.first -= kSlack, wide.last += kSlack;
    if (!wide.overlaps(*right.when)) return false;
    const std::int32_t longer = std::max(length_of(*left.when), length_of(*right.when));
    const bool touch = left.when->overlaps(*right.when);
    if (longer <= kFewDays && touch) out[Sign::kDate] = kSameDay;
    else if (longer <= kMonth) out[Sign::kDate] = kSameMonth;
    if (*left.when == *right.when && longer <= kQuarter && is_far(*left.when, left.published) && is_far(*right.when, right.published))
      out[Sign::kFarDate] = kSameFarDate;
    return true;
  }
  const auto& one = left.when ? left.when : left.published;
  const auto& two = right.when ? right.when : right.published;
  if (!one || !two || !one->is_closed() || !two->is_closed()) return true;
  return std::max(one->first, two->first) - std::min(one->last, two->last) <= kNewsDays;
}

/// Interest, offers and intents are one side's; whose they are tells them apart.
bool is_one_sided(const Features& claim) {
  static const int interest = rung_of("interest"), offer = rung_of("offer"), intent = rung_of("intent");
  return claim.rung == interest || claim.rung == offer || claim.rung == intent;
}

void add_differences(const Features& left, const Features& right, Weights& out) {
  if (left.stage != 0 && right.stage != 0 && left.stage != right.stage) out[Sign::kOtherStage] = kOtherStage;
  if (left.mode != 0 && right.mode != 0 && left.mode != right.mode && !(left.visits && right.visits))
    out[Sign::kOtherMode] = kOtherMode;
  if (left.status != right.status) out[Sign::kOtherStatus] = kOtherStatus;
  if (is_one_sided(left) && is_one_sided(right) && disjoint(left.movers, right.movers)) out[Sign::kOtherSide] = kOtherSide;
  if (disjoint(left.sectors, right.sectors)) out[Sign::kOtherSector] = kOtherSector;
  if (left.visits && right.visits && each_has_another(left.persons, right.persons)) out[Sign::kOtherPerson] = kOtherPerson;
  // Coming to a country and meeting somebody there are two things, unless the day says that they are one.
  if (left.visits && right.visits && left.meets != right.meets && out[Sign::kDate] < kSameDay)
    out[Sign::kOnlyOneMeets] = kOnlyOneMeets;
}

}  // namespace

double Weights::sum() const {
  double out = 0;
  for (const double weight : of) out += weight;
  return out;
}

const char* words_of(Sign sign) {
  switch (sign) {
    case Sign::kActors: return "participants";
    case Sign::kCountries: return "countries";
    case Sign::kDate: return "the date";
    case Sign::kFarDate: return "a date far from both reports";
    case Sign::kSubjects: return "what it is about";
    case Sign::kAmounts: return "amounts";
    case Sign::kStage: return "stage";
    case Sign::kEvent: return "kind of event";
    case Sign::kSector: return "sector";
    case Sign::kPlace: return "place";
    case Sign::kQuote: return "the words quoted";
    case Sign::kOtherStage: return "other stage";
    case Sign::kOtherMode: return "other mode";
    case Sign::kOtherStatus: return "other status";
    case Sign::kOtherSide: return "another side's move";
    case Sign::kOtherSector: return "other sector";
    case Sign::kOtherPerson: return "somebody else is met";
    case Sign::kOnlyOneMeets: return "only one is a meeting";
    case Sign::kCount: break;
  }
  return "";
}

std::optional<Weights> compare(const Features& left, const Features& right) {
  if (left.open != right.open) return std::nullopt;  // a plan and its fulfilment are two events
  if (!same_kind(left, right)) return std::nullopt;
  if (disjoint(left.hosts, right.hosts) || disjoint(left.foreign, right.foreign)) return std::nullopt;
  Weights out;
  if (!compare_dates(left, right, out)) return std::nullopt;
  const double actors = share(left.actors, right.actors), countries = share(left.countries, right.countries);
  if (actors == 0 && countries == 0) return std::nullopt;
  out[Sign::kActors] = kSameActor * actors;
  out[Sign::kCountries] = (left.own_host || right.own_host ? kSameHost : kSameCountry) * countries;
  out[Sign::kSubjects] = kSameSubject * share(left.subjects, right.subjects);
  out[Sign::kAmounts] = kSameAmount * share(left.amounts, right.amounts);
  if (meet(left.sectors, right.sectors)) out[Sign::kSector] = kSameSector;
  if (left.event != 0 && left.event == right.event) out[Sign::kEvent] = kSameEvent;
  if (left.stage != 0 && left.stage == right.stage) out[Sign::kStage] = kSameStage;
  if (left.place != 0 && left.place == right.place) out[Sign::kPlace] = kSamePlace;
  if (left.quote != 0 && left.quote == right.quote) out[Sign::kQuote] = kSameQuote;
  add_differences(left, right, out);
  return out;
}

}  // namespace tamga::merge::detail
