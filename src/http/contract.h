/// openapi.yaml at work: which operation a request asks for, and whether its parameters are sound.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"
#include "json/value.h"

namespace tamga::http {

struct Parameter {
  std::string name, in, type;  ///< type: "string", "integer", "boolean", "edtf"
  bool required = false;
  std::vector<std::string> values;  ///< of an enum; empty: any
  std::string otherwise;            ///< what stands where nothing is given
  std::size_t shortest = 0, longest = 2000;
  std::int64_t least = 0, most = 0;
  bool is_box = false;  ///< four degrees
};

struct Operation {
  std::string id, method, path;    ///< "getEvent", "GET", "/api/v1/events/{id}"
  std::vector<std::string> parts;  ///< of the path
  std::vector<Parameter> parameters;
  std::vector<std::string> gives;  ///< media types of the answer, the first when the client does not say
  std::vector<std::string> takes;  ///< media types of the body
  bool writes = false;             ///< needs the token always
  bool open = false;               ///< never needs it
  const Parameter* parameter(std::string_view name) const;
};

/// The operation and the parts of the path that stand for its parameters.
struct Match {
  const Operation* operation = nullptr;
  std::map<std::string, std::string> parts;
};

class Contract {
 public:
  /// kBadData names what of the document is not understood.
  static Result<Contract> read(std::string_view yaml);

  const std::vector<Operation>& operations() const { return operations_; }
  /// nullopt where no path is like this one. Without operation: where there is one, but not for this method.
  std::optional<Match> match(std::string_view method, std::string_view path) const;
  /// Methods of the path, "GET, HEAD, POST".
  std::string methods_of(std::string_view path) const;
  /// The values of the query by name, with what stands for those not given. The error is a reply. Parameters
  /// of a query that the operation does not have are an error, too, as are those given twice.
  std::optional<Reply> check(const Operation& operation, const Request& request,
                             std::map<std::string, std::string>& values) const;
  /// The document as JSON.
  const std::string& json() const { return json_; }

 private:
  std::vector<Operation> operations_;
  std::string json_;
};

/// The media type of `offers` that the client likes best (RFC 9110, 12.5.1); empty when it takes none.
std::string preferred(const std::vector<std::string>& offers, std::string_view accept);

}  // namespace tamga::http
