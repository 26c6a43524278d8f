/// Bad input is a value: Error, Result<T>, TRY. A bug is a crash: CHECK.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace tamga {

/// What went wrong, for a program to act on. The numbers are the process's exit codes (see docs/exit-codes.md).
enum class ErrorCode : std::uint8_t {
  kUsage = 2,        ///< wrong arguments
  kBadInput = 3,     ///< a report, feed or answer that cannot be read
  kNotFound = 4,     ///< a file, id or section that is not there
  kBadData = 5,      ///< our own data is damaged: pack, model, ledger
  kInputOutput = 6,  ///< the disk or the network failed: full, read-only, no permission
  kLimit = 7,        ///< larger than we accept
};

/// What happened, to which document, at which byte, in words an operator can act on.
struct Error {
  ErrorCode code = ErrorCode::kBadInput;
  std::string message;
  std::string document;               ///< path, URL or id; empty when it concerns no document
  std::optional<std::uint64_t> byte;  ///< offset into the document

  /// "reports/a.txt: byte 17: not UTF-8"
  std::string text() const;
  /// The same error, naming the document unless it names one already.
  Error in(std::string_view name) const&;
};

/// A T or the Error that prevented it.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const& { return std::get<1>(state_); }
  Error&& error() && { return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}
  bool ok() const { return !error_; }
  explicit operator bool() const { return ok(); }
  void value() const {}
  const Error& error() const& { return *error_; }
  Error&& error() && { return std::move(*error_); }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace tamga

/// Evaluates a Result; passes its Error up, else yields its value.
#define TRY(...)                                                            \
  __extension__({                                                           \
    auto&& try_result_ = (__VA_ARGS__);                                     \
    if (!try_result_.ok()) return std::move(try_result_).error();           \
    std::move(try_result_).value();                                         \
  })

/// Guards our own promises; no input may ever trip it.
#define CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::tamga::check_failed(#condition, __FILE__, __LINE__))
