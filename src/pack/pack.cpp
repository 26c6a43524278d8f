#include "pack/pack.h"

#include <algorithm>
#include <cstring>

namespace tamga::pack {
namespace {

constexpr std::string_view kMagic = "TAMGAPAK";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kAlign = 64;
constexpr std::size_t kHashSize = 64;  // hexadecimal SHA-256

template <class Number>
void append(std::string& out, Number number) {
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

/// Reads numbers and names, refusing to pass the end.
class Cursor {
 public:
  Cursor(std::string_view bytes, std::string name) : bytes_(bytes), name_(std::move(name)) {}

  template <class Number>
  Result<Number> number() {
    if (bytes_.size() - at_ < sizeof(Number)) return damaged("truncated");
    Number out;
    std::memcpy(&out, bytes_.data() + at_, sizeof out);
    at_ += sizeof out;
    return out;
  }
  Result<std::string_view> bytes(std::size_t size) {
    if (bytes_.size() - at_ < size) return damaged("truncated");
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }
  Error damaged(std::string_view what) const {
    return {ErrorCode::kBadData, "no sound pack: " + std::string(what), name_, at_};
  }

 private:
  std::string_view bytes_;
  std::string name_;
  std::size_t at_ = 0;
};

std::size_t aligned(std::size_t size) { return (size + kAlign - 1) / kAlign * kAlign; }

}  // namespace

Result<Pack> Pack::open(const std::filesystem::path& path) {
  Pack pack;
  pack.file_ = TRY(MappedFile::open(path));
  const std::string_view bytes = pack.file_.text();
  Cursor cursor(bytes, path.string());
  if (bytes.substr(0, kMagic.size()) != kMagic || bytes.size() < kMagic.size() + kHashSize)
    return cursor.damaged("it does not begin with TAMGAPAK or is truncated");
  TRY(cursor.bytes(kMagic.size()));
  if (TRY(cursor.number<std::uint32_t>()) != kVersion) return cursor.damaged("another version");
  const auto count = TRY(cursor.number<std::uint32_t>());
  const std::size_t limit = bytes.size() - kHashSize;
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto name_size = TRY(cursor.number<std::uint32_t>());
    TRY(cursor.number<std::uint32_t>());
    const auto offset = TRY(cursor.number<std::uint64_t>());
    const auto size = TRY(cursor.number<std::uint64_t>());
    const auto name = TRY(cursor.bytes(name_size));
    if (offset > limit || size > limit - offset) return cursor.damaged("a section passes the end: truncated");
    pack.sections_.emplace(name, bytes.substr(offset, size));
  }
  pack.hash_ = bytes.substr(limit);
  return pack;
}

Result<std::string_view> Pack::section(std::string_view name) const {
  const auto found = sections_.find(name);
  if (found != sections_.end()) return found->second;
  return Error{ErrorCode::kNotFound, "the pack has no section \"" + std::string(name) + "\"", path().string(), {}};
}

Result<json::Value> Pack::json(std::string_view name) const {
  auto value = json::parse(TRY(section(name)));
  if (!value.ok())
    return Error{ErrorCode::kBadData, "section \"" + std::string(name) + "\": " + value.error().message,
                 path().string(), {}};
  return value;
}

std::vector<std::string> Pack::section_names() const {
  std::vector<std::string> names;
  for (const auto& [name, bytes] : sections_) names.push_back(name);
  return names;
}

Status write_pack(const std::filesystem::path& path, const std::map<std::string, std::string>& sections) {
  std::size_t table = kMagic.size() + 8;
  for (const auto& [name, bytes] : sections) table += 24 + name.size();
  std::string out(kMagic);
  append(out, kVersion);
  append(out, static_cast<std::uint32_t>(sections.size()));
  std::size_t offset = aligned(table);
  for (const auto& [name, bytes] : sections) {
    append(out, static_cast<std::uint32_t>(name.size()));
    append(out, std::uint32_t{0});
    append(out, static_cast<std::uint64_t>(offset));
    append(out, static_cast<std::uint64_t>(bytes.size()));
    out += name;
    offset = aligned(offset + bytes.size());
  }
  for (const auto& [name, bytes] : sections) {
    out.resize(aligned(out.size()));
    out += bytes;
  }
  out += sha256(out);
  return write_file(path, out);
}

Result<std::map<std::string, std::string>> yaml_sections(const std::filesystem::path& folder,
                                                         std::string_view prefix) {
  std::map<std::string, std::string> sections;
  std::error_code error;
  for (auto entry = std::filesystem::recursive_directory_iterator(folder, error);
       !error && entry != std::filesystem::recursive_directory_iterator(); entry.increment(error)) {
    const auto& path = entry->path();
    if (path.extension() != ".yaml") continue;
    const auto value = json::parse_yaml(TRY(read_file(path)));
    if (!value.ok()) return value.error().in(path.string());
    auto name = std::filesystem::relative(path, folder).replace_extension().generic_string();
    sections[std::string(prefix) + name] = json::dump(*value);
  }
  if (error) return Error{ErrorCode::kNotFound, "cannot be listed: " + error.message(), folder.string(), {}};
  return sections;
}

}  // namespace tamga::pack
