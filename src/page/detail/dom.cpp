#include "page/detail/dom.h"

#include <gumbo.h>

#include <algorithm>
#include <csetjmp>
#include <cstddef>
#include <cstdlib>

namespace tamga::page {
namespace {

// gumbo walks its stack of open elements at every tag and compares every attribute with those before it.
constexpr std::uint64_t kMostSteps = 1'000'000'000;
constexpr std::size_t kMostMemory = std::size_t{1} << 30U;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// An upper estimate of the steps that parsing takes, from counting tags.
class Cost {
 public:
  explicit Cost(std::string_view html) : html_(html) {}

  bool too_high() {
    for (std::size_t at = html_.find('<'); at != std::string_view::npos; at = html_.find('<', at)) {
      at = take_tag(at + 1);
      if (steps_ > kMostSteps) return true;
    }
    return false;
  }

 private:
  std::size_t take_tag(std::size_t at) {
    const bool closes = at < html_.size() && html_[at] == '/';
    if (closes) ++at;
    if (at >= html_.size() || !is_letter(html_[at])) return at;
    std::size_t name_end = at;
    while (name_end < html_.size() &&
           (is_letter(html_[name_end]) || (html_[name_end] >= '0' && html_[name_end] <= '9')))
      ++name_end;
    const GumboTag tag = gumbo_tagn_enum(html_.data() + at, static_cast<unsigned>(name_end - at));
    const std::size_t end = take_attributes(name_end);
    const bool self_closed = end > 0 && html_[end - 1] == '/';
    steps_ += depth_;
    if (tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_MATH) foreign_ = !closes && !self_closed;
    if (closes)
      depth_ -= depth_ > 0 && !ends_by_itself(tag) ? 1 : 0;
    else if (!ends_by_itself(tag) && !(foreign_ && self_closed))
      ++depth_;
    return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE ? end_of_raw_text(end, closes) : end;
  }

  /// To the tag's '>', outside quotes.
  std::size_t take_attributes(std::size_t at) {
    std::uint64_t attributes = 0;
    char quote = 0;
    for (; at < html_.size(); ++at) {
      const char c = html_[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '>') {
        break;
      } else if ((c == '"' || c == '\'') && html_[at - 1] == '=') {
        quote = c;
      } else if (c == ' ' || c == '/' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '"' ||
                 c == '\'') {
        ++attributes;
      }
    }
    steps_ += attributes * attributes;
    return at;
  }

  std::size_t end_of_raw_text(std::size_t at, bool closes) const {
    return closes ? at : std::min(html_.find("</", at), html_.size());
  }

  /// Void elements, and those whose next of a kind ends them.
  static bool ends_by_itself(GumboTag tag) {
    switch (tag) {
      case GUMBO_TAG_AREA:
      case GUMBO_TAG_BASE:
      case GUMBO_TAG_BR:
      case GUMBO_TAG_COL:
      case GUMBO_TAG_EMBED:
      case GUMBO_TAG_HR:
      case GUMBO_TAG_IMG:
      case GUMBO_TAG_INPUT:
      case GUMBO_TAG_LINK:
      case GUMBO_TAG_META:
      case GUMBO_TAG_PARAM:
      case GUMBO_TAG_SOURCE:
      case GUMBO_TAG_TRACK:
      case GUMBO_TAG_WBR:
      case GUMBO_TAG_HTML:
      case GUMBO_TAG_HEAD:
      case GUMBO_TAG_BODY:
      case GUMBO_TAG_P:
      case GUMBO_TAG_LI:
      case GUMBO_TAG_DT:
      case GUMBO_TAG_DD:
      case GUMBO_TAG_TD:
      case GUMBO_TAG_TH:
      case GUMBO_TAG_TR:
      case GUMBO_TAG_TBODY:
      case GUMBO_TAG_THEAD:
      case GUMBO_TAG_TFOOT:
      case GUMBO_TAG_OPTION:
        return true;
      default:
        return false;
    }
  }

  std::string_view html_;
  std::uint64_t steps_ = 0;
  std::uint64_t depth_ = 0;
  bool foreign_ = false;
};

/// gumbo's memory. It checks no allocation and frees its tree by recursion, so we own every block: past the
/// limit we jump out, and in the end free them in a loop.
class Memory {
 public:
  Memory() { head_.next = head_.previous = &head_; }
  ~Memory() {
    while (head_.next != &head_) release(head_.next + 1);
  }
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;

  /// Null where the page wants more than the limit.
  GumboOutput* parse(std::string_view html) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = [](void* self, std::size_t size) {
      return static_cast<Memory*>(self)->allocate(size);
    };
    options.deallocator = [](void* self, void* block) { static_cast<Memory*>(self)->release(block); };
    options.userdata = this;
    options.max_errors = 0;
    if (setjmp(out_of_memory_) != 0) return nullptr;
    return gumbo_parse_with_options(&options, html.data(), html.size());
  }

 private:
  struct alignas(std::max_align_t) Block {
    Block* next = nullptr;
    Block* previous = nullptr;
    std::size_t size = 0;
  };

  void* allocate(std::size_t size) {
    auto* block =
        size > kMostMemory - used_ ? nullptr : static_cast<Block*>(std::malloc(sizeof(Block) + size));
    if (block == nullptr) std::longjmp(out_of_memory_, 1);
    *block = {head_.next, &head_, size + sizeof(Block)};
    head_.next->previous = block;
    head_.next = block;
    used_ = std::min(kMostMemory, used_ + block->size);
    return block + 1;
  }

  void release(void* memory) {
    if (memory == nullptr) return;
    auto* block = static_cast<Block*>(memory) - 1;
    block->next->previous = block->previous;
    block->previous->next = block->next;
    used_ -= std::min(used_, block->size);
    std::free(block);
  }

  Block head_;
  std::size_t used_ = 0;
  std::jmp_buf out_of_memory_;
};

std::string tag_of(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  return "unknown";
}

Node flat_node(const GumboNode& source, std::uint32_t parent) {
  Node node;
  node.parent = parent;
  if (source.type != GUMBO_NODE_ELEMENT && source.type != GUMBO_NODE_TEMPLATE) {
    node.text = source.v.text.text;
    return node;
  }
  node.tag = source.type == GUMBO_NODE_TEMPLATE ? "template" : tag_of(source.v.element);
  const GumboVector& attributes = source.v.element.attributes;
  for (unsigned i = 0; i < attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(attributes.data[i]);
    node.attributes.emplace_back(attribute->name, attribute->value);
  }
  return node;
}

bool is_kept(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE ||
         node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA;
}

bool has_children(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE;
}

Dom flatten(const GumboNode& root) {
  struct Open {
    const GumboNode* node;
    std::uint32_t id;
    unsigned next_child;
  };
  Dom dom;
  dom.push_back(flat_node(root, 0));
  std::vector<Open> open = {{&root, 0, 0}};
  while (!open.empty()) {
    Open& top = open.back();
    if (!has_children(*top.node) || top.next_child == top.node->v.element.children.length) {
      dom[top.id].end = static_cast<std::uint32_t>(dom.size());
      open.pop_back();
      continue;
    }
    const auto* child = static_cast<const GumboNode*>(top.node->v.element.children.data[top.next_child++]);
    if (!is_kept(*child)) continue;
    const auto id = static_cast<std::uint32_t>(dom.size());
    dom.push_back(flat_node(*child, top.id));
    open.push_back({child, id, 0});
  }
  return dom;
}

}  // namespace

std::string_view Node::attribute(std::string_view name) const {
  for (const auto& [key, value] : attributes)
    if (key == name) return value;
  return {};
}

bool Node::has(std::string_view name) const {
  return std::any_of(attributes.begin(), attributes.end(),
                     [&](const auto& pair) { return pair.first == name; });
}

Result<Dom> parse_html(std::string_view html) {
  if (Cost(html).too_high()) return Error{ErrorCode::kLimit, "markup nested too deep to be a page", "", {}};
  Memory memory;
  const GumboOutput* output = memory.parse(html);
  if (output == nullptr)
    return Error{ErrorCode::kLimit, "markup that needs more memory than a page may", "", {}};
  return flatten(*output->root);
}

}  // namespace tamga::page
