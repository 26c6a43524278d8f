#include "names/detail/section.h"

#include <cstring>
#include <string_view>
#include <unordered_map>

#include "names/detail/layout.h"

namespace tamga::names {
namespace {

template <class T>
void put(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// Every string once.
class StringPool {
 public:
  std::uint32_t offset_of(const std::string& text) {
    const auto [found, fresh] = index_.emplace(text, static_cast<std::uint32_t>(bytes_.size()));
    if (fresh) {
      put(bytes_, static_cast<std::uint32_t>(text.size()));
      bytes_ += text;
    }
    return found->second;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  std::unordered_map<std::string, std::uint32_t> index_;
};

}  // namespace

std::string to_bytes(const Section& section) {
  StringPool pool;
  const auto at = [&](const std::string& text) { return pool.offset_of(text); };
  std::string body;
  for (const BuiltEntity& e : section.entities) {
    // one statement each: the order in which a call's arguments are evaluated is not fixed, the pool's order
    // must be
    layout::Entity record{};
    record.id = at(e.id);
    record.type = at(e.type);
    record.name = at(e.name);
    record.country = at(e.country);
    record.sectors = at(e.sectors);
    record.countries = at(e.countries);
    record.within = at(e.within);
    record.population = e.population;
    record.latitude = e.latitude;
    record.longitude = e.longitude;
    put(body, record);
  }
  for (const auto& [key, entity, kind] : section.aliases) put(body, layout::Alias{at(key), entity, kind});
  for (const auto& [id, entity] : section.by_id) put(body, entity);
  for (const BuiltOffice& o : section.offices) {
    layout::Office record{};
    record.person = o.person;
    record.role = at(o.role);
    record.organisation = at(o.organisation);
    record.country = at(o.country);
    record.start = at(o.start);
    record.end = at(o.end);
    put(body, record);
  }
  layout::Header header{};
  std::memcpy(header.magic, layout::kMagic, sizeof header.magic);
  header.entities = static_cast<std::uint32_t>(section.entities.size());
  header.aliases = static_cast<std::uint32_t>(section.aliases.size());
  header.offices = static_cast<std::uint32_t>(section.offices.size());
  header.strings = static_cast<std::uint32_t>(pool.bytes().size());
  std::string out;
  put(out, header);
  return out + body + pool.bytes();
}

}  // namespace tamga::names
