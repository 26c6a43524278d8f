#include "pipeline/reader.h"

#include <algorithm>
#include <map>
#include <mutex>

#include "names/lexicon.h"
#include "parse/conllu.h"
#include "parse/parser.h"
#include "pipeline/detail/words.h"
#include "pipeline/mention_lines.h"

namespace tamga::pipeline {
namespace {

namespace fs = std::filesystem;

/// Everything one language needs. Const use is thread-safe.
struct Language {
  std::string tag;
  parse::Parser parser;
  Words words;
};

/// What the steps made of one report.
struct Steps {
  parse::Forest forest;
  mention::MentionTable mentions;
  when::DateTable dates;
  quantity::AmountTable amounts;
  source::Sources sources;
};

Result<std::unique_ptr<Language>> load_language(const pack::Pack& pack, const fs::path& models, const std::string& tag) {
  std::error_code ignored;
  if (!fs::is_directory(models / tag, ignored))
    return Error{ErrorCode::kNotFound, "there is no model for language \"" + tag + "\"", (models / tag).string(), {}};
  auto parser = TRY(parse::Parser::create(models / tag));
  auto words = TRY(load_words(pack, tag));
  return std::unique_ptr<Language>(new Language{tag, std::move(parser), std::move(words)});
}

std::string lower_ascii(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

/// Tags compare without regard to case, and a longer tag falls back to a shorter one: "en-GB" is read as "en"
/// (RFC 4647, lookup). Empty when none fits.
std::string fitting_tag(const std::vector<std::string>& tags, std::string wanted) {
  wanted = lower_ascii(std::move(wanted));
  std::replace(wanted.begin(), wanted.end(), '_', '-');
  while (!wanted.empty()) {
    for (const std::string& tag : tags)
      if (lower_ascii(tag) == wanted) return tag;
    const auto dash = wanted.rfind('-');
    wanted.resize(dash == std::string::npos ? 0 : dash);
  }
  return {};
}

}  // namespace

struct Reader::Impl {
  pack::Pack pack;
  names::Lexicon lexicon;
  std::vector<std::string> tags;
  std::string pack_id;
  fs::path models;
  std::mutex loading;
  std::map<std::string, Result<std::unique_ptr<Language>>> loaded;

  Result<const Language*> language(const std::string& wanted);
  Result<const Language*> language_of(const text::Document& document);
  model::Report report_of(const text::Document& document, const Language& language) const;
  model::Hop outlet_of(const text::Document& document) const;
  Steps run(const text::Document& document, const Language& language) const;
};

/// A language that failed to load is not tried again.
Result<const Language*> Reader::Impl::language(const std::string& wanted) {
  const std::string tag = fitting_tag(tags, wanted);
  if (tag.empty()) return Error{ErrorCode::kNotFound, "the pack has no words for language \"" + wanted + "\"", "", {}};
  const std::lock_guard lock(loading);
  auto found = loaded.find(tag);
  if (found == loaded.end()) found = loaded.emplace(tag, load_language(pack, models, tag)).first;
  if (!found->second.ok()) return found->second.error();
  return found->second->get();
}

Result<const Language*> Reader::Impl::language_of(const text::Document& document) {
  const std::string given = document.header().language.empty() ? tags.front() : document.header().language;
  auto found = language(given);
  if (found.ok() || found.error().code != ErrorCode::kNotFound) return found;
  return Error{ErrorCode::kBadInput, "language \"" + given + "\" cannot be read: " + found.error().text(),
               document.input(), {}};
}

model::Hop Reader::Impl::outlet_of(const text::Document& document) const {
  model::Hop hop;
  hop.name = document.header().outlet;
  if (hop.name.empty()) return hop;
  hop.type = "outlet";
  hop.named = true;
  if (const auto outlet = lexicon.outlet(hop.name)) {
    hop.id = outlet->id;
    hop.country = outlet->country;
  }
  return hop;
}

model::Report Reader::Impl::report_of(const text::Document& document, const Language& language) const {
  const text::Header& header = document.header();
  model::Report report;
  report.id = document.id();
  report.input = document.input();
  report.url = header.url;
  report.outlet = header.outlet;
  report.outlet_id = outlet_of(document).id;
  report.published = header.published;
  report.title = header.title;
  report.language = header.language.empty() ? language.tag : header.language;
  report.text = document.text();
  report.pack = pack_id;
  report.model = language.parser.id();
  return report;
}

Steps Reader::Impl::run(const text::Document& document, const Language& language) const {
  Steps steps;
  steps.forest = language.parser.parse(document);
  steps.mentions = mention::find_mentions(document, steps.forest, lexicon, language.words.mentions);
  steps.dates = when::find_dates(document, steps.forest, language.words.dates);
  steps.amounts = quantity::find_amounts(document, steps.forest, language.words.amounts);
  steps.sources =
      source::find_sources(document, steps.forest, steps.mentions, outlet_of(document), language.words.sources);
  return steps;
}

Reader::Reader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::create(const fs::path& pack, const fs::path& models) {
  auto impl = std::make_unique<Impl>();
  std::error_code ignored;
  if (!fs::is_directory(models, ignored))
    return Error{ErrorCode::kNotFound, "there is no such folder of models", models.string(), {}};
  impl->pack = TRY(pack::Pack::open(pack));
  impl->models = models;
  auto lexicon = names::Lexicon::open(TRY(impl->pack.section("names")));
  if (!lexicon.ok()) return lexicon.error().in(pack.string());
  impl->lexicon = std::move(*lexicon);
  const json::Value settings = TRY(impl->pack.json("pack"));
  impl->tags = settings["languages"].strings();
  if (impl->tags.empty()) return Error{ErrorCode::kBadData, "section \"pack\" lists no languages", pack.string(), {}};
  impl->pack_id = std::string(settings["name"].string_or("")) + ":" + impl->pack.hash().substr(0, 12);
  return Reader(std::move(impl));
}

Result<model::Reading> Reader::read(const text::Document& document) const {
  const Language& language = *TRY(impl_->language_of(document));
  const Steps steps = impl_->run(document, language);
  model::Reading reading;
  reading.report = impl_->report_of(document, language);
  reading.mentions = mention_lines(document, steps.mentions, steps.dates, steps.amounts);
  reading.claims =
      language.words.extractor.claims({document, steps.forest, steps.mentions, steps.dates, steps.amounts, steps.sources});
  reading.remarks =
      source::find_remarks(document, steps.forest, steps.mentions, steps.sources, language.words.sources);
  return reading;
}

Result<std::string> Reader::conllu(const text::Document& document) const {
  const Language& language = *TRY(impl_->language_of(document));
  return parse::to_conllu(document, language.parser.parse(document));
}

Result<std::string> Reader::explain(const text::Document& document) const {
  const Language& language = *TRY(impl_->language_of(document));
  const Steps steps = impl_->run(document, language);
  return language.words.extractor.explain(
      {document, steps.forest, steps.mentions, steps.dates, steps.amounts, steps.sources});
}

Status Reader::prepare(const std::string& language) const {
  TRY(impl_->language(language));
  return {};
}

const std::vector<std::string>& Reader::languages() const { return impl_->tags; }
const pack::Pack& Reader::pack() const { return impl_->pack; }

Result<std::vector<pattern::Rule>> Reader::rules(const std::string& language) const {
  return TRY(impl_->language(language))->words.extractor.rules();
}

}  // namespace tamga::pipeline
