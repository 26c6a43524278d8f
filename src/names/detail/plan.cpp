#include "names/detail/plan.h"

#include <algorithm>
#include <array>

namespace tamga::names {
namespace {

constexpr std::array<std::string_view, kPropertyCount> kProperties = {
    "id",         "name", "country",      "countries", "latitude", "longitude",
    "population", "role", "organisation", "start",     "end",      "language",  "within"};

constexpr std::pair<std::string_view, NameKind> kKinds[] = {{"full", NameKind::kFull},
                                                            {"short", NameKind::kShort},
                                                            {"abbreviation", NameKind::kAbbreviation},
                                                            {"demonym", NameKind::kDemonym},
                                                            {"metonym", NameKind::kMetonym}};

Error unknown(const std::string& what, std::string_view word) {
  return {ErrorCode::kBadData, what + " \"" + std::string(word) + "\"", {}, {}};
}

}  // namespace

const std::string& Plan::cell(const Row& row, Property property) const {
  static const std::string kNone;
  const auto column = columns[static_cast<std::size_t>(property)];
  return column ? row.cells[*column] : kNone;
}

Result<Plan> Plan::make(const json::Value& entry, const Table& table) {
  Plan plan;
  for (const auto& [key, value] : entry.members()) TRY(plan.take(key, value, table));
  if (plan.type.empty()) return Error{ErrorCode::kBadData, "a table without \"type\"", {}, {}};
  if (!plan.has(Property::kId)) return Error{ErrorCode::kBadData, "a table without a column \"id\"", {}, {}};
  if (!plan.adds_names_only() && !plan.has(Property::kName)) {
    return Error{ErrorCode::kBadData, "a table without a column \"name\"", {}, {}};
  }
  return plan;
}

Status Plan::take(std::string_view key, const json::Value& value, const Table& table) {
  const auto text = [&] { return std::string(value.string_or("")); };
  if (key == "file") return {};
  if (key == "columns") return take_columns(value, table);
  if (key == "names") return take_names(value, table, false);
  if (key == "by_language") return take_names(value, table, true);
  if (key == "sectors") {
    for (const std::string& name : value.strings()) sector_columns.push_back(TRY(table.column(name)));
    return {};
  }
  if (key == "skip") {
    for (std::string& id : value.strings()) skip.insert(std::move(id));
    if (skip.size() == value.size()) return {};
    return Error{
        ErrorCode::kBadData, "\"skip\" is a list of different ids, in quotes where they are numbers", {}, {}};
  }
  if (key == "joins") return joins = text(), Status();
  if (key == "lower") return lower = value.bool_or(false), Status();
  if (key == "skip_nameless") return skip_nameless = value.bool_or(false), Status();
  if (key == "population") return population = std::to_string(value.integer_or(0)), Status();
  const std::pair<std::string_view, std::string*> texts[] = {{"type", &type},
                                                             {"id_prefix", &id_prefix},
                                                             {"separator", &separator},
                                                             {"add_sector", &add_sector},
                                                             {"otherwise_sector", &otherwise_sector}};
  for (const auto& [name, member] : texts) {
    if (name == key) return *member = text(), Status();
  }
  return unknown("a table has no key", key);
}

Status Plan::take_columns(const json::Value& value, const Table& table) {
  for (const auto& [property, column] : value.members()) {
    const auto found = std::find(kProperties.begin(), kProperties.end(), property);
    if (found == kProperties.end()) return unknown("an entity has no property", property);
    columns[static_cast<std::size_t>(found - kProperties.begin())] = TRY(table.column(column.string_or("")));
  }
  return {};
}

Status Plan::take_names(const json::Value& value, const Table& table, bool by_language) {
  for (const auto& [column, kind] : value.members()) {
    const auto* found = std::find_if(std::begin(kKinds), std::end(kKinds),
                                     [&](const auto& known) { return known.first == kind.string_or(""); });
    if (found == std::end(kKinds)) return unknown("there is no kind of name", kind.string_or(""));
    names.push_back({TRY(table.column(column)), found->second, by_language});
  }
  return {};
}

}  // namespace tamga::names
