#include "names/build.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "base/files.h"
#include "json/value.h"
#include "names/detail/layout.h"
#include "names/detail/plan.h"
#include "names/detail/section.h"
#include "names/detail/table.h"
#include "names/lexicon.h"
#include "text/utf8.h"

namespace tamga::names {
namespace {

using json::Value;

constexpr std::size_t kLongestAbbreviation = 6;  // bytes: "JOGMEC"; longer ones are words in capitals
constexpr std::size_t kOnlyInCapitals =
    3;  // bytes: "US", "ECO"; longer ones are also written "Jogmec", "Nato"

bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter_or_digit(char c) { return is_ascii_lower(c) || is_ascii_upper(c) || is_ascii_digit(c); }

bool is_abbreviation(std::string_view name) {
  return name.size() <= kLongestAbbreviation && std::none_of(name.begin(), name.end(), is_ascii_lower) &&
         std::any_of(name.begin(), name.end(), is_ascii_upper);
}

bool is_country(std::string_view code) {
  return code.size() == 2 && std::all_of(code.begin(), code.end(), is_ascii_upper);
}

/// Year, month or day: "2025", "2025-03", "2025-03-18".
bool is_date(std::string_view date) {
  for (std::size_t i = 0; i < date.size(); ++i) {
    if ((i == 4 || i == 7) ? date[i] != '-' : !is_ascii_digit(date[i])) return false;
  }
  return date.empty() || date.size() == 4 || date.size() == 7 || date.size() == 10;
}

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

void add_word(std::string& words, std::string_view word) {
  if (!words.empty()) words += ' ';
  words += word;
}

/// A tokenizer may part "C5+1" or "Kun.uz" at the sign: the same name with spaces around it.
std::string parted_at_signs(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool inside = i > 0 && i + 1 < name.size() && is_ascii_letter_or_digit(name[i - 1]) &&
                        is_ascii_letter_or_digit(name[i + 1]);
    const bool sign = inside && std::string_view("+./&").find(name[i]) != std::string_view::npos;
    if (sign) out += ' ';
    out += name[i];
    if (sign) out += ' ';
  }
  return out;
}

class Builder {
 public:
  explicit Builder(const std::filesystem::path& folder) : folder_(folder) {}

  Result<std::string> build() {
    const std::filesystem::path path = folder_ / "names.yaml";
    auto settings = json::parse_yaml(TRY(read_file(path)));
    if (!settings.ok()) return settings.error().in(path.string());
    take_settings(*settings);
    for (const Value& entry : (*settings)["tables"].items()) {
      const Table table = TRY(read_table(folder_ / "names" / std::string(entry["file"].string_or(""))));
      const auto plan = Plan::make(entry, table);
      if (!plan.ok()) return plan.error().in(path.string() + ": " + std::string(entry["file"].string_or("")));
      for (const Row& row : table.rows) TRY(add_row(table, *plan, row));
    }
    return to_bytes(section_);
  }

 private:
  void take_settings(const Value& settings) {
    for (std::string& language : settings["languages"].strings()) languages_.insert(std::move(language));
    for (const Value& line : settings["only_in_capitals"].items()) {
      for (const std::string& name : line.strings()) only_in_capitals_.insert(text::name_key(name));
    }
    for (const auto& [word, sectors] : settings["sector_words"].members())
      sector_words_[word] = sectors.strings();
  }

  Status add_row(const Table& table, const Plan& plan, const Row& row) {
    if (plan.has(Property::kLanguage) && !languages_.contains(plan.cell(row, Property::kLanguage))) return {};
    const std::string& key = plan.cell(row, Property::kId);
    if (key.empty()) return table.wrong(row, "the row has no id");
    if (plan.skip.contains(key)) return {};
    const std::string id = plan.id_prefix + key;
    if (plan.adds_names_only()) {
      const auto known = section_.by_id.find(id);
      if (known == section_.by_id.end()) return table.wrong(row, "no entity has the id \"" + id + "\"");
      add_names(plan, row, known->second);
      return {};
    }
    if (plan.skip_nameless && name_of(plan, row).empty()) return {};
    const std::uint32_t entity = TRY(entity_of(table, plan, row, id));
    alias(entity, name_of(plan, row), NameKind::kFull);
    add_names(plan, row, entity);
    return plan.has(Property::kRole) ? add_office(table, plan, row, entity) : Status();
  }

  // ------------------------------------------------------------------ entities

  Result<std::uint32_t> entity_of(const Table& table, const Plan& plan, const Row& row,
                                  const std::string& id) {
    if (const auto known = section_.by_id.find(id); known != section_.by_id.end()) return known->second;
    BuiltEntity entity = TRY(read_entity(table, plan, row, id));
    const auto named = std::make_tuple(entity.type, entity.country, text::name_key(entity.name));
    const auto [same, fresh] = by_name_.emplace(named, static_cast<std::uint32_t>(section_.entities.size()));
    if (!fresh) {
      const std::string& other = section_.entities[same->second].id;
      if (plan.joins && other.starts_with(*plan.joins)) return same->second;
      // places of one name are many; anything else of one name is one thing written down twice
      if (!plan.joins)
        return table.wrong(row, "\"" + entity.name + "\" is already there as \"" + other + "\"");
    }
    const auto index = static_cast<std::uint32_t>(section_.entities.size());
    section_.by_id[id] = index;
    section_.entities.push_back(std::move(entity));
    return index;
  }

  Result<BuiltEntity> read_entity(const Table& table, const Plan& plan, const Row& row,
                                  const std::string& id) {
    BuiltEntity entity;
    entity.id = id;
    entity.type = plan.type;
    entity.name = name_of(plan, row);
    if (plan.lower) entity.name = text::lower(entity.name);
    if (text::name_key(entity.name).empty()) return table.wrong(row, "the row has no name");
    entity.country = plan.cell(row, Property::kCountry);
    if (!entity.country.empty() && !is_country(entity.country)) {
      return table.wrong(row, "\"" + entity.country + "\" is no country code of two capitals");
    }
    for (const std::string& country : split(plan.cell(row, Property::kCountries), "|,")) {
      add_word(entity.countries, country);
    }
    for (const std::string& area : split(plan.cell(row, Property::kWithin), "|")) add_word(entity.within, area);
    entity.sectors = sectors_of(plan, row);
    TRY(read_numbers(table, plan, row, entity));
    return entity;
  }

  /// The name's cell, or where names are given by language the first of ours.
  std::string name_of(const Plan& plan, const Row& row) const {
    const std::string& cell = plan.cell(row, Property::kName);
    for (const NameColumn& column : plan.names) {
      if (!column.by_language || &row.cells[column.column] != &cell) continue;
      for (const std::string& name : names_in(plan, row, column)) return name;
      return {};
    }
    return cell;
  }

  static Status read_numbers(const Table& table, const Plan& plan, const Row& row, BuiltEntity& entity) {
    const auto read = [&](const std::string& cell, double lowest, double highest, double& out) -> Status {
      const auto value = number_of(cell);
      if (!value || *value < lowest || *value > highest)
        return table.wrong(row, "\"" + cell + "\" is no such number");
      out = *value;
      return {};
    };
    const std::string& latitude = plan.cell(row, Property::kLatitude);
    const std::string& longitude = plan.cell(row, Property::kLongitude);
    if (latitude.empty() != longitude.empty()) return table.wrong(row, "half a position");
    double value = 0;
    if (!latitude.empty()) {
      TRY(read(latitude, -90, 90, value));
      entity.latitude = static_cast<float>(value);
      TRY(read(longitude, -180, 180, value));
      entity.longitude = static_cast<float>(value);
    }
    const std::string& own = plan.cell(row, Property::kPopulation);
    const std::string& population = own.empty() ? plan.population : own;
    if (population.empty()) return {};
    TRY(read(population, 0, 4e9, value));
    entity.population = static_cast<std::uint32_t>(value);
    return {};
  }

  /// Sectors of the contest by the words of the plan's columns, without doubles, in the order found.
  std::string sectors_of(const Plan& plan, const Row& row) const {
    std::vector<std::string> found;
    const auto add = [&](const std::string& sector) {
      if (!sector.empty() && std::find(found.begin(), found.end(), sector) == found.end())
        found.push_back(sector);
    };
    for (const std::size_t column : plan.sector_columns) {
      for (const std::string& word : split(row.cells[column], "|,;/")) {
        const auto known = sector_words_.find(word);
        if (known == sector_words_.end()) continue;
        for (const std::string& sector : known->second) add(sector);
      }
      if (!found.empty()) break;
    }
    add(plan.add_sector);
    if (found.empty()) add(plan.otherwise_sector);
    std::string joined;
    for (const std::string& sector : found) add_word(joined, sector);
    return joined;
  }

  Status add_office(const Table& table, const Plan& plan, const Row& row, std::uint32_t person) {
    BuiltOffice office;
    office.person = person;
    office.role = plan.cell(row, Property::kRole);
    office.organisation = plan.cell(row, Property::kOrganisation);
    office.country = plan.cell(row, Property::kCountry);
    office.start = plan.cell(row, Property::kStart);
    office.end = plan.cell(row, Property::kEnd);
    for (const std::string& date : {office.start, office.end}) {
      if (!is_date(date)) return table.wrong(row, "\"" + date + "\" is no year, month or day");
    }
    section_.offices.push_back(std::move(office));
    return {};
  }

  // ------------------------------------------------------------------ names

  std::vector<std::string> names_in(const Plan& plan, const Row& row, const NameColumn& column) const {
    const std::string& cell = row.cells[column.column];
    if (!column.by_language) return split(cell, plan.separator);
    std::vector<std::string> names;
    for (const std::string& part : split(cell, ";")) {
      const auto equals = std::min(part.find('='), part.size());
      if (equals == part.size() || !languages_.contains(part.substr(0, equals))) continue;
      for (std::string& name : split(part.substr(equals + 1), plan.separator))
        names.push_back(std::move(name));
    }
    return names;
  }

  void add_names(const Plan& plan, const Row& row, std::uint32_t entity) {
    const bool person = section_.entities[entity].type == "person";
    for (const NameColumn& column : plan.names) {
      for (const std::string& name : names_in(plan, row, column)) {
        const bool one_word = name.find(' ') == std::string::npos;
        alias(entity, name,
              person && one_word && column.kind == NameKind::kFull ? NameKind::kShort : column.kind);
      }
    }
  }

  void alias(std::uint32_t entity, const std::string& name, NameKind kind) {
    const bool abbreviation = is_abbreviation(name);
    if (abbreviation && kind == NameKind::kFull) kind = NameKind::kAbbreviation;
    for (const std::string& spelling : {name, parted_at_signs(name)}) {
      std::string key = text::name_key(spelling);
      if (key.size() < 2) continue;
      std::uint32_t bits = static_cast<std::uint32_t>(kind);
      if ((abbreviation && name.size() <= kOnlyInCapitals) || only_in_capitals_.contains(key))
        bits |= layout::kOnlyInCapitals;
      section_.aliases.insert({std::move(key), entity, bits});
    }
  }

  std::filesystem::path folder_;
  std::set<std::string, std::less<>> languages_;
  std::set<std::string, std::less<>> only_in_capitals_;
  std::map<std::string, std::vector<std::string>, std::less<>> sector_words_;
  std::map<std::tuple<std::string, std::string, std::string>, std::uint32_t> by_name_;
  Section section_;
};

}  // namespace

Result<std::string> build(const std::filesystem::path& folder) { return Builder(folder).build(); }

}  // namespace tamga::names
