#include "parse/parser.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "nn/dense.h"
#include "nn/encoder.h"
#include "parse/detail/dateline.h"
#include "parse/detail/lemma_table.h"
#include "parse/detail/name_tags.h"
#include "parse/detail/segmenter.h"
#include "parse/detail/settle.h"
#include "parse/detail/word_pieces.h"
#include "text/utf8.h"

namespace tamga::parse {
namespace {

struct LemmaScript {
  bool lower = false;
  std::size_t cut = 0;
  std::string add;
};

struct Labels {
  std::vector<Upos> upos;
  std::vector<std::string> features, relations, ner;
  std::vector<LemmaScript> lemmas;
};

/// What the heads say of the words of one window.
struct WindowScores {
  nn::Matrix upos, features, lemma, ner, sentence;
  nn::Matrix arc_dep, arc_head, rel_dep, rel_head;
};

/// A word on its way: where it stands, its pieces.
struct Item {
  RoughWord rough;
  std::vector<std::uint32_t> pieces;
  std::uint32_t shape = 0;
};

nn::Matrix with_one(const nn::Matrix& x) {
  nn::Matrix out(x.rows, x.columns + 1);
  for (std::size_t i = 0; i < x.rows; ++i) {
    std::copy_n(x.row(i), x.columns, out.row(i));
    out.row(i)[x.columns] = 1;
  }
  return out;
}

std::string cut_characters(std::string text, std::size_t count) {
  while (count > 0 && !text.empty()) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) text.pop_back();
    if (!text.empty()) text.pop_back();
    --count;
  }
  return text;
}

std::string apply_script(std::string_view form, const LemmaScript& script) {
  const std::string base = script.lower ? text::lower(form) : std::string(form);
  std::string out = cut_characters(base, script.cut) + script.add;
  return out.empty() ? base : out;
}

/// What the likeliest scripts make of the form, likeliest first; scripts far less likely than the first are no guesses.
std::vector<std::string> guess_lemmas(std::string_view form, std::span<const float> scores,
                                      std::span<const LemmaScript> scripts) {
  constexpr std::size_t kMost = 8;
  constexpr float kFar = 5;  // in logits: e^5 times less likely
  std::vector<std::size_t> order(scripts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const std::size_t most = std::min(kMost, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most), order.end(),
                    [&](std::size_t a, std::size_t b) { return scores[a] != scores[b] ? scores[a] > scores[b] : a < b; });
  std::vector<std::string> guesses;
  for (std::size_t i = 0; i < most && scores[order[i]] >= scores[order[0]] - kFar; ++i)
    guesses.push_back(apply_script(form, scripts[order[i]]));
  return guesses;
}

}  // namespace

struct Parser::Impl {
  nn::TensorFile file;
  nn::Encoder encoder;
  Segmenter segmenter;
  WordPieces pieces;
  Labels labels;
  LemmaTable lemma_table;
  nn::Linear upos, features, lemma, ner, sentence, arc_dep, arc_head, rel_dep, rel_head;
  std::span<const float> arc_root, rel_root, arc, rel;
  std::size_t window = 192;
  float segmenter_weight = 0, sentence_bias = 0;  // in the score of a sentence's start, beside the encoder's
  std::string id;

  Status load(const std::filesystem::path& folder);
  Status load_labels();
  Forest parse(const text::Document& document) const;

 private:
  std::vector<Item> items_of(const text::Document& document) const;
  WindowScores score(std::span<const Item> items) const;
  std::size_t take_window(std::span<const Item> rest) const;
  bool starts_sentence(const WindowScores& scores, std::span<const Item> items, std::size_t i) const;
  bool is_torn_off(const WindowScores& scores, std::span<const Item> items, std::size_t first, std::size_t next) const;
  std::size_t add_sentences(const text::Document& document, std::span<const Item> items, bool last_of_paragraph,
                            std::uint32_t& paragraph, ForestBuilder& builder, std::uint32_t& word_count) const;
  void add_sentence(const text::Document& document, std::span<const Item> items, const WindowScores& scores,
                    std::size_t first, std::size_t last, std::uint32_t paragraph, ForestBuilder& builder,
                    std::uint32_t word_count) const;
  std::vector<float> arc_scores(const WindowScores& scores, std::size_t first, std::size_t n) const;
  std::vector<std::size_t> relations(const WindowScores& scores, std::size_t first,
                                     const std::vector<std::size_t>& heads) const;
  void add_names(const WindowScores& scores, std::size_t first, std::size_t last, ForestBuilder& builder,
                 std::uint32_t word_count) const;
};

Status Parser::Impl::load_labels() {
  const json::Value& config = file.config()["labels"];
  for (const std::string& name : config["upos"].strings()) labels.upos.push_back(upos_of(name).value_or(Upos::kX));
  for (const std::string& name : config["feats"].strings()) labels.features.push_back(name == "_" ? "" : name);
  labels.relations = config["deprel"].strings();
  labels.ner = config["ner"].strings();
  for (const json::Value& script : config["lemma"].items())
    labels.lemmas.push_back({script[0].string_or("") == "lower", static_cast<std::size_t>(script[1].integer_or(0)),
                             std::string(script[2].string_or(""))});
  const bool fits = upos.out() == labels.upos.size() && features.out() == labels.features.size() &&
                    lemma.out() == labels.lemmas.size() && ner.out() == labels.ner.size() && sentence.out() == 2 &&
                    !labels.relations.empty();
  if (!fits) return Error{ErrorCode::kBadData, "no sound weight file: labels and heads differ", file.path().string(), 8};
  return {};
}

Status Parser::Impl::load(const std::filesystem::path& folder) {
  file = TRY(nn::TensorFile::open(folder / "parser.safetensors"));
  if (file.config()["format"].string_or("") != "tamga-parser-1")
    return Error{ErrorCode::kBadData, "no tamga-parser-1 model", file.path().string(), 8};
  const std::string vocabulary = TRY(read_file(folder / "vocab.txt"));
  pieces = TRY(WordPieces::load(vocabulary, file.config()));
  const std::string lemma_rows = TRY(read_file(folder / "lemmas.tsv"));
  auto table = LemmaTable::load(lemma_rows);
  if (!table) return table.error().in((folder / "lemmas.tsv").string());
  lemma_table = std::move(*table);
  encoder = TRY(nn::Encoder::load(file));
  segmenter = TRY(Segmenter::load(file));
  const std::size_t width = 2 * encoder.width();
  for (const auto& [name, place] : {std::pair{"tags.upos", &upos}, {"tags.feats", &features}, {"tags.lemma", &lemma},
                                    {"tags.ner", &ner}, {"tags.sent", &sentence}, {"arc_dep", &arc_dep},
                                    {"arc_head", &arc_head}, {"rel_dep", &rel_dep}, {"rel_head", &rel_head}})
    *place = TRY(nn::Linear::load(file, name, width));
  TRY(load_labels());
  const std::size_t a = arc_dep.out(), r = rel_dep.out();
  arc_root = TRY(file.floats("arc_root", {a}));
  rel_root = TRY(file.floats("rel_root", {r}));
  arc = TRY(file.floats("arc", {a + 1, a}));
  rel = TRY(file.floats("rel", {labels.relations.size(), r + 1, r + 1}));
  segmenter_weight = static_cast<float>(file.config()["segmenter_weight"].number_or(0));
  sentence_bias = static_cast<float>(file.config()["sentence_bias"].number_or(0));
  window = std::min(static_cast<std::size_t>(file.config()["window"].integer_or(192)), encoder.longest());
  constexpr std::size_t kShapes = 7;  // that shape_of() tells apart
  if (file.shape("shapes")[0] < kShapes)
    return Error{ErrorCode::kBadData, "no sound weight file: too few word shapes", file.path().string(), 8};
  if (window < 20 || pieces.size() != file.shape("pieces.weight")[0])
    return Error{ErrorCode::kBadData, "vocabulary and weights differ", (folder / "vocab.txt").string(), 0};
  id = folder.filename().string() + ":" + sha256(file.whole()).substr(0, 12);
  return {};
}

std::vector<Item> Parser::Impl::items_of(const text::Document& document) const {
  std::vector<Item> items;
  for (const RoughWord& word : segmenter.words(document.text())) {
    const auto form = document.words(word.range);
    items.push_back({word, pieces.of(form), shape_of(form)});
  }
  return items;
}

/// How many words fit a window: whole paragraphs where one fits, else as many words as fit.
std::size_t Parser::Impl::take_window(std::span<const Item> rest) const {
  std::size_t size = 2, count = 0, whole = 0;
  while (count < rest.size() && size + rest[count].pieces.size() <= window) {
    if (count > 0 && rest[count].rough.begins_paragraph) whole = count;
    size += rest[count++].pieces.size();
  }
  if (count == rest.size() || rest[count].rough.begins_paragraph || whole == 0) return std::max<std::size_t>(count, 1);
  return whole;
}

WindowScores Parser::Impl::score(std::span<const Item> items) const {
  nn::Sequence sequence;
  sequence.pieces.push_back(pieces.first());
  std::vector<std::pair<std::size_t, std::size_t>> places;
  for (const Item& item : items) {
    places.emplace_back(sequence.pieces.size(), sequence.pieces.size() + item.pieces.size() - 1);
    sequence.pieces.insert(sequence.pieces.end(), item.pieces.begin(), item.pieces.end());
  }
  sequence.pieces.push_back(pieces.last());
  sequence.shapes.assign(sequence.pieces.size(), 0);
  for (std::size_t i = 0; i < items.size(); ++i)
    std::fill_n(sequence.shapes.begin() + static_cast<std::ptrdiff_t>(places[i].first), items[i].pieces.size(), items[i].shape);
  const nn::Matrix hidden = encoder.apply(std::span(&sequence, 1));
  nn::Matrix h(items.size(), 2 * encoder.width());
  for (std::size_t i = 0; i < items.size(); ++i) {
    std::copy_n(hidden.row(places[i].first), encoder.width(), h.row(i));
    std::copy_n(hidden.row(places[i].second), encoder.width(), h.row(i) + encoder.width());
  }
  const nn::Quantised h8(h);
  WindowScores out{upos.apply(h8),    features.apply(h8), lemma.apply(h8),   ner.apply(h8),    sentence.apply(h8),
                   arc_dep.apply(h8), arc_head.apply(h8), rel_dep.apply(h8), rel_head.apply(h8)};
  for (nn::Matrix* matrix : {&out.arc_dep, &out.arc_head, &out.rel_dep, &out.rel_head}) nn::relu(*matrix);
  out.arc_dep = with_one(out.arc_dep);
  out.rel_dep = with_one(out.rel_dep);
  out.rel_head = with_one(out.rel_head);
  return out;
}

/// [n][n + 1]: [dep; 1]^T arc head, the root last.
std::vector<float> Parser::Impl::arc_scores(const WindowScores& scores, std::size_t first, std::size_t n) const {
  const std::size_t a = arc_head.out();
  std::vector<float> out(n * (n + 1));
  for (std::size_t d = 0; d < n; ++d) {
    const auto projected = nn::project({scores.arc_dep.row(first + d), a + 1}, arc, a);
    for (std::size_t h = 0; h < n; ++h) out[d * (n + 1) + h] = nn::dot(projected, {scores.arc_head.row(first + h), a});
    out[d * (n + 1) + n] = nn::dot(projected, arc_root);
  }
  return out;
}

/// The likeliest relation of each word to its head; `heads`: n for the root.
std::vector<std::size_t> Parser::Impl::relations(const WindowScores& scores, std::size_t first,
                                                 const std::vector<std::size_t>& heads) const {
  const std::size_t n = heads.size(), r = rel_head.out() + 1;
  nn::Matrix dependents(n, r), governors(n, r);
  for (std::size_t i = 0; i < n; ++i) {
    std::copy_n(scores.rel_dep.row(first + i), r, dependents.row(i));
    if (heads[i] != n) {
      std::copy_n(scores.rel_head.row(first + heads[i]), r, governors.row(i));
    } else {
      std::copy(rel_root.begin(), rel_root.end(), governors.row(i));
      governors.row(i)[r - 1] = 1;
    }
  }
  const nn::Matrix all = nn::bilinear(dependents, rel, governors);
  std::vector<std::size_t> out(n);
  for (std::size_t i = 0; i < n; ++i) {
    bool any = false;
    for (std::size_t relation = 0; relation < all.columns; ++relation) {
      if ((labels.relations[relation] == "root") != (heads[i] == n)) continue;
      if (!any || all.row(i)[relation] > all.row(i)[out[i]]) out[i] = relation;
      any = true;
    }
  }
  return out;
}

void Parser::Impl::add_sentence(const text::Document& document, std::span<const Item> items, const WindowScores& scores,
                                std::size_t first, std::size_t last, std::uint32_t paragraph, ForestBuilder& builder,
                                std::uint32_t word_count) const {
  const std::size_t n = last - first;
  const auto arcs = arc_scores(scores, first, n);
  DraftTree tree;
  tree.heads = maximum_tree(arcs, n);
  for (const std::size_t relation : relations(scores, first, tree.heads)) tree.relations.push_back(labels.relations[relation]);
  for (std::size_t i = 0; i < n; ++i) {
    tree.upos.push_back(labels.upos[nn::best({scores.upos.row(first + i), labels.upos.size()})]);
    tree.features.push_back(labels.features[nn::best({scores.features.row(first + i), labels.features.size()})]);
  }
  settle_content_clauses(tree);
  settle_titles(tree);
  settle_subjects(tree);
  std::vector<ForestBuilder::NewWord> words;
  std::vector<std::string> lemmas(n);
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t at = first + i;
    const auto form = document.words(items[at].rough.range);
    const bool is_root = tree.heads[i] == n;
    const std::span<const float> tags(scores.upos.row(at), labels.upos.size());
    lemmas[i] = lemma_table.choose(tree.upos[i], form,
                                   guess_lemmas(form, {scores.lemma.row(at), labels.lemmas.size()}, labels.lemmas));
    words.push_back({.range = items[at].rough.range,
                     .form = form,
                     .lemma = lemmas[i],
                     .relation = tree.relations[i],
                     .features = tree.features[i],
                     .upos = tree.upos[i],
                     .head = is_root ? 0U : static_cast<std::uint32_t>(tree.heads[i] + 1),
                     .head_score = nn::probability({arcs.data() + i * (n + 1), n + 1}, tree.heads[i]),
                     .upos_score = nn::probability(tags, nn::best(tags))});
  }
  builder.add_sentence(words, paragraph);
  add_names(scores, first, last, builder, word_count);
}

void Parser::Impl::add_names(const WindowScores& scores, std::size_t first, std::size_t last, ForestBuilder& builder,
                             std::uint32_t word_count) const {
  std::optional<NamedSpan> open;
  std::string kind;
  const auto close = [&] {
    if (open) builder.add_name(*open);
    open.reset();
  };
  const auto tags = best_name_tags(scores.ner, first, last, labels.ner);
  for (std::size_t at = first; at < last; ++at) {
    const std::span<const float> row(scores.ner.row(at), labels.ner.size());
    const auto index = tags[at - first];
    const std::string& tag = labels.ner[index];
    const WordId word{word_count + static_cast<std::uint32_t>(at - first)};
    if (tag == "O") {
      close();
    } else if (tag[0] == 'I' && open && tag.substr(2) == kind) {
      open->last = word;
    } else {
      close();
      kind = tag.substr(2);
      const NameKind name_kind = kind == "person"         ? NameKind::kPerson
                                 : kind == "organisation" ? NameKind::kOrganisation
                                 : kind == "place"        ? NameKind::kPlace
                                                          : NameKind::kMiscellaneous;
      open = NamedSpan{word, word, name_kind, nn::probability(row, index)};
    }
  }
  close();
}

/// Encoder and segmenter decide together.
bool Parser::Impl::starts_sentence(const WindowScores& scores, std::span<const Item> items, std::size_t i) const {
  const float* s = scores.sentence.row(i);
  return s[1] - s[0] + segmenter_weight * items[i - 1].rough.ends_sentence + sentence_bias > 0;
}

/// Whether what begins at `first` and would end before `next` is torn off its sentence: a name at the beginning of a
/// paragraph, or a few words with a case word ("Kenya | Prime Minister ...", "On 1 January 2025 | Rosatom ...").
bool Parser::Impl::is_torn_off(const WindowScores& scores, std::span<const Item> items, std::size_t first,
                               std::size_t next) const {
  constexpr std::size_t kShortest = 6, kShortestName = 3;
  const auto tag = [&](std::size_t at) { return labels.upos[nn::best({scores.upos.row(at), labels.upos.size()})]; };
  if (next - first >= kShortest) return false;
  const bool title = tag(next) == Upos::kPropn || tag(next) == Upos::kAdj;
  bool name = next - first < kShortestName && items[first].rough.begins_paragraph && title, verb = false;
  for (std::size_t at = first; at < next; ++at) {
    name = name && tag(at) == Upos::kPropn;
    verb = verb || tag(at) == Upos::kVerb || tag(at) == Upos::kAux;
  }
  return name || (tag(first) == Upos::kAdp && !verb);
}

namespace {

/// Which words begin the text after a dateline.
std::vector<bool> behind_datelines(const text::Document& document, std::span<const Item> items) {
  std::vector<std::string_view> words;
  for (const Item& item : items) words.push_back(document.words(item.rough.range));
  std::vector<bool> out(items.size(), false);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i].rough.begins_paragraph) continue;
    std::size_t end = i + 1;
    while (end < items.size() && !items[end].rough.begins_paragraph) ++end;
    if (const std::size_t count = dateline_at(std::span(words).subspan(i, end - i))) out[i + count] = true;
  }
  return out;
}

/// A word in capitals before a name at the beginning of a paragraph, no name itself: "BREAKING Putin ...", "EXCLUSIVE Rosatom ...".
bool is_label(const text::Document& document, std::span<const Item> items, std::size_t at, Upos tag, Upos next_tag) {
  constexpr std::size_t kShortest = 4;
  if (!items[at].rough.begins_paragraph || at + 1 >= items.size() || items[at + 1].rough.begins_paragraph) return false;
  const std::string_view label = document.words(items[at].rough.range), next = document.words(items[at + 1].rough.range);
  const bool names_nobody = tag == Upos::kVerb || tag == Upos::kNoun || tag == Upos::kAdj;
  return names_nobody && next_tag == Upos::kPropn && capitals(label) >= kShortest && capitals(next) == 0 &&
         text::is_upper(text::code_point_at(next, 0).value);
}

/// Whether the line goes on behind these words without a mark or a break.
bool goes_on(const text::Document& document, std::span<const Item> items, std::size_t next) {
  if (items[next].rough.begins_paragraph) return false;
  const text::ByteRange before = items[next - 1].rough.range, after = items[next].rough.range;
  if (document.words({before.end, after.begin}).find('\n') != std::string_view::npos) return false;
  const std::string_view category = text::category(text::code_point_at(document.words(before), 0).value);
  return category.starts_with('L') || category == "Nd";
}

}  // namespace

/// Parses one window; returns the words taken: all of them where the window ends a paragraph, else all complete
/// sentences, so that the next window begins with the sentence cut off.
std::size_t Parser::Impl::add_sentences(const text::Document& document, std::span<const Item> items,
                                        bool last_of_paragraph, std::uint32_t& paragraph, ForestBuilder& builder,
                                        std::uint32_t& word_count) const {
  const WindowScores scores = score(items);
  const std::vector<bool> behind = behind_datelines(document, items);
  std::vector<std::size_t> starts;
  const auto tag = [&](std::size_t at) { return labels.upos[nn::best({scores.upos.row(at), labels.upos.size()})]; };
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool after_label = i > 0 && is_label(document, items, i - 1, tag(i - 1), tag(i));
    const bool sure = i == 0 || items[i].rough.begins_paragraph || behind[i] || after_label;
    const bool starts_here = sure || (starts_sentence(scores, items, i) &&
                                      !(goes_on(document, items, i) && is_torn_off(scores, items, starts.back(), i)));
    if (starts_here) starts.push_back(i);
  }
  std::size_t end = items.size();
  if (!last_of_paragraph && starts.size() > 1) {  // the last sentence is cut off
    end = starts.back();
    starts.pop_back();
  }
  for (std::size_t s = 0; s < starts.size(); ++s) {
    const std::size_t last = s + 1 < starts.size() ? starts[s + 1] : end;
    if (items[starts[s]].rough.begins_paragraph) ++paragraph;
    add_sentence(document, items, scores, starts[s], last, paragraph, builder, word_count);
    word_count += static_cast<std::uint32_t>(last - starts[s]);
  }
  return end;
}

Forest Parser::Impl::parse(const text::Document& document) const {
  const auto items = items_of(document);
  ForestBuilder builder;
  std::uint32_t paragraph = 0, word_count = 0;
  for (std::size_t at = 0; at < items.size();) {
    const auto rest = std::span(items).subspan(at);
    const std::size_t count = take_window(rest);
    const bool whole = count == rest.size() || rest[count].rough.begins_paragraph;
    at += add_sentences(document, rest.first(count), whole, paragraph, builder, word_count);
  }
  return std::move(builder).build();
}

Parser::Parser(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;
Parser::~Parser() = default;

Result<Parser> Parser::create(const std::filesystem::path& folder) {
  auto impl = std::make_unique<Impl>();
  TRY(impl->load(folder));
  return Parser(std::move(impl));
}

Forest Parser::parse(const text::Document& document) const { return impl_->parse(document); }
const std::string& Parser::id() const { return impl_->id; }

}  // namespace tamga::parse
