// The state as a document, and what the coverage leaves open.
#include <algorithm>

#include "http/detail/encode.h"
#include "query/brief_template.h"
#include "query/views.h"

namespace tamga::http {
namespace {

using json::Value;

/// The pack's brief in HTML with its parts, whose files begin with "_".
Result<query::Template> html_template(const pack::Pack& pack) {
  constexpr std::string_view kFolder = "briefs/", kEnding = ".html";
  query::Template out{"brief.html", "", {}};
  for (const std::string& section : pack.section_names())
    if (section.starts_with("briefs/_") && section.ends_with(kEnding))
      out.parts[section.substr(kFolder.size(), section.size() - kFolder.size() - kEnding.size())] =
          std::string(TRY(pack.section(section)));
  out.text = std::string(TRY(pack.section("briefs/brief.html")));
  return out;
}

Reply get_brief(Context& context, const Call& call) {
  auto ledger = ANSWER(context.readers.lease());
  const query::Question question = question_of(call);
  const query::Want want{.kind = query::Want::Kind::kBrief,
                         .limit = call["lines"].empty() ? 0 : call.number("lines")};
  query::State state = ANSWER(query::look(*ledger, question, want));
  query::name_countries(state, context.pack.countries);
  const query::Brief brief = query::brief(state, context.today());
  Reply reply;
  reply.type = call.gives;
  if (call.gives == "application/json") reply.body = query::brief_json(brief);
  if (call.gives == "text/markdown") reply.body = query::brief_markdown(brief, state);
  if (call.gives == "text/html") {
    if (!context.pack.file.has("briefs/brief.html"))
      return problem(406, "not-acceptable",
                     "the pack has no template for a brief in HTML; ask for Markdown or JSON");
    const query::Template form = ANSWER(html_template(context.pack.file));
    reply.body = ANSWER(query::render(form, query::brief_data(brief, state), query::Markup::kHtml));
  }
  return reply;
}

/// Gaps of a question, computed once while nothing changes: they look at everything.
Reply get_gaps(Context& context, const Call& call) {
  const query::Question question = question_of(call);
  auto ledger = ANSWER(context.readers.lease());
  query::State state = ANSWER(query::look(*ledger, question));
  query::name_countries(state, context.pack.countries);
  std::vector<query::Gap> gaps = query::gaps(state, context.today());
  Value kinds = Value::object();
  std::map<std::string, std::int64_t> counts;
  for (const query::Gap& gap : gaps) ++counts[gap.kind];
  for (const auto& [kind, count] : counts) kinds.set(kind, count);
  const auto wanted = listed(call["kind"]);
  std::erase_if(gaps, [&](const query::Gap& gap) {
    return !wanted.empty() && std::find(wanted.begin(), wanted.end(), gap.kind) == wanted.end();
  });
  const auto page = page_of(call, gaps.size());
  if (!page) return bad_cursor();
  const std::size_t total = gaps.size();
  gaps = std::vector<query::Gap>(gaps.begin() + static_cast<std::ptrdiff_t>(page->from),
                                 gaps.begin() + static_cast<std::ptrdiff_t>(page->to));
  if (call.gives == "text/markdown") {
    Reply reply;
    reply.type = call.gives, reply.body = query::gaps_markdown(gaps);
    return reply;
  }
  Value list = Value::array();
  for (const query::Gap& gap : gaps)
    list.push(Value::Object{{"kind", gap.kind},
                            {"subject", gap.subject},
                            {"detail", gap.detail},
                            {"events", query::list_of(gap.events)}});
  return json_reply(Value::Object{{"gaps", std::move(list)},
                                  {"total", static_cast<std::int64_t>(total)},
                                  {"next", text_or_null(page->next)},
                                  {"kinds", std::move(kinds)}});
}

}  // namespace

void add_brief_routes(Routes& routes) { routes["getBrief"] = get_brief, routes["getGaps"] = get_gaps; }

}  // namespace tamga::http
