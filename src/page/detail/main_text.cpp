#include "page/detail/main_text.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace tamga::page {
namespace {

template <std::size_t N>
bool one_of(std::string_view tag, const std::array<std::string_view, N>& tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

constexpr std::array<std::string_view, 16> kNeverShown = {
    "script", "style",  "noscript", "template", "head",     "iframe", "object", "svg",
    "math",   "canvas", "audio",    "video",    "textarea", "select", "button", "title"};
constexpr std::array<std::string_view, 6> kAround = {"nav", "aside", "footer", "dialog", "menu", "label"};
constexpr std::array<std::string_view, 4> kAroundRoles = {"navigation", "complementary", "contentinfo",
                                                          "search"};
constexpr std::array<std::string_view, 39> kBlocks = {
    "address", "article",  "blockquote", "body",   "caption", "center", "dd",   "details", "div",   "dl",
    "dt",      "fieldset", "figcaption", "figure", "footer",  "form",   "h1",   "h2",      "h3",    "h4",
    "h5",      "h6",       "header",     "hr",     "html",    "li",     "main", "ol",      "p",     "pre",
    "section", "summary",  "table",      "tbody",  "thead",   "tfoot",  "tr",   "ul",      "hgroup"};
constexpr std::array<std::string_view, 6> kContainers = {"div", "section", "article", "main", "td", "body"};

// Class names and ids, whole, that the web agrees on for what is not the report.
constexpr std::array<std::string_view, 22> kAroundNames = {
    "comments", "comment-list",  "comment",     "disqus_thread", "respond", "sidebar",
    "related",  "related-posts", "popular",     "popular-posts", "social",  "share",
    "sharing",  "newsletter",    "breadcrumbs", "breadcrumb",    "tags",    "advertisement",
    "promo",    "recommended",   "cookie",      "comments-area"};

// A shorter paragraph says little about where the report stands: bylines, dates, captions.
constexpr std::uint32_t kShortestProse = 25;
// An <article> holding less than this share of the densest block's prose is a teaser, not the report.
constexpr std::uint32_t kTeaserShare = 3;
// A box with this many times more link text than prose leads elsewhere.
constexpr std::uint32_t kLinkShare = 4;

bool is_named_around(const Node& node) {
  if (one_of(node.attribute("id"), kAroundNames)) return true;
  std::string_view names = node.attribute("class");
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(' '), names.size());
    if (one_of(names.substr(0, end), kAroundNames)) return true;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return false;
}

bool is_hidden(const Node& node) {
  if (node.has("hidden") || node.attribute("aria-hidden") == "true") return true;
  std::string style(node.attribute("style"));
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos;
}

/// Text and the part of it that is links, summed up over the flat tree so that any subtree's share is a
/// subtraction.
class Prose {
 public:
  explicit Prose(const Dom& dom)
      : dom_(dom), dropped_(dom.size()), text_(dom.size() + 1), links_(dom.size() + 1) {
    find_dropped();
    std::uint32_t link_end = 0;
    for (std::uint32_t i = 0; i < dom.size(); ++i) {
      if (dom[i].tag == "a") link_end = std::max(link_end, dom[i].end);
      const std::uint32_t length = dropped_[i] || !dom[i].is_text() ? 0 : visible_length(dom[i].text);
      text_[i + 1] = text_[i] + length;
      links_[i + 1] = links_[i] + (i < link_end ? length : 0);
    }
  }

  bool dropped(std::uint32_t node) const { return dropped_[node]; }
  std::uint32_t text(std::uint32_t node) const { return text_[dom_[node].end] - text_[node]; }
  std::uint32_t links(std::uint32_t node) const { return links_[dom_[node].end] - links_[node]; }
  std::uint32_t prose(std::uint32_t node) const { return text(node) - links(node); }
  /// Of one text node alone.
  std::uint32_t prose_at(std::uint32_t node) const {
    return text_[node + 1] - text_[node] - (links_[node + 1] - links_[node]);
  }

 private:
  static std::uint32_t visible_length(std::string_view text) {
    return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), [](char c) {
      return c != ' ' && c != '\n' && c != '\t' && c != '\r' &&
             (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
  }

  void find_dropped() {
    for (std::uint32_t i = 0; i < dom_.size();) {
      if (!drops(i)) {
        ++i;
        continue;
      }
      std::fill(dropped_.begin() + i, dropped_.begin() + dom_[i].end, true);
      i = dom_[i].end;
    }
  }

  bool drops(std::uint32_t id) const {
    const Node& node = dom_[id];
    if (node.is_text() || node.tag == "body") return false;
    return one_of(node.tag, kNeverShown) || one_of(node.tag, kAround) || is_hidden(node) ||
           one_of(node.attribute("role"), kAroundRoles) ||
           ((node.tag == "form" || is_named_around(node)) && !is_page_wide(id));
  }

  /// Some sites wrap the whole page in one form, or name the box of everything for the sidebar it has.
  bool is_page_wide(std::uint32_t box) const {
    return std::any_of(dom_.begin() + box, dom_.begin() + dom_[box].end, [](const Node& node) {
      return node.tag == "h1" || node.tag == "article" || node.tag == "main";
    });
  }

  const Dom& dom_;
  std::vector<bool> dropped_;
  std::vector<std::uint32_t> text_;
  std::vector<std::uint32_t> links_;
};

/// Prose that stands in a block itself, not in a block inside it.
std::vector<std::uint32_t> own_prose(const Dom& dom, const Prose& prose) {
  std::vector<std::uint32_t> block(dom.size());
  std::vector<std::uint32_t> own(dom.size());
  for (std::uint32_t i = 0; i < dom.size(); ++i) {
    const bool is_block = one_of(dom[i].tag, kBlocks) || one_of(dom[i].tag, kContainers);
    block[i] = is_block ? i : block[dom[i].parent];
    if (dom[i].is_text()) own[block[i]] += prose.prose_at(i);
  }
  return own;
}

/// The container whose paragraphs hold the most prose. A paragraph counts for its parent, and half for the
/// one above, so that a report split over several boxes is found whole; a box with lines of its own counts
/// for itself too.
std::uint32_t densest(const Dom& dom, const Prose& prose) {
  const std::vector<std::uint32_t> own = own_prose(dom, prose);
  std::vector<std::uint64_t> score(dom.size());
  for (std::uint32_t i = 0; i < dom.size(); ++i) {
    if (own[i] < kShortestProse) continue;
    const std::uint32_t parent = dom[i].parent;
    if (one_of(dom[i].tag, kContainers)) score[i] += 2 * own[i];
    score[parent] += 2 * own[i];
    if (dom[parent].parent != parent) score[dom[parent].parent] += own[i];
  }
  std::uint32_t best = 0;
  for (std::uint32_t i = 0; i < dom.size(); ++i)
    if (score[i] > 0 && score[i] >= score[best] && one_of(dom[i].tag, kContainers)) best = i;
  return best;
}

/// The `<article>` with the most prose, else the `<main>`; 0 where the page has neither.
std::uint32_t marked(const Dom& dom, const Prose& prose) {
  std::uint32_t article = 0;
  std::uint32_t main = 0;
  for (std::uint32_t i = 1; i < dom.size(); ++i) {
    const Node& node = dom[i];
    if (prose.dropped(i)) continue;
    const bool is_article = node.tag == "article" || node.attribute("itemprop") == "articleBody";
    if (is_article && prose.prose(i) > (article == 0 ? 0 : prose.prose(article))) article = i;
    if ((node.tag == "main" || node.attribute("role") == "main") && main == 0) main = i;
  }
  return article != 0 ? article : main;
}

std::uint32_t body_of(const Dom& dom) {
  for (std::uint32_t i = 0; i < dom.size(); ++i)
    if (dom[i].tag == "body") return i;
  return 0;
}

std::uint32_t find_root(const Dom& dom, const Prose& prose) {
  const std::uint32_t dense = densest(dom, prose);
  const std::uint32_t named = marked(dom, prose);
  if (named != 0 && prose.prose(named) * kTeaserShare >= prose.prose(dense) && prose.prose(named) > 0)
    return named;
  return dense != 0 ? dense : body_of(dom);
}

/// Writes blocks: white space folded, blank lines between.
class Writer {
 public:
  void text(std::string_view words) {
    for (std::size_t at = 0; at < words.size();) {
      const text::CodePoint code = text::code_point_at(words, at);
      if (text::is_space(code.value))
        space_ = true;
      else if (is_shown(code.value))
        put(words.substr(at, code.size));
      at += code.size;
    }
  }
  void cell() {
    if (!block_.empty()) cell_ = true;
  }
  /// One break is a line, two end the paragraph.
  void line() {
    if (break_)
      end_block();
    else if (!block_.empty())
      break_ = true;
  }
  void end_block() {
    if (!block_.empty()) {
      if (!out_.empty()) out_ += "\n\n";
      out_ += block_;
    }
    block_.clear();
    space_ = cell_ = break_ = false;
  }
  std::string take() {
    end_block();
    return std::move(out_);
  }

 private:
  /// Soft hyphens, zero-width spaces, byte order marks and controls are there for browsers, not for readers.
  static bool is_shown(char32_t code) {
    return code >= 0x20 && code != 0x7F && code != 0xAD && code != 0x200B && code != 0x2060 && code != 0xFEFF;
  }
  void put(std::string_view character) {
    if (!block_.empty()) {
      if (break_)
        block_ += '\n';
      else if (cell_)
        block_ += '\t';
      else if (space_)
        block_ += ' ';
    }
    space_ = cell_ = break_ = false;
    block_ += character;
  }

  std::string out_;
  std::string block_;
  bool space_ = false;
  bool cell_ = false;
  bool break_ = false;
};

constexpr std::array<std::string_view, 7> kLinkBoxes = {"li", "ul", "ol", "dl", "div", "section", "table"};

/// A list or box that is nearly all links leads away from the report.
bool leads_away(const Dom& dom, const Prose& prose, std::uint32_t id) {
  return one_of(dom[id].tag, kLinkBoxes) && prose.links(id) > kLinkShare * prose.prose(id);
}

std::string write_blocks(const Dom& dom, const Prose& prose, std::uint32_t root) {
  Writer writer;
  std::vector<std::uint32_t> block_ends;
  for (std::uint32_t i = root; i < dom[root].end;) {
    for (; !block_ends.empty() && block_ends.back() <= i; block_ends.pop_back()) writer.end_block();
    const Node& node = dom[i];
    if (prose.dropped(i) || leads_away(dom, prose, i)) {
      i = node.end;
      continue;
    }
    if (node.is_text()) writer.text(node.text);
    if (node.tag == "br") writer.line();
    if (node.tag == "td" || node.tag == "th") writer.cell();
    if (one_of(node.tag, kBlocks)) {
      writer.end_block();
      block_ends.push_back(node.end);
    }
    ++i;
  }
  return writer.take();
}

}  // namespace

MainText main_text(const Dom& dom) {
  const Prose prose(dom);
  MainText found;
  found.root = find_root(dom, prose);
  found.text = write_blocks(dom, prose, found.root);
  return found;
}

std::string inner_text(const Dom& dom, std::uint32_t element) {
  Writer writer;
  for (std::uint32_t i = element; i < dom[element].end;) {
    if (i != element && one_of(dom[i].tag, kNeverShown)) {
      i = dom[i].end;
      continue;
    }
    if (dom[i].is_text()) writer.text(dom[i].text);
    if (one_of(dom[i].tag, kBlocks) || dom[i].tag == "br") writer.text(" ");
    ++i;
  }
  return writer.take();
}

}  // namespace tamga::page
