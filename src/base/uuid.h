/// Names turned into UUIDs (RFC 9562, version 5).
#pragma once

#include <string>
#include <string_view>

namespace tamga {

/// The UUID of a name in a namespace, as "886313e1-3b8a-5372-9b90-0c9aee199e5d": the same name, the same UUID.
/// `space`: the namespace's own UUID in that form; CHECKs that it is one.
std::string uuid5(std::string_view space, std::string_view name);

/// The namespace of addresses that RFC 9562 defines.
inline constexpr std::string_view kUuidOfUrls = "6ba7b811-9dad-11d1-80b4-00c04fd430c8";

}  // namespace tamga
