/// Reports out of files, folders and standard input: plain text, HTML pages, JSON Lines.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "text/document.h"

namespace tamga::pipeline {

/// kAuto: JSON Lines where the name ends in .jsonl, HTML where it ends in .html or .htm or the bytes begin like a
/// page, else plain text.
enum class Format : std::uint8_t { kAuto, kText, kHtml, kJsonLines };

/// One report before it is understood: its bytes, or why they could not be got.
struct RawReport {
  std::string name;  ///< the path as given or found, "-" for standard input
  Format format = Format::kText;
  std::string bytes;
  std::uint64_t line = 0;    ///< of a JSON Lines file, from 1; 0 elsewhere
  std::uint64_t offset = 0;  ///< where the line begins in its file
  std::optional<Error> error;
};

/// The reports behind paths, one after the other, read when asked for: never more than one is held.
/// One thread at a time.
class Inputs {
 public:
  /// `paths`: files; folders, whose .txt, .html, .htm and .jsonl files are taken recursively in order of their paths
  /// (hidden ones are left out); "-" for standard input. Reading from standard input ends early when `stop` is set.
  Inputs(std::vector<std::string> paths, Format format, const std::atomic<bool>* stop = nullptr);
  Inputs(Inputs&&) noexcept;
  ~Inputs();

  /// The next report; nullopt after the last. A path that cannot be read, or a folder without reports, gives a report
  /// with its error and the rest goes on.
  std::optional<RawReport> next();
  /// How many files there are, standard input not counted; more than the reports of JSON Lines are not known.
  std::size_t files() const;
  /// Files given out whole so far.
  std::size_t files_done() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Understands the bytes. Errors as text::read_plain_report and page::read_html_report; for JSON Lines kBadInput names
/// file and byte where the line is no object, has no text, or has fields of another type.
Result<text::Document> decode(const RawReport& report);

}  // namespace tamga::pipeline
