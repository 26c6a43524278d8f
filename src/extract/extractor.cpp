#include "extract/extractor.h"

#include <utility>

#include "extract/detail/maker.h"
#include "extract/detail/settings.h"

namespace tamga::extract {

struct Extractor::Impl {
  Settings settings;
  pattern::Grammar grammar;
  pattern::Codebook codebook;
};

namespace {

/// The error, naming the section it is in.
template <class T>
Result<T> in_section(Result<T> result, const std::string& section) {
  if (result.ok()) return result;
  return result.error().in(section);
}

Result<pattern::Codebook> load_codebook(const pack::Pack& pack, std::string_view language) {
  std::vector<std::pair<std::string, json::Value>> sections;
  for (const std::string& name : pack.section_names()) {
    if (name.starts_with("codebook/")) sections.emplace_back(name, TRY(pack.json(name)));
  }
  if (sections.empty()) return Error{ErrorCode::kBadData, "the pack has no codebook", pack.path().string(), {}};
  return pattern::Codebook::load(sections, language);
}

}  // namespace

Result<Extractor> Extractor::create(const pack::Pack& pack, std::string_view language) {
  const std::string grammar_section = "lang/" + std::string(language) + "/grammar";
  auto impl = std::make_unique<Impl>();
  const json::Value contest = TRY(pack.json("contest"));
  const json::Value settings = TRY(pack.json("pack"));
  impl->settings = TRY(in_section(Settings::load(settings, contest), pack.path().string()));
  const json::Value grammar = TRY(pack.json(grammar_section));
  impl->grammar = TRY(in_section(pattern::Grammar::load(grammar), grammar_section));
  impl->codebook = TRY(load_codebook(pack, language));
  return Extractor(std::move(impl));
}

Extractor::Extractor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;
Extractor::~Extractor() = default;

std::vector<model::Claim> Extractor::claims(const Analysis& analysis) const {
  return Maker(analysis, impl_->settings, impl_->grammar, impl_->codebook).claims();
}

std::string Extractor::explain(const Analysis& analysis) const {
  return Maker(analysis, impl_->settings, impl_->grammar, impl_->codebook).explain();
}

const std::vector<pattern::Rule>& Extractor::rules() const { return impl_->codebook.rules(); }

const source::Contest& Extractor::contest() const { return impl_->settings.contest; }

}  // namespace tamga::extract
