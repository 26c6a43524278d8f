// tamga brief: the state of the contest as a document.
#include <CLI/CLI.hpp>
#include <filesystem>

#include "base/files.h"
#include "cli/detail/view.h"
#include "pack/pack.h"
#include "query/brief_template.h"
#include "query/views.h"

namespace tamga::cli {
namespace {

namespace fs = std::filesystem;

/// Larger ones are no templates.
constexpr std::uint64_t kMostBytes = 1 << 20;

struct BriefOptions {
  View view;
  std::string form;   ///< name of a template of the pack, or a file
  std::string print;  ///< name of one to print
  std::size_t lines = 0;
};

bool is_file(const std::string& name) {
  return name.find('/') != std::string::npos || fs::path(name).has_extension();
}

/// ".md" or ".html": of the template's own file, else as the answer's format asks.
std::string ending_of(const BriefOptions& options, const std::string& name) {
  if (is_file(name)) return fs::path(name).extension().string();
  return options.view.is("html") ? ".html" : ".md";
}

/// A template with the pack's parts, whose files begin with "_"; a user's file may name them too.
Result<query::Template> template_of(const Session& session, const std::string& name,
                                    const std::string& ending) {
  query::Template out{name, "", {}};
  const auto path = session.pack_path();
  if (!path.ok() && !is_file(name)) return path.error();
  auto pack = path.ok() ? pack::Pack::open(*path) : Result<pack::Pack>(path.error());
  if (pack.ok())
    for (const std::string& section : pack->section_names())
      if (section.starts_with("briefs/_") && section.ends_with(ending))
        out.parts[section.substr(7, section.size() - 7 - ending.size())] =
            std::string(TRY(pack->section(section)));
  if (is_file(name)) {
    out.text = TRY(read_file(name, kMostBytes));
  } else {
    if (!pack.ok()) return pack.error();
    out.text = std::string(TRY(pack->section("briefs/" + name + ending)));
  }
  return out;
}

Result<std::string> filled(const Session& session, const BriefOptions& options, const query::Brief& brief,
                           const query::State& state) {
  const std::string name = options.form.empty() ? "brief" : options.form;
  const std::string ending = ending_of(options, name);
  const query::Template form = TRY(template_of(session, name, ending));
  const bool html = ending == ".html" || ending == ".htm";
  return query::render(form, query::brief_data(brief, state),
                       html ? query::Markup::kHtml : query::Markup::kMarkdown);
}

int run_brief(Session& session, const BriefOptions& options) {
  if (!options.print.empty()) {
    const auto form = template_of(session, options.print, ending_of(options, options.print));
    return form.ok() ? session.answer(form->text) : session.fail(form.error());
  }
  query::Want want;
  want.kind = query::Want::Kind::kBrief, want.limit = options.lines;
  return ask(session, options.view, want, [&](store::Ledger&, const query::State& state) -> Result<std::string> {
    const query::Brief brief = query::brief(state, today(session));
    if (options.view.is("json")) return query::brief_json(brief);
    if (options.form.empty() && options.view.is("markdown")) return query::brief_markdown(brief, state);
    return filled(session, options, brief, state);
  });
}

}  // namespace

void add_brief(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("brief", "The state of the contest as a document");
  auto options = std::make_shared<BriefOptions>();
  options->view.add_dates(*command);
  options->view.add_choices(*command);
  options->view.add_formats(*command, {"markdown", "html", "json"});
  command->add_option("--lines", options->lines, "Events listed in a section at most; 0: as fits")
      ->type_name("N")
      ->capture_default_str();
  command
      ->add_option("--template", options->form,
                   "Template of the pack (weekly, host, sector, actor), or a file .md or .html")
      ->type_name("NAME");
  command->add_option("--print-template", options->print, "Print a template of the pack, to change it")
      ->type_name("NAME");
  command->callback(
      [&session, options] { session.chosen = [&session, options] { return run_brief(session, *options); }; });
  command->footer(
      "Examples:\n"
      "  tamga brief --host KZ --sector nuclear\n"
      "  tamga brief --as-of 2025-06-30 --known-by 2025-12-31 > brief.md\n"
      "  tamga brief --template weekly --since 2025-06-23 --format html > week.html\n"
      "  tamga brief --print-template host > mine.md; tamga brief --template mine.md");
}

}  // namespace tamga::cli
