#include "http/contract.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "merge/day_span.h"

namespace tamga::http {
namespace {

using json::Value;

std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> out;
  for (std::size_t from = 1; from <= path.size();) {
    const std::size_t to = std::min(path.find('/', from), path.size());
    out.emplace_back(path.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

/// What a "#/a/b" points to, else the value itself.
const Value& resolved(const Value& document, const Value& value) {
  const std::string_view pointer = value["$ref"].string_or("");
  if (!pointer.starts_with("#/")) return value;
  const Value* at = &document;
  for (const std::string& part : parts_of(pointer.substr(1))) at = &(*at)[part];
  return *at;
}

std::string text_of(const Value& value) {
  if (value.is_bool()) return value.bool_or(false) ? "true" : "false";
  if (value.is_number()) return std::to_string(value.integer_or(0));
  return std::string(value.string_or(""));
}

Parameter parameter_of(const Value& document, const Value& value) {
  const Value& schema = value["schema"];
  Parameter out;
  out.name = value["name"].string_or(""), out.in = value["in"].string_or("");
  out.required = value["required"].bool_or(false);
  const bool is_date = schema["$ref"].string_or("") == "#/components/schemas/Edtf";
  const Value& shape = resolved(document, schema);
  out.type = is_date ? "edtf" : std::string(shape["type"].string_or("string"));
  for (const Value& choice : shape["enum"].items()) out.values.push_back(text_of(choice));
  out.otherwise = text_of(shape["default"]);
  out.shortest = static_cast<std::size_t>(shape["minLength"].integer_or(0));
  out.longest =
      static_cast<std::size_t>(shape["maxLength"].integer_or(static_cast<std::int64_t>(out.longest)));
  out.least = shape["minimum"].integer_or(0), out.most = shape["maximum"].integer_or(1'000'000'000);
  out.is_box = out.name == "bbox";
  return out;
}

std::vector<std::string> keys_of(const Value& value) {
  std::vector<std::string> out;
  for (const auto& [key, ignored] : value.members()) out.push_back(key);
  return out;
}

Operation operation_of(const Value& document, const std::string& path, const std::string& method,
                       const Value& value) {
  Operation out;
  out.id = value["operationId"].string_or(""), out.path = path, out.parts = parts_of(path),
  out.method = method;
  for (char& c : out.method) c = static_cast<char>(c - 'a' + 'A');
  for (const Value& parameter : value["parameters"].items())
    out.parameters.push_back(parameter_of(document, resolved(document, parameter)));
  for (const auto& [status, response] : value["responses"].members())
    if (status.starts_with('2') && out.gives.empty())
      out.gives = keys_of(resolved(document, response)["content"]);
  out.takes = keys_of(value["requestBody"]["content"]);
  const Value& security = value["security"];
  out.open = security.is_array() && security.size() == 0;
  out.writes = security.size() == 1 && security[std::size_t{0}].members().size() == 1;
  return out;
}

bool is_parameter(const std::string& part) { return part.starts_with('{'); }

bool fits(const Operation& operation, const std::vector<std::string>& parts) {
  if (operation.parts.size() != parts.size()) return false;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (is_parameter(operation.parts[i]) ? parts[i].empty() : operation.parts[i] != parts[i]) return false;
  return true;
}

bool is_box(const std::string& text) {
  const auto parts = listed(text);
  if (parts.size() != 4) return false;
  std::vector<double> numbers;
  for (const std::string& part : parts) {
    double number = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
    if (error != std::errc() || end != part.data() + part.size() || !std::isfinite(number)) return false;
    numbers.push_back(number);
  }
  return numbers[1] <= numbers[3] && std::abs(numbers[0]) <= 180 && std::abs(numbers[2]) <= 180 &&
         numbers[1] >= -90 && numbers[3] <= 90;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

std::string one_of(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "" : ", ") + value;
  return out;
}

/// What is wrong with a value; empty when nothing is.
std::string complaint(const Parameter& p, const std::string& value) {
  if (value.find('\0') != std::string::npos) return "has a NUL character";
  if (value.size() < p.shortest) return "is too short";
  if (value.size() > p.longest) return "is longer than " + std::to_string(p.longest) + " bytes";
  if (!p.values.empty() && std::find(p.values.begin(), p.values.end(), value) == p.values.end())
    return "is not one of " + one_of(p.values);
  if (p.type == "boolean" && value != "true" && value != "false") return "is neither true nor false";
  if (p.type == "edtf" && !merge::days_of(value)) return "is no date (EDTF: 2025-03-17, 2025-03, 2025)";
  if (p.is_box && !is_box(value)) return "is no west,south,east,north in degrees";
  if (p.type == "integer") {
    const auto number = whole_number(value);
    if (!number) return "is no whole number";
    if (*number < p.least || *number > p.most)
      return "is not from " + std::to_string(p.least) + " to " + std::to_string(p.most);
  }
  return {};
}

}  // namespace

const Parameter* Operation::parameter(std::string_view name) const {
  const auto found =
      std::find_if(parameters.begin(), parameters.end(), [&](const Parameter& p) { return p.name == name; });
  return found == parameters.end() ? nullptr : &*found;
}

Result<Contract> Contract::read(std::string_view yaml) {
  const Value document = TRY(json::parse_yaml(yaml));
  Contract out;
  for (const auto& [path, methods] : document["paths"].members())
    for (const auto& [method, operation] : methods.members()) {
      if (method != "get" && method != "post")
        return Error{ErrorCode::kBadData, "a method that is not served: " + method, path, {}};
      out.operations_.push_back(operation_of(document, path, method, operation));
      if (out.operations_.back().id.empty())
        return Error{ErrorCode::kBadData, "an operation without id", path, {}};
    }
  out.json_ = json::dump(document);
  return out;
}

std::optional<Match> Contract::match(std::string_view method, std::string_view path) const {
  const std::vector<std::string> parts = parts_of(path);
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  // A path that is there literally goes before one with a parameter.
  const Operation* best = nullptr;
  std::size_t most_literal = 0;
  bool known = false;
  for (const Operation& operation : operations_) {
    if (!fits(operation, parts)) continue;
    const auto literal =
        static_cast<std::size_t>(std::count_if(operation.parts.begin(), operation.parts.end(),
                                               [](const std::string& part) { return !is_parameter(part); }));
    if (known && literal < most_literal) continue;
    if (literal > most_literal) best = nullptr;
    known = true, most_literal = literal;
    if (operation.method == wanted) best = &operation;
  }
  if (!known) return std::nullopt;
  Match out{best, {}};
  for (std::size_t i = 0; best != nullptr && i < parts.size(); ++i)
    if (is_parameter(best->parts[i]))
      out.parts[best->parts[i].substr(1, best->parts[i].size() - 2)] = parts[i];
  return out;
}

std::string Contract::methods_of(std::string_view path) const {
  const std::vector<std::string> parts = parts_of(path);
  std::string out;
  for (const Operation& operation : operations_)
    if (fits(operation, parts) && out.find(operation.method) == std::string::npos)
      out += (out.empty() ? "" : ", ") + operation.method + (operation.method == "GET" ? ", HEAD" : "");
  return out + (out.empty() ? "" : ", OPTIONS");
}

std::optional<Reply> Contract::check(const Operation& operation, const Request& request,
                                     std::map<std::string, std::string>& values) const {
  for (const auto& [name, value] : request.parameters) {
    const Parameter* parameter = operation.parameter(name);
    if (parameter == nullptr || parameter->in != "query")
      return problem(400, "bad-parameter", "no such parameter here: " + name.substr(0, 100),
                     name.substr(0, 100));
    if (!values.emplace(name, value).second)
      return problem(400, "bad-parameter", name + " is given twice", name);
    if (const std::string wrong = complaint(*parameter, value); !wrong.empty())
      return problem(400, "bad-parameter", name + " " + wrong, name);
  }
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.in != "query" || values.count(parameter.name) != 0) continue;
    if (parameter.required)
      return problem(400, "bad-parameter", parameter.name + " is missing", parameter.name);
    if (!parameter.otherwise.empty()) values[parameter.name] = parameter.otherwise;
  }
  return std::nullopt;
}

std::string preferred(const std::vector<std::string>& offers, std::string_view accept) {
  if (offers.empty()) return {};
  if (accept.find_first_not_of(" \t") == std::string_view::npos) return offers.front();
  std::string best;
  double best_weight = 0;
  for (const std::string& offer : offers) {
    // The most specific range that matches an offer tells its weight.
    double weight = 0;
    int rank = 0;
    for (const std::string& range : listed(accept)) {
      const std::size_t end = range.find(';');
      std::string type = range.substr(0, end);
      type.erase(std::remove_if(type.begin(), type.end(), [](char c) { return c == ' ' || c == '\t'; }),
                 type.end());
      double q = 1;
      if (const std::size_t at = end == std::string::npos ? end : range.find("q=", end);
          at != std::string::npos)
        std::from_chars(range.data() + at + 2, range.data() + range.size(), q);
      const bool whole = type == offer, any = type == "*/*";
      const bool half = type.ends_with("/*") && offer.starts_with(type.substr(0, type.size() - 1));
      const int match = whole ? 3 : half ? 2 : any ? 1 : offer == "*/*" ? 1 : 0;
      if (match > rank) rank = match, weight = q;
    }
    if (rank > 0 && weight > best_weight) best = offer, best_weight = weight;
  }
  return best;
}

}  // namespace tamga::http
