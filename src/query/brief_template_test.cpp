#include "query/brief_template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tamga::query {
namespace {

using testing::HasSubstr;
using testing::Not;

const json::Value kData = json::Value::Object{
    {"name", "<b>Orano & \"Sons\"</b>"},
    {"none", nullptr},
    {"lines", json::Value::Array{json::Value::Object{{"id", "e1"}}, json::Value::Object{{"id", "e2"}}}}};

TEST(Templates, EscapeWhatReportsSay) {
  EXPECT_EQ(*render({"t", "<p>{{name}}</p>", {}}, kData, Markup::kHtml),
            "<p>&lt;b&gt;Orano &amp; &quot;Sons&quot;&lt;/b&gt;</p>");
  EXPECT_EQ(*render({"t", "{{name}}", {}}, kData, Markup::kMarkdown), "\\<b\\>Orano & \"Sons\"\\</b\\>");
  EXPECT_EQ(plain_html("it's"), "it&#39;s");
}

TEST(Templates, RepeatLeaveOutAndInclude) {
  EXPECT_EQ(*render({"t",
                     "{{#lines}}{{> line}};{{/lines}}{{#none}}x{{/none}}{{^none}}none{{/none}}",
                     {{"line", "[{{id}}]"}}},
                    kData, Markup::kHtml),
            "[e1];[e2];none");
}

TEST(Templates, SayWhatIsWrongWithThem) {
  for (const char* text : {"{{#lines}}", "{{/lines}}", "{{name"}) {
    const auto out = render({"my.md", text, {}}, kData, Markup::kMarkdown);
    ASSERT_FALSE(out.ok()) << text;
    EXPECT_EQ(out.error().code, ErrorCode::kBadInput);
    EXPECT_THAT(out.error().text(), HasSubstr("my.md: "));
  }
  EXPECT_FALSE(render({"my.md", "{{> a}}", {{"a", "{{> a}}"}}}, kData, Markup::kMarkdown).ok());
  EXPECT_FALSE(render({"my.md", "{{> a}}", {{"a", "{{=<% %>=}}<%> a%>"}}}, kData, Markup::kMarkdown).ok());
}

TEST(Templates, FollowNoLinkThatIsNoPage) {
  State state;
  merge::Source source;
  source.report.id = "sha256:1", source.report.url = "javascript:alert(1)", source.report.outlet = "A";
  model::Claim claim;
  claim.id = "1", claim.event = "SUPPORT", claim.stage = "agreement", claim.status = "actual",
  claim.host = {"UZ"};
  claim.who = {{"", "organisation", "Orano", "FR", "", {}}};
  source.claims = {claim};
  state.sources = {source};
  state.events = merge::merge_claims(state.sources);
  state.remarks.resize(1);
  const Template form{
      "t",
      "{{#news}}{{#told_by}}{{outlet}} {{#link}}<a href=\"{{link}}\">{{/link}}{{/told_by}}{{/news}}",
      {}};
  EXPECT_EQ(*render(form, brief_data(brief(state, "2025-12-31"), state), Markup::kHtml), "A ");
  state.sources[0].report.url = "https://a.example/?a=1&b=2";
  EXPECT_THAT(*render(form, brief_data(brief(state, "2025-12-31"), state), Markup::kHtml),
              HasSubstr("href=\"https://a.example/?a=1&amp;b=2\""));
}

}  // namespace
}  // namespace tamga::query
