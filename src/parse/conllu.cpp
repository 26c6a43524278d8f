#include "parse/conllu.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <sstream>

#include "text/utf8.h"

namespace tamga::parse {
namespace {

constexpr std::array<std::string_view, 4> kKinds = {"person", "organisation", "place", "misc"};

std::string_view or_blank(std::string_view text) { return text.empty() ? "_" : text; }

std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace_if(out.begin(), out.end(), [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
  return out;
}

std::vector<std::string_view> split(std::string_view line, char by) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= line.size();) {
    const auto end = std::min(line.find(by, at), line.size());
    out.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return out;
}

std::string_view misc_value(std::string_view misc, std::string_view key) {
  for (std::string_view part : split(misc, '|'))
    if (part.size() > key.size() && part.starts_with(key) && part[key.size()] == '=') return part.substr(key.size() + 1);
  return {};
}

/// Collects lines into sentences.
class Reader {
 public:
  explicit Reader(std::string_view input) : input_(input) {}

  Result<Parsed> read(std::string_view all) {
    std::size_t line_number = 0;
    for (std::string_view line : split(all, '\n')) {
      ++line_number;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.empty()) {
        TRY(finish(line_number));
      } else if (line.front() == '#') {
        if (line.starts_with("# newpar") && !words_.empty()) continue;
        paragraph_ += line.starts_with("# newpar") ? 1U : 0U;
      } else {
        TRY(add(line, line_number));
      }
    }
    TRY(finish(line_number));
    return Parsed{text::Document(std::string(input_), {}, std::move(text_)), std::move(builder_).build()};
  }

 private:
  struct Row {
    std::string form, lemma, relation, features, ner;
    text::ByteRange range;
    Upos upos = Upos::kX;
    std::uint32_t head = 0;
  };

  Error bad(std::size_t line, std::string what) const {
    return {ErrorCode::kBadInput, "no CoNLL-U: line " + std::to_string(line) + ": " + std::move(what),
            std::string(input_), {}};
  }

  Status add(std::string_view line, std::size_t line_number) {
    const auto cells = split(line, '\t');
    if (cells.size() != 10) return bad(line_number, "not ten columns");
    if (cells[0].find_first_of("-.") != std::string_view::npos) return {};
    if (cells[1].empty()) return bad(line_number, "a word without a form");
    const auto id = number(cells[0]), head = number(cells[6]);
    if (!id || *id != words_.size() + 1) return bad(line_number, "words are not numbered 1, 2, ...");
    if (!head) return bad(line_number, "head is no number");
    const auto upos = upos_of(cells[3]);
    if (!upos) return bad(line_number, "unknown part of speech");
    const auto blank = [](std::string_view cell) { return std::string(cell == "_" ? "" : cell); };
    Row row{std::string(cells[1]), std::string(cells[2]), std::string(cells[7]), blank(cells[5]),
            std::string(misc_value(cells[9], "NER")), {}, *upos, *head};
    TRY(place(row, cells[9], line_number));
    words_.push_back(std::move(row));
    return {};
  }

  Status place(Row& row, std::string_view misc, std::size_t line_number) {
    const auto range = split(misc_value(misc, "TokenRange"), ':');
    if (range.size() == 2) {
      const auto begin = number(range[0]), end = number(range[1]);
      if (!begin || !end || *begin < text_.size() || *end <= *begin || *end > text::kLargestText)
        return bad(line_number, "TokenRange is out of order");
      text_.resize(*begin, ' ');
      row.range = {*begin, *end};
      text_ += row.form;
      if (text_.size() != *end) return bad(line_number, "TokenRange and form differ in length");
      return {};
    }
    const auto begin = static_cast<std::uint32_t>(text_.size());
    text_ += row.form;
    row.range = {begin, static_cast<std::uint32_t>(text_.size())};
    if (misc_value(misc, "SpaceAfter") != "No") text_ += ' ';
    return {};
  }

  Status finish(std::size_t line_number) {
    if (words_.empty()) return {};
    std::vector<ForestBuilder::NewWord> words;
    for (const Row& row : words_)
      words.push_back({row.range, row.form, row.lemma, row.relation, row.features, row.upos, row.head});
    if (!is_tree(words)) return bad(line_number, "the heads above form no tree");
    builder_.add_sentence(words, paragraph_);
    for (std::size_t i = 0; i < words_.size(); ++i) note_name(i);
    first_ += static_cast<std::uint32_t>(words_.size());
    words_.clear();
    return {};
  }

  void note_name(std::size_t i) {
    const std::string& tag = words_[i].ner;
    if (!tag.starts_with("B-")) return;
    const auto kind = std::find(kKinds.begin(), kKinds.end(), tag.substr(2));
    if (kind == kKinds.end()) return;
    std::size_t last = i;
    while (last + 1 < words_.size() && words_[last + 1].ner == "I-" + tag.substr(2)) ++last;
    builder_.add_name({WordId{first_ + static_cast<std::uint32_t>(i)}, WordId{first_ + static_cast<std::uint32_t>(last)},
                       static_cast<NameKind>(kind - kKinds.begin()), 1});
  }

  std::string_view input_;
  std::string text_;
  std::vector<Row> words_;
  std::uint32_t paragraph_ = 0, first_ = 0;
  ForestBuilder builder_;
};

bool touches_next(const Forest& forest, const Sentence& sentence, std::uint32_t i) {
  if (i + 1 == sentence.count) return false;
  const std::uint32_t at = sentence.first.value + i;
  return forest.word(WordId{at + 1}).range.begin <= forest.word(WordId{at}).range.end;
}

/// A letter of a script that parts words by blanks.
bool is_spaced_letter(char32_t code) { return text::is_letter(code) && !text::is_unspaced(code); }

char32_t last_character(std::string_view form) {
  std::size_t at = form.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(form[at]) & 0xC0U) == 0x80U) --at;
  return text::code_point_at(form, at).value;
}

/// "do" + "n't", "John" + "'s": two words of one token, as the treebanks have them; "(" + "a" are two tokens.
bool is_contraction(std::string_view first, std::string_view second) {
  if (first.empty() || second.empty() || !is_spaced_letter(last_character(first))) return false;
  const auto [code, size] = text::code_point_at(second, 0);
  if (is_spaced_letter(code)) return true;
  const bool apostrophe = code == U'\'' || code == U'\u2019';
  return apostrophe && size < second.size() && is_spaced_letter(text::code_point_at(second, size).value);
}

/// One past the last word of the token that begins with word `i` of the sentence.
std::uint32_t end_of_token(const text::Document& document, const Forest& forest, const Sentence& sentence, std::uint32_t i) {
  std::uint32_t end = i + 1;
  while (touches_next(forest, sentence, end - 1) &&
         is_contraction(document.words(forest.word(WordId{sentence.first.value + end - 1}).range),
                        document.words(forest.word(WordId{sentence.first.value + end}).range)))
    ++end;
  return end;
}

std::string range_line(const text::Document& document, const Forest& forest, const Sentence& sentence, std::uint32_t first,
                       std::uint32_t end) {
  const text::ByteRange range{forest.word(WordId{sentence.first.value + first}).range.begin,
                              forest.word(WordId{sentence.first.value + end - 1}).range.end};
  return std::to_string(first + 1) + '-' + std::to_string(end) + '\t' + std::string(document.words(range)) +
         "\t_\t_\t_\t_\t_\t_\t_\t" + (touches_next(forest, sentence, end - 1) ? "SpaceAfter=No" : "_") + '\n';
}

}  // namespace

std::string to_conllu(const text::Document& document, const Forest& forest) {
  std::vector<std::string> ner(forest.words().size());
  for (const NamedSpan& span : forest.names())
    for (std::uint32_t i = span.first.value; i <= span.last.value; ++i)
      ner[i] = (i == span.first.value ? "B-" : "I-") + std::string(kKinds[static_cast<std::size_t>(span.kind)]);
  std::ostringstream out;
  std::optional<std::uint32_t> paragraph;
  std::size_t number = 0;
  for (const Sentence& sentence : forest.sentences()) {
    if (paragraph != sentence.paragraph) out << "# newpar\n";
    paragraph = sentence.paragraph;
    out << "# sent_id = " << ++number << "\n# text = " << one_line(document.words(sentence.range)) << "\n";
    std::uint32_t token_end = 0;
    for (std::uint32_t i = 0; i < sentence.count; ++i) {
      const WordId id{sentence.first.value + i};
      const Word& word = forest.word(id);
      const auto head = forest.is_root(id) ? 0 : word.head.value - sentence.first.value + 1;
      if (i >= token_end) {
        token_end = end_of_token(document, forest, sentence, i);
        if (token_end > i + 1) out << range_line(document, forest, sentence, i, token_end);
      }
      const bool space = !touches_next(forest, sentence, i);
      out << i + 1 << '\t' << forest.form(id) << '\t' << or_blank(forest.lemma(id)) << '\t' << name_of(word.upos)
          << "\t_\t" << or_blank(forest.features(id)) << '\t' << head << '\t' << forest.relation(id) << "\t_\t"
          << (space ? "" : "SpaceAfter=No|") << "TokenRange=" << word.range.begin << ':' << word.range.end;
      if (!ner[id.value].empty()) out << "|NER=" << ner[id.value];
      out << '\n';
    }
    out << '\n';
  }
  return out.str();
}

Result<Parsed> from_conllu(std::string_view input, std::string_view text) { return Reader(input).read(text); }

}  // namespace tamga::parse
