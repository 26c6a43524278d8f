#include "pipeline/inputs.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/files.h"
#include "json/value.h"
#include "mention/mention.h"
#include "page/page.h"
#include "pipeline/detail/line_reader.h"
#include "text/utf8.h"

namespace tamga::pipeline {
namespace {

namespace fs = std::filesystem;

/// A report's header lines stand before its text.
constexpr std::uint64_t kLargestFile = text::kLargestText + (1U << 16U);

std::string lower_extension(const fs::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return extension;
}

bool is_report_name(const fs::path& path) {
  const std::string extension = lower_extension(path);
  return extension == ".txt" || extension == ".html" || extension == ".htm" || extension == ".jsonl";
}

Format format_of_name(const fs::path& path, Format asked) {
  if (asked != Format::kAuto) return asked;
  const std::string extension = lower_extension(path);
  if (extension == ".jsonl") return Format::kJsonLines;
  return extension == ".html" || extension == ".htm" ? Format::kHtml : Format::kAuto;
}

Error listing_error(const fs::path& folder, const std::error_code& error) {
  return {ErrorCode::kInputOutput, "cannot be listed: " + error.message(), folder.string(), {}};
}

/// The reports of a folder, sorted; hidden files and folders are left out, links to folders are not followed.
Result<std::vector<std::string>> reports_below(const fs::path& folder) {
  std::vector<std::string> found;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const bool hidden = entry->path().filename().string().starts_with(".");
    std::error_code ignored;
    if (hidden && entry->is_directory(ignored)) entry.disable_recursion_pending();
    if (!hidden && entry->is_regular_file(ignored) && is_report_name(entry->path()))
      found.push_back(entry->path().string());
  }
  if (error) return listing_error(folder, error);
  if (found.empty())
    return Error{ErrorCode::kNotFound, "a folder without reports (.txt, .html, .htm, .jsonl)", folder.string(), {}};
  std::sort(found.begin(), found.end());
  return found;
}

std::string input_name(const json::Value& id, const RawReport& report) {
  if (id.is_string()) return std::string(id.string_or(""));
  if (id.is_number()) return json::dump(id);
  return report.name + ":" + std::to_string(report.line);
}

Error bad_line(const RawReport& report, std::string what, std::uint64_t byte = 0) {
  return {ErrorCode::kBadInput, "line " + std::to_string(report.line) + ": " + std::move(what), report.name,
          report.offset + byte};
}

/// A text field; absent and null are empty.
Result<std::string> field(const json::Value& object, const char* key, const RawReport& report) {
  const json::Value& value = object[key];
  if (value.is_null()) return std::string();
  if (!value.is_string()) return bad_line(report, "\"" + std::string(key) + "\" is no text");
  // No text has one, and not every database would keep it.
  if (text::first_invalid_byte(value.string_or("")))
    return bad_line(report, "\"" + std::string(key) + "\" holds a NUL character");
  return std::string(value.string_or(""));
}

bool is_boundary(const std::string& text, std::int64_t at) {
  if (at < 0 || at > static_cast<std::int64_t>(text.size())) return false;
  return at == static_cast<std::int64_t>(text.size()) || (static_cast<unsigned char>(text[static_cast<std::size_t>(at)]) & 0xC0U) != 0x80U;
}

/// `mentions`: spans that another program or a person has found, [{"begin": 0, "end": 5, "type": "state"}].
Result<std::vector<text::MarkedSpan>> marked_spans(const json::Value& object, const std::string& text, const RawReport& report) {
  std::vector<text::MarkedSpan> out;
  const json::Value& mentions = object["mentions"];
  if (!mentions.is_null() && !mentions.is_array()) return bad_line(report, "\"mentions\" is no list");
  for (const json::Value& mention : mentions.items()) {
    const std::int64_t begin = mention["begin"].integer_or(-1), end = mention["end"].integer_or(-1);
    if (begin >= end || !is_boundary(text, begin) || !is_boundary(text, end))
      return bad_line(report, "\"mentions\" has a span that is none of the text: " + json::dump(mention));
    std::string type = TRY(field(mention, "type", report));
    if (!type.empty() && !mention::acting_type(type)) return bad_line(report, "\"mentions\" has a type that nobody acts as: " + type);
    out.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, std::move(type)});
  }
  return out;
}

Result<text::Document> decode_json_line(const RawReport& report) {
  if (report.bytes.size() > kLargestLine)
    return Error{ErrorCode::kLimit, "line " + std::to_string(report.line) + " is larger than " +
                 std::to_string(kLargestLine) + " bytes", report.name, report.offset + kLargestLine};
  const auto object = json::parse(report.bytes);
  if (!object.ok()) return bad_line(report, object.error().message, object.error().byte.value_or(0));
  if (!object->is_object()) return bad_line(report, "no JSON object");
  text::Header header;
  header.url = TRY(field(*object, "url", report));
  header.outlet = TRY(field(*object, "outlet", report));
  header.published = TRY(field(*object, "published", report));
  header.title = TRY(field(*object, "title", report));
  header.language = TRY(field(*object, "lang", report));
  std::string words = TRY(field(*object, "text", report));
  if (text::normalise_for_id(words).empty()) return bad_line(report, "no text");
  std::string name = input_name((*object)["id"], report);
  if (text::first_invalid_byte(name)) return bad_line(report, "\"id\" holds a NUL character");
  if (words.size() > text::kLargestText)
    return Error{ErrorCode::kLimit, "a text larger than " + std::to_string(text::kLargestText) + " bytes", report.name,
                 report.offset};
  auto marked = TRY(marked_spans(*object, words, report));
  return text::Document(std::move(name), std::move(header), std::move(words), std::move(marked));
}

bool is_utf16(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

}  // namespace

struct Inputs::Impl {
  std::vector<std::string> files;
  std::vector<std::optional<Error>> errors;  // by file
  Format format;
  const std::atomic<bool>* stop;
  std::size_t at = 0;
  std::size_t streams = 0;            // how many of the files are "-"
  std::optional<LineReader> lines;    // the JSON Lines file that is being read

  void add(const std::string& path);
  RawReport whole(const std::string& path) const;
  std::optional<RawReport> next_line();
};

void Inputs::Impl::add(const std::string& path) {
  std::error_code ignored;
  if (path == "-" || !fs::is_directory(path, ignored)) {
    streams += path == "-" ? 1 : 0;
    files.push_back(path);
    errors.emplace_back();
    return;
  }
  auto found = reports_below(path);
  if (!found.ok()) {
    files.push_back(path);
    errors.emplace_back(found.error());
    return;
  }
  errors.resize(errors.size() + found->size());
  files.insert(files.end(), std::make_move_iterator(found->begin()), std::make_move_iterator(found->end()));
}

RawReport Inputs::Impl::whole(const std::string& path) const {
  RawReport report{path, format_of_name(path, format), {}, 0, 0, {}};
  auto bytes = path == "-" ? read_stream(kLargestFile, stop) : read_file(path, kLargestFile);
  if (bytes.ok())
    report.bytes = std::move(*bytes);
  else
    report.error = bytes.error().in(path);
  return report;
}

/// The next line with something in it; nullopt at the end of the file.
std::optional<RawReport> Inputs::Impl::next_line() {
  const std::string& name = files[at - 1];
  while (auto line = lines->next()) {
    if (!line->ok()) return RawReport{name, Format::kJsonLines, {}, lines->line(), 0, line->error().in(name)};
    if ((**line).find_first_not_of(" \t\r") == std::string::npos) continue;
    return RawReport{name, Format::kJsonLines, std::move(**line), lines->line(), lines->offset(), {}};
  }
  lines.reset();
  return std::nullopt;
}

Inputs::Inputs(std::vector<std::string> paths, Format format, const std::atomic<bool>* stop)
    : impl_(std::make_unique<Impl>()) {
  impl_->format = format;
  impl_->stop = stop;
  for (const std::string& path : paths) impl_->add(path);
}

Inputs::Inputs(Inputs&&) noexcept = default;
Inputs::~Inputs() = default;

std::optional<RawReport> Inputs::next() {
  while (true) {
    if (impl_->lines)
      if (auto line = impl_->next_line()) return line;
    if (impl_->at == impl_->files.size()) return std::nullopt;
    const std::size_t index = impl_->at++;
    const std::string& path = impl_->files[index];
    if (impl_->errors[index]) return RawReport{path, Format::kText, {}, 0, 0, impl_->errors[index]};
    if (format_of_name(path, impl_->format) != Format::kJsonLines) return impl_->whole(path);
    auto lines = LineReader::open(path, impl_->stop);
    if (!lines.ok()) return RawReport{path, Format::kJsonLines, {}, 0, 0, lines.error()};
    impl_->lines.emplace(std::move(*lines));
  }
}

std::size_t Inputs::files() const { return impl_->files.size() - impl_->streams; }
std::size_t Inputs::files_done() const { return impl_->lines ? impl_->at - 1 : impl_->at; }

Result<text::Document> decode(const RawReport& report) {
  if (report.error) return *report.error;
  if (report.format == Format::kJsonLines) return decode_json_line(report);
  const bool page = report.format == Format::kHtml || (report.format == Format::kAuto && page::looks_like_html(report.bytes));
  if (page) return page::read_html_report(report.name, report.bytes);
  if (is_utf16(report.bytes))
    return Error{ErrorCode::kBadInput, "UTF-16; plain reports are read in UTF-8 only", report.name, 0};
  return text::read_plain_report(report.name, report.bytes);
}

}  // namespace tamga::pipeline
