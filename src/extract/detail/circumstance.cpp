#include "extract/detail/circumstance.h"

#include <algorithm>
#include <limits>

namespace tamga::extract {

using parse::Forest;
using parse::WordId;

namespace {

/// Steps up from `word` to `ancestor`; nullopt when it is not below it.
std::optional<int> steps_to(const Forest& forest, WordId word, WordId ancestor) {
  for (int steps = 0;; ++steps) {
    if (word == ancestor) return steps;
    if (forest.is_root(word)) return std::nullopt;
    word = forest.head(word);
  }
}

bool is_place(mention::Type type) {
  return type == mention::Type::kPlace || type == mention::Type::kRegion || type == mention::Type::kState;
}

/// Regions tell less than states, states less than places.
int narrowness(mention::Type type) {
  return type == mention::Type::kPlace ? 2 : type == mention::Type::kState ? 1 : 0;
}

}  // namespace

model::Date to_model(const Analysis& analysis, const when::DateMention& date) {
  return {date.edtf, std::string(analysis.document.words(date.range)), std::string(when::name_of(date.basis)),
          date.anchor};
}

std::optional<model::Date> date_of(const Analysis& analysis, const Clause& clause) {
  const when::DateMention* best = nullptr;
  int nearest = std::numeric_limits<int>::max();
  for (const when::DateMention& date : analysis.dates.dates) {
    if (date.edtf.empty() || !clause.holds(date.head)) continue;
    const auto below = steps_to(analysis.forest, date.head, clause.frame->word);
    const int steps = below ? *below : 2;  // of the light verb, or of an argument that stands elsewhere
    if (steps < nearest) {
      nearest = steps;
      best = &date;
    }
  }
  if (!best) return std::nullopt;
  return to_model(analysis, *best);
}

std::optional<model::Date> date_under(const Analysis& analysis, WordId word) {
  for (const when::DateMention& date : analysis.dates.dates)
    if (!date.edtf.empty() && date.head != word && steps_to(analysis.forest, date.head, word)) return to_model(analysis, date);
  return std::nullopt;
}

std::optional<model::Date> shared_date(const Analysis& analysis, const Clause& first) {
  for (const when::DateMention& date : analysis.dates.dates) {
    if (date.edtf.empty() || !first.holds(date.head) || date.head > first.frame->word) continue;
    if (steps_to(analysis.forest, date.head, first.frame->word) == 1) return to_model(analysis, date);
  }
  return std::nullopt;
}

namespace {

/// The place a word names, unless it stands for a government.
const mention::Mention* place_at(const Analysis& analysis, WordId word) {
  const auto id = analysis.mentions.headed_by(word);
  if (!id) return nullptr;
  const mention::Mention& mention = analysis.mentions.mention(*id);
  if (mention.metonym || mention.referents.empty() || mention.kind == mention::Kind::kPronoun) return nullptr;
  return is_place(analysis.mentions.referent(mention.referents.front()).type) ? &mention : nullptr;
}

bool is_person(const Analysis& analysis, WordId word) {
  const auto id = analysis.mentions.headed_by(word);
  if (!id || analysis.mentions.mention(*id).referents.empty()) return false;
  const auto type = analysis.mentions.referent(analysis.mentions.mention(*id).referents.front()).type;
  return type == mention::Type::kPerson || type == mention::Type::kGroup;
}

}  // namespace

std::optional<model::Place> place_of(const Analysis& analysis, const Settings& settings,
                                     const pattern::Grammar& grammar, const Clause& clause, bool travel) {
  const mention::Mention* best = nullptr;
  int narrowest = -1;
  const auto consider = [&](WordId word) {
    const mention::Mention* mention = place_at(analysis, word);
    if (!mention) return;
    const int narrow = narrowness(analysis.mentions.referent(mention->referents.front()).type);
    if (narrow <= narrowest) return;
    narrowest = narrow;
    best = mention;
  };
  const Names& roles = travel ? settings.travel_roles : settings.place_roles;
  for (const pattern::Argument& argument : clause.frame->arguments) {
    if (roles.contains(argument.role) || (travel && argument.role == "patient")) consider(argument.word);
  }
  // "Talks with Putin in Moscow", "signed a contract in Paris": the tree hangs the place on the person or the thing.
  const auto is_patient = [&](WordId word) {
    return std::any_of(clause.frame->arguments.begin(), clause.frame->arguments.end(),
                       [&](const pattern::Argument& argument) { return argument.role == "patient" && argument.word == word; });
  };
  for (WordId word : clause.words) {
    if (best || !analysis.forest.relation_is(word, "nmod")) continue;
    const WordId head = analysis.forest.head(word);
    if (!is_person(analysis, head) && !is_patient(head)) continue;
    const auto marker = analysis.forest.child(word, "case");
    if (!marker) continue;
    const auto known = grammar.markers.find(analysis.forest.lemma(*marker));
    const std::string_view role = known == grammar.markers.end() ? analysis.forest.lemma(*marker) : std::string_view(known->second);
    if (settings.place_roles.contains(role)) consider(word);
  }
  if (!best) return std::nullopt;
  const mention::Referent& referent = analysis.mentions.referent(best->referents.front());
  return model::Place{referent.id,       referent.name,      referent.country,
                      referent.latitude, referent.longitude, std::string(analysis.document.words(best->range))};
}

namespace {

bool stands_alone(const Forest& forest, const when::DateMention& date) {
  const parse::Sentence& line = forest.sentence_of(date.first);
  for (std::uint32_t i = 0; i < line.count; ++i) {
    const WordId word{line.first.value + i};
    const bool inside = date.first <= word && word <= date.last;
    if (!inside && forest.word(word).upos != parse::Upos::kPunct) return false;
  }
  return true;
}

}  // namespace

std::optional<model::Date> own_dateline(const Analysis& analysis) {
  const auto& forest = analysis.forest;
  for (const when::DateMention& date : analysis.dates.dates) {
    const auto sentence = forest.word(date.first).sentence;
    if (sentence.value > 2) return std::nullopt;
    if (date.edtf.empty() || date.basis != when::Basis::kText) continue;
    if (stands_alone(forest, date)) return to_model(analysis, date);
  }
  return std::nullopt;
}

namespace {

/// "9:05", "17:55"
bool is_time_of_day(std::string_view word) {
  const auto digit = [&](std::size_t at) { return word[at] >= '0' && word[at] <= '9'; };
  const std::size_t colon = word.find(':');
  if (colon != 1 && colon != 2) return false;
  if (word.size() != colon + 3 || !digit(colon + 1) || !digit(colon + 2) || !digit(0) || !digit(colon - 1)) return false;
  return word.substr(0, colon) < (colon == 2 ? "24" : ":") && word[colon + 1] < '6';
}

}  // namespace

std::optional<model::Date> live_date(const Analysis& analysis, const Clause& clause) {
  const Forest& forest = analysis.forest;
  const std::vector<when::DateMention>& dates = analysis.dates.dates;
  const bool timed = std::any_of(dates.begin(), dates.end(), [&](const when::DateMention& date) { return clause.holds(date.head); });
  if (timed || analysis.dates.published.empty()) return std::nullopt;
  auto sentence = forest.word(clause.frame->word).sentence.value;
  const auto paragraph = forest.sentences()[sentence].paragraph;
  while (sentence > 0 && forest.sentences()[sentence - 1].paragraph == paragraph) --sentence;
  const std::string_view first = forest.form(forest.sentences()[sentence].first);
  if (!is_time_of_day(first)) return std::nullopt;
  return model::Date{analysis.dates.published, std::string(first), std::string(when::name_of(when::Basis::kPublished)), {}};
}

std::vector<model::Amount> amounts_of(const Analysis& analysis, const Clause& clause) {
  std::vector<model::Amount> amounts;
  for (const quantity::AmountMention& found : analysis.amounts.amounts) {
    if (found.is_date_or_age || !(clause.holds(found.head) || clause.holds(found.first))) continue;
    model::Amount amount;
    amount.value = found.value;
    amount.upper = found.upper;
    amount.approximate = found.approximate;
    amount.unit = found.per.empty() ? found.unit : found.unit + "/" + found.per;
    amount.words = std::string(analysis.document.words(found.range));
    amounts.push_back(std::move(amount));
  }
  return amounts;
}

}  // namespace tamga::extract
