#include "mention/detail/draft.h"

#include <algorithm>

#include "text/split.h"
#include "text/utf8.h"

namespace tamga::mention {

using parse::WordId;

namespace {

constexpr const char* kBarrier = "\x01";  // no name has this key

Type type_of(std::string_view name) {
  for (Type type : {Type::kPerson, Type::kOrganisation, Type::kState, Type::kBloc, Type::kOutlet,
                    Type::kPlace, Type::kRegion, Type::kAsset, Type::kCommodity}) {
    if (name_of(type) == name) return type;
  }
  return Type::kGroup;
}

/// Hyphens, dots and apostrophes stand inside names; all other marks part them.
bool joins(std::string_view mark) {
  return mark == "-" || mark == "." || mark == "'" || mark == "’" || mark == "‘" || mark == "–" ||
         mark == "&" || mark == "/";
}

}  // namespace

Draft::Draft(const text::Document& document, const parse::Forest& forest, const names::Lexicon& lexicon,
             const Language::Tables& tables)
    : document_(document),
      forest_(forest),
      lexicon_(lexicon),
      tables_(tables),
      taken_(forest.words().size()) {
  for (std::uint32_t i = 0; i < forest.words().size(); ++i) {
    const std::string_view form = document.words(forest.word(WordId{i}).range);
    lower_.push_back(text::lower(form));
    lemma_.push_back(text::lower(forest.lemma(WordId{i})));
    std::string key = text::name_key(form);
    if (forest.word(WordId{i}).upos == parse::Upos::kPart) key.clear();  // "Kazakhstan's"
    if (key.empty() && forest.word(WordId{i}).upos != parse::Upos::kPart && !joins(form)) key = kBarrier;
    keys_.push_back(std::move(key));
  }
  published_ = document.header().published.substr(0, document.header().published.find_first_of("~?%/T"));
  find_shouting();
}

bool Draft::is(WordId word, const Words& words) const {
  return words.contains(lower(word)) || words.contains(lemma(word));
}

bool Draft::capital(WordId word) const {
  return text::is_upper(text::code_point_at(document_.text(), forest_.word(word).range.begin).value);
}

bool Draft::helps_to_name(WordId first, WordId word) const {
  const WordId head = forest_.head(first);
  const bool inside =
      word == head || (word < head && forest_.head(word) == head && forest_.plain_relation(word) == "compound");
  return inside && forest_.plain_relation(first) == "compound" && capital(head) &&
         forest_.word(head).upos == parse::Upos::kPropn && forest_.word(word).upos == parse::Upos::kPropn;
}

bool Draft::begins_person(WordId word) const {
  return std::any_of(forest_.names().begin(), forest_.names().end(), [&](const parse::NamedSpan& span) {
    return span.first == word && span.last != word && span.kind == parse::NameKind::kPerson;
  });
}

bool Draft::all_capitals(WordId word) const {
  const std::string_view form = document_.words(forest_.word(word).range);
  int capitals = 0;
  for (std::size_t at = 0; at < form.size();) {
    const text::CodePoint code = text::code_point_at(form, at);
    if (text::is_lower(code.value)) return false;
    capitals += text::is_upper(code.value) ? 1 : 0;
    at += code.size;
  }
  return capitals > 1;
}

void Draft::find_shouting() {
  shouting_.assign(size(), false);
  constexpr int kFewest = 4;  // "US MP" is no headline
  for (const parse::Sentence& sentence : forest_.sentences()) {
    int loud = 0, quiet = 0;
    for (std::uint32_t i = sentence.first.value; i < sentence.first.value + sentence.count; ++i) {
      const WordId word{i};
      if (all_capitals(word))
        ++loud;
      else if (text::is_letter(text::code_point_at(document_.text(), forest_.word(word).range.begin).value))
        ++quiet;
    }
    if (loud < kFewest || quiet > loud / 2) continue;
    std::fill_n(shouting_.begin() + sentence.first.value, sentence.count, true);
  }
}

/// Without the full stop of the sentence where the tokeniser left it on the last word.
text::ByteRange Draft::bytes(WordId first, WordId last) const {
  text::ByteRange range = forest_.bytes(first, last);
  constexpr std::uint32_t kAbbreviation = 4;  // "Ltd." keeps its own
  const bool stop =
      forest_.word(last).range.size() > kAbbreviation + 1 && document_.text()[range.end - 1] == '.';
  if (stop && forest_.form(last).find('.') + 1 == forest_.form(last).size()) --range.end;
  return range;
}

WordId Draft::head_of(WordId first, WordId last) const {
  for (std::uint32_t i = first.value; i <= last.value; ++i) {
    const WordId head = forest_.head(WordId{i});
    if (head < first || last < head || head.value == i) {
      if (forest_.word(WordId{i}).upos != parse::Upos::kPunct) return WordId{i};
    }
  }
  return last;
}

const Mention* Draft::headed_by(WordId word) const {
  const auto found = by_head_.find(word);
  return found == by_head_.end() ? nullptr : &mentions_[found->second];
}

const Mention* Draft::over(WordId word) const {
  constexpr std::uint32_t kLongest = 24;  // words
  const Mention* best = nullptr;
  const WordId begin{word.value < kLongest ? 0 : word.value - kLongest};
  for (auto at = by_head_.lower_bound(begin);
       at != by_head_.end() && at->first.value <= word.value + kLongest; ++at) {
    const Mention& mention = mentions_[at->second];
    if (word < mention.first || mention.last < word) continue;
    if (!best || mention.last.value - mention.first.value > best->last.value - best->first.value)
      best = &mention;
  }
  return best;
}

Mention* Draft::headed_by(WordId word) {
  const auto found = by_head_.find(word);
  return found == by_head_.end() ? nullptr : &mentions_[found->second];
}

void Draft::remove(WordId head) {
  const auto found = by_head_.find(head);
  if (found == by_head_.end()) return;
  const std::size_t at = found->second;
  std::fill(taken_.begin() + mentions_[at].first.value, taken_.begin() + mentions_[at].last.value + 1, false);
  mentions_.erase(mentions_.begin() + static_cast<std::ptrdiff_t>(at));
  by_head_.erase(found);
  for (auto& [word, index] : by_head_) index -= index > at ? 1 : 0;
}

void Draft::widen(WordId head, WordId first, WordId last) {
  const auto found = by_head_.find(head);
  if (found == by_head_.end()) return;
  Mention& mention = mentions_[found->second];
  mention.first = first;
  mention.last = last;
  mention.range = bytes(first, last);
  std::fill(taken_.begin() + first.value, taken_.begin() + last.value + 1, true);
  const WordId outer = head_of(first, last);
  // where the parse leaves several heads, the name's own stays
  const WordId above = forest_.head(head);
  if (outer == head || by_head_.contains(outer) || above < first || last < above) return;
  mention.head = outer;
  by_head_[outer] = found->second;
  by_head_.erase(head);
}

Mention* Draft::add(WordId first, WordId last, Kind kind, std::vector<ReferentId> referents,
                    float confidence) {
  const WordId head = head_of(first, last);
  if (by_head_.contains(head)) return nullptr;
  by_head_[head] = mentions_.size();
  mentions_.push_back({head, first, last, bytes(first, last), kind, std::move(referents), false, confidence});
  std::fill(taken_.begin() + first.value, taken_.begin() + last.value + 1, true);
  return &mentions_.back();
}

ReferentId Draft::known(std::uint32_t entity) {
  if (const auto found = known_.find(entity); found != known_.end()) return found->second;
  const names::Entity e = lexicon_.entity(entity);
  Referent r;
  r.type = type_of(e.type);
  r.id = e.id;
  r.name = e.name;
  r.country = e.country;
  r.latitude = e.latitude;
  r.longitude = e.longitude;
  r.sectors = text::split(e.sectors, ' ');
  r.countries = text::split(e.countries, ' ');
  for (const names::Office& office : lexicon_.offices_of(entity)) {
    if (r.role.empty() && holds_at_report(office)) r.role = office.role;
  }
  const ReferentId id = add(std::move(r));
  describe_by_pack(id, e);
  return known_[entity] = id;
}

void Draft::describe_by_pack(ReferentId id, const names::Entity& entity) {
  const auto add_words = [&](std::string_view text) {
    for (const std::string& word : text::split(text::name_key(text), ' ')) describe(id, word);
  };
  add_words(entity.name);
  for (const names::Office& office : lexicon_.offices_of(entity.index)) {
    if (holds_at_report(office)) add_words(office.role);
  }
}

void Draft::describe_by_names() {
  for (std::size_t i = 0; i < lexicon_.name_count(); ++i) {
    const names::Name name = lexicon_.name(i);
    const auto found = known_.find(name.candidate.entity);
    if (found == known_.end() || name.candidate.kind != names::NameKind::kFull) continue;
    if (referent(found->second).type != Type::kOrganisation) continue;
    for (const std::string& word : text::split(name.key, ' ')) other_names_[found->second.value].insert(word);
  }
}

bool Draft::holds_at_report(const names::Office& office) const {
  const auto earlier = [](std::string_view a, std::string_view b) {  // as far as both are told
    const std::size_t size = std::min(a.size(), b.size());
    return a.substr(0, size) < b.substr(0, size);
  };
  if (published_.empty()) return office.end.empty();
  return !earlier(published_, office.start) && (office.end.empty() || !earlier(office.end, published_));
}

std::optional<ReferentId> Draft::named(std::string_view name) const {
  const auto found = by_name_.find(text::name_key(name));
  return found == by_name_.end() ? std::nullopt : std::optional(found->second);
}

ReferentId Draft::add(Referent referent) {
  const ReferentId id{static_cast<std::uint32_t>(referents_.size())};
  if (referent.id.empty()) by_name_.emplace(text::name_key(referent.name), id);
  descriptions_.emplace_back();
  other_names_.emplace_back();
  referents_.push_back(std::move(referent));
  return id;
}

void Draft::merge(ReferentId from, ReferentId to) {
  for (Mention& mention : mentions_)
    std::replace(mention.referents.begin(), mention.referents.end(), from, to);
  descriptions_[to.value].insert(descriptions_[from.value].begin(), descriptions_[from.value].end());
}

MentionTable Draft::table() && {
  std::stable_sort(mentions_.begin(), mentions_.end(), [](const Mention& a, const Mention& b) {
    return a.first != b.first ? a.first < b.first : b.last < a.last;
  });
  MentionTable table;
  table.mentions_ = std::move(mentions_);
  table.referents_ = std::move(referents_);
  table.index_heads();
  return table;
}

}  // namespace tamga::mention
