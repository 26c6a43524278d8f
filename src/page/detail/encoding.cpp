#include "page/detail/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "text/utf8.h"

namespace tamga::page {
namespace {

// Where a declaration may stand. The HTML standard reads 1024 bytes; pages in the wild are later than that.
constexpr std::size_t kDeclarationReach = 4096;

constexpr std::string_view kUtf8 = "UTF-8";

/// A label of the Encoding standard (https://encoding.spec.whatwg.org/#names-and-labels) and the converter's
/// name.
struct Label {
  std::string_view label;
  const char* name;
};

// Latin-1 and ASCII are windows-1252 there, and GBK is GB18030: what pages say, not what they would mean
// strictly.
constexpr Label kLabels[] = {
    {"utf-8", "UTF-8"},
    {"utf8", "UTF-8"},
    {"us-ascii", "CP1252"},
    {"ascii", "CP1252"},
    {"iso-8859-1", "CP1252"},
    {"iso8859-1", "CP1252"},
    {"latin1", "CP1252"},
    {"windows-1252", "CP1252"},
    {"cp1252", "CP1252"},
    {"windows-1250", "CP1250"},
    {"cp1250", "CP1250"},
    {"windows-1251", "CP1251"},
    {"cp1251", "CP1251"},
    {"windows-1253", "CP1253"},
    {"windows-1254", "CP1254"},
    {"iso-8859-9", "CP1254"},
    {"windows-1255", "CP1255"},
    {"windows-1256", "CP1256"},
    {"windows-1257", "CP1257"},
    {"windows-1258", "CP1258"},
    {"iso-8859-2", "ISO-8859-2"},
    {"iso-8859-5", "ISO-8859-5"},
    {"iso-8859-7", "ISO-8859-7"},
    {"iso-8859-15", "ISO-8859-15"},
    {"koi8-r", "KOI8-R"},
    {"koi8-u", "KOI8-U"},
    {"ibm866", "CP866"},
    {"cp866", "CP866"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"gb18030", "GB18030"},
    {"big5", "BIG5-HKSCS"},
    {"shift_jis", "CP932"},
    {"shift-jis", "CP932"},
    {"euc-jp", "EUC-JP"},
    {"iso-2022-jp", "ISO-2022-JP"},
    {"euc-kr", "CP949"},
    {"ks_c_5601-1987", "CP949"},
    // Whoever reads this declaration read it byte by byte, so the page cannot be what it says.
    {"utf-16", "UTF-8"},
    {"utf-16le", "UTF-8"},
    {"utf-16be", "UTF-8"},
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// The value after `key` and "=" in a tag, quoted or not; null when the tag has no such key.
std::optional<std::string> value_after(std::string_view tag, std::string_view key) {
  for (std::size_t at = tag.find(key); at != std::string_view::npos; at = tag.find(key, at + 1)) {
    std::size_t i = at + key.size();
    while (i < tag.size() && is_space(tag[i])) ++i;
    if (i >= tag.size() || tag[i] != '=') continue;
    ++i;
    while (i < tag.size() && (is_space(tag[i]) || tag[i] == '"' || tag[i] == '\'')) ++i;
    std::size_t end = i;
    while (end < tag.size() && !is_space(tag[end]) &&
           std::string_view("\"';>/?").find(tag[end]) == std::string_view::npos)
      ++end;
    if (end > i) return std::string(tag.substr(i, end - i));
  }
  return std::nullopt;
}

const char* converter_name(std::string_view label) {
  const auto* found = std::find_if(std::begin(kLabels), std::end(kLabels),
                                   [&](const Label& row) { return row.label == label; });
  return found == std::end(kLabels) ? nullptr : found->name;
}

Error undecodable(std::string_view encoding, std::size_t byte) {
  return Error{ErrorCode::kBadInput, "not " + std::string(encoding), "", byte};
}

class Converter {
 public:
  explicit Converter(const char* from) : handle_(iconv_open("UTF-8", from)) {}
  ~Converter() {
    if (ok()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  bool ok() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  /// All of `bytes` as UTF-8, or the offset of the first that does not convert.
  std::optional<std::size_t> convert(std::string_view bytes, std::string& out) {
    char* in = const_cast<char*>(
        bytes.data());  // iconv does not write to its input, its signature is older than const
    std::size_t left = bytes.size();
    std::array<char, 16384> buffer;
    while (left > 0) {
      char* to = buffer.data();
      std::size_t room = buffer.size();
      const std::size_t done = iconv(handle_, &in, &left, &to, &room);
      out.append(buffer.data(), buffer.size() - room);
      if (done == static_cast<std::size_t>(-1) && errno != E2BIG) return bytes.size() - left;
    }
    return std::nullopt;
  }

 private:
  iconv_t handle_;
};

struct Mark {
  std::string_view bytes;
  const char* name;
};
constexpr Mark kMarks[] = {
    {std::string_view("\xEF\xBB\xBF", 3), "UTF-8"},
    {std::string_view("\xFF\xFE", 2), "UTF-16LE"},
    {std::string_view("\xFE\xFF", 2), "UTF-16BE"},
};

Result<std::string> converted(std::string_view bytes, const char* name, std::string_view label,
                              std::size_t skipped) {
  std::string out;
  if (name == kUtf8) {
    out = bytes;
  } else {
    Converter converter(name);
    if (!converter.ok())
      return Error{ErrorCode::kBadInput, "this system cannot convert from " + std::string(label), "", {}};
    out.reserve(bytes.size() * 2);
    if (const auto bad = converter.convert(bytes, out)) return undecodable(label, skipped + *bad);
  }
  const auto bad = text::first_invalid_byte(out);
  if (!bad) return out;
  // Only UTF-8 can point at the byte; a converter's output is well-formed, so what is left is NUL.
  if (out[*bad] != '\0') return undecodable(label, skipped + *bad);
  const auto byte = name == kUtf8 ? std::optional<std::uint64_t>(skipped + *bad) : std::nullopt;
  return Error{ErrorCode::kBadInput, "a NUL byte: binary, no page", "", byte};
}

}  // namespace

std::optional<std::string> declared_encoding(std::string_view bytes) {
  const std::string head = lower_ascii(bytes.substr(0, kDeclarationReach));
  if (head.starts_with("<?xml"))
    if (auto found = value_after(std::string_view(head).substr(0, head.find('>')), "encoding")) return found;
  for (std::size_t at = 0; (at = head.find('<', at)) != std::string::npos; ++at) {
    const std::string_view rest = std::string_view(head).substr(at);
    if (rest.starts_with("<!--")) {
      at = head.find("-->", at + 4);
      if (at == std::string::npos) return std::nullopt;
    } else if (rest.starts_with("<meta")) {
      if (auto found = value_after(rest.substr(0, rest.find('>')), "charset")) return found;
    }
  }
  return std::nullopt;
}

Result<std::string> to_utf8(std::string_view bytes) {
  for (const Mark& mark : kMarks)
    if (bytes.starts_with(mark.bytes))
      return converted(bytes.substr(mark.bytes.size()), mark.name, mark.name, mark.bytes.size());
  const auto label = declared_encoding(bytes);
  if (!label) return converted(bytes, kUtf8.data(), kUtf8, 0);
  const char* name = converter_name(*label);
  if (name == nullptr)
    return Error{ErrorCode::kBadInput, "unknown encoding '" + label->substr(0, 40) + "'", "", {}};
  return converted(bytes, name, name == kUtf8 ? kUtf8 : std::string_view(*label), 0);
}

}  // namespace tamga::page
