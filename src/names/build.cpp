#include "names/build.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "base/files.h"
#include "json/value.h"
#include "names/detail/layout.h"
#include "names/lexicon.h"
#include "text/utf8.h"

namespace tamga::names {
namespace {

using json::Value;
using Row = std::map<std::string, std::string, std::less<>>;

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  std::string part;
  const auto flush = [&] {
    const auto first = part.find_first_not_of(' ');
    if (first != std::string::npos) parts.push_back(part.substr(first, part.find_last_not_of(' ') - first + 1));
    part.clear();
  };
  for (char c : text) {
    if (separators.find(c) != std::string_view::npos) {
      flush();
    } else {
      part += c;
    }
  }
  flush();
  return parts;
}

struct Entity {
  std::string id, type, name, country, sectors, countries;
  std::uint32_t population = 0;
  float latitude = std::numeric_limits<float>::quiet_NaN();
  float longitude = std::numeric_limits<float>::quiet_NaN();
};

struct Office {
  std::uint32_t person;
  std::string role, organisation, country, start, end;
};

class Builder {
 public:
  explicit Builder(const std::filesystem::path& folder) : folder_(folder) {}

  Result<std::string> build() {
    const std::filesystem::path path = folder_ / "names.yaml";
    const std::string text = TRY(read_file(path));
    auto parsed = json::parse_yaml(text);
    if (!parsed) return parsed.error().in(path.string());
    for (const auto& [word, sectors] : (*parsed)["sector_words"].members()) sector_words_[word] = sectors.strings();
    for (const Value& table : (*parsed)["tables"].items()) TRY(read_table(table));
    return pack();
  }

 private:
  Status read_table(const Value& table) {
    const std::filesystem::path path = folder_ / "names" / std::string(table["file"].string_or(""));
    const std::string text = TRY(read_file(path));
    std::vector<std::string> columns;
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = std::string_view(text).substr(begin, end - begin);
      begin = end + 1;
      ++number;
      if (line.empty() || line.front() == '#') continue;
      std::vector<std::string> fields = cells(line);
      if (columns.empty()) {
        columns = fields;
        continue;
      }
      if (fields.size() > columns.size()) {
        return Error{ErrorCode::kBadData, "line " + std::to_string(number) + " has more fields than columns", path.string(), {}};
      }
      Row row;
      for (std::size_t i = 0; i < fields.size(); ++i) row[columns[i]] = fields[i];
      add_row(table, row);
    }
    return {};
  }

  static std::vector<std::string> cells(std::string_view line) {
    std::vector<std::string> fields;
    for (std::size_t begin = 0; begin <= line.size();) {
      const std::size_t end = std::min(line.find('\t', begin), line.size());
      fields.emplace_back(line.substr(begin, end - begin));
      begin = end + 1;
    }
    return fields;
  }

  static std::string cell(const Row& row, std::string_view column) {
    const auto found = row.find(column);
    return found == row.end() ? std::string() : found->second;
  }

  std::string column(const Value& table, const Row& row, std::string_view property) {
    return cell(row, table["columns"][property].string_or(""));
  }

  void add_row(const Value& table, const Row& row) {
    const std::string type(table["type"].string_or(""));
    const std::string key = column(table, row, "id");
    if (key.empty()) return;
    for (const std::string& skipped : table["skip"].strings()) {
      if (skipped == key) return;
    }
    if (type == "alias") {
      add_aliases_only(table, row, std::string(table["target_prefix"].string_or("")) + key);
      return;
    }
    const std::uint32_t entity = entity_of(table, row, type, std::string(table["id_prefix"].string_or("")) + key);
    add_names(table, row, entity);
    if (type == "person") {
      offices_.push_back({entity, column(table, row, "role"), column(table, row, "parent"), entities_[entity].country,
                          column(table, row, "start"), column(table, row, "end")});
    }
  }

  void add_aliases_only(const Value& table, const Row& row, const std::string& id) {
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) return;
    const NameKind kind = table["name_kind"].string_or("") == "metonym" ? NameKind::kMetonym : NameKind::kFull;
    const std::string name = column(table, row, "name");
    if (!name.empty()) alias(found->second, name, kind);
    by_language(table, row, found->second);
  }

  std::uint32_t entity_of(const Value& table, const Row& row, const std::string& type, const std::string& id) {
    if (const auto known = by_id_.find(id); known != by_id_.end()) return known->second;
    Entity entity;
    entity.id = id;
    entity.type = type;
    entity.name = column(table, row, "name");
    if (const auto from = table["name_from"].string_or(""); !from.empty()) entity.name = first_name(cell(row, from));
    if (table["lower"].bool_or(false)) entity.name = text::lower(entity.name);
    entity.country = column(table, row, "country");
    entity.sectors = sectors_of(column(table, row, "sectors"), table["default_sector"].string_or(""));
    if (entity.sectors.empty()) {
      entity.sectors = sectors_of(cell(row, table["second_sectors"].string_or("")), "");
      if (entity.sectors.empty()) entity.sectors = table["otherwise_sector"].string_or("");
    }
    for (const std::string& country : split(column(table, row, "countries"), "|,")) {
      entity.countries += (entity.countries.empty() ? "" : " ") + country;
    }
    entity.population = static_cast<std::uint32_t>(number(column(table, row, "population"), table["population"].number_or(0)));
    entity.latitude = static_cast<float>(number(column(table, row, "lat"), std::nan("")));
    entity.longitude = static_cast<float>(number(column(table, row, "lon"), std::nan("")));
    const auto index = static_cast<std::uint32_t>(entities_.size());
    by_id_[id] = index;
    entities_.push_back(std::move(entity));
    return index;
  }

  static double number(const std::string& text, double otherwise) {
    if (text.empty()) return otherwise;
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    return end == text.c_str() ? otherwise : value;
  }

  /// "en=Astana;ru=Астана" -> "Astana".
  static std::string first_name(const std::string& by_language) {
    const std::string first = by_language.substr(0, by_language.find(';'));
    const auto equals = first.find('=');
    const std::string names = equals == std::string::npos ? first : first.substr(equals + 1);
    return names.substr(0, names.find('|'));
  }

  std::string sectors_of(const std::string& words, std::string_view otherwise) {
    std::vector<std::string> found;
    const auto add = [&](const std::string& word) {
      const auto entry = sector_words_.find(word);
      if (entry == sector_words_.end()) return false;
      for (const std::string& sector : entry->second) {
        if (std::find(found.begin(), found.end(), sector) == found.end()) found.push_back(sector);
      }
      return true;
    };
    if (!words.empty() && !add(words)) {
      for (const std::string& word : split(words, "|,;/")) add(word);
    }
    if (!otherwise.empty() && std::find(found.begin(), found.end(), otherwise) == found.end()) found.emplace_back(otherwise);
    std::string joined;
    for (const std::string& sector : found) joined += (joined.empty() ? "" : " ") + sector;
    return joined;
  }

  void add_names(const Value& table, const Row& row, std::uint32_t entity) {
    const std::string separators(table["split"].string_or("|"));
    const bool person = entities_[entity].type == "person";
    alias(entity, entities_[entity].name, NameKind::kFull);
    if (const std::string name = column(table, row, "name"); !name.empty()) alias(entity, name, NameKind::kFull);
    for (const std::string& from : table["aliases"].strings()) {
      for (const std::string& name : split(cell(row, from), separators)) {
        alias(entity, name, person && name.find(' ') == std::string::npos ? NameKind::kShort : NameKind::kFull);
      }
    }
    for (const std::string& from : table["demonyms"].strings()) {
      for (const std::string& name : split(cell(row, from), separators)) alias(entity, name, NameKind::kDemonym);
    }
    if (const auto from = table["short"].string_or(""); !from.empty()) {
      for (const std::string& name : split(cell(row, from), separators)) alias(entity, name, person ? NameKind::kShort : NameKind::kFull);
    }
    if (const auto from = table["metonyms"].string_or(""); !from.empty()) {
      for (const std::string& name : split(cell(row, from), separators)) alias(entity, name, NameKind::kMetonym);
    }
    by_language(table, row, entity);
  }

  void by_language(const Value& table, const Row& row, std::uint32_t entity) {
    for (const auto& [from, kind] : table["by_language"].members()) {
      const NameKind name_kind = kind.string_or("") == "demonym"   ? NameKind::kDemonym
                                 : kind.string_or("") == "metonym" ? NameKind::kMetonym
                                                                   : NameKind::kFull;
      for (const std::string& language : split(cell(row, from), ";")) {
        const auto equals = language.find('=');
        for (const std::string& name : split(language.substr(equals == std::string::npos ? 0 : equals + 1), "|")) {
          alias(entity, name, name_kind);
        }
      }
    }
  }

  void alias(std::uint32_t entity, const std::string& name, NameKind kind) {
    std::string key = text::name_key(name);
    if (key.size() < 2) return;
    bool upper = name.size() <= 6;
    bool letters = false;
    for (char c : name) {
      upper = upper && !(c >= 'a' && c <= 'z');
      letters = letters || (c >= 'A' && c <= 'Z');
    }
    upper = upper && letters;
    if (upper && kind == NameKind::kFull) kind = NameKind::kAbbreviation;
    aliases_.insert({std::move(key), entity, static_cast<std::uint32_t>(kind) + (upper ? 256U : 0U)});
  }

  // ------------------------------------------------------------------ bytes

  std::uint32_t string(const std::string& text) {
    const auto [found, fresh] = pool_index_.emplace(text, static_cast<std::uint32_t>(pool_.size()));
    if (fresh) {
      const auto size = static_cast<std::uint32_t>(text.size());
      pool_.append(reinterpret_cast<const char*>(&size), sizeof size);
      pool_ += text;
    }
    return found->second;
  }

  template <class T>
  static void put(std::string& out, const T& value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
  }

  std::string pack() {
    std::string body;
    for (const Entity& e : entities_) {
      put(body, layout::Entity{string(e.id), string(e.type), string(e.name), string(e.country), string(e.sectors),
                               string(e.countries), e.population, e.latitude, e.longitude});
    }
    for (const auto& [key, entity, kind] : aliases_) put(body, layout::Alias{string(key), entity, kind});
    for (const auto& [id, entity] : by_id_) put(body, entity);
    for (const Office& o : offices_) {
      put(body, layout::Office{o.person, string(o.role), string(o.organisation), string(o.country), string(o.start), string(o.end)});
    }
    layout::Header header{};
    std::memcpy(header.magic, layout::kMagic, sizeof header.magic);
    header.entities = static_cast<std::uint32_t>(entities_.size());
    header.aliases = static_cast<std::uint32_t>(aliases_.size());
    header.offices = static_cast<std::uint32_t>(offices_.size());
    header.strings = static_cast<std::uint32_t>(pool_.size());
    std::string out;
    put(out, header);
    return out + body + pool_;
  }

  std::filesystem::path folder_;
  std::map<std::string, std::vector<std::string>, std::less<>> sector_words_;
  std::vector<Entity> entities_;
  std::map<std::string, std::uint32_t> by_id_;
  std::set<std::tuple<std::string, std::uint32_t, std::uint32_t>> aliases_;
  std::vector<Office> offices_;
  std::string pool_;
  std::unordered_map<std::string, std::uint32_t> pool_index_;
};

}  // namespace

Result<std::string> build(const std::filesystem::path& folder) { return Builder(folder).build(); }

}  // namespace tamga::names
