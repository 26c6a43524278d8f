#include "page/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "base/files.h"

namespace tamga::page {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string text_of(std::string_view html) {
  const auto report = read_html_report("page.html", html);
  return report.ok() ? report->text() : "error: " + report.error().text();
}

text::Header header_of(std::string_view html) {
  const auto report = read_html_report("page.html", html);
  return report.ok() ? report->header() : text::Header{};
}

TEST(Page, ReadsTheSamplePage) {
  const auto bytes = read_file(TAMGA_SOURCE_DIR "/samples/12-page-kambarata.html");
  ASSERT_TRUE(bytes.ok());
  const auto report = read_html_report("kambarata", *bytes);
  ASSERT_TRUE(report.ok()) << report.error().text();
  EXPECT_EQ(report->header().outlet, "Tian Shan Observer");
  EXPECT_EQ(report->header().title, "Lenders line up behind Kambarata-1");
  EXPECT_EQ(report->header().published, "2025-06-12");
  EXPECT_EQ(report->header().language, "en");
  EXPECT_THAT(report->text(),
              testing::StartsWith("Lenders line up behind Kambarata-1\n\nKyrgyzstan, Kazakhstan"));
  EXPECT_THAT(report->text(), HasSubstr("in January 2023.\n\nThe World Bank, which"));
  EXPECT_THAT(report->text(), Not(HasSubstr("Share this page")));
  EXPECT_THAT(report->text(), Not(HasSubstr("tracker")));
  EXPECT_THAT(report->text(), Not(HasSubstr("Home")));
}

TEST(Page, WritesHeadingsItemsAndRowsAsBlocks) {
  EXPECT_EQ(
      text_of("<article><h2>Two\n  deals</h2><p>A <b>first</b>&nbsp;one.</p><ul><li>one</li><li>two</li></ul>"
              "<table><tr><th>Year<th>Tonnes<tr><td>2023<td>1,200</table></article>"),
      "Two deals\n\nA first one.\n\none\n\ntwo\n\nYear\tTonnes\n\n2023\t1,200");
}

TEST(Page, TakesOneBreakForALineAndTwoForAParagraph) {
  EXPECT_EQ(text_of("<article>One<br>line.<br><br>Another.</article>"), "One\nline.\n\nAnother.");
}

TEST(Page, FindsTheDensestBlockWhereNothingIsMarked) {
  const std::string html =
      "<body><div class=top>Weather and exchange rates for today, in short</div><div id=x>"
      "<p>The ministry said on Monday that the plant would be built.</p>"
      "<p>It named no price, and no date for the start of the work.</p></div>"
      "<div><a href=/1>One more story of the day, with a long title</a></div></body>";
  EXPECT_EQ(text_of(html),
            "The ministry said on Monday that the plant would be built.\n\n"
            "It named no price, and no date for the start of the work.");
}

TEST(Page, PrefersTheLongTextToATeaserMarkedAsArticle) {
  const std::string paragraph =
      "<p>" + std::string(30, 'w') + " " + std::string(30, 'v') + " and what follows it.</p>";
  const std::string text = text_of("<div id=story>" + paragraph + paragraph + paragraph +
                                   "</div><article><p>Teaser of another.</p></article>");
  EXPECT_THAT(text, Not(HasSubstr("Teaser")));
  EXPECT_THAT(text, HasSubstr("and what follows it."));
}

TEST(Page, LeavesOutWhatIsAroundTheReport) {
  const std::string text = text_of(
      "<main><p>The report itself.</p><aside>Read also</aside><form><p>Your address</p></form><div "
      "hidden>secret</div>"
      "<div style='display: none'>styled away</div><div class='box comments'>I disagree</div>"
      "<ul><li><a href=/2>Other story</a></li></ul></main>");
  EXPECT_EQ(text, "The report itself.");
}

TEST(Page, KeepsAFormThatHoldsThePage) {
  EXPECT_EQ(text_of("<body><form><h1>Title</h1><p>All of the report.</p></form></body>"),
            "Title\n\nAll of the report.");
}

TEST(Page, MendsBrokenTags) {
  EXPECT_EQ(text_of("<article><p>One <b>two <i>three</b> four</p></div><p>five <a href='x>six"),
            "One two three four\n\nfive");
}

TEST(Page, ReadsLinkedDataAndElements) {
  const text::Header header = header_of(
      "<html lang=ru_RU><head><title>  A  title </title><link rel=canonical href='https://a.example/1'>"
      "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"datePublished\":"
      "\"2025-02-30\"},{\"datePublished\":\"2025-02-28T23:00:00Z\",\"publisher\":{\"name\":\"The Steppe\"}}]}"
      "</script></head><body><p>Text.</p></body></html>");
  EXPECT_EQ(header.title, "A title");
  EXPECT_EQ(header.url, "https://a.example/1");
  EXPECT_EQ(header.outlet, "The Steppe");
  EXPECT_EQ(header.language, "ru-RU");
  // The thirtieth of February is no date, so the first entry says nothing and nothing later is guessed for
  // it.
  EXPECT_EQ(header.published, "2025-02-28");
}

TEST(Page, ReadsTheDayOfATimeElement) {
  EXPECT_EQ(header_of("<article><time datetime='2024-11-05 10:00'>5 Nov</time><p>Text.</article>").published,
            "2024-11-05");
  EXPECT_EQ(header_of("<article><time datetime='20 minutes'>x</time><p>Text.</article>").published, "");
}

TEST(Page, LeavesEmptyWhatThePageDoesNotSay) {
  const text::Header header = header_of("<p>Only words.</p><link rel=canonical href=/relative>");
  EXPECT_EQ(header.url + header.outlet + header.published + header.title + header.language, "");
}

TEST(Page, RefusesAPageWithoutText) {
  for (const char* html : {"", "<html></html>", "<body><script>var x = 1;</script><nav>Home</nav></body>"}) {
    const auto report = read_html_report("empty.html", html);
    ASSERT_FALSE(report.ok()) << html;
    EXPECT_EQ(report.error().code, ErrorCode::kBadInput);
    EXPECT_EQ(report.error().text(), "empty.html: a page without text");
  }
}

TEST(Page, SurvivesDeepNesting) {
  std::string deep;
  for (int i = 0; i < 20000; ++i) deep += "<div>";
  EXPECT_EQ(text_of(deep + "Words."), "Words.");
}

TEST(Page, RefusesMarkupMadeToExhaustUs) {
  std::string deep;
  while (deep.size() < 8'000'000) deep += "<b><i x=1>";
  std::string attributes = "<p";
  for (int i = 0; i < 200'000; ++i) attributes += " a" + std::to_string(i);
  std::string copies = "<p>";  // every paragraph opens all that are open again
  for (int i = 0; i < 3000; ++i) copies += "<font color=" + std::to_string(i) + ">";
  for (int i = 0; i < 100'000; ++i) copies += "</p><p>x";
  for (const std::string& html : {deep, attributes + ">x", copies}) {
    const auto report = read_html_report("hostile.html", html);
    ASSERT_FALSE(report.ok()) << html.substr(0, 30);
    EXPECT_EQ(report.error().code, ErrorCode::kLimit) << report.error().text();
  }
}

TEST(Page, RefusesWhatIsTooLarge) {
  const auto report = read_html_report("large.html", std::string(text::kLargestText + 1, ' '));
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, ErrorCode::kLimit);
}

TEST(LooksLikeHtml, SeesHowAPageBegins) {
  EXPECT_TRUE(looks_like_html("<!DOCTYPE html><html>"));
  EXPECT_TRUE(looks_like_html("\xEF\xBB\xBF  <!-- saved --> <HTML lang=en>"));
  EXPECT_TRUE(looks_like_html("<?xml version='1.0'?>\n<!DOCTYPE HTML PUBLIC>"));
  EXPECT_TRUE(looks_like_html(std::string_view("\xFF\xFE<\0h\0t\0m\0l\0>\0", 14)));
  EXPECT_FALSE(looks_like_html("title: Deal\n\n<html> is how pages begin"));
  EXPECT_FALSE(looks_like_html("<?xml version='1.0'?><rss>"));
  EXPECT_FALSE(looks_like_html("<!-- never closed"));
  EXPECT_FALSE(looks_like_html(""));
}

}  // namespace
}  // namespace tamga::page
